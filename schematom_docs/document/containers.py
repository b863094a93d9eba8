"""Tags that name the container they take whole: a table, a section – and a row, cell or paragraph around its own text.

`{%tbl if x %}` and `{%tbl endif %}` stand anywhere in the table, `{%sec …%}` in the section; an `else` stands in the
table or section that is printed instead. `{%tr …%}`, `{%tc …%}` and `{%p …%}` that open and close in the same container
take it with its text.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from schematom_docs.document.lift import ancestor, detach_mark, has_text, replace_by_marks, stands_alone
from schematom_docs.document.marks import BLOCK_ENDS, MIDDLES, Marks
from schematom_docs.document.ooxml import W_P, W_SECTPR, W_TBL, W_TR, qn
from schematom_docs.document.sections import FLOW
from schematom_docs.document.streams import detach

_BODY: Final = qn("w:body")


def around(own: list[etree._Element], container: etree._Element, marks: Marks) -> bool:
    """Put the tags of a container around it when all their blocks open and close in it. Return whether it was done."""
    depth = 0
    for tag in map(marks.tag_of, own):
        depth += 1 if tag.opens else -1
        if depth < 0 or not (tag.opens or _closes(tag.word)):
            return False
    if depth or not own or not (has_text(container) or len(marks.within(container)) > len(own)):
        return False
    for node in own:
        detach_mark(node)
        _beside(node, container, marks)
    return True


def bind_table(node: etree._Element, marks: Marks) -> str:
    """Move a mark before its table, or after it when it closes a block. Return what is wrong, or ""."""
    table = ancestor(node, W_TBL)
    if table is None:
        return "znacznik wiąże tabelę, a nie stoi w żadnej"
    if _chooses_itself(node, table.getprevious(), marks):
        return "„else” stoi w tej samej tabeli co „if”; ma stać w tabeli drukowanej zamiast niej"
    row = ancestor(node, W_TR)
    alone = row is not None and stands_alone(row, marks)
    lift_out(node, marks)
    if alone and row is not None and not marks.within(row):
        detach(row)
    _beside(node, table, marks)
    return ""


def bind_section(node: etree._Element, marks: Marks) -> str:
    """Move a mark to the beginning of its section, or past its break when it closes a block. Return what is wrong."""
    chain = [node, *node.iterancestors()]
    place = next((index for index, element in enumerate(chain) if element.tag == _BODY), 0)
    if place == 0:
        return "znacznik wiąże sekcję, a stoi poza treścią dokumentu"
    closing = _closes(marks.tag_of(node).word)
    edge = _edge(chain[place - 1], marks, closing=closing)
    if edge is None:
        return "granica sekcji leży wewnątrz formantu zawartości"
    if _chooses_itself(node, edge.getprevious(), marks):
        return "„else” stoi w tej samej sekcji co „if”; ma stać w sekcji drukowanej zamiast niej"
    if closing and not _is_break(edge, marks):
        total = sum(1 for each in chain[place].iter(etree.ProcessingInstruction) if _is_break(each, marks))
        ending = etree.ProcessingInstruction(marks.section_marker, f"B{total}")
        edge.addnext(ending)
        edge = ending
    here = etree.ProcessingInstruction("tu")
    (edge.addnext if closing else edge.addprevious)(here)
    lift_out(node, marks)
    if closing:
        _beside(node, here, marks)
    else:
        here.addprevious(node)
    detach(here)
    return ""


def lift_out(node: etree._Element, marks: Marks) -> None:
    """Take a mark out of its text; a paragraph that held nothing but block tags goes with the last of them."""
    paragraph = ancestor(node, W_P)
    alone = paragraph is not None and stands_alone(paragraph, marks)
    detach_mark(node)
    if alone and paragraph is not None and not marks.within(paragraph):
        replace_by_marks(paragraph, [])


def _edge(block: etree._Element, marks: Marks, *, closing: bool) -> etree._Element | None:
    """Return the first child of the body in the section of `block`, or the last one: its break, when it has one."""
    while True:
        if block.tag in FLOW and any(_is_break(each, marks) for each in block.iter(etree.ProcessingInstruction)):
            return None
        if closing and _is_break(block, marks):
            return block
        near = block.getnext() if closing else block.getprevious()
        if near is None or near.tag == W_SECTPR or (not closing and (_is_break(near, marks) or _named(near, marks))):
            return block
        block = near


def _is_break(node: etree._Element, marks: Marks) -> bool:
    return isinstance(node, etree._ProcessingInstruction) and node.target == marks.section_marker


def _named(node: etree._Element, marks: Marks) -> bool:
    return marks.is_mark(node) and marks.tag_of(node).level == "sec"


def _chooses_itself(node: etree._Element, before: etree._Element | None, marks: Marks) -> bool:
    """Tell whether a mark is an `else` in the very container that its `if` takes."""
    tag = marks.tag_of(node)
    if tag.word not in MIDDLES or before is None or not marks.is_mark(before):
        return False
    return marks.tag_of(before).level == tag.level and marks.tag_of(before).opens


def _closes(word: str) -> bool:
    return word in BLOCK_ENDS.values()


def _beside(node: etree._Element, container: etree._Element, marks: Marks) -> None:
    """Put a mark before a container, or after it and the ends of blocks that are around it already."""
    if not _closes(marks.tag_of(node).word):
        container.addprevious(node)
        return
    level, last = marks.tag_of(node).level, container
    while (after := last.getnext()) is not None and marks.is_mark(after):
        tag = marks.tag_of(after)
        if tag.level != level or not _closes(tag.word):
            break
        last = after
    tail, last.tail = last.tail, None
    last.addnext(node)
    node.tail = tail
