"""A new template in the style of an existing one: its styles, numbering, headers and page, with another body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from schematom_docs.document.ooxml import (
    W_P,
    W_PPR,
    W_R,
    W_RPR,
    W_SECTPR,
    W_T,
    W_TBL,
    W_TC,
    W_TR,
    W_VAL,
    XML_DECLARATION,
    XML_SPACE,
    number,
    qn,
)  # fmt: skip
from schematom_docs.document.package import Entry, deflate, read_package, write_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import joined, text_atoms
from schematom_docs.document.tags import tokenise
from schematom_docs.errors import TemplateError

BODY = "word/document.xml"
STYLES = "word/styles.xml"
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. style: name as Word shows it; label: set in bold before the text; a tab in the text is a tab."""

    style: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the width of the page. style: name; rows: each a cell after another, each cell its lines."""

    style: str
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


def starter(base: bytes, blocks: Sequence[Line | Table], *, headers: bool = True) -> bytes:
    """Return the DOCX `base` with its body replaced by the blocks. headers: keep its headers and footers.

    Raises TemplateError naming a style it lacks.
    """
    entries = {entry.name: entry for entry in read_package(base)}
    styles = style_ids(entries)
    root = parse(BODY, entries[BODY].unpack())
    body, section = root[0], root[0].find(W_SECTPR)
    for child in list(body):
        if child is not section:
            body.remove(child)
    if section is not None and not headers:
        section[:] = [child for child in section if child.tag not in _REFERENCES]
    for at, block in enumerate(blocks):
        element = _table(block, styles, _width(section)) if isinstance(block, Table) else paragraph_of(block, styles)
        body.insert(at, element)
    xml = XML_DECLARATION + etree.tostring(root, encoding="unicode")
    return write_package(tuple(entries.values()), {BODY: deflate(BODY, xml.encode("utf-8"))})


def fits(base: bytes, styles: Iterable[str], roots: frozenset[str]) -> bool:
    """Tell whether a template can lend its style: upright page, all the styles, no parts that belong to its own body.

    roots: first names that tags of its headers and footers may start with.
    """
    entries = {entry.name: entry for entry in read_package(base)}
    own = any(name.startswith(("word/media/", "word/footnotes", "word/endnotes", "word/comments")) for name in entries)
    page = parse(BODY, entries[BODY].unpack()).find(f".//{W_SECTPR}/{qn('w:pgSz')}")
    upright = page is not None and number(page.get(qn("w:w"))) < number(page.get(qn("w:h")))
    known = style_ids(entries)
    return not own and upright and all(name in known for name in styles) and _names_only(entries, roots)


def _names_only(entries: Mapping[str, Entry], roots: frozenset[str]) -> bool:
    """Tell whether the values that headers and footers print start with one of the given names."""
    for part in template_parts(entries):
        if part.kind != "story" or part.name == BODY:
            continue
        for paragraph, _ in paragraphs(parse(part.name, entries[part.name].unpack()), ""):
            for token in tokenise(joined(text_atoms(paragraph))):
                first = token.body.split(".")[0].split("|")[0].strip()
                if token.kind == "expression" and "." in token.body and first not in roots:
                    return False
    return True


def style_ids(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return style name → id of a file."""
    if STYLES not in entries:
        return {}
    found: dict[str, str] = {}
    for style in parse(STYLES, entries[STYLES].unpack()).iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[name.get(W_VAL, "")] = style.get(qn("w:styleId"), "")
    return found


def _width(section: etree._Element | None) -> int:
    """Return the width of the text in twentieths of a point, that of A4 with 25 mm margins when nothing says."""
    size = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 9071
    return number(size.get(qn("w:w"))) - sum(number(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))


def _style_id(name: str, styles: Mapping[str, str]) -> str:
    if name not in styles:
        raise TemplateError(f"szablon wzorcowy nie ma stylu „{name}”", remedy="Dodaj ten styl w Wordzie.")
    return styles[name]


def paragraph_of(line: Line, styles: Mapping[str, str]) -> etree._Element:
    """Return a line as a paragraph. styles: name → id. Raises TemplateError for a style that is not there."""
    paragraph = etree.Element(W_P)
    etree.SubElement(etree.SubElement(paragraph, W_PPR), qn("w:pStyle")).set(W_VAL, _style_id(line.style, styles))
    if line.label:
        etree.SubElement(etree.SubElement(_run(paragraph, line.label), W_RPR), qn("w:b"))
    if line.text:
        _run(paragraph, line.text)
    for run in paragraph.iter(W_R):  # formatting stands before text
        run[:] = sorted(run, key=lambda child: child.tag != W_RPR)
    return paragraph


def _run(paragraph: etree._Element, text: str) -> etree._Element:
    run = etree.SubElement(paragraph, W_R)
    for index, piece in enumerate(text.split("\t")):
        if index:
            etree.SubElement(run, qn("w:tab"))
        if piece:
            written = etree.SubElement(run, W_T)
            written.text = piece
            written.set(XML_SPACE, "preserve")
    return run


def _table(table: Table, styles: Mapping[str, str], width: int) -> etree._Element:
    element = etree.Element(W_TBL)
    properties = etree.SubElement(element, qn("w:tblPr"))
    etree.SubElement(properties, qn("w:tblStyle")).set(W_VAL, _style_id(table.style, styles))
    _sized(properties, "w:tblW", width)
    etree.SubElement(properties, qn("w:tblLayout")).set(qn("w:type"), "fixed")
    columns = max(len(row) for row in table.rows)
    grid = etree.SubElement(element, qn("w:tblGrid"))
    for _ in range(columns):
        etree.SubElement(grid, qn("w:gridCol")).set(qn("w:w"), str(width // columns))
    for row in table.rows:
        line = etree.SubElement(element, W_TR)
        etree.SubElement(etree.SubElement(line, qn("w:trPr")), qn("w:cantSplit"))
        for cell in row:
            own = etree.SubElement(line, W_TC)
            _sized(etree.SubElement(own, qn("w:tcPr")), "w:tcW", width // columns)
            own.extend([paragraph_of(item, styles) for item in cell])
    return element


def _sized(parent: etree._Element, name: str, width: int) -> None:
    size = etree.SubElement(parent, qn(name))
    size.set(qn("w:w"), str(width))
    size.set(qn("w:type"), "dxa")
