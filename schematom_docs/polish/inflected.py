"""What an inflection returns, and the record of the forms a paper has used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from schematom_docs.polish.cases import Case, Number, Paradigm

Source: TypeAlias = Literal["approved", "dictionary", "variants", "rule", "unknown"]

_STRENGTH: tuple[Source, ...] = ("approved", "dictionary", "rule", "variants", "unknown")


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form. certain: nobody needs to confirm it; source: where it comes from; alternatives: other known forms."""

    form: str
    certain: bool
    source: Source
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declension:
    """All forms of one word or phrase. certain: cases whose first form needs no confirmation; gender: of the head."""

    forms: Paradigm
    source: Source
    certain: frozenset[Case] = frozenset()
    gender: str = ""

    def inflected(self, case: Case) -> Inflected:
        """Return the form of one case; unknown forms come back as the nominative, marked `unknown`."""
        forms = self.forms.get(case, ())
        if not forms:
            return Inflected(self.forms["nom"][0], False, "unknown")
        certain = case in self.certain and len(forms) == 1
        source: Source = self.source
        if not certain and source == "dictionary":
            source = "variants"
        return Inflected(forms[0], certain, source, forms[1:])


def joined(parts: Iterable[Inflected], separator: str = " ") -> Inflected:
    """Return the parts as one form: certain when all are, with the weakest source of all."""
    known = list(parts)
    if len(known) == 1:
        return known[0]
    form = separator.join(part.form for part in known)
    weakest = max((part.source for part in known), key=_STRENGTH.index)
    return Inflected(form, all(part.certain for part in known), weakest, _combined(known, separator, form))


def _combined(parts: list[Inflected], separator: str, form: str) -> tuple[str, ...]:
    """Return at most eight other readings: every combination of the variants of each part, the preferred ones first."""
    if not any(part.alternatives for part in parts):
        return ()
    lines = [""]
    for index, part in enumerate(parts):
        glue = separator if index else ""
        lines = [f"{line}{glue}{variant}" for line in lines for variant in (part.form, *part.alternatives)]
    return tuple(dict.fromkeys(line for line in lines if line != form))[:8]


AGREEMENT = "agreement"  # kind of the record of a word in agreement with a name, whose gender it then holds


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One inflected form that a paper has used. kind and gender: as the inflector was asked, "" for none.

    Of the kind AGREEMENT: the word in agreement, with the grammatical gender it was given (meski, zenski …).

    lemma: the singular nominative, also of a plural form.
    """

    lemma: str
    case: Case
    form: str
    source: Source
    certain: bool
    alternatives: tuple[str, ...] = ()
    kind: str = ""
    gender: str = ""
    number: Number = "sg"


UNCERTAIN_MARK = "\u00a0[?]"  # what a draft shows after a form that nobody has approved


@dataclass(frozen=True, slots=True)
class _Collector:
    records: list[FormRecord]
    mark: bool


_collector: ContextVar[_Collector | None] = ContextVar("collector", default=None)


@contextmanager
def collected_forms(*, mark: bool = False) -> Iterator[list[FormRecord]]:
    """Yield a list that receives a record of every form the filters inflect inside the block.

    mark: uncertain forms are written with UNCERTAIN_MARK after them; the records hold them without it.
    """
    records: list[FormRecord] = []
    token = _collector.set(_Collector(records, mark))
    try:
        yield records
    finally:
        _collector.reset(token)


def record_form(
    lemma: str, case: Case, inflected: Inflected, kind: str = "", gender: str = "", number: Number = "sg"
) -> Inflected:
    """Return the form, after noting it in the active collector; marked when it is uncertain and marks are asked for."""
    collector = _collector.get()
    if collector is None:
        return inflected
    form, certain = inflected.form, inflected.certain
    record = FormRecord(lemma, case, form, inflected.source, certain, inflected.alternatives, kind, gender, number)
    collector.records.append(record)
    if certain or not collector.mark:
        return inflected
    return replace(inflected, form=f"{form}{UNCERTAIN_MARK}")
