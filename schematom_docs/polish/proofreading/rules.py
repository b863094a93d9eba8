"""The registry: every rule of the proofreader, in the order in which a person would look."""

from __future__ import annotations

from schematom_docs.polish import dictionary
from schematom_docs.polish.proofreading import (
    abbreviations,
    agreement,
    amounts,
    calendar,
    counting,
    dashes,
    government,
    leftovers,
    numeral_forms,
    parties,
    project,
    punctuation,
    quotes,
    spacing,
    wording,
)
from schematom_docs.polish.proofreading.passage import Rule

RULES: tuple[Rule, ...] = (
    *spacing.RULES,
    *quotes.RULES,
    *dashes.RULES,
    *abbreviations.RULES,
    *calendar.RULES,
    *amounts.RULES,
    *counting.RULES,
    *numeral_forms.RULES,
    *government.RULES,
    *agreement.RULES,
    *parties.RULES,
    *punctuation.RULES,
    *wording.RULES,
    *project.RULES,
    *leftovers.RULES,
)

# Without the dictionary these say nothing, or (counted nouns) hardly anything; the others do not ask it.
ASKING_THE_DICTIONARY = frozenset(
    {"zlozenie", "liczba-rzeczownik", "liczba-orzeczenie", "orzeczenia", "ilosc", "dwa-dwie", "przypadek"}
    | {"miejscowosc", "miasto", "imieslow", "dopelnienie", "kropka-w-zdaniu", "przecinek-przed-ktory"}
    | {"przecinek-zbedny", "te-ta"}
)


def silent_rules() -> tuple[Rule, ...]:
    """Return the rules that cannot work here because no wheel of morfeusz2 is installed; () where it is."""
    if dictionary.available():
        return ()
    return tuple(rule for rule in RULES if rule.id in ASKING_THE_DICTIONARY)
