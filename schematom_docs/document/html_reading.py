"""Read a safe subset of HTML. What is outside it is an error that names it: nothing is dropped, nothing is executed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final, NoReturn
from urllib.parse import quote

from schematom_docs.document.html_content import SOURCE_BREAK, Content, Line, ListPlace, Span, settled
from schematom_docs.document.output import ForbiddenCharacterError, checked
from schematom_docs.errors import TemplateError

MARKS: Final = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "s": "s", "sup": "^", "sub": "_"}
_INLINE: Final = frozenset({*MARKS, "a"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3}
_LISTS: Final = frozenset({"ul", "ol"})
_KNOWN: Final = frozenset({*_INLINE, *_HEADINGS, *_LISTS, "li", "p", "br"})
_ATTRIBUTES: Final = {("a", "href"), ("ol", "start")}
_MAX_LEVELS, _MAX_DEPTH = 9, 40
_TAG: Final = re.compile(
    r"""</?[A-Za-z][^\s"'<>/=]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>"""
)
_LIKE_TAG: Final = re.compile(r"<[A-Za-z/!?]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_ADDRESS: Final = re.compile(
    r"(?:https?://(?![/?#:@])|mailto:(?!\?))[^\s<>\"\\^`{|}\x00-\x20\x7f\ud800-\udfff]+", re.IGNORECASE
)
_SHOWN: Final = re.compile("[A-Za-z][A-Za-z0-9:-]{0,15}")
_SUBSET: Final = "Dozwolone są: b, strong, i, em, u, s, sub, sup, br, p, ul, ol, li, h1–h3 i a z adresem."


@lru_cache(maxsize=256)
def read_html(source: str) -> Content:
    """Return what HTML says. Raises TemplateError naming what is outside the subset, ForbiddenCharacterError."""
    checked(source)
    _check_tags(source)
    for found in _REFERENCE.finditer(source):
        code = int(found[1] or "0", 16) or int(found[2] or "0")
        if html.unescape(f"&#{code};") in ("", "\ufffd") and code != 0xFFFD:
            raise ForbiddenCharacterError(min(code, 0x10FFFF))
    reader = _Reader()
    reader.feed(source)
    return reader.content()


def _check_tags(source: str) -> None:
    """Raise for what only looks like a tag: the parser would lose some of it, or all that follows, in silence."""
    position = 0
    while found := _LIKE_TAG.search(source, position):
        tag = _TAG.match(source, found.start())
        if tag is None:
            if source[found.start() + 1] in "!?":
                _refuse("w HTML stoi komentarz albo deklaracja", "Usuń je z wartości.")
            name = re.match("</?[A-Za-z0-9]{0,16}", source[found.start() :])
            _refuse(
                f"w HTML znacznik „{name[0] if name else '<'}” jest niedomknięty albo zły",
                "Popraw go; znak „<” w tekście zapisz jako &lt;.",
            )
        position = tag.end()


def _refuse(reason: str, remedy: str) -> NoReturn:
    raise TemplateError(reason, remedy=remedy)


def _shown(name: str) -> str:
    """Return a name for an error, "…" when it is none: „<jan@example.pl>” is somebody's address."""
    return name if _SHOWN.fullmatch(name) else "…"


def _address(value: str) -> str:
    """Return an address fit for a link. Raises TemplateError unless it is http, https or mailto."""
    if not _ADDRESS.fullmatch(value):
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value)
        what = f"zaczyna się od „{scheme[0]}”" if scheme else "nie jest pełnym adresem"
        _refuse(f"adres odsyłacza <a> {what}", "Dozwolone są adresy http://, https:// i mailto:, bez odstępów.")
    return quote(value, safe="%/:?#[]@!$&'()*+,;=~-._")


@dataclass(slots=True)
class _OpenList:
    number: int
    ordered: bool
    start: int
    item_begun: bool = False


class _Reader(HTMLParser):
    """Build paragraphs from the events of the standard library's parser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._lists: list[_OpenList] = []
        self._numbers = 0
        self._lines: list[Line] = []
        self._spans: list[Span] = []
        self._blocks = False
        self._link = ""
        self._linked = 0

    def content(self) -> Content:
        """Return the paragraphs. Raises TemplateError for an element left open."""
        self.close()
        while self._open and self._open[-1] == "p":
            self._end("p")
        if self._open:
            self._unclosed(self._open[-1])
        plain = not self._blocks
        self._flush(keep=plain)
        single = len(self._lines) == 1 and not self._lines[0].heading and self._lines[0].place is None
        return Content(tuple(self._lines), plain or single)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element of the subset."""
        if tag not in _KNOWN:
            _refuse(f"HTML ma element <{_shown(tag)}>, którego nie wolno tu użyć", _SUBSET)
        values = self._attributes(tag, attrs)
        if tag == "br":
            self._text("\n")
            return
        if len(self._open) >= _MAX_DEPTH:
            _refuse(f"HTML ma zbyt wiele elementów <{tag}> jeden w drugim", "Uprość zapis.")
        if tag not in _INLINE:
            self._start_block(tag, values)
        elif tag == "a":
            if self._link:
                _refuse("HTML ma odsyłacz <a> wewnątrz odsyłacza", "Rozdziel odsyłacze.")
            self._link, self._linked = _address(values.get("href", "")), 0
        self._open.append(tag)

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        values = {name: value or "" for name, value in attrs}
        for name in values:
            if (tag, name) not in _ATTRIBUTES or len(values) != len(attrs):
                _refuse(f"HTML ma w elemencie <{tag}> atrybut „{_shown(name)}”, którego nie wolno tu użyć", _SUBSET)
        return values

    def _start_block(self, tag: str, values: dict[str, str]) -> None:
        if self._open[-1:] == ["p"]:
            self._end("p")
        if tag == "li" and self._open[-1:] == ["li"]:
            self._end("li")
        parent = self._open[-1] if self._open else ""
        allowed = {"li": _LISTS, "ul": {"", "li"}, "ol": {"", "li"}, "p": {"", "li"}}.get(tag, {""})
        if parent not in allowed:
            where = f"wewnątrz <{parent}>" if parent else "poza listą"
            _refuse(f"HTML ma element <{tag}> {where}", "Popraw kolejność elementów.")
        self._flush()
        self._blocks = True
        if tag in _LISTS:
            if self._lists and not self._lists[-1].item_begun:
                self._add(())
            self._open_list(tag == "ol", values.get("start", "1"))
        elif tag == "li":
            self._lists[-1].item_begun = False

    def _open_list(self, ordered: bool, start: str) -> None:
        if len(self._lists) == _MAX_LEVELS:
            _refuse(f"lista HTML ma więcej niż {_MAX_LEVELS} poziomów", "Uprość listę.")
        if not re.fullmatch("[0-9]{1,4}", start):
            _refuse("lista <ol> w HTML ma zły atrybut „start”", "Wpisz liczbę od 0 do 9999.")
        self._numbers += 1
        self._lists.append(_OpenList(self._numbers, ordered, int(start)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element and close it at once; a `<br/>` is only a break."""
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self._end(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; paragraphs and items left open inside it end with it."""
        if tag not in self._open:
            _refuse(f"HTML ma koniec </{_shown(tag)}> bez początku", "Usuń go albo dopisz początek.")
        while self._open[-1] != tag:
            if self._open[-1] not in ("p", "li"):
                self._unclosed(self._open[-1])
            self._end(self._open[-1])
        self._end(tag)

    def _end(self, tag: str) -> None:
        self._open.pop()
        if tag == "a":
            if not self._linked:
                _refuse("HTML ma odsyłacz <a> bez tekstu", "Wpisz tekst odsyłacza.")
            self._link = ""
        elif tag in _LISTS:
            self._lists.pop()
        elif tag not in _INLINE:
            self._flush(heading=_HEADINGS.get(tag, 0), keep=tag != "li" or not self._lists[-1].item_begun)

    def _unclosed(self, tag: str) -> NoReturn:
        _refuse(f"element <{tag}> w HTML nie jest zamknięty", f"Dopisz </{tag}>.")

    def handle_data(self, data: str) -> None:
        """Take text; its line breaks are those of the source."""
        if self._open and self._open[-1] in _LISTS:
            if data.strip(" \t\r\n"):
                _refuse(f"HTML ma tekst w <{self._open[-1]}> poza <li>", "Wstaw go do elementu listy.")
            return
        self._text(data.replace("\n", SOURCE_BREAK))

    def _text(self, text: str) -> None:
        if self._open and self._open[-1] in _LISTS:
            _refuse(f"HTML ma <br> w <{self._open[-1]}> poza <li>", "Wstaw go do elementu listy.")
        marks = "".join(sorted({MARKS[name] for name in self._open if name in MARKS}))
        if "^" in marks and "_" in marks:
            _refuse("HTML ma <sub> i <sup> jeden w drugim", "Zostaw jeden z nich.")
        self._linked += len(text)
        self._spans.append(Span(text, marks, self._link))

    def _flush(self, *, heading: int = 0, keep: bool = False) -> None:
        """End the paragraph that is open. keep: also one without text."""
        spans, self._spans = self._spans, []
        if keep or any(span.text.strip(f" \t{SOURCE_BREAK}") for span in spans):
            self._add(settled(spans), heading)

    def _add(self, spans: tuple[Span, ...], heading: int = 0) -> None:
        place = None
        if self._lists:
            own = self._lists[-1]
            place = ListPlace(own.number, own.ordered, len(self._lists) - 1, not own.item_begun, own.start)
            own.item_begun = True
        self._lines.append(Line(spans, heading, place))

    def handle_comment(self, data: str) -> None:
        """Refuse a comment."""
        _refuse("w HTML stoi komentarz albo deklaracja", "Usuń je z wartości.")

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse a processing instruction."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """Refuse a CDATA section."""
        self.handle_comment(data)
