"""Surnames of other families: the trace of a paper copied from another case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings
from schematom_docs.polish.proofreading.words import WORD, has_label

# Surnames that papers also write with a capital for another reason: offices, parties of a contract.
_OFFICES = re.compile(
    r"(?:Wójt|Starost|Burmistrz|Dyrektor|Kierownik|Prezes|Prezydent|Marszał|Wojewod|Sekretarz|Skarbnik|Radn|Sędzi|Stron"
    r"|Lider|Partner|Rodzin|Pan|Uczestni|Rada|Rady|Radzie|Zarząd|Zespół|Gmin|Powiat|Klub|Projekt|Dom|Most|Rynek|Rynk)\w*"
)
_BEFORE_PLACE = re.compile(
    r"(?:\b(?:[WwZz]e?|[Dd]o|[Oo]d|[Kk]oło|[Pp]od|k\.|ul\.|[Uu]lic\w+|[Gg]mi\w+|[Mm]iast\w+|[Mm]ieście|[Mm]iejscowoś\w+|[Ww]si)"
    r"|\d{2}-\d{3}) $"
)
_BEARER = re.compile(
    r"(?:\b(?:Pan|Pana|Panu|Panem|Panie|Pani|Panią|Państw\w+|Panie|Pań|[Rr]odzin\w*)|\b[A-ZŁŚŻĆ]\.) ?$"
)


def _strangers(passage: Passage, surroundings: Surroundings) -> Iterator[Correction]:
    if not surroundings.strangers:
        return
    for match in WORD.finditer(passage.text):
        family = surroundings.strangers.get(match.group())
        if not family or _is_place(passage.text, match):
            continue
        if not _OFFICES.fullmatch(match.group()) or _names_a_person(passage.text, match):
            reason = f"to nazwisko innej rodziny ({family})"
            yield Correction(match.start(), match.end(), "", reason, "Sprawdź, czy dane nie zostały z innego pisma.")


def _is_place(text: str, match: re.Match[str]) -> bool:
    """Return whether the word is a town here: „w Turku”, „62-700 Turek”, „Turek, 5 maja 2014 r.”."""
    if not has_label(match.group(), "nazwa_geograficzna"):
        return False
    dated = not match.start() and re.match(r", (?:dnia |dn\. )?\d", text[match.end() :])
    return bool(dated or _BEFORE_PLACE.search(text[: match.start()]))


def _names_a_person(text: str, match: re.Match[str]) -> bool:
    """Return whether a first name, an initial or „Państwa” stands beside the word."""
    before, after = text[: match.start()], WORD.match(text, match.end() + 1)
    last = re.search(r"[^\W\d_]+$", before.rstrip())
    beside = (last.group() if last else "", after.group() if after else "")
    return bool(_BEARER.search(before)) or any(name and has_label(name, "imię") for name in beside)


RULES = (Rule("obce-nazwisko", "Nazwisko innej rodziny", "to nazwisko innej rodziny", _strangers),)
