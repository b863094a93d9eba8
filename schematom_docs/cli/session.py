"""What generate, bulk, pack and demo share: the desk, the checked case, the folder of results, writing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import DATA_NAMES, case_file, login_name
from schematom_docs.cli.report import fault_record, print_faults, progress
from schematom_docs.errors import CaseError, Fault
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.values import Document, Pack
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.inspection import Inspection
    from schematom_docs.workflow.strangers import Neighbours

ALL = "wszystkie"
Mend = Callable[["Desk", CaseError], "CheckedCase"]
"""Makes a sound case of one that could not be loaded, or raises."""


def open_case(data: Path, *, quiet: bool, mend: Mend | None = None) -> tuple[Settings, Desk, CheckedCase]:
    """Return settings, desk and the checked case; warnings of the case go to stderr.

    mend: what makes a sound case of one with faults, or raises; by default faults are raised.
    """
    from schematom_docs.case import load_case, provisional
    from schematom_docs.wiring import open_desk
    from schematom_docs.workflow.desk import silent
    from schematom_docs.workflow.sets import unknown_packs

    settings = load_settings(Path.cwd())
    desk = open_desk(settings, silent if quiet else progress)
    try:
        case = load_case(case_file(data), reference=desk.reference)
    except CaseError as error:
        if mend is None:
            raise
        case = mend(desk, error)
    case = provisional(_registered(settings, desk, case), desk.forms, desk.reference)
    if wrong := unknown_packs(desk, case):
        raise CaseError("dane sprawy są błędne.", place=case.source.file, faults=wrong)
    if not quiet:
        print_faults(case.warnings)
    return settings, desk, case


def _has_registry(settings: Settings) -> bool:
    from schematom_docs.registry.opening import DATABASE, FOLDER

    return settings.workspace is not None and (settings.workspace / FOLDER / DATABASE).is_file()


def _registered(settings: Settings, desk: Desk, case: CheckedCase) -> CheckedCase:
    """Return the case with what the registry of the workspace knows of it; the case itself where there is none yet."""
    if not _has_registry(settings):
        return case
    from schematom_docs.wiring import open_registry_of
    from schematom_docs.workflow.registered_case import registered_case

    return registered_case(desk, case, open_registry_of(settings))


def register_forms(settings: Settings, case: CheckedCase, actor: str) -> None:
    """Bring the approved word forms of a case into the registry of the workspace, where there is one.

    actor: who approved them; without one the account that runs the program.
    """
    if not _has_registry(settings):
        return
    from schematom_docs.records import Act
    from schematom_docs.wiring import SystemClock, open_registry_of
    from schematom_docs.workflow.registered_case import keep_forms

    keep_forms(open_registry_of(settings), case, Act(actor or login_name(), SystemClock().now()))


def result_folder(settings: Settings, case: CheckedCase, folder: Path | None) -> Path:
    """Return the folder of results: the one asked for, else output/PILOT."""
    return folder if folder is not None else settings.output / case.case.pilot


def document_files(desk: Desk, documents: Sequence[Document], *, pdf: bool) -> dict[str, bytes]:
    """Return file name → bytes of the papers as DOCX and, when asked, as PDF."""
    files = {f"{document.name}.docx": document.docx for document in documents}
    if pdf:
        desk.progress("Zamiana na PDF", 0, len(documents))
        for document, made in zip(documents, desk.press.run(documents), strict=True):
            files[f"{document.name}.pdf"] = made.data
        desk.progress("Zamiana na PDF", len(documents), len(documents))
    return files


def pack_files(packs: Iterable[Pack]) -> dict[str, bytes]:
    """Return file name → bytes of the packs: the PDF, its manifest, and what was asked for beside them."""
    return {name: data for pack in packs for name, data in pack.files.items()}


def neighbours_of(settings: Settings, data: Path) -> Neighbours:
    """Return the other cases of the workspace; outside a workspace, of the examples when `data` is one of them."""
    from schematom_docs.workflow.strangers import Neighbours, case_files

    own = case_file(data).resolve()
    examples = settings.examples.resolve()
    root = settings.workspace or (examples if examples in own.parents else None)
    return Neighbours(case_files(root, DATA_NAMES, own=own, skip=settings.output))


def inspection_of(settings: Settings, desk: Desk, case: CheckedCase, data: Path, *, final: bool = False) -> Inspection:
    """Return the gate for the papers of a case, which knows the families of all cases of the workspace."""
    from schematom_docs.workflow.inspection import Inspection

    return Inspection(desk, case, final, neighbours_of(settings, data))


def print_inspection(inspection: Inspection) -> None:
    """Print on stderr what the proofreader found, paper by paper, and what it could not check."""
    for reading in inspection.readings():
        click.echo(f"Korekta: {reading.name}, uwagi: {len(reading.findings)}", err=True)
        for one in reading.findings:
            click.echo(f"    {one.place} [{one.rule}] „{one.wrong}”: {one.reason}. {one.remedy}", err=True)
    print_faults(inspection.notices())


def inspection_record(inspection: Inspection) -> dict[str, object]:
    """Return the same as JSON-ready lists: `jezyk` and `niesprawdzone`."""
    found = [
        {
            "miejsce": f"{reading.name}, {one.place}",
            "regula": one.rule,
            "powod": f"{one.reason}: „{one.wrong}”.",
            "rada": one.remedy,
            "ostrzezenie": True,
        }
        for reading in inspection.readings()
        for one in reading.findings
    ]
    return {"jezyk": found, "niesprawdzone": [fault_record(fault) for fault in inspection.notices()]}


def template_warnings(desk: Desk, documents: Iterable[Document]) -> list[Fault]:
    """Return the warnings of the papers' templates: a stray brace, text beside a tag that takes its paragraph."""
    names = {name for document in documents for name in desk.form(document.type_id).template_files}
    return [fault for name in sorted(names) for fault in desk.template(name).faults() if fault.warning]


def warn_uncertain(documents: Iterable[Document]) -> None:
    """List on stderr the word forms nobody has approved."""
    forms = sorted({form for document in documents for form in document.uncertain})
    for form in forms:
        click.echo(f"Uwaga: forma do potwierdzenia: {form} (zatwierdź ją w dziale „odmiany”).", err=True)


def warn_blanks(documents: Iterable[Document]) -> None:
    """List on stderr the papers that have blank lines: they are drafts."""
    for document in documents:
        if document.blanks:
            names = ", ".join(document.blanks)
            click.echo(f"Uwaga: {document.name} to szkic, puste linie w miejscu danych: {names}.", err=True)
