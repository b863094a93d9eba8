"""What can be read of a template with faults: its sound tags paired anew, and which names nobody can be sure of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.exceptions import TemplateSyntaxError

from schematom_docs.document.marks import BLOCK_ENDS, MIDDLES, Tag
from schematom_docs.document.spans import SPAN_WORDS

Tree = tuple[nodes.Template, Mapping[int, Tag]]
"""A syntax tree with the tag of each line."""
_OPENERS: Final = {end: word for word, end in BLOCK_ENDS.items()}
_BINDING: Final = frozenset(BLOCK_ENDS) - {"if"}
"""Blocks that give names to what stands in them."""
_PICTURE: Final = ("embed", "cx", "cy")
_STRAY: Final = re.compile(r"\{[{%#]|[}%#]\}")
_WORD: Final = re.compile(r"\w+")


@dataclass(slots=True)
class Salvage:
    """The sound tags of a faulty template. trees: what they read; words: names that a broken tag may have bound;
    doubted: numbers of tags that may stand in a block whose opening is broken; unread: words of senseless tags.
    """

    environment: Environment
    trees: list[Tree] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    doubted: set[int] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def add(self, tags: Iterable[Tag]) -> None:
        """Take all tags of a template, in the order in which they are found."""
        for _, group in groupby(tags, key=lambda tag: tag.part):
            part = [tag for tag in group if tag.kind != "comment" and tag.slot not in _PICTURE]
            flowing, single = [tag for tag in part if tag.slot == "text"], [tag for tag in part if tag.slot != "text"]
            lines = dict(enumerate(self._paired(flowing), 1))
            try:
                tree = self.environment.parse("\n".join(text for text, _ in lines.values()))
                self.trees.append((tree, {line: tag for line, (_, tag) in lines.items()}))
            except TemplateSyntaxError:  # two „else” in a block, or so
                single = part
            self.trees += [(found, {1: tag}) for tag in single if (found := self._alone(tag)) is not None]

    def add_text(self, text: str, tags: Iterable[Tag]) -> None:
        """Doubt the words beside stray braces: they may be what is left of a tag. text: of the template, by lines."""
        written = {tag.raw for tag in tags}
        for line in filter(_STRAY.search, text.splitlines()):
            rest = line
            for raw in written:
                rest = rest.replace(raw, " ")
            if _STRAY.search(rest):
                self.words.update(_WORD.findall(rest))

    def bound(self) -> set[str]:
        """Return the names that sound tags bind."""
        names = {name.name for tree, _ in self.trees for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        return names | {macro.name for tree, _ in self.trees for macro in tree.find_all(nodes.Macro)}

    def _paired(self, tags: list[Tag]) -> Iterator[tuple[str, Tag]]:
        """Yield sound tags as a source in which every block is opened and closed."""
        opened: list[str] = []
        for at, tag in enumerate(tags):
            if tag.word in _OPENERS:
                opener = _OPENERS[tag.word]
                if opener in opened:
                    yield "".join(_closing(opened, opener)), tag
                elif opener in _BINDING:
                    self.doubted |= {each.number for each in tags[:at]}
            elif tag.word in MIDDLES and opened and opened[-1] in MIDDLES[tag.word]:
                if tag.word == "else" or self._alone(tag) is not None:
                    yield tag.source, tag
            elif self._alone(tag) is not None:
                opened += [tag.word] if tag.opens else []
                yield tag.source if tag.word != "elif" else _lone(tag), tag
            elif tag.kind == "block" and tag.word not in (*MIDDLES, *SPAN_WORDS, "if"):
                self.words.update(_WORD.findall(tag.body))
        if opened:
            yield "".join(_closing(opened, opened[0])), tags[-1]

    def _alone(self, tag: Tag) -> nodes.Template | None:
        """Return the syntax tree of one tag, None when it makes no sense by itself."""
        if tag.kind == "block" and not tag.opens and tag.word not in ("elif", "set"):
            return None
        try:
            return self.environment.parse(_lone(tag))
        except TemplateSyntaxError:
            self.unread.update(_WORD.findall(tag.body))
            return None


def _lone(tag: Tag) -> str:
    """Return the source of one tag as a whole of its own."""
    if tag.opens:
        return f"{tag.source}{{% {BLOCK_ENDS[tag.word]} %}}"
    return f"{{% if 1 %}}{tag.source}{{% endif %}}" if tag.word == "elif" else tag.source


def _closing(opened: list[str], opener: str) -> Iterator[str]:
    """Close the blocks down to the last one of a word, and yield their ends."""
    word = ""
    while opened and word != opener:
        word = opened.pop()
        yield f"{{% {BLOCK_ENDS[word]} %}}"
