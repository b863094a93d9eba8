"""Sections that data repeat or drop, found while compiling: each break is lifted out of its paragraph and marked.

`<?…s B2?>` ends section 2, `<?…s R2?>` says that what follows belongs to it; `section_flow` settles them. Where no
data can touch a section the breaks go back into their paragraphs and nothing is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from schematom_docs.document.additions import BODY, Additions, Relation
from schematom_docs.document.lift import has_text
from schematom_docs.document.marks import BLOCK_ENDS, Marks
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_PPR, W_SECTPR, W_TBL, qn

_BODY: Final = qn("w:body")
FLOW: Final = frozenset({_BODY, qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")})
"""Elements whose paragraphs follow one another on pages, and may end a section."""
_REFERENCES: Final = (qn("w:headerReference"), qn("w:footerReference"))
_TYPE, _ID = qn("w:type"), qn("r:id")
_EMPTY: Final = '<w:{0} xmlns:w="{1}"><w:p/></w:{0}>'
_CONTENT: Final = frozenset({W_P, W_TBL})
COUNT: Final = "\0count;"
"""Where the document's way of counting pages goes in a section that a Word file as a value brings."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Sections of a body. marker: name of their processing instructions; ends: the w:sectPr of each as XML, none when
    data touch none; hollow: those that data may leave with nothing but the paragraph of their break; papers: of all.
    """

    marker: str
    ends: tuple[str, ...] = ()
    hollow: frozenset[int] = frozenset()
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A section that a Word file as a value brings. end: its w:sectPr; exact: keep it on the document's paper too."""

    end: str
    exact: bool


@dataclass(slots=True)
class Breaks:
    """The breaks of one body while they are out of their paragraphs: (mark, paragraph, w:sectPr, its place there)."""

    root: etree._Element
    marker: str
    lifted: list[tuple[etree._Element, etree._Element, etree._Element, int]] = field(default_factory=list)

    @classmethod
    def lift(cls, root: etree._Element, marker: str) -> Breaks:
        """Take every break out of its paragraph and mark its place after it."""
        breaks = cls(root, marker)
        for section in list(root.iter(W_SECTPR)):
            properties = section.getparent()
            paragraph = None if properties is None else properties.getparent()
            if properties is None or properties.tag != W_PPR or paragraph is None or not in_flow(paragraph):
                continue
            place = properties.index(section)
            properties.remove(section)
            mark = etree.ProcessingInstruction(marker, f"B{len(breaks.lifted)}")
            _add_after(paragraph, mark)
            breaks.lifted.append((mark, paragraph, section, place))
        return breaks

    def settled(self, marks: Marks, additions: Additions) -> Sections:
        """Return what rendering has to know, after the blocks are bound; breaks no data touch are put back."""
        hollow, touched = self._hollow(marks)
        if not (hollow or touched):
            self.put_back()
            return Sections(self.marker, papers=papers(self.root))
        return self.marked(additions, frozenset(hollow), marks)

    def put_back(self) -> None:
        """Put every break back into its paragraph."""
        for mark, paragraph, section, place in self.lifted:
            properties, parent = paragraph.find(W_PPR), mark.getparent()
            if properties is not None and parent is not None:
                properties.insert(place, section)
                parent.remove(mark)

    def marked(self, additions: Additions, hollow: frozenset[int], marks: Marks | None) -> Sections:
        """Mark where the text of each section begins and return the sections, each with headers of its own."""
        body = self.root.find(_BODY)
        last = None if body is None else body.find(W_SECTPR)
        if body is None:
            return Sections(self.marker)
        if last is None:
            last = etree.SubElement(body, W_SECTPR)
        sections = [section for _, _, section, _ in self.lifted] + [last]
        known = papers(self.root) | frozenset(paper(self._serialised(section)) for section in sections)
        with_own_headers(sections, additions)
        ends = tuple(self._serialised(section) for section in sections)
        self._mark_regions(body, marks)
        body.replace(last, etree.ProcessingInstruction(self.marker, "E"))
        return Sections(self.marker, ends, hollow, known)

    def _mark_regions(self, body: etree._Element, marks: Marks | None) -> None:
        at = {mark: number for number, (mark, *_) in enumerate(self.lifted)}
        region = 0
        for node in list(flow(body)):
            if node in at:
                region = at[node] + 1
            elif marks is None or not marks.is_mark(node):
                continue
            _add_after(node, etree.ProcessingInstruction(self.marker, f"R{region}"))
        body.insert(0, etree.ProcessingInstruction(self.marker, "R0"))

    def _hollow(self, marks: Marks) -> tuple[set[int], bool]:
        """Return the sections that data may leave empty, and whether data may drop, repeat or move a break."""
        at = {mark: number for number, (mark, *_) in enumerate(self.lifted)}
        bare = {paragraph for _, paragraph, _, _ in self.lifted if not has_text(paragraph)}
        hollow: set[int] = set()
        depth, touched, depths = 0, False, list[int]()
        for node in flow(self.root.find(_BODY)):
            if marks.is_mark(node):
                tag = marks.tag_of(node)
                depth += tag.opens - (tag.word in BLOCK_ENDS.values())
            elif node in at:
                touched = touched or depth > 0 or node.getprevious() is not self.lifted[at[node]][1]
                hollow.update([at[node]] if _may_be_empty(depths, depth) else [])
                depths.clear()
            elif node.tag in _CONTENT and node not in bare:
                depths.append(depth)
            elif isinstance(node, etree._ProcessingInstruction) and node.target == self.marker:
                touched = True  # {%sec …%} ends each copy of the last section
        if self.lifted and _may_be_empty(depths, 0):
            hollow.add(len(self.lifted))
        return hollow, touched

    def _serialised(self, section: etree._Element) -> str:
        text = etree.tostring(section, encoding="unicode", with_tail=False)
        for prefix, space in self.root.nsmap.items():
            text = text.replace(f' xmlns:{prefix}="{space}"', "", 1)
        return text


def _may_be_empty(depths: list[int], depth: int) -> bool:
    """Tell whether all that a section holds stands deeper in blocks than its end."""
    return bool(depths) and min(depths) > depth


def in_flow(element: etree._Element) -> bool:
    """Tell whether an element stands in the body itself: in no table, text box, header or note."""
    above = [*element.iterancestors()]
    return len(above) > 1 and above[-2].tag == _BODY and all(parent.tag in FLOW for parent in above[:-1])


def flow(parent: etree._Element | None) -> Iterator[etree._Element]:
    """Yield paragraphs, tables and marks of the body in order, those in content controls too."""
    for child in () if parent is None else parent:
        if child.tag in FLOW:
            yield from flow(child)
        else:
            yield child


def with_own_headers(
    sections: list[etree._Element], additions: Additions, others: frozenset[tuple[str, str]] = frozenset()
) -> None:
    """Write into every section the headers and footers it takes from the one before: its neighbours may change.

    A section without a header that others have gets an empty one. others: (element, kind) of headers to come.
    """
    inherited: dict[tuple[str, str], str] = {}
    found: list[dict[tuple[str, str], str]] = []
    for section in sections:
        own = {(str(item.tag), item.get(_TYPE, "default")): item.get(_ID, "") for item in section.iter(*_REFERENCES)}
        inherited = {**inherited, **own}
        found.append(inherited)
    kinds = {kind for each in found for kind in each} | others
    for section, known in zip(sections, found, strict=True):
        titled = section.find(qn("w:titlePg")) is not None
        needed = {kind for kind in kinds if kind in known or kind[1] != "first" or titled}
        for reference in list(section.iter(*_REFERENCES)):
            section.remove(reference)
        for place, kind in enumerate(sorted(needed)):
            reference = section.makeelement(kind[0])
            reference.set(_TYPE, kind[1])
            reference.set(_ID, known[kind] if kind in known else _empty(additions, kind[0]))
            section.insert(place, reference)


def _empty(additions: Additions, tag: str) -> str:
    """Return the relationship id of an empty header or footer."""
    kind = "header" if tag == _REFERENCES[0] else "footer"
    name = f"word/{kind}St.xml"
    if name not in additions.files:
        additions.files[name] = _EMPTY.format("hdr" if kind == "header" else "ftr", NAMESPACES["w"]).encode()
        additions.types[name] = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return additions.relate(BODY, Relation(f"{NAMESPACES['r']}/{kind}", name))


def papers(root: etree._Element) -> frozenset[str]:
    """Return the papers of all sections of a body."""
    return frozenset(paper(etree.tostring(section, encoding="unicode")) for section in root.iter(W_SECTPR))


def paper(end: str) -> str:
    """Return size and columns of the pages of a section; sizes that differ by a rounding are one."""
    size = re.search(r"<w:pgSz\b([^>]*)>", end)
    sides = dict(re.findall(r'w:(w|h)="(\d+)"', size[1])) if size else {}
    columns = re.search(r'<w:cols\b[^>]*w:num="(\d+)"', end)
    return f"{[round(int(sides.get(side, 0)) / 50) for side in 'wh']} {columns[1] if columns else 1}"


@lru_cache(maxsize=256)
def look(end: str) -> str:
    """Return what two sections must share to run on without a break: pages, margins, columns, headers."""
    plain = re.sub(r"<w:(sectPrChange|type|titlePg|docGrid|paperSrc)\b(?:[^>]*/>|.*?</w:\1>)", "", end, flags=re.DOTALL)
    plain = re.sub(r"<w:pgNumType\b(?:(?!w:start)[^>])*/>|<w:cols\b(?:(?!w:num)[^>])*/>", "", plain)
    return re.sub(r' w:rsid\w*="[^"]*"', "", plain)


def interrupted(end: str) -> str:
    """Return the w:sectPr of what is left of a section after pages of another one: no title page, no new count."""
    plain = re.sub(r"<w:(?:titlePg|type)\b[^>]*/>", "", end)
    return re.sub(r'(<w:pgNumType\b[^>]*?) w:start="[^"]*"', r"\1", plain)


def _add_after(element: etree._Element, node: etree._Element) -> None:
    tail, element.tail = element.tail, None
    element.addnext(node)
    node.tail = tail
