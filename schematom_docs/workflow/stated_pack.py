"""What a manifest states of a pack, read strictly from bytes that anyone may have written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from schematom_docs.errors import VerificationError

MANIFEST_NAME = "manifest.json"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class StatedPage:
    """One page of the file. number: in the pack, from 1, 0 for a blank page that only fills a sheet; fingerprint: hex,
    before stamping; payload: its page code as drawn, "" for a page that carries none."""

    number: int
    fingerprint: str
    payload: str


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """One part of the pack. first, last: its pages, from 1; docx, pdf: SHA-256 of its files, "" when it has none."""

    title: str
    first: int
    last: int
    docx: str = ""
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class StatedFile:
    """One file. role: what it is in the release, "" inside a PDF; size: bytes."""

    name: str
    sha256: str
    size: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class StatedPack:
    """Everything a manifest states. released: whether of a release, else code, version, number, counterpart and of
    are empty; total: page count of the pack; attached: files inside the PDF; files: all files of the release."""

    released: bool
    code: str
    version: int
    number: str
    counterpart: int
    of: int
    title: str
    total: int
    pages: tuple[StatedPage, ...]
    documents: tuple[StatedDocument, ...]
    attached: tuple[StatedFile, ...]
    files: tuple[StatedFile, ...]

    def document_of(self, page: int) -> str:
        """Return the title of the document that a page belongs to, "" when none claims it."""
        return next((one.title for one in self.documents if one.first <= page <= one.last), "")

    def place_of(self, page: int) -> str:
        """Return „strona 5 (Porozumienie)” of a number in the pack."""
        if not page:
            return "strona dopełniająca arkusz"
        title = self.document_of(page)
        return f"strona {page} ({title})" if title else f"strona {page}"


def read_statement(data: bytes) -> StatedPack:
    """Return what a manifest states. Raises VerificationError when it is no manifest of this program or is broken."""
    try:
        raw = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise VerificationError("manifest nie jest poprawnym plikiem JSON", place=MANIFEST_NAME) from error
    facts = _Facts(raw, "")
    if not isinstance(raw, dict) or "manifest" not in raw or "czesci" not in raw:
        raise VerificationError("to nie jest manifest pakietu", place=MANIFEST_NAME)
    release = facts.inner("wydanie") if raw.get("wydanie") is not None else None
    pack = facts.inner("pakiet")
    return StatedPack(
        released=release is not None,
        code=release.text("kod") if release else "",
        version=release.whole("wersja") if release else 0,
        number=release.text("numer") if release else "",
        counterpart=release.whole("egzemplarz") if release else 0,
        of=release.whole("z_egzemplarzy") if release else 0,
        title=facts.text("tytul"),
        total=pack.whole("stron"),
        pages=facts.items("strony", _page),
        documents=facts.items("czesci", _document),
        attached=facts.items("zalaczniki", _file),
        files=facts.items("pliki", _file),
    )


class _Facts:
    """A JSON object of which every value is asked for by its kind. Missing texts and lists are empty."""

    def __init__(self, value: object, place: str) -> None:
        self._value: Mapping[str, object] = value if isinstance(value, dict) else {}
        self._place = place
        if not isinstance(value, dict):
            raise self._wrong("")

    def text(self, key: str) -> str:
        value = self._value.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key)
        return value

    def whole(self, key: str) -> int:
        value = self._value.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key)
        return value

    def inner(self, key: str) -> _Facts:
        return _Facts(self._value.get(key), self._path(key))

    def items(self, key: str, read: Callable[[_Facts], Item]) -> tuple[Item, ...]:
        value = self._value.get(key)
        if value is None:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self._wrong(key)
        return tuple(read(_Facts(item, f"{self._path(key)}[{number}]")) for number, item in enumerate(value, 1))

    def _path(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place and key else self._place or key

    def _wrong(self, key: str) -> VerificationError:
        return VerificationError("manifest ma złą budowę", place=f"{MANIFEST_NAME}, {self._path(key) or 'początek'}")


def _page(facts: _Facts) -> StatedPage:
    return StatedPage(facts.whole("strona"), facts.text("odcisk"), facts.text("kod"))


def _document(facts: _Facts) -> StatedDocument:
    pages = facts.inner("strony")
    return StatedDocument(
        facts.text("tytul"), pages.whole("od"), pages.whole("do"), facts.text("docx_sha256"), facts.text("pdf_sha256")
    )


def _file(facts: _Facts) -> StatedFile:
    return StatedFile(facts.text("nazwa"), facts.text("sha256"), facts.whole("bajtow"), facts.text("rola"))
