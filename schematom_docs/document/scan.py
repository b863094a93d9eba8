"""Find the tags of a part and put marks in their place: text, field instructions, attributes, properties, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final
from urllib.parse import unquote

from lxml import etree

from schematom_docs.document.faults import fault
from schematom_docs.document.marks import BLOCK_ENDS, Marks, Slot, Tag
from schematom_docs.document.ooxml import (
    MC_ALTERNATE,
    MC_CHOICE,
    MC_FALLBACK,
    W_P,
    W_PPR,
    W_R,
    W_RPR,
    W_SECTPR,
    W_T,
    number,
    qn,
)
from schematom_docs.document.places import paragraphs
from schematom_docs.document.sections import in_flow
from schematom_docs.document.streams import (
    Atom,
    detach,
    element_atoms,
    formula_atoms,
    instruction_atoms,
    joined,
    merged,
    retouch,
    text_atoms,
    write_back,
)
from schematom_docs.document.tags import Token, tokenise
from schematom_docs.errors import Fault

DOCXTPL_LEVELS: Final = ("", "p", "tr", "tc", "r")
"""Containers that docxtpl's tags name; its `{%tbl` is an unknown tag."""
_STRAY: Final = re.compile(r"\{[{%#]|[}%#]\}")
_JOINT: Final = 17
"""Characters that typography looks at around a space beside a value, and one."""
_AROUND: Final = (W_PPR, qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:proofErr"))
_PAGE_BREAK: Final = qn("w:lastRenderedPageBreak")
_EMBED: Final = qn("r:embed")
_DECLARATION: Final = re.compile(r' xmlns:\w+="[^"]*"')
_BRACES: Final = re.compile(r"%7B|%7D|%25(?=%7D)|(?<=%7B)%25", re.IGNORECASE)


@dataclass(slots=True)
class Scanner:
    """Scan parts one after another. marks: where found tags are kept; faults: warnings found on the way."""

    marks: Marks
    faults: list[Fault]
    text_pass: Callable[[str], str] | None
    merge_runs: bool = False
    """Whether text after a split tag takes the formatting of the run where the tag starts, as in docxtpl."""

    def story(self, root: etree._Element, label: str) -> None:
        """Mark all tags of a story part: text, field instructions, then attributes."""
        self._drop_fallbacks(root)
        for paragraph, place in paragraphs(root, label):
            self._stream(text_atoms(paragraph), place, "text", self.text_pass)
            self._stream(instruction_atoms(paragraph), f"{place}, pole", "instruction", None)
            self._stream(formula_atoms(paragraph), f"{place}, wzór", "instruction", None)
        if not self.merge_runs:
            self._pictures(root, label)
        for element in root.iter("*"):
            for name, value in element.attrib.items():
                if "{{" in value or "{%" in value:
                    self._attribute(
                        element, str(name), str(value), f"{label}, atrybut {_local(str(name))}", "attribute"
                    )

    def properties(self, root: etree._Element, label: str) -> None:
        """Mark all tags of a properties part, each element for itself."""
        for element in root.iter("*"):
            if len(element) == 0:
                self._stream(element_atoms(element), f"{label}, {_local(str(element.tag))}", "property", None)

    def relations(self, root: etree._Element, label: str) -> None:
        """Mark all tags in the addresses of outside links; Word writes their braces as %7B and %7D."""
        for element in root.iter(qn("rel:Relationship")):
            target = element.get("Target", "")
            if element.get("TargetMode") == "External" and re.search(r"(\{|%7B)(\{|%7B|%25)", target, re.IGNORECASE):
                tokens = tokenise(unquote(target))
                if tokens:
                    self._attribute(element, "Target", unquote(target), label, "address")

    def _drop_fallbacks(self, root: etree._Element) -> None:
        """Drop mc:Fallback beside a choice with tags: the same text twice would be filled twice."""
        for alternate in list(root.iter(MC_ALTERNATE)):
            choice, fallback = alternate.find(MC_CHOICE), alternate.find(MC_FALLBACK)
            if choice is None or fallback is None:
                continue
            if any("{" in text for text in choice.itertext()) or any(
                "{" in str(v) for e in choice.iter("*") for v in e.attrib.values()
            ):
                detach(fallback)

    def _stream(self, atoms: list[Atom], place: str, slot: Slot, text_pass: Callable[[str], str] | None) -> None:
        text = joined(atoms)
        if not text:
            return
        tokens = _trimmed(text, tokenise(text)) if "{" in text else []
        self._warn_stray(text, tokens, place)
        if self.merge_runs:
            atoms = merged(atoms, tokens)
        joints: dict[int, str] = {}
        if text_pass is not None:
            passed = retouch(text, tokens, text_pass)
            joints = _joints(text, passed, tokens)
            tokens = [replace(token, end=token.end + 1) if token.start in joints else token for token in tokens]
            text = passed
        elif not tokens:
            return
        found = [
            None if token.kind == "comment" and slot != "text" else self._tag(token, atoms, text, place, slot, joints)
            for token in tokens
        ]
        if slot == "text":
            self._neighbours(tokens, found, atoms, text)
        write_back(atoms, text, tokens, [None if tag is None else self.marks.node(tag) for tag in found])

    def _tag(self, token: Token, atoms: list[Atom], text: str, place: str, slot: Slot, joints: dict[int, str]) -> Tag:
        dot = text.startswith(".", token.end) and not text.startswith("..", token.end)
        run, holder = _run_of(token, atoms) if slot == "text" and token.kind == "expression" else ("", "")
        level, body = token.level, token.body
        if self.merge_runs and level not in DOCXTPL_LEVELS:
            level, body = "", f"{level} {body}".strip()
        tag = Tag(len(self.marks.tags), token.kind, body, token.raw, place, slot, level, dot, run)
        tag = replace(tag, joint=joints.get(token.start, ""), holder=holder)
        return self.marks.add(tag)

    def _neighbours(self, tokens: list[Token], found: list[Tag | None], atoms: list[Atom], text: str) -> None:
        """Note on expressions whether a block tag touches them and whether their paragraph holds nothing else."""
        alone = len(tokens) == 1 and text.strip() == tokens[0].raw and _only_text(atoms[0].element)
        for index, (token, following) in enumerate(zip_longest(tokens, tokens[1:])):
            tag = found[index]
            if tag is None or token.kind != "expression":
                continue
            near = following is not None and following.kind == "block" and following.start == token.end
            if near or alone:
                look = _paragraph_properties(atoms[0].element) if alone else ""
                flow = alone and in_flow(next(atoms[0].element.iterancestors(W_P)))
                whole = replace(tag, near=near, alone=alone, paragraph=look, flow=flow)
                found[index] = self.marks.tags[tag.number] = whole

    def _pictures(self, root: etree._Element, label: str) -> None:
        """A picture whose alternative text is one tag gives its place to the tag's value, when that is a picture."""
        for drawing in root.iter(qn("w:drawing")):
            name, blips = next(drawing.iter(qn("wp:docPr")), None), list(drawing.iter(qn("a:blip")))
            written = "" if name is None else name.get("descr", "")
            tokens = tokenise(written)
            if name is None or len(blips) != 1 or len(tokens) != 1 or tokens[0].raw != written.strip():
                continue
            if tokens[0].kind != "expression" or not blips[0].get(_EMBED):
                continue
            place = f"{label}, tekst zastępczy obrazu"
            first = Tag(len(self.marks.tags), "expression", tokens[0].body, tokens[0].raw, place, "alt")
            for element in (name, *drawing.iter(qn("pic:cNvPr"))):
                if element.get("descr") == written:
                    self._picture(element, "descr", first, "alt", "")
            self._picture(blips[0], _EMBED, first, "embed", blips[0].get(_EMBED, ""))
            for size in drawing.iter(qn("wp:extent"), qn("a:ext")):
                frame = f"{number(size.get('cx'))} {number(size.get('cy'))}"
                if size.get("cx") and size.get("cy"):
                    self._picture(size, "cx", first, "cx", frame)
                    self._picture(size, "cy", first, "cy", frame)

    def _picture(self, element: etree._Element, name: str, first: Tag, slot: Slot, run: str) -> None:
        tag = self.marks.add(replace(first, number=len(self.marks.tags), slot=slot, run=run))
        element.set(name, self.marks.token(tag))

    def _attribute(self, element: etree._Element, name: str, value: str, place: str, slot: Slot) -> None:
        tokens = tokenise(value)
        out: list[str] = []
        position = 0
        depth = 0
        for token in tokens:
            out.append(value[position : token.start])
            position = token.end
            if token.kind == "comment":
                continue
            tag = self.marks.add(Tag(len(self.marks.tags), token.kind, token.body, token.raw, place, slot))
            depth += tag.opens - (tag.word in BLOCK_ENDS.values())
            out.append(self.marks.token(tag))
        if depth:
            reason = "blok otwarty w atrybucie nie jest w nim zamknięty"
            self.faults.append(fault(place, value, reason, "Dopisz znacznik końca w tym samym miejscu."))
            return
        if out:
            element.set(name, "".join(out) + value[position:])

    def _warn_stray(self, text: str, tokens: list[Token], place: str) -> None:
        position = 0
        for start, end in [*((token.start, token.end) for token in tokens), (len(text), len(text))]:
            stray = _STRAY.search(text, position, start)
            if stray:
                cut = text[stray.start() : stray.start() + 30].strip()
                remedy = "Jeżeli to miał być znacznik, dopisz brakujący nawias w tym samym akapicie."
                self.faults.append(fault(place, cut, "samotny nawias, zostaje zwykłym tekstem", remedy, warning=True))
            position = end


def _only_text(element: etree._Element) -> bool:
    """Tell whether the paragraph of a text holds runs of text and nothing else, not even the end of a section."""
    run = element.getparent()
    paragraph = None if run is None else run.getparent()
    if paragraph is None or paragraph.tag != W_P or next(paragraph.iter(W_SECTPR), None) is not None:
        return False
    inside = [child for child in paragraph if child.tag not in _AROUND]
    return all(child.tag == W_R for child in inside) and all(
        item.tag in (W_RPR, W_T, _PAGE_BREAK) for child in inside for item in child
    )


def _joints(text: str, passed: str, tokens: list[Token]) -> dict[int, str]:
    """Return, by start of tag, the fixed words after each expression whose following space typography made unbreakable.

    Whether „{{ x }} osób” may break depends on the value: the space is written with it.
    """
    found: dict[int, str] = {}
    for token, following in zip_longest(tokens, tokens[1:]):
        end = len(text) if following is None else following.start
        at = token.end
        if token.kind == "expression" and text[at : at + 1] == " " != passed[at : at + 1] and at + 1 < end:
            found[token.start] = text[at + 1 : min(end, at + _JOINT)]
    return found


def _trimmed(text: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens with the white space that `{%-` and `-%}` swallow, never beyond the paragraph."""
    result: list[Token] = []
    floor = 0
    for token in tokens:
        start, end = token.start, token.end
        while token.trim_left and start > floor and text[start - 1].isspace():
            start -= 1
        while token.trim_right and end < len(text) and text[end].isspace():
            end += 1
        result.append(replace(token, start=start, end=end))
        floor = end
    return result


def _paragraph_properties(element: etree._Element) -> str:
    found = next(element.iterancestors(W_P)).find(W_PPR)
    return "" if found is None else _xml(found)


def _xml(element: etree._Element) -> str:
    return _DECLARATION.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def _run_of(token: Token, atoms: list[Atom]) -> tuple[str, str]:
    """Return (w:rPr of the run in which a tag starts, local name of what holds that run)."""
    for atom in atoms:
        if atom.start <= token.start < atom.start + len(atom.text):
            run = atom.element.getparent()
            found = None if run is None else run.find(W_RPR)
            holder = None if run is None else run.getparent()
            return "" if found is None else _xml(found), "" if holder is None else _local(str(holder.tag))
    return "", ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
