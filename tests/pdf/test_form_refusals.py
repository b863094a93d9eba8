"""A file that holds no answers of our form is refused by name, a damaged one never ends in a crash."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import CaseError, ConversionError
from schematom_docs.pdf.form_foreign import fill_foreign
from schematom_docs.pdf.form_making import make_form
from schematom_docs.pdf.form_reading import read_filled
from tests.pdf.form_samples import ANSWERS, FACE, FIELDS
from tests.pdf.test_form_reading import BLANK, changed, read


def test_a_flattened_form_is_refused_by_name(tmp_path: Path) -> None:
    printed, source = tmp_path / "druk.pdf", tmp_path / "formularz.pdf"
    source.write_bytes(make_form(FACE, FIELDS, ANSWERS))
    subprocess.run(["qpdf", "--flatten-annotations=all", str(source), str(printed)], check=True)

    def bare(pdf: Pdf) -> None:
        if Name.AcroForm in pdf.Root:
            del pdf.Root.AcroForm

    for data in (make_form(FACE, FIELDS, ANSWERS, fast=True), changed(printed.read_bytes(), bare)):
        with pytest.raises(CaseError, match="spłaszczono") as refused:
            read_filled(data, "plik.pdf")
        assert refused.value.place == "plik.pdf"


def test_a_form_printed_to_pdf_by_another_program_is_refused(tmp_path: Path) -> None:
    source, printed = tmp_path / "formularz.pdf", tmp_path / "druk.pdf"
    source.write_bytes(make_form(FACE, FIELDS, ANSWERS))
    subprocess.run(["pdftocairo", "-pdf", str(source), str(printed)], check=True)
    with pytest.raises(CaseError, match=r"nie ma (już )?pól"):
        read_filled(printed.read_bytes(), "druk.pdf")


def test_a_scan_is_refused_by_name() -> None:
    scan = io.BytesIO()
    Image.new("L", (200, 300), 200).save(scan, "PDF")
    with pytest.raises(CaseError, match="skan"):
        read_filled(scan.getvalue(), "skan.pdf")


def test_another_document_a_broken_file_and_a_locked_one_are_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "pismo")
    canvas.save()
    with pytest.raises(CaseError, match="nie ma pól"):
        read_filled(out.getvalue(), "pismo.pdf")
    with pytest.raises(ConversionError, match="odczytać"):
        read_filled(b"to nie PDF", "plik.pdf")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(BLANK)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ConversionError, match="hasłem"):
        read_filled(locked.getvalue(), "plik.pdf")


def test_a_file_locked_against_changes_alone_is_read() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_form(FACE, FIELDS, ANSWERS))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="tajne", user=""))
    assert read(locked.getvalue()) == ANSWERS


def test_a_form_of_xfa_alone_is_refused_by_name() -> None:
    def only_xfa(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
        del pdf.docinfo["/SchematomFormularz"]
        for page in pdf.pages:
            del page.obj.Annots

    with pytest.raises(CaseError, match="XFA"):
        read_filled(changed(BLANK, only_xfa), "plik.pdf")


def test_a_tree_of_fields_that_runs_in_a_circle_ends() -> None:
    def circle(pdf: Pdf) -> None:
        field = pdf.make_indirect(Dictionary(T=String("koło")))
        field.Kids = Array([field])
        pdf.Root.AcroForm.Fields.append(field)

    assert read_filled(changed(BLANK, circle), "plik.pdf").texts == {}


DAMAGE = (b"/Rect 5", b"/Ff (x)", b"/Kids 7", b"/AP [1]", b"/MaxLen /X", b"/Opt [[1]]", b"/T 5", b"/V [1 2]", b"/TU 3")


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.decode("ascii"))
def test_damaged_fields_are_read_or_refused_by_name_never_crash(damage: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_form(FACE, FIELDS, ANSWERS))) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain, key = out.getvalue(), damage.split(b" ")[0] + b" "
    starts = [place for place in range(len(plain)) if plain.startswith(key, place)]
    for place in starts[:: max(1, len(starts) // 3)]:
        broken = plain[:place] + damage + b" /Dawne " + plain[place + len(key) :]
        try:
            assert read_filled(broken, "plik.pdf").file == "plik.pdf"
            assert fill_foreign(broken, {"liczba": "5"}, place="plik.pdf").startswith(b"%PDF")
        except (CaseError, ConversionError) as error:
            assert error.place == "plik.pdf"
    assert starts
