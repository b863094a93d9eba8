"""Import of a table into a case: which list or form it is, the preview, and writing once somebody confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schematom_docs.case import FormDefinition, checked_case, subjects
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.source import SourceData, read_source
from schematom_docs.case.tables.cells import Book
from schematom_docs.case.tables.choosing_sheet import header_names
from schematom_docs.case.tables.columns import NAME_PATHS, folded
from schematom_docs.case.tables.files import read_book
from schematom_docs.case.tables.layout import own_mark
from schematom_docs.case.tables.people_list import FAMILIES, FAMILY, NAMES, PARTICIPANTS, people_fields
from schematom_docs.case.tables.reading import Tables, read_tables
from schematom_docs.case.tables.workbook_plan import ROW_KEY
from schematom_docs.errors import CaseError, OutputError, UsageError
from schematom_docs.fields import FormField
from schematom_docs.workflow.case_edit import write_case
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.import_forms import FormImport
from schematom_docs.workflow.import_people import PeopleImport
from schematom_docs.workflow.import_preview import Preview


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says of a file. type_id: form or list, "" = find; columns: header → path; sheet: name, "" = find;
    decisions: row number → reference of the person, family or institution meant, „nowa” or „zmień”.
    """

    type_id: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    decisions: Mapping[int, str] = field(default_factory=dict)


def preview_import(desk: Desk, file: Path, source: SourceData, options: ImportOptions | None = None) -> Preview:
    """Return what a table would do to a case; nothing is written.

    Raises CaseError when the file cannot be read as a table of this type, DoubtfulColumnsError when a person must say
    what a column is, UsageError when nobody can tell the type.
    """
    options = options or ImportOptions()
    book = read_book(file)
    type_id = options.type_id or _own_type(book) or _guessed(book)
    if not isinstance(source.data, dict):
        raise CaseError("dane sprawy nie są zbiorem działów", place=source.file)
    if source.faults:
        raise CaseError("dane sprawy są błędne", place=source.file, faults=source.faults)
    if type_id in NAMES:
        read = read_tables(book, {"": people_fields(type_id)}, options.columns, options.sheet)
        return PeopleImport(read, type_id, source.data, options.decisions).preview(desk.reference)
    form = desk.form(type_id)
    own = _own_type(book)
    if own and own != type_id:
        raise UsageError(f"skoroszyt jest formularzem „{own}”, nie „{type_id}”", remedy=f"Podaj --type {own}.")
    read = read_tables(book, form_tables(form), options.columns, options.sheet)
    keys = set(subject_keys(desk, form, source))
    return FormImport(read, form, source.data, keys, options.decisions).preview(desk.reference)


def form_tables(form: FormDefinition) -> Tables:
    """Return the tables a form is read from: its own questions, and each of its tables by path."""
    fields = fields_of(form)
    tables = {item.path: tuple(_column(column) for column in item.columns) for item in fields if item.kind == "tabela"}
    return {"": tuple(item for item in fields if item.kind != "tabela"), **tables}


def _column(column: FormField) -> FormField:
    return FormField(ROW_KEY, "Klucz wiersza", "tekst") if column.path == "klucz" else column


def subject_keys(desk: Desk, form: FormDefinition, source: SourceData) -> list[str]:
    """Return the keys of the subjects of a form; [""] of a form about the whole case. The case must be sound."""
    if form.subject is None:
        return [""]
    return list(subjects(checked_case(source, reference=desk.reference), form))


def _own_type(book: Book) -> str:
    """Return the type written in our own workbooks, "" in a foreign file."""
    return next((mark[1][1] for sheet in book.sheets if (mark := own_mark(sheet))), "")


def _guessed(book: Book) -> str:
    """Return the list of people a foreign file is, told by its headers. Raises UsageError when it is none."""
    texts = {folded(text) for sheet in book.sheets for line in sheet.lines[:15] for text in line.cells if text}
    whose = [item for item in people_fields(FAMILIES) if item.path in (FAMILY, "rola")]
    surname = [item for item in people_fields(PARTICIPANTS) if item.path == "nazwisko"]
    named = texts & ((header_names(surname) - set(NAME_PATHS)) | {"imie i nazwisko", "nazwisko i imie"})
    headings = any(text.startswith("rodzina ") for text in texts)
    if named and (texts & (header_names(whose) - set(NAME_PATHS)) or headings):
        return FAMILIES
    if named:
        return PARTICIPANTS
    raise UsageError(
        f"nie wiadomo, czego dotyczy plik „{book.file}”",
        remedy=f"Podaj --type: {', '.join(NAMES)} albo typ dokumentu (schematom types).",
    )


def confirm_import(path: Path, source: SourceData, preview: Preview, *, skip_refused: bool = False) -> None:
    """Write the good rows of a preview into the case file: all of them or none.

    skip_refused: leave refused and undecided rows out. Raises CaseError when rows are refused and not left out, or when
    the case as a whole would be wrong; OutputError when the file changed since the preview or cannot be written.
    """
    if preview.faults:
        raise CaseError("po wczytaniu dane sprawy byłyby błędne; niczego nie zapisano", faults=preview.faults)
    if preview.refused and not skip_refused:
        raise CaseError(
            f"wierszy, których nie można wczytać: {len(preview.refused)}; niczego nie zapisano",
            place=preview.place,
            remedy="Popraw je w pliku albo wczytaj pozostałe z opcją --skip-refused.",
            faults=[fault for row in preview.refused for fault in row.reasons],
        )
    if read_source(path).data != source.data:
        raise OutputError("plik zmienił się w czasie pracy", place=path.name, remedy="Uruchom polecenie jeszcze raz.")
    if preview.changes:
        write_case(path, preview.data)
