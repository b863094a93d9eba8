"""Cases of names and titles: people after „przez” and „kieruję”, the second party after „a”, salutations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.cases import Case
from schematom_docs.polish.dictionary import analyses
from schematom_docs.polish.inflection import inflect
from schematom_docs.polish.proofreading.passage import Correction, Passage, Surroundings, all_of
from schematom_docs.polish.proofreading.words import cases_of, has_label, is_nominal, noun_after, put_in

_NAME = r"(?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+ [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)"
_TITLE = r"(?P<title>Pani|Panią|Pan|Pana|Panu|Panem) "
_PEOPLE: tuple[tuple[Case, str], ...] = (
    ("acc", r"(?:przez|kieruj\w+|powołuj\w+|upoważnia\w*|zobowiązuj\w+|skierowano|powołano|zatrudniono)"),
    (
        "dat",
        r"(?:składamy?(?: (?:serdeczne|gorące))?(?: (?:podziękowania|gratulacje|życzenia|wyrazy \w+))?|udziela się"
        r"|przyznaje się|wręcza się|dziękujemy|przekazano|przyznano|wypłacono)",
    ),
    ("gen", r"(?:dla|od|do|wobec|w imieniu|na rzecz|u|obok|bez)"),
    ("ins", r"(?:pomiędzy|między|wraz z|razem z|w związku z)"),
)
_AFTER = tuple((case, re.compile(rf"(?<![\w-])(?i:{verbs}) (?:{_TITLE})?{_NAME}")) for case, verbs in _PEOPLE)
_TITLES: Mapping[Case, tuple[str, str]] = {
    "gen": ("Pana", "Pani"),
    "dat": ("Panu", "Pani"),
    "acc": ("Pana", "Panią"),
    "ins": ("Panem", "Panią"),
}


def _people(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield people left in the nominative: „przez Jan Kowalski”, „kieruję Pani Anna Nowak”."""
    for case, phrase in _AFTER:
        for match in phrase.finditer(passage.text):
            gender = _bearer(match["name"], match["title"] or "")
            if not gender:
                continue
            form = inflect(match["name"], case, kind="person", gender=gender).form
            title = match["title"] and f"{_TITLES[case][gender == 'f']} "
            right = f"{title or ''}{form}"
            start = match.start("title") if match["title"] else match.start("name")
            if passage.text[start : match.end("name")] != right:
                yield Correction(start, match.end("name"), right, f"tu potrzebny jest {_CASES[case]}")


_CASES: Mapping[Case, str] = {"gen": "dopełniacz", "dat": "celownik", "acc": "biernik", "ins": "narzędnik"}


def _bearer(name: str, title: str) -> str:
    """Return f or m when the words are a first name and a surname in the nominative, "" otherwise."""
    first, _, last = name.partition(" ")
    genders = {
        "f" if tag[3].startswith("f") else "m"
        for _, tag, labels in analyses(first)
        if "imię" in labels and tag[0] == "subst" and "sg" in tag[1] and "nom" in tag[2].split(".")
    }
    if len(genders) != 1 or "nom" not in cases_of(last):
        return ""
    gender = genders.pop()
    if gender == "f" and title in ("Pan", "Pana", "Panu", "Panem"):
        return ""
    # „Jana Kowalskiego”: Jana is a woman's name too, but then her surname would be another.
    if not has_label(last, "nazwisko") or (gender == "f" and last.endswith(("ego", "a")) and not last.endswith("ka")):
        return ""
    return gender


_SECOND = re.compile(
    r"\b(?:pomiędzy|między) (?=[A-ZĄĆĘŁŃÓŚŹŻ])(?:[^;:]|;(?= ))*? a (?P<word>[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+)\b"
)
_WITH = re.compile(
    r"(?<![\w-])[Zz]e? (?P<word>(?:Powiatow|Gminn|Miejsk|Wojewódzk)(?:y|a|e|i|ie)|Urząd|Ośrodek|Starostwo|Centrum"
    r"|Rodzina|Stowarzyszenie|Fundacja|Spółdzielnia|Gmina|Powiat|Szkoła|Klub|Zarząd)(?= [A-ZĄĆĘŁŃÓŚŹŻ])"
)


def _parties(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield the second party after „pomiędzy … a” and an institution after „z” left in the nominative."""
    for match in (*_SECOND.finditer(passage.text), *_WITH.finditer(passage.text)):
        word = match["word"]
        found = cases_of(word)
        if "nom" in found and not found & {"ins", "gen"} and is_nominal(word) and word != "Centrum":
            right = put_in(word, "ins", noun_after(passage.text, match.end("word")))
            if right and right != word:
                yield Correction(match.start("word"), match.end("word"), right, "tu potrzebny jest narzędnik")


_SALUTATION = re.compile(r"^Szanown[ya] (?P<title>Pan|Panie|Pani)(?: (?P<office>[A-ZŁŚ][a-ząćęłńóśźż]+))?[!,]$")
_OFFICES = ("Dyrektor", "Kierownik", "Prezes", "Starosta", "Wójt", "Burmistrz", "Prezydent", "Naczelnik", "Minister")

_MASCULINE: Mapping[str, str] = {
    **{"Dyrektorze": "Dyrektor", "Kierowniku": "Kierownik", "Prezesie": "Prezes", "Wójcie": "Wójt"},
    **{"Burmistrzu": "Burmistrz", "Prezydencie": "Prezydent", "Naczelniku": "Naczelnik", "Ministrze": "Minister"},
}


def _salutation(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „Szanowny Pan!”, „Szanowny Panie Dyrektor!” and, to a woman, „Szanowna Pani Dyrektorze!”."""
    match = _SALUTATION.match(passage.text)
    if match and match["title"] == "Pani" and match["office"] in _MASCULINE:
        title = _MASCULINE[match["office"]]
        yield Correction(match.start("office"), match.end("office"), title, "nazwa urzędu po „Pani” zostaje bez zmian")
    if not match or match["title"] == "Pani":
        return
    office = match["office"] or ""
    shown = f" {inflect(office, 'voc').form if office in _OFFICES else office}" if office else ""
    if f"{match['title']}{f' {office}' if office else ''}" != f"Panie{shown}":
        yield Correction(match.start("title"), match.end() - 1, f"Panie{shown}", "tu potrzebny jest wołacz")


_CONSENT = re.compile(r"\b[Zz]go(?:dę|dy|da|dą) na (?P<word>[a-ząćęłńóśźż]+(?:[nc]ia))\b(?! i| oraz)")


def _consent(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „zgodę na przetwarzania”: the name of an action stands in the singular."""
    for match in _CONSENT.finditer(passage.text):
        word = match["word"]
        if any(tag[0] == "ger" for _, tag, _ in analyses(word)):
            yield Correction(match.start("word"), match.end("word"), f"{word[:-1]}e", "tu potrzebny jest biernik")


check = all_of(_people, _parties, _salutation, _consent)
