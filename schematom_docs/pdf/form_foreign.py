"""An office's own fillable PDF: what fields it has, and filling them so that Polish letters are seen everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Pdf

from schematom_docs.errors import CaseError
from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.form_continuation import draw_continuations
from schematom_docs.pdf.form_filling import Continued, fill
from schematom_docs.pdf.form_flattening import flatten
from schematom_docs.pdf.form_font import BOLD_FONTS, TEXT_FONTS, FormFont
from schematom_docs.pdf.form_sheet import Sheet
from schematom_docs.pdf.form_tags import Tags
from schematom_docs.pdf.form_terminals import READ_ONLY, Terminal, sound_form, terminals
from schematom_docs.pdf.outline import outline_items


@dataclass(frozen=True, slots=True)
class ForeignField:
    """One field of someone's form. kind: text, check, radio or choice; options: what may be chosen, (value, label)."""

    name: str
    label: str
    kind: str
    required: bool = False
    longest: int | None = None
    options: tuple[tuple[str, str], ...] = ()


def foreign_fields(data: bytes, name: str) -> dict[str, ForeignField]:
    """Return name → field of those that people fill. name: of the file, for errors.

    Raises ConversionError for an unreadable file, CaseError for one that has no fields or is signed already.
    """
    with open_pdf(data, name=name) as pdf, sound_form(name):
        found = terminals(pdf)
        signed = any(one.kind == "signature" and one.get(Name.V) is not None for one in found.values())
        fields = {key: _field(one) for key, one in found.items() if _is_filled(one)}
    if signed:
        raise CaseError("formularz jest już podpisany", place=name, remedy="Weź czysty formularz, bez podpisu.")
    if not fields:
        raise CaseError(
            "formularz nie ma pól do wypełnienia", place=name, remedy="Wypełnij go w edytorze PDF albo ręcznie."
        )
    return fields


def fill_foreign(data: bytes, values: Mapping[str, str], *, place: str, fast: bool = False) -> bytes:
    """Return the form with the values in its fields, each drawn with an embedded font of our own.

    values: as form_filling.fill takes them. Text that does not fit goes on at the end of the file, on pages of its own.
    fast: nothing can be typed any more. Raises CaseError with every value that cannot be written.
    """
    with open_pdf(data, name=place) as pdf, sound_form(place):
        fonts = {
            "text": FormFont(find_font(TEXT_FONTS), pdf, "SchematomTekst"),
            "bold": FormFont(find_font(BOLD_FONTS), pdf, "SchematomGruby"),
        }
        labels = {name: one.label for name, one in terminals(pdf).items()}
        continued = fill(pdf, values, fonts["text"], labels, place=place, whole=False)
        if continued:
            _continue(pdf, fonts, continued)
        if fast:
            flatten(pdf)
        for font in fonts.values():
            font.embed()
        return saved(pdf)


def _is_filled(one: Terminal) -> bool:
    return one.kind in ("text", "check", "radio", "choice") and not one.flags & READ_ONLY


def _field(one: Terminal) -> ForeignField:
    longest = one.get(Name.MaxLen) if one.kind == "text" else None
    options = one.options
    if one.kind in ("check", "radio") and not options:
        options = [(state, state) for state in dict.fromkeys(one.states)]
    return ForeignField(
        one.name, one.label, one.kind, one.required, None if longest is None else int(longest), tuple(options)
    )


def _continue(pdf: Pdf, fonts: dict[str, FormFont], continued: list[Continued]) -> None:
    """Add the pages of what did not fit; tagged where the form is, with an entry in its outline where it has one."""
    tagged = Name.StructTreeRoot in pdf.Root
    first = len(pdf.pages)
    sheet = Sheet(pdf, fonts, Tags())
    section = draw_continuations(sheet, continued)
    sheet.footers("Ciąg dalszy odpowiedzi, które nie mieszczą się w polach", "strona {page} z {pages}")
    sheet.write()
    if tagged:
        sheet.tags.write(pdf)
    outline = pdf.Root.get(Name.Outlines)
    if section is None or outline is None:
        return
    tops = [item for depth, item in outline_items(outline) if depth == 0]
    if tops:
        entry = pdf.make_indirect(Dictionary(Title=section[0], Parent=outline, Dest=[pdf.pages[first].obj, Name.Fit]))
        tops[-1].Next, entry.Prev, outline.Last = entry, tops[-1], entry
        outline.Count = abs(int(outline.get(Name.Count, len(tops)))) + 1
