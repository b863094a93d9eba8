"""Surnames of other families: the trace of a paper copied from another case."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings
from schematom_docs.polish.proofreading.words import WORD


def _strangers(passage: Passage, surroundings: Surroundings) -> Iterator[Correction]:
    if not surroundings.strangers:
        return
    for match in WORD.finditer(passage.text):
        family = surroundings.strangers.get(match.group())
        if family:
            reason = f"to nazwisko innej rodziny ({family})"
            yield Correction(match.start(), match.end(), "", reason, "Sprawdź, czy dane nie zostały z innego pisma.")


RULES = (Rule("obce-nazwisko", "Nazwisko innej rodziny", "to nazwisko innej rodziny", _strangers),)
