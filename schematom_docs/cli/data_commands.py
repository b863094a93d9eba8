"""check, inflect: faults of case data; all cases of a phrase."""

from __future__ import annotations

from pathlib import Path

import click

from schematom_docs.cli.options import case_file, data_argument, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_faults, print_json, print_table
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.settings import load_settings

CASES = {
    "nom": "mianownik",
    "gen": "dopełniacz",
    "dat": "celownik",
    "acc": "biernik",
    "ins": "narzędnik",
    "loc": "miejscownik",
    "voc": "wołacz",
}
KINDS = {
    "osoba": "person",
    "instytucja": "institution",
    "miejscowosc": "place",
    "funkcja": "function",
    "rodzina": "family",
}
CERTAINTY = {True: "pewna", False: "do potwierdzenia"}
SOURCES = {
    "approved": "zatwierdzona",
    "dictionary": "słownik",
    "variants": "kilka form",
    "rule": "reguła",
    "unknown": "nieznana",
}


@click.command(cls=PolishCommand)
@data_argument
@click.option("--type", "type_id", metavar="TYP", help="Sprawdź też odpowiedzi potrzebne temu typowi dokumentu.")
@json_option
def check(data: Path, type_id: str | None, as_json: bool) -> None:
    """Sprawdź dane sprawy: wszystkie błędy naraz, z miejscem i radą."""
    from schematom_docs.case import check_case
    from schematom_docs.wiring import open_desk

    desk = open_desk(load_settings(Path.cwd()))
    faults = check_case(case_file(data), desk.forms, desk.reference, type_id)
    errors = [fault for fault in faults if not fault.warning]
    if as_json:
        print_json({"bledy": [fault_record(fault) for fault in faults], "poprawne": not errors})
        if errors:
            raise click.exceptions.Exit(CaseError.exit_code)
        return
    print_faults(fault for fault in faults if fault.warning)
    if errors:
        raise CaseError(f"dane sprawy zawierają błędy ({len(errors)})", place=str(data), faults=errors)
    click.echo("Dane sprawy są poprawne.")


@click.command("inflect", cls=PolishCommand)
@click.argument("phrases", metavar="WYRAŻENIE…", nargs=-1, required=True)
@click.option("--kind", metavar="|".join(KINDS), help="Czym jest wyrażenie.")
@click.option("--gender", metavar="k|m", help="Płeć osoby.")
@json_option
def inflect_phrase(phrases: tuple[str, ...], kind: str | None, gender: str | None, as_json: bool) -> None:
    """Odmień wyrażenie przez przypadki i pokaż, które formy są pewne."""
    from schematom_docs.polish import inflect

    for value, allowed in ((kind, KINDS), (gender, ("k", "m"))):
        if value is not None and value not in allowed:
            raise UsageError(f"nieznana wartość „{value}”", remedy=f"Dozwolone: {', '.join(allowed)}.")
    code = {"k": "f", "m": "m", None: None}[gender]
    results = {
        phrase: {case: inflect(phrase, case, kind=KINDS[kind] if kind else None, gender=code) for case in CASES}
        for phrase in phrases
    }
    if as_json:
        print_json(
            {
                phrase: {
                    CASES[case]: {
                        "forma": form.form,
                        "pewna": form.certain,
                        "zrodlo": SOURCES[form.source],
                        "inne": list(form.alternatives),
                    }
                    for case, form in forms.items()
                }
                for phrase, forms in results.items()
            }
        )
        return
    for phrase, forms in results.items():
        click.echo(phrase)
        rows = [
            (CASES[case], form.form, CERTAINTY[form.certain], SOURCES[form.source], ", ".join(form.alternatives))
            for case, form in forms.items()
        ]
        print_table(("Przypadek", "Forma", "Pewność", "Źródło", "Inne formy"), rows)
