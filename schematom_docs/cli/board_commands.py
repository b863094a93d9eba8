"""board: who has signed what; entries on papers sent, returned and declined; reminders; the receipt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli import board_report
from schematom_docs.cli.board_options import (
    Asked,
    entry_options,
    how_option,
    pack_argument,
    proof_options,
    read_number,
    way_option,
)
from schematom_docs.cli.options import json_option, output_option
from schematom_docs.cli.polish_click import PolishGroup
from schematom_docs.cli.report import print_json
from schematom_docs.errors import UsageError, system_reason
from schematom_docs.records import RETURNED, ROW_DECLINED, ROW_STATES, SENT
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.records import Act, PackVersion
    from schematom_docs.workflow.board_marking import Entry
    from schematom_docs.world import Registry


@click.group("board", cls=PolishGroup, no_args_is_help=False, invoke_without_command=True)
@click.option("--wszystkie", "everything", is_flag=True, help="Także wersje, które zastąpiono nowszymi.")
@json_option
@click.pass_context
def board(ctx: click.Context, everything: bool, as_json: bool) -> None:
    """Tablica podpisów: stan wydanych pakietów, ile podpisów jest, na kogo i ile dni czekają."""
    if ctx.invoked_subcommand is not None:
        return
    from schematom_docs.workflow.board import standings

    settings, registry, today = _open()
    found = standings(registry, today, settings.signing_days, everything=everything)
    if as_json:
        print_json({"pakiety": [board_report.standing_record(each) for each in found]})
    else:
        board_report.print_standings(found)


@board.command("show")
@pack_argument
@click.option("--historia", "with_history", is_flag=True, help="Pokaż też historię: co, kiedy i kto wpisał.")
@json_option
def show(name: str, version: int, with_history: bool, as_json: bool) -> None:
    """Pokaż obieg jednego pakietu; PAKIET to jego numer albo kod."""
    from schematom_docs.workflow.board import find_version, standing
    from schematom_docs.workflow.board_history import history

    settings, registry, today = _open()
    found, _ = find_version(registry, name, version)
    moments = history(registry, found) if with_history or as_json else []
    where = standing(registry, found, today, settings.signing_days)
    if as_json:
        print_json(board_report.standing_record(where, moments))
    else:
        board_report.print_standing(where, moments)


@board.command("sent")
@entry_options
@how_option
def sent(asked: Asked, how: str | None) -> None:
    """Wpisz, że pismo wysłano do strony."""
    from schematom_docs.workflow.board_marking import Entry

    _enter(asked, Entry(SENT, day=asked.day, how=how, reason=asked.reason))


@board.command("returned")
@entry_options
@proof_options
@way_option
def returned(asked: Asked, proof: Path | None, place: str | None, way: str | None) -> None:
    """Wpisz, że pismo wróciło podpisane: kiedy, dowód i gdzie leży oryginał."""
    from schematom_docs.workflow.board_marking import Entry

    _enter(asked, Entry(RETURNED, way, asked.day, proof=_content(proof), place=place, reason=asked.reason))


@board.command("declined")
@entry_options
@proof_options
def declined(asked: Asked, proof: Path | None, place: str | None) -> None:
    """Wpisz, że strona odmówiła podpisu; powód jest konieczny."""
    from schematom_docs.workflow.board_marking import Entry

    _enter(asked, Entry(ROW_DECLINED, day=asked.day, proof=_content(proof), place=place, reason=asked.reason))


@board.command("correct")
@entry_options
@proof_options
@way_option
@how_option
@click.option("--stan", "state", metavar="STAN", type=click.Choice(ROW_STATES), help=f"{', '.join(ROW_STATES)}.")
def correct(
    asked: Asked, proof: Path | None, place: str | None, way: str | None, how: str | None, state: str | None
) -> None:
    """Popraw wpis z podaniem powodu; stary wpis zostaje w historii."""
    from schematom_docs.workflow.board_marking import Entry

    if not asked.reason.strip():
        raise UsageError("poprawienie wpisu wymaga powodu", remedy="Podaj go opcją --powod.")
    _enter(asked, Entry(state, way, asked.day, how, _content(proof), place, asked.reason))


@board.command("reminders")
@click.option(
    "--dni", "days", metavar="N", callback=read_number, default="0", help="Tylko to, co czeka co najmniej N dni."
)
@json_option
def reminders(days: int, as_json: bool) -> None:
    """Wypisz, kto ma pismo do podpisu i jak długo, oraz czego jeszcze nie wysłano."""
    from schematom_docs.workflow.board import reminders as waiting

    _, registry, today = _open()
    board_report.print_waiting(waiting(registry, today, days), as_json=as_json)


@board.command("receipt")
@pack_argument
@output_option
@json_option
def receipt(name: str, version: int, folder: Path | None, as_json: bool) -> None:
    """Zrób poświadczenie obiegu w PDF: przebieg, skróty plików, strony i sposoby podpisania."""
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.board import find_version
    from schematom_docs.workflow.board_receipt import receipt as make_receipt
    from schematom_docs.workflow.output import write_files

    settings, registry, today = _open()
    found, _ = find_version(registry, name, version)
    desk = open_desk(settings)
    document = make_receipt(desk, registry, found, today)
    [pdf] = desk.press.run([document])
    target = folder if folder is not None else settings.output / found.key.pilot
    paths = write_files(target, {f"{document.name}.pdf": pdf.data})
    if as_json:
        print_json({"pliki": [str(path) for path in paths]})
    else:
        click.echo(f"Poświadczenie: {paths[0]}")


def _open() -> tuple[Settings, Registry, date]:
    """Return settings, the registry of the workspace, and today."""
    from schematom_docs.wiring import SystemClock, open_registry_of

    settings = load_settings(Path.cwd())
    return settings, open_registry_of(settings), SystemClock().today()


def _act(actor: str) -> Act:
    from schematom_docs.records import Act
    from schematom_docs.wiring import SystemClock

    return Act(actor, SystemClock().now())


def _enter(asked: Asked, entry: Entry) -> None:
    """Write the entry for the rows asked for and print the board as it is then."""
    from schematom_docs.workflow.board import find_version
    from schematom_docs.workflow.board_marking import chosen_rows, enter, out_of_order

    settings, registry, _ = _open()
    version, counterpart = find_version(registry, asked.name, asked.version)
    copies = asked.copies or (() if counterpart is None else (counterpart,))
    rows = chosen_rows(registry, version, asked.slots, copies, everything=asked.everything)
    after = enter(registry, version, rows, entry, _act(asked.actor))
    for warning in out_of_order(version, after, rows) if settings.in_order else []:
        click.echo(f"Uwaga: {warning}", err=True)
    _report(settings, registry, version, as_json=asked.as_json)


def _report(settings: Settings, registry: Registry, version: PackVersion, *, as_json: bool) -> None:
    from schematom_docs.wiring import SystemClock
    from schematom_docs.workflow.board import standing

    now = next(each for each in registry.by_code(version.code) if each.version == version.version)
    where = standing(registry, now, SystemClock().today(), settings.signing_days)
    if as_json:
        print_json(board_report.standing_record(where))
    else:
        board_report.print_standing(where, [])


def _content(path: Path | None) -> bytes | None:
    """Return the bytes of a proof. Raises UsageError when it cannot be read."""
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"nie można odczytać dowodu ({system_reason(error)})", place=str(path), remedy="Sprawdź ścieżkę pliku."
        ) from error
