"""Column headers of an office ↔ fields of a form: certain, likely, to be asked, unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from schematom_docs.case.suggestion import ascii_folded
from schematom_docs.fields import FormField

Certainty = Literal["sure", "likely", "doubtful", "unknown"]
NAME_PATHS: Mapping[str, str] = {
    "imie i nazwisko": "imie",
    "imie nazwisko": "imie",
    "nazwisko i imie": "nazwisko",
    "nazwisko imie": "nazwisko",
    "osoba": "",
    "uczestnik": "",
    "uczestniczka": "",
    "czlonek rodziny": "",
}
"""Header of one column with both names → what stands first, "" = it does not say."""
NAME_MARK = "imie_nazwisko"
"""Last part of the made-up path of such a column: „osoba.imie_nazwisko”."""
IGNORED = frozenset({"lp", "l p", "nr", "nr poz", "poz", "nr wiersza", "numer porzadkowy", "liczba porzadkowa"})
ALIASES: Mapping[str, tuple[str, ...]] = {
    "imie": ("imiona", "pierwsze imie", "imie pierwsze"),
    "drugie_imie": ("imie drugie", "2 imie", "ii imie"),
    "nazwisko": ("nazwiska", "nazwisko aktualne"),
    "pesel": ("nr pesel", "numer pesel", "pesel nr", "nr ewidencyjny pesel"),
    "data_urodzenia": ("data ur", "ur", "urodzony", "urodzona", "data urodz", "dzien urodzenia", "dt ur"),
    "miejsce_urodzenia": ("miejsce ur", "miejsce urodz"),
    "plec": ("k m", "m k", "plec k m"),
    "kod": ("kod pocztowy", "kod poczt"),
    "ulica": ("ul", "nazwa ulicy"),
    "numer": ("nr", "numer dokumentu"),
    "miejscowosc": ("miasto", "miejsce", "miejscowosc zamieszkania"),
    "poczta": ("urzad pocztowy",),
    "telefon": ("tel", "nr tel", "nr telefonu", "numer telefonu", "telefon kontaktowy", "kom", "tel kom"),
    "email": ("e mail", "mail", "adres e mail", "adres email", "poczta elektroniczna"),
    "nip": ("nr nip", "numer nip"),
    "regon": ("nr regon", "numer regon"),
    "krs": ("nr krs", "numer krs"),
    "nrb": ("nr konta", "nr rachunku", "numer konta", "numer rachunku bankowego", "konto bankowe", "rachunek bankowy"),
    "rola": ("rola w rodzinie", "stopien pokrewienstwa", "pokrewienstwo"),
    "rodzina": ("nazwisko rodziny", "nr rodziny", "numer rodziny", "rodzina nr"),
    "gmina": ("nazwa gminy",),
    "status": ("status na rynku pracy", "sytuacja zawodowa"),
    "data": ("data dokumentu", "z dnia"),
}  # fmt: skip
"""Last part of a path → other names of the column in lists of offices, folded."""
_LIKELY, _DOUBTFUL, _MARGIN = 0.86, 0.7, 0.08
_PROPOSED, _STEM = 0.5, 5
_NOISE = re.compile(r"\([^)]*\)|[^\w]+|_")


@dataclass(frozen=True, slots=True)
class Match:
    """What one column is. path: of the field, "" = none; near: the fields it may be, the nearest first."""

    column: int
    header: str
    path: str
    certainty: Certainty
    near: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return a header as it is compared: small letters without tails, marks and brackets."""
    return " ".join(_NOISE.sub(" ", ascii_folded(text)).split())


def match_columns(
    headers: Mapping[int, Sequence[str]], fields: Sequence[FormField], given: Mapping[str, str]
) -> list[Match]:
    """Return a match for each column. headers: column → its header and what stands merged above it joined to it;
    given: header → path as the person says („-” = leave the column out), which wins over everything.

    Each field is taken once: by what the person says, then by sure matches, then by the likeliest.
    """
    known = _names(fields)
    said = {folded(header): path for header, path in given.items()}
    found: dict[int, Match] = {}
    taken: set[str] = set()
    for column, titles in headers.items():
        own = next((said[folded(title)] for title in titles if folded(title) in said), None)
        if own is not None:
            found[column] = Match(column, titles[0], "" if own == "-" else own, "sure")
            taken.add(own)
    for column, titles in headers.items():
        if column not in found:
            path = next((known[folded(title)] for title in reversed(titles) if folded(title) in known), "")
            path = path or _name_path(titles, fields)
            if path and path not in taken:
                found[column] = Match(column, titles[0], path, "sure")
                taken.add(path)
    rest = [column for column in headers if column not in found]
    nearest = {column: _nearest(headers[column], known, taken) for column in rest}
    for column in sorted(rest, key=lambda item: -nearest[item][0][1] if nearest[item] else 0):
        found[column] = _likely(column, headers[column][0], [pair for pair in nearest[column] if pair[0] not in taken])
        if found[column].certainty == "likely":
            taken.add(found[column].path)
    return [found[column] for column in headers]


def _likely(column: int, header: str, near: list[tuple[str, float]]) -> Match:
    if not folded(header) or folded(header) in IGNORED or not near or near[0][1] < _DOUBTFUL:
        return Match(column, header, "", "unknown")
    paths = tuple(path for path, ratio in near[:3] if ratio >= _DOUBTFUL)
    clear = len(near) == 1 or near[0][1] - near[1][1] >= _MARGIN
    if near[0][1] >= _LIKELY and clear:
        return Match(column, header, paths[0], "likely", paths)
    return Match(column, header, "", "doubtful", paths)


def _nearest(titles: Sequence[str], known: Mapping[str, str], taken: set[str]) -> list[tuple[str, float]]:
    """Return (path, likeness) of the fields nearest to a header, the best first."""
    best: dict[str, float] = {}
    for title in titles:
        wanted = folded(title)
        for name, path in known.items():
            if path not in taken and len(wanted) > 2:
                ratio = SequenceMatcher(None, wanted, name).ratio()
                best[path] = max(best.get(path, 0.0), ratio)
    return sorted(best.items(), key=lambda item: -item[1])


def proposed(header: str, fields: Sequence[FormField]) -> FormField | None:
    """Return the field whose label has most words of a header, in any order and case form; None when few are common."""
    words = _stems(header)
    best, most = None, _PROPOSED
    for field in fields:
        own = _stems(field.label)
        shared = 2 * len(words & own) / max(len(words) + len(own), 1)
        if shared > most:
            best, most = field, shared
    return best


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, which its declension leaves alone."""
    return {word[:_STEM] for word in folded(text).split()}


def _names(fields: Sequence[FormField]) -> dict[str, str]:
    """Return every folded name → path; a name that two fields bear serves neither, unless it is the whole label."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for field in fields:
        last = field.path.rsplit(".", 1)[-1]
        short = field.label.rsplit(" – ", 1)[-1].rsplit(": ", 1)[-1]
        for name in {folded(last), folded(short), *ALIASES.get(last, ())}:
            if names.setdefault(name, field.path) != field.path:
                shared.add(name)
    for name in shared:
        del names[name]
    for field in fields:
        names[folded(field.label)] = field.path
        names[folded(field.path)] = field.path
    return names


def _name_path(titles: Sequence[str], fields: Sequence[FormField]) -> str:
    """Return the made-up path of a column with both names, "" when the form asks for no person or for several."""
    paths = {field.path for field in fields}
    holders = [path.removesuffix("nazwisko") for path in paths if path.split(".")[-1] == "nazwisko"]
    persons = [holder for holder in holders if f"{holder}imie" in paths]
    for title in titles:
        if folded(title) in NAME_PATHS:
            if len(persons) == 1:
                return f"{persons[0]}{NAME_MARK}"
            near = [item for item in persons if item and folded(item.split(".")[-2]) in folded(" ".join(titles))]
            return f"{near[0]}{NAME_MARK}" if len(near) == 1 else ""
    return ""
