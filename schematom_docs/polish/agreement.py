"""Words that agree with whom they speak of: adjectives, participles, past and present verbs, pronouns, noun pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import CASES, Case, Number
from schematom_docs.polish.lettercase import like


@dataclass(frozen=True, slots=True)
class Agreement:
    """Grammatical gender (m1, m2, m3, f, n) and number of what a word agrees with."""

    gender: str
    number: Number = "sg"


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

_PAN: Mapping[str, tuple[str, ...]] = {
    "m": ("Pan", "Pana", "Panu", "Pana", "Panem", "Panu", "Panie"),
    "f": ("Pani", "Pani", "Pani", "Panią", "Panią", "Pani", "Pani"),
    "pl": ("Państwo", "Państwa", "Państwu", "Państwa", "Państwem", "Państwu", "Państwo"),
    "pl_f": ("Panie", "Pań", "Paniom", "Panie", "Paniami", "Paniach", "Panie"),
}

# „on” after no preposition, „ten”, „sam”, „jeden” have short or suppletive nominatives.
_ON: Mapping[str, tuple[str, ...]] = {
    "m": ("on", "jego", "jemu", "jego", "nim", "nim", "on"),
    "f": ("ona", "jej", "jej", "ją", "nią", "niej", "ona"),
    "n": ("ono", "jego", "jemu", "je", "nim", "nim", "ono"),
    "pl": ("oni", "ich", "im", "ich", "nimi", "nich", "oni"),
    "pl_f": ("one", "ich", "im", "je", "nimi", "nich", "one"),
}
_SHORT: Mapping[str, tuple[str, str, str, str, str]] = {
    "ten": ("ten", "ta", "to", "ci", "te"),
    "sam": ("sam", "sama", "samo", "sami", "same"),
    "powinien": ("powinien", "powinna", "powinno", "powinni", "powinny"),
    "winien": ("winien", "winna", "winno", "winni", "winny"),
    "jego": ("jego", "jej", "jego", "ich", "ich"),
}
_PRESENT: Mapping[str, str] = {
    "jest": "są",
    "ma": "mają",
    "będzie": "będą",
    "może": "mogą",
    "chce": "chcą",
    "wie": "wiedzą",
}
_PAST_STEMS: Mapping[str, str] = {
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


def pan(gender: str, number: Number, case: Case) -> str:
    """Return Pan, Pani, Państwo or Panie in a case. gender: m1 or f."""
    key = ("pl_f" if gender == "f" else "pl") if number == "pl" else ("f" if gender == "f" else "m")
    return _PAN[key][CASES.index(case)]


def agree(word: str, with_: Agreement, case: Case = "nom") -> str:
    """Return a word, given in the masculine singular nominative, in agreement and case.

    Adjectives and participles take gender, number and case; verbs gender and number; „legitymujący się”, „zwany dalej”
    agree in their first word. Raises ValueError for a word that does not agree with anything.
    """
    first, space, rest = word.strip().partition(" ")
    form = _agreed(first.lower(), with_, case)
    return like(first, form) + space + rest


def _agreed(word: str, with_: Agreement, case: Case) -> str:
    if word in _PRONOUNS:
        return _pronoun(word, with_, case)
    if word in FEMININE_NOUNS:
        return _paired_noun(word, with_, case)
    if word in _PRESENT:
        return word if with_.number == "sg" else _PRESENT[word]
    if word.endswith(("y", "i")) and not word.endswith("ali"):
        return adjective(word, case, with_.gender, with_.number)
    if word.endswith("ł"):
        return past(word, with_)
    return _present(word, with_)


_PRONOUNS = frozenset({"on", *_SHORT})


def _pronoun(word: str, with_: Agreement, case: Case) -> str:
    plural = with_.number == "pl"
    if word == "on":
        key = ("pl" if with_.gender == "m1" else "pl_f") if plural else with_.gender[0]
        return _ON[key][CASES.index(case)]
    index = (3 if with_.gender == "m1" else 4) if plural else {"m": 0, "f": 1, "n": 2}[with_.gender[0]]
    nominative = _SHORT[word][index]
    if case in ("nom", "voc") or word == "jego":
        return nominative
    if word in ("ten", "sam"):
        if word == "ten" and not plural and with_.gender == "f" and case == "acc":
            return "tę"
        short = case == "acc" and (with_.gender in ("m3", "n") and not plural)
        return nominative if short else adjective({"ten": "ty", "sam": "samy"}[word], case, with_.gender, with_.number)
    raise ValueError(f"„{word}” nie odmienia się przez przypadki.")


def past(word: str, with_: Agreement) -> str:
    """Return a past tense verb in gender and number: ukończył, ukończyła, ukończyło, ukończyli, ukończyły."""
    stem = word
    for masculine, other in _PAST_STEMS.items():
        if word.endswith(masculine):
            stem = word[: -len(masculine)] + other
            break
    if with_.number == "sg":
        if with_.gender.startswith("m"):
            return word
        stem = stem[:-2] + "ęł" if stem.endswith("ął") else stem
        return stem + ("a" if with_.gender == "f" else "o")
    stem = stem[:-2] + "ęł" if stem.endswith("ął") else stem
    if with_.gender != "m1":
        return stem + "y"
    if stem.endswith("iał"):
        return stem[:-2] + "eli"
    return stem[:-1] + "li"


def _present(word: str, with_: Agreement) -> str:
    """Return a verb of the third person in number: oświadcza – oświadczają, zobowiązuje – zobowiązują."""
    forms = {form for form, tag in dictionary.verb_forms(word) if tag.startswith(("fin:pl:ter", "bedzie:pl:ter"))}
    singular = any(form == word and tag.startswith("fin:sg:ter") for form, tag in dictionary.verb_forms(word))
    if not singular and not word.endswith(("uje", "a")):
        raise ValueError(f"Nie wiem, jak uzgodnić słowo „{word}”: podaj je w rodzaju męskim, w mianowniku.")
    if with_.number == "sg":
        return word
    if forms:
        return min(forms)
    return word[:-1] + "ą" if word.endswith("uje") else word + "ją"


def _paired_noun(word: str, with_: Agreement, case: Case) -> str:
    from schematom_docs.polish.inflection import inflect

    lemma = FEMININE_NOUNS[word] if with_.gender == "f" else word
    return inflect(lemma, case, kind="function", number=with_.number).form
