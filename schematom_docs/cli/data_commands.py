"""check, inflect: faults of case data; all cases of a phrase."""

from __future__ import annotations

from pathlib import Path

import click

from schematom_docs.cli.options import case_file, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_faults, print_json, print_table
from schematom_docs.errors import CaseError, Fault, UsageError
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
@click.argument("data", metavar="[DANE]", required=False, type=click.Path(path_type=Path))
@click.option("--type", "type_id", metavar="TYP", help="Sprawdź tylko to, czego potrzebuje ten typ dokumentu.")
@click.option("--forms", "only_forms", is_flag=True, help="Zamiast danych sprawdź definicje formularzy i pakietów.")
@click.option("--touches", "path", metavar="ŚCIEŻKA", help="Wypisz pisma, których dotyczy ta dana (rodziny.r01).")
@json_option
def check(data: Path | None, type_id: str | None, only_forms: bool, path: str | None, as_json: bool) -> None:
    """Sprawdź dane sprawy i czy wystarczą na jej pisma (albo formularze): wszystkie błędy naraz, z radą."""
    if (data is None) != only_forms or (path and (data is None or type_id)):
        raise UsageError("podaj plik danych albo opcję --forms", remedy="Pomoc: schematom check --help")
    if path and data:
        _touches(data, path, as_json=as_json)
    elif data is None:
        _report(_form_faults(), as_json=as_json, what="formularze", place="forms")
    else:
        _report(_case_faults(data, type_id), as_json=as_json, what="dane sprawy", place=str(data))


def _touches(data: Path, path: str, *, as_json: bool) -> None:
    """Print which papers and packs hang on one fact of the case."""
    from schematom_docs.case import load_case
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.touching import touched_by

    desk = open_desk(load_settings(Path.cwd()))
    touched = touched_by(desk, load_case(case_file(data), reference=desk.reference), path)
    if as_json:
        print_json(
            {
                "pisma": [{"typ": type_id, "klucz": key} for type_id, key in touched.papers],
                "pakiety": [{"pakiet": recipe, "klucz": key} for recipe, key in touched.packs],
            }
        )
        return
    if not touched.papers:
        click.echo(f"Dana „{path}” nie zmienia treści żadnego pisma tej sprawy.")
        return
    rows = [(type_id, key, desk.form(type_id).name) for type_id, key in touched.papers]
    print_table(("Typ", "Klucz", "Nazwa"), rows)
    if touched.packs:
        click.echo()
        print_table(("Pakiet", "Klucz"), list(touched.packs))


def _form_faults() -> list[Fault]:
    from schematom_docs.wiring import open_faulty_desk
    from schematom_docs.workflow.form_path_checks import path_faults
    from schematom_docs.workflow.question_uses import unused_questions
    from schematom_docs.workflow.recipe_path_checks import recipe_path_faults
    from schematom_docs.workflow.templates import check_template, workspace_templates

    settings = load_settings(Path.cwd())
    desk, read, faults = open_faulty_desk(settings)
    if desk is None:
        return faults
    faults += [*path_faults(desk, settings.forms), *recipe_path_faults(desk)]
    forms = [*desk.forms.values(), *read.parts]
    named = {name for form in forms for name in form.template_files}
    paths = [path for path in workspace_templates(settings.templates) if path.name in named]
    unfilled = [fault for path in paths for fault in check_template(desk, path).faults]
    return [*faults, *unfilled, *unused_questions(desk, settings.templates)]


def _case_faults(data: Path, type_id: str | None) -> list[Fault]:
    from schematom_docs.case import check_case, check_papers, load_case
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.sets import paper_types, unknown_packs
    from schematom_docs.workflow.unused_approvals import unused_approvals

    settings = load_settings(Path.cwd())
    desk = open_desk(settings)
    if type_id is not None:
        desk.form(type_id)
        return check_case(case_file(data), desk.forms, desk.reference, type_id)
    faults = check_case(case_file(data), desk.forms, desk.reference)
    if any(not fault.warning for fault in faults):
        return faults
    case = load_case(case_file(data), reference=desk.reference)
    papers = check_papers(case, desk.forms, desk.reference, paper_types(desk, case))
    unused = unused_approvals(case, settings.templates)
    found = [*faults, *unused, *unknown_packs(desk, case), *papers]
    # What many papers warn of (one legal basis to confirm) is said once, at the first place.
    once = {fault.reason.partition(" (dokument")[0] if fault.warning else fault: fault for fault in reversed(found)}
    return list(reversed(once.values()))


def _report(faults: list[Fault], *, as_json: bool, what: str, place: str) -> None:
    errors = [fault for fault in faults if not fault.warning]
    if as_json:
        print_json({"bledy": [fault_record(fault) for fault in faults], "poprawne": not errors})
        if errors:
            raise click.exceptions.Exit(CaseError.exit_code)
        return
    print_faults(fault for fault in faults if fault.warning)
    if errors:
        raise CaseError(f"{what} zawierają błędy ({len(errors)})", place=place, faults=errors)
    click.echo(f"{what.capitalize()}: bez błędów.")


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
