"""Numbers that are given at release: which papers of a case bear one, in which series, and what stands there before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel

from schematom_docs.case.answers import given_answer
from schematom_docs.case.case_model import Case, TypeAnswers
from schematom_docs.case.checked import CheckedCase
from schematom_docs.case.context import described, subjects
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.record import keys_of
from schematom_docs.case.reference import MISSING, ReferenceData, resolve
from schematom_docs.case.source import DataPath
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.case.validation import Finding

GAP = "……"
"""What stands for a number nobody has given yet."""
BY_RELEASE = "przy_wydaniu"
_NUMBER, _YEAR = "{n}", "{rok}"
_HIGHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A paper whose form says that it bears a number. path: where the number stands in the case; typed: the number
    written there, "" when it is to be given at release (a placeholder is no number)."""

    type_id: str
    subject: str
    path: DataPath
    typed: str


@dataclass(frozen=True, slots=True)
class Series:
    """What the numbers of one paper belong to. name: „kielce-1/kontrakty”; pattern: „{n}/{rok}”; year: of the paper,
    0 when its date is not known."""

    name: str
    pattern: str
    year: int

    @property
    def key(self) -> str:
        """Return the series of the year of the paper: „kielce-1/kontrakty/2015”, without a year where it has none."""
        return self._of(self.year)

    @property
    def placeholder(self) -> str:
        """Return what a draft prints: „……/2015”."""
        return self.pattern.replace(_NUMBER, GAP).replace(_YEAR, str(self.year or GAP))

    def printed(self, number: int) -> str:
        """Return a running number as printed: „3/2015”."""
        return self.pattern.replace(_NUMBER, str(number)).replace(_YEAR, str(self.year or GAP))

    def read(self, typed: str) -> tuple[str, int]:
        """Return (series, running number) of a number written by hand; (own series, 0) when it has another shape."""
        shape = re.escape(self.pattern).replace(re.escape(_NUMBER), r"(?P<n>[1-9]\d*)")
        found = re.fullmatch(shape.replace(re.escape(_YEAR), r"(?P<rok>\d{4})"), typed.strip())
        if found is None or int(found["n"]) > _HIGHEST:
            return self.key, 0
        year = int(found["rok"]) if _YEAR in self.pattern else self.year
        return self._of(year), int(found["n"])

    def _of(self, year: int) -> str:
        return f"{self.name}/{year or GAP}" if _YEAR in self.pattern else self.name


def numbering_findings(form: FormDefinition) -> Iterator[Finding]:
    """Yield what is wrong with `numeracja` of a form, and with questions that say „brak: przy_wydaniu”."""
    for index, question in enumerate(form.questions):
        if question.missing == BY_RELEASE and question.kind != "tekst":
            yield Finding(
                ("pytania", index, "brak"), "numer nadawany przy wydaniu jest tekstem.", "Wpisz rodzaj: tekst."
            )
    if form.numbering is None:
        return
    asked = form.question(form.numbering.field)
    place: DataPath = ("numeracja", "pole")
    if asked is None or asked.missing != BY_RELEASE:
        remedy = "Dopisz pytanie o ten numer z „brak: przy_wydaniu”."
        yield Finding(place, f"formularz nie pyta o „{form.numbering.field}” jako numer z wydania.", remedy)
    elif asked.is_fact and not _own_field(form, asked.name):
        yield Finding(place, "numer musi być polem pozycji, której dotyczy dokument.", "Popraw „pole”.")


def _own_field(form: FormDefinition, path: str) -> bool:
    subject = form.subject
    if subject is None or subject.collection in (*DERIVED, OWN_RECORDS):
        return False
    return path.count(".") == 1 and path.startswith(f"{subject.name}.")


def numbered_papers(case: CheckedCase, forms: Mapping[str, FormDefinition]) -> Iterator[NumberedPaper]:
    """Yield every paper of the case that bears a number given at release, in the order of forms and of the file.

    A form whose number is an answer of the paper itself has papers once the case holds answers to it.
    """
    for form in forms.values():
        if form.numbering is None or ("." not in form.numbering.field and form.type_id not in case.case.answers):
            continue
        for subject in subjects(case, form):
            path = _path(form, form.numbering.field, subject)
            typed = _typed(case.case, form, path, subject)
            yield NumberedPaper(form.type_id, subject, path, "" if typed in case.placeholders else typed)


def _path(form: FormDefinition, field: str, subject: str) -> DataPath:
    if "." in field and form.subject is not None:
        return (form.subject.collection, subject, field.partition(".")[2])
    return ("dokumenty", form.type_id, *(("dla", subject) if form.subject else ("wspolne",)), field)


def _typed(case: Case, form: FormDefinition, path: DataPath, subject: str) -> str:
    if path[0] == "dokumenty":
        given = given_answer(case, form, subject, str(path[-1]))
        return "" if given is None else str(given[1] or "").strip()
    collection = getattr(case, keys_of(Case)[str(path[0])])
    record: BaseModel = collection[subject]
    return str(getattr(record, keys_of(type(record))[str(path[-1])]) or "")


def series_of(case: CheckedCase, form: FormDefinition, subject: str, reference: ReferenceData) -> Series:
    """Return the series of a paper; its year is that of the date of the paper, found as the paper itself finds it."""
    numbering = form.numbering
    assert numbering is not None
    context, _ = described(case, form, subject, reference, {})
    day = resolve(context, "dokument.data")
    parts = [case.case.pilot, numbering.series]
    if numbering.within:
        base = resolve(context, numbering.within)
        parts.append("" if base is MISSING or base is None else str(base))
    return Series("/".join(parts), numbering.pattern, day.year if isinstance(day, date) else 0)


def with_numbers(case: CheckedCase, numbers: Mapping[DataPath, str]) -> CheckedCase:
    """Return the case with numbers in their places; its source stays as the file says it."""
    model = case.case
    for path, number in numbers.items():
        model = _answered(model, path, number) if path[0] == "dokumenty" else _told(model, path, number)
    return replace(case, case=model) if numbers else case


def provisional(case: CheckedCase, forms: Mapping[str, FormDefinition], reference: ReferenceData) -> CheckedCase:
    """Return the case with „……/2015” where a number is still to be given, so that drafts of its papers can be made."""
    open_papers = [paper for paper in numbered_papers(case, forms) if not paper.typed]
    if not open_papers:
        return case
    gaps = {
        paper.path: series_of(case, forms[paper.type_id], paper.subject, reference).placeholder for paper in open_papers
    }
    return replace(with_numbers(case, gaps), placeholders=tuple(sorted(set(gaps.values()))))


def _told(case: Case, path: DataPath, number: str) -> Case:
    name = keys_of(Case)[str(path[0])]
    collection: dict[str, BaseModel] = getattr(case, name)
    record = collection[str(path[1])]
    numbered = record.model_copy(update={keys_of(type(record))[str(path[-1])]: number})
    return case.model_copy(update={name: {**collection, str(path[1]): numbered}})


def _answered(case: Case, path: DataPath, number: str) -> Case:
    type_id, field = str(path[1]), str(path[-1])
    answers = case.answers.get(type_id) or TypeAnswers()
    if path[2] == "wspolne":
        changed = answers.model_copy(update={"common": {**answers.common, field: number}})
    else:
        own = {**answers.by_subject.get(str(path[3]), {}), field: number}
        changed = answers.model_copy(update={"by_subject": {**answers.by_subject, str(path[3]): own}})
    return case.model_copy(update={"answers": {**case.answers, type_id: changed}})
