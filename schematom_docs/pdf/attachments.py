"""Files embedded in a PDF as PDF/A-3 wants them: associated with the document, each with its kind and relationship."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.errors import UsageError
from schematom_docs.pdf.files import open_pdf, saved, sound_objects
from schematom_docs.pdf.metadata import claim_pdfa, pdfa_claim
from schematom_docs.pdf.trees import read_name_tree, write_name_tree

RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file to embed. name: file name shown to the reader, without folders; mime: media type; description: Polish
    sentence; relationship: one of RELATIONSHIPS (ISO 19005-3, 6.8)."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"
    description: str = ""
    relationship: str = "Supplement"


def attach(pdf: bytes, attachments: Iterable[Attachment]) -> bytes:
    """Return pdf with the files embedded and associated with it; a label PDF/A-2 becomes PDF/A-3, which allows them.

    Same input → same bytes: no dates are written. Raises UsageError for a name that is taken or has folders in it and
    for an unknown relationship, ConversionError when pdf cannot be read.
    """
    with open_pdf(pdf, name="pakiet") as document, sound_objects("pakiet"):
        added = list(attachments)
        embedded = dict(read_name_tree(_tree(document)))
        associated = list(document.Root.get(Name.AF, Array()))
        for attachment in added:
            _refuse_unfit(attachment, embedded)
            specification = _specification(document, attachment)
            embedded[attachment.name] = specification
            associated.append(specification)
        if added:
            if Name.Names not in document.Root:
                document.Root.Names = document.make_indirect(Dictionary())
            document.Root.Names.EmbeddedFiles = document.make_indirect(write_name_tree(embedded.items()))
            document.Root.AF = Array(associated)
            if pdfa_claim(document) == 2:
                claim_pdfa(document, 3)
        return saved(document)


def free_names(attachments: Iterable[Attachment], taken: Iterable[str] = ()) -> list[Attachment]:
    """Return the attachments under names of their own: „skan.pdf”, „skan (2).pdf” … beside those already taken."""
    used, named = {name.casefold() for name in taken}, []
    for attachment in attachments:
        stem, dot, suffix = attachment.name.rpartition(".")
        name, number = attachment.name, 1
        while name.casefold() in used:
            number += 1
            name = f"{stem or suffix} ({number}){dot + suffix if stem else ''}"
        used.add(name.casefold())
        named.append(replace(attachment, name=name))
    return named


def read_attachments(pdf: bytes) -> list[Attachment]:
    """Return the files embedded in pdf, by name. Raises ConversionError when pdf cannot be read."""
    with open_pdf(pdf, name="pakiet") as document, sound_objects("pakiet"):
        return [_read(name, item) for name, item in read_name_tree(_tree(document)) if Name.EF in item]


def _read(name: str, specification: Object) -> Attachment:
    files = specification.EF
    stream = files[Name.UF if Name.UF in files else Name.F]
    kind = str(stream.get(Name.Subtype, "/application/octet-stream"))[1:]
    relationship = str(specification.get(Name.AFRelationship, "/Unspecified"))[1:]
    return Attachment(name, stream.read_bytes(), kind, str(specification.get(Name.Desc, "")), relationship)


def _tree(document: Pdf) -> Object | None:
    names = document.Root.get(Name.Names)
    return names.get(Name.EmbeddedFiles) if isinstance(names, pikepdf.Dictionary) else None


def _refuse_unfit(attachment: Attachment, taken: dict[str, Object]) -> None:
    name = attachment.name
    if name in taken:
        raise UsageError(f"Plik „{name}” już jest w pakiecie.", remedy="Nadaj dołączanemu plikowi inną nazwę.")
    if not name or "/" in name or "\\" in name:
        raise UsageError(f"„{name}” to nie nazwa pliku.", remedy="Podaj nazwę bez folderów.")
    if attachment.relationship not in RELATIONSHIPS:
        raise UsageError(f"Nieznany związek pliku z pakietem: {attachment.relationship}.", place=name)


def _specification(document: Pdf, attachment: Attachment) -> Object:
    stream = document.make_stream(attachment.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{attachment.mime}")
    # MD5 is what the format asks for (ISO 32000-1, table 46); nothing rests on its strength.
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    stream.Params = Dictionary(Size=len(attachment.data), CheckSum=String(digest))
    specification = Dictionary(
        Type=Name.Filespec,
        F=String(attachment.name),
        UF=String(attachment.name),
        EF=Dictionary(F=stream, UF=stream),
        AFRelationship=Name(f"/{attachment.relationship}"),
    )
    if attachment.description:
        specification.Desc = String(attachment.description)
    return document.make_indirect(specification)
