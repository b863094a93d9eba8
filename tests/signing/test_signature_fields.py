"""Fields for signatures: named, tagged, visible, ready for several signatures."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image, ImageChops

from schematom_docs.errors import SigningError
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.seal_check import seal_faults
from schematom_docs.records import Slot
from schematom_docs.signing.signature_appearance import field_picture
from schematom_docs.signing.signature_fields import FieldPlace, add_fields, grid
from tests.signing.signing_samples import SLOTS, issued_pack, plain_pack, signed_in_turn

pytestmark = pytest.mark.xdist_group("signatures")


def test_every_party_has_a_named_field_with_an_accessible_name() -> None:
    with pikepdf.open(io.BytesIO(issued_pack())) as document:
        fields = {str(field.T): str(field.TU) for field in document.Root.AcroForm.Fields}
        assert int(document.Root.AcroForm.SigFlags) == 3
        assert all(page.obj.Tabs == Name.S for page in document.pages)
    assert fields == {
        "podpis-pcpr": "Podpis: Powiatowe Centrum Pomocy Rodzinie, Łucja Żółć-Gęślą, dyrektor",
        "podpis-pup": "Podpis: Powiatowy Urząd Pracy, Jan Wójcik, dyrektor",
        "podpis-rodzina-o1": "Podpis: Rodzina Ździebłów, Świętosław Ździebło",
    }


def test_fields_stand_in_the_structure_tree_each_by_its_own_reference() -> None:
    with pikepdf.open(io.BytesIO(issued_pack())) as document:
        numbers = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        for field in document.Root.AcroForm.Fields:
            element = numbers[int(field.StructParent)]
            assert Name.Form == element.S
            assert isinstance(element.K, pikepdf.Dictionary)  # in a list of one, the second signature breaks the first
            assert element.K.Obj.objgen == field.objgen
            assert element.objgen in [kid.objgen for kid in element.P.K]


@pytest.mark.parametrize("count", [0, 2, 3])
def test_structure_and_seal_hold_in_issued_and_signed_files(count: int) -> None:
    data = signed_in_turn()[count]
    assert structure_faults(data) == []
    assert seal_faults(data[: len(issued_pack())]) == []


def test_the_archival_gate_passes_before_fields_and_finds_nothing_but_them_afterwards() -> None:
    assert archival_faults(plain_pack()) == []
    fields = add_fields(plain_pack(), grid(SLOTS, 2, left=62, top=560), find_font())
    assert ["/AcroForm" in fault.reason for fault in archival_faults(fields)] == [True]


def test_fields_leave_the_pages_as_they_were_and_repeat_byte_for_byte() -> None:
    places = grid(SLOTS, 2, left=62, top=560)
    once = add_fields(plain_pack(), places, find_font())
    assert page_fingerprints(once) == page_fingerprints(plain_pack())
    assert once == add_fields(plain_pack(), places, find_font())


@pytest.mark.parametrize(
    ("slots", "page"),
    [((Slot("pup", "PUP"), Slot("pup", "PUP")), 1), ((Slot("łódź", "Łódź"),), 1), ((Slot("pup", "PUP"),), 3)],
    ids=["dwa razy", "litera spoza ASCII", "nie ma strony"],
)
def test_places_that_cannot_be_are_refused(slots: tuple[Slot, ...], page: int) -> None:
    places = [FieldPlace(slot, page, (50, 50, 250, 110)) for slot in slots]
    with pytest.raises(SigningError):
        add_fields(plain_pack(), places, find_font())


def test_a_second_field_of_a_party_is_refused() -> None:
    with pytest.raises(SigningError, match="ma już pole podpisu"):
        add_fields(issued_pack(), grid(SLOTS[:1], 1, left=62, top=300), find_font())


@pytest.mark.parametrize("letter", list("ąęłśżźćńóĄĘŁŚŻŹĆŃÓ"))
def test_polish_letters_of_a_signature_are_drawn_each_by_its_own_shape(letter: str) -> None:
    bases = dict(zip("ąęłśżźćńóĄĘŁŚŻŹĆŃÓ", "aelszzcnoAELSZZCNO", strict=True))
    own, base, missing = (_letter(one) for one in (letter, bases[letter], "\u00a0"))
    assert own.getbbox() is not None and missing.getbbox() is None
    assert ImageChops.difference(own, base).getbbox() is not None


def test_letters_stand_as_close_as_the_font_says() -> None:
    """Drawn text is as wide as its font asks: neither spread nor clipped, the fault of the library's own stamps."""
    from reportlab.pdfbase import pdfmetrics

    text = "Świętosław Ździebło-Żółć"
    picture = _drawn(field_picture((228, 62), [text], find_font()))
    asked = pdfmetrics.stringWidth(text, "Podpis", 9.0) * _SCALE
    box = picture.crop((8, 8, picture.width - 8, picture.height - 8)).getbbox()
    assert box is not None
    assert abs((box[2] - box[0]) - asked) < 0.03 * asked


def test_signed_fields_show_the_name_inside_the_box() -> None:
    with pypdfium2.PdfDocument(signed_in_turn()[3]) as document, pypdfium2.PdfDocument(issued_pack()) as before:
        document.init_forms()
        before.init_forms()
        pictures = [ImageChops.invert(one[1].render(scale=_SCALE).to_pil().convert("L")) for one in (document, before)]
    changed = ImageChops.difference(*pictures).getbbox()
    assert changed is not None
    left, top, right, bottom = (edge / _SCALE for edge in changed)
    places = grid(SLOTS, 2, left=62, top=560)
    height = pictures[0].height / _SCALE
    assert left >= min(place.box[0] for place in places) - 1 and right <= max(place.box[2] for place in places) + 1
    assert height - bottom >= min(place.box[1] for place in places) - 1 and height - top <= 560 + 1


def test_text_too_long_for_a_field_shrinks_and_breaks_or_is_refused() -> None:
    long = "Powiatowe Centrum Pomocy Rodzinie w Kielcach, Zespół do spraw Rodzinnej Pieczy Zastępczej"
    picture = _drawn(field_picture((228, 62), [f"Podpis: {long}", "Jan Wójcik", "dyrektor"], find_font()))
    assert picture.getbbox() is not None
    with pytest.raises(SigningError, match="nie mieści się"):
        field_picture((60, 20), [long], find_font())


def test_a_font_without_a_letter_is_refused_and_named() -> None:
    with pytest.raises(SigningError, match="nie ma liter: 漢"):
        field_picture((228, 62), ["漢"], find_font())
    with pytest.raises(SigningError, match="nie da się odczytać"):
        field_picture((228, 62), ["a"], Path("nie-ma.ttf"))


_SCALE = 4.0


def _letter(letter: str) -> Image.Image:
    picture = _drawn(field_picture((60, 30), [letter], find_font()))
    return picture.crop((8, 8, picture.width - 8, picture.height - 8))


def _drawn(pdf: bytes) -> Image.Image:
    """Return the first page, ink as light."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ImageChops.invert(document[0].render(scale=_SCALE).to_pil().convert("L"))
