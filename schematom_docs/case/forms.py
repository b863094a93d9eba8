"""Loading form definitions: every forms/*.yaml, with every fault located."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.case.answers import answer_place
from schematom_docs.case.case_context import DICTIONARIES, LISTS
from schematom_docs.case.case_model import Case
from schematom_docs.case.checked import located
from schematom_docs.case.form_checks import question_findings
from schematom_docs.case.form_model import FormDefinition, Subject
from schematom_docs.case.form_paths import form_paths
from schematom_docs.case.person import Person
from schematom_docs.case.record import keys_of
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.source import SourceData, read_source
from schematom_docs.case.spared_form import SparedForm, spared_form
from schematom_docs.case.subject_sets import ADULT, DERIVED, OWN_RECORDS, REGIME
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding, model_at
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


@dataclass(frozen=True, slots=True)
class ReadForms:
    """Forms of a folder, by type, with everything wrong with them.

    forms: without faults; faulty: with faults, but whole, so that they can be held against their templates too;
    parts: what could be saved of the others; files: names of all files without „.yaml”.
    """

    forms: Mapping[str, FormDefinition]
    faulty: Mapping[str, FormDefinition]
    parts: tuple[FormDefinition, ...]
    files: tuple[str, ...]
    faults: list[Fault]


def load_forms(
    folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None
) -> dict[str, FormDefinition]:
    """Return type → form of every *.yaml in a folder, by type. Raises CaseError with every fault of all forms.

    templates: folder of the Word files, to check that each one named is there; reference: to check legal bases.
    """
    read = read_forms(folder, templates=templates, reference=reference)
    if read.faults:
        raise CaseError("definicje formularzy są błędne.", place=folder.name, faults=read.faults)
    return dict(read.forms)


def check_forms(folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None) -> list[Fault]:
    """Return every fault of the forms of a folder, [] when there is none."""
    return read_forms(folder, templates=templates, reference=reference).faults


def read_forms(folder: Path, *, templates: Path | None = None, reference: ReferenceData | None = None) -> ReadForms:
    """Return all forms of a folder; each goes through every check it can, whatever is wrong with the others."""
    if not folder.is_dir():
        raise CaseError(
            "nie ma folderu z formularzami.", place=str(folder.name), remedy="Sprawdź ustawienie „formularze”."
        )
    forms: dict[str, FormDefinition] = {}
    faulty: dict[str, FormDefinition] = {}
    parts: list[FormDefinition] = []
    faults: list[Fault] = []
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        try:
            source = read_source(path)
        except CaseError as error:
            faults.append(Fault(error.place, error.reason, error.remedy))
            continue
        spared, findings = _checked(source, path.stem, templates, reference)
        own = [*source.faults, *(located(source, item) for item in findings)]
        faults.extend(own)
        form = spared.form
        if form is not None and not own:
            forms[form.type_id] = form
        elif form is not None and spared.whole and not any(_decides(item) for item in findings):
            faulty[form.type_id] = form
        elif form is not None:
            parts.append(form)
    return ReadForms(forms, faulty, tuple(parts), tuple(path.stem for path in paths), faults)


def _decides(finding: Finding) -> bool:
    """Tell whether a form with this fault cannot be held against templates: what it is about, or points at, is lost."""
    return finding.path[:1] in (("typ",), ("dotyczy",)) or finding.path[-1:] in (("dzial",), ("rodzaj",), ("pole",))


def _checked(
    source: SourceData, stem: str, templates: Path | None, reference: ReferenceData | None
) -> tuple[SparedForm, list[Finding]]:
    spared = spared_form(source.data, stem)
    findings = [*spared.findings]
    if spared.form is not None and ("dotyczy",) not in spared.hidden:
        found = _form_findings(spared.form, stem, templates, reference)
        findings += [item for item in found if not spared.hides(item)]
    return spared, findings


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
    for place, path in form_paths(form):
        first = path.split(".")[0]
        if first not in known and not (place[-1] == "domyslnie" and answer_place(path)):
            yield Finding(
                place, f"ścieżka „{path}” zaczyna się od nieznanej nazwy.", did_you_mean(first, sorted(known))
            )
