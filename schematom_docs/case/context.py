"""The flat mapping that templates see, every name a template may use: one paper of one case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from schematom_docs.case.case_context import case_context
from schematom_docs.case.case_model import Case
from schematom_docs.case.checked import CheckedCase, located
from schematom_docs.case.document_context import Paper
from schematom_docs.case.entities import Entities, Plain
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.module_rules import unknown_modules
from schematom_docs.case.person import Person
from schematom_docs.case.record import Record, keys_of
from schematom_docs.case.reference import ReferenceData, resolve
from schematom_docs.case.subject_sets import ADULT, OWN_RECORDS, REGIME, adult_at_start, regime_at_start
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding
from schematom_docs.errors import CaseError, Fault

_NO_REFERENCE = ReferenceData({}, {}, {})


def subjects(case: CheckedCase, form: FormDefinition) -> list[str]:
    """Return the keys of the entities a form makes papers for, in the order of the file; [""] for the whole case."""
    if form.subject is None:
        return [""]
    if form.subject.collection == OWN_RECORDS:
        answers = case.case.answers.get(form.type_id)
        return list(answers.by_subject) if answers else []
    records = Entities(case.case, _NO_REFERENCE, None).records(form.subject.collection)
    wanted = form.subject.where.items()
    return [key for key, item in records.items() if all(_is(case.case, item, *pair) for pair in wanted)]


def _is(case: Case, item: object, alias: str, wanted: str) -> bool:
    if alias == REGIME:
        return regime_at_start(case) == wanted
    if alias == ADULT and isinstance(item, Person):
        return adult_at_start(case, item) == (wanted == "tak")
    name = keys_of(type(item)).get(alias) if isinstance(item, Record) else None
    return name is not None and str(getattr(item, name)) == wanted


def build_context(
    case: CheckedCase,
    form: FormDefinition,
    subject_key: str,
    *,
    reference: ReferenceData,
    assets: Mapping[str, bytes],
    extra: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Return the context of one paper: plain dict, list, str, int, Decimal, date, bool, bytes.

    assets: file name of a mark → its picture. extra: names added by the caller (a pack gives `pakiet`).
    Raises CaseError with every fault of the paper: missing answers, nobody in office, too few parties, a missing mark;
    its warnings are shown by check_case.
    """
    context, findings = described(case, form, subject_key, reference, extra or {})
    faults = [located(case.source, finding) for finding in findings if not finding.warning]
    faults += _add_marks(context, case, reference, assets)
    if faults:
        key = f" ({subject_key})" if subject_key else ""
        raise CaseError(
            f"danych nie wystarcza na dokument „{form.name}”{key}.",
            place=case.source.file,
            remedy="Popraw wymienione miejsca.",
            faults=dict.fromkeys(faults),
        )
    return context


def described(
    case: CheckedCase, form: FormDefinition, subject_key: str, reference: ReferenceData, extra: Mapping[str, object]
) -> tuple[Plain, list[Finding]]:
    """Return (context without pictures, findings) of one paper."""
    keys = subjects(case, form)
    if subject_key not in keys:
        collection = form.subject.collection if form.subject else ""
        remedy = did_you_mean(subject_key, keys) if form.subject else "Ten dokument dotyczy całej sprawy."
        return {}, [Finding((collection,) if collection else (), f"nie ma pozycji „{subject_key}”.", remedy)]
    undated = _paper(case, form, subject_key, reference, extra, None)
    day = undated.document.get("data")
    paper = _paper(case, form, subject_key, reference, extra, day if isinstance(day, date) else None)
    return paper.context, [*unknown_modules(case.case, reference), *paper.findings]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all papers of a case on a day have in common. digests: of the values of `plain`, by name, as asked for."""

    case: Case
    reference: ReferenceData
    day: date | None
    entities: Entities
    plain: Plain
    digests: dict[str, str] = field(default_factory=dict)


_KEPT: list[_Shared] = []
_MOST_KEPT = 6


def _shared(case: Case, reference: ReferenceData, day: date | None) -> tuple[Entities, Plain]:
    """Return the entities of a case on a day and what all its papers may name; the last few are kept, by identity.

    Papers of one case differ in their own names only; what stands here is never changed.
    """
    for kept in _KEPT:
        if kept.case is case and kept.reference is reference and kept.day == day:
            return kept.entities, kept.plain
    entities = Entities(case, reference, day)
    made = _Shared(case, reference, day, entities, case_context(entities))
    _KEPT[:] = [*_KEPT[-_MOST_KEPT + 1 :], made]
    return made.entities, made.plain


def _paper(
    case: CheckedCase,
    form: FormDefinition,
    subject_key: str,
    reference: ReferenceData,
    extra: Mapping[str, object],
    day: date | None,
) -> Paper:
    """Return the paper described for a day; the day itself is an answer, found by describing it without one."""
    entities, shared = _shared(case.case, reference, day)
    context = {**shared, **extra}
    project = context["projekt"]
    if isinstance(project, dict):
        context["projekt"] = dict(project)
    if form.subject is not None and form.subject.collection == OWN_RECORDS:
        context[form.subject.name] = {"klucz": subject_key}
    elif form.subject is not None:
        context[form.subject.name] = entities.entity(form.subject.collection, subject_key)
    paper = Paper(entities, form, subject_key, context)
    paper.describe()
    return paper


def _add_marks(context: Plain, case: CheckedCase, reference: ReferenceData, assets: Mapping[str, bytes]) -> list[Fault]:
    """Add `projekt.znaki` with pictures. Returns a fault for each picture that is not among the assets."""
    project = context.get("projekt")
    programme = reference.programmes.get(case.case.project.programme)
    if programme is None:
        path = ("projekt", "program")
        remedy = did_you_mean(case.case.project.programme, reference.programmes)
        return [located(case.source, Finding(path, "nie ma takiego programu finansującego.", remedy))]
    if not isinstance(project, dict):
        return []
    absent = [mark.file for mark in programme.marks if mark.file not in assets]
    project["znaki"] = [
        {"nazwa": mark.name, "opis": mark.description, "obraz": assets[mark.file]}
        for mark in programme.marks
        if mark.file in assets
    ]
    return [
        Fault(file, "brak pliku ze znakiem programu.", "Wstaw go do folderu znaków w szablonach.") for file in absent
    ]


def template_name(form: FormDefinition, context: Mapping[str, object]) -> str:
    """Return the template file of a paper: the ordinary one, or the one for the value of the deciding field."""
    path = form.templates_by.get("pole")
    return form.templates_by.get(str(resolve(context, path)), form.template) if path else form.template


def data_sha256(context: Mapping[str, object]) -> str:
    """Return the hex SHA-256 of exactly the data a paper is made from: of its names with the digests of values."""
    return _digest({name: _value_digest(name, value) for name, value in context.items()})


def _value_digest(name: str, value: object) -> str:
    for kept in _KEPT:
        if kept.plain.get(name) is value:
            if name not in kept.digests:
                kept.digests[name] = _digest(value)
            return kept.digests[name]
    return _digest(value)


def _digest(value: object) -> str:
    text = json.dumps(value, default=_in_json, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _in_json(value: object) -> object:
    """Return what JSON has no kind for in a form that is the same for the same data; a picture is its SHA-256."""
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return {"liczba": str(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a context holds plain data only, not {type(value).__name__}")
