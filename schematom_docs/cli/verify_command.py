"""verify: everything about released packs proved, for anyone, also without the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_json, progress
from schematom_docs.errors import RegistryError, VerificationError

if TYPE_CHECKING:
    from schematom_docs.workflow.verdicts import Check, Verdict
    from schematom_docs.world import Registry

MOST_PRINTED = 8  # faults of one check


@click.command(cls=PolishCommand)
@click.argument("paths", metavar="PLIK|FOLDER…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--registry",
    "office",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Obszar roboczy, którego rejestr ma powiedzieć, czy plik wydano (domyślnie ten, w którym stoisz).",
)
@json_option
def verify(paths: tuple[Path, ...], office: Path | None, as_json: bool) -> None:
    """Sprawdź wydane pakiety: bajty, manifest, strony, kody stron, załączniki, PDF/A i dostępność.

    Działa też bez rejestru i bez danych sprawy. W folderze sprawdza każdy pakiet, archiwum ZIP, pliki Word i
    manifest. Kod wyjścia 8, gdy coś się nie zgadza. Co dokładnie: docs/weryfikacja.md.
    """
    from schematom_docs.workflow.verification import verify_paths

    registry = _registry(office)
    verdicts = verify_paths(paths, registry=registry, report=None if as_json else progress)
    wrong = [verdict for verdict in verdicts if not verdict.sound]
    if as_json:
        print_json({"zgodne": not wrong, "rejestr": registry is not None, "pliki": [_record(one) for one in verdicts]})
        raise click.exceptions.Exit(VerificationError.exit_code if wrong else 0)
    for verdict in verdicts:
        _print(verdict)
    if wrong:
        names = ", ".join(verdict.file for verdict in wrong[:5]) + (" i inne" if len(wrong) > 5 else "")
        raise VerificationError(f"sprawdzenie wykazało niezgodności ({len(wrong)} z {len(verdicts)} plików): {names}")
    click.echo(_summary(verdicts))


def _registry(office: Path | None) -> Registry | None:
    """Return the registry to ask: of the given workspace, else of the one we are in when it has one, else None."""
    from schematom_docs.settings import load_settings
    from schematom_docs.wiring import open_registry_of

    if office is not None:
        return open_registry_of(load_settings(office))
    settings = load_settings(Path.cwd())
    if settings.workspace is None:
        return None
    try:
        return open_registry_of(settings)
    except RegistryError as error:
        if not (settings.workspace / "rejestr").exists():
            return None
        click.echo(f"Uwaga: {error}", err=True)
        return None


def _print(verdict: Verdict) -> None:
    identity = verdict.identity
    click.echo(f"{verdict.file}: {'zgodny' if verdict.sound else 'NIEZGODNY'} ({verdict.kind})")
    if identity is not None and identity.code:
        copy = f", egz. {identity.counterpart}/{identity.of}" if identity.counterpart else ""
        number = f"{identity.number}, " if identity.number else ""
        click.echo(f"    {number}wersja {identity.version}, kod {identity.code}{copy}")
    for check in verdict.checks:
        click.echo(f"    {check.name:16} {check.outcome}{f' ({check.note})' if check.note else ''}")
        for fault in check.faults[:MOST_PRINTED]:
            click.echo(f"        {'uwaga' if fault.warning else 'błąd'}: {fault}")
        if len(check.faults) > MOST_PRINTED:
            click.echo(f"        i dalszych: {len(check.faults) - MOST_PRINTED} (wszystkie podaje --json)")


def _summary(verdicts: Sequence[Verdict]) -> str:
    from schematom_docs.workflow.verdicts import SKIPPED

    kinds = Counter(verdict.kind for verdict in verdicts)
    skipped = kinds.pop(SKIPPED, 0)
    warnings = sum(fault.warning for verdict in verdicts for fault in verdict.faults)
    passed = (f" Uwagi: {warnings}." if warnings else "") + (f" Pominięte: {skipped}." if skipped else "")
    listed = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items()))
    return f"Wszystko się zgadza ({listed}).{passed}" if listed else f"Nie było czego sprawdzać.{passed}"


def _record(verdict: Verdict) -> dict[str, object]:
    identity = verdict.identity
    pack = identity and {
        "kod": identity.code,
        "wersja": identity.version,
        "numer": identity.number,
        "egzemplarz": identity.counterpart,
        "stron": identity.pages,
    }
    return {
        "plik": verdict.file,
        "rodzaj": verdict.kind,
        "zgodny": verdict.sound,
        "sha256": verdict.sha256,
        "pakiet": pack,
        "sprawdzenia": [_check_record(check) for check in verdict.checks],
    }


def _check_record(check: Check) -> dict[str, object]:
    faults = [fault_record(fault) for fault in check.faults]
    return {"nazwa": check.name, "wynik": check.outcome, "opis": check.note, "bledy": faults}
