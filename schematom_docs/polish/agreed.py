"""Words in agreement with a value of the context; a guessed gender is noted, so that somebody confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schematom_docs.polish.agreement import Agreement, agree
from schematom_docs.polish.approved import GENDER, Approved, merged
from schematom_docs.polish.cases import Case
from schematom_docs.polish.entities import agreement_of, approved_forms, field, gender_name, is_entity
from schematom_docs.polish.inflected import AGREEMENT, Inflected, record_form


@dataclass(frozen=True, slots=True)
class _Named:
    """An institution or a phrase by its name, its gender, and whether somebody approved it."""

    name: str
    gender: Agreement
    approved: bool


def agreed_form(value: object, word: str, case: Case, approved: Approved) -> str:
    """Return a word in agreement with a value, marked when the gender of an institution is a guess it hangs on."""
    with_ = agreement_of(value, approved)
    form = shown = agree(word, with_, case)
    doubtful = not with_.certain and _hangs_on_gender(word, case, with_)
    for named in _named(value, approved):
        code = gender_name(named.gender)
        if named.approved:
            record_form(named.name, case, Inflected(form, True, "approved"), AGREEMENT, code)
        elif doubtful and not named.gender.certain:
            shown = record_form(named.name, case, Inflected(form, False, "rule"), AGREEMENT, code).form
    return shown


def _hangs_on_gender(word: str, case: Case, with_: Agreement) -> bool:
    """Return whether a word differs by gender: „zwany” does, „oświadcza” does not."""
    genders = ("m1", "f") if with_.number == "pl" else ("m3", "f", "n")
    return len({agree(word, Agreement(gender, with_.number), case) for gender in genders}) > 1


def _named(value: object, approved: Approved) -> Iterator[_Named]:
    """Yield each institution of a value, or the phrase it is."""
    if isinstance(value, str):
        entry = merged(approved.get(value))
        yield _Named(value, agreement_of(value, approved), bool(entry.get(GENDER)))
    elif isinstance(value, Mapping) and is_entity(value, "instytucja"):
        name = field(value, "nazwa")
        entry = merged(approved.get(name), approved_forms(value))
        yield _Named(name, agreement_of(value, approved), bool(entry.get(GENDER)))
    elif isinstance(value, Sequence):
        for one in value:
            yield from _named(one, approved)
