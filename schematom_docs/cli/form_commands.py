"""form xlsx: a form, or a list of people, as a workbook for coordinators."""

from __future__ import annotations

from pathlib import Path

import click

from schematom_docs.cli.form_group import form
from schematom_docs.cli.options import case_file, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json
from schematom_docs.settings import load_settings

_FILE = click.Path(path_type=Path)


@form.command("xlsx", cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.option("-o", "--output", "target", metavar="PLIK", type=_FILE, help="Plik do utworzenia (domyślnie TYP.xlsx).")
@click.option("--data", "data", metavar="DANE", type=_FILE, help="Wypełnij danymi sprawy.")
@json_option
def xlsx(type_id: str, target: Path | None, data: Path | None, as_json: bool) -> None:
    """Utwórz arkusz Excela do wypełniania: formularz typu dokumentu albo listę „rodziny” lub „uczestnicy”."""
    from schematom_docs.case.source import read_source
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.form_workbooks import form_workbook
    from schematom_docs.workflow.output import write_files

    desk = open_desk(load_settings(Path.cwd()), need_templates=False)
    made = form_workbook(desk, type_id, None if data is None else read_source(case_file(data)))
    path = target or Path(f"{type_id}.xlsx")
    write_files(path.parent, {path.name: made})
    if as_json:
        print_json({"plik": str(path)})
    else:
        click.echo(f"Zapisano {path}.")
