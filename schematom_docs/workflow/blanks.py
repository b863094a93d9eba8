"""Which unanswered questions of a form are printed as blank lines to be filled in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

from schematom_docs.case import FormDefinition
from schematom_docs.case.reference import holds

DOTS: Final = "kropki"
UNNUMBERED: Final = "numer nadawany przy wydaniu"
_DATE: Final = "data"


def with_blanks(form: FormDefinition) -> FormDefinition:
    """Return the form with every required question but the date content with a blank line in place of its answer.

    The date decides which law is in force and who represents whom: without it there is no paper.
    """
    questions = tuple(
        question.model_copy(update={"missing": DOTS}) if question.required and question.name != _DATE else question
        for question in form.questions
    )
    return form.model_copy(update={"questions": questions})


def blank_rules(form: FormDefinition, context: Mapping[str, object]) -> dict[str, str]:
    """Return the engine's rules for missing answers: a blank line for each question asked here that allows one."""
    return {
        question.name if question.is_fact else f"dokument.{question.name}": DOTS
        for question in form.questions
        if question.missing == DOTS and holds(context, question.condition)
    }


def prints_any(docx: bytes, texts: Sequence[str]) -> bool:
    """Tell whether a Word file prints one of the texts, each of which stands in one run."""
    if not texts:
        return False
    wanted = [text.encode("utf-8") for text in texts]
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = (package.read(name) for name in package.namelist() if name.endswith(".xml"))
        return any(text in part for part in parts for text in wanted)
