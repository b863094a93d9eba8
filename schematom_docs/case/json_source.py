"""JSON → plain text scalars with lines: numbers stay as they were written, true and false become tak and nie."""

from __future__ import annotations

import json
import re

Path = tuple[str | int, ...]
Lines = dict[Path, int]
Duplicates = list[tuple[Path, int]]

DEEPEST, MOST = 50, 2_000_000
"""Limits of nesting and of values: real cases are far below; references to references can grow without end."""

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_WORDS: tuple[tuple[str, str | None], ...] = (("true", "tak"), ("false", "nie"), ("null", None))
_REMEDY = "Popraw zapis JSON w tym miejscu (przecinki, cudzysłowy, nawiasy)."


class MalformedDataError(ValueError):
    """The text is not well-formed. reason and remedy: Polish; line: from 1."""

    def __init__(self, reason: str, line: int, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.remedy = remedy


def read_json(text: str) -> tuple[object, Lines, Duplicates]:
    """Return (data, line of each path, keys given twice). Raises MalformedDataError with reason and line."""
    reader = _Reader(text)
    data = reader.value(())
    reader.skip()
    if reader.at != len(text):
        reader.refuse("po końcu danych jest coś jeszcze")
    return data, reader.lines, reader.twice


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: Lines = {}
        self.twice: Duplicates = []
        self._decoder = json.JSONDecoder()
        self._line, self._counted = 1, 0

    def line(self) -> int:
        """Return the line read now; counted on from the last place, so that long files take no longer per value."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def refuse(self, what: str) -> None:
        raise MalformedDataError(f"pliku nie da się odczytać jako JSON: {what}.", self.line(), _REMEDY)

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def take(self, sign: str) -> bool:
        self.skip()
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found

    def value(self, path: Path) -> object:
        self.skip()
        self.lines.setdefault(path, self.line())
        if len(path) > DEEPEST or len(self.lines) > MOST:
            self.refuse("danych jest zbyt dużo albo są zagnieżdżone zbyt głęboko")
        if self.take("{"):
            return self._object(path)
        if self.take("["):
            return self._array(path)
        if self.text.startswith('"', self.at):
            return self._string()
        for word, plain in _WORDS:
            if self.take(word):
                return plain
        number = _NUMBER.match(self.text, self.at)
        if number is None:
            self.refuse("tu powinna być wartość")
            return None
        self.at = number.end()
        return number.group()

    def _string(self) -> str:
        try:
            value, self.at = self._decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError:
            self.refuse("tekst w cudzysłowie ma niedozwolony znak albo nie został zamknięty")
        return str(value)

    def _object(self, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        while not self.take("}"):
            if result and not self.take(","):
                self.refuse("brak przecinka między polami")
            self.skip()
            if not self.text.startswith('"', self.at):
                self.refuse("nazwa pola powinna stać w cudzysłowie")
            line, key = self.line(), self._string()
            if not self.take(":"):
                self.refuse("brak dwukropka po nazwie pola")
            if key in result:
                self.twice.append(((*path, key), line))
            self.lines.setdefault((*path, key), line)
            value = self.value((*path, key))
            result.setdefault(key, value)
        return result

    def _array(self, path: Path) -> list[object]:
        result: list[object] = []
        while not self.take("]"):
            if result and not self.take(","):
                self.refuse("brak przecinka między wartościami")
            result.append(self.value((*path, len(result))))
        return result
