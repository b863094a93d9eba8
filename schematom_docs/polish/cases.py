"""The seven cases: their codes, Polish names, and the paradigm that maps them to forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Case: TypeAlias = Literal["nom", "gen", "dat", "acc", "ins", "loc", "voc"]
Number: TypeAlias = Literal["sg", "pl"]

# Forms of one word or phrase by case; the preferred form first. A missing or empty entry: no form is known.
Paradigm: TypeAlias = Mapping[Case, tuple[str, ...]]

CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")

CASE_NAMES: Mapping[Case, str] = {
    "nom": "mianownik",
    "gen": "dopelniacz",
    "dat": "celownik",
    "acc": "biernik",
    "ins": "narzednik",
    "loc": "miejscownik",
    "voc": "wolacz",
}

_CODES: Mapping[str, Case] = {
    **{code: code for code in CASES},
    **{name: code for code, name in CASE_NAMES.items()},
    "dopełniacz": "gen",
    "narzędnik": "ins",
    "wołacz": "voc",
}

_NUMBERS: Mapping[str, Number] = {"pojedyncza": "sg", "mnoga": "pl", "sg": "sg", "pl": "pl"}


def case_code(name: str) -> Case:
    """Return the code of a case given by its code or Polish name. Raises ValueError in Polish."""
    code = _CODES.get(name)
    if code is not None:
        return code
    try:
        return _CODES[name.strip().lower()]
    except KeyError:
        raise ValueError(f"Nie ma przypadka „{name}”; przypadki to: {', '.join(CASE_NAMES.values())}.") from None


def number_code(name: str) -> Number:
    """Return `sg` or `pl` for „pojedyncza” or „mnoga”. Raises ValueError in Polish."""
    number = _NUMBERS.get(name)
    if number is not None:
        return number
    try:
        return _NUMBERS[name.strip().lower()]
    except KeyError:
        raise ValueError(f"Nie ma liczby „{name}”; można podać „pojedyncza” albo „mnoga”.") from None


def invariable(form: str) -> dict[Case, tuple[str, ...]]:
    """Return the paradigm of a word that keeps one form in every case."""
    return dict.fromkeys(CASES, (form,))


def paradigm(*forms: str) -> dict[Case, tuple[str, ...]]:
    """Return the paradigm of seven forms in the order of CASES; variants of one case are split by `|`."""
    return {case: tuple(form.split("|")) for case, form in zip(CASES, forms, strict=True)}
