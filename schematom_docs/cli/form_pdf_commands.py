"""form pdf, read, fill: fillable PDF files made, read back, and an office's own form filled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.form_group import form
from schematom_docs.cli.options import case_file, data_argument, json_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_faults, print_json
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.settings import load_settings

if TYPE_CHECKING:
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.filled_forms import Intake

_FILE = click.Path(path_type=Path)
_KEY_HELP = "Kogo dotyczy: klucz pozycji z danych sprawy."
_DECIDE = 'Rozstrzygnij pytanie o instytucję albo osobę sprawy: "plik.pdf=firma1", "plik.pdf=zmień", "plik.pdf=nowa".'
_FAST_HELP = "Spłaszcz: treść pól staje się częścią strony i nie da się jej zmienić."


@form.command("pdf", cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.option("-o", "--output", "target", metavar="PLIK", type=_FILE, help="Plik do utworzenia (domyślnie TYP.pdf).")
@click.option("--data", "data", metavar="DANE", type=_FILE, help="Wypełnij odpowiedziami z danych sprawy.")
@click.option("--for", "key", metavar="KLUCZ", default="", help=_KEY_HELP)
@click.option("--flatten", "fast", is_flag=True, help=_FAST_HELP)
@click.option("--mimo-to", "anyway", is_flag=True, help="Zrób formularz, choć jego definicja go nie przewiduje.")
@json_option
def pdf(
    type_id: str, target: Path | None, data: Path | None, key: str, fast: bool, anyway: bool, as_json: bool
) -> None:
    """Utwórz PDF do wypełnienia: pusty albo z odpowiedziami sprawy, dostępny cyfrowo (PDF/UA)."""
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.pdf_forms import blank_pdf, case_source, filled_pdf, refuse_unfit

    desk = _desk()
    definition = desk.form(type_id)
    if not anyway:
        refuse_unfit(definition, desk.forms.values())
    if data is None and (key or fast):
        raise UsageError("opcje --for i --flatten wymagają danych sprawy", remedy="Dopisz --data sprawa.yaml.")
    if data is None:
        made = blank_pdf(desk, definition)
    else:
        made = filled_pdf(desk, definition, case_source(case_file(data)), key, fast=fast)
    name = f"{type_id}-{key}.pdf" if key else f"{type_id}.pdf"
    path = target or Path(name)
    write_files(path.parent, {path.name: made})
    _report(path, as_json=as_json)


@form.command("read", cls=PolishCommand)
@click.argument("files", metavar="PLIK…", nargs=-1, required=True, type=_FILE)
@click.option("--to", "data", metavar="DANE", type=_FILE, help="Porównaj z danymi tej sprawy.")
@click.option("--decide", "decisions", metavar="PLIK=DECYZJA", multiple=True, help=_DECIDE)
@click.option("--confirm", is_flag=True, help="Zapisz odpowiedzi w danych sprawy (bez tego tylko podgląd).")
@json_option
def read(files: tuple[Path, ...], data: Path | None, decisions: tuple[str, ...], confirm: bool, as_json: bool) -> None:
    """Odczytaj wypełnione formularze PDF, sprawdź je i pokaż, co zmienią w sprawie.

    Niczego nie zapisuje, dopóki nie dodasz --confirm; wtedy wszystko albo nic.
    """
    from schematom_docs.workflow.case_edit import write_case
    from schematom_docs.workflow.filled_forms import read_pdfs, take_in
    from schematom_docs.workflow.pdf_forms import case_source

    if confirm and data is None:
        raise UsageError("nie wiadomo, gdzie zapisać odpowiedzi", remedy="Dopisz --to sprawa.yaml.")
    source = case_source(case_file(data)) if data is not None else None
    before = source.data if source is not None and isinstance(source.data, dict) else {}
    done, refused = read_pdfs(_desk(), files, before if source is not None else None)
    after, taken = take_in(done, before, _decided(decisions))
    faults = [*refused, *(fault for item in done for fault in item.faults if not fault.warning)]
    faults += [fault for item in taken for fault in item.open]
    written = confirm and not faults and after != before
    if written and data is not None:
        write_case(case_file(data), after)
    if as_json:
        print_json({"formularze": [_record(item) for item in taken], "bledy": [fault_record(item) for item in faults],
                    "zapisano": written})  # fmt: skip
        if faults:
            raise click.exceptions.Exit(CaseError.exit_code)
        return
    _preview(taken, to_case=source is not None)
    if faults:
        raise CaseError("formularze mają błędy, niczego nie zapisano", faults=faults, remedy="Popraw je i powtórz.")
    if written:
        click.echo(f"Zapisano odpowiedzi: {case_file(data) if data else ''}")
    elif source is not None and after != before:
        click.echo("To podgląd; niczego nie zapisano. Zapisz odpowiedzi, dodając --confirm.")


def _decided(given: Sequence[str]) -> dict[str, str]:
    decisions: dict[str, str] = {}
    for text in given:
        file, sign, what = text.rpartition("=")
        if not sign or not file.strip() or not what.strip():
            raise UsageError(f"„{text}” niczego nie rozstrzyga", remedy='Napisz np. --decide "plik.pdf=nowa".')
        name = Path(file.strip()).name
        decisions[name] = f"{decisions[name]},{what.strip()}" if name in decisions else what.strip()
    return decisions


@form.command("fill", cls=PolishCommand)
@click.argument("form_map", metavar="MAPA", type=_FILE)
@data_argument
@click.option("--for", "key", metavar="KLUCZ", default="", help=_KEY_HELP)
@click.option(
    "-o", "--output", "target", metavar="PLIK", type=_FILE, help="Plik do utworzenia (domyślnie MAPA-KLUCZ.pdf)."
)
@click.option("--flatten", "fast", is_flag=True, help=_FAST_HELP)
@json_option
def fill(form_map: Path, data: Path, key: str, target: Path | None, fast: bool, as_json: bool) -> None:
    """Wypełnij z danych sprawy cudzy formularz PDF według MAPY (plik YAML albo nazwa z forms/obce)."""
    from schematom_docs.cli.session import open_case
    from schematom_docs.workflow.foreign_forms import fill_from_case, load_map, unused
    from schematom_docs.workflow.output import write_files

    settings, desk, case = open_case(data, quiet=as_json)
    known = settings.forms / "obce" / form_map.with_suffix(".yaml").name
    foreign = load_map(form_map if form_map.is_file() or not known.is_file() else known)
    made = fill_from_case(desk, foreign, case, key, fast=fast)
    path = target or Path(f"{form_map.stem}-{key}.pdf" if key else f"{form_map.stem}-wypelniony.pdf")
    if path.resolve() == (form_map.parent / foreign.map.file).resolve():
        raise UsageError("to jest czysty formularz urzędu", place=str(path), remedy="Podaj inną nazwę po -o.")
    write_files(path.parent, {path.name: made})
    left = list(unused(foreign))
    if left and not as_json:
        click.echo(f"Pola, o których mapa nie mówi: {', '.join(f'„{name}”' for name in left)}.", err=True)
    _report(path, as_json=as_json)


def _desk() -> Desk:
    from schematom_docs.wiring import open_desk

    return open_desk(load_settings(Path.cwd()))


def _report(path: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"pliki": [str(path)]})
    else:
        click.echo(f"Utworzono: {path}")


def _record(item: Intake) -> dict[str, object]:
    return {
        "plik": item.read.file,
        "typ": item.read.form.type_id,
        "klucz": item.key,
        "odpowiedzi": item.read.answers.by_path,
        "zmiany": item.changes,
        "uwagi": [fault_record(fault) for fault in item.read.faults if fault.warning],
    }


def _preview(taken: Sequence[Intake], *, to_case: bool) -> None:
    for item in taken:
        key = f", {item.key}" if item.key and (to_case or item.read.answers.key) else ""
        click.echo(f"{item.read.file}: {item.read.form.name}{key}")
        for line in item.lines:
            click.echo(f"  {line}" if to_case else f"  {line.label}: {line.new}")
        for note in item.notes:
            click.echo(f"  ({note})")
        print_faults(fault for fault in item.read.faults if fault.warning)
