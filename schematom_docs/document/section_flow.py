"""Sections after rendering: breaks where the outcome needs them, each with the page set-up of the text before it.

A section that is left without text goes with its break, neighbours that look alike run on, the last one that is left
becomes the last of the document. Works on our own serialised XML (prefix w:) with the marks of `sections`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from schematom_docs.document.additions import Additions
from schematom_docs.document.ooxml import NAMESPACES, XML_DECLARATION, qn
from schematom_docs.document.sections import (
    COUNT,
    Breaks,
    Foreign,
    Sections,
    interrupted,
    look,
    paper,
    with_own_headers,
)

_CONTENT: Final = re.compile(r"<w:(?:p|tbl)[ />]")
_SAYS: Final = re.compile(r"<w:(?:t|drawing|pict|object|br|sym|fldChar|fldSimple|bookmarkStart|\w+Reference)[ />]")
_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?/>|<w:p[ >]|</w:p>")
_REFERENCE: Final = re.compile(r"<w:(?:header|footer)Reference\b[^>]*/>")
_KIND: Final = re.compile(r'<w:(header|footer)Reference\b[^>]*?w:type="(\w+)"')
_COUNT: Final = re.compile(r"<w:pgNumType\b[^>]*/>")
_NAMES: Final = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
_THIN: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{}</w:pPr></w:p>'
"""A paragraph of one point that ends a section after a table."""


@dataclass(slots=True)
class _Run:
    """Text of one section on its way. end: its w:sectPr."""

    end: str
    parts: list[str] = field(default_factory=list)


class _Flow:
    """One body being put together. foreign: sections that Word files as values brought."""

    def __init__(self, sections: Sections, foreign: Sequence[Foreign]) -> None:
        self._ends, self._foreign, self._hollow = sections.ends, foreign, sections.hollow
        self.runs: list[_Run] = []
        self._open: _Run | None = None
        self._own = 0
        self._cut = False
        self._end = self._ends[0]
        self._waiting: list[str] = []

    def text(self, xml: str) -> None:
        """Take text of the section that the last mark named."""
        if not _CONTENT.search(xml):
            (self._open.parts if self._open is not None else self._waiting).append(xml)
            return
        if self._open is not None and look(self._open.end) != look(self._end):
            self._close()
        if self._open is None:
            self._open = _Run(self._end, self._waiting)
            self._waiting = []
        self._open.parts.append(xml)

    def mark(self, code: str, number: int) -> None:
        """Obey a mark: B ends a section, R names the next text's, F one of a Word file, G ends that, J goes back."""
        if code == "F":
            self._visit(self._foreign[number])
        elif code == "J":
            host = self._ends[self._own]
            if self._open is None or look(self._open.end) not in (look(host), look(interrupted(host))):
                self._cut = True
                self._close()
            self._resume()
        elif code == "R":
            self._cut = self._cut and number == self._own
            self._own = number
            self._resume()
        elif code == "G":
            self._close()
        elif code == "B":
            self._break(number)

    def _visit(self, section: Foreign) -> None:
        """Go on in a section that a Word file brings, or in the document's own when that looks the same."""
        host, end = interrupted(self._ends[self._own]), section.end
        if COUNT in end:
            count = _COUNT.search(host)
            head, _, rest = end.replace(COUNT, count[0] if count else "").partition(">")
            end = f"{head}>{''.join(_REFERENCE.findall(host))}{rest}"
        same = look(end) == look(host) if section.exact else paper(end) == paper(host)
        if same:
            self._resume()
        else:
            self._end = end

    def _resume(self) -> None:
        self._end = interrupted(self._ends[self._own]) if self._cut else self._ends[self._own]

    def _break(self, number: int) -> None:
        self._cut = False
        run = self._open
        if number in self._hollow and run is not None and _bare("".join(run.parts)):
            self._open = None
            return
        self._close()

    def _close(self) -> None:
        if self._open is not None:
            self.runs.append(self._open)
        self._open = None

    def finished(self) -> str:
        """Return the whole body up to its end, the last section's w:sectPr included."""
        if self._open is not None and not (len(self._ends) - 1 in self._hollow and _bare("".join(self._open.parts))):
            self._close()
        out = ["".join([*run.parts]) for run in self.runs]
        ended = [_ended(text, run.end) for text, run in zip(out[:-1], self.runs, strict=False)]
        last = self.runs[-1].end if self.runs else self._ends[-1]
        return "".join([*ended, *out[-1:], *self._waiting, last])


def settle_sections(xml: str, sections: Sections, foreign: Sequence[Foreign], additions: Additions) -> str:
    """Return a rendered body with its breaks in place. sections: of the template; foreign: of Word files as values."""
    if not sections.ends:
        root = etree.fromstring(xml.encode("utf-8"))
        sections = Breaks.lift(root, sections.marker).marked(additions, frozenset(), None)
        xml = XML_DECLARATION + etree.tostring(root, encoding="unicode")
    if any(COUNT not in each.end for each in foreign):
        sections = _beside_foreign_headers(sections, foreign, additions)
    pieces = re.split(rf"<\?{sections.marker} ([A-Z])(\d*)\?>", xml)
    flow = _Flow(sections, foreign)
    for at in range(1, len(pieces) - 3, 3):
        flow.mark(pieces[at], int(pieces[at + 1] or 0))
        flow.text(pieces[at + 2])
    return pieces[0] + flow.finished() + pieces[-1]


def _beside_foreign_headers(sections: Sections, foreign: Sequence[Foreign], additions: Additions) -> Sections:
    """Return the sections with a header, if only an empty one, of every kind that sections of Word files have."""
    kinds = {kind for each in foreign for kind in _KIND.findall(each.end)}
    roots = [etree.fromstring(end.replace("<w:sectPr", f"<w:sectPr {_NAMES}", 1)) for end in sections.ends]
    with_own_headers(roots, additions, frozenset((qn(f"w:{name}Reference"), kind) for name, kind in kinds))
    ends = (etree.tostring(root, encoding="unicode").replace(f" {_NAMES}", "", 1) for root in roots)
    return replace(sections, ends=tuple(ends))


def _bare(xml: str) -> bool:
    """Tell whether text is one paragraph that says nothing."""
    return len(_CONTENT.findall(xml)) == 1 and "<w:tbl" not in xml and not _SAYS.search(xml)


def _ended(xml: str, end: str) -> str:
    """Return the text of a section with its break in its last paragraph, or in a thin one of its own after a table."""
    opened: list[int] = []
    start = stop = -1
    for found in _PARAGRAPH.finditer(xml):
        if found[0].startswith("</"):
            start, stop = opened.pop(), found.end()
        elif found[0].endswith("/>"):
            start, stop = found.start(), found.end()
        else:
            opened.append(found.start())
    if xml.rfind("</w:tbl>") > stop:
        at = xml.rindex("</w:tbl>") + len("</w:tbl>")
        return xml[:at] + _THIN.format(end) + xml[at:]
    return xml[:start] + _with_break(xml[start:stop], end) + xml[stop:]


def _with_break(paragraph: str, end: str) -> str:
    """Return a paragraph with a w:sectPr among its properties, in its place by the schema."""
    if paragraph.endswith("/>") and paragraph.count("<") == 1:
        return f"{paragraph[:-2]}><w:pPr>{end}</w:pPr></w:p>"
    head, rest = paragraph[: paragraph.index(">") + 1], paragraph[paragraph.index(">") + 1 :]
    space = rest[: len(rest) - len(rest.lstrip())]
    rest = rest.lstrip()
    if rest.startswith("<w:pPr/>"):
        return f"{head}{space}<w:pPr>{end}</w:pPr>{rest[8:]}"
    if not rest.startswith("<w:pPr"):
        return f"{head}<w:pPr>{end}</w:pPr>{space}{rest}"
    at = rest.index("</w:pPr>")
    change = rest.find("<w:pPrChange", 0, at)
    at = change if change >= 0 else at
    return f"{head}{space}{rest[:at]}{end}{rest[at:]}"
