"""Checking a case: every fault of the data in one pass, each with file, line, path, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from schematom_docs.case.answers import given_answer, unknown_answers
from schematom_docs.case.case_model import Case
from schematom_docs.case.checked import CheckedCase, located
from schematom_docs.case.context import described, subjects
from schematom_docs.case.entities import Entities
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.module_rules import aliased_modules, unknown_modules
from schematom_docs.case.numbering import provisional
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.rules import broken_rules
from schematom_docs.case.source import DataPath, SourceData, read_source
from schematom_docs.case.subject_sets import OWN_RECORDS
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.typed_answer import typed_answer
from schematom_docs.case.validation import Finding, Validated, validate
from schematom_docs.errors import CaseError, Fault

FILE_NAME = "sprawa.yaml"


def load_case(path: Path, *, reference: ReferenceData | None = None) -> CheckedCase:
    """Return the case of a data file, or of „sprawa.yaml” in a folder. reference: to check modules and programme too.

    Raises CaseError with all faults at once.
    """
    file = path / FILE_NAME if path.is_dir() else path
    return replace(checked_case(read_source(file), reference=reference), folder=file.parent)


def checked_case(source: SourceData, *, reference: ReferenceData | None = None) -> CheckedCase:
    """Return the case of data that have been read. Raises CaseError with all faults at once."""
    checked = validate(Case, source.data)
    findings = _findings(source, checked, reference)
    faults = [*source.faults, *(located(source, finding) for finding in findings)]
    wrong = [fault for fault in faults if not fault.warning]
    if wrong or checked.model is None:
        count = f"{len(wrong)} {'błąd' if len(wrong) == 1 else 'błędy' if 1 < len(wrong) < 5 else 'błędów'}"
        raise CaseError(f"dane sprawy są błędne ({count}).", place=source.file, faults=faults)
    return CheckedCase(checked.model, source, tuple(fault for fault in faults if fault.warning))


def check_case(
    path: Path, forms: Mapping[str, FormDefinition], reference: ReferenceData, type_id: str | None = None
) -> list[Fault]:
    """Return every fault and warning of a data file, with the answers to the forms; [] when there is none.

    type_id: also everything that the papers of this type need, once all values of the case can be typed.
    Raises CaseError when the file cannot be read at all.
    """
    source, checked = _read(path)
    findings = _findings(source, checked, reference)
    if checked.model is not None:
        findings += _answer_findings(checked.model, forms, reference)
        if type_id is not None and not checked.dropped:
            case = provisional(CheckedCase(checked.model, source), forms, reference)
            form = _form(forms, type_id)
            for key in subjects(case, form):
                findings += described(case, form, key, reference, {})[1]
    findings = [item for item in findings if not _follows(item.path, checked.dropped)]
    faults = [*source.faults, *(located(source, finding) for finding in findings)]
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.warning, _line(fault)))


def check_papers(
    case: CheckedCase, forms: Mapping[str, FormDefinition], reference: ReferenceData, type_ids: Iterable[str]
) -> list[Fault]:
    """Return every fault and warning of what the papers of some types need, each once, in the order of the file."""
    found = [
        located(case.source, finding)
        for type_id in type_ids
        for key in subjects(case, _form(forms, type_id))
        for finding in described(case, forms[type_id], key, reference, {})[1]
    ]
    return sorted(dict.fromkeys(found), key=lambda fault: (fault.warning, _line(fault)))


def _form(forms: Mapping[str, FormDefinition], type_id: str) -> FormDefinition:
    if type_id not in forms:
        raise CaseError(f"nie ma typu dokumentu „{type_id}”.", remedy=did_you_mean(type_id, forms))
    return forms[type_id]


def _line(fault: Fault) -> int:
    digits = fault.place.partition("wiersz ")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0


def _read(path: Path) -> tuple[SourceData, Validated[Case]]:
    source = read_source(path / FILE_NAME if path.is_dir() else path)
    return source, validate(Case, source.data)


def _findings(source: SourceData, checked: Validated[Case], reference: ReferenceData | None) -> list[Finding]:
    """Return what is wrong with the data: types first, then the rules on all that could be typed."""
    findings = list(checked.findings)
    if checked.model is None:
        return findings
    rules = broken_rules(checked.model, source)
    if reference is not None:
        rules += unknown_modules(checked.model, reference) + aliased_modules(checked.model, reference)
        rules += _programme(checked.model, reference)
    return findings + [item for item in rules if not _follows(item.path, checked.dropped)]


def _follows(path: DataPath, dropped: tuple[DataPath, ...]) -> bool:
    """Tell whether a finding only follows from a faulty part that was left out below its path."""
    return any(gone[: len(path)] == path and gone != path for gone in dropped)


def _programme(case: Case, reference: ReferenceData) -> list[Finding]:
    if case.project.programme in reference.programmes:
        return []
    remedy = did_you_mean(case.project.programme, reference.programmes)
    return [Finding(("projekt", "program"), "nie ma takiego programu finansującego.", remedy)]


def _answer_findings(case: Case, forms: Mapping[str, FormDefinition], reference: ReferenceData) -> list[Finding]:
    """Return what is wrong with the answers under `dokumenty`: unknown types, questions, subjects, wrong kinds."""
    findings: list[Finding] = []
    entities = Entities(case, reference, None)
    for type_id in case.answers:
        if type_id not in forms:
            path = ("dokumenty", type_id)
            findings.append(Finding(path, f"nie ma typu dokumentu „{type_id}”.", did_you_mean(type_id, forms)))
            continue
        form = forms[type_id]
        own = form.subject is not None and form.subject.collection == OWN_RECORDS
        keys = list(entities.records(form.subject.collection)) if form.subject and not own else []
        keys += case.answers[type_id].by_subject if own else []
        findings += unknown_answers(case, form, keys)
        answers = case.answers[type_id]
        places = [("", ""), *((key, "") for key in answers.by_subject), *(("", pack) for pack in answers.by_pack)]
        for key, pack in places:
            for question in form.own_questions:
                given = given_answer(case, form, key, question.name, pack)
                if given is not None:
                    findings += typed_answer(question, given[1], given[0], entities).findings
    return list(dict.fromkeys(findings))
