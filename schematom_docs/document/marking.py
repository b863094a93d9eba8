"""A copy of a template with a Word comment at each fault, for the author who opens it in Word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from schematom_docs.document.ooxml import NAMESPACES, W_P, W_PPR, W_R, XML_DECLARATION, number, qn
from schematom_docs.document.output import escape_plain
from schematom_docs.document.package import Entry, deflate, read_package, write_package
from schematom_docs.document.parts import parse, relations_of, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import joined, text_atoms
from schematom_docs.errors import Fault

BODY = "word/document.xml"
COMMENTS = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TAG = re.compile(r"\{[{%#]\s*(.*?)\s*[}%#]\}")
"""A tag in the text of a comment; printed without its braces, or the copy would hold one tag more."""
_AUTHOR = 'w:author="Sprawdzenie szablonu" w:initials="SZ"'


def mark_faults(source: bytes, faults: Sequence[Fault], name: str) -> bytes:
    """Return the DOCX with a comment at each fault's tag; faults outside the body stand at its first paragraph.

    Word keeps no comments in text boxes: those stand at the paragraph that holds the box. name: of the template, as
    the places of the faults begin with it.
    """
    entries = {entry.name: entry for entry in read_package(source)}
    root = parse(BODY, entries[BODY].unpack())
    label = next(part.label for part in template_parts(entries) if part.name == BODY)
    homes = {place: paragraph for paragraph, place in paragraphs(root, label)}
    first = next(iter(homes.values()), None)
    if first is None:
        first = etree.SubElement(root[0], W_P)
    texts: list[str] = []
    start = _free_id(entries)
    for at, item in enumerate(faults, start):
        place = item.place.removeprefix(f"{name}, ")
        home = homes.get(place)
        home = homes.get(place.rpartition(",")[0]) if home is None else home
        _anchor(first if home is None else home, at, item.reason)
        texts.append(_comment(at, item if home is None else Fault("", item.reason, item.remedy)))
    xml = XML_DECLARATION + etree.tostring(root, encoding="unicode")
    changed = {BODY: deflate(BODY, xml.encode("utf-8"))} | _comment_parts(entries, "".join(texts))
    return write_package(tuple(entries.values()), changed)


def _anchor(paragraph: etree._Element, comment: int, reason: str) -> None:
    """Put the comment around the runs of the tag that the reason starts with, else around all of the paragraph."""
    opening, closing = (paragraph.makeelement(qn(f"w:commentRange{end}")) for end in ("Start", "End"))
    run = paragraph.makeelement(W_R)
    reference = etree.SubElement(run, qn("w:commentReference"))
    for element in (opening, closing, reference):
        element.set(qn("w:id"), str(comment))
    runs = _runs_of(paragraph, reason)
    host = next(reversed([*paragraph.iterancestors(W_P)]), None)
    if runs and host is None:
        runs[0].addprevious(opening)
        runs[-1].addnext(run)
        runs[-1].addnext(closing)
        return
    outer = paragraph if host is None else host
    outer.insert(1 if outer.find(W_PPR) is not None else 0, opening)
    outer.extend([closing, run])


def _runs_of(paragraph: etree._Element, reason: str) -> list[etree._Element]:
    """Return the runs that hold the tag a reason starts with („{{ x }} – …”), [] when it is not there."""
    atoms = text_atoms(paragraph)
    text = joined(atoms)
    ends = [match.start() for match in re.finditer(" – ", reason)]
    tag = next((reason[:end] for end in reversed(ends) if reason[:end] in text), "")
    start, end = text.find(tag), text.find(tag) + len(tag)
    held = [atom.element for atom in atoms if tag and atom.start < end and atom.start + len(atom.text) > start]
    return [run for element in held if (run := next(element.iterancestors(W_R), None)) is not None]


def _comment(comment: int, item: Fault) -> str:
    text = _TAG.sub(r"„\1”", f"{'Uwaga' if item.warning else 'Błąd'}: {item}").replace("{", "(").replace("}", ")")
    inside = f'<w:t xml:space="preserve">{escape_plain(text)}</w:t>'
    return f'<w:comment w:id="{comment}" {_AUTHOR}><w:p><w:r>{inside}</w:r></w:p></w:comment>'


def _free_id(entries: dict[str, Entry]) -> int:
    """Return the first comment id no comment of the file has."""
    if COMMENTS not in entries:
        return 0
    comments = parse(COMMENTS, entries[COMMENTS].unpack()).iter(qn("w:comment"))
    return max((number(comment.get(qn("w:id"))) for comment in comments), default=-1) + 1


def _comment_parts(entries: dict[str, Entry], comments: str) -> dict[str, Entry]:
    """Return the comments part, new or longer, with its relationship and content type."""
    if COMMENTS in entries:
        text = entries[COMMENTS].unpack().decode("utf-8-sig")
        return {COMMENTS: deflate(COMMENTS, text.replace("</w:comments>", f"{comments}</w:comments>").encode("utf-8"))}
    relations, types = relations_of(BODY), "[Content_Types].xml"
    link = f'<Relationship Id="rIdStUwagi" Type="{NAMESPACES["r"]}/comments" Target="comments.xml"/>'
    override = f'<Override PartName="/{COMMENTS}" ContentType="{_TYPE}"/>'
    part = f'{XML_DECLARATION}<w:comments xmlns:w="{NAMESPACES["w"]}">{comments}</w:comments>'
    texts = {COMMENTS: part, types: _added(entries[types], "Types", override)}
    if relations in entries:
        texts[relations] = _added(entries[relations], "Relationships", link)
    else:
        texts[relations] = f'{XML_DECLARATION}<Relationships xmlns="{NAMESPACES["rel"]}">{link}</Relationships>'
    return {name: deflate(name, text.encode("utf-8")) for name, text in texts.items()}


def _added(entry: Entry, element: str, item: str) -> str:
    """Return the part's text with an item put last into its root element, which may be self-closed."""
    text = re.sub(rf"(<{element}\b[^>]*)/>", rf"\1></{element}>", entry.unpack().decode("utf-8-sig"), count=1)
    return text.replace(f"</{element}>", f"{item}</{element}>")
