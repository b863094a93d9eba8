"""Numbers in words: cardinals in cases and genders, ordinals, collectives; Roman numerals; CLDR plural category."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import Case

PluralCategory: TypeAlias = Literal["one", "few", "many", "other"]

LIMIT = 10**15

_UNITS = (
    *("zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"),
    *("jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście"),
    *("osiemnaście", "dziewiętnaście"),
)
_OBLIQUE_UNITS = (
    *("", "", "", "", "", "pięciu", "sześciu", "siedmiu", "ośmiu", "dziewięciu", "dziesięciu", "jedenastu", "dwunastu"),
    *("trzynastu", "czternastu", "piętnastu", "szesnastu", "siedemnastu", "osiemnastu", "dziewiętnastu"),
)
_TENS = (
    *("", "dziesięć", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt"),
    *("siedemdziesiąt", "osiemdziesiąt", "dziewięćdziesiąt"),
)
_OBLIQUE_TENS = (
    *("", "dziesięciu", "dwudziestu", "trzydziestu", "czterdziestu", "pięćdziesięciu", "sześćdziesięciu"),
    *("siedemdziesięciu", "osiemdziesięciu", "dziewięćdziesięciu"),
)
_HUNDREDS = (
    *("", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"),
)
_OBLIQUE_HUNDREDS = (
    *(
        "",
        "stu",
        "dwustu",
        "trzystu",
        "czterystu",
        "pięciuset",
        "sześciuset",
        "siedmiuset",
        "ośmiuset",
        "dziewięciuset",
    ),
)
_SMALL: Mapping[int, Mapping[Case, str]] = {
    2: {"nom": "dwa", "gen": "dwóch", "dat": "dwóm", "acc": "dwa", "ins": "dwoma", "loc": "dwóch"},
    3: {"nom": "trzy", "gen": "trzech", "dat": "trzem", "acc": "trzy", "ins": "trzema", "loc": "trzech"},
    4: {"nom": "cztery", "gen": "czterech", "dat": "czterem", "acc": "cztery", "ins": "czterema", "loc": "czterech"},
}
_ZERO: Mapping[Case, str] = {"nom": "zero", "gen": "zera", "dat": "zeru", "acc": "zero", "ins": "zerem", "loc": "zerze"}
# Scale words: the singular by case, then the plural nominative and genitive, then the other plural cases.
_SCALES: tuple[tuple[str, str, str, str], ...] = (
    ("", "", "", ""),
    ("tysiąc", "tysiące", "tysięcy", "tysiąc"),
    ("milion", "miliony", "milionów", "milion"),
    ("miliard", "miliardy", "miliardów", "miliard"),
    ("bilion", "biliony", "bilionów", "bilion"),
)
_SCALE_SINGULAR: Mapping[Case, str] = {"gen": "a", "dat": "owi", "ins": "em", "loc": "ie"}
_SCALE_PLURAL: Mapping[Case, str] = {"dat": "om", "ins": "ami", "loc": "ach"}

_ORDINAL_UNITS = (
    *(
        "zerowy",
        "pierwszy",
        "drugi",
        "trzeci",
        "czwarty",
        "piąty",
        "szósty",
        "siódmy",
        "ósmy",
        "dziewiąty",
        "dziesiąty",
    ),
    *("jedenasty", "dwunasty", "trzynasty", "czternasty", "piętnasty", "szesnasty", "siedemnasty", "osiemnasty"),
    "dziewiętnasty",
)
_ORDINAL_TENS = (
    *("", "dziesiąty", "dwudziesty", "trzydziesty", "czterdziesty", "pięćdziesiąty", "sześćdziesiąty"),
    *("siedemdziesiąty", "osiemdziesiąty", "dziewięćdziesiąty"),
)
_ORDINAL_HUNDREDS = (
    *("", "setny", "dwusetny", "trzechsetny", "czterechsetny", "pięćsetny", "sześćsetny", "siedemsetny", "osiemsetny"),
    "dziewięćsetny",
)
_ORDINAL_THOUSANDS = (
    *("", "tysięczny", "dwutysięczny", "trzytysięczny", "czterotysięczny", "pięciotysięczny", "sześciotysięczny"),
    *("siedmiotysięczny", "ośmiotysięczny", "dziewięciotysięczny"),
)
_COLLECTIVE_UNITS = (
    *("", "", "dwoje", "troje", "czworo", "pięcioro", "sześcioro", "siedmioro", "ośmioro", "dziewięcioro"),
    *("dziesięcioro", "jedenaścioro", "dwanaścioro", "trzynaścioro", "czternaścioro", "piętnaścioro", "szesnaścioro"),
    *("siedemnaścioro", "osiemnaścioro", "dziewiętnaścioro"),
)
_COLLECTIVE_TENS = (
    *("", "", "dwadzieścioro", "trzydzieścioro", "czterdzieścioro", "pięćdziesięcioro", "sześćdziesięcioro"),
    *("siedemdziesięcioro", "osiemdziesięcioro", "dziewięćdziesięcioro"),
)


def plural_category(number: int | Decimal) -> PluralCategory:
    """Return the CLDR category: 1 one; 2–4, 22–24 … few; other whole numbers many; fractions other."""
    if number != int(number):
        return "other"
    whole = abs(int(number))
    if whole == 1:
        return "one"
    if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14):
        return "few"
    return "many"


def cardinal(number: int, gender: str = "m3", case: Case = "nom", *, spell_one: bool = False) -> str:
    """Return a number in words. gender: m1 (persons), m2, m3, f, n of what is counted.

    spell_one: „jeden tysiąc” as in accounts instead of „tysiąc”. Raises ValueError from 10**15 up.
    """
    if abs(number) >= LIMIT:
        raise ValueError("Liczba słownie: obsługiwane są liczby mniejsze niż 10 do potęgi 15.")
    case = "nom" if case == "voc" else case
    if number < 0:
        return "minus " + cardinal(-number, gender, case, spell_one=spell_one)
    if number == 0:
        return _ZERO[case]
    words: list[str] = []
    for power in range(4, 0, -1):
        group = number // 1000**power % 1000
        if group:
            words += _scale(group, power, case, spell_one)
    group = number % 1000
    if group:
        words += _group(group, gender, case, alone=number == 1)
    return " ".join(words)


def _scale(group: int, power: int, case: Case, spell_one: bool) -> list[str]:
    """Return the words of one group with its scale: 5 → „pięć tysięcy”; a lone one is dropped unless spelled."""
    singular, few, many, stem = _SCALES[power]
    category = plural_category(group)
    if category == "one":
        ending = _SCALE_SINGULAR.get(case, "")
        word = singular if not ending else stem + ending
        if ending == "ie":
            word = {"tysiąc": "tysiącu", "milion": "milionie", "miliard": "miliardzie", "bilion": "bilionie"}[stem]
        return [*([adjective_one("m3", case)] if spell_one else []), word]
    words = _group(group, "m3", case, alone=False)
    if case in ("nom", "acc"):
        return [*words, few if category == "few" else many]
    return [*words, many if case == "gen" else stem + _SCALE_PLURAL[case]]


def _group(group: int, gender: str, case: Case, *, alone: bool) -> list[str]:
    """Return the words of 1–999. alone: the number is exactly one, so „jeden” agrees in gender and case."""
    direct = case == "nom" or case == "acc"
    personal = gender == "m1" and direct and not (group == 1 and alone)
    effective: Case = "gen" if personal else case
    oblique = effective not in ("nom", "acc")
    hundreds, rest = divmod(group, 100)
    words = [(_OBLIQUE_HUNDREDS if oblique else _HUNDREDS)[hundreds]]
    if effective == "ins" and hundreds in (1, 2, 3, 4):
        words = [_OBLIQUE_HUNDREDS[hundreds][:-1] + "oma"]
    if rest >= 20:
        words.append(_tens(rest // 10, effective))
        rest %= 10
    if rest:
        words.append(_unit(rest, gender, effective, alone))
    return [word for word in words if word]


def _tens(tens: int, case: Case) -> str:
    if case in ("nom", "acc"):
        return _TENS[tens]
    return _OBLIQUE_TENS[tens][:-1] + "oma" if case == "ins" else _OBLIQUE_TENS[tens]


def _unit(unit: int, gender: str, case: Case, alone: bool) -> str:
    if unit == 1:
        return adjective_one(gender, case) if alone else "jeden"
    if unit in _SMALL:
        if unit == 2 and gender == "f" and case in ("nom", "acc"):
            return "dwie"
        if unit == 2 and gender == "f" and case == "ins":
            return "dwiema"
        return _SMALL[unit][case]
    if case in ("nom", "acc"):
        return _UNITS[unit]
    oblique = _OBLIQUE_UNITS[unit]
    if case != "ins":
        return oblique
    return oblique[:-1] + "oma"


def adjective_one(gender: str, case: Case) -> str:
    """Return „jeden” in gender and case: jeden, jedna, jedno, jednego …"""
    direct = case in ("nom", "voc") or (case == "acc" and gender in ("m3", "n"))
    if direct and gender.startswith("m"):
        return "jeden"
    if direct and gender == "n":
        return "jedno"
    return adjective("jedny", case, gender)


def ordinal(number: int, gender: str = "m1", case: Case = "nom") -> str:
    """Return an ordinal in words, 1 ≤ number ≤ 9999: „dwudziesta pierwsza”, „dwa tysiące piętnastego”."""
    if not 1 <= number <= 9999:
        raise ValueError("Liczebnik porządkowy: obsługiwane są liczby od 1 do 9999.")
    thousands, rest = divmod(number, 1000)
    if not rest:
        return adjective(_ORDINAL_THOUSANDS[thousands], case, gender)
    words = [cardinal(thousands * 1000)] if thousands else []
    hundreds, rest = divmod(rest, 100)
    if not rest:
        return " ".join([*words, adjective(_ORDINAL_HUNDREDS[hundreds], case, gender)])
    if hundreds:
        words.append(_HUNDREDS[hundreds])
    if rest >= 20:
        words.append(adjective(_ORDINAL_TENS[rest // 10], case, gender))
        rest %= 10
    if rest:
        words.append(adjective(_ORDINAL_UNITS[rest], case, gender))
    return " ".join(words)


def collective(number: int, case: Case = "nom") -> str:
    """Return a collective numeral for children: „troje”, „z dwojgiem”, „dwadzieścia pięcioro”; 2 ≤ number ≤ 999.

    The last word alone is collective; after it instrumental and genitive take the noun in the genitive.
    """
    rest = number % 100
    if not 2 <= number <= 999 or rest == 0 or (rest % 10 == 1 and rest != 11):
        raise ValueError(f"Liczba {number} nie ma liczebnika zbiorowego.")
    words = [(_HUNDREDS if case in ("nom", "acc") else _OBLIQUE_HUNDREDS)[number // 100]]
    if rest < 20:
        words.append(_collective_form(_COLLECTIVE_UNITS[rest], case))
    elif rest % 10 == 0:
        words.append(_collective_form(_COLLECTIVE_TENS[rest // 10], case))
    else:
        words += [_tens(rest // 10, case), _collective_form(_COLLECTIVE_UNITS[rest % 10], case)]
    return " ".join(word for word in words if word)


def _collective_form(word: str, case: Case) -> str:
    endings: Mapping[Case, str] = {"gen": "ga", "dat": "gu", "ins": "giem", "loc": "gu"}
    ending = endings.get(case)
    if ending is None:
        return word
    return word[:-1] + ending


def roman(number: int) -> str:
    """Return a Roman numeral, 1 ≤ number ≤ 3999."""
    if not 1 <= number <= 3999:
        raise ValueError("Liczba rzymska: obsługiwane są liczby od 1 do 3999.")
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    text = ""
    for value, sign in zip(values, signs, strict=True):
        count, number = divmod(number, value)
        text += sign * count
    return text
