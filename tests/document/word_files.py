"""Small Word files for the engine's tests, built from WordprocessingML, and what a rendered one says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from schematom_docs.document.ooxml import NAMESPACES, W_P, W_T, qn

_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "wp", "a", "pic", "mc", "w14"))
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_OVERRIDE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = NAMESPACES["r"]


def word_file(body: str, *, parts: Mapping[str, str] | None = None, relations: str = "", section: str = "") -> bytes:
    """Return a DOCX whose w:body holds the given XML. parts: more parts by name; relations: of the main part."""
    files = {
        "[Content_Types].xml": _types(parts or {}),
        "_rels/.rels": f'<Relationships xmlns="{NAMESPACES["rel"]}"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_DECLARED} {_WPS}><w:body>{body}<w:sectPr>{section}"
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{NAMESPACES["rel"]}">{relations}</Relationships>',
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(
                name, text if text.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            )
    return buffer.getvalue()


def _types(parts: Mapping[str, str]) -> str:
    kinds = {
        name: name.rpartition("/")[2].rstrip("0123456789.xml")
        for name in parts
        if name.startswith("word/") and "_rels" not in name
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_OVERRIDE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_OVERRIDE}.document.main+xml"/>{overrides}</Types>'
    )


def story(kind: str, inside: str) -> str:
    """Return a story part: story("hdr", p("…"))."""
    return f"<w:{kind} {_DECLARED}>{inside}</w:{kind}>"


def p(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs; a bare text becomes a run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(text if text.startswith('<') else r(text) for text in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of the given text (already XML)."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is a text or the XML of its paragraphs."""
    inside = "".join(row(*cells) for cells in rows)
    columns = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{inside}</w:tbl>"


def row(*cells: str) -> str:
    """Return a table row."""
    return f"<w:tr>{''.join(cell(text) for text in cells)}</w:tr>"


def cell(text: str) -> str:
    """Return a table cell."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{text if text.startswith("<w:") else p(text)}</w:tc>'
    )


def root_of(docx: bytes, part: str = "word/document.xml") -> etree._Element:
    """Return the parsed part of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read(part))


def lines(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph; tabs and breaks as characters."""
    return [text_of(paragraph) for paragraph in root_of(docx, part).iter(W_P)]


def text_of(paragraph: etree._Element) -> str:
    """Return the text of one paragraph."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
    inside = (item for item in paragraph.iter(W_T, *marks) if next(item.iterancestors(W_P)) is paragraph)
    return "".join(marks.get(str(item.tag), item.text or "") for item in inside)
