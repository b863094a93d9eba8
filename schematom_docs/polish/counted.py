"""Counted nouns: „10 rodzin”, „2 rodziny”, „z 10 rodzinami”, „2 uczestników”, „troje dzieci”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.approved import Approved, Entry, case_forms, is_undeclined
from schematom_docs.polish.cases import CASES, Case, Number, case_code, paradigm
from schematom_docs.polish.heads import find_head
from schematom_docs.polish.inflected import Declension, Inflected, record_form
from schematom_docs.polish.modifiers import agrees, modifier
from schematom_docs.polish.money import exact, grouped
from schematom_docs.polish.nouns import candidates
from schematom_docs.polish.numerals import cardinal, collective, plural_category
from schematom_docs.polish.persons import combined
from schematom_docs.polish.phrases import phrase

NBSP = "\u00a0"


def _noun(gender: str, singular: str, plural: str) -> tuple[Declension, Declension]:
    certain = frozenset(CASES)
    return (
        Declension(paradigm(*singular.split()), "dictionary", certain, gender),
        Declension(paradigm(*plural.split()), "dictionary", certain, gender),
    )


# Nouns the dictionary would leave open: suppletive, or with variants of which offices use one.
_NOUNS: Mapping[str, tuple[Declension, Declension]] = {
    "dzień": _noun("m3", "dzień dnia dniowi dzień dniem dniu dniu", "dni dni dniom dni dniami dniach dni"),
    "dziecko": _noun(
        "n",
        "dziecko dziecka dziecku dziecko dzieckiem dziecku dziecko",
        "dzieci dzieci dzieciom dzieci dziećmi dzieciach dzieci",
    ),
    "rok": _noun("m3", "rok roku rokowi rok rokiem roku roku", "lata lat latom lata latami latach lata"),
    "osoba": _noun("f", "osoba osoby osobie osobę osobą osobie osobo", "osoby osób osobom osoby osobami osobach osoby"),
    "człowiek": _noun(
        "m1",
        "człowiek człowieka człowiekowi człowieka człowiekiem człowieku człowieku",
        "ludzie ludzi ludziom ludzi ludźmi ludziach ludzie",
    ),
    "egzemplarz": _noun(
        "m3",
        "egzemplarz egzemplarza egzemplarzowi egzemplarz egzemplarzem egzemplarzu egzemplarzu",
        "egzemplarze egzemplarzy egzemplarzom egzemplarze egzemplarzami egzemplarzach egzemplarze",
    ),
    "złoty": _noun(
        "m3",
        "złoty złotego złotemu złoty złotym złotym złoty",
        "złote złotych złotym złote złotymi złotych złote",
    ),
    "grosz": _noun(
        "m3",
        "grosz grosza groszowi grosz groszem groszu groszu",
        "grosze groszy groszom grosze groszami groszach grosze",
    ),
}


_NUMBERS: tuple[Number, Number] = ("sg", "pl")


def noun_numbers(noun: str) -> tuple[Declension, Declension]:
    """Return singular and plural of a noun, or of a phrase „rodzina wielodzietna”, given in the singular nominative."""
    words = noun.split()
    known = _NOUNS.get(noun.lower())
    if known is not None:
        return known[0], known[1]
    if len(words) > 1 and words[0].lower() in _NOUNS:
        return _with_adjectives(words)
    # of a man's and a woman's title the man's counts: „2 sędziów”, not „2 sędzie”
    person = any(c.gender == "m1" and "nazwa_pospolita" in c.labels for word in words for c in candidates(word))
    kind = "function" if person and words[0].lower().endswith("a") else None
    singular, plural = phrase(noun, kind), phrase(noun, kind, "pl")
    if not plural.forms.get("gen"):
        raise ValueError(f"Nie znam liczby mnogiej rzeczownika „{noun}”.")
    return singular, plural


def _with_adjectives(words: list[str]) -> tuple[Declension, Declension]:
    """Return a listed noun with the adjectives after it: „dzień roboczy”, „osoba bezrobotna w wieku …”."""
    heads = _NOUNS[words[0].lower()]
    gender = heads[0].gender
    count = 1
    while count < len(words) and agrees(words[count], gender, "sg"):
        count += 1
    tail = words[count:]
    both = []
    for head, target in zip(heads, _NUMBERS, strict=True):
        parts = [head, *(modifier(word, gender, "sg", target) for word in words[1:count])]
        parts += [Declension(dict.fromkeys(CASES, (word,)), "dictionary", frozenset(CASES)) for word in tail]
        whole = combined(parts)
        both.append(Declension(whole.forms, whole.source, whole.certain, gender))
    return both[0], both[1]


def counted(
    number: object, noun: str, case: Case = "nom", *, words: bool = False, approved: Approved | None = None
) -> str:
    """Return number and noun in a case. words: the number in words; children are then counted by collectives.

    approved: entries of approved forms by lemma. The form of the noun is recorded, marked when it is uncertain.
    """
    value, noun = exact(number), " ".join(noun.split())
    if not noun:
        raise ValueError("Nie podano rzeczownika do liczby.")
    if is_abbreviation(noun):
        if words:
            raise ValueError(f"Skrót „{noun}” nie łączy się z liczbą słownie; podaj cały rzeczownik albo filtr kwota.")
        return grouped(value) + NBSP + noun
    singular, plural = noun_numbers(noun)
    which, needed = _needed(value, singular.gender, case)
    count = grouped(value) + NBSP
    given = given_plural(noun)
    entry = (approved or {}).get(noun)
    if given:
        which, needed, plural = _of_plural(value, case, needed, plural, sure=words or given == "also")
    if words:
        whole = _whole(value)
        count = f"{cardinal(whole, singular.gender, case)} "
        if given and whole == 1:
            count = f"{adjective('jedny', case, singular.gender, 'pl')} "
        elif (given == "only" or _is_child(noun)) and _counts_together(whole):
            count = f"{collective(whole, case)} "
            which, needed = "pl", "gen" if case in ("nom", "acc", "gen", "ins") else case
    return count + _noun_form(noun, plural if which == "pl" else singular, needed, which, entry)


# Abbreviations of currencies and units without a dot, none of which is a noun of its own in papers.
_UNITS = frozenset(
    {
        *("zł", "gr", "km", "m", "cm", "mm", "km²", "m²", "cm²", "km³", "m³", "kg", "dag", "g", "mg", "t", "l", "ml"),
        *("ha", "h", "min", "s", "kW", "kWh", "MW", "MWh", "MB", "GB", "TB", "pkt"),
    }
)


def is_abbreviation(noun: str) -> bool:
    """Return whether a word is an abbreviation, which stays as it is beside any number: zł, km, szt., godz."""
    dotted = len(noun) < 6 and noun.endswith(".") and noun[:-1].isalpha()
    return noun in _UNITS or (dotted and not candidates(noun[:-1]))


def _is_child(noun: str) -> bool:
    parts = noun.lower().split()
    named: tuple[tuple[str, Number], ...] = (("dziecko", "sg"), ("dzieci", "pl"))
    return any(
        child in parts and all(agrees(word, "n", number) for word in parts if word != child) for child, number in named
    )


def _counts_together(number: int) -> bool:
    """Return whether a number has a collective numeral: from two up, but not 21 or 100."""
    return number > 1 and number % 100 != 0 and (number % 10 != 1 or number % 100 == 11)


def given_plural(noun: str) -> str:
    """Return "only" for a noun that has no singular (drzwi), "also" for another given in the plural (zajęcia), else "".

    A noun that is both, as „zajęcia” (lessons) and of „zajęcie”, counts as the second.
    """
    words = noun.split()
    head = find_head(words, None)
    if noun.lower() in _NOUNS or words[0].lower() in _NOUNS or head is None or head.number == "sg":
        return ""
    lemmas = {candidate.lemma.split(":")[0].lower() for candidate in candidates(words[head.noun])}
    return "only" if lemmas == {words[head.noun].lower()} else "also"


def _of_plural(
    value: Decimal, case: Case, needed: Case, plural: Declension, *, sure: bool
) -> tuple[Number, Case, Declension]:
    """Return number, case and forms of a noun given in the plural.

    One and fractions leave doubt: „1 zajęcia” is read „jedne zajęcia” and may be meant for „1 zajęcie”. sure: after two
    to four there is none; „3 drzwi” in figures is read „troje drzwi”, so both „drzwi” and its genitive are written.
    """
    category = plural_category(value)
    if category == "many" or (sure and category == "few"):
        return "pl", needed, plural
    return "pl", case if category == "one" else needed, replace(plural, certain=frozenset())


def _noun_form(noun: str, forms: Declension, case: Case, number: Number, entry: Entry | None) -> str:
    """Return the form of a counted noun, an approved one first; noted are those that are approved or need it."""
    confirmed = {case_code(name): form for name, form in case_forms(entry, number).items()}.get(case)
    if is_undeclined(entry):
        confirmed = noun
    found = forms.inflected(case) if confirmed is None else Inflected(confirmed, True, "approved")
    if number == "sg" and case == "nom":
        found = replace(found, certain=found.source != "unknown")
    if found.certain and found.source != "approved":
        return found.form
    return record_form(noun, case, found, number=number).form


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise ValueError("Słownie można podać tylko liczbę całkowitą.")
    return int(value)


def _needed(value: Decimal, gender: str, case: Case) -> tuple[Number, Case]:
    """Return number and case of the noun that a number asks for; masculine persons: „2 uczestników”."""
    category = plural_category(value)
    if category == "other":
        return "sg", "gen"
    if category == "one":
        return "sg", case
    if value and not value % 1000:
        # „tysiąc”, „milion” are nouns themselves: „z 1000 rodzin”, „tysiącowi rodzin”
        return "pl", "gen"
    if case in ("nom", "acc", "voc"):
        return "pl", "gen" if category == "many" or gender == "m1" else "nom"
    return "pl", case


def pick(number: object, one: str, few: str, many: str, other: str | None = None) -> str:
    """Return the word that goes with the number: „wzięła”, „wzięły”, „wzięło”; fractions take other or few."""
    category = plural_category(exact(number))
    return {"one": one, "few": few, "many": many, "other": other if other is not None else few}[category]


def counterparts(number: int) -> str:
    """Return „w trzech jednobrzmiących egzemplarzach”, „w jednym egzemplarzu”."""
    if number < 1:
        raise ValueError("Liczba egzemplarzy musi być dodatnia.")
    if number == 1:
        return f"w{NBSP}jednym egzemplarzu"
    return f"w{NBSP}{cardinal(number, 'm3', 'loc')} jednobrzmiących egzemplarzach"
