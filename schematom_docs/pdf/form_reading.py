"""Answers back from a filled PDF, whichever program saved it: names and values of its fields, nothing judged yet."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from schematom_docs.errors import CaseError
from schematom_docs.pdf.files import open_pdf
from schematom_docs.pdf.form_identity import IDENTITY, INFO_KEY, Identity, parse_identity
from schematom_docs.pdf.form_terminals import Terminal, on_states, sound_form, terminals

FLATTENED = "w pliku nie ma już pól: formularz spłaszczono (wydrukowano do PDF)"
FIELDS_REMEDY = "Poproś o plik zapisany poleceniem „Zapisz” w czytniku PDF albo przepisz odpowiedzi."
_PARAGRAPH_END = re.compile(r"</p\s*>\s*(?=<p)|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a PDF holds. file: its name; identity: which form it is, None for a form made elsewhere; texts: field →
    value of those filled in; pressed: radio or check field → (state, its place among the buttons, from 0)."""

    file: str
    identity: Identity | None
    texts: Mapping[str, str] = field(default_factory=dict)
    pressed: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def read_filled(data: bytes, name: str) -> FilledForm:
    """Return the answers of a PDF. name: of the file, for errors.

    Raises ConversionError when it cannot be opened (broken, password), CaseError when it has no fields: flattened,
    scanned, another document, or a form that only Adobe's XFA describes.
    """
    with open_pdf(data, name=name) as pdf, sound_form(name):
        fields = terminals(pdf)
        identity = _identity(pdf, fields)
        if not any(one.kind for one in fields.values()):
            raise _without_fields(pdf, name)
        texts: dict[str, str] = {}
        pressed: dict[str, tuple[str, int]] = {}
        for one in fields.values():
            if one.kind in ("check", "radio"):
                if button := _pressed(one):
                    pressed[one.name] = button
            elif one.kind in ("text", "choice") and one.name != IDENTITY and (text := _text(one)).strip():
                texts[one.name] = text
    return FilledForm(name, identity, texts, pressed)


def _identity(pdf: Pdf, fields: Mapping[str, Terminal]) -> Identity | None:
    hidden = fields.get(IDENTITY)
    stated = _text(hidden) if hidden is not None else str(pdf.docinfo.get(INFO_KEY, ""))
    return parse_identity(stated)


def _without_fields(pdf: Pdf, name: str) -> CaseError:
    if INFO_KEY in pdf.docinfo:
        return CaseError(FLATTENED, place=name, remedy=FIELDS_REMEDY)
    if Name.XFA in pdf.Root.get(Name.AcroForm, Dictionary()):
        reason = "formularz jest zapisany tylko w technice XFA, której inne czytniki nie znają"
        return CaseError(reason, place=name, remedy="Poproś o formularz wypełniony w pliku od nas.")
    if all(_is_picture(page) for page in pdf.pages):
        reason = "to skan albo zdjęcie: w pliku nie ma pól do odczytania"
        return CaseError(reason, place=name, remedy="Przepisz odpowiedzi ze skanu albo poproś o plik formularza.")
    return CaseError("w pliku nie ma pól do wypełnienia", place=name, remedy=FIELDS_REMEDY)


def _is_picture(page: pikepdf.Page) -> bool:
    """Tell whether a page draws a picture and no letters."""
    resources = page.obj.get(Name.Resources, Dictionary())
    objects = resources.get(Name.XObject, Dictionary())
    has_image = any(item.get(Name.Subtype) == Name.Image for _, item in objects.items())
    return has_image and not resources.get(Name.Font, Dictionary())


def _text(one: Terminal) -> str:
    """Return the value of a text or choice field, of its rich text when it has nothing else."""
    value = one.get(Name.V)
    text = _decoded(value) if value is not None else ""
    if not text and (rich := one.get(Name.RV)) is not None:
        text = html.unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", _decoded(rich))))
    return text


def _decoded(value: Object) -> str:
    """Return the text of a string, a stream that holds one, a name, or the texts of a list."""
    if isinstance(value, pikepdf.Stream):
        return str(pikepdf.String(value.read_bytes()))
    if isinstance(value, pikepdf.Array):
        return "\n".join(_decoded(item) for item in value)
    text = str(value)
    return text.removeprefix("/") if isinstance(value, pikepdf.Name) else text


def _pressed(one: Terminal) -> tuple[str, int] | None:
    """Return the state of a button field and the place of the button that shows it, None when it is off."""
    value = one.get(Name.V)
    state = _decoded(value).removeprefix("/") if value is not None else ""  # pypdf writes a text with the slash
    if state in ("", "Off"):
        state = next((shown for widget in one.widgets if (shown := _shown(widget))), "")
    if state in ("", "Off"):
        return None
    exported = [pair[0] for pair in one.options]
    for place, widget in enumerate(one.widgets):
        if state in on_states(widget):
            return (exported[place] if len(exported) == len(one.widgets) else state), place
    return state, exported.index(state) if state in exported else -1


def _shown(widget: Object) -> str:
    state = str(widget.get(Name.AS, "")).removeprefix("/")
    return "" if state == "Off" else state
