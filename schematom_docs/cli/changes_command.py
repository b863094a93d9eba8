"""stan: what changed in a case since its packs were released, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import data_argument, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json
from schematom_docs.cli.session import open_case
from schematom_docs.settings import load_settings

if TYPE_CHECKING:
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.pending_changes import PackState, PaperChange


@click.command(cls=PolishCommand)
@data_argument
@click.option("--roznice", "differences", is_flag=True, help="Pokaż też słowa, które się zmieniły (dane osobowe!).")
@json_option
def stan(data: Path, differences: bool, as_json: bool) -> None:
    """Pokaż, co się zmieniło w sprawie od wydania jej pakietów, i które z nich zastąpić.

    Porównuje treść dokumentów wydanych z tymi, które powstałyby teraz. Niczego nie zmienia.
    """
    from schematom_docs.wiring import open_registry_of
    from schematom_docs.workflow.pending_changes import pending_changes

    registry = open_registry_of(load_settings(Path.cwd()))
    _, desk, case = open_case(data, quiet=as_json)
    states = pending_changes(desk, case, registry)
    if as_json:
        print_json({"pakiety": [_record(state) for state in states]})
        return
    for state in states:
        _tell(desk, state, data, differences=differences)


def _tell(desk: Desk, state: PackState, data: Path, *, differences: bool) -> None:
    version = state.version
    if version is None:
        of = f" ({state.key.subject})" if state.key.subject else ""
        click.echo(f"Nie wydano: {desk.recipe(state.key.recipe_id).name}{of}")
        return
    head = f"{version.label}, wersja {version.version} ({version.state})"
    if not state.changes:
        click.echo(f"{head}: bez zmian")
        return
    click.echo(f"{head}: zmienione dokumenty: {len(state.changes)}")
    for change in state.changes:
        click.echo(f"    {_named(desk, change)}: {change.kind}{f' – {change.reason}' if change.reason else ''}")
        lines = map(str, change.differences) if differences else change.places
        for line in lines:
            click.echo(f"        {line}")
    click.echo(f"    Nowa wersja: schematom supersede {version.label} {data} --reason POWÓD")


def _named(desk: Desk, change: PaperChange) -> str:
    from schematom_docs.pack import FOREIGN

    if change.type_id == FOREIGN:
        return f"Załącznik {change.subject}"
    name = desk.forms[change.type_id].name if change.type_id in desk.forms else change.type_id
    return f"{name} ({change.subject})" if change.subject else name


def _record(state: PackState) -> dict[str, object]:
    version = state.version
    return {
        "pakiet": state.key.recipe_id,
        "podmiot": state.key.subject,
        "numer": version.label if version else None,
        "kod": version.code if version else None,
        "wersja": version.version if version else None,
        "stan": version.state if version else None,
        "zmiany": [
            {
                "typ": change.type_id,
                "podmiot": change.subject,
                "rodzaj": change.kind,
                "powod": change.reason,
                "miejsca": change.places,
            }
            for change in state.changes
        ],
    }
