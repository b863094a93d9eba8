"""One paper: form and subject → context → filled template → Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schematom_docs.case import CheckedCase, FormDefinition, build_context, data_sha256, subjects, template_name
from schematom_docs.errors import CaseError, Fault, SchematomError, TemplateError, UsageError
from schematom_docs.polish import FormRecord, collected_forms
from schematom_docs.values import Document
from schematom_docs.workflow.blanks import UNNUMBERED, blank_rules, prints_any, with_blanks
from schematom_docs.workflow.desk import Desk

NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper together with the context it was made from and the word forms it uses."""

    document: Document
    context: Mapping[str, object]
    forms: tuple[FormRecord, ...] = ()


def issue(
    desk: Desk,
    case: CheckedCase,
    type_id: str,
    subject: str = "",
    extra: Mapping[str, object] = NOTHING,
    *,
    blanks: bool = False,
) -> Issued:
    """Return the paper of `type_id` about `subject` ("" = the whole case). extra: names added to the context.

    Word forms that nobody has approved are marked „[?]”, so that no such paper is taken for a finished one. A question
    without an answer becomes a blank line where its form says so, with blanks=True every
    required question of the form.
    Raises CaseError for missing answers, TemplateError for what the template lacks.
    """
    form = with_blanks(desk.form(type_id)) if blanks else desk.form(type_id)
    context = build_context(case, form, subject, reference=desk.reference, assets=desk.assets, extra=extra)
    template = desk.template(template_name(form, context))
    with collected_forms(mark=True) as used:
        filled = template.fill(context, blank_rules(form, context))
    uncertain = sorted({f"{record.lemma} → {record.form}" for record in used if not record.certain})
    described = context["dokument"]
    title = str(described["tytul"]) if isinstance(described, Mapping) else form.name
    unnumbered = (UNNUMBERED,) if prints_any(filled.docx, case.placeholders) else ()
    open_fields = (*filled.blanks, *unnumbered)
    document = Document(
        type_id, subject, title, filled.docx, template.sha256, data_sha256(context), tuple(uncertain), open_fields
    )
    return Issued(document, context, tuple(used))


def issue_all(
    desk: Desk, case: CheckedCase, type_id: str, keys: Sequence[str] | None = None, *, blanks: bool = False
) -> list[Issued]:
    """Return the papers of `type_id` about each of `keys`, or about every subject the case has. blanks: as in issue.

    Raises CaseError with the faults of all papers at once, UsageError for a key the case does not have.
    """
    form = desk.form(type_id)
    known = subjects(case, form)
    chosen = list(known) if keys is None else list(keys)
    unknown = [key for key in chosen if key not in known]
    if unknown or not chosen:
        raise _no_subject(form, unknown, known)
    issued: list[Issued] = []
    errors: list[SchematomError] = []
    for number, key in enumerate(chosen, 1):
        try:
            issued.append(issue(desk, case, type_id, key, blanks=blanks))
        except (CaseError, TemplateError) as error:
            errors.append(error)
        desk.progress(form.name, number, len(chosen))
    if errors:
        raise together(errors)
    return issued


def together(errors: Sequence[SchematomError]) -> SchematomError:
    """Return one error that holds the faults of all; the class is that of the first."""
    if len(errors) == 1:
        return errors[0]
    faults = [
        fault for error in errors for fault in (error.faults or (Fault(error.place, error.reason, error.remedy),))
    ]
    return type(errors[0])("nie wszystkie dokumenty da się wykonać", faults=list(dict.fromkeys(faults)))


def _no_subject(form: FormDefinition, unknown: Sequence[str], known: Sequence[str]) -> SchematomError:
    if unknown:
        return UsageError(
            f"„{form.name}”: w danych sprawy nie ma pozycji {', '.join(unknown)}",
            remedy=f"Są: {', '.join(known) or 'żadne'}.",
        )
    collection = form.subject.collection if form.subject else "dokumenty"
    return CaseError(
        f"„{form.name}”: dane sprawy nie mają żadnej pozycji tego dokumentu",
        place=collection,
        remedy=f"Dopisz ją w dziale „{collection}”.",
    )
