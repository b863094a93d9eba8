"""The nouns that offices count, by any of their forms; those of them that collective numerals count."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from schematom_docs.polish.counted import noun_numbers
from schematom_docs.polish.inflected import Declension

# „2 dzieci” is read „dwoje dzieci”: the verb is neuter singular.
COLLECTIVE = frozenset({"dziecko", "niemowlę", "wnuczę", "prawnuczę", "bliźnię"})

# Other nouns after a number may belong to it or not: „ust. 5 umowy”, „30 lipca”.
_COUNTED = (
    *("rodzina", "osoba", "kobieta", "mężczyzna", "uczestnik", "uczestniczka", "członek", "pracownik"),
    *("powiat", "gmina", "instytucja", "zespół", "kontrakt", "dzień", "miesiąc", "tydzień", "godzina", "wizyta"),
    *("moduł", "egzemplarz", "strona", "usługa", "zadanie", "spotkanie", "szkolenie", "kurs", "warsztat", "dyplom"),
    *("partner", "przedstawiciel", "specjalista", "bezrobotny", "porozumienie", "program", "projekt", "wniosek"),
    *sorted(COLLECTIVE),
)
_known: dict[str, str] = {}


def lemma_of(form: str) -> str:
    """Return the counted noun a form belongs to, "" for any other word."""
    if not _known:
        _known.update(_forms())
    return _known.get(form.lower(), "")


@lru_cache(maxsize=200)
def numbers_of(noun: str) -> tuple[Declension, Declension]:
    """Return singular and plural of a counted noun."""
    return noun_numbers(noun)


def _forms() -> Mapping[str, str]:
    """Return every form of the counted nouns → the noun; nouns whose plural nobody knows are left out."""
    table: dict[str, str] = {}
    for noun in _COUNTED:
        with suppress(ValueError):  # no dictionary on this system
            for declension in noun_numbers(noun):
                for forms in declension.forms.values():
                    table.update(dict.fromkeys(forms, noun))
    return table
