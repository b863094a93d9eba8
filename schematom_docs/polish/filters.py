"""The one table of filters for template authors. Names and arguments are Polish; docs/filtry.md shows each of them.

A filter that cannot do its work raises TemplateError with a Polish reason; the engine adds the place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context

from schematom_docs.polish import counted, dates, money, numerals
from schematom_docs.polish.agreed import agreed_form
from schematom_docs.polish.agreement import pan as pan_form
from schematom_docs.polish.approved import approved_of
from schematom_docs.polish.cases import case_code, number_code
from schematom_docs.polish.declined import (
    addressed,
    family_form,
    institution_form,
    text_form,
    unsure_form,
)
from schematom_docs.polish.entities import field, full_name, is_entity, polite_agreement
from schematom_docs.polish.filter_complaints import guarded
from schematom_docs.polish.fractions import decimal_words, percent_words
from schematom_docs.polish.powiats import is_named_after_seat, powiat_of
from schematom_docs.polish.prepositions import in_form, prefixed, with_form
from schematom_docs.polish.salutations import salutation

NBSP = "\u00a0"


@pass_context
@guarded
def odmiana(
    context: Any,
    x: Any,
    przypadek: str = "mianownik",
    liczba: str = "pojedyncza",
    rodzaj: str | None = None,
    pan: bool = False,
    funkcja: bool = False,
    panstwo: bool = False,
) -> str:
    """Return a phrase, person, institution or family in a case."""
    case, approved = case_code(przypadek), approved_of(context)
    if is_entity(x, "osoba"):
        return addressed(x, case, approved, with_pan=pan, with_function=funkcja)
    if is_entity(x, "instytucja"):
        return institution_form(x, case, approved).form
    if is_entity(x, "rodzina"):
        return family_form(x, case, approved, polite=panstwo)
    if isinstance(x, str) and x.strip():
        return text_form(x, case, approved, kind=rodzaj, number=number_code(liczba)).form
    raise ValueError("odmienić można tekst, osobę, instytucję albo rodzinę.")


@pass_context
@guarded
def zgodnie(context: Any, x: Any, slowo: str, przypadek: str = "mianownik") -> str:
    """Return a word in agreement with a person, several persons, a family or an institution."""
    return agreed_form(x, slowo, case_code(przypadek), approved_of(context))


@guarded
def pan(x: Any, przypadek: str = "mianownik") -> str:
    """Return Pan, Pani, Państwo or Panie in a case."""
    with_ = polite_agreement(x)
    return pan_form(with_.gender, with_.number, case_code(przypadek))


@pass_context
@guarded
def liczba(context: Any, n: Any, rzeczownik: str, przypadek: str = "mianownik", slownie: bool = False) -> str:
    """Return a number with its noun: „10 rodzin”."""
    number, case = _count(n), case_code(przypadek)
    return counted.counted(number, rzeczownik, case, words=slownie, approved=approved_of(context))


def _count(n: Any) -> Any:
    return len(n) if isinstance(n, list | tuple) else n


@guarded
def dobierz(n: Any, jeden: str, kilka: str, wiele: str, ulamek: str | None = None) -> str:
    """Return the word that goes with a number: wzięła, wzięły, wzięło."""
    if not all(isinstance(word, str) for word in (jeden, kilka, wiele)):
        raise ValueError("oczekiwano trzech słów: dla jednego, kilku i wielu.")
    return counted.pick(_count(n), jeden, kilka, wiele, ulamek)


@guarded
def slownie(n: Any, rodzaj: str = "m", przypadek: str = "mianownik") -> str:
    """Return a number in words, a fraction without gender. rodzaj: m, mo (men), k (women, feminine nouns), n."""
    value, gender, case = money.exact(_count(n)), _gender(rodzaj), case_code(przypadek)
    return numerals.cardinal(int(value), gender, case) if value == int(value) else decimal_words(value, case)


@pass_context
@guarded
def zwrot(context: Any, x: Any) -> str:
    """Return the salutation: „Szanowna Pani Dyrektor”."""
    return salutation(x, approved_of(context))


@pass_context
@guarded
def powiat(context: Any, x: Any, przypadek: str = "mianownik") -> str:
    """Return the powiat of a seat in a case: „powiatu buskiego”."""
    name, case, approved = powiat_of(str(x)), case_code(przypadek), approved_of(context)
    sure = is_named_after_seat(" ".join(str(x).split()), name.removeprefix("powiat "))
    return (text_form if sure else unsure_form)(name, case, approved).form


@guarded
def porzadkowy(n: Any, rodzaj: str = "m", przypadek: str = "mianownik") -> str:
    """Return an ordinal in words."""
    return numerals.ordinal(_whole(n), _gender(rodzaj), case_code(przypadek))


def _gender(name: str) -> str:
    genders = {"m": "m3", "mo": "m1", "k": "f", "z": "f", "ż": "f", "f": "f", "n": "n"}
    if name not in genders:
        raise ValueError(f"nie ma rodzaju „{name}”; są: m, mo, k, n.")
    return genders[name]


def _whole(n: Any) -> int:
    value = money.exact(_count(n))
    if value != int(value):
        raise ValueError("oczekiwano liczby całkowitej.")
    return int(value)


@guarded
def rzymska(n: Any) -> str:
    """Return a Roman numeral."""
    return numerals.roman(_whole(n))


@guarded
def kwota(x: Any) -> str:
    """Return an amount in figures: „724 860,00 zł”."""
    return money.money_figures(x)


@guarded
def kwota_slownie(x: Any, zapis: str = "ulamek", jeden_tysiac: bool = True) -> str:
    """Return an amount in words, zapis: ulamek or slowa."""
    return money.money_words(x, zapis, spell_one=jeden_tysiac)


@guarded
def liczba_pl(x: Any, miejsca: int | None = None) -> str:
    """Return a number with a decimal comma."""
    return money.decimal_figures(x, miejsca)


@guarded
def procent(x: Any, miejsca: int | None = None, slownie: bool = False) -> str:
    """Return a percentage: „37,5%”, in words if asked for."""
    if slownie:
        return percent_words(x)
    return money.percent(x, miejsca)


@guarded
def data(d: Any, postac: str = "dluga") -> str:
    """Return a date in a named style."""
    return dates.date_text(d, postac)


@guarded
def zakres(okres: Any, postac: str = "od_do") -> str:
    """Return a period in a named style."""
    if not isinstance(okres, Mapping):
        raise ValueError("oczekiwano okresu z polami „od” i „do”.")
    return dates.period_text(okres.get("od"), okres.get("do"), postac)


@pass_context
@guarded
def w(context: Any, x: Any, rodzaj: str = "miejscowosc") -> str:
    """Return „w” or „we” and a name in the locative: „we Wrocławiu”."""
    form = _in_case(context, x, "miejscownik", rodzaj)
    return prefixed(in_form(form), form)


@pass_context
@guarded
def z(context: Any, x: Any, przypadek: str | None = "dopelniacz", rodzaj: str | None = None) -> str:
    """Return „z” or „ze” and a name in a case; przypadek None: the text stands in its case already."""
    if przypadek is None and not (isinstance(x, str) and x.strip()):
        raise ValueError("oczekiwano tekstu, który stoi już w swoim przypadku.")
    form = x if przypadek is None else _in_case(context, x, przypadek, rodzaj)
    return prefixed(with_form(form), form)


def _in_case(context: Any, x: Any, case_name: str, kind: str | None) -> str:
    case, approved = case_code(case_name), approved_of(context)
    if is_entity(x, "osoba"):
        return addressed(x, case, approved, with_pan=False, with_function=False)
    if is_entity(x, "instytucja"):
        return institution_form(x, case, approved).form
    if is_entity(x, "rodzina"):
        return family_form(x, case, approved)
    if isinstance(x, str) and x.strip():
        return text_form(x, case, approved, kind=kind).form
    raise ValueError("oczekiwano nazwy, osoby, instytucji albo rodziny.")


@pass_context
@guarded
def lista(context: Any, x: Any, spojnik: str = "i", przypadek: str = "mianownik", rodzaj: str | None = None) -> str:
    """Return items as „a, b i c”, entities by name, in a case if one is given."""
    values = [] if x is None or isinstance(x, str | Mapping) else list(x)
    if not values:
        raise ValueError("oczekiwano niepustej listy.")
    plain = przypadek == "mianownik"
    if any(item is None or str(item).strip() == "" for item in values):
        raise ValueError("na liście jest pusta pozycja.")
    items = [
        str(i) if plain and not isinstance(i, Mapping) else _in_case(context, i, przypadek, rodzaj) for i in values
    ]
    if len(items) == 1:
        return items[0]
    glue = NBSP if len(spojnik) == 1 else " "
    return f"{', '.join(items[:-1])} {spojnik}{glue}{items[-1]}"


@guarded
def adres(x: Any) -> str:
    """Return an address: „ul. Rynek 1, 62-020 Swarzędz”."""
    if not isinstance(x, Mapping):
        raise ValueError("oczekiwano adresu.")
    town, code, number = field(x, "miejscowosc"), field(x, "kod"), str(x.get("numer") or "").strip()
    street = str(x.get("ulica") or "").strip()
    post = str(x.get("poczta") or "").strip() or town
    line = _street(street) if street else town
    line = f"{line} {number}".strip().replace(" ", NBSP)
    parts = [line, town] if street and post != town else [line]
    return ", ".join([*parts, f"{code}{NBSP}{post.replace(' ', NBSP)}"])


_STREET_WORDS = ("ul.", "al.", "pl.", "os.", "aleja", "aleje", "plac", "osiedle", "rondo", "skwer", "bulwar")


def _street(name: str) -> str:
    return name if name.lower().startswith(_STREET_WORDS) else f"ul. {name}"


@guarded
def skrot(x: Any) -> str:
    """Return the short name of an institution, or the initials and surname of a person."""
    if is_entity(x, "osoba"):
        return f"{full_name(x)[0]}.{NBSP}{field(x, 'nazwisko')}"
    if is_entity(x, "instytucja"):
        return field(x, "skrot")
    raise ValueError("skrót mają instytucje i osoby.")


def linie(x: Any) -> list[str]:
    """Return the lines of a text, without those that are empty; [] for no text."""
    return [line.strip() for line in ("" if x is None else str(x)).splitlines() if line.strip()]


@guarded
def egzemplarze(n: Any) -> str:
    """Return „w trzech jednobrzmiących egzemplarzach”."""
    return counted.counterparts(_whole(n))


FILTERS: Mapping[str, Callable[..., Any]] = {
    filter_.__name__: filter_
    for filter_ in (
        *(
            odmiana,
            zgodnie,
            pan,
            liczba,
            dobierz,
            slownie,
            porzadkowy,
            rzymska,
            kwota,
            kwota_slownie,
            liczba_pl,
            procent,
        ),
        *(zwrot, powiat, data, zakres, w, z, lista, linie, adres, skrot, egzemplarze),
    )
}
