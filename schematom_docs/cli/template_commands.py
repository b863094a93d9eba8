"""template check, vars, show, diff, new: what the author of a Word template needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import json_option
from schematom_docs.cli.polish_click import PolishCommand, PolishGroup
from schematom_docs.cli.report import fault_record, print_faults, print_json
from schematom_docs.errors import Fault, TemplateError, UsageError
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.document import Difference
    from schematom_docs.workflow.templates import CheckedTemplate

_FILE = click.Path(path_type=Path)


@click.group("template", cls=PolishGroup, no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def template(ctx: click.Context) -> None:
    """Szablony Worda: sprawdź, pokaż, porównaj, utwórz nowy."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@template.command("check", cls=PolishCommand)
@click.argument("files", metavar="PLIK…", nargs=-1, type=_FILE)
@click.option("--all", "every", is_flag=True, help="Sprawdź wszystkie szablony obszaru roboczego.")
@click.option("--type", "type_id", metavar="TYP", help="Porównaj z formularzem tego typu, choć go jeszcze nie używa.")
@click.option("--mark", "target", metavar="KOPIA", type=_FILE, help="Zapisz kopię z komentarzem przy każdym błędzie.")
@json_option
def check(files: tuple[Path, ...], every: bool, type_id: str | None, target: Path | None, as_json: bool) -> None:
    """Znajdź wszystkie błędy szablonów naraz: miejsce, znacznik, powód, rada."""
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.question_uses import unused_questions
    from schematom_docs.workflow.templates import check_template, workspace_templates

    if every == bool(files):
        raise UsageError("podaj szablony albo opcję --all", remedy="Pomoc: schematom template check --help")
    if target is not None and len(files) != 1:
        raise UsageError("opcja --mark wymaga jednego szablonu", remedy="Podaj jeden PLIK.")
    settings = load_settings(Path.cwd())
    desk = open_desk(settings)
    forms = None if type_id is None else (desk.form(type_id),)
    paths = list(workspace_templates(settings.templates)) if every else [_found(settings, file) for file in files]
    checked = [check_template(desk, path, forms) for path in paths]
    types = dict.fromkeys(used for item in checked for used in item.forms)
    tried = {used: [path for item, path in zip(checked, paths, strict=True) if used in item.forms] for used in types}
    questions = unused_questions(desk, settings.templates, None if every else tried)
    marked = None if target is None else _mark(checked[0], paths[0], target)
    _report(checked, questions, marked, as_json=as_json)


def _report(checked: list[CheckedTemplate], questions: list[Fault], marked: Path | None, *, as_json: bool) -> None:
    errors = [fault for item in checked for fault in item.errors]
    if as_json:
        rows = [_record(item) for item in checked]
        record = {"szablony": rows, "formularze": [fault_record(item) for item in questions], "poprawne": not errors}
        print_json(record | ({"kopia": str(marked)} if marked else {}))
        if errors:
            raise click.exceptions.Exit(TemplateError.exit_code)
        return
    print_faults(fault for item in checked for fault in item.faults if fault.warning)
    print_faults(questions)
    if marked:
        click.echo(f"Zapisano kopię z komentarzami: {marked}")
    if errors:
        wrong = [item.name for item in checked if item.errors]
        raise TemplateError(f"szablon zawiera błędy ({len(errors)})", place=", ".join(wrong), faults=errors)
    click.echo("Szablon jest poprawny." if len(checked) == 1 else f"Szablony są poprawne (sprawdzono {len(checked)}).")


def _record(item: CheckedTemplate) -> dict[str, object]:
    return {
        "plik": item.name,
        "typy": list(item.forms),
        "poprawny": not item.errors,
        "bledy": [fault_record(fault) for fault in item.faults],
    }


def _mark(checked: CheckedTemplate, source: Path, target: Path) -> Path | None:
    """Write the copy with comments and return its path; None when there is nothing to comment on."""
    from schematom_docs.document.marking import mark_faults
    from schematom_docs.workflow.output import write_files

    _new_file(target)
    if not checked.faults or not checked.source:
        return None
    write_files(target.parent, {target.name: mark_faults(checked.source, checked.faults, source.name)})
    return target


@template.command("vars", cls=PolishCommand)
@click.argument("file", metavar="PLIK", type=_FILE)
@click.option("--type", "type_id", metavar="TYP", help="Rodzaje pól podaj według formularza tego typu.")
@json_option
def needed(file: Path, type_id: str | None, as_json: bool) -> None:
    """Wypisz drzewo pól, których szablon potrzebuje; z --json: JSON Schema."""
    from schematom_docs.document import compile_template
    from schematom_docs.polish.filters import FILTERS
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.needed_fields import field_lines

    settings = load_settings(Path.cwd())
    path = _found(settings, file)
    compiled = compile_template(path, filters=FILTERS)
    errors = [fault for fault in compiled.faults() if not fault.warning]
    if errors:
        raise TemplateError("szablon zawiera błędy, pól nie da się wypisać", place=path.name, faults=errors)
    if as_json:
        print_json(compiled.schema())
        return
    desk = open_desk(settings)
    for line in field_lines(desk, path.name, compiled.schema(), None if type_id is None else desk.form(type_id)):
        click.echo(line)


@template.command("show", cls=PolishCommand)
@click.argument("file", metavar="PLIK", type=_FILE)
@json_option
def show(file: Path, as_json: bool) -> None:
    """Pokaż szablon jako tekst: akapit w wierszu, znaczniki tak, jak je wpisano."""
    from schematom_docs.document.textview import text_view

    text = text_view(_word_file(_found(load_settings(Path.cwd()), file)))
    if as_json:
        print_json({"plik": file.name, "wiersze": text.splitlines()})
    else:
        click.echo(text, nl=False)


@template.command("diff", cls=PolishCommand)
@click.argument("old", metavar="STARY", type=_FILE)
@click.argument("new", metavar="NOWY", type=_FILE)
@json_option
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Porównaj dwa szablony przepis po przepisie: co dodano, usunięto, przeniesiono, zmieniono."""
    from schematom_docs.document import compare

    settings = load_settings(Path.cwd())
    found = compare(_word_file(_found(settings, old)), _word_file(_found(settings, new)))
    if as_json:
        print_json({"roznice": [_difference(item) for item in found]})
        return
    for item in found:
        click.echo(str(item))
    click.echo(f"Różnice: {len(found)}." if found else "Treść szablonów jest taka sama.")


def _difference(item: Difference) -> dict[str, object]:
    return {
        "rodzaj": item.kind,
        "miejsce_przed": item.before.place if item.before else None,
        "miejsce_po": item.after.place if item.after else None,
        "przed": item.before.text if item.before else None,
        "po": item.after.text if item.after else None,
        "slowa": [{"znak": kind, "tekst": text} for kind, text in item.words],
    }


@template.command("new", cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.option("-o", "--output", "target", metavar="PLIK", type=_FILE, help="Plik do utworzenia (domyślnie TYP.docx).")
@json_option
def new(type_id: str, target: Path | None, as_json: bool) -> None:
    """Utwórz początek szablonu z formularza: tytuł, pytania, strony i podpisy w stylach domowych."""
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.new_template import new_template
    from schematom_docs.workflow.output import write_files

    settings = load_settings(Path.cwd())
    desk = open_desk(settings, need_templates=False)
    form = desk.form(type_id)
    path = Path(f"{type_id}.docx") if target is None else target
    _new_file(path)
    write_files(path.parent, {path.name: new_template(desk, settings.templates, form)})
    if as_json:
        print_json({"utworzono": str(path), "typ": type_id})
        return
    click.echo(f"Utworzono: {path}")
    click.echo(f"Dalej: uzupełnij go w Wordzie i sprawdź:  schematom template check {path} --type {type_id}")


def _found(settings: Settings, file: Path) -> Path:
    """Return the file, looked for here and then in the folder of templates, also without „.docx”."""
    named = file if file.suffix else file.with_suffix(".docx")
    return next((path for path in (file, named, settings.templates / named) if path.is_file()), file)


def _word_file(path: Path) -> bytes:
    """Return the bytes of a Word file; what is none is refused by its name."""
    from schematom_docs.document.package import read_package
    from schematom_docs.document.parts import template_parts

    try:
        source = path.read_bytes()
        template_parts({entry.name: entry for entry in read_package(source)})
    except OSError as error:
        remedy = "Sprawdź ścieżkę i nazwę pliku."
        raise TemplateError("nie da się odczytać szablonu", place=str(path), remedy=remedy) from error
    except TemplateError as error:
        raise TemplateError(error.reason, place=path.name, remedy=error.remedy) from error
    return source


def _new_file(path: Path) -> None:
    if path.exists():
        raise UsageError("plik już istnieje", place=str(path), remedy="Podaj inną nazwę; nie nadpisuję plików.")
