"""demo: the papers and packs of the example pilots, and a table of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_table
from schematom_docs.cli.session import document_files, inspection_of, open_case, pack_files, print_inspection
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.workflow.inspection import Inspection


@click.command(cls=PolishCommand)
@click.option("-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Folder wyników.")
def demo(folder: Path | None) -> None:
    """Utwórz wszystkie dokumenty i pakiety przykładowych pilotaży i wypisz ich tabelę."""
    settings = load_settings(Path.cwd())
    target = folder or settings.output
    rows: list[tuple[str, str, str, str]] = []
    read = found = 0
    for example in sorted(path for path in settings.examples.iterdir() if path.is_dir()):
        made, inspection = _make(settings, example, target)
        rows += made
        print_inspection(inspection)
        read, found = read + len(inspection.documents), found + len(inspection.faults())
    click.echo()
    print_table(("Pilotaż", "Dokument lub pakiet", "Sztuk", "Stron"), rows)
    click.echo(f"\nKorekta: przeczytane pisma: {read}, uwagi: {found}")
    click.echo(f"Gotowe pisma (DOCX i PDF) oraz pakiety: {target.resolve()}")


def _make(settings: Settings, example: Path, target: Path) -> tuple[list[tuple[str, str, str, str]], Inspection]:
    from schematom_docs.workflow.issue import issue_all
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.pack_drafting import make_packs
    from schematom_docs.workflow.sets import paper_types, recipe_ids

    click.echo(f"{example.name} …", err=True)
    _, desk, case = open_case(example, quiet=False)
    gate = inspection_of(settings, desk, case, example)
    documents = [item.document for type_id in paper_types(desk, case) for item in issue_all(desk, case, type_id)]
    files = document_files(desk, documents, pdf=True)
    packs = [made for recipe_id in recipe_ids(desk, case) for made in make_packs(desk, case, recipe_id, gate=gate)]
    gate(documents)
    write_files(target / case.case.pilot, {**files, **pack_files(packs)})
    pages: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for document, made in zip(documents, desk.press.run(documents), strict=True):
        name = desk.form(document.type_id).name
        pages[name] += made.pages
        count[name] += 1
    for pack in packs:
        name = desk.recipe(pack.recipe_id).name
        pages[name] += int(str(dict(pack.manifest["pakiet"])["stron"]))  # type: ignore[call-overload]  # JSON mapping
        count[name] += 1
    return [(case.case.pilot, name, str(count[name]), str(pages[name])) for name in count], gate
