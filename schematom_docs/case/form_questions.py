"""Which answers of a form the program itself reads, whatever its templates say."""

from __future__ import annotations

from schematom_docs.case.document_context import PATTERN_PATH
from schematom_docs.case.form_model import FormDefinition

_ALWAYS = frozenset({"data", "stan_na", "numer"})
"""Day of the paper (who is in office, which law holds), cut-off day of counts, number in the footer."""


def read_by_program(form: FormDefinition) -> frozenset[str]:
    """Return the names of questions whose answers decide something outside the template: title, conditions, law."""
    patterns = [form.title, form.footer or "", *(annex.title for annex in form.annexes)]
    paths = [path for pattern in patterns for path in PATTERN_PATH.findall(pattern)]
    conditions = [item.condition for item in form.annexes] + [item.condition for item in form.questions]
    paths += [condition for condition in (*conditions, *(slot.condition for slot in form.slots)) if condition]
    paths += [*form.party_paths, *(slot.who for slot in form.slots if slot.who), form.templates_by.get("pole", "")]
    answers = [path.strip().removeprefix("nie ").strip() for path in paths]
    return _ALWAYS | {path.split(".")[1].split("=")[0].strip() for path in answers if path.startswith("dokument.")}
