"""The text of a paragraph as its runs hold it: atoms with offsets, so that a tag split over runs is whole again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.ooxml import M_T, MC_FALLBACK, W_INSTR, W_P, W_PPR, W_R, W_RPR, W_T, W_TXBX, XML_SPACE, qn
from schematom_docs.document.tags import Token

OBJECT: Final = "\ufffc"
"""Stands for a tag in the text that typography sees."""

_CHARS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_CLOSED: Final = {W_PPR, W_RPR, MC_FALLBACK, W_TXBX, W_P, qn("w:del"), qn("w:moveFrom")}


@dataclass(frozen=True, slots=True)
class Atom:
    """One stretch of a paragraph's text. start: offset in the joined text; text: its characters."""

    element: etree._Element
    start: int
    text: str


def text_atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the visible text of a paragraph as atoms (w:t, tab, break), deleted text and text boxes left out."""
    return _collect(element for element in _inside(paragraph) if element.tag == W_T or element.tag in _CHARS)


def instruction_atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the field instructions (w:instrText) of a paragraph as atoms."""
    return _collect(element for element in _inside(paragraph) if element.tag == W_INSTR)


def formula_atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the text of a paragraph's formulas (m:t) as atoms."""
    return _collect(element for element in _inside(paragraph) if element.tag == M_T)


def element_atoms(element: etree._Element) -> list[Atom]:
    """Return the text of one element, a document property, as a single atom."""
    return [Atom(element, 0, element.text or "")]


def joined(atoms: list[Atom]) -> str:
    """Return the atoms' text as one string."""
    return "".join(atom.text for atom in atoms)


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _CLOSED:
            yield child
            yield from _inside(child)


def _collect(elements: Iterator[etree._Element]) -> list[Atom]:
    atoms: list[Atom] = []
    start = 0
    for element in elements:
        text = _CHARS.get(str(element.tag), element.text or "")
        atoms.append(Atom(element, start, text))
        start += len(text)
    return atoms


def merged(atoms: list[Atom], tokens: list[Token]) -> list[Atom]:
    """Return the atoms with those that one tag crosses made one: text after the tag joins the run where it starts.

    The elements swallowed so are taken out of the tree. docxtpl's way; the native engine keeps each run's formatting.
    """
    result: list[Atom] = []
    for atom in atoms:
        if result and any(token.start < atom.start < token.end for token in tokens):
            first = result.pop()
            result.append(Atom(first.element, first.start, first.text + atom.text))
            remove(atom.element)
        else:
            result.append(atom)
    return result


def retouch(text: str, tokens: list[Token], text_pass: Callable[[str], str]) -> str:
    """Return the text with the length-preserving pass applied to its fixed characters.

    The pass sees an expression as one object and nothing of block tags and comments.
    """
    bare: list[str] = []
    position = 0
    for token in tokens:
        bare += (text[position : token.start], OBJECT if token.kind == "expression" else "")
        position = token.end
    fixed = "".join(bare) + text[position:]
    passed = text_pass(fixed)
    if len(passed) != len(fixed):
        raise ValueError("przebieg typograficzny zmienił długość tekstu")
    out: list[str] = []
    position = at = 0
    for token in tokens:
        width = token.start - position
        out += (passed[at : at + width], text[token.start : token.end])
        at += width + (token.kind == "expression")
        position = token.end
    return "".join(out) + passed[at:]


def write_back(
    atoms: list[Atom], text: str, tokens: list[Token], markers: list[etree._ProcessingInstruction | None]
) -> None:
    """Put the text back into its elements: each tag becomes its marker where the tag starts, or nothing.

    text: joined text of the same length as the atoms hold. Elements that a tag swallowed whole are removed, and runs
    that hold nothing else with them.
    """
    for atom in reversed(atoms):
        end = atom.start + len(atom.text)
        touching = [(token, marker) for token, marker in zip(tokens, markers, strict=True)
                    if token.start < end and token.end > atom.start]  # fmt: skip
        if atom.element.tag in _CHARS:
            if touching:
                remove(atom.element)
        elif touching or text[atom.start : end] != atom.text:
            _refill(atom, text, touching)


def _refill(atom: Atom, text: str, touching: list[tuple[Token, etree._ProcessingInstruction | None]]) -> None:
    element, position = atom.element, atom.start
    element.text = ""
    last: etree._Element | None = None
    for token, marker in touching:
        _append_text(element, last, text[position : max(position, token.start)])
        if marker is not None and token.start >= atom.start:
            element.append(marker)
            last = marker
        position = max(position, token.end)
    _append_text(element, last, text[position : atom.start + len(atom.text)])
    if element.tag in (W_T, W_INSTR):
        element.set(XML_SPACE, "preserve")
        if touching and not element.text and not len(element):
            remove(element)


def _append_text(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def remove(element: etree._Element) -> None:
    """Take an element out of its run, and the run too when only its formatting is left. Tails are kept."""
    parent = element.getparent()
    if parent is None:
        return
    detach(element)
    if parent.tag == W_R and all(child.tag == W_RPR for child in parent):
        detach(parent)


def detach(element: etree._Element) -> None:
    """Take an element out of its parent; text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)
