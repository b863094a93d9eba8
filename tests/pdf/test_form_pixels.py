"""What a form shows, judged by its picture: text found in the file proves nothing about letters that are seen."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, String
from pypdf import PdfReader, PdfWriter

from schematom_docs.fields import Answers, FormField
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.pdf.form_terminals import terminals
from tests.pdf.form_pictures import Rect, drawn_by_reportlab, field_picture, ink, letters_that_differ

LINES = (
    "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż0123456789",
    "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ",
    "„cytat”‚w’«cytat»–—§…•€°½&@#%/\\",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÔÕÖØÙÚÛÜÝß",
    "àáâãäåæçèéêëìíîïñòôõöøùúûüýÿ",
    "ČčĎďĚěŇňŘřŠšŤťŮůŽžĹĺĽľŐőŰűĂăȘșȚțĀāĖėĪīĢģĶķ",
    "ЗеленськийОксанаКиївΑθήνα",
)
TYPED = tuple(" ".join(line) for line in LINES[:5])
NAMES = [f"linia{number}" for number in range(len(LINES))]
FIELDS = tuple(FormField(name, name, "tekst") for name in NAMES)
SPACED = dict(zip(NAMES, (" ".join(line) for line in LINES), strict=True))


@pytest.fixture(scope="module")
def blank() -> bytes:
    """A blank form of as many lines as there are texts."""
    return make_form(FormFace("proba", "Litery"), FIELDS)


@pytest.fixture(scope="module")
def places() -> dict[str, Rect]:
    """Field → where it stands on the page of the filled form."""
    made = make_form(FormFace("proba", "Litery"), FIELDS, Answers("", dict(SPACED)))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        found = {name: [float(edge) for edge in one.widgets[0].Rect] for name, one in terminals(pdf).items()}
    return {name: (edges[0], edges[1], edges[2], edges[3]) for name, edges in found.items()}


@pytest.mark.parametrize("fast", [False, True], ids=["fields", "flattened"])
def test_every_letter_is_drawn_as_reportlab_draws_it(places: dict[str, Rect], tmp_path: Path, fast: bool) -> None:
    made = make_form(FormFace("proba", "Litery"), FIELDS, Answers("", dict(SPACED)), fast=fast)
    for name, text in SPACED.items():
        wanted = drawn_by_reportlab(text, places[name], tmp_path)
        assert ink(wanted) > 5000
        assert letters_that_differ(field_picture(made, places[name], tmp_path), wanted, text) == []


@pytest.mark.parametrize("letter", "ąćęłńóśźż")
def test_the_judge_sees_a_letter_without_its_mark(places: dict[str, Rect], tmp_path: Path, letter: str) -> None:
    text = SPACED["linia0"]
    plain = dict(zip("ąćęłńóśźż", "acelnoszz", strict=True))[letter]
    whole = drawn_by_reportlab(text, places["linia0"], tmp_path)
    holed = drawn_by_reportlab(text.replace(letter, plain), places["linia0"], tmp_path)
    assert letter in letters_that_differ(holed, whole, text)


@pytest.mark.parametrize("program", ["pypdf", "reader"])
def test_letters_typed_on_in_another_program_are_seen_too(blank: bytes, tmp_path: Path, program: str) -> None:
    filled = _filled_by_pypdf(blank) if program == "pypdf" else _drawn_by_the_reader(blank)
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        found = {name: [float(edge) for edge in one.widgets[0].Rect] for name, one in terminals(pdf).items()}
    for name, text in zip(NAMES, TYPED, strict=False):
        left, bottom, right, top = found[name]
        place = (left, bottom, right, top)
        wanted = ink(drawn_by_reportlab(text, place, tmp_path))
        shown = ink(field_picture(filled, place, tmp_path))
        assert abs(shown - wanted) / wanted < 0.02, f"{text}: {shown} of {wanted} dots"


def _filled_by_pypdf(blank: bytes) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(blank)))
    values = dict(zip(NAMES, TYPED, strict=False))
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn_by_the_reader(blank: bytes) -> bytes:
    """Return the form with values alone: the reader has to draw them with the font the form offers."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for name, text in zip(NAMES, TYPED, strict=False):
            field = terminals(pdf)[name].object
            field.V = String(text)
            del field.AP
        pdf.Root.AcroForm[Name.NeedAppearances] = True
        pdf.save(out)
    return out.getvalue()
