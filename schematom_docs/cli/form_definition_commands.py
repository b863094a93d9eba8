"""form schema, dictionary, uses, new: the definition of a form as data, as a page, as a draft from a template."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.form_group import form
from schematom_docs.cli.options import json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_json
from schematom_docs.errors import TemplateError, UsageError
from schematom_docs.settings import load_settings

if TYPE_CHECKING:
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.question_uses import Fed

_FILE = click.Path(path_type=Path)
_WIDTH = 120


@form.command("schema", cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
def schema(type_id: str) -> None:
    """Wypisz JSON Schema (2020-12) odpowiedzi na pytania formularza TYP."""
    from schematom_docs.case.json_schema import json_schema

    print_json(json_schema(_desk().form(type_id)))


@form.command("dictionary", cls=PolishCommand)
def dictionary() -> None:
    """Wypisz słownik wszystkich formularzy: każde pytanie z rodzajem, warunkiem, podpowiedzią i przykładem."""
    from schematom_docs.case.form_dictionary import form_dictionary

    click.echo(form_dictionary(_desk().forms.values()), nl=False)


@form.command("uses", cls=PolishCommand)
@click.argument("type_id", metavar="[TYP]", required=False)
@json_option
def uses(type_id: str | None, as_json: bool) -> None:
    """Pokaż, które dane sprawy zasilają które pisma i o co każde pismo pyta osobno."""
    from schematom_docs.workflow.question_uses import facts_fed, own_answers

    desk = _desk()
    chosen = () if type_id is None else (desk.form(type_id).type_id,)
    facts, own = facts_fed(desk, chosen), own_answers(desk, chosen)
    if as_json:
        print_json(
            {
                "dane_sprawy": {
                    place: {"etykieta": fed.labels[0], "nazwy": fed.names, "pisma": fed.types}
                    for place, fed in facts.items()
                },
                "wlasne_odpowiedzi": {
                    name: {"etykieta": fed.labels[0], "pisma": fed.types} for name, fed in own.items()
                },
            }
        )
        return
    click.echo("Dane sprawy, wpisane raz dla każdej osoby, instytucji, rodziny albo sprawy (*):")
    for place, fed in facts.items():
        _tell(f"{place} – {' / '.join(fed.labels)}", f"nazwy: {', '.join(fed.names)}", _papers(fed))
    click.echo("\nWłasne odpowiedzi pism, każde pismo ma swoją:")
    for name, fed in own.items():
        _tell(f"dokument.{name} – {' / '.join(fed.labels)}", _papers(fed))


def _papers(fed: Fed) -> str:
    return f"typy pism ({len(fed.types)}): {', '.join(fed.types)}"


def _tell(head: str, *lines: str) -> None:
    """Print an entry with its lines below it, wrapped to the width of a page."""
    click.echo(fill(head, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False))
    for line in lines:
        click.echo(fill(line, _WIDTH, initial_indent="      ", subsequent_indent="        ", break_on_hyphens=False))


@form.command("new", cls=PolishCommand)
@click.option("--from", "source", metavar="SZABLON", required=True, type=_FILE, help="Szablon Worda (.docx).")
@click.option("-o", "--output", "target", metavar="PLIK", type=_FILE, help="Plik formularza (domyślnie: na ekran).")
def new(source: Path, target: Path | None) -> None:
    """Naszkicuj formularz z szablonu: pola stają się pytaniami, pętle tabelami, filtry rodzajami odpowiedzi."""
    from schematom_docs.document import compile_template
    from schematom_docs.document.uses import uses as names_used
    from schematom_docs.polish.filters import FILTERS
    from schematom_docs.workflow.new_form import draft_form
    from schematom_docs.workflow.output import write_files

    desk = _desk()
    if not source.is_file():
        raise UsageError("nie ma takiego szablonu", place=str(source), remedy="Podaj plik .docx.")
    compiled = compile_template(source, filters=FILTERS)
    errors = [fault for fault in compiled.faults() if not fault.warning]
    if errors:
        raise TemplateError(
            "szablon zawiera błędy, formularza nie da się naszkicować", place=source.name, faults=errors
        )
    if target is not None and target.exists():
        raise UsageError("taki plik już jest", place=str(target), remedy="Podaj inną nazwę; niczego nie nadpisuję.")
    known = {item.subject.name: item.subject.collection for item in desk.forms.values() if item.subject}
    used = names_used(source.read_bytes(), filters=FILTERS)
    text = draft_form(target.stem if target else source.stem, compiled.schema(), used, known, source.name)
    if target is None:
        click.echo(text, nl=False)
        return
    write_files(target.parent, {target.name: text.encode("utf-8")})
    click.echo(f"Zapisano: {target}. Popraw etykiety i sprawdź: schematom check --forms")


def _desk() -> Desk:
    from schematom_docs.wiring import open_desk

    return open_desk(load_settings(Path.cwd()))
