"""Paths a form definition reads, each with its place in the file: defaults, conditions, limits, parties, titles."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.document_context import PATTERN_PATH
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_rules import rule_names
from schematom_docs.case.reference import read_condition
from schematom_docs.case.source import DataPath


def form_paths(form: FormDefinition) -> Iterator[tuple[DataPath, str]]:
    """Yield (place, path) of everything but rules; of a condition only what it reads."""
    for index, path in enumerate(form.needs):
        yield ("wymaga", index), path
    yield from _of_questions(form)
    for index, path in enumerate(form.party_paths):
        yield ("strony", index), path
    for index, slot in enumerate(form.slots):
        place: DataPath = ("podpisy", index) if isinstance(form.signatures, tuple) else ("podpisy",)
        if slot.who and not slot.each:
            yield (*place, "kto"), slot.who
        if slot.condition:
            yield (*place, "gdy"), read_condition(slot.condition).path
    if "pole" in form.templates_by:
        yield ("szablony_wg", "pole"), form.templates_by["pole"]
    for name, pattern in (("tytul", form.title), ("stopka", form.footer or "")):
        yield from (((name,), path) for path in _of_pattern(pattern))
    if form.numbering is not None and form.numbering.within:
        yield ("numeracja", "wedlug"), form.numbering.within
    for index, annex in enumerate(form.annexes):
        yield from ((("zalaczniki", index, "tytul"), path) for path in _of_pattern(annex.title))
        if annex.condition:
            yield ("zalaczniki", index, "gdy"), read_condition(annex.condition).path


def _of_questions(form: FormDefinition) -> Iterator[tuple[DataPath, str]]:
    for index, question in enumerate(form.questions):
        for path in question.default:
            yield ("pytania", index, "domyslnie"), path
        if question.condition:
            yield ("pytania", index, "gdy"), read_condition(question.condition).path
        if question.within:
            yield ("pytania", index, "w_granicach"), question.within


def _of_pattern(pattern: str) -> Iterator[str]:
    return (path.strip() for path in PATTERN_PATH.findall(pattern))


def rule_paths(form: FormDefinition) -> Iterator[tuple[DataPath, str, str]]:
    """Yield (place, path, table whose rows the rule judges or "") of what rules read that can be read at all."""
    for index, rule in enumerate(form.rules):
        try:
            names = sorted(rule_names(rule.condition))
        except ValueError:
            continue
        yield from ((("reguly", index, "warunek"), name, rule.rows or "") for name in names)
