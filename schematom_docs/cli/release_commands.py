"""release, supersede, withdraw, fetch: packs frozen under a number, replaced, taken back, listed, handed out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.board_report import print_notices
from schematom_docs.cli.options import (
    actor_option,
    data_argument,
    json_option,
    key_option,
    output_option,
)
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.release_session import (
    accept_option,
    day_option,
    duplex_option,
    now,
    open_office,
    record,
    release_all,
    released_folder,
)
from schematom_docs.cli.report import print_json, print_table
from schematom_docs.cli.session import ALL
from schematom_docs.errors import UsageError
from schematom_docs.settings import load_settings

if TYPE_CHECKING:
    from schematom_docs.records import PackVersion
    from schematom_docs.workflow.release import Office


@click.command(cls=PolishCommand)
@click.argument("recipe", metavar="PAKIET")
@data_argument
@key_option
@click.option("--all", "everything", is_flag=True, help="Wydaj pakiety wszystkich osób, rodzin albo instytucji.")
@day_option
@actor_option
@accept_option
@duplex_option
@output_option
@json_option
def release(
    recipe: str,
    data: Path,
    keys: tuple[str, ...],
    everything: bool,
    day: date | None,
    actor: str,
    accepted: str,
    duplex: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Wydaj PAKIET: nadaj numer, zamroź pliki, zapisz wydanie w rejestrze obszaru roboczego.

    Pakiet niekompletny, z formami niezatwierdzonymi albo niespełniający wymagań archiwalnych nie zostanie wydany
    (kod wyjścia 5) i nic po nim nie zostaje. PAKIET „wszystkie” oznacza każdy pakiet, do którego sprawa ma dokumenty.
    """
    from schematom_docs.workflow.release import Request
    from schematom_docs.workflow.sets import recipe_ids

    settings, office = open_office(data, quiet=as_json)
    recipes = recipe_ids(office.desk, office.case) if recipe == ALL else [recipe]
    chosen = [(each, key) for each in recipes for key in _subjects(office, each, keys, everything=everything)]
    if everything:
        chosen = _not_released(office, chosen)
    act, when = now(actor, day)
    requests = [Request(each, key, when, act, accepted=accepted, duplex=duplex) for each, key in chosen]
    target = folder or released_folder(settings, office.case)
    release_all(office, requests, target, as_json=as_json)


@click.command(cls=PolishCommand)
@click.argument("name", metavar="NUMER|KOD")
@data_argument
@click.option(
    "--reason", "--powod", "reason", metavar="POWÓD", required=True, help="Dlaczego nowa wersja zastępuje wydaną."
)
@day_option
@actor_option
@accept_option
@duplex_option
@output_option
@json_option
def supersede(
    name: str,
    data: Path,
    reason: str,
    day: date | None,
    actor: str,
    accepted: str,
    duplex: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Wydaj nową wersję pakietu w miejsce wydanej.

    Poprzednia wersja zostaje w rejestrze z plikami i podpisami jako „zastąpiony”; numer i kod się nie zmieniają.
    """
    from schematom_docs.workflow.pack_names import find_versions
    from schematom_docs.workflow.release import Request

    if not reason.strip():
        raise UsageError("zastąpienie wymaga powodu", place="--reason")
    settings, office = open_office(data, quiet=as_json)
    old = find_versions(office.registry, name)[-1]
    if old.key.pilot != office.case.case.pilot:
        raise UsageError(
            f"pakiet {old.label} należy do sprawy „{old.key.pilot}”, a podano „{office.case.case.pilot}”",
            remedy="Podaj plik tej sprawy, z której pakiet powstał.",
        )
    act, when = now(actor, day)
    asked = Request(old.key.recipe_id, old.key.subject, when, act, old.version, reason.strip(), accepted, duplex)
    target = folder or released_folder(settings, office.case)
    release_all(office, [asked], target, as_json=as_json)


@click.command(cls=PolishCommand)
@click.argument("name", metavar="NUMER|KOD")
@click.option("--reason", "--powod", "reason", metavar="POWÓD", required=True, help="Dlaczego pakiet jest wycofany.")
@actor_option
@json_option
def withdraw(name: str, reason: str, actor: str, as_json: bool) -> None:
    """Wycofaj obowiązującą wersję pakietu: zostaje w rejestrze, jej numery są unieważnione i nie wracają."""
    from schematom_docs.wiring import open_registry_of
    from schematom_docs.workflow.board import standing
    from schematom_docs.workflow.pack_names import find_versions

    settings = load_settings(Path.cwd())
    registry = open_registry_of(settings)
    act, today = now(actor, None)
    gone = registry.withdraw(find_versions(registry, name)[-1], reason, act)
    where = standing(registry, gone, today, settings.signing_days)
    if as_json:
        print_json({**record(gone), "uwagi": list(where.notices)})
        return
    click.echo(f"Wycofano: {gone.label}, wersja {gone.version}.")
    print_notices((gone, notice) for notice in where.notices)


@click.command(cls=PolishCommand)
@click.argument("name", metavar="[NUMER|KOD]", required=False)
@click.option("--wersja", "number", type=int, metavar="N", help="Która wersja (domyślnie ostatnia).")
@output_option
@json_option
def fetch(name: str | None, number: int | None, folder: Path | None, as_json: bool) -> None:
    """Wypisz wydane pakiety, a z numerem albo kodem – zapisz jeszcze raz pliki wydanej wersji.

    Każdy plik jest przed zapisem porównany ze skrótem z chwili wydania.
    """
    from schematom_docs.wiring import open_registry_of
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.pack_names import chosen_version, find_versions
    from schematom_docs.workflow.released_files import FOLDER, stored_files

    settings = load_settings(Path.cwd())
    registry = open_registry_of(settings)
    if name is None:
        _show(registry.versions(), as_json=as_json)
        return
    version = chosen_version(find_versions(registry, name), number)
    target = folder or settings.output / version.key.pilot / FOLDER
    paths = write_files(target, stored_files(registry, version))
    if as_json:
        print_json({**record(version), "pliki": [str(path) for path in paths]})
        return
    click.echo(f"{version.label}, wersja {version.version}: plików {len(paths)}, folder: {target}")


def _subjects(office: Office, recipe_id: str, keys: tuple[str, ...], *, everything: bool) -> Sequence[str]:
    """Return for whom packs are released. Raises UsageError when that is not said and there are several."""
    from schematom_docs.workflow.relations import pack_subjects

    known = pack_subjects(office.desk, office.case, office.desk.recipe(recipe_id))
    if keys:
        return list(keys)
    if everything or len(known) < 2:
        return known or [""]
    raise UsageError(
        f"nie wiadomo, dla kogo wydać pakiet „{recipe_id}”",
        remedy=f"Podaj --for KLUCZ ({', '.join(known)}) albo --all.",
    )


def _not_released(office: Office, chosen: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the packs that have no version in force, telling which are passed over."""
    from schematom_docs.records import PackKey
    from schematom_docs.workflow.release import in_force

    left = []
    for recipe_id, subject in chosen:
        live = in_force(office.registry.versions(PackKey(office.case.case.pilot, recipe_id, subject)))
        if live is None:
            left.append((recipe_id, subject))
        else:
            click.echo(f"Pominięto: {live.label} jest już wydany w wersji {live.version} ({live.state}).", err=True)
    return left


def _show(versions: Sequence[PackVersion], *, as_json: bool) -> None:
    if as_json:
        print_json({"wydane": [record(version) for version in versions]})
        return
    rows = [
        (each.label, str(each.version), each.code, each.state, each.day.isoformat(), each.sha256[:12], each.title)
        for each in versions
    ]
    print_table(("Numer", "Wersja", "Kod", "Stan", "Dzień", "SHA-256", "Tytuł"), rows)
