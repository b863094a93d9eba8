"""docxtpl's dialect on our engine: the quirks its templates rely on, in one file; the native engine knows none of them.

Unlike the native language, block tags stay where they are typed and repeat the text between them, even over paragraphs;
`{{r x }}` and `{%r … %}` close their run and lose its formatting; `{%-` and `-%}` delete up to the neighbouring text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

import jinja2
from jinja2 import nodes
from lxml import etree

from schematom_docs.document.faults import fault
from schematom_docs.document.lift import LEVELS, ancestor, detach_mark, split_up
from schematom_docs.document.marks import Marks, Tag
from schematom_docs.document.ooxml import W_R, W_RPR, W_TC
from schematom_docs.document.output import ForbiddenCharacterError
from schematom_docs.document.parts import parse
from schematom_docs.document.program import Source
from schematom_docs.document.scan import Scanner
from schematom_docs.document.spans import SPAN_WORDS, apply_span
from schematom_docs.document.streams import detach
from schematom_docs.errors import TemplateError

_LITERALS: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_OPEN_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>")
_CELL_BORDER: Final = re.compile(r"</?w:tc[ >]")


@dataclass(frozen=True, slots=True)
class DialectPart:
    """One part compiled in docxtpl's dialect. tags: line of the Jinja source → tag, to locate errors."""

    template: jinja2.Template
    tags: dict[int, Tag]

    def render(self, context: dict[str, Any]) -> str:
        """Return the part's XML. Raises what Jinja and the data raise, with the tag's place noted."""
        try:
            text = self.template.render(context)
        except (ForbiddenCharacterError, TemplateError) as error:
            raise self._located(error) from error
        except Exception as error:
            _note(error, self._tag(error))
            raise
        return literal_braces(text)

    def _located(self, error: ForbiddenCharacterError | TemplateError) -> TemplateError:
        """Return the error of a value that may not be written with its paragraph and tag, as the native engine does."""
        tag = self._tag(error)
        place, raw = ("", "") if tag is None else (tag.place, tag.raw)
        found = fault(place, raw, error.reason, error.remedy)
        located = TemplateError(found.reason, place=found.place, remedy=found.remedy)
        located.docx_context = [place, raw]  # type: ignore[attr-defined]
        return located

    def _tag(self, error: Exception) -> Tag | None:
        line, step = 0, error.__traceback__
        while step is not None:
            line = self._line(step) or line
            step = step.tb_next
        return self.tags.get(line)

    def _line(self, step: TracebackType) -> int:
        """Return the source line of a traceback step: Jinja rewrites steps of templates to source lines."""
        return step.tb_lineno if step.tb_frame.f_code.co_filename in ("<template>", "<unknown>") else 0


def _note(error: Exception, tag: Tag | None) -> None:
    """Tell on an exception which tag it comes from."""
    if tag is not None:
        error.add_note(f"{tag.place}: {tag.raw}")
        error.docx_context = [tag.place, tag.raw]  # type: ignore[attr-defined]


def literal_braces(text: str) -> str:
    """Return rendered text with `{_{` and its kin as plain braces."""
    for written, meant in _LITERALS:
        text = text.replace(written, meant)
    return text


def jinja_text(xml: bytes, label: str) -> str:
    """Return a part as one Jinja template: its XML with every tag whole."""
    marks, root = _translated(xml, label)
    pieces = _trim(marks.split(etree.tostring(root, encoding="unicode")), marks)
    out = [pieces[0] or ""]
    for at in range(1, len(pieces), 3):
        out += (marks.tags[int(pieces[at] or pieces[at + 1] or 0)].source, pieces[at + 2] or "")
    return "".join(out)


def compile_part(xml: bytes, label: str, environment: jinja2.Environment) -> DialectPart:
    """Return a part compiled for rendering. Raises jinja2.TemplateSyntaxError with the tag's place noted."""
    marks, root = _translated(xml, label)
    source = Source(set())
    source.add_part(_trim(marks.split(etree.tostring(root, encoding="unicode")), marks), marks)
    try:
        tree = source.tree(environment)
        code = environment.compile(tree)
    except jinja2.TemplateSyntaxError as error:
        _note(error, source.tags.get(error.lineno))
        raise
    return DialectPart(jinja2.Template.from_code(environment, code, environment.make_globals(None)), source.tags)


def parse_part(xml: bytes, label: str, environment: jinja2.Environment) -> nodes.Template:
    """Return the syntax tree of a part, to ask which names it uses."""
    marks, root = _translated(xml, label)
    source = Source(set())
    source.add_part(_trim(marks.split(etree.tostring(root, encoding="unicode")), marks), marks)
    return source.tree(environment)


def _translated(xml: bytes, label: str) -> tuple[Marks, etree._Element]:
    root = parse(label, xml)
    marks = Marks("docxtpl-mark")
    Scanner(marks, [], None, merge_runs=True).story(root, label)
    _keep_raw(root, marks)
    _spans(root, marks)
    for level in ("tr", "tc", "p"):
        _bind(root, level, marks)
    _bind_runs(root, marks)
    for node in marks.within(root):
        if marks.tag_of(node).kind == "comment":
            detach_mark(node)
    return marks, root


def _keep_raw(root: etree._Element, marks: Marks) -> None:
    """Make text again of the tags between {% raw %} and {% endraw %}, so that they bind no container."""
    raw = False
    for node in marks.within(root):
        tag = marks.tag_of(node)
        if tag.word == ("endraw" if raw else "raw"):
            raw = not raw
        elif raw:
            node.tail = tag.raw + (node.tail or "")
            detach(node)


def _spans(root: etree._Element, marks: Marks) -> None:
    for node in marks.within(root):
        tag = marks.tag_of(node)
        cell = ancestor(node, W_TC)
        if tag.kind == "block" and tag.word in SPAN_WORDS and cell is not None:
            apply_span(node, tag, cell, marks, narrow=True)


def _bind(root: etree._Element, level: str, marks: Marks) -> None:
    """Replace each container of a level by the last of its own tags."""
    last: dict[etree._Element, etree._Element] = {}
    for node in marks.within(root):
        if marks.tag_of(node).level == level:
            container = ancestor(node, LEVELS[level])
            if container is not None:
                last[container] = node
    for container, node in last.items():
        if container.getparent() is None:
            continue
        node.tail = None
        container.addprevious(node)
        detach(container)


def _bind_runs(root: etree._Element, marks: Marks) -> None:
    """Let {{r x }} and {%r … %} close their run; what follows in the run loses its formatting."""
    for node in marks.within(root):
        run = ancestor(node, W_R)
        if marks.tag_of(node).level != "r" or run is None:
            continue
        parent = run.getparent()
        if parent is None or not split_up(node, parent):
            continue
        after = node.getnext()
        if after is not None and after.tag == W_R and (formatting := after.find(W_RPR)) is not None:
            after.remove(formatting)


def _trim(pieces: list[str | None], marks: Marks) -> list[str | None]:
    """Return the pieces with what `{%-` and `-%}` delete; a cell's border is never deleted."""
    for at in range(1, len(pieces), 3):
        tag = marks.tags[int(pieces[at] or pieces[at + 1] or 0)]
        if tag.kind != "block":
            continue
        if tag.raw[2:3] == "-":
            pieces[at - 1] = _cut_left(pieces[at - 1] or "")
        if tag.raw[-3:-2] == "-":
            pieces[at + 2] = _cut_right(pieces[at + 2] or "")
    return pieces


def _cut_left(text: str) -> str:
    at = text.rfind("</w:t>")
    return text if at < 0 or _CELL_BORDER.search(text, at) else text[:at]


def _cut_right(text: str) -> str:
    found = _OPEN_TEXT.search(text)
    return text if found is None or _CELL_BORDER.search(text, 0, found.end()) else text[found.end() :]
