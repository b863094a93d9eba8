"""Names of OOXML: namespaces, qualified element names, content types. Spec names are kept as they stand in ECMA-376."""

from __future__ import annotations

from typing import Final

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
REL_HYPERLINK: Final = f"{NAMESPACES['r']}/hyperlink"
REL_IMAGE: Final = f"{NAMESPACES['r']}/image"
REL_STYLES: Final = f"{NAMESPACES['r']}/styles"
REL_NUMBERING: Final = f"{NAMESPACES['r']}/numbering"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
XML_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def qn(name: str) -> str:
    """Return the Clark name of a prefixed name: qn("w:p") → "{http://…/main}p"."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def number(text: str | None, default: int = 0) -> int:
    """Return a decimal attribute as a number; the default when it is absent or no number."""
    try:
        return int(text or default)
    except ValueError:
        return default


M_T: Final = qn("m:t")
W_P: Final = qn("w:p")
W_R: Final = qn("w:r")
W_T: Final = qn("w:t")
W_TC: Final = qn("w:tc")
W_TR: Final = qn("w:tr")
W_TBL: Final = qn("w:tbl")
W_PPR: Final = qn("w:pPr")
W_RPR: Final = qn("w:rPr")
W_INSTR: Final = qn("w:instrText")
W_SECTPR: Final = qn("w:sectPr")
W_HYPERLINK: Final = qn("w:hyperlink")
W_TXBX: Final = qn("w:txbxContent")
W_SDT: Final = qn("w:sdt")
W_VAL: Final = qn("w:val")
MC_CHOICE: Final = qn("mc:Choice")
MC_FALLBACK: Final = qn("mc:Fallback")
MC_ALTERNATE: Final = qn("mc:AlternateContent")
