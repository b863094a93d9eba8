"""Paragraphs of HTML or Markdown as WordprocessingML: runs in the formatting of the tag, headings and lists in the
styles of the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from schematom_docs.document.additions import Relation
from schematom_docs.document.html_content import Line, ListPlace, Span, cut
from schematom_docs.document.list_numbering import ListNumbering
from schematom_docs.document.marks import Tag
from schematom_docs.document.ooxml import NAMESPACES, REL_HYPERLINK
from schematom_docs.document.output import LAST_DOT, escape_text
from schematom_docs.document.properties_xml import formatted, paragraph_with
from schematom_docs.errors import TemplateError

_HEADINGS: Final = {
    1: ("heading 1", "nagłówek 1", "nagłówek części"),
    2: ("heading 2", "nagłówek 2", "nagłówek podczęści"),
    3: ("heading 3", "nagłówek 3"),
}
_HOLDERS: Final = {
    "hyperlink": "znacznik stoi w odsyłaczu, a jego wartość ma własny odsyłacz <a>",
    "ins": "znacznik stoi w śledzonej wstawce, a jego wartość ma odsyłacz <a>",
}
_STEP: Final = 425
"""Twentieths of a point by which each level of a list moves right: 7.5 mm."""


def inline_runs(spans: Sequence[Span], state: Any, tag: Tag) -> str:
    """Return the runs between `</w:t>` and `<w:t>` of the tag's run, which they close and open again."""
    if not spans:
        return ""
    return f"</w:r>{_runs(spans, tag.run, state, tag, full_stop=True)}<w:r>{tag.run}"


def _runs(spans: Sequence[Span], look: str, state: Any, tag: Tag, *, full_stop: bool = False) -> str:
    """Return runs and links. look: w:rPr they start from; full_stop: one may follow the value."""
    spans = _typeset(spans, state)
    ending = ""
    if full_stop and (tag.dot or tag.near) and spans[-1].text.endswith(".") and not spans[-1].text.endswith(".."):
        spans = [*spans[:-1], Span(spans[-1].text[:-1], spans[-1].marks, spans[-1].link)]
        if tag.near:
            ending, state.dots = LAST_DOT, True
    out = []
    last = len(spans) - 1
    for link, group in groupby(enumerate(spans), key=lambda item: item[1].link):
        style = state.additions.character_style("Hyperlink") if link else None
        runs = "".join(_run(span, look, style, ending if at == last else "") for at, span in group)
        out.append(_link(link, runs, state, tag) if link else runs)
    return "".join(out)


def _typeset(spans: Sequence[Span], state: Any) -> Sequence[Span]:
    """Return the spans after typography, which sees their text as a whole."""
    return spans if state.text_pass is None else cut(state.text_pass("".join(span.text for span in spans)), spans)


def _run(span: Span, look: str, style: str | None, ending: str) -> str:
    inside = f"{escape_text(span.text)}{ending}"
    return f'<w:r>{formatted(look, span.marks, style)}<w:t xml:space="preserve">{inside}</w:t></w:r>'


def _link(address: str, runs: str, state: Any, tag: Tag) -> str:
    if tag.holder in _HOLDERS:
        raise TemplateError(_HOLDERS[tag.holder], remedy="Przenieś znacznik poza to miejsce albo usuń odsyłacz.")
    relation = state.additions.relate(tag.part, Relation(REL_HYPERLINK, address, external=True))
    return f'<w:hyperlink xmlns:r="{NAMESPACES["r"]}" r:id="{relation}" w:history="1">{runs}</w:hyperlink>'


@dataclass(slots=True)
class Blocks:
    """Write the paragraphs of one value in place of the tag's own."""

    state: Any
    tag: Tag
    lists: dict[int, str] = field(default_factory=dict)
    """Number of a list in the value → its number in the document."""

    def xml(self, lines: Iterable[Line]) -> str:
        """Return the paragraphs. Raises TemplateError for a heading style the template lacks."""
        return "".join(self._paragraph(line) for line in lines)

    def _paragraph(self, line: Line) -> str:
        look = "" if line.heading else self.tag.run
        if line.heading:
            properties = f'<w:pPr><w:pStyle w:val="{self._heading(line.heading)}"/></w:pPr>'
        else:
            properties = self._item(line.place) if line.place else self.tag.paragraph
        runs = _runs(line.spans, look, self.state, self.tag) if line.spans else ""
        return f"<w:p>{properties}{runs}</w:p>"

    def _heading(self, level: int) -> str:
        styles = self.state.additions.paragraph_styles
        for name in _HEADINGS[level]:
            if name in styles:
                return str(styles[name].id)
        raise TemplateError(
            f"szablon nie ma stylu nagłówka dla <h{level}>", remedy=f"Dodaj w Wordzie styl „Nagłówek {level}”."
        )

    def _item(self, place: ListPlace) -> str:
        """Return the properties of a paragraph of a list: those of the template's list style, else of the tag."""
        numbering = ListNumbering(self.state.additions)
        style = numbering.style(place.ordered, place.level)
        if not place.first:
            number, level, indent = "0", 0, f'<w:ind w:left="{_STEP * (place.level + 1)}" w:firstLine="0"/>'
        elif style is not None and not place.ordered:
            return f'<w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>'
        else:
            level = style.level if style else place.level
            number, indent = self._list(place, numbering), ""
        own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if style is not None:
            return f'<w:pPr><w:pStyle w:val="{style.id}"/>{own}{indent}</w:pPr>'
        return paragraph_with(self.tag.paragraph, {"numPr": own, "ind": indent})

    def _list(self, place: ListPlace, numbering: ListNumbering) -> str:
        """Return the document's number of a list, made when its first item is written."""
        if place.number not in self.lists:
            self.lists[place.number] = numbering.new_list(place.ordered, place.level, place.start)
        return self.lists[place.number]
