"""Blocks of one part: match opening and closing tags, raise each block to one container, report those that resist."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from schematom_docs.document.columns import bind_columns
from schematom_docs.document.containers import around, bind_section, bind_table
from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.lift import (
    LEVELS,
    ancestor,
    detach_mark,
    has_text,
    lift_from_edge,
    replace_by_marks,
    split_up,
    stands_alone,
    whole_paragraph,
    whole_rows,
)
from schematom_docs.document.marks import BLOCK_ENDS, CAPTURES, KNOWN_WORDS, MIDDLES, Marks, Tag
from schematom_docs.document.ooxml import W_P, W_TC, W_TR
from schematom_docs.document.spans import SPAN_WORDS, apply_span
from schematom_docs.errors import Fault

_CONTAINERS = {"p": "akapit", "tr": "wiersz tabeli", "tc": "komórkę tabeli", "r": "fragment tekstu"}


@dataclass(slots=True)
class Binder:
    """Bind the block tags of one part. faults: collects what cannot be bound; strict: lost text is an error."""

    marks: Marks
    faults: list[Fault]
    strict: bool = True
    captured: set[int] = field(default_factory=set)
    """Numbers of tags and marks inside {% set %}…{% endset %} and macros: plain text, escaped when it is used."""

    def bind(self, root: etree._Element) -> None:
        """Raise every block of the part to one container; drop paragraphs and rows that hold nothing but block tags."""
        self._bind_spans(root)
        self._bind_levels(root)
        self._bind_alone(root, W_TR)
        for tag, reason, remedy in bind_columns(root, self.marks):
            self._fault(tag, reason, remedy)
        self._bind_alone(root, W_P)
        for node in self.marks.within(root):
            if self.marks.tag_of(node).kind == "comment":
                detach_mark(node)
        for block in self._match(root):
            self._raise(block)

    def _bind_spans(self, root: etree._Element) -> None:
        """{% colspan %}, {% cellbg %}, {% hm %}, {% vm %}: the tag becomes a property of its cell."""
        for node in self.marks.within(root):
            tag = self.marks.tag_of(node)
            if tag.kind != "block" or tag.word not in SPAN_WORDS:
                continue
            cell = ancestor(node, W_TC)
            if cell is None:
                self._fault(tag, f"„{tag.word}” stoi poza komórką tabeli", "Przenieś znacznik do komórki.")
            else:
                apply_span(node, tag, cell, self.marks)

    def _bind_levels(self, root: etree._Element) -> None:
        """{%p …%}, {%tr …%}, {%tc …%}, {%r …%}: the tag takes the place of its own nearest container."""
        bound: set[etree._Element] = set()
        for node in self.marks.within(root):
            tag = self.marks.tag_of(node)
            if node in bound or tag.level in ("", "col") or node.getparent() is None:
                continue
            if tag.level in ("tbl", "sec"):
                self._bind_whole(node, tag)
                continue
            container = ancestor(node, LEVELS[tag.level])
            if tag.kind == "expression":
                continue  # {{r x }}, {{p x }}: a value fills its own run and keeps the formatting
            if container is None:
                self._fault(tag, f"znacznik wiąże {_CONTAINERS[tag.level]}, a nie stoi w niczym takim")
                continue
            bound.update(self._replace(container, tag))

    def _bind_whole(self, node: etree._Element, tag: Tag) -> None:
        """{%tbl …%}, {%sec …%}: the tag stands before or after its whole table or section."""
        bind = bind_table if tag.level == "tbl" else bind_section
        wrong = "wartość nie zajmuje tabeli ani sekcji" if tag.kind == "expression" else bind(node, self.marks)
        if wrong:
            self._fault(tag, wrong)

    def _replace(self, container: etree._Element, tag: Tag) -> list[etree._Element]:
        """Put the container's own tags in its place, or around it when their blocks end in it. Return them."""
        inside = self.marks.within(container)
        own = [
            node
            for node in inside
            if self.marks.tag_of(node).level == tag.level and ancestor(node, LEVELS[tag.level]) is container
        ]
        if tag.kind == "comment":
            own = []
        elif around(own, container, self.marks):
            return own
        lost = [node for node in inside if node not in own]
        if (has_text(container) or lost) and tag.kind != "comment":
            reason = f"tekst obok znacznika nie zostanie wydrukowany: znacznik zajmuje cały {_CONTAINERS[tag.level]}"
            remedy = "Przenieś tekst poza ten akapit lub wiersz albo usuń literę po nawiasie."
            self._fault(tag, reason, remedy, warning=not self.strict)
        replace_by_marks(container, own)
        return own

    def _bind_alone(self, root: etree._Element, name: str) -> None:
        for element in list(root.iter(name)):
            if stands_alone(element, self.marks):
                replace_by_marks(element, self.marks.within(element))

    def _match(self, root: etree._Element) -> list[list[etree._Element]]:
        """Return the blocks as lists of their marks, inner blocks first."""
        blocks: list[list[etree._Element]] = []
        stack: list[list[etree._Element]] = []
        for node in self.marks.within(root):
            tag = self.marks.tag_of(node)
            if tag.kind != "block":
                continue
            if tag.opens:
                stack.append([node])
            elif tag.word in MIDDLES:
                self._middle(tag, node, stack)
            elif tag.word in BLOCK_ENDS.values():
                self._close(tag, node, stack, blocks)
            elif tag.word != "set":
                self._unknown(tag)
        for left in stack:
            opening = self.marks.tag_of(left[0])
            self._fault(opening, "blok nie jest zamknięty", f"Dopisz {{% {BLOCK_ENDS[opening.word]} %}}.")
        return blocks

    def _unknown(self, tag: Tag) -> None:
        if not tag.word:
            self._fault(tag, "znacznik jest pusty", "Wpisz w nim polecenie, np. {% if pole %}, albo usuń nawiasy.")
        elif tag.word in ("raw", "endraw"):
            remedy = 'Nawiasy, które mają zostać w tekście, wpisz jako {{ "{{" }} i {{ "}}" }}.'
            self._fault(tag, f"nie ma znacznika „{tag.word}”", remedy)
        else:
            remedy = did_you_mean(tag.word, KNOWN_WORDS) or f"Znaczniki bloków to: {', '.join(BLOCK_ENDS)}."
            self._fault(tag, f"nie ma znacznika „{tag.word}”", remedy)

    def _middle(self, tag: Tag, node: etree._Element, stack: list[list[etree._Element]]) -> None:
        if stack and len(stack[-1]) > 1 and self.marks.tag_of(stack[-1][-1]).word == "else":
            self._fault(tag, f"„{tag.word}” stoi po „else”, którym blok już się rozstrzyga", "Zostaw jedno „else”.")
        elif stack and self.marks.tag_of(stack[-1][0]).word in MIDDLES[tag.word]:
            stack[-1].append(node)
        else:
            self._fault(
                tag, f"„{tag.word}” stoi poza swoim blokiem", "Dopisz przed nim {% if … %} w tym samym miejscu."
            )

    def _close(
        self, tag: Tag, node: etree._Element, stack: list[list[etree._Element]], blocks: list[list[etree._Element]]
    ) -> None:
        if not stack:
            self._fault(tag, "nie ma bloku, który ten znacznik zamyka", "Usuń go albo dopisz znacznik otwierający.")
            return
        opening = self.marks.tag_of(stack[-1][0])
        if BLOCK_ENDS[opening.word] != tag.word:
            reason = f"zamyka inny blok niż ostatnio otwarty {opening.raw} ({opening.place})"
            self._fault(tag, reason, f"Najpierw zamknij tamten blok znacznikiem {{% {BLOCK_ENDS[opening.word]} %}}.")
            if not any(BLOCK_ENDS[self.marks.tag_of(item[0]).word] == tag.word for item in stack):
                return
            while BLOCK_ENDS[self.marks.tag_of(stack[-1][0]).word] != tag.word:
                stack.pop()
        blocks.append([*stack.pop(), node])

    def _raise(self, block: list[etree._Element]) -> None:
        opening = self.marks.tag_of(block[0])
        if opening.word in CAPTURES:
            self._capture(block, opening)
            return
        if whole_rows(block, self.marks):
            return
        homes = [ancestor(node, W_P) for node in block]
        if all(home is homes[0] for home in homes) and homes[0] is not None:
            self._raise_in_paragraph(block, homes[0])
        else:
            self._raise_out(block, homes)

    def _raise_in_paragraph(self, block: list[etree._Element], paragraph: etree._Element) -> None:
        words = [self.marks.tag_of(node).word for node in block]
        if words == ["if", "endif"] and whole_paragraph(block[0], block[-1], paragraph, self.marks):
            for node in (block[0], block[-1]):
                lift_from_edge(node, paragraph, self.marks)
            return
        top = _common_parent(block)
        for node in block:
            if node.getparent() is not top and not split_up(node, top):
                self._crossing(node, block[0])
                return

    def _raise_out(self, block: list[etree._Element], homes: list[etree._Element | None]) -> None:
        for node, home in zip(block, homes, strict=True):
            if home is not None and not lift_from_edge(node, home, self.marks):
                tag, first = self.marks.tag_of(node), self.marks.tag_of(block[0])
                other = self.marks.tag_of(block[-1]) if node is block[0] else first
                reason = (
                    f"blok przechodzi przez granicę akapitu w środku tekstu (druga część: {other.raw}, {other.place})"
                )
                remedy = "Postaw każdy znacznik bloku sam w osobnym akapicie albo oba w tym samym akapicie."
                self._fault(tag, reason, remedy)
                return
        parent = block[0].getparent()
        for node in block[1:]:
            if node.getparent() is not parent:
                self._crossing(node, block[0])
                return

    def _capture(self, block: list[etree._Element], opening: Tag) -> None:
        parent = block[0].getparent()
        if any(node.getparent() is not parent for node in block) or parent is None or ancestor(block[0], W_P) is None:
            self._fault(opening, "treść tego bloku może być tylko zwykłym tekstem o jednym formatowaniu",
                        "Postaw oba znaczniki w jednym akapicie i usuń między nimi zmiany czcionki.")  # fmt: skip
            return
        children = list(parent)
        inside = children[children.index(block[0]) : children.index(block[-1])]
        self.captured.update(self.marks.tag_of(node).number for node in inside)

    def _crossing(self, node: etree._Element, first: etree._Element) -> None:
        tag, opening = self.marks.tag_of(node), self.marks.tag_of(first)
        reason = f"blok otwarty w innym miejscu niż zamknięty: {opening.raw} – {opening.place}"
        remedy = (
            "Otwórz i zamknij blok w tej samej komórce, ramce lub treści; "
            "wiersze powtarza {%tr for … %}, komórki {%tc for … %}."
        )
        self._fault(tag, reason, remedy)

    def _fault(self, tag: Tag, reason: str, remedy: str = "", *, warning: bool = False) -> None:
        self.faults.append(fault(tag.place, tag.raw, reason, remedy, warning=warning))


def _common_parent(nodes: list[etree._Element]) -> etree._Element:
    chains = [[*node.iterancestors()][::-1] for node in nodes]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common
