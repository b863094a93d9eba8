"""Tags of the template language in a joined text: where they stand and what they say, typed quotes mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["expression", "block", "comment"]

_OPEN: Final = re.compile(r"\{[{%#]")
_CLOSE: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_KIND: Final[dict[str, Kind]] = {"{{": "expression", "{%": "block", "{#": "comment"}
_DOUBLE: Final = frozenset('"„”“‟″«»〝〞')
_SINGLE: Final = frozenset("'‘’‚‛′")
_PLAIN: Final = str.maketrans(
    {**dict.fromkeys("–—−‐‑‒", "-"), **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\n\t\r", " "), "…": "..."}
    | dict.fromkeys("\u200b\ufeff\u00ad\u2060", "")
)
_LEVEL: Final = re.compile(r"(p|tr|tc|r|tbl|col|sec)(?=\s)")


@dataclass(frozen=True, slots=True)
class Token:
    """One tag in a text. start, end: offsets in the text; body: what stands inside, mended; raw: the tag as typed.

    level: "p", "tr", "tc", "r", "tbl", "col" or "sec" for tags bound to their container, else "".
    """

    start: int
    end: int
    kind: Kind
    level: str
    body: str
    raw: str
    trim_left: bool = False
    trim_right: bool = False


def tokenise(text: str) -> list[Token]:
    """Return the tags of a text in order. An opening brace without its end is no tag: it stays text."""
    tokens: list[Token] = []
    position = 0
    while opening := _OPEN.search(text, position):
        start = opening.start()
        if text.startswith("{{{", start):  # `{{{` is a brace of prose before a tag, unless it opens a dict literal
            start += 1 if not text[start + 2 :].startswith("{'") else 0
        mark = text[start : start + 2]
        end = _tag_end(text, start, mark) if mark in _CLOSE else -1
        if end < 0:
            position = opening.start() + 2
            continue
        tokens.append(_token(text, start, end, mark))
        position = end
    return tokens


def _tag_end(text: str, start: int, mark: str) -> int:
    """Return the offset after the tag's end, or -1. Ends inside string literals and dict literals do not count."""
    close = _CLOSE[mark]
    plain = text.find(close, start + 2)
    if plain < 0 or mark == "{#":
        return plain + 2 if plain >= 0 else -1
    position, depth = start + 2, 0
    while position < len(text):
        if text.startswith(close, position) and depth == 0:
            return position + 2
        char = text[position]
        if _OPEN.match(text, position):
            return -1  # a tag never holds another: the first brace is prose
        if char in _DOUBLE or char in _SINGLE:
            closing = _string_end(text, position)
            if closing < 0:
                break
            position = closing
        depth += (char == "{") - (char == "}")
        position += 1
    return plain + 2  # an open quote: the tag is reported by its own syntax, the rest of the paragraph survives


def _string_end(text: str, start: int) -> int:
    """Return the offset of the quote that ends the literal opened at `start`, or -1.

    A literal opened by a straight quote ends with the same one when there is one; others end with any of their kind.
    """
    family = _DOUBLE if text[start] in _DOUBLE else _SINGLE
    if text[start] in "\"'":
        straight = _find_unescaped(text, start + 1, frozenset(text[start]))
        tag_close = min((at for at in (text.find("}}", start), text.find("%}", start)) if at >= 0), default=len(text))
        if 0 <= straight < tag_close:
            return straight
        typed = _find_unescaped(text, start + 1, family)
        return typed if typed >= 0 else straight
    return _find_unescaped(text, start + 1, family)


def _find_unescaped(text: str, start: int, quotes: frozenset[str]) -> int:
    position = start
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] in quotes:
            return position
        position += 1
    return -1


def _token(text: str, start: int, end: int, mark: str) -> Token:
    raw, body = text[start:end], text[start + 2 : end - 2]
    level = _LEVEL.match(body)
    if level:
        body = body[level.end() :]
    trim_left, trim_right = body.startswith("-"), body.endswith("-")
    if trim_left or body.startswith("+"):
        body = body[1:]
    if body.endswith(("-", "+")):
        body = body[:-1]
    if mark != "{#":
        body = mend(body)
    return Token(start, end, _KIND[mark], level.group() if level else "", body.strip(), raw, trim_left, trim_right)


def mend(body: str) -> str:
    """Return the tag's inside with typed quotes, dashes and spaces made plain; string literals keep their content."""
    out: list[str] = []
    position = 0
    while position < len(body):
        char = body[position]
        if char not in _DOUBLE and char not in _SINGLE:
            out.append(char.translate(_PLAIN))
            position += 1
            continue
        quote = '"' if char in _DOUBLE else "'"
        end = _string_end(body, position)
        if end < 0:
            return "".join(out) + quote + body[position + 1 :]
        content = re.sub(r"[\n\r\t]", " ", body[position + 1 : end])
        out.append(quote + content + quote)
        position = end + 1
    return "".join(out)
