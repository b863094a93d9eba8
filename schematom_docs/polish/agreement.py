"""Words that agree with whom they speak of: adjectives, participles, past and present verbs, pronouns, noun pairs."""

from __future__ import annotations

from dataclasses import dataclass

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.agreement_words import FEMININE_NOUNS, ON, PAN, PAST_STEMS, PRESENT, SHORT
from schematom_docs.polish.cases import CASES, Case, Number
from schematom_docs.polish.inflection import inflect
from schematom_docs.polish.lettercase import like


@dataclass(frozen=True, slots=True)
class Agreement:
    """Grammatical gender (m1, m2, m3, f, n) and number of what a word agrees with; certain: not a guess."""

    gender: str
    number: Number = "sg"
    certain: bool = True


def pan(gender: str, number: Number, case: Case) -> str:
    """Return Pan, Pani, Państwo or Panie in a case. gender: m1 or f."""
    key = ("pl_f" if gender == "f" else "pl") if number == "pl" else ("f" if gender == "f" else "m")
    return PAN[key][CASES.index(case)]


def agree(word: str, with_: Agreement, case: Case = "nom") -> str:
    """Return a word, given in the masculine singular nominative, in agreement and case.

    Adjectives and participles take gender, number and case; verbs gender and number; „legitymujący się”, „zwany dalej”
    agree in their first word, „bezrobotny uczestnik”, „pracownik socjalny” in the noun and its adjectives. Raises
    ValueError for a word that does not agree with anything.
    """
    words = word.split()
    if not words:
        raise ValueError("Nie podano słowa do uzgodnienia.")
    done = [like(words[0], _agreed(words[0].lower(), with_, case))]
    noun = words[0].lower() in FEMININE_NOUNS
    for other in words[1:]:
        lower = other.lower()
        noun = noun or lower in FEMININE_NOUNS
        if lower not in FEMININE_NOUNS and not (noun and _is_adjective(lower)):
            break
        done.append(like(other, _agreed(lower, with_, case)))
    return " ".join([*done, *words[len(done) :]])


def _is_adjective(word: str) -> bool:
    """Return whether a word is an adjective or participle in the masculine singular nominative."""
    found = [r for r in dictionary.readings(word) if r.pos in ("adj", "ppas", "pact")]
    return any("sg" in r.numbers and "m1" in r.genders and r.is_nominative() for r in found)


def _agreed(word: str, with_: Agreement, case: Case) -> str:
    if word == "każdy" and with_.number == "pl":
        raise ValueError("Słowo „każdy” nie ma liczby mnogiej: napisz „każdy z …” albo „wszyscy”.")
    if word in _PRONOUNS:
        return _pronoun(word, with_, case)
    if word in FEMININE_NOUNS:
        return _paired_noun(word, with_, case)
    verb = word in PRESENT or word.endswith("ł") or (_is_present(word) and not _is_adjective(word))
    if verb and case != "nom":
        raise ValueError(f"Czasownik „{word}” nie ma przypadków.")
    if word in PRESENT:
        return word if with_.number == "sg" else PRESENT[word]
    if word.endswith(("y", "i")) and not word.endswith("ali") and not verb:
        _refuse_other_forms(word)
        return adjective(word, case, with_.gender, with_.number)
    if word.endswith("ł"):
        return past(word, with_)
    return _present(word, with_)


def _is_present(word: str) -> bool:
    return any(form == word and tag.startswith("fin:sg:ter") for form, tag in dictionary.verb_forms(word))


def _refuse_other_forms(word: str) -> None:
    """Raise ValueError for an adjective in another form than the masculine singular: „skierowani”, „wszyscy”."""
    found = [r for r in dictionary.readings(word) if r.pos in ("adj", "ppas", "pact")]
    if found and not any("sg" in r.numbers and "m1" in r.genders and r.is_nominative() for r in found):
        raise ValueError(f"Słowo „{word}” podaj w rodzaju męskim, w mianowniku liczby pojedynczej.")


_PRONOUNS = frozenset({"on", *SHORT})


def _pronoun(word: str, with_: Agreement, case: Case) -> str:
    plural = with_.number == "pl"
    if word == "on":
        key = ("pl" if with_.gender == "m1" else "pl_f") if plural else with_.gender[0]
        return ON[key][CASES.index(case)]
    index = (3 if with_.gender == "m1" else 4) if plural else {"m": 0, "f": 1, "n": 2}[with_.gender[0]]
    nominative = SHORT[word][index]
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
    for masculine, other in PAST_STEMS.items():
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
    guessed = not dictionary.available() and word.endswith(("uje", "a"))
    if not _is_present(word) and not guessed:
        raise ValueError(f"Nie wiem, jak uzgodnić słowo „{word}”: podaj je w rodzaju męskim, w mianowniku.")
    if with_.number == "sg":
        return word
    if forms:
        return min(forms)
    return word[:-1] + "ą" if word.endswith("uje") else word + "ją"


def _paired_noun(word: str, with_: Agreement, case: Case) -> str:
    lemma = FEMININE_NOUNS[word] if with_.gender == "f" else word
    return inflect(lemma, case, kind="function", number=with_.number).form
