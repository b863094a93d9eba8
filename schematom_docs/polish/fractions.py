"""Decimal fractions and percentages in words: „dwa i pięć dziesiątych”, „sześćdziesiąt procent”."""

from __future__ import annotations

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import Case
from schematom_docs.polish.money import exact
from schematom_docs.polish.numerals import cardinal, plural_category

_PARTS = {1: "dziesiąty", 2: "setny", 3: "tysięczny"}


def decimal_words(value: object, case: Case = "nom") -> str:
    """Return a number of at most three decimal places in words, in a case: „dwóch i pięciu dziesiątych”.

    The numerator counts parts of a feminine noun: „jedna dziesiąta”, „dwie setne”, „pięć tysięcznych”; the whole part
    stands alone, without the gender of what is measured. Raises ValueError for more places.
    """
    number = exact(value)
    sign = "minus " if number < 0 else ""
    places = max(0, -int(number.normalize().as_tuple().exponent)) if number % 1 else 0
    if places > max(_PARTS):
        raise ValueError("Ułamek słownie: obsługiwane są najwyżej trzy miejsca po przecinku.")
    whole, part = divmod(int(abs(number) * 10**places), 10**places)
    if not part:
        return sign + cardinal(whole, case=case)
    fraction = f"{cardinal(part, 'f', case)} {_denominator(part, _PARTS[places], case)}"
    return sign + (f"{cardinal(whole, case=case)} i {fraction}" if whole else fraction)


def _denominator(part: int, lemma: str, case: Case) -> str:
    """Return „dziesiąta”, „dziesiąte”, „dziesiątych” or „dziesiątymi”, whichever follows the numerator in its case."""
    category = plural_category(part)
    if category == "one":
        return adjective(lemma, case, "f")
    counted = category == "many" and case in ("nom", "acc", "voc")
    return adjective(lemma, "gen" if counted else case, "f", "pl")


def percent_words(value: object) -> str:
    """Return a percentage in words: „trzydzieści siedem i pięć dziesiątych procent”."""
    return f"{decimal_words(value)} procent"
