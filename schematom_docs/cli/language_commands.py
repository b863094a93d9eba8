"""proofread, names: faults of finished papers; the names of a case in the forms its papers use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.data_commands import CASES, CERTAINTY, SOURCES
from schematom_docs.cli.options import case_file, data_argument, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import error_record, fault_record, print_faults, print_json
from schematom_docs.cli.session import neighbours_of, open_case, register_forms
from schematom_docs.errors import Fault, NotReleasableError, SchematomError, UsageError, VerificationError

if TYPE_CHECKING:
    from schematom_docs.polish.proofreading import Finding
    from schematom_docs.workflow.approval import Entries
    from schematom_docs.workflow.names import Name
    from schematom_docs.workflow.proofreading import FileReading


@click.command(cls=PolishCommand)
@click.argument("files", metavar="PLIK…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data",
    metavar="DANE",
    type=click.Path(path_type=Path),
    help="Dane sprawy: szukaj też nazwisk rodzin z innych spraw obszaru roboczego.",
)
@click.option(
    "--for",
    "family",
    metavar="RODZINA",
    default="",
    help="Klucz rodziny, której dotyczą pliki (z --data): szukaj też innych rodzin tej sprawy.",
)
@json_option
def proofread(files: tuple[Path, ...], data: Path | None, family: str, as_json: bool) -> None:
    """Sprawdź język i typografię gotowych pism: DOCX, PDF albo tekst.

    Kod wyjścia 8, gdy są błędy. Reguły z przykładami: docs/korekta.md.
    """
    from schematom_docs.workflow.inspection import unchecked_rules
    from schematom_docs.workflow.issue import together

    strangers, unread = _strangers(data, family)
    found, errors = _read_all(files, strangers)
    if errors and not found:
        raise together(errors)
    notices = [*unchecked_rules(), *unread, *(fault for path, one in found.items() for fault in _scans(path, one))]
    count = sum(len(one.findings) for one in found.values())
    if as_json:
        records = [_file_record(path, one.findings) for path, one in found.items()]
        rest = {"niesprawdzone": [fault_record(fault) for fault in notices], "nieodczytane": _error_records(errors)}
        print_json({"pliki": records, "bledow": count, **rest})
        code = errors[0].exit_code if errors else VerificationError.exit_code if count else 0
        raise click.exceptions.Exit(code)
    for path, one in found.items():
        for finding in one.findings:
            _print_finding(path, finding)
    print_faults(notices)
    if errors:
        raise together(errors)
    if count:
        raise VerificationError(f"korekta znalazła błędy ({count})", remedy="Popraw je i sprawdź pliki jeszcze raz.")
    click.echo("Korekta nie znalazła błędów.")


def _read_all(files: Sequence[Path], strangers: dict[str, str]) -> tuple[dict[Path, FileReading], list[SchematomError]]:
    """Return what was found in each file that can be read, and the errors of the others."""
    from schematom_docs.workflow.proofreading import proofread_file

    found: dict[Path, FileReading] = {}
    errors: list[SchematomError] = []
    for path in files:
        try:
            found[path] = proofread_file(path, strangers)
        except SchematomError as error:
            errors.append(error)
    return found, errors


def _error_records(errors: Sequence[SchematomError]) -> list[object]:
    return [error_record(error) for error in errors]


def _strangers(data: Path | None, family: str) -> tuple[dict[str, str], list[Fault]]:
    """Return forms of surnames that must not stand in the papers, and the cases that could not be read.

    Raises UsageError for a family without its case and for a wrong key.
    """
    if data is None:
        if family:
            raise UsageError("opcja --for działa razem z --data")
        return {}, []
    from schematom_docs.workflow.relations import records
    from schematom_docs.workflow.strangers import strangers_of

    settings, _, case = open_case(data, quiet=True)
    families = records(case, "rodziny")
    if family and family not in families:
        raise UsageError(f"w sprawie nie ma rodziny „{family}”", remedy=f"Są: {', '.join(families) or 'żadne'}.")
    neighbours = neighbours_of(settings, data)
    return {**neighbours.strangers(case), **strangers_of(case, family)}, neighbours.unread


def _scans(path: Path, reading: FileReading) -> list[Fault]:
    """Return a warning that names the pages of a PDF that hold no text."""
    if not reading.textless:
        return []
    pages = ", ".join(str(number) for number in reading.textless)
    return [Fault(path.name, f"strony bez tekstu, nie do sprawdzenia: {pages}", "Skan trzeba rozpoznać (OCR).", True)]


def _print_finding(path: Path, finding: Finding) -> None:
    click.echo(f"{path.name}, {finding.place} [{finding.rule}] {finding.title}")
    click.echo(f"    {finding.sentence}")
    click.echo(f"    „{finding.wrong}”: {finding.reason}. {finding.remedy}")


def _file_record(path: Path, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "plik": str(path),
        "bledy": [
            {
                "miejsce": finding.place,
                "regula": finding.rule,
                "nazwa": finding.title,
                "zdanie": finding.sentence,
                "jest": finding.wrong,
                "powinno_byc": finding.right,
                "powod": finding.reason,
                "rada": finding.remedy,
            }
            for finding in findings
        ],
    }


@click.command(cls=PolishCommand)
@data_argument
@click.option("--approve", is_flag=True, help="Zatwierdź formy niepewne: dopisz je do działu „odmiany” sprawy.")
@click.option(
    "--form",
    "chosen",
    metavar="HASŁO:PRZYPADEK=FORMA",
    multiple=True,
    help="Zatwierdź tę formę zamiast proponowanej; można podać kilka razy. Liczba mnoga: HASŁO:mnoga.PRZYPADEK=FORMA;"
    " rodzaj nazwy: HASŁO:rodzaj_gramatyczny=zenski (meski, nijaki, mnogi).",
)
@click.option("--by", "approver", metavar="KTO", default="", help="Kto zatwierdza; zapisuje się przy formach.")
@json_option
def names(data: Path, approve: bool, chosen: tuple[str, ...], approver: str, as_json: bool) -> None:
    """Pokaż nazwiska i nazwy sprawy w formach, których używają jej pisma.

    Przy każdej formie: pewność, źródło, inne formy i zdanie. Kod wyjścia 5, gdy jakaś forma jest niepewna
    i niezatwierdzona.
    """
    from schematom_docs.wiring import SystemClock
    from schematom_docs.workflow.approval import approvals, write_approvals
    from schematom_docs.workflow.names import names_of, uncertain_names

    picked = _chosen(chosen)
    if (picked or approver) and not approve:
        raise UsageError("opcje --form i --by działają razem z --approve")
    _, desk, case = open_case(data, quiet=True)
    found = names_of(desk, case)
    if approve:
        doubtful = [name for name in found if not name.certain or name.lemma in picked]
        _refuse_unknown(picked, found)
        approved = approvals(doubtful, picked, day=SystemClock().today(), approver=approver)
        write_approvals(case_file(data), approved)
        settings, desk, case = open_case(data, quiet=True)
        register_forms(settings, case, approver)
        found = names_of(desk, case)
        if not as_json:
            click.echo(f"Zatwierdzono nazwy: {len(doubtful)}.")
    open_names = uncertain_names(found)
    if as_json:
        print_json({"nazwy": [_name_record(name) for name in found], "do_zatwierdzenia": len(open_names)})
        if open_names:
            raise click.exceptions.Exit(NotReleasableError.exit_code)
        return
    for name in found:
        _print_name(name)
    if open_names:
        raise NotReleasableError(
            f"formy do zatwierdzenia mają nazwy: {', '.join(name.lemma for name in open_names)}",
            remedy="Sprawdź zdania i uruchom polecenie z --approve; inną formę podaj opcją --form.",
        )


def _chosen(values: Sequence[str]) -> Entries:
    """Return lemma → case → form of „HASŁO:PRZYPADEK=FORMA”. Raises UsageError for another shape."""
    from schematom_docs.polish.approved import GENDER, PLURAL
    from schematom_docs.polish.cases import CASE_NAMES, case_code
    from schematom_docs.polish.entities import GENDER_NAMES

    picked: dict[str, dict[str, str | dict[str, str]]] = {}
    for value in values:
        head, _, form = value.partition("=")
        lemma, _, case = head.rpartition(":")
        if case == GENDER and lemma.strip() and form.strip() in GENDER_NAMES:
            picked.setdefault(lemma.strip(), {})[GENDER] = form.strip()
            continue
        try:
            code = case_code(case.removeprefix("mnoga."))
        except ValueError as error:
            raise UsageError(
                f"nie rozumiem „{value}”", remedy='Zapis: "Paweł Kozioł:dopelniacz=Pawła Kozioła".'
            ) from error
        if not lemma.strip() or not form.strip():
            raise UsageError(f"nie rozumiem „{value}”", remedy='Zapis: "Paweł Kozioł:dopelniacz=Pawła Kozioła".')
        entry = picked.setdefault(lemma.strip(), {})
        if case.startswith("mnoga."):
            plural = entry.get(PLURAL, {})
            entry[PLURAL] = {**(plural if isinstance(plural, dict) else {}), CASE_NAMES[code]: form.strip()}
        else:
            entry[CASE_NAMES[code]] = form.strip()
    return picked


def _refuse_unknown(picked: Entries, found: Sequence[Name]) -> None:
    unknown = sorted(set(picked) - {name.lemma for name in found})
    if unknown:
        raise UsageError(f"pisma tej sprawy nie używają nazwy: {', '.join(unknown)}", remedy="Sprawdź pisownię hasła.")


NUMBERS = {"sg": "", "pl": " l. mn."}


def _print_name(name: Name) -> None:
    from schematom_docs.workflow.names import KINDS

    click.echo(f"{name.lemma} ({KINDS[name.kind]})")
    for form in name.forms:
        others = f"; inne: {', '.join(form.alternatives)}" if form.alternatives else ""
        certainty = f"{CERTAINTY[form.certain]}, {SOURCES[form.source]}{others}"
        case = f"{CASES[form.case]}{NUMBERS[form.number]}"
        click.echo(f"    {case:12} {form.form} [{certainty}]  {form.sentence}")


def _name_record(name: Name) -> dict[str, object]:
    from schematom_docs.workflow.names import KINDS

    return {
        "haslo": name.lemma,
        "rodzaj": KINDS[name.kind],
        "plec": {"f": "k", "m": "m"}.get(name.gender, ""),
        "formy": [
            {
                "przypadek": CASES[form.case],
                "liczba": "mnoga" if form.number == "pl" else "pojedyncza",
                "forma": form.form,
                "pewna": form.certain,
                "zrodlo": SOURCES[form.source],
                "inne": list(form.alternatives),
                "zdanie": form.sentence,
                "dokumenty": list(form.papers),
            }
            for form in name.forms
        ],
    }
