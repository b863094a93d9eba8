"""Files made elsewhere turned into parts of a pack: bound as they are or as pictures, with their originals embedded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from schematom_docs.errors import CaseError, ConversionError, Fault
from schematom_docs.pack import FOREIGN, PartRecord
from schematom_docs.pdf.attachments import Attachment
from schematom_docs.pdf.foreign import Foreign, read_foreign
from schematom_docs.values import PdfFile
from schematom_docs.workflow.assembly import Assembly, entry_key


def foreign_name(number: str, suffix: str) -> str:
    """Return the file name of a file made elsewhere inside a pack: its own name may name a person."""
    return f"zalacznik-{number}{suffix}"


def convert_foreign(assembly: Assembly) -> None:
    """Make the PDF of each file made elsewhere. Raises CaseError with every file that cannot be taken, located."""
    faults: list[Fault] = []
    for entry in assembly.plan.entries:
        if entry.type_id != FOREIGN:
            continue
        file = assembly.files[entry_key(entry)]
        name = foreign_name(entry.subject, file.suffix)
        try:
            made = read_foreign(file.data, name=name, title=entry.title)
        except ConversionError as error:
            faults.append(Fault(file.place, error.reason, error.remedy))
            continue
        assembly.pdfs[entry_key(entry)] = PdfFile(name, entry.title, made.pdf, made.pages)
        assembly.foreign[entry_key(entry)] = made
    if faults:
        raise CaseError("nie wszystkie pliki można włączyć do pakietu", faults=faults)


def originals(assembly: Assembly) -> tuple[Attachment, ...]:
    """Return the files to be embedded unchanged because only pictures of them are bound."""
    found: list[Attachment] = []
    for entry in assembly.plan.entries:
        made: Foreign | None = assembly.foreign.get(entry_key(entry))
        if made is not None:
            file = assembly.files[entry_key(entry)]
            described = file.note or f"Oryginał części „{entry.title}”."
            found += [replace(item, description=described) for item in made.attachments]
    return tuple(found)


def notes(assembly: Assembly) -> tuple[Fault, ...]:
    """Return what was done to the files made elsewhere: title of the part and a sentence."""
    return tuple(
        Fault(entry.title, assembly.foreign[entry_key(entry)].note, warning=True)
        for entry in assembly.plan.entries
        if entry_key(entry) in assembly.foreign and assembly.foreign[entry_key(entry)].note
    )


def originals_of(attachments: Iterable[Attachment], records: Sequence[PartRecord]) -> list[Attachment]:
    """Return those of the embedded originals that belong to the parts among records."""
    stems = {foreign_name(record.subject, "") for record in records if record.type_id == FOREIGN}
    return [item for item in attachments if item.name.rpartition(".")[0] in stems]
