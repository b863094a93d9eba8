"""pack: cover, contents, documents and annexes in one PDF with a manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import data_argument, final_option, json_option, key_option, output_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_faults, print_json, print_table
from schematom_docs.cli.session import (
    ALL,
    document_files,
    inspection_of,
    inspection_record,
    open_case,
    pack_files,
    print_inspection,
    result_folder,
    warn_blanks,
    warn_uncertain,
)
from schematom_docs.errors import UsageError

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.values import Pack
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.inspection import Inspection


@click.command(cls=PolishCommand)
@click.argument("recipe", metavar="PAKIET")
@data_argument
@key_option
@output_option
@final_option
@click.option("--protokol", "protocol", is_flag=True, help="Zapisz protokół kompletności, także niepełnego pakietu.")
@click.option("--projekt", "draft", is_flag=True, help="Złóż też pakiet niepełny: znak „PROJEKT” i wykaz braków.")
@click.option("--docx", is_flag=True, help="Zapisz też jeden plik Worda z całym pakietem, do edycji.")
@click.option("--zip", "zipped", is_flag=True, help="Zapisz też ZIP: każdy dokument osobno (Word i PDF) z manifestem.")
@click.option("--dwustronnie", "duplex", is_flag=True, help="Zapisz też PDF do druku dwustronnego, z pustymi stronami.")
@click.option("--epuap", "mail", is_flag=True, help="Podziel pakiet na pliki, które mieszczą się w limicie ePUAP.")
@json_option
def pack(
    recipe: str,
    data: Path,
    keys: tuple[str, ...],
    folder: Path | None,
    final: bool,
    protocol: bool,
    draft: bool,
    docx: bool,
    zipped: bool,
    duplex: bool,
    mail: bool,
    as_json: bool,
) -> None:
    """Złóż PAKIET: okładka, spis dokumentów, dokumenty i załączniki w jednym PDF, obok manifest.

    PAKIET „wszystkie” oznacza każdy pakiet, do którego sprawa ma dokumenty.
    """
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.pack_drafting import Wanted, make_packs
    from schematom_docs.workflow.sets import recipe_ids

    if draft and final:
        raise UsageError("Opcje --projekt i --final wykluczają się.", remedy="Podaj jedną z nich.")
    settings, desk, case = open_case(data, quiet=as_json)
    recipes = recipe_ids(desk, case) if recipe == ALL else [recipe]
    target = result_folder(settings, case, folder)
    written = _write_protocols(desk, case, recipes, keys, target) if protocol else []
    gate = inspection_of(settings, desk, case, data, final=final)
    wanted = Wanted(docx=docx, zipped=zipped, duplex=duplex, mail=mail)
    packs = [
        made
        for recipe_id in recipes
        for made in make_packs(desk, case, recipe_id, keys or None, gate, draft=draft, wanted=wanted)
    ]
    paths = [*written, *write_files(target, pack_files(packs))]
    if as_json:
        print_json(_record(paths, packs, gate))
        return
    warn_uncertain(gate.documents.values())
    warn_blanks(gate.documents.values())
    print_inspection(gate)
    _print_packs(packs)
    click.echo(f"Folder: {target}")


def _record(paths: Sequence[Path], packs: Sequence[Pack], gate: Inspection) -> dict[str, object]:
    return {
        "pliki": [str(path) for path in paths],
        "pakiety": [made.manifest for made in packs],
        "braki": [fault_record(fault) for made in packs for fault in made.lacking],
        "do_potwierdzenia": sorted({form for paper in gate.documents.values() for form in paper.uncertain}),
        **inspection_record(gate),
    }


def _print_packs(packs: Sequence[Pack]) -> None:
    """Print what drafts lack on stderr and a table of the packs on stdout."""
    for made in packs:
        print_faults([*made.lacking, *made.notes])
    rows = [
        (made.title, str(manifest_pages(made.manifest)), str(len(made.pdf) // 1024), str(len(made.files)))
        for made in packs
    ]
    print_table(("Pakiet", "Stron", "kB", "Plików"), rows)


def _write_protocols(
    desk: Desk, case: CheckedCase, recipes: Sequence[str], keys: tuple[str, ...], target: Path
) -> list[Path]:
    """Write the completeness protocols before the packs, so that they stay when a pack is refused."""
    from schematom_docs.workflow.completeness_protocol import completeness_protocols
    from schematom_docs.workflow.output import write_files

    made = [paper for recipe in recipes for paper in completeness_protocols(desk, case, recipe, keys or None)]
    paths = write_files(target, document_files(desk, made, pdf=True))
    for path in paths:
        click.echo(f"Protokół: {path}", err=True)
    return paths


def manifest_pages(manifest: dict[str, object]) -> int:
    """Return the page count a manifest states."""
    whole = manifest["pakiet"]
    return int(whole["stron"]) if isinstance(whole, dict) else 0
