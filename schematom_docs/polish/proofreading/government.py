"""Cases: what prepositions, verbs and appositions ask of the words after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.cases import Case
from schematom_docs.polish.inflection import inflect
from schematom_docs.polish.proofreading import government_clauses, government_names
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of
from schematom_docs.polish.proofreading.words import (
    WORD,
    cases_of,
    has_label,
    is_adjective,
    is_nominal,
    is_noun,
    noun_after,
    parts_of_speech,
    put_in,
)

_NAMES: Mapping[str, str] = {
    "gen": "dopełniacz",
    "dat": "celownik",
    "acc": "biernik",
    "ins": "narzędnik",
    "loc": "miejscownik",
}
_GOVERNED: tuple[tuple[Case, str], ...] = (
    (
        "gen",
        r"w sprawie|w ramach|na rzecz|w imieniu|dla|do|od|z dnia|na podstawie|bez|podczas|oprócz|spośród|wobec|według|"
        r"z upoważnienia|z inicjatywy|w obecności|na wniosek|za zgodą|w siedzibie|udzielono|dokonano|"
        r"wokół|z tytułu|w zakresie|w celu|w wyniku|na terenie|w trakcie|za pomocą|w terminie do dnia|zamiast|obok|u",
    ),
    ("dat", r"dzięki|przeciwko|wbrew|udziela się|przyznaje się|wręcza się|składamy?|dziękujemy"),
    (
        "acc",
        r"reprezentowan(?:y|a|e|ego|ej|emu|ą|ym|ych|ymi|i) przez|przez|wyrażam zgodę na|ze względu na|poprzez",
    ),
    (
        "ins",
        r"zgodnie z|zgodnie ze|łącznie z|w związku z|w związku ze|wraz z|wraz ze|razem z|pomiędzy|między|"
        r"we współpracy z|we współpracy ze|w porozumieniu z",
    ),
    ("loc", r"przy|mowa o"),
)
_PHRASES = tuple((case, re.compile(rf"(?<![\w-])(?:{text}) (?=[^\W\d_])", re.IGNORECASE)) for case, text in _GOVERNED)
_TOWN = re.compile(r"(?<![\w-])(?:[Ww]|[Ww]e|z siedzibą w) (?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_LIMIT = 3
_SHORTEST = 5
_OF_ACTS = ("udzielono ", "dokonano ")
_POSSESSIVE = ("Państwa", "Pana", "Pani")  # „dzięki Państwa pomocy”


def _governed(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for case, phrase in _PHRASES:
        for match in phrase.finditer(passage.text):
            word = WORD.match(passage.text, match.end())
            if word and match.group().lower() in _OF_ACTS and "dat" in cases_of(word.group()):
                continue  # „udzielono rodzinie pomocy”
            if word and case == "gen" and " " in match.group().strip() and _attribute(word.group()):
                continue
            correction = _wrong_case(passage.text, match.end(), case)
            if correction and not (case == "dat" and _names_nobody(passage.text, match)):
                yield correction


def _attribute(word: str) -> bool:
    """Return whether an adjective may belong to the noun of the phrase itself: „w zakresie prawnym”."""
    return is_adjective(word) and "loc" in cases_of(word)


def _names_nobody(text: str, match: re.Match[str]) -> bool:
    """Return whether no person follows: „składa wniosek” governs the accusative, „składa Panu” the dative."""
    verbs = ("dzięki", "przeciwko", "wbrew")
    return match.group().strip().lower() not in verbs and not text[match.end() :].startswith(("Pan", "Państwo"))


def _wrong_case(text: str, start: int, case: Case) -> Correction | None:
    """Return a correction of the first word of the phrase at `start` that cannot stand in the case."""
    position = start
    for _ in range(_LIMIT):
        match = WORD.match(text, position)
        if not match or not _can_be_governed(match.group(), first=position == start) or _left_alone(match.group()):
            return None
        if len(match.group()) < _SHORTEST and text[match.end() : match.end() + 1] == ".":  # „przy ul. Rynek”
            return None
        word = match.group()
        if word in _POSSESSIVE and text[match.end() : match.end() + 2].strip().islower():
            return None
        if case not in cases_of(word):
            right = None if _before_woman(text, match, case) else _in_case(text, match, case)
            return Correction(*right, f"tu potrzebny jest {_NAMES[case]}") if right else None
        if not is_adjective(word) or word.lower().startswith(_PEOPLE) or text[match.end() : match.end() + 1] != " ":
            return None
        position = match.end() + 1
    return None


def _can_be_governed(word: str, *, first: bool) -> bool:
    """Return whether a word is nominal; right after a phrase „udział” is no verb („udziać”)."""
    return is_nominal(word) or (first and is_noun(word) and parts_of_speech(word) <= {"subst", "ger", "praet"})


# Adjectives that are people by themselves: „w imieniu małoletniego oświadczenie składa …”.
_PEOPLE = (
    "małoletni",
    "nieletni",
    "bezrobotn",
    "dorosł",
    "chor",
    "niepełnospraw",
    "uprawnion",
    "zainteresowan",
    "zmarł",
)


def _before_woman(text: str, match: re.Match[str], case: Case) -> bool:
    """Return whether a function stands bare before a woman's name, as it may: „przez Dyrektor Annę Nowak”."""
    following = WORD.match(text, match.end() + 1)
    if following is None or has_label(match.group(), "imię") or not has_label(following.group(), "imię"):
        return False
    return case in cases_of(following.group(), "imię") and following.group().endswith(("ę", "y", "i", "ą", "ie"))


def _left_alone(word: str) -> bool:
    """Return whether a word tells nothing: an acronym, a relative pronoun, „w imieniu własnym”."""
    return _acronym(word) or word.lower().startswith(("któr", "własn", "jaki", "czyj"))


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _in_case(text: str, match: re.Match[str], case: Case) -> tuple[int, int, str] | None:
    """Return the span and its right form: of a whole personal name, else of the word."""
    word = match.group()
    if has_label(word, "imię") or word in ("Pan", "Pani"):
        name = re.match(r"(?:Pani? )?[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)*", text[match.start() :])
        if name and " " in name.group() and not name.group().startswith("Pan"):
            form = inflect(name.group(), case, kind="person").form
            return match.start(), match.start() + name.end(), form
    right = put_in(word, case, noun_after(text, match.end()))
    return (match.start(), match.end(), right) if right and right != word else None


def _towns(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield towns after „w” that stand in the nominative: „w Turek”."""
    for match in _TOWN.finditer(passage.text):
        town = re.match(r"[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)?", passage.text[match.end() :])
        first = town.group().split(" ")[0] if town else ""
        if not town or not has_label(first, "nazwa_geograficzna") or not is_nominal(first) or _acronym(first):
            continue
        found = cases_of(first, "nazwa_geograficzna")
        if "nom" in found and "loc" not in found:
            second = town.group()[len(first) + 1 :]
            whole = town.group() if second and has_label(town.group(), "nazwa_geograficzna") else first
            whole = town.group() if second and is_adjective(second.lower()) else whole
            form = inflect(whole, "loc", kind="place").form
            if form != whole:
                yield Correction(match.end(), match.end() + len(whole), form, "tu potrzebny jest miejscownik")


_APPOSITION = re.compile(r"(?<![\w-])(miasta|miastu|miastem|mieście|wsi|wsią) (?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_HEADS: Mapping[str, Case] = {"miasta": "gen", "miastu": "dat", "miastem": "ins", "mieście": "loc"}


def _apposition(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield names of towns left in the nominative: „do miasta Częstochowa”."""
    for match in _APPOSITION.finditer(passage.text):
        case = _HEADS.get(match[1])
        town = re.match(r"[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)?", passage.text[match.end() :])
        if case is None or town is None:
            continue
        words = town.group().split(" ")
        if not has_label(words[0], "nazwa_geograficzna"):
            continue
        whole = town.group() if len(words) > 1 and is_adjective(words[1].lower()) else words[0]
        found = cases_of(words[0], "nazwa_geograficzna")
        if "nom" in found and case not in found:
            form = inflect(whole, case, kind="place").form
            yield Correction(match.end(), match.end() + len(whole), form)


_ROLE = re.compile(
    r"\b(?:reprezentan|przedstawiciel|członk|członek|kierownik|dyrektor|pracownik|prezes|sekretarz|naczelnik)\w* "
    r"(Zarząd|Urząd|Ośrodek|Powiatowy Urząd|Starostwo|Rada|Stowarzyszenie|Fundacja|Szkoła|Zespół|Komenda|Klub|Wydział"
    r"|Spółdzielnia|Ministerstwo|Towarzystwo|Biuro|Referat|Przedszkole|Poradnia|Policja|Sąd)\b"
    r"(?= [A-ZĄĆĘŁŃÓŚŹŻ]|[,.;]|$)",
    re.IGNORECASE,
)


def _role(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield institutions left in the nominative after a function: „reprezentant Zarząd Powiatu”."""
    for match in _ROLE.finditer(passage.text):
        if match[1][0].isupper():
            form = inflect(match[1], "gen", kind="institution").form
            yield Correction(match.start(1), match.end(1), form)


RULES = (
    Rule(
        "przypadek",
        "Przypadek po wyrażeniu",
        "wyraz stoi w niewłaściwym przypadku",
        all_of(government_names.check, government_clauses.check, _governed),
    ),
    Rule("miejscowosc", "Miejscowość po „w”", "nazwa miejscowości po „w” stoi w miejscowniku", _towns),
    Rule(
        "miasto", "Nazwa miasta po wyrazie „miasto”", "nazwa miasta odmienia się razem z wyrazem „miasto”", _apposition
    ),
    Rule("funkcja-instytucja", "Instytucja po funkcji", "nazwa instytucji po funkcji stoi w dopełniaczu", _role),
)
