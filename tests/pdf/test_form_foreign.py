"""An office's own form, made by another program with fonts without Polish letters, filled so that they are seen."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import CaseError
from schematom_docs.pdf import page_texts
from schematom_docs.pdf.form_foreign import fill_foreign, foreign_fields
from schematom_docs.pdf.form_reading import read_filled
from schematom_docs.pdf.form_terminals import terminals
from tests.pdf.form_pictures import Rect, drawn_by_reportlab, field_picture, letters_that_differ
from tests.pdf.form_samples import LETTERS

PDF_LIB = (Path(__file__).with_name("foreign_forms") / "urzad.pdf").read_bytes()
SPACED = " ".join("ZażółćgęśląjaźńŁÓDŹĆ")


def by_reportlab() -> bytes:
    """Return a form as reportlab makes it: Helvetica, pages without tags."""
    out = io.BytesIO()
    canvas = Canvas(out)
    form = canvas.acroForm
    canvas.drawString(60, 780, "Wniosek")
    plain: dict[str, Any] = {"borderStyle": "solid", "fillColor": white, "forceBorder": True, "height": 22}
    form.textfield(name="nazwa", tooltip="Nazwa firmy", x=60, y=700, width=475, fieldFlags="required", **plain)
    form.textfield(name="opis", x=60, y=600, width=475, fieldFlags="multiline", **{**plain, "height": 60})
    form.textfield(name="rok", x=60, y=560, width=100, maxlen=4, **plain)
    form.choice(name="wymiar", x=60, y=520, width=120, value="caly", options=[("pelny", "caly"), "pol"], height=22)
    form.radio(name="zgoda", value="tak", x=60, y=480, selected=False)
    form.radio(name="zgoda", value="nie", x=120, y=480, selected=False)
    form.checkbox(name="oswiadczenie", x=60, y=440)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def rect_of(data: bytes, name: str) -> Rect:
    """Return where a field stands."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        left, bottom, right, top = (float(edge) for edge in terminals(pdf)[name].widgets[0].Rect)
    return left, bottom, right, top


def test_fields_of_forms_made_elsewhere_are_told_with_their_kinds() -> None:
    fields = foreign_fields(by_reportlab(), "wniosek.pdf")
    assert {name: field.kind for name, field in fields.items()} == {
        "nazwa": "text", "opis": "text", "rok": "text", "wymiar": "choice", "zgoda": "radio", "oswiadczenie": "check",
    }  # fmt: skip
    assert fields["nazwa"].required and fields["nazwa"].label == "Nazwa firmy"
    assert fields["rok"].longest == 4
    assert [value for value, _ in fields["zgoda"].options] == ["tak", "nie"]
    other = foreign_fields(PDF_LIB, "urzad.pdf")
    assert "Numer urzedu" not in other
    assert [name for name, field in other.items() if field.required] == ["Pracodawca.Nazwa", "Data"]
    assert [label for _, label in other["Zgoda"].options] == ["TAK", "NIE"]


@pytest.mark.parametrize("fast", [False, True], ids=["fields", "flattened"])
@pytest.mark.parametrize("maker", ["reportlab", "pdf-lib"])
def test_polish_letters_are_seen_in_fields_whose_font_lacks_them(maker: str, fast: bool, tmp_path: Path) -> None:
    form, name = (by_reportlab(), "nazwa") if maker == "reportlab" else (PDF_LIB, "Pracodawca.Nazwa")
    filled = fill_foreign(form, {name: SPACED}, place="wniosek.pdf", fast=fast)
    left, bottom, right, top = rect_of(form, name)
    inner = (left + 1, bottom, right, top)  # the text stands beside a border of one point
    wanted = drawn_by_reportlab(SPACED, inner, tmp_path)
    assert letters_that_differ(field_picture(filled, inner, tmp_path), wanted, SPACED) == []


@pytest.mark.parametrize("fast", [False, True], ids=["fields", "flattened"])
def test_filled_forms_pass_qpdf(fast: bool, tmp_path: Path) -> None:
    path = tmp_path / "wniosek.pdf"
    for form, values in (
        (by_reportlab(), {"nazwa": LETTERS, "opis": LETTERS * 20}),
        (PDF_LIB, {"Uwagi": LETTERS * 20}),
    ):
        path.write_bytes(fill_foreign(form, values, place="wniosek.pdf", fast=fast))
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_values_choices_and_buttons_are_set_and_read_back() -> None:
    values = {
        "Pracodawca.NIP": "7771234567",
        "Wymiar": "pol etatu",
        "Zgoda": "NIE",
        "Oswiadczenie": "Yes",
        "Uwagi": LETTERS,
    }
    state = foreign_fields(PDF_LIB, "urzad.pdf")["Oswiadczenie"].options[0][0]
    filled = read_filled(fill_foreign(PDF_LIB, {**values, "Oswiadczenie": state}, place="urzad.pdf"), "urzad.pdf")
    assert filled.identity is None
    assert dict(filled.texts) == {name: values[name] for name in ("Pracodawca.NIP", "Wymiar", "Uwagi")}
    assert {name: text for name, (text, _) in filled.pressed.items()} == {"Zgoda": "NIE", "Oswiadczenie": state}


def test_long_text_goes_on_at_the_end_of_the_office_form() -> None:
    words = " ".join(f"słowo{number}" for number in range(900))
    texts = page_texts(fill_foreign(PDF_LIB, {"Uwagi": words, "Stanowisko": LETTERS}, place="urzad.pdf", fast=True))
    assert len(texts) >= 2
    assert "Ciąg dalszy pola „Uwagi”" in texts[1] and "Ciąg dalszy pola „Stanowisko”" in texts[1]
    whole = " ".join(" ".join(texts).split())
    assert all(f"słowo{number}" in whole for number in range(900))


def test_text_longer_than_the_office_allows_goes_on_too_but_a_number_does_not() -> None:
    words = " ".join(f"słowo{number}" for number in range(60))
    filled = fill_foreign(by_reportlab(), {"opis": words}, place="wniosek.pdf")
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        kept = str(terminals(pdf)["opis"].object.V)
    assert len(kept) <= 100 and kept.endswith(" … [cd. 1]")
    whole = kept.removesuffix(" … [cd. 1]") + page_texts(filled)[1]
    assert all(f"słowo{number}" in whole for number in range(60))
    with pytest.raises(CaseError, match="pole mieści 4"):
        fill_foreign(by_reportlab(), {"rok": "20160"}, place="wniosek.pdf")


SHORT = "Skup i przetwórstwo grzybów sp. z o.o."


@pytest.mark.parametrize("longest", [12, 15, 20, 31])
@pytest.mark.parametrize("width", [40, 475])
def test_words_longer_than_a_short_field_go_on_whole(longest: int, width: int) -> None:
    filled = fill_foreign(_limited(longest, width), {"firma": SHORT}, place="wniosek.pdf")
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        kept = str(terminals(pdf)["firma"].object.V)
    assert len(kept) <= longest and kept.endswith("… [cd. 1]")
    rest = " ".join(page_texts(filled)[1].split())
    assert "[cd. 1] Ciąg dalszy pola „firma”" in rest
    begun = kept.removesuffix("… [cd. 1]").split()
    assert SHORT.split()[: len(begun)] == begun
    assert " ".join(SHORT.split()[len(begun) :]) in rest


def test_one_word_longer_than_its_field_stands_whole_on_the_added_page() -> None:
    address = "katarzyna.wisniewska@example.pl"
    filled = fill_foreign(_limited(20, 475), {"firma": address}, place="wniosek.pdf")
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        assert str(terminals(pdf)["firma"].object.V) == "… [cd. 1]"
    assert address in page_texts(filled)[1]


@pytest.mark.parametrize(
    "value", ["44 1020 0003 0000 0000 1234 5678", "1 000 000 000 250,00 zł", "14.05.2015 – 30.09.2015"]
)
def test_a_number_an_amount_and_dates_are_never_split(value: str) -> None:
    with pytest.raises(CaseError, match="pole mieści 20"):
        fill_foreign(_limited(20, 475), {"firma": value}, place="wniosek.pdf")


def test_signs_in_boxes_never_go_on() -> None:
    with pytest.raises(CaseError, match="pole mieści 20"):
        fill_foreign(_limited(20, 475, comb=True), {"firma": SHORT}, place="wniosek.pdf")


def _limited(longest: int, width: int, *, comb: bool = False) -> bytes:
    """Return a form with one field that holds so many signs."""
    out = io.BytesIO()
    canvas = Canvas(out)
    flags = "comb" if comb else ""
    canvas.acroForm.textfield(
        name="firma", x=60, y=700, width=width, height=22, maxlen=longest, fieldFlags=flags, fillColor=white
    )
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_turned_field_keeps_its_text_inside(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_reportlab())) as pdf:
        widget = terminals(pdf)["rok"].widgets[0]
        widget.Rect = Array([300, 300, 322, 400])
        widget.MK = Dictionary(R=90)
        pdf.save(out)
    filled = fill_foreign(out.getvalue(), {"rok": "2016"}, place="wniosek.pdf")
    shown = field_picture(filled, (300, 300, 322, 400), tmp_path)
    box = shown.getbbox()
    assert box is not None and box[3] - box[1] > box[2] - box[0] > 40
    assert field_picture(filled, (330, 300, 430, 400), tmp_path).getbbox() is None


def test_everything_that_cannot_be_written_is_told_at_once() -> None:
    wrong = {"nazwa": "漢", "rok": "20160", "wymiar": "ćwierć", "zgoda": "może", "brak": "x"}
    with pytest.raises(CaseError) as refused:
        fill_foreign(by_reportlab(), wrong, place="wniosek.pdf")
    told = {fault.place.split("„")[1].rstrip("”"): str(fault) for fault in refused.value.faults}
    assert list(told) == ["Nazwa firmy", "rok", "wymiar", "zgoda", "brak"]
    assert "U+6F22" in told["Nazwa firmy"]
    assert "„pelny”, „pol”" in told["wymiar"]
    assert "tak, nie" in told["zgoda"]


def test_a_signed_form_and_one_without_fields_are_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_reportlab())) as pdf:
        signature = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("podpis"), V=Dictionary(Type=Name.Sig)))
        pdf.Root.AcroForm.Fields.append(signature)
        pdf.save(out)
    with pytest.raises(CaseError, match="już podpisany"):
        foreign_fields(out.getvalue(), "wniosek.pdf")
    empty = io.BytesIO()
    canvas = Canvas(empty)
    canvas.drawString(10, 10, "pismo")
    canvas.save()
    with pytest.raises(CaseError, match="nie ma pól"):
        foreign_fields(empty.getvalue(), "pismo.pdf")


def test_the_office_form_stays_as_it_was_where_nothing_is_written() -> None:
    filled = fill_foreign(PDF_LIB, {"Stanowisko": "kucharz"}, place="urzad.pdf")
    with pikepdf.open(io.BytesIO(PDF_LIB)) as before, pikepdf.open(io.BytesIO(filled)) as after:
        assert _drawn(before) == _drawn(after)
        assert list(terminals(before)) == list(terminals(after))
        assert len(after.pages) == 1


def _drawn(pdf: pikepdf.Pdf) -> bytes:
    """Return what the first page draws."""
    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))
