"""import: a table of an office into a case: preview first, writing only with --confirm."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.import_report import preview_record, print_preview, row_lines
from schematom_docs.cli.options import case_file, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.settings import load_settings

if TYPE_CHECKING:
    from schematom_docs.case.source import SourceData
    from schematom_docs.case.tables.columns import Match
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.import_preview import Preview
    from schematom_docs.workflow.importing import ImportOptions

_FILE = click.Path(path_type=Path)
_TYPE = "Typ dokumentu albo lista: rodziny, uczestnicy (domyślnie rozpoznawane)."
_COLUMN = 'Czym jest kolumna: "Nagłówek=pole"; "Nagłówek=-" pomija ją. Można powtarzać.'
_DECIDE = 'Rozstrzygnij wiersz: "12=rodziny.r01.o1" (ta sama osoba), "12=nowa" albo "12=zmień". Można powtarzać.'
_SKIP = "Wczytaj dobre wiersze, odrzucone i nierozstrzygnięte zostaw (są wypisane)."


@click.command("import", cls=PolishCommand)
@click.argument("file", metavar="PLIK", type=_FILE)
@click.option("--type", "type_id", metavar="TYP", default="", help=_TYPE)
@click.option("--to", "data", metavar="DANE", type=_FILE, default=Path(), help="Plik sprawy (domyślnie sprawa.yaml).")
@click.option("--sheet", metavar="NAZWA", default="", help="Który arkusz wczytać, gdy jest ich kilka.")
@click.option("--column", "columns", metavar="NAGŁÓWEK=POLE", multiple=True, help=_COLUMN)
@click.option("--decide", "decisions", metavar="WIERSZ=KTO", multiple=True, help=_DECIDE)
@click.option("--skip-refused", is_flag=True, help=_SKIP)
@click.option("--confirm", is_flag=True, help="Zapisz zmiany w pliku sprawy (bez tego: tylko podgląd).")
@json_option
def import_table(
    file: Path,
    type_id: str,
    data: Path,
    sheet: str,
    columns: tuple[str, ...],
    decisions: tuple[str, ...],
    skip_refused: bool,
    confirm: bool,
    as_json: bool,
) -> None:
    """Wczytaj tabelę (XLSX, CSV) do sprawy: najpierw podgląd wiersz po wierszu, zapis dopiero z --confirm."""
    from schematom_docs.case.source import read_source
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.importing import ImportOptions, confirm_import

    options = ImportOptions(type_id, _pairs(columns), sheet, _numbered(decisions))
    desk = open_desk(load_settings(Path.cwd()), need_templates=False)
    path = case_file(data)
    source = read_source(path)
    preview = _asked_preview(desk, file, source, options, asks=not as_json and sys.stdin.isatty())
    failure = None
    if confirm:
        try:
            confirm_import(path, source, preview, skip_refused=skip_refused)
        except CaseError as error:
            failure = error
    written = confirm and failure is None
    _report(preview, path, written=written, confirm=confirm, as_json=as_json)
    if (preview.refused and not skip_refused) or preview.faults:
        raise click.exceptions.Exit(CaseError.exit_code)
    if failure is not None:
        raise failure


def _report(preview: Preview, path: Path, *, written: bool, confirm: bool, as_json: bool) -> None:
    if as_json:
        print_json({**preview_record(preview), "zapisano": written})
        return
    print_preview(preview)
    if written:
        click.echo(f"Zapisano w {path}." if preview.changes else "Nie było czego zapisać.")
    elif confirm:
        click.echo("Niczego nie zapisano: popraw odrzucone wiersze albo pomiń je opcją --skip-refused.", err=True)
    elif preview.changes:
        click.echo("To tylko podgląd. Aby zapisać: dopisz --confirm.")


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in given:
        header, sign, path = text.rpartition("=")
        if not sign or not header.strip() or not path.strip():
            raise UsageError(f"„{text}” nie wskazuje kolumny", remedy='Napisz np. --column "Nr ewid.=pesel".')
        pairs[header.strip()] = path.strip()
    return pairs


def _numbered(given: tuple[str, ...]) -> dict[int, str]:
    decisions: dict[int, str] = {}
    for text in given:
        number, sign, who = text.partition("=")
        if not sign or not number.strip().isdigit() or not who.strip():
            raise UsageError(f"„{text}” nie rozstrzyga wiersza", remedy='Napisz np. --decide "12=nowa".')
        earlier = decisions.get(int(number))
        decisions[int(number)] = f"{earlier},{who.strip()}" if earlier else who.strip()
    return decisions


def _asked_preview(desk: Desk, file: Path, source: SourceData, options: ImportOptions, *, asks: bool) -> Preview:
    """Return the preview; in a terminal, ask what doubtful columns are and who undecided rows are."""
    from schematom_docs.case.tables.reading import DoubtfulColumnsError
    from schematom_docs.workflow.decisions import DecisionError
    from schematom_docs.workflow.importing import preview_import

    asked: set[int] = set()
    while True:
        try:
            preview = preview_import(desk, file, source, options)
        except DecisionError as error:
            if error.row not in asked:
                raise
            click.echo(str(error), err=True)
            options = replace(
                options, decisions={key: who for key, who in options.decisions.items() if key != error.row}
            )
            continue
        except DoubtfulColumnsError as error:
            if not asks:
                raise
            options = replace(options, columns={**options.columns, **dict(map(_ask_column, error.doubtful))})
            continue
        open_rows = [row for row in preview.rows if row.status == "do rozstrzygnięcia"]
        if not asks or not open_rows:
            return preview
        answers = {}
        for row in open_rows:
            for line in row_lines(row):
                click.echo(line)
            words = ", ".join(f"„{choice}”" for choice in row.choices)
            answer = click.prompt(f"Wiersz {row.number}: {words} albo Enter – zostaw", default="", show_default=False)
            if answer:
                answers[row.number] = str(answer)
        if not answers:
            return preview
        asked |= set(answers)
        options = replace(options, decisions={**options.decisions, **answers})


def _ask_column(match: Match) -> tuple[str, str]:
    click.echo(f"Czym jest kolumna „{match.header}”?")
    answer = click.prompt("Pole („-” pomija kolumnę)", type=click.Choice([*match.near, "-"]), default=match.near[0])
    return match.header, str(answer)
