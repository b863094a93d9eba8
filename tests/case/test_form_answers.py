"""One definition, one set of answers: fields, answers read and written, JSON Schema, the dictionary of forms."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from schematom_docs.case import load_forms
from schematom_docs.case.answering import answers_of, placed_answers, with_answers
from schematom_docs.case.form_dictionary import form_dictionary
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.json_schema import json_schema
from schematom_docs.case.source import read_source
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.fields import Answers, FormField
from tests.case.form_answers import filled_forms
from tests.case.small_case import ROOT

FORMS = load_forms(ROOT / "forms")
PILOTS = {path.parent.name: read_source(path).data for path in sorted(ROOT.glob("examples/*/sprawa.yaml"))}


def pilot_papers() -> list[tuple[str, str, str]]:
    """Return (pilot, type, key) of every subject a shipped form can be about; the whole case where it has answers."""
    papers = []
    for pilot, data in PILOTS.items():
        assert isinstance(data, dict)
        for type_id, form in FORMS.items():
            whole = {"": None} if type_id in data.get("dokumenty", {}) else {}
            section = data.get(form.subject.collection, {}) if form.subject else whole
            if not form.subject or form.subject.collection not in (*DERIVED, OWN_RECORDS):
                where = form.subject.where.items() if form.subject else ()
                keys = [
                    key for key, item in section.items() if all((item or {}).get(name) == text for name, text in where)
                ]
                papers += [(pilot, type_id, key) for key in keys]
    return papers


def pilot(name: str) -> dict[str, object]:
    data = PILOTS[name]
    assert isinstance(data, dict)
    return data


def facts(form: FormDefinition) -> list[FormField]:
    return [field for field in fields_of(form) if "." in field.path]


@pytest.mark.parametrize("type_id", sorted(FORMS))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_answers_put_into_the_case_come_back_the_same(type_id: str, data: st.DataObject) -> None:
    form = FORMS[type_id]
    answers = data.draw(filled_forms(form))
    defaults = {field.path: field.value for field in fields_of(form) if field.value}
    case, key = placed_answers({"schemat": "1"}, form, answers)
    assert answers_of(case, form, key).by_path == defaults | answers.by_path
    assert with_answers(case, form, answers_of(case, form, key)) == case


@pytest.mark.parametrize(("name", "type_id", "key"), pilot_papers())
def test_answers_of_a_pilot_written_back_change_nothing(name: str, type_id: str, key: str) -> None:
    before = copy.deepcopy(pilot(name))
    answers = answers_of(pilot(name), FORMS[type_id], key)
    assert with_answers(pilot(name), FORMS[type_id], answers) == before == pilot(name)


@pytest.mark.parametrize(("name", "type_id", "key"), pilot_papers())
def test_answers_of_a_pilot_are_complete_and_fit_the_schema(name: str, type_id: str, key: str) -> None:
    schema = json_schema(FORMS[type_id])
    answers = answers_of(pilot(name), FORMS[type_id], key).by_path
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answers)] == []


@pytest.mark.parametrize("type_id", sorted(FORMS))
def test_schema_of_each_form_is_a_valid_schema_of_2020_12(type_id: str) -> None:
    schema = json_schema(FORMS[type_id])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == [field.path for field in fields_of(FORMS[type_id])]


@pytest.mark.parametrize("type_id", sorted(FORMS))
def test_examples_of_a_form_fit_its_schema(type_id: str) -> None:
    properties = json_schema(FORMS[type_id])["properties"]
    assert isinstance(properties, dict)
    for path, part in properties.items():
        for example in part.get("examples", []):
            assert Draft202012Validator(part).is_valid(example), path


def test_schema_asks_for_a_conditional_answer_only_when_its_condition_holds() -> None:
    validator = Draft202012Validator(json_schema(FORMS["dyplom"]))
    common = {"dyplom.numer": "1/2015", "dyplom.podpisuja": ["pcpr"]}
    assert validator.is_valid(common | {"dyplom.wariant": "rodzina", "dyplom.rodzina": "r01"})
    assert not validator.is_valid(common | {"dyplom.wariant": "rodzina"})
    assert not validator.is_valid(common | {"dyplom.wariant": "krewny"})


def test_the_same_fact_has_the_same_kind_and_label_in_all_forms() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for form in FORMS.values():
        for field in facts(form):
            assert seen.setdefault(field.path, (field.kind, field.label)) == (field.kind, field.label), field.path


def test_an_answer_of_papers_has_one_kind_under_one_name() -> None:
    kinds: dict[str, str] = {}
    for form in FORMS.values():
        for question in form.own_questions:
            assert kinds.setdefault(question.name, question.kind) == question.kind, question.name


def test_every_question_has_a_section_a_label_and_an_example_or_columns() -> None:
    for form in FORMS.values():
        for field in fields_of(form):
            assert field.section, f"{form.type_id}: {field.path}"
            assert field.label[0].isupper()
            assert field.example or field.columns, f"{form.type_id}: {field.path}"


def test_numbers_of_people_are_personal_data_in_every_form() -> None:
    columns = [field for form in FORMS.values() for table in fields_of(form) for field in (table, *table.columns)]
    numbers = [field for field in columns if field.kind in ("pesel", "dowod") or field.path.endswith("imie")]
    assert len(numbers) > 5
    assert {field.privacy for field in numbers} == {"osobowe"}


def test_the_dictionary_in_docs_is_the_one_the_forms_write() -> None:
    page = (ROOT / "docs" / "formularze-slownik.md").read_text(encoding="utf-8")
    assert page == form_dictionary(FORMS.values()), "schematom form dictionary > docs/formularze-slownik.md"


def test_new_entities_get_keys_without_personal_data_and_known_ones_are_used_again() -> None:
    form = FORMS["deklaracja_pracodawcy"]
    employer = {"deklaracja.pracodawca.nazwa": "Wzorcowa Piekarnia", "deklaracja.pracodawca.nip": "7771234567"}
    first, key = placed_answers({}, form, Answers("", {**employer, "deklaracja.liczba_osob": "2"}))
    second, other = placed_answers(first, form, Answers("", {**employer, "deklaracja.liczba_osob": "1"}))
    assert (key, other) == ("dp01", "dp02")
    assert second["deklaracje_pracodawcow"] == {
        "dp01": {"liczba_osob": "2", "pracodawca": "i01"},
        "dp02": {"liczba_osob": "1", "pracodawca": "i01"},
    }
    assert second["instytucje"] == {"i01": {"nazwa": "Wzorcowa Piekarnia", "nip": "7771234567"}}


def test_an_empty_answer_takes_the_fact_away_and_a_missing_one_leaves_it() -> None:
    form = FORMS["deklaracja_pracodawcy"]
    data = {"deklaracje_pracodawcow": {"dp01": {"liczba_osob": "2", "stanowisko": "piekarz"}}}
    after = with_answers(data, form, Answers("dp01", {"deklaracja.stanowisko": ""}))
    assert after["deklaracje_pracodawcow"] == {"dp01": {"liczba_osob": "2"}}


def test_rows_keep_what_the_form_does_not_ask() -> None:
    form = FORMS["kontrakt_rodzinny"]
    answers = answers_of(pilot("poznan-2"), form, "k01")
    data = copy.deepcopy(pilot("poznan-2"))
    families = data["rodziny"]
    assert isinstance(families, dict)
    families["r01"]["czlonkowie"]["o1"]["odmiany"] = {"dopelniacz": "Anny Nowak"}
    rows = copy.deepcopy(answers.by_path["kontrakt.rodzina.czlonkowie"])
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    first["status"] = "pracująca"
    changed = Answers("k01", {**answers.by_path, "kontrakt.rodzina.czlonkowie": rows})
    after = with_answers(data, form, changed)
    families = after["rodziny"]
    assert isinstance(families, dict)
    assert families["r01"]["czlonkowie"]["o1"]["status"] == "pracująca"
    assert families["r01"]["czlonkowie"]["o1"]["odmiany"] == {"dopelniacz": "Anny Nowak"}


def test_the_default_of_a_fact_is_another_answer_and_then_the_literal_one() -> None:
    form = FormDefinition.model_validate(
        {
            "typ": "proba", "nazwa": "Próba", "tytul": "Próba", "szablon": "proba.docx",
            "dotyczy": {"z": "deklaracje_pracodawcow", "jako": "deklaracja"},
            "pytania": [
                {"pole": "deklaracja.stanowisko", "etykieta": "Stanowisko", "rodzaj": "tekst", "wartosc": "pracownik"},
                {"pole": "deklaracja.forma", "etykieta": "Forma", "rodzaj": "tekst", "domyslnie": "deklaracja.numer"},
            ],
        }
    )  # fmt: skip
    data, key = placed_answers({"deklaracje_pracodawcow": {"dp01": {"numer": "7"}}}, form, Answers("dp01", {}))
    assert answers_of(data, form, key).by_path == {"deklaracja.stanowisko": "pracownik", "deklaracja.forma": "7"}
    said = Answers("dp01", {"deklaracja.stanowisko": "piekarz"})
    assert answers_of(with_answers(data, form, said), form, key).by_path["deklaracja.stanowisko"] == "piekarz"
