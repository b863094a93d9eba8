"""Data of agreement: Pan and Pani, pronouns, short forms, noun pairs of men and women."""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.polish.cases import CASES, Case
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like

# Nouns of persons that come in pairs: masculine singular → feminine singular.
FEMININE_NOUNS: Mapping[str, str] = {
    "uczestnik": "uczestniczka",
    "beneficjent": "beneficjentka",
    "mieszkaniec": "mieszkanka",
    "kandydat": "kandydatka",
    "absolwent": "absolwentka",
    "kursant": "kursantka",
    "opiekun": "opiekunka",
    "wnioskodawca": "wnioskodawczyni",
    "członek": "członkini",
    "stażysta": "stażystka",
    "podopieczny": "podopieczna",
    "klient": "klientka",
    "syn": "córka",
    "ojciec": "matka",
    "mąż": "żona",
    "wychowanek": "wychowanka",
    "odbiorca": "odbiorczyni",
    "kierownik": "kierowniczka",
    "dyrektor": "dyrektorka",
    "koordynator": "koordynatorka",
    "asystent": "asystentka",
    "doradca": "doradczyni",
    "pracownik": "pracownica",
    "małżonek": "małżonka",
    "współmałżonek": "współmałżonka",
    "rodzic": "rodzic",
    "pełnomocnik": "pełnomocniczka",
    "obywatel": "obywatelka",
    "zleceniobiorca": "zleceniobiorczyni",
    "nauczyciel": "nauczycielka",
    "uczeń": "uczennica",
}

PAN: Mapping[str, tuple[str, ...]] = {
    "m": ("Pan", "Pana", "Panu", "Pana", "Panem", "Panu", "Panie"),
    "f": ("Pani", "Pani", "Pani", "Panią", "Panią", "Pani", "Pani"),
    "pl": ("Państwo", "Państwa", "Państwu", "Państwa", "Państwem", "Państwu", "Państwo"),
    "pl_f": ("Panie", "Pań", "Paniom", "Panie", "Paniami", "Paniach", "Panie"),
}

# „on” after no preposition, „ten”, „sam”, „jeden” have short or suppletive nominatives.
ON: Mapping[str, tuple[str, ...]] = {
    "m": ("on", "jego", "jemu", "jego", "nim", "nim", "on"),
    "f": ("ona", "jej", "jej", "ją", "nią", "niej", "ona"),
    "n": ("ono", "jego", "jemu", "je", "nim", "nim", "ono"),
    "pl": ("oni", "ich", "im", "ich", "nimi", "nich", "oni"),
    "pl_f": ("one", "ich", "im", "je", "nimi", "nich", "one"),
}
SHORT: Mapping[str, tuple[str, str, str, str, str]] = {
    "ten": ("ten", "ta", "to", "ci", "te"),
    "sam": ("sam", "sama", "samo", "sami", "same"),
    "powinien": ("powinien", "powinna", "powinno", "powinni", "powinny"),
    "winien": ("winien", "winna", "winno", "winni", "winny"),
    "jego": ("jego", "jej", "jego", "ich", "ich"),
}
PRESENT: Mapping[str, str] = {
    "jest": "są",
    "ma": "mają",
    "będzie": "będą",
    "może": "mogą",
    "chce": "chcą",
    "wie": "wiedzą",
}
PAST_STEMS: Mapping[str, str] = {
    "wszedł": "weszł",
    "zszedł": "zeszł",
    "rozszedł": "rozeszł",
    "obszedł": "obeszł",
    "szedł": "szł",
    "mógł": "mogł",
    "niósł": "niosł",
    "wiódł": "wiodł",
    "wiózł": "wiozł",
}


def pan_declension(word: str, gender: str) -> Declension:
    """Return „Pan” or „Pani” written as given, as a declension."""
    row = PAN["f" if gender == "f" else "m"]
    forms: dict[Case, tuple[str, ...]] = {case: (like(word, form),) for case, form in zip(CASES, row, strict=True)}
    return Declension(forms, "dictionary", frozenset(CASES), gender)
