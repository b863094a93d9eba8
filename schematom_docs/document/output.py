"""Values become XML: escaped by construction, line breaks as w:br, tabs as w:tab, one full stop where two meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from jinja2.runtime import Context, Undefined

from schematom_docs.document.marks import Tag
from schematom_docs.document.missing import Blank, MissingAnswerError
from schematom_docs.document.operations import STATE_NAME, TEXT_PRICE, burn, docxtpl_kind, plain_text
from schematom_docs.errors import TemplateError
from schematom_docs.values import Verbatim

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile("[&<>\u2011\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n?")
_TEXT: Final = '<w:t xml:space="preserve">'
HYPHEN: Final = "\u2011"
NO_BREAK_HYPHEN: Final = f"</w:t><w:noBreakHyphen/>{_TEXT}"
"""A hyphen that does not break, as Word writes it: few fonts hold U+2011."""
LAST_DOT: Final = "\0d;"
"""The full stop a value ends with, where block tags stand before whatever follows it."""
BLOCK_HERE: Final = "\0K%d;"
_MEMO_SIZE: Final = 8192
_LONG: Final = 1000
"""Characters from which on a value costs fuel to write: a loop may print it again and again."""
_WINDOW: Final = 16
"""Last characters of a value that decide about the space after it."""

Writer = Callable[[Context, Any, int], str]


class ForbiddenCharacterError(ValueError):
    """A value holds a character that XML forbids. code: its code point; reason, remedy: Polish."""

    def __init__(self, code: int) -> None:
        super().__init__(f"U+{code:04X}")
        self.code = code
        self.reason = f"wartość zawiera znak sterujący U+{code:04X}, którego nie wolno zapisać w dokumencie"
        self.remedy = "Usuń ten znak z danych, np. wpisując wartość od nowa."


class Rich:
    """A value that is more than text: a picture, formatted runs. A base class, since data may not pose as one."""

    __slots__ = ()

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return XML to stand between `</w:t>` and `<w:t>` of the tag's run."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Refuse to pass for text."""
        raise TypeError("not a scalar")


class Block(Rich):
    """A value of whole paragraphs and tables, put in place of the paragraph that holds nothing but its tag."""

    __slots__ = ()

    def blocks_xml(self, state: Any, tag: Tag) -> str:
        """Return the paragraphs and tables as XML."""
        raise NotImplementedError

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Keep the blocks and return where they belong. Raises TemplateError when the tag has company."""
        if not tag.alone:
            raise TemplateError(
                "ta wartość to całe akapity i musi stać w akapicie sama",
                remedy="Postaw znacznik sam w osobnym akapicie, bez podziału sekcji.",
            )
        state.blocks.append(self.blocks_xml(state, tag))
        return BLOCK_HERE % (len(state.blocks) - 1)


class Image(Rich):
    """A picture. data: PNG or JPEG bytes; width_mm, height_mm: printed size; alt: its text."""

    __slots__ = ()
    data: bytes
    width_mm: float
    height_mm: float
    alt: str


def escape_text(value: str) -> str:
    """Return text for w:t; "\\n" → w:br, "\\t" → w:tab. Raises ForbiddenCharacterError."""
    if not _SPECIAL.search(value):
        return value
    value = _BREAKS.sub("\n", value) if "\r" in value else value
    bad = _FORBIDDEN.search(value)
    if bad:
        raise ForbiddenCharacterError(ord(bad.group()))
    value = escape_plain(value)
    if HYPHEN in value:
        value = value.replace(HYPHEN, NO_BREAK_HYPHEN)
    if "\n" in value:
        value = value.replace("\n", f"</w:t><w:br/>{_TEXT}")
    return value.replace("\t", f"</w:t><w:tab/>{_TEXT}") if "\t" in value else value


def escape_plain(value: str) -> str:
    """Return text with the three characters of markup escaped."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def checked(value: str) -> str:
    """Return the value. Raises ForbiddenCharacterError when XML forbids one of its characters."""
    bad = _FORBIDDEN.search(value)
    if bad:
        raise ForbiddenCharacterError(ord(bad.group()))
    return value


class Writers:
    """The functions that generated code calls to write a value, by slot.

    tags: line of source → tag; adopt: turns rich values of docxtpl into text or ours.
    """

    def __init__(
        self,
        tags: Mapping[int, Tag],
        text_pass: Callable[[str], str] | None,
        adopt: Callable[[Any], Any],
        *,
        strict: bool,
    ) -> None:
        self._tags, self._pass, self._adopt, self._strict = tags, text_pass, adopt, strict
        self._memo: dict[str, str] = {}
        self._spaces: dict[tuple[str, int], str] = {}

    def table(self) -> dict[str, Writer]:
        """Return the writers under the names generated code uses."""
        return {"_text": self.text, "_dot": self.dot, "_line": self.line, "_attribute": self.attribute,
                "_address": self.address, "_raw": self.raw, "_joint": self.joint, "_near": self.near,
                "_alt": self.alt, "_embed": self.embed, "_cx": self.across, "_cy": self.down}  # fmt: skip

    def text(self, context: Context, value: Any, line: int) -> str:
        """Write a value into w:t."""
        if type(value) is str:
            if len(value) > _LONG:
                burn(context, len(value) // TEXT_PRICE)
            known = self._memo.get(value)
            return self._fresh(value) if known is None else known
        if type(value) is Verbatim:
            return escape_text(self._bound(value))
        if isinstance(value, Rich):
            return f"</w:t>{value.inline_xml(context.parent[STATE_NAME], self._tags[line])}{_TEXT}"
        if docxtpl_kind(value):
            return self.text(context, self._adopt(value), line)
        return self._fresh(self._plain(context, value, line))

    def _fresh(self, value: str) -> str:
        """Return a value typeset and escaped; remembered, since names and dates of one case recur on every page."""
        result = escape_text(value if self._pass is None else self._pass(value))
        if len(self._memo) > _MEMO_SIZE:
            self._memo.clear()
        self._memo[value] = result
        return result

    def _bound(self, value: str) -> str:
        """Return an approved text with the spaces that typography makes unbreakable, and no other sign changed."""
        passed = value if self._pass is None else self._pass(value)
        return "".join(new if old == " " else old for old, new in zip(value, passed, strict=True))

    def dot(self, context: Context, value: Any, line: int) -> str:
        """Write a value that a fixed full stop follows: its own last one is left out."""
        result = self.text(context, value, line)
        return result[:-1] if result.endswith(".") else result

    def near(self, context: Context, value: Any, line: int) -> str:
        """Write a value that block tags follow: whether its last full stop is printed is settled with what comes."""
        result = self.text(context, value, line)
        if not result.endswith(".") or result.endswith(".."):
            return result
        context.parent[STATE_NAME].dots = True
        return f"{result[:-1]}{LAST_DOT}"

    def joint(self, context: Context, value: Any, line: int) -> str:
        """Write a value and the space after it, unbreakable where typography binds this value to the next word."""
        tail = str(value)[-_WINDOW:] if isinstance(value, str | int) else ""
        known = self._spaces.get((tail, line))
        if known is None:
            if len(self._spaces) > _MEMO_SIZE:
                self._spaces.clear()
            known = self._spaces[tail, line] = self._space(tail, self._tags[line].joint)
        return self.text(context, value, line) + known

    def _space(self, tail: str, following: str) -> str:
        if self._pass is None or not tail:
            return " "
        return self._pass(f"{tail} {following}")[len(tail)]

    def line(self, context: Context, value: Any, line: int) -> str:
        """Write a value into a field instruction or a property: one line of text."""
        return escape_plain(checked(_one_line(self._plain(context, value, line))))

    def attribute(self, context: Context, value: Any, line: int) -> str:
        """Write a value into an attribute."""
        return self.line(context, value, line).replace('"', "&quot;")

    def alt(self, context: Context, value: Any, line: int) -> str:
        """Write the alternative text of a picture in the template: that of the picture put in its place, or text."""
        found = self._adopt(value)
        return self.attribute(context, found.alt if isinstance(found, Image) else value, line)

    def embed(self, context: Context, value: Any, line: int) -> str:
        """Write the relationship of a picture in the template: the value's, when it is a picture."""
        found, tag = self._adopt(value), self._tags[line]
        if not isinstance(found, Image):
            return tag.run
        return str(context.parent[STATE_NAME].additions.picture(found.data, tag.part))

    def across(self, context: Context, value: Any, line: int) -> str:
        """Write the width of a picture in the template."""
        return str(self._fitted(value, line)[0])

    def down(self, context: Context, value: Any, line: int) -> str:
        """Write the height of a picture in the template."""
        return str(self._fitted(value, line)[1])

    def _fitted(self, value: Any, line: int) -> tuple[int, int]:
        """Return the size of the value's picture within the frame that the template's own picture fills."""
        width, height = map(int, self._tags[line].run.split())
        found = self._adopt(value)
        if not isinstance(found, Image):
            return width, height
        scale = min(width / found.width_mm, height / found.height_mm)
        return round(found.width_mm * scale), round(found.height_mm * scale)

    def address(self, context: Context, value: Any, line: int) -> str:
        """Write a value into the address of a link, percent-encoded where an address needs it."""
        text = checked(_one_line(self._plain(context, value, line)))
        return escape_plain(quote(text, safe="/:?#[]@!$&'()*+,;=%~-._"))

    def raw(self, context: Context, value: Any, line: int) -> str:
        """Write a value inside {% set %} or a macro: plain text, escaped where it is used."""
        return self._plain(context, value, line) + (" " if self._tags[line].joint else "")

    def _plain(self, context: Context, value: Any, line: int) -> str:
        if type(value) is str:
            return value
        if isinstance(value, Blank) or (value is None and not self._strict):
            return ""
        try:
            if isinstance(value, Undefined):
                str(value)
            return plain_text(value)
        except MissingAnswerError as missing:
            collected = context.parent[STATE_NAME].missing
            if collected is None:
                raise
            collected.append((line, missing))
            return ""


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text
