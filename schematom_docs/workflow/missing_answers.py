"""Everything that papers still lack, told at once: answers, facts their forms ask for, and what the papers check."""

from __future__ import annotations

from collections.abc import Sequence

from schematom_docs.case import CheckedCase, FormDefinition, subjects
from schematom_docs.case.answering import is_fact
from schematom_docs.case.checked import located
from schematom_docs.case.context import described
from schematom_docs.case.missing import missing_fields, place_words
from schematom_docs.errors import CaseError, Fault
from schematom_docs.fields import FormField
from schematom_docs.workflow.desk import Desk


def missing_faults(desk: Desk, case: CheckedCase, type_ids: Sequence[str], keys: Sequence[str] | None) -> list[Fault]:
    """Return a fault for each thing that papers of the types lack about the subjects; [] when they can be made."""
    faults: list[Fault] = []
    for type_id in type_ids:
        form = desk.form(type_id)
        data = case.source.data
        for key in subjects(case, form):
            if keys is not None and key not in keys:
                continue
            findings = described(case, form, key, desk.reference, {})[1]
            faults += [located(case.source, item) for item in findings if not item.warning]
            if not isinstance(data, dict):
                continue
            for field in missing_fields(form, data, key):
                if is_fact(form, field) and not any(_covers(path, field.path) for path in form.needs):
                    faults.append(missing_answer(case.source.file, form, field, key))
    return list(dict.fromkeys(faults))


def missing_answer(file: str, form: FormDefinition, field: FormField, key: str) -> Fault:
    """Return the fault of one question without an answer, with the place where it may be written."""
    place = place_words(form, field, key)
    reason = f"brak odpowiedzi na pytanie „{field.label}” (dokument „{form.name}”)."
    return Fault(f"{file}, {place}", reason, f"Wpisz ją w {place}.")


def _covers(need: str, path: str) -> bool:
    return path == need or path.startswith(f"{need}.")


def refuse_missing(desk: Desk, case: CheckedCase, type_ids: Sequence[str], keys: Sequence[str] | None) -> None:
    """Raise CaseError with all that the papers lack; do nothing when they lack nothing."""
    faults = missing_faults(desk, case, type_ids, keys)
    if faults:
        raise CaseError(
            f"brakuje odpowiedzi ({len(faults)})",
            place=case.source.file,
            remedy="Uzupełnij je albo uruchom polecenie w terminalu bez --no-input.",
            faults=faults,
        )
