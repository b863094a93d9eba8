"""demo: the papers and packs of the example pilots, and a table of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import case_file
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_table
from schematom_docs.cli.session import document_files, inspection_of, open_case, pack_files, print_inspection
from schematom_docs.records import PackKey, PackVersion
from schematom_docs.settings import CONFIG_NAME, Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.inspection import Inspection

WORKSPACE = "wydania"
"""Folder of the demonstration that holds the registry."""
SHOWN = ("instytucji", "kis")
"""Recipes one pack of which is released for show."""


@click.command(cls=PolishCommand)
@click.option("-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Folder wyników.")
@click.option("--wydaj-wszystkie", "all_released", is_flag=True, help="Wydaj każdy pakiet, nie po jednym na pilotaż.")
def demo(folder: Path | None, all_released: bool) -> None:
    """Utwórz wszystkie dokumenty i pakiety przykładowych pilotaży i wypisz ich tabelę.

    Jeden pakiet każdego pilotażu zostaje też wydany, w obszarze roboczym obok wyników.
    """
    settings = load_settings(Path.cwd())
    target = folder or settings.output
    rows: list[tuple[str, str, str, str]] = []
    released: list[PackVersion] = []
    read = found = 0
    for example in sorted(path for path in settings.examples.iterdir() if path.is_dir()):
        made, inspection, versions = _make(settings, example, target, all_released=all_released)
        released += versions
        rows += made
        print_inspection(inspection)
        read, found = read + len(inspection.documents), found + len(inspection.faults())
    click.echo()
    print_table(("Pilotaż", "Dokument lub pakiet", "Sztuk", "Stron"), rows)
    click.echo("\nWydane:")
    print_table(
        ("Numer", "Kod", "Stron", "Tytuł"), [(each.label, each.code, str(each.pages), each.title) for each in released]
    )
    click.echo(f"Obszar roboczy z rejestrem i plikami wydań: {(target / WORKSPACE).resolve()}")
    click.echo(f"\nKorekta: przeczytane pisma: {read}, uwagi: {found}")
    click.echo(f"Gotowe pisma (DOCX i PDF) oraz pakiety: {target.resolve()}")


def _make(
    settings: Settings, example: Path, target: Path, *, all_released: bool
) -> tuple[list[tuple[str, str, str, str]], Inspection, list[PackVersion]]:
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
    rows = [(case.case.pilot, name, str(count[name]), str(pages[name])) for name in count]
    chosen = [(pack.recipe_id, pack.subject) for pack in packs]
    first = next((each for each in chosen if each[0] in SHOWN), chosen[0])
    return rows, gate, _release(settings, desk, case, target / WORKSPACE, chosen if all_released else [first])


def _release(
    settings: Settings, desk: Desk, case: CheckedCase, folder: Path, chosen: Sequence[tuple[str, str]]
) -> list[PackVersion]:
    """Release packs of a pilot into the workspace of the demonstration and write their files there.

    A pack that an earlier demonstration released there is superseded, as in an office.
    """
    from schematom_docs.cli.release_session import binder, now
    from schematom_docs.registry import open_registry
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.release import Office, Request, in_force, release_pack
    from schematom_docs.workflow.release_run import lay_out_together
    from schematom_docs.workflow.released_files import FOLDER, results

    path = case_file(settings.examples / case.case.pilot)
    parts = {"szablony": settings.templates, "formularze": settings.forms, "przyklady": settings.examples}
    config = "".join(f"{key} = '{place.as_posix()}'\n" for key, place in parts.items())
    write_files(folder, {CONFIG_NAME: config.encode("utf-8")})
    registry = open_registry(folder)
    office = Office(
        desk, registry, case, path.read_bytes(), lambda each: inspection_of(settings, desk, each, path, final=True)
    )
    act, day = now("demo", None)
    requests = []
    for recipe_id, subject in chosen:
        before = in_force(registry.versions(PackKey(case.case.pilot, recipe_id, subject)))
        replaces = before.version if before else 0
        requests.append(Request(recipe_id, subject, day, act, replaces, "ponowny pokaz" if replaces else ""))
    lay_out_together(office, requests)
    versions = []
    for asked in requests:
        click.echo(f"wydanie: {desk.recipe(asked.recipe_id).name} {asked.subject} …", err=True)
        released = release_pack(office, asked, binder(desk, asked))
        write_files(folder / "output" / case.case.pilot / FOLDER, results(released.files, released.names))
        versions.append(released.version)
    return versions
