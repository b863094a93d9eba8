"""docxtpl's rich values in native templates: Listing is text, RichText runs, InlineImage a picture."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schematom_docs.document.docxtpl_fragments import checked_paragraphs, checked_runs, with_breaks
from schematom_docs.document.marks import Tag
from schematom_docs.document.ooxml import NAMESPACES
from schematom_docs.document.operations import docxtpl_kind
from schematom_docs.document.output import Block, Rich
from schematom_docs.document.parts import parse, relations_of
from schematom_docs.document.rich import EMU_PER_MM, Picture, obraz, picture_size
from schematom_docs.errors import TemplateError

_HYPERLINK: Final = "<w:hyperlink "
_LINKED: Final = f'{_HYPERLINK}xmlns:r="{NAMESPACES["r"]}" '
_HOLDERS: Final = {"hyperlink": "odsyłaczu", "ins": "śledzonej wstawce"}


@dataclass(frozen=True, slots=True)
class Runs(Rich):
    """Ready runs of docxtpl's RichText. xml: its w:r and w:hyperlink elements."""

    xml: str

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return the runs, closing the tag's run before and opening it again after them. Raises as checked_runs."""
        if _HYPERLINK in self.xml and tag.holder in _HOLDERS:
            raise TemplateError(
                f"znacznik stoi w {_HOLDERS[tag.holder]}, a jego wartość ma własny odsyłacz",
                remedy="Przenieś znacznik poza to miejsce albo usuń odsyłacz.",
            )
        runs = checked_runs(self.xml, lambda: _relation_ids(state, tag.part))
        return f"</w:r>{with_breaks(runs).replace(_HYPERLINK, _LINKED)}<w:r>{tag.run}"


@dataclass(frozen=True, slots=True)
class ReadyParagraphs(Block):
    """Ready paragraphs of docxtpl's RichTextParagraph. xml: its w:p elements."""

    xml: str

    def blocks_xml(self, state: Any, tag: Tag) -> str:
        """Return the paragraphs. Raises as checked_paragraphs."""
        paragraphs = checked_paragraphs(self.xml, lambda: _relation_ids(state, tag.part))
        return with_breaks(paragraphs).replace(_HYPERLINK, _LINKED)


def _relation_ids(state: Any, part: str) -> set[str]:
    """Return the ids of the relationships that a part of the template has."""
    entry = state.additions.known.get(relations_of(part))
    return set() if entry is None else {item.get("Id", "") for item in parse(part, entry.unpack())}


def adopted(value: Any) -> Any:
    """Return a docxtpl value as text or a rich value of ours; any other value unchanged. Raises TemplateError."""
    kind = docxtpl_kind(value)
    if isinstance(value, Mapping) and "obraz" in value:
        return obraz(value)
    if not kind:
        return value
    if kind == "Listing":
        return html.unescape(value.xml)
    if kind == "RichText":
        return Runs(value.xml)
    if kind == "RichTextParagraph":
        return ReadyParagraphs(value.xml)
    if kind == "InlineImage":
        return _picture(value)
    raise TemplateError(
        f"wartość rodzaju {kind} nie jest tu obsługiwana", remedy="Użyj klasy DocxTemplate z docxtpl_api."
    )


def _picture(image: Any) -> Picture:
    source = image.image_descriptor
    data = Path(source).read_bytes() if isinstance(source, str | Path) else source.getvalue()
    across, down = picture_size(data)
    width = image.width / EMU_PER_MM if image.width else None
    height = image.height / EMU_PER_MM if image.height else None
    if width is None:
        width = across * 25.4 / 96 if height is None else height * across / down
    return Picture(data, width, width * down / across if height is None else height, "")
