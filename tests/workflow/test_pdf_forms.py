"""Every shipped form has its PDF face: what the case says goes into the PDF and comes back the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import String

from schematom_docs.case import CheckedCase, FormDefinition, load_forms, subjects
from schematom_docs.case.answering import answers_of
from schematom_docs.case.form_fields import fields_of
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.fields import Answer, Answers, FormField
from schematom_docs.pdf import page_texts
from schematom_docs.pdf.form_answers import answers_in
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.pdf.form_reading import read_filled
from schematom_docs.pdf.form_terminals import terminals
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.filled_forms import read_pdf, read_pdfs, take_in
from schematom_docs.workflow.pdf_forms import blank_pdf, case_source, filled_pdf, refuse_unfit
from tests.conftest import PILOTS, ROOT

FORMS = {name: form for name, form in load_forms(ROOT / "forms").items() if form.questions}
LETTERS = 'Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ „cytat «w» cytacie” – — ’ § "prosty" \\ (nawias) <b> é ü ß ñ å č'
LONG = " ".join([LETTERS] * 25)
signs = st.text(st.sampled_from(LETTERS), min_size=1, max_size=40).map(str.strip).filter(bool)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
keys = st.from_regex(r"[a-z]{1,6}[0-9]{0,3}", fullmatch=True)
TEXTS: dict[str, st.SearchStrategy[str]] = {
    "liczba": st.integers(0, 999).map(str),
    "kwota": st.integers(0, 10**9).map(lambda grosze: f"{grosze // 100}.{grosze % 100:02d}"),
    "procent": st.integers(0, 100).map(str),
    "data": days,
    "okres": st.one_of(st.tuples(days, days).map(" – ".join), days.map("od {}".format), days.map("do {}".format)),
    "tak_nie": st.sampled_from(["tak", "nie"]),
    "odwolanie": keys,
    "pesel": st.from_regex(r"[0-9]{11}", fullmatch=True),
    "nip": st.from_regex(r"[0-9]{10}", fullmatch=True),
    "krs": st.from_regex(r"[0-9]{10}", fullmatch=True),
    "regon": st.from_regex(r"[0-9]{9}([0-9]{5})?", fullmatch=True),
    "nrb": st.from_regex(r"[0-9]{26}", fullmatch=True),
    "dowod": st.from_regex(r"[A-Z]{3}[0-9]{6}", fullmatch=True),
    "kod_pocztowy": st.from_regex(r"[0-9]{2}-[0-9]{3}", fullmatch=True),
    "dlugi_tekst": st.one_of(signs, st.just(LONG), st.just(f"{LETTERS}\n\n{LETTERS}")),
    "tekst": st.one_of(signs, signs, st.just(LONG)),
}


def text_for(field: FormField) -> st.SearchStrategy[str]:
    """Return texts that answer a field, as they are kept in the data."""
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    texts = TEXTS.get(field.kind, signs)
    return texts if field.longest is None else texts.map(lambda text: text[: field.longest].strip()).filter(bool)


def answer_for(field: FormField) -> st.SearchStrategy[Answer]:
    """Return answers to a field of any kind."""
    if field.kind == "wiele_z":
        values = [choice.value for choice in field.choices]
        chosen = st.lists(st.sampled_from(values), min_size=1, unique=True)
        return chosen.map(lambda given: [value for value in values if value in given])
    if field.kind == "lista_tekstow":
        return st.lists(signs, min_size=1, max_size=7).map(list)
    if field.kind == "tabela":
        cells = {column.path: _cell(column) for column in field.columns}
        return st.lists(st.fixed_dictionaries({}, optional=cells).filter(bool), min_size=1, max_size=7).map(list)
    return text_for(field).map(str)


def _cell(column: FormField) -> st.SearchStrategy[str]:
    return signs if column.kind in ("lista_tekstow", "wiele_z") else text_for(column)


def round_trip(form: FormDefinition, answers: Answers) -> Answers:
    """Return the answers as they come back from the PDF, which must have no fault."""
    fields = fields_of(form)
    made = make_form(FormFace(form.type_id, form.name), fields, answers)
    read, faults = answers_in(read_filled(made, "plik.pdf"), fields)
    assert faults == []
    return read


@pytest.mark.parametrize("type_id", FORMS)
@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_answered_to_a_shipped_form_comes_back(type_id: str, data: st.DataObject) -> None:
    form = FORMS[type_id]
    optional = {field.path: answer_for(field) for field in fields_of(form)}
    answers = Answers("k1", data.draw(st.fixed_dictionaries({}, optional=optional)))
    assert round_trip(form, answers) == answers


@pytest.mark.parametrize("type_id", FORMS)
def test_every_text_of_a_shipped_form_takes_all_letters_and_long_texts(type_id: str) -> None:
    form = FORMS[type_id]
    texts = {field.path: LETTERS if number % 2 else LONG for number, field in enumerate(fields_of(form))
             if field.kind in ("tekst", "dlugi_tekst") and field.longest is None}  # fmt: skip
    assert round_trip(form, Answers("", dict(texts))).by_path == texts


@pytest.mark.parametrize("pilot", PILOTS)
def test_answers_of_the_pilots_come_back(pilot: str, desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    case, count = example(pilot), 0
    data = case_source(ROOT / "examples" / pilot / "sprawa.yaml").data
    assert isinstance(data, dict)
    for type_id in FORMS:
        form = desk.form(type_id)
        for key in subjects(case, form)[:2]:
            answers = answers_of(data, form, key)
            assert round_trip(form, answers).by_path == answers.by_path
            count += 1
    assert count > 0


def test_blank_forms_are_made_for_the_types_that_say_so(desk: Desk) -> None:
    fit = [form for form in desk.forms.values() if form.fillable]
    assert "deklaracja_pracodawcy" in [form.type_id for form in fit]
    for form in fit:
        refuse_unfit(form, desk.forms.values())
        assert read_filled(blank_pdf(desk, form), "pusty.pdf").texts == {}
    with pytest.raises(UsageError, match="nikt nie wypełnia ręcznie"):
        refuse_unfit(desk.form("dyplom"), desk.forms.values())
    with pytest.raises(UsageError, match="nie ma żadnych pytań"):
        blank_pdf(desk, desk.form("spis_dokumentow"))


@pytest.fixture
def declaration(desk: Desk, tmp_path: Path) -> Path:
    """A declaration of the example, filled from its case."""
    source = case_source(ROOT / "examples" / "stella-2016" / "sprawa.yaml")
    path = tmp_path / "dp01.pdf"
    path.write_bytes(filled_pdf(desk, desk.form("deklaracja_pracodawcy"), source, "dp01"))
    return path


def case_data() -> dict[str, object]:
    """The data of the example."""
    data = case_source(ROOT / "examples" / "stella-2016" / "sprawa.yaml").data
    assert isinstance(data, dict)
    return data


def typed_in(path: Path, **texts: str) -> None:
    """Type texts into fields of a PDF, as a reader saves them."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name, text in texts.items():
            terminals(pdf)[f"deklaracja.{name}"].object.V = String(text)
        pdf.save(path)


def test_an_unchanged_form_changes_nothing(desk: Desk, declaration: Path) -> None:
    read = read_pdf(desk, declaration, case_data())
    assert read.faults == ()
    data, (intake,) = take_in([read], case_data())
    assert intake.changes == 0
    assert {line.state for line in intake.lines} == {"bez zmian"}
    assert data == case_data()


def test_what_the_office_corrected_is_shown_and_taken_in(desk: Desk, declaration: Path) -> None:
    typed_in(declaration, stanowisko="Piekarz „mistrz”", liczba_osob="3", miesiecy="")
    read = read_pdf(desk, declaration, case_data())
    data, (intake,) = take_in([read], case_data())
    assert [str(line) for line in intake.lines if line.state != "bez zmian"] == [
        "[zmiana] Liczba osób, które pracodawca zatrudni: 2 → 3",
        "[zmiana] Stanowisko: pomocnik piekarza → Piekarz „mistrz”",
        "[zostaje] Liczba miesięcy zatrudnienia: 6",
    ]
    again = answers_of(data, desk.form("deklaracja_pracodawcy"), "dp01").by_path
    assert (again["deklaracja.stanowisko"], again["deklaracja.liczba_osob"]) == ("Piekarz „mistrz”", "3")


def test_the_same_checks_run_as_on_the_case(desk: Desk, declaration: Path) -> None:
    typed_in(declaration, liczba_osob="trzy", stanowisko="")
    faults = read_pdf(desk, declaration, case_data()).faults
    assert [fault.place for fault in faults] == [
        "dp01.pdf, pole „Liczba osób, które pracodawca zatrudni”",
        "dp01.pdf, pole „Stanowisko”",
    ]
    assert all(fault.reason and fault.remedy for fault in faults)


def test_two_files_about_one_subject_are_not_taken_in_together(desk: Desk, declaration: Path) -> None:
    second = declaration.with_name("drugi.pdf")
    second.write_bytes(declaration.read_bytes())
    done, faults = read_pdfs(desk, [declaration, second, declaration.with_name("brak.pdf")], case_data())
    assert len(done) == 2
    assert [fault.reason for fault in faults] == [
        "nie da się odczytać pliku (nie ma takiego pliku ani folderu)",
        "plik dotyczy tego samego co „dp01.pdf”",
    ]


def test_a_form_of_another_version_is_read_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    form = desk.form("deklaracja_pracodawcy")
    fields = [replace(field, longest=50) if field.path == "miejscowosc" else field for field in fields_of(form)]
    path = tmp_path / "stary.pdf"
    path.write_bytes(make_form(FormFace(form.type_id, form.name), fields, answers_of(case_data(), form, "dp01")))
    faults = read_pdf(desk, path, case_data()).faults
    assert [(fault.warning, fault.reason) for fault in faults] == [
        (True, "plik powstał z innej wersji formularza niż obecna")
    ]


def test_a_form_without_a_known_type_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "obcy.pdf"
    path.write_bytes(make_form(FormFace("nieznany", "Nieznany"), [FormField("a", "A", "tekst")]))
    with pytest.raises(CaseError, match="nie ma tu formularza „nieznany”"):
        read_pdf(desk, path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        terminals(pdf)["schematom_formularz"].object.V = String("cudzy")
        pdf.save(path)
    with pytest.raises(CaseError, match="to nie jest formularz zrobiony przez ten program"):
        read_pdf(desk, path)


def test_a_form_filled_with_sample_data_says_so_on_every_page(desk: Desk, declaration: Path) -> None:
    assert all("dane przykładowe" in text for text in page_texts(declaration.read_bytes()))
    assert "dane przykładowe" not in page_texts(blank_pdf(desk, desk.form("deklaracja_pracodawcy")))[0]


def test_a_subject_that_the_data_do_not_have_is_refused_with_the_keys(desk: Desk) -> None:
    source = case_source(ROOT / "examples" / "stella-2016" / "sprawa.yaml")
    form = desk.form("deklaracja_pracodawcy")
    with pytest.raises(UsageError, match="dp01, dp02, dp03"):
        filled_pdf(desk, form, source, "")
    with pytest.raises(UsageError, match="nie ma pozycji „dp1”"):
        filled_pdf(desk, form, source, "dp1")


def test_a_date_in_words_is_read_as_the_import_reads_it(desk: Desk, declaration: Path) -> None:
    with pikepdf.open(declaration, allow_overwriting_input=True) as pdf:
        terminals(pdf)["data"].object.V = String("10 grudnia 2016 r.")
        pdf.save(declaration)
    read = read_pdf(desk, declaration, case_data())
    assert (read.faults, read.answers.by_path["data"]) == ((), "2016-12-10")


def test_a_wrong_date_is_told_once_at_its_field(desk: Desk, declaration: Path) -> None:
    with pikepdf.open(declaration, allow_overwriting_input=True) as pdf:
        terminals(pdf)["data"].object.V = String("kiedyś")
        pdf.save(declaration)
    faults = read_pdf(desk, declaration, case_data()).faults
    assert [fault.place for fault in faults] == ["dp01.pdf, pole „Data złożenia”"]


def test_a_choice_the_form_does_not_have_is_told_once(desk: Desk, declaration: Path) -> None:
    typed_in(declaration, **{"pracodawca.rodzaj": "nie ma takiego"})
    read = read_pdf(desk, declaration, case_data())
    assert ["której formularz nie ma do wyboru" in fault.reason for fault in read.faults] == [True]
    _, (intake,) = take_in([read], case_data())
    assert [line.state for line in intake.lines if line.label == "Pracodawca – rodzaj"] == ["odmowa"]
