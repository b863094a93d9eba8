"""How answers look on paper and how they are kept: 14.05.2015 and 2015-05-14, 40 821,90 and 40821.90."""

from __future__ import annotations

import re
import unicodedata

from schematom_docs.fields import FieldKind

CELLS: dict[FieldKind, int] = {"pesel": 11, "nip": 10, "krs": 10, "nrb": 26, "dowod": 9}
"""Kinds written one sign to a cell, with the number of cells."""
LONGEST: dict[FieldKind, int] = {**CELLS, "regon": 14, "kod_pocztowy": 6, "data": 10}
FORMATS: dict[FieldKind, str] = {
    "data": "dd.mm.rrrr",
    "kwota": "kwota w złotych, np. 1250,00",
    "liczba": "liczba",
    "procent": "procent od 0 do 100",
    "pesel": "11 cyfr",
    "nip": "10 cyfr",
    "krs": "10 cyfr",
    "regon": "9 albo 14 cyfr",
    "nrb": "26 cyfr",
    "dowod": "trzy litery i sześć cyfr",
    "kod_pocztowy": "00-000",
}
"""Kind → how an answer is written, as told beside the field."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_POLISH = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4})(?:\s*r\.?)?")
_PLAIN = re.compile(r"(\d+)(?:\.(\d+))?")
_TYPED = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_NUMBERS = ("liczba", "kwota", "procent")
_YES = {"tak": "tak", "t": "tak", "true": "tak", "prawda": "tak", "nie": "nie", "n": "nie", "false": "nie"}


def shown(kind: FieldKind, text: str) -> str:
    """Return a stored answer as it is written on paper; what is not of its kind stays as it is, letters composed."""
    text = unicodedata.normalize("NFC", text).strip()
    if kind == "data" and (match := _ISO.fullmatch(text)):
        return f"{match[3]}.{match[2]}.{match[1]}"
    if kind in _NUMBERS and (match := _PLAIN.fullmatch(text)):
        whole = f"{int(match[1]):,}".replace(",", "\u00a0") if kind == "kwota" else match[1]
        return f"{whole},{match[2]}" if match[2] else whole
    if kind in CELLS or kind == "regon":
        return _bare(kind, text)
    if kind == "tak_nie":
        return _YES.get(text.lower(), text)
    return text


def stored(kind: FieldKind, text: str) -> str:
    """Return an answer read from paper as it is kept: shown undone, and the usual ways of typing understood."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if kind == "data" and (match := _POLISH.fullmatch(text)):
        return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    if kind in _NUMBERS:
        bare = re.sub(r"[\s\u00a0]*(zł\.?|PLN|%)$", "", text)
        if _TYPED.fullmatch(bare):
            return re.sub(r"[\s\u00a0\u202f]", "", bare).replace(",", ".")
        return text
    if kind in CELLS or kind == "regon":
        return _bare(kind, text)
    if kind == "tak_nie":
        return _YES.get(text.lower(), text)
    return text


def _bare(kind: FieldKind, text: str) -> str:
    """Return a number without the spaces and dashes people write in it, when nothing but digits is left."""
    bare = re.sub(r"[\s\u00a0\u202f–-]", "", text)
    if kind == "nrb":
        bare = bare.removeprefix("PL")
    if kind == "dowod":
        return bare.upper() if re.fullmatch(r"[A-Za-z]{3}\d{6}", bare) else text
    return bare if bare.isdigit() else text
