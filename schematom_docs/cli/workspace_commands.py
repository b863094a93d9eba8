"""init, types, new: a workspace, the list of document types, a blank case file."""

from __future__ import annotations

from pathlib import Path

import click

from schematom_docs.cli.options import json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json, print_table
from schematom_docs.settings import CONFIG_NAME, load_settings, resources


@click.command(cls=PolishCommand)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@json_option
def init(folder: Path, as_json: bool) -> None:
    """Utwórz obszar roboczy: szablony, formularze, przykłady i schematom.toml."""
    from schematom_docs.workflow.workspace import make_workspace

    made = make_workspace(folder, resources(), CONFIG_NAME)
    if as_json:
        print_json({"utworzono": [str(path) for path in made]})
        return
    click.echo(f"Utworzono obszar roboczy: {folder}")
    click.echo("Dalej: przejdź do niego i wpisz  schematom generate wszystkie examples/poznan-2 --pdf")


@click.command(cls=PolishCommand)
@json_option
def types(as_json: bool) -> None:
    """Wypisz typy dokumentów i pakiety."""
    from schematom_docs.wiring import open_desk

    desk = open_desk(load_settings(Path.cwd()))
    forms = sorted(desk.forms.values(), key=lambda form: (form.catalogue_row or 999, form.type_id))
    if as_json:
        print_json(
            {
                "typy": [
                    {
                        "typ": form.type_id,
                        "nazwa": form.name,
                        "lp": form.catalogue_row,
                        "pilotaze": list(form.pilots),
                        "dotyczy": form.subject.collection if form.subject else None,
                        "szablony": list(form.template_files),
                    }
                    for form in forms
                ],
                "pakiety": [{"id": recipe.id, "nazwa": recipe.name} for recipe in desk.recipes.values()],
            }
        )
        return
    rows = [
        (
            str(form.catalogue_row or ""),
            form.type_id,
            form.subject.collection if form.subject else "",
            form.name,
            ", ".join(form.pilots),
        )
        for form in forms
    ]
    print_table(("Lp.", "Typ", "Dotyczy działu", "Nazwa", "Pilotaże"), rows)
    click.echo()
    print_table(("Pakiet", "Nazwa"), [(recipe.id, recipe.name) for recipe in desk.recipes.values()])


@click.command(cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.option("-o", "--output", "target", metavar="PLIK", type=click.Path(path_type=Path), help="Plik do utworzenia.")
def new(type_id: str, target: Path | None) -> None:
    """Wypisz pusty plik sprawy dla typu dokumentu, z pytaniami formularza jako komentarzami."""
    from schematom_docs.case import blank_case
    from schematom_docs.errors import UsageError
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.output import write_files

    text = blank_case(open_desk(load_settings(Path.cwd())).form(type_id))
    if target is None:
        click.echo(text, nl=False)
        return
    if target.exists():
        raise UsageError("plik już istnieje", place=str(target), remedy="Podaj inną nazwę; nie nadpisuję plików.")
    write_files(target.parent, {target.name: text.encode("utf-8")})
    click.echo(f"Utworzono: {target}")
