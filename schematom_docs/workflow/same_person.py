"""Who of the case a row is about: the same PESEL, else the same name and birth date, else somebody alike to ask of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from schematom_docs.case.scalars import as_date
from schematom_docs.case.source import DataPath
from schematom_docs.case.suggestion import ascii_folded

How = Literal["pesel", "name", "alike", ""]
_ALIKE = 0.88
_DIGITS = 11


@dataclass(frozen=True, slots=True)
class Known:
    """A person the case holds. reference: „rodziny.r01.o1”, „uczestnicy.u01”; path: of the record in the data."""

    reference: str
    path: DataPath
    name: str
    pesel: str
    born: str


@dataclass(frozen=True, slots=True)
class Found:
    """The person a row is about. how: by what; "" = nobody; why: what speaks against, when somebody has to decide."""

    person: Known | None = None
    how: How = ""
    why: str = ""


@lru_cache(maxsize=50_000)
def folded_name(text: str) -> str:
    """Return a name as it is compared: small letters without tails, double-barrelled parts apart."""
    return " ".join(ascii_folded(text).replace("-", " ").split())


def birth_text(record: Mapping[str, object]) -> str:
    """Return the birth date of raw data, typed or read from the PESEL, as ISO text; "" when unknown."""
    typed = record.get("data_urodzenia")
    if isinstance(typed, str) and typed:
        try:
            return as_date(typed).isoformat()
        except ValueError:
            return typed
    return pesel_birth(str(record.get("pesel") or ""))


def pesel_birth(pesel: str) -> str:
    """Return the birth date in a PESEL as ISO text, "" when it is none."""
    if len(pesel) != _DIGITS or not pesel.isdigit():
        return ""
    century, month = divmod(int(pesel[2:4]), 20)
    years = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}
    return f"{years[century] + int(pesel[:2]):04d}-{month:02d}-{pesel[4:6]}"


@dataclass(slots=True)
class People:
    """The people of a case, to be found by PESEL, by name and birth date, by likeness."""

    by_pesel: dict[str, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    by_start: dict[str, list[Known]] = field(default_factory=dict)
    by_reference: dict[str, Known] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Take a person in."""
        self.by_reference[known.reference] = known
        if known.pesel:
            self.by_pesel.setdefault(known.pesel, known)
        self.by_name.setdefault((known.name, known.born), []).append(known)
        for start in {word[:2] for word in known.name.split()}:
            self.by_start.setdefault(start, []).append(known)

    def learn(self, path: DataPath, record: Mapping[str, object]) -> None:
        """Take in a person of raw data, unless known already."""
        reference = ".".join(str(part) for part in path if part != "czlonkowie")
        if reference not in self.by_reference:
            self.add(_known(reference, path, record))

    def find(self, name: str, pesel: str, born: str) -> Found:
        """Return who a row is about. name: folded, first name and surname; pesel, born: "" when unknown."""
        same = self.by_pesel.get(pesel) if pesel else None
        if same is not None:
            if same.name == name or _alike(same.name, name) >= _ALIKE or _shares_word(same.name, name):
                return Found(same, "pesel")
            return Found(same, "alike", "ten sam PESEL, a inne imię i nazwisko")
        named = self.by_name.get((name, born), []) if born else []
        agreeing = [known for known in named if not (pesel and known.pesel and pesel != known.pesel)]
        if len(agreeing) == 1:
            return Found(agreeing[0], "name")
        if named:
            return Found(named[0], "alike", "to samo imię, nazwisko i data urodzenia, a inny PESEL")
        return self._alike_to(name, pesel, born)

    def _alike_to(self, name: str, pesel: str, born: str) -> Found:
        near: list[tuple[float, Known, str]] = []
        candidates = {id(item): item for word in name.split() for item in self.by_start.get(word[:2], ())}
        for known in candidates.values():
            ratio = 1.0 if known.name == name else _alike(known.name, name)
            if ratio < _ALIKE:
                continue
            if known.name == name and pesel and known.pesel:
                if _digits_apart(pesel, known.pesel) <= 2:
                    near.append((ratio, known, "to samo imię i nazwisko, a PESEL różni się najwyżej dwiema cyframi"))
            elif known.name == name and not (born and known.born):
                near.append((ratio, known, "to samo imię i nazwisko, a daty urodzenia nie ma z czym porównać"))
            elif known.name != name and born and born == known.born:
                near.append((ratio, known, "podobne imię i nazwisko i ta sama data urodzenia"))
        if not near:
            return Found()
        _, person, why = max(near, key=lambda item: item[0])
        return Found(person, "alike", why)


def alike(one: str, other: str) -> bool:
    """Tell whether two folded names are nearly the same."""
    return _alike(one, other) >= _ALIKE


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    near = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return matcher.ratio() if near else 0.0


def _shares_word(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _digits_apart(one: str, other: str) -> int:
    if len(one) != len(other):
        return _DIGITS
    return sum(a != b for a, b in zip(one, other, strict=True))


def people_of(data: Mapping[str, object]) -> People:
    """Return the people of raw case data: members of families, participants, employees."""
    people = People()
    for reference, path, record in _records(data):
        people.add(_known(reference, path, record))
    return people


def _known(reference: str, path: DataPath, record: Mapping[str, object]) -> Known:
    name = folded_name(f"{record.get('imie') or ''} {record.get('nazwisko') or ''}")
    pesel = "".join(str(record.get("pesel") or "").split())
    return Known(reference, path, name, pesel, birth_text(record))


def _records(data: Mapping[str, object]) -> Iterator[tuple[str, DataPath, Mapping[str, object]]]:
    families = data.get("rodziny")
    for key, family in families.items() if isinstance(families, dict) else ():
        members = family.get("czlonkowie") if isinstance(family, dict) else None
        for own, record in members.items() if isinstance(members, dict) else ():
            if isinstance(record, dict):
                yield f"rodziny.{key}.{own}", ("rodziny", key, "czlonkowie", own), record
    for home in ("uczestnicy", "osoby"):
        group = data.get(home)
        for key, record in group.items() if isinstance(group, dict) else ():
            if isinstance(record, dict):
                yield f"{home}.{key}", (home, key), record
