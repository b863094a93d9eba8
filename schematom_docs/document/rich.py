"""Values that are more than text: pictures and formatted runs. They know how to write themselves into a run."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from schematom_docs.document.additions import picture_type
from schematom_docs.document.marks import Tag
from schematom_docs.document.ooxml import NAMESPACES
from schematom_docs.document.output import Block, Image, Rich, checked, escape_plain, escape_text
from schematom_docs.document.properties_xml import formatted
from schematom_docs.errors import TemplateError

EMU_PER_MM: Final = 36000
_A, _PIC, _R, _WP = (NAMESPACES[prefix] for prefix in ("a", "pic", "r", "wp"))


@dataclass(frozen=True, slots=True)
class Picture(Image):
    """An inline picture. data: PNG or JPEG bytes; width_mm, height_mm: printed size; alt: its text."""

    data: bytes
    width_mm: float
    height_mm: float
    alt: str

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return w:drawing for the tag's run; the file, its relationship and its type join the package."""
        relation = state.additions.picture(self.data, tag.part)
        width, height = round(self.width_mm * EMU_PER_MM), round(self.height_mm * EMU_PER_MM)
        alt = escape_plain(checked(self.alt)).replace('"', "&quot;").replace("\n", " ")
        number = state.ids.next_drawing()
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Obraz {number}" descr="{alt}"/>'
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="Obraz {number}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip xmlns:r="{_R}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )


@dataclass(frozen=True, slots=True)
class RichText(Rich):
    """Text in runs of different formatting. runs: (text, properties) – properties of "b", "i", "u" or "" – in order.

    Each run inherits the formatting of the tag's run and adds its own.
    """

    runs: tuple[tuple[str, str], ...]

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return the runs, closing the tag's run before and opening it again after them."""
        out = ["</w:r>"]
        for text, properties in self.runs:
            out.append(
                f'<w:r>{formatted(tag.run, properties)}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>'
            )
        return "".join([*out, f"<w:r>{tag.run}"])


@dataclass(frozen=True, slots=True)
class Paragraphs(Block):
    """Several paragraphs in place of the tag's own. items: (text or RichText, name of a style or "") in order.

    Without a style a paragraph looks like the one it replaces.
    """

    items: tuple[tuple[str | RichText, str], ...]

    def blocks_xml(self, state: Any, tag: Tag) -> str:
        """Return the paragraphs. Raises TemplateError for a style the template lacks."""
        return "".join(self._paragraph(text, style, state, tag) for text, style in self.items)

    def _paragraph(self, text: str | RichText, style: str, state: Any, tag: Tag) -> str:
        properties, run = tag.paragraph, tag.run
        if style:
            properties, run = f'<w:pPr><w:pStyle w:val="{state.additions.style_id(style)}"/></w:pPr>', ""
        runs = text.runs if isinstance(text, RichText) else ((text, ""),)
        inside = "".join(
            f'<w:r>{formatted(run, look)}<w:t xml:space="preserve">{escape_text(part)}</w:t></w:r>'
            for part, look in runs
        )
        return f"<w:p>{properties}{inside}</w:p>"


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels. Raises TemplateError when the picture is damaged."""
    try:
        return struct.unpack(">2L", data[16:24]) if picture_type(data) == "png" else _jpeg_size(data)
    except (struct.error, IndexError) as error:
        raise TemplateError("plik obrazu jest uszkodzony", remedy="Wstaw obraz od nowa.") from error


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position < len(data):
        marker, length = data[position + 1], struct.unpack(">H", data[position + 2 : position + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">2H", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    raise TemplateError("plik obrazu jest uszkodzony", remedy="Wstaw obraz od nowa.")


def obraz(
    picture: Mapping[str, Any],
    wysokosc: float | None = None,
    szerokosc: float | None = None,
    maks_szerokosc: float | None = None,
) -> Picture:
    """Return a picture for `{{ logo|obraz(wysokosc=12) }}`. picture: {"obraz": bytes, "opis": text}; sizes in mm.

    The ratio of sides is kept when one size is given; maks_szerokosc shrinks what would be wider.
    """
    data = picture["obraz"]
    across, down = picture_size(data)
    ratio = across / down
    if wysokosc is None and szerokosc is None:
        szerokosc = across * 25.4 / 96
    width = szerokosc if szerokosc is not None else float(wysokosc or 0) * ratio
    height = wysokosc if wysokosc is not None else width / ratio
    if maks_szerokosc is not None and width > maks_szerokosc:
        width, height = maks_szerokosc, height * maks_szerokosc / width
    return Picture(data, width, height, str(picture["opis"]))
