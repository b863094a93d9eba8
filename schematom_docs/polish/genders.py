"""The sex of a person: the field decides, then the PESEL, then the first name; what disagrees must be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from schematom_docs.polish.nouns import candidates

GenderSource: TypeAlias = Literal["field", "pesel", "first_name"]

_FROM: dict[GenderSource, str] = {"field": "pole „plec”", "pesel": "PESEL", "first_name": "imię"}
_NAMED = {"f": "kobietę", "m": "mężczyznę"}


@dataclass(frozen=True, slots=True)
class GenderDecision:
    """The sex of a person, m or f, and what it was taken from."""

    gender: str
    source: GenderSource


def decide_gender(field: str, pesel: str, first_name: str, *, confirmed: bool = False) -> GenderDecision:
    """Return the sex by the first source that knows it. field: k, m or empty; pesel: 11 digits or empty.

    Raises ValueError in Polish when the sources disagree and the choice is not confirmed (which needs the field), and
    when no source knows. The text names no one and shows no number.
    """
    known = {
        "field": {"k": "f", "m": "m"}.get(field.strip().lower()),
        "pesel": gender_by_pesel(pesel),
        "first_name": gender_by_first_name(first_name),
    }
    sources: tuple[GenderSource, ...] = ("field", "pesel", "first_name")
    said = [(source, gender) for source in sources if (gender := known[source]) is not None]
    if not said:
        raise ValueError("Nie wiadomo, czy to kobieta, czy mężczyzna: uzupełnij pole „plec” (k albo m).")
    if len({gender for _, gender in said}) > 1 and not (confirmed and known["field"]):
        claims = ", ".join(f"{_FROM[source]} wskazuje {_NAMED[gender]}" for source, gender in said)
        raise ValueError(f"Płeć jest sprzeczna: {claims}. Popraw dane albo potwierdź pole „plec”.")
    source, gender = said[0]
    return GenderDecision(gender, source)


def gender_by_pesel(pesel: str) -> str | None:
    """Return m or f by the tenth digit (odd for men), None for anything that is not eleven digits."""
    digits = pesel.strip()
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return None
    return "m" if int(digits[9]) % 2 else "f"


def gender_by_first_name(name: str) -> str | None:
    """Return m or f of a first name that the dictionary labels for one sex alone, None when it does not know."""
    words = name.split()
    genders = {c.gender for c in candidates(words[0]) if "imię" in c.labels and c.number == "sg"} if words else set()
    return {"m1": "m", "f": "f"}.get(genders.pop()) if len(genders) == 1 else None
