"""What a coordinator has to confirm about signatures that are otherwise in order: who stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schematom_docs.records import Slot
from schematom_docs.signing.verdicts import SignatureJudgement

_WORDS = re.compile(r"[^\W\d_]+")


def questions_of(signatures: Sequence[SignatureJudgement], slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return questions in Polish, one for each signature whose person does not follow from the certificate."""
    return tuple(question for one in signatures for question in _questions(one, slots))


def same_person(one: str, other: str) -> bool:
    """Return whether two names are of the same words, in any order and case."""
    return sorted(_WORDS.findall(one.casefold())) == sorted(_WORDS.findall(other.casefold()))


def _questions(one: SignatureJudgement, slots: Sequence[Slot]) -> Iterator[str]:
    slot = next((slot for slot in slots if slot.key == one.slot), None)
    if one.ministry:
        yield f"{one.name}: to pieczęć ministerstwa (podpis zaufany); potwierdź, kto podpisał."
    elif slot is None:
        parties = [each.party for each in slots if same_person(each.person, one.name)]
        known = f" (takie nazwisko ma: {', '.join(parties)})" if parties else ""
        yield f"{one.name}: podpis stoi poza polami pakietu; potwierdź, za którą stronę go złożono{known}."
    elif slot.person and not same_person(slot.person, one.name):
        yield f"Pole strony „{slot.party}” było dla: {slot.person}, podpis ma: {one.name}; potwierdź, kto podpisał."
