"""A case that cannot be typed only because answers are missing: what its papers ask for, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schematom_docs.case import CheckedCase, FormDefinition, answers_of, fields_of, subjects
from schematom_docs.case.answering import is_fact
from schematom_docs.case.case_model import Case
from schematom_docs.case.checked import located
from schematom_docs.case.form_places import Places
from schematom_docs.case.missing import still_missing
from schematom_docs.case.raw_subjects import raw_subjects
from schematom_docs.case.source import DataPath, SourceData, raw_at
from schematom_docs.case.validation import Finding, Validated, validate
from schematom_docs.errors import CaseError, Fault
from schematom_docs.fields import FormField
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.missing_answers import missing_answer


@dataclass(frozen=True, slots=True)
class Lack:
    """What one paper still asks for. key: of its subject, "" = the whole case; needed: paths the model insists on."""

    form: FormDefinition
    key: str
    fields: tuple[FormField, ...]
    needed: frozenset[str]

    def faults(self, file: str) -> Iterator[Fault]:
        """Yield a fault for each question that needs an answer, in form order."""
        return (missing_answer(file, self.form, field, self.key) for field in self.fields if field.required)


@dataclass(frozen=True, slots=True)
class IncompleteCase:
    """A case whose data lack what its papers ask for. others: faults that no answer to their questions mends."""

    source: SourceData
    lacks: tuple[Lack, ...]
    others: tuple[Fault, ...]

    def refusal(self) -> CaseError:
        """Return the error that lists everything missing, then what else is wrong."""
        missing = [fault for lack in self.lacks for fault in lack.faults(self.source.file)]
        return CaseError(
            f"brakuje odpowiedzi ({len(missing)})",
            place=self.source.file,
            remedy="Uzupełnij je albo uruchom polecenie w terminalu bez --no-input.",
            faults=[*missing, *self.others],
        )


def incomplete_case(
    desk: Desk, source: SourceData, type_ids: Sequence[str], keys: Sequence[str] | None, faults: Sequence[Fault]
) -> IncompleteCase | None:
    """Return what papers lack of a case that cannot be typed; None when no missing answer is the cause.

    faults: of the whole case; those that an answer mends are told as questions instead.
    """
    data = source.data
    if not isinstance(data, dict):
        return None
    checked = validate(Case, data)
    absent = [item for item in checked.findings if _is_absent(data, item)]
    lacks: list[Lack] = []
    mended: set[DataPath] = set()
    for type_id in type_ids:
        form = desk.form(type_id)
        for key in _keys(source, checked, form, keys):
            lack, covered = _lack(data, form, key, absent)
            mended |= covered
            lacks += [lack] if lack.fields else []
    if not mended:
        return None
    asked = {located(source, item) for item in absent if item.path in mended}
    return IncompleteCase(
        source, tuple(lacks), tuple(item for item in faults if item not in asked and not item.warning)
    )


def _is_absent(data: object, finding: Finding) -> bool:
    """Tell whether a finding says that something is not there at all, not that something there is wrong."""
    return not finding.warning and raw_at(data, finding.path) is None


def _keys(
    source: SourceData, checked: Validated[Case], form: FormDefinition, keys: Sequence[str] | None
) -> Sequence[str]:
    """Return the subjects of a form, those too whose records cannot be typed yet; only the chosen ones."""
    typed = subjects(CheckedCase(checked.model, source), form) if checked.model is not None else []
    known = list(dict.fromkeys([*raw_subjects(source.data, form), *typed]))
    return [key for key in known if keys is None or key in keys]


def _lack(
    data: Mapping[str, object], form: FormDefinition, key: str, absent: Sequence[Finding]
) -> tuple[Lack, set[DataPath]]:
    """Return what a paper lacks, and the paths of the findings that its answers mend."""
    places = Places(dict(data), form, key)
    answers = answers_of(data, form, key)
    paths = {item.path for item in absent}
    facts = [field.path for field in fields_of(form) if is_fact(form, field)]
    needed = frozenset(path for path in facts if places.place(path) in paths)
    fields = tuple(still_missing(form, answers, needed))
    covered = {path for path in paths if any(_mends(places, field, path) for field in fields)}
    return Lack(form, key, fields, needed), covered


def _mends(places: Places, field: FormField, path: DataPath) -> bool:
    """Tell whether an answer fills what is absent: itself, a part of it, or a whole that it begins („pracodawca”)."""
    parts = field.path.split(".")
    if len(parts) == 1:
        return False
    own = places.place(field.path)
    if own is not None and path[: len(own)] == own:
        return True
    wholes = (places.place(".".join(parts[:length])) for length in range(1, len(parts)))
    return any(whole == path for whole in wholes)
