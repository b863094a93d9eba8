"""Marks: what stays in the XML tree where a tag stood – a processing instruction (in an attribute a token)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from lxml import etree

Slot = Literal["text", "instruction", "attribute", "property", "address", "alt", "embed", "cx", "cy"]

BLOCK_ENDS: Final = {"if": "endif", "for": "endfor", "with": "endwith", "macro": "endmacro", "set": "endset"}
MIDDLES: Final = {"elif": ("if",), "else": ("if", "for")}
KNOWN_WORDS: Final = (*BLOCK_ENDS, *BLOCK_ENDS.values(), *MIDDLES)
CAPTURES: Final = frozenset({"macro", "set"})
_ASSIGNMENT: Final = re.compile(r"set\s[^=]*=(?!=)")
_CONTROL: Final = re.compile("[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the template. number: order of finding; word: first word of a block tag; slot: what its value fills.

    dot: a fixed full stop follows; run: the w:rPr of its run as XML; level: container it is bound to, or "";
    part: name in the zip; joint: words after a space that typography judges anew with each value, or "";
    alone: its paragraph holds nothing else; near: block tags stand between it and the text that follows;
    paragraph: the w:pPr of a paragraph it stands alone in, as XML; holder: local name of what holds its run;
    flow: it stands alone in a paragraph of the body itself.
    """

    number: int
    kind: str
    body: str
    raw: str
    place: str
    slot: Slot = "text"
    level: str = ""
    dot: bool = False
    run: str = ""
    part: str = ""
    joint: str = ""
    alone: bool = False
    near: bool = False
    paragraph: str = ""
    holder: str = ""
    flow: bool = False

    @property
    def word(self) -> str:
        """Return the first word of a block tag: "for", "endif" …; "" for an expression."""
        return self.body.split(None, 1)[0] if self.kind == "block" and self.body else ""

    @property
    def opens(self) -> bool:
        """Tell whether the tag opens a block that another tag must close."""
        return self.word in BLOCK_ENDS and not (self.word == "set" and _ASSIGNMENT.match(self.body))

    @property
    def source(self) -> str:
        """Return the tag as Jinja reads it, on one line."""
        body = _CONTROL.sub(" ", self.body)
        return f"{{% {body} %}}" if self.kind == "block" else f"{{{{ {body} }}}}"


@dataclass(slots=True)
class Marks:
    """All tags of one template while it is compiled, and their marks. nonce: makes marks unmistakable."""

    nonce: str
    part: str = ""
    tags: list[Tag] = field(default_factory=list)

    @property
    def section_marker(self) -> str:
        """Return the name of the processing instructions that stand for section breaks."""
        return f"{self.nonce}s"

    def add(self, tag: Tag) -> Tag:
        """Keep a tag of the current part and return it."""
        self.tags.append(replace(tag, part=self.part))
        return self.tags[-1]

    def derive(self, tag: Tag, kind: str, body: str, slot: Slot) -> Tag:
        """Keep and return a tag that carries out part of another one; errors still show the one that was typed."""
        return self.add(
            replace(
                tag,
                number=len(self.tags),
                kind=kind,
                body=body,
                slot=slot,
                level="",
                dot=False,
                joint="",
                alone=False,
                near=False,
                paragraph="",
                holder="",
                flow=False,
            )
        )

    def node(self, tag: Tag) -> etree._ProcessingInstruction:
        """Return a new mark for the tree."""
        return etree.ProcessingInstruction(self.nonce, str(tag.number))

    def token(self, tag: Tag) -> str:
        """Return a new mark for an attribute value."""
        return f"<{self.nonce} {tag.number}>"

    def is_mark(self, node: etree._Element) -> bool:
        """Tell whether a node of the tree is one of our marks."""
        return isinstance(node, etree._ProcessingInstruction) and node.target == self.nonce

    def tag_of(self, node: etree._Element) -> Tag:
        """Return the tag a mark stands for."""
        return self.tags[int(node.text or "0")]

    def within(self, element: etree._Element) -> list[etree._Element]:
        """Return the marks below an element in document order."""
        return [node for node in element.iter(etree.ProcessingInstruction) if self.is_mark(node)]

    def split(self, xml: str) -> list[str | None]:
        """Return serialised XML cut at its marks: fixed, number, fixed, number, …, fixed."""
        return re.split(rf"(?:<\?{self.nonce} (\d+)\?>|&lt;{self.nonce} (\d+)&gt;)", xml)
