"""Words that are wrong in themselves: „tą kwotę”, „jak i też”, „w miesiącu lipcu”, a lost „się”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.prepositions import in_form, with_form
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, by_pattern
from schematom_docs.polish.proofreading.words import WORD, cases_of, is_noun

_MONTHS = r"styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu"


def _this(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „tą kwotę” and „rolę tą”: the accusative is „tę”."""
    if "tą" not in passage.text and "Tą" not in passage.text:
        return
    for match in re.finditer(r"\b([Tt])ą (?=([a-ząćęłńóśźż]+))", passage.text):
        if match[2].endswith("ę") and "acc" in cases_of(match[2]):
            yield Correction(match.start(), match.start() + 2, f"{match[1]}ę")
    for match in re.finditer(r"\b([^\W\d_]+ę) tą\b", passage.text):
        following = WORD.match(passage.text, match.end() + 1)
        free = following is None or "ins" not in cases_of(following.group())
        if free and is_noun(match[1]) and "acc" in cases_of(match[1]):
            yield Correction(match.end() - 2, match.end(), "tę")


def _preposition(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „z wszystkimi”, „w Wrocławiu”: the longer shape stands before clusters of consonants."""
    for match in re.finditer(r"(?<![\w.–-])([ZzWw]) ([^\W\d_]{3,})", passage.text):
        short, word = match[1], match[2]
        shape = with_form(word) if short in "Zz" else in_form(word)
        if shape != short.lower() and not word.isupper():
            longer = f"{short}e"
            yield Correction(match.start(), match.end(), f"{longer} {word}")


_LOST = re.compile(
    r"\b(w którym|w której|w których|gdzie|[Tt]am|[Tt]u) (mieści|mieszczą|mieścił[ao]?|mieściły)\b(?! się)([^,.;]*)"
)


def _reflexive(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „mieści” without „się”."""
    for match in _LOST.finditer(passage.text):
        if "się" not in match[3] and not re.match(r" (?:\d|ponad|około|do )", match[3]):
            yield Correction(match.start(2), match.end(2), f"{match[2]} się")


RULES = (
    Rule("te-ta", "„Tę” w bierniku", "zaimek „ta” ma w bierniku formę „tę”", _this),
    Rule("z-ze", "„Z” czy „ze”, „w” czy „we”", "przed zbiegiem spółgłosek stoi „ze” albo „we”", _preposition),
    Rule("brak-sie", "Zgubione „się”", "czasownik „mieścić się” stracił „się”", _reflexive),
    Rule(
        "jak-i",
        "Spójnik „jak i”",
        "spójniki złożone mają stałą postać: „zarówno …, jak i …”, „…, jak też …”",
        all_of(
            by_pattern(r",? jak i też\b", ", jak i", holds="jak i też"),
            by_pattern(r"(?<=\w) jak (?:też|również)\b", ", a także", holds="jak "),
        ),
    ),
    Rule(
        "zbedne-slowo",
        "Zbędne słowo",
        "jedno ze słów powtarza treść drugiego albo jest zbędne",
        all_of(
            by_pattern(r"\b(co (?:zostanie|zostało|będzie|jest|było)) to\b", r"\1", holds=" to"),
            by_pattern(rf"\b([Ww]) miesiącu ({_MONTHS})\b", r"\1 \2", holds="miesiącu"),
            by_pattern(r"\b([Oo])kres(u|ie|em|y|ów)? czasu\b", r"\1kres\2", holds="czasu"),
            by_pattern(r"\b([Ww]) dniu dzisiejszym\b", lambda m: "Dziś" if m[1] == "W" else "dziś", holds="dzisiejsz"),
            by_pattern(
                r"\b([Tt])ylko i wyłącznie\b", lambda m: "Wyłącznie" if m[1] == "T" else "wyłącznie", holds="wyłącznie"
            ),
            by_pattern(r"\b([Kk])ontynuować dalej\b", r"\1ontynuować", holds="dalej"),
            by_pattern(r"\b([Ff])akt autentyczny\b", r"\1akt", holds="autentyczny"),
        ),
    ),
    Rule(
        "bledny-wyraz",
        "Błędna postać wyrazu",
        "ten wyraz albo zwrot ma inną postać",
        all_of(
            by_pattern(r"\bprzekonywujący(m|mi|ch)?\b", r"przekonujący\1", holds="przekonywując"),
            by_pattern(r"\b([Oo])dnośnie (?!do\b)(?=\w+)", r"\1dnośnie do ", holds="dnośnie "),
            by_pattern(r"\bw przeciągu\b", "w ciągu", holds="przeciągu"),
            by_pattern(r"\bpod rząd\b", "z rzędu", holds="pod rząd"),
            by_pattern(r"\bwziąść\b", "wziąć", holds="wziąść"),
            by_pattern(r"\bna dzień dzisiejszy\b", "dziś", holds="dzisiejsz"),
            by_pattern(r"\b([Dd])nia dzisiejszego\b", lambda m: "Dziś" if m[1] == "D" else "dziś", holds="dzisiejsz"),
        ),
    ),
    Rule(
        "rzeczownik-zbiorowy",
        "Liczba pojedyncza nazwy czynności",
        "nazwa czynności stoi tu w liczbie pojedynczej",
        by_pattern(
            r"\b((?:[Rr]e)?[Ii]ntegra|[Aa]ktywiza|[Rr]eintegra|[Mm]obiliza|[Ss]ocjaliza|[Rr]ehabilita)cje"
            r"(?= (?:rodzin|osób|społeczn|zawodow|mieszkańców|uczestni|lokaln|środowisk))",
            r"\1cję",
        ),
    ),
)
