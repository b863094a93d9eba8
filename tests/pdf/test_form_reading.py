"""Answers come back from a filled form, whichever program saved it; what holds no answers is refused by name."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Name, Pdf, String
from pypdf import PdfReader, PdfWriter

from schematom_docs.fields import Answers, Choice, FormField
from schematom_docs.pdf.form_answers import answers_in
from schematom_docs.pdf.form_making import make_form, values_of
from schematom_docs.pdf.form_plan import form_version, plan
from schematom_docs.pdf.form_reading import FilledForm, read_filled
from schematom_docs.pdf.form_terminals import Terminal, terminals
from tests.pdf.form_samples import ANSWERS, BRIEF, FACE, FIELDS, LETTERS

FOLDER = Path(__file__).with_name("filled_forms")
BLANK = make_form(FACE, FIELDS)
VALUES = values_of(plan(FIELDS, Answers("", BRIEF)), "")[0]


def read(data: bytes) -> Answers:
    """Return the answers of a filled sample form, which must have no fault."""
    answers, faults = answers_in(read_filled(data, "plik.pdf"), FIELDS)
    assert faults == []
    return answers


def changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    """Return the file after a change made by pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def by_pikepdf(pdf: Pdf) -> None:
    """Fill the form the plain way: values alone, states where buttons have them."""
    for name, field in terminals(pdf).items():
        value = VALUES.get(name)
        if value is None:
            continue
        if field.kind not in ("radio", "check"):
            field.object.V = String(value)
            continue
        field.object.V = Name(f"/{value}")
        for widget in field.widgets:
            widget.AS = Name(f"/{value}") if f"/{value}" in widget.AP.N else Name.Off


def by_pypdf(data: bytes, *, incremental: bool) -> bytes:
    """Fill the form by pypdf, rewriting the file or appending to it."""
    reader = PdfReader(io.BytesIO(data))
    source = io.BytesIO(data)
    writer = PdfWriter(source, incremental=True) if incremental else PdfWriter(clone_from=source)
    buttons = {name for name, field in reader.get_fields().items() if field.get("/FT") == "/Btn"}  # type: ignore[union-attr]  # the form has fields
    values = {name: f"/{value}" if name in buttons else value for name, value in VALUES.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_we_write_we_read() -> None:
    answers = read(make_form(FACE, FIELDS, ANSWERS))
    assert answers == ANSWERS


def test_a_blank_form_has_no_answers() -> None:
    assert read(BLANK) == Answers("", {})


@pytest.mark.parametrize("name", ["pdf_lib.pdf", "mupdf.pdf"])
def test_forms_saved_by_other_programs_are_read(name: str) -> None:
    assert read((FOLDER / name).read_bytes()).by_path == BRIEF


@pytest.mark.parametrize("incremental", [False, True], ids=["rewritten", "appended"])
def test_forms_filled_by_pypdf_are_read(incremental: bool) -> None:
    filled = by_pypdf(BLANK, incremental=incremental)
    assert filled.startswith(BLANK) == incremental
    assert read(filled).by_path == BRIEF


def test_forms_filled_by_pikepdf_are_read() -> None:
    assert read(changed(BLANK, by_pikepdf)).by_path == BRIEF


def test_names_and_values_survive_a_second_save_on_top_of_the_first() -> None:
    def correct(pdf: Pdf) -> None:
        terminals(pdf)["liczba"].object.V = String("3")

    again = changed(by_pypdf(BLANK, incremental=True), correct)
    assert read(again).by_path == {**BRIEF, "liczba": "3"}


def _set(name: str, **entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        field = terminals(pdf)[name].object
        for key, value in entries.items():
            field[Name(f"/{key}")] = value

    return change


@pytest.mark.parametrize(
    "value",
    [
        String(("\ufeff" + LETTERS).encode("utf-16-be")),
        String(b"\xef\xbb\xbf" + LETTERS.encode("utf-8")),
    ],
    ids=["utf-16", "utf-8"],
)
def test_texts_are_read_in_every_encoding_of_pdf(value: object) -> None:
    assert read(changed(BLANK, _set("firma.nazwa", V=value))).by_path == {"firma.nazwa": LETTERS}


def test_western_letters_in_pdfdocencoding_are_read() -> None:
    raw = "Müller & Søn „”".encode("pdfdoc")
    assert read(changed(BLANK, _set("firma.nazwa", V=String(raw)))).by_path == {"firma.nazwa": "Müller & Søn „”"}


def test_rich_text_is_read_as_plain_text() -> None:
    rich = (
        '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p><b>Żółć</b> &amp; „jaźń”</p><p>2</p></body>'
    )
    assert read(changed(BLANK, _set("opis", RV=String(rich)))).by_path == {"opis": "Żółć & „jaźń”\n2"}

    def streamed(pdf: Pdf) -> None:
        terminals(pdf)["opis"].object.V = pdf.make_stream(("\ufeff" + LETTERS).encode("utf-16-be"))

    assert read(changed(BLANK, streamed)).by_path == {"opis": LETTERS}


def test_ends_of_lines_and_spaces_of_other_readers_are_evened_out() -> None:
    def spaced(pdf: Pdf) -> None:
        typed = {
            "opis": "a\rb\r\nc ", "data": "1.2.2016 r.", "kwota": "1 250,50 zł", "okres.od": "01-02-2017",
            "procent": "12,5 %", "osoba.dowod": "abc 123456", "firma.nip": "777-123-45-67",
            "firma.nrb": "PL44 1020 0003 0000 0000 1234 5678",
        }  # fmt: skip
        for name, text in typed.items():
            terminals(pdf)[name].object.V = String(text)

    assert read(changed(BLANK, spaced)).by_path == {
        "opis": "a\nb\nc", "data": "2016-02-01", "kwota": "1250.50", "okres": "od 2017-02-01", "procent": "12.5",
        "osoba.dowod": "ABC123456", "firma.nip": "7771234567", "firma.nrb": "44102000030000000012345678",
    }  # fmt: skip


def _renamed(field: Terminal, names: Mapping[str, str]) -> None:
    for widget in field.widgets:
        normal = widget.AP.N
        for old, new in names.items():
            if f"/{old}" in normal:
                normal[Name(f"/{new}")] = normal[Name(f"/{old}")]
                del normal[Name(f"/{old}")]


def test_buttons_are_read_whatever_a_program_calls_their_states() -> None:
    def renamed(pdf: Pdf) -> None:
        fields = terminals(pdf)
        _renamed(fields["zgoda"], {"tak": "0", "nie": "1"})
        fields["zgoda"].object.V = Name("/1")
        _renamed(fields["wymiar"], {"w1": "Choice1", "w2": "Choice2"})
        fields["wymiar"].widgets[1].AS = Name("/Choice2")
        del fields["wymiar"].object.V
        _renamed(fields["wsparcie.1"], {"staz": "Yes"})
        fields["wsparcie.1"].object.V = Name("/Yes")

    expected = {"zgoda": "nie", "wymiar": "1", "wsparcie": ["staz"]}
    assert read(changed(BLANK, renamed)).by_path == expected


def test_buttons_that_export_by_opt_are_read() -> None:
    def exported(pdf: Pdf) -> None:
        field = terminals(pdf)["zgoda"]
        _renamed(field, {"tak": "0", "nie": "1"})
        field.object.Opt = Array([String("tak"), String("nie")])
        field.object.V = Name("/0")

    assert read(changed(BLANK, exported)).by_path == {"zgoda": "tak"}


def test_empty_and_cleared_fields_are_no_answers() -> None:
    def cleared(pdf: Pdf) -> None:
        for name in ("firma.nazwa", "opis", "branza"):
            terminals(pdf)[name].object.V = String("  ")
        terminals(pdf)["zgoda"].object.V = Name.Off

    assert read(changed(BLANK, cleared)).by_path == {}


def test_an_answer_that_is_no_choice_and_a_field_of_an_older_form_are_told() -> None:
    def other(pdf: Pdf) -> None:
        terminals(pdf)["branza"].object.V = String("Rolnictwo")

    form = read_filled(changed(BLANK, other), "plik.pdf")
    answers, faults = answers_in(form, FIELDS)
    assert answers.by_path == {}
    assert [fault.place for fault in faults] == ["plik.pdf"]
    assert "„Branża”" in faults[0].reason and "Rolnictwo" not in faults[0].reason
    filled = read_filled(make_form(FACE, FIELDS, Answers("", BRIEF)), "plik.pdf")
    left = [field for field in FIELDS if field.path != "liczba"]
    assert [fault.reason for fault in answers_in(filled, left)[1]] == [
        "pola „liczba” nie ma w obecnej wersji formularza, a jest wypełnione"
    ]


def test_the_file_says_which_form_it_is_even_when_info_is_gone() -> None:
    made = make_form(FACE, FIELDS, ANSWERS)

    def without_info(pdf: Pdf) -> None:
        del pdf.docinfo["/SchematomFormularz"]

    def without_field(pdf: Pdf) -> None:
        fields = pdf.Root.AcroForm.Fields
        pdf.Root.AcroForm.Fields = Array([one for one in fields if str(one.T) != "schematom_formularz"])

    for change in (without_info, without_field):
        identity = read_filled(changed(made, change), "plik.pdf").identity
        assert identity is not None
        assert (identity.type_id, identity.version, identity.key) == ("wzor", form_version(FIELDS), "dp01")


LETTER = st.sampled_from("aąbcćdeęłńóśźżAĄĆĘŁŃÓŚŹŻ „”–—§'\"\\()<>/%&éüßñ.,;: 0123456789")
TEXT = st.text(LETTER, min_size=1, max_size=60).map(str.strip).filter(bool)
LONG_TEXT = st.text(st.one_of(LETTER, st.just("\n")), min_size=1, max_size=900).map(str.strip).filter(bool)
WORDS = st.lists(TEXT, min_size=1, max_size=9)
ROW = st.dictionaries(st.sampled_from(["a", "b"]), TEXT, min_size=1)
SMALL = (
    FormField("tekst", "Tekst", "tekst"),
    FormField("opis", "Opis", "dlugi_tekst"),
    FormField("lista", "Lista", "lista_tekstow"),
    FormField("wybor", "Wybór", "wybor", choices=tuple(Choice(x, x) for x in ("ą 1", "Off", "b.c", "d", "e", "f"))),
    FormField("wiele", "Wiele", "wiele_z", choices=tuple(Choice(x, x) for x in ("ż/ź", "Off", "c"))),
    FormField("tabela", "Tabela", "tabela", columns=(FormField("a", "A", "tekst"), FormField("b", "B", "tekst"))),
)
FILLED = st.fixed_dictionaries(
    {},
    optional={
        "tekst": TEXT,
        "opis": LONG_TEXT,
        "lista": WORDS,
        "wybor": st.sampled_from(["ą 1", "Off", "b.c", "d", "e", "f"]),
        "wiele": st.lists(st.sampled_from(["ż/ź", "Off", "c"]), min_size=1, unique=True).map(
            lambda given: [word for word in ("ż/ź", "Off", "c") if word in given]
        ),
        "tabela": st.lists(ROW, min_size=1, max_size=8),
    },
)


@given(answers=FILLED)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_answered_comes_back(answers: dict[str, str]) -> None:
    made = make_form(FACE, SMALL, Answers("k1", dict(answers)))
    read_back = answers_in(read_filled(made, "plik.pdf"), SMALL)
    assert read_back == (Answers("k1", dict(answers)), [])
    assert isinstance(read_filled(made, "plik.pdf"), FilledForm)
