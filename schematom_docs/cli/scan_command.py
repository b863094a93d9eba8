"""scan: scans of hand-signed papers sorted into packs and counterparts, kept in the registry, marked on the board."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from schematom_docs.cli.board_options import day_option
from schematom_docs.cli.options import actor_option, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json, progress
from schematom_docs.errors import Fault, VerificationError, system_reason
from schematom_docs.settings import load_settings

_HAND = 'Wskaż stronę ręcznie: "skan.pdf:3=K7Q2M9XA-2:5" (kod-egzemplarz:strona). Można powtarzać.'
_SIGNED = 'Kto podpisał kompletne egzemplarze: "pup,rodzina" albo "K7Q2M9XA-2=pup". Można powtarzać.'
_SIGNED_ALL = "Kompletne egzemplarze podpisali wszyscy, którzy mają na nich miejsce."


@click.command("scan", cls=PolishCommand)
@click.argument("files", metavar="PLIK…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--hand", "hands", metavar="PLIK:STRONA=KOD:STRONA", multiple=True, help=_HAND)
@click.option("--signed", "signed", metavar="KTO", multiple=True, help=_SIGNED)
@click.option("--signed-all", is_flag=True, help=_SIGNED_ALL)
@day_option
@actor_option
@json_option
def scan_papers(
    files: tuple[Path, ...],
    hands: tuple[str, ...],
    signed: tuple[str, ...],
    signed_all: bool,
    day: date | None,
    actor: str,
    as_json: bool,
) -> None:
    """Wczytaj skany podpisanych pism: PDF, TIFF, JPG, PNG, także pomieszane i w kilku plikach."""
    from schematom_docs.cli.scan_report import print_scanned, scan_record
    from schematom_docs.records import Act
    from schematom_docs.wiring import SystemClock, open_registry_of
    from schematom_docs.workflow.scan_hands import HandEntry
    from schematom_docs.workflow.scan_signed import ALL, read_signed
    from schematom_docs.workflow.scanning import ScanOrder, scan

    who = read_signed(signed)
    if signed_all:
        who.setdefault("", []).append(ALL)
    entries = [HandEntry.of(text) for text in hands]
    registry = open_registry_of(load_settings(Path.cwd()))
    content, unread = _contents(files)
    act = Act(actor, SystemClock().now())
    scanned = scan(registry, ScanOrder(content, entries, who, day), act, _silent if as_json else progress)
    if as_json:
        print_json(scan_record(scanned, unread))
    else:
        print_scanned(scanned, unread)
    if unread or not scanned.clean:
        raise click.exceptions.Exit(VerificationError.exit_code)


def _contents(files: tuple[Path, ...]) -> tuple[list[tuple[str, bytes]], list[Fault]]:
    """Return (name, bytes) of the files that can be read, and what is wrong with the others."""
    from schematom_docs.signing.scan_files import LARGEST_FILE, too_large

    content: list[tuple[str, bytes]] = []
    unread: list[Fault] = []
    for file in _expanded(files):
        try:
            if file.stat().st_size > LARGEST_FILE:
                unread.append(too_large(str(file)))
            else:
                content.append((str(file), file.read_bytes()))
        except OSError as error:
            reason = system_reason(error)
            unread.append(Fault(str(file), f"nie można odczytać pliku ({reason})", "Sprawdź nazwę i prawa dostępu."))
    return content, unread


def _expanded(files: tuple[Path, ...]) -> list[Path]:
    """Return the files with „*” and „?” resolved, which the command line of Windows leaves to the program."""
    found: list[Path] = []
    for file in files:
        wild = not file.exists() and any(sign in file.name for sign in "*?")
        matching = sorted(file.parent.glob(file.name)) if wild else []
        found += matching or [file]
    return found


def _silent(stage: str, done: int, total: int) -> None:
    """Show nothing: JSON goes to stdout alone."""
