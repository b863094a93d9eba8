"""What release and supersede share: the office they work in, their options, releasing one pack after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schematom_docs.cli.options import case_file
from schematom_docs.cli.report import print_json
from schematom_docs.cli.session import inspection_of, open_case, result_folder
from schematom_docs.errors import OutputError, SchematomError, UsageError
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.records import Act, PackVersion
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.release import Bind, Office, Released, Request

Command = Callable[..., Any]


def day_option(command: Command) -> Command:
    """Add `--dzien RRRR-MM-DD`: the day of release, today without it."""
    text = "Dzień wydania, np. 2026-11-22 (domyślnie dziś); od niego zależy rok numeru pakietu."
    return click.option("--dzien", "day", metavar="DATA", callback=_day, help=text)(command)


def _day(ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    from schematom_docs.case.scalars import as_date

    try:
        return as_date(value)
    except ValueError as error:
        raise UsageError(f"„{value}” nie jest datą", place="--dzien", remedy="Wpisz np. 2026-11-22.") from error


def accept_option(command: Command) -> Command:
    """Add `--mimo-uwag REASON`: findings of the proofreader do not stop the release."""
    text = "Wydaj mimo uwag korekty; powód trafia do rejestru."
    return click.option("--mimo-uwag", "accepted", metavar="POWÓD", default="", help=text)(command)


def duplex_option(command: Command) -> Command:
    """Add `--dwustronnie`: blank sides in the files of paper copies."""
    text = "Egzemplarze papierowe do druku dwustronnego: każdy dokument zaczyna się na nowej kartce."
    return click.option("--dwustronnie", "duplex", is_flag=True, help=text)(command)


def open_office(data: Path, *, quiet: bool, create: bool = True) -> tuple[Settings, Office]:
    """Return settings and what releases of a case are made with. Raises RegistryError outside a workspace."""
    from schematom_docs.wiring import open_registry_of
    from schematom_docs.workflow.release import Office

    registry = open_registry_of(load_settings(Path.cwd()), create=create)
    path = case_file(data)
    content = path.read_bytes() if path.is_file() else b""
    settings, desk, case = open_case(data, quiet=quiet)
    if path.read_bytes() != content:
        raise OutputError("plik sprawy zmienił się w czasie pracy", place=path.name, remedy="Spróbuj ponownie.")

    def stage(name: str) -> None:
        if not quiet:
            click.echo(f"  {name} …", err=True)

    return settings, Office(
        desk, registry, case, content, lambda each: inspection_of(settings, desk, each, data, final=True), stage
    )


def released_folder(settings: Settings, case: CheckedCase) -> Path:
    """Return the folder of results for files of released packs."""
    from schematom_docs.workflow.released_files import FOLDER

    return result_folder(settings, case, None) / FOLDER


def binder(desk: Desk, asked: Request) -> Bind:
    """Return what binds the pack of a request."""
    from schematom_docs.workflow.packing import bind_packs

    return lambda case, gate, label, version: bind_packs(
        desk, case, asked.recipe_id, [asked.subject], gate, number=label, version=version
    )[0]


def now(actor: str, day: date | None) -> tuple[Act, date]:
    from schematom_docs.records import Act
    from schematom_docs.wiring import SystemClock

    clock = SystemClock()
    return Act(actor, clock.now()), day or clock.today()


def release_all(office: Office, requests: Sequence[Request], target: Path, *, as_json: bool) -> None:
    """Release packs one after another; a refused one does not stop the others, and its reason ends the command."""
    from schematom_docs.workflow.issue import together
    from schematom_docs.workflow.release import release_pack
    from schematom_docs.workflow.release_run import lay_out_together

    done: list[dict[str, object]] = []
    errors: list[SchematomError] = []
    lay_out_together(office, requests)
    for asked in requests:
        try:
            released = release_pack(office, asked, binder(office.desk, asked))
        except SchematomError as error:
            if len(requests) == 1:
                raise
            errors.append(error)
            continue
        done.append(_told(released, _hand_out(released, target), as_json=as_json))
    if as_json:
        print_json({"wydane": done})
    if errors:
        raise together(errors)


def _hand_out(released: Released, target: Path) -> list[Path]:
    """Write the files of a version that is released already. Raises OutputError that tells how to get them."""
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.released_files import results

    version = released.version
    try:
        return write_files(target, results(released.files, released.names))
    except OutputError as error:
        raise OutputError(
            f"pakiet {version.label} jest wydany w wersji {version.version}, ale {error.reason}",
            place=error.place,
            remedy=f"{error.remedy} Pliki odda polecenie „schematom fetch {version.label}”.",
        ) from error


def _told(released: Released, paths: Sequence[Path], *, as_json: bool) -> dict[str, object]:
    version = released.version
    if not as_json:
        click.echo(
            f"Wydano: {version.label}, wersja {version.version}, kod {version.code}, stron {version.pages}:"
            f" {version.title}"
        )
        click.echo(f"  SHA-256 {version.sha256}")
        click.echo(f"  pliki ({len(paths)}): {paths[0].parent}")
    return {**record(version), "pliki": [str(path) for path in paths]}


def record(version: PackVersion) -> dict[str, object]:
    return {
        "numer": version.label,
        "kod": version.code,
        "wersja": version.version,
        "stan": version.state,
        "tytul": version.title,
        "sprawa": version.key.pilot,
        "pakiet": version.key.recipe_id,
        "podmiot": version.key.subject,
        "dzien": version.day.isoformat(),
        "stron": version.pages,
        "sha256": version.sha256,
        "skroty": dict(version.files),
        "numery": {f"{part.type_id} {part.subject}".strip(): part.number for part in version.parts if part.number},
    }
