"""Loading form definitions: every forms/*.yaml, with every fault located."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from schematom_docs.case.case_context import DICTIONARIES, LISTS
from schematom_docs.case.case_model import Case
from schematom_docs.case.checked import located
from schematom_docs.case.document_context import PATTERN_PATH
from schematom_docs.case.form_checks import question_findings
from schematom_docs.case.form_model import FormDefinition, Subject
from schematom_docs.case.person import Person
from schematom_docs.case.record import keys_of
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.source import read_source
from schematom_docs.case.subject_sets import ADULT, DERIVED, OWN_RECORDS, REGIME
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding, model_at, validate
from schematom_docs.errors import CaseError, Fault

_COLLECTIONS = (
    "instytucje", "osoby", "rodziny", "uczestnicy", "zespoly", "kontrakty", "porozumienia", "listy_intencyjne",
    "informacje", "wizyty", "wydarzenia", "dyplomy", "zaswiadczenia", "wskazniki", "kontrakty_socjalne",
    "skierowania", "deklaracje_pracodawcow", OWN_RECORDS, *DERIVED,
)  # fmt: skip
_NAMES = {
    *DICTIONARIES, *LISTS, "projekt", "lider", "beneficjent", "partnerzy", "realizatorzy", "wizyty_wyjazdowe",
    "wizyty_przyjazdowe", "wizyty_wspolne", "katalog_uslug", "stan", "dokument", "podstawy", "rezim_danych",
    "odmiany", "pakiet", "pilotaz",
}  # fmt: skip


def load_forms(
    folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None
) -> dict[str, FormDefinition]:
    """Return type → form of every *.yaml in a folder, by type. Raises CaseError with every fault of all forms.

    templates: folder of the Word files, to check that each one named is there; reference: to check legal bases.
    """
    forms, faults = read_forms(folder, templates=templates, reference=reference)
    if faults:
        raise CaseError("definicje formularzy są błędne.", place=folder.name, faults=faults)
    return forms


def check_forms(folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None) -> list[Fault]:
    """Return every fault of the forms of a folder, [] when there is none."""
    return read_forms(folder, templates=templates, reference=reference)[1]


def read_forms(
    folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None
) -> tuple[dict[str, FormDefinition], list[Fault]]:
    """Return (forms without faults, faults of the others)."""
    if not folder.is_dir():
        raise CaseError(
            "nie ma folderu z formularzami.", place=str(folder.name), remedy="Sprawdź ustawienie „formularze”."
        )
    forms: dict[str, FormDefinition] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            source = read_source(path)
        except CaseError as error:
            faults.append(Fault(error.place, error.reason, error.remedy))
            continue
        checked = validate(FormDefinition, source.data)
        findings = [*checked.findings]
        if checked.model is not None and not checked.dropped:
            findings += _form_findings(checked.model, path.stem, templates, reference)
        own = [*source.faults, *(located(source, item) for item in findings)]
        faults.extend(own)
        if checked.model is not None and not own:
            forms[checked.model.type_id] = checked.model
    return forms, faults


def _form_findings(
    form: FormDefinition, stem: str, templates: Path | None, reference: ReferenceData | None
) -> Iterable[Finding]:
    if form.type_id != stem:
        yield Finding(
            ("typ",), f"typ „{form.type_id}” różni się od nazwy pliku „{stem}.yaml”.", f"Wpisz „typ: {stem}”."
        )
    if form.subject and form.subject.collection not in _COLLECTIONS:
        remedy = did_you_mean(form.subject.collection, _COLLECTIONS)
        yield Finding(("dotyczy", "z"), "w danych sprawy nie ma takiego działu.", remedy)
    elif form.subject:
        yield from _where_findings(form.subject)
    yield from _template_findings(form, templates)
    yield from question_findings(form)
    yield from _path_findings(form)
    known = reference.legal_bases if reference else None
    for index, basis in enumerate(form.legal_bases):
        if known is not None and basis not in known:
            yield Finding(("podstawy", index), f"nie ma podstawy prawnej „{basis}”.", did_you_mean(basis, known))


def _where_findings(subject: Subject) -> Iterable[Finding]:
    """Yield a finding for each field of `gdzie` that entities of the collection do not have."""
    derived = subject.collection in DERIVED
    model = Person if derived else model_at(Case, (subject.collection, "klucz"))
    known = [*(keys_of(model) if model else ()), *([ADULT, REGIME] if derived else [])]
    if subject.collection == OWN_RECORDS:
        known = []
    for name in subject.where:
        if name not in known:
            yield Finding(("dotyczy", "gdzie", name), f"nie ma pola „{name}”.", did_you_mean(name, known))


def _template_findings(form: FormDefinition, templates: Path | None) -> Iterable[Finding]:
    if form.templates_by and "pole" not in form.templates_by:
        yield Finding(
            ("szablony_wg",), "brak „pole”: nie wiadomo, od czego zależy szablon.", "Dopisz np. „pole: dyplom.wariant”."
        )
    if templates is None:
        return
    present = [path.name for path in templates.glob("*.docx")]
    named: Mapping[tuple[str, ...], str] = {("szablon",): form.template} | {
        ("szablony_wg", key): name for key, name in form.templates_by.items() if key != "pole"
    }
    for path, name in named.items():
        if name not in present:
            guess = did_you_mean(name, present)
            make = f"Popraw nazwę albo utwórz plik: schematom template new {form.type_id} -o templates/pl/{name}"
            remedy = guess if guess.startswith("Czy") else make
            yield Finding(path, f"nie ma pliku szablonu „{name}”.", remedy)


def _path_findings(form: FormDefinition) -> Iterable[Finding]:
    """Yield a finding for each path that starts with a name no context has."""
    known = {*_NAMES, form.subject.name} if form.subject else _NAMES
    for place, path in _paths(form):
        first = path.removeprefix("nie ").split(".")[0].split("=")[0].strip()
        if first not in known:
            yield Finding(
                place, f"ścieżka „{path}” zaczyna się od nieznanej nazwy.", did_you_mean(first, sorted(known))
            )


def _paths(form: FormDefinition) -> Iterable[tuple[tuple[str | int, ...], str]]:
    for index, path in enumerate(form.needs):
        yield ("wymaga", index), path
    for index, question in enumerate(form.questions):
        for path in question.default:
            yield ("pytania", index, "domyslnie"), path
        if question.condition:
            yield ("pytania", index, "gdy"), question.condition
        if question.within:
            yield ("pytania", index, "w_granicach"), question.within
    for index, path in enumerate(form.party_paths):
        yield ("strony", index), path
    for index, slot in enumerate(form.slots):
        if slot.who and not slot.each:
            yield ("podpisy", index, "kto"), slot.who
    for name, pattern in (("tytul", form.title), ("stopka", form.footer or "")):
        for path in PATTERN_PATH.findall(pattern):
            yield (name,), path.strip()
    for index, annex in enumerate(form.annexes):
        for path in PATTERN_PATH.findall(annex.title):
            yield ("zalaczniki", index, "tytul"), path.strip()
        if annex.condition:
            yield ("zalaczniki", index, "gdy"), annex.condition
