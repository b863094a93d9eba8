"""A fillable form: tagged, named, labelled, in tab order, complete; the same bytes every time."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Pdf

from schematom_docs.errors import CaseError
from schematom_docs.fields import Answers, Choice, FormField
from schematom_docs.pdf import page_texts
from schematom_docs.pdf.form_flattening import flatten
from schematom_docs.pdf.form_identity import IDENTITY
from schematom_docs.pdf.form_making import make_form
from schematom_docs.pdf.form_plan import form_version, plan
from schematom_docs.pdf.form_tags import elements
from schematom_docs.pdf.form_terminals import AREA, CELLS, HIDDEN, REQUIRED, terminals
from schematom_docs.pdf.trees import read_number_tree
from tests.pdf.form_samples import ANSWERS, BRIEF, FACE, FIELDS, LETTERS, LONG

KINDS: dict[str, Callable[[], bytes]] = {
    "blank": lambda: make_form(FACE, FIELDS),
    "filled": lambda: make_form(FACE, FIELDS, ANSWERS),
    "flattened": lambda: make_form(FACE, FIELDS, ANSWERS, fast=True),
}


@pytest.fixture(scope="module", params=list(KINDS))
def made(request: pytest.FixtureRequest) -> bytes:
    """The form blank, filled, and filled and flattened."""
    return KINDS[str(request.param)]()


@pytest.fixture(scope="module")
def blank() -> Iterator[Pdf]:
    """The blank form, open."""
    with pikepdf.open(io.BytesIO(make_form(FACE, FIELDS))) as pdf:
        yield pdf


def test_qpdf_finds_no_fault(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "formularz.pdf"
    path.write_bytes(made)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_form_is_made_of_the_same_bytes() -> None:
    assert all(make() == make() for make in KINDS.values())


def test_title_language_and_their_display_are_stated(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == FACE.title
        assert str(pdf.Root.Lang) == "pl-PL"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b"pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()
        assert [str(page.obj.Tabs) for page in pdf.pages] == ["/S"] * len(pdf.pages)


def test_every_font_is_embedded(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        named = [font for font in fonts if "/FontDescriptor" in font]
        assert len(named) >= 3
        assert all("/FontFile2" in font.FontDescriptor for font in named)


def test_every_page_says_which_of_how_many_it_is(made: bytes) -> None:
    texts = page_texts(made)
    assert len(texts) >= 2
    for number, text in enumerate(texts, 1):
        assert f"strona {number} z {len(texts)}" in text


def test_every_question_has_its_fields_with_label_and_format(blank: Pdf) -> None:
    fields = terminals(blank)
    planned = [control for block in plan(FIELDS) for control in block.controls]
    assert set(fields) == {control.name for control in planned} | {IDENTITY}
    for control in planned:
        assert fields[control.name].label.startswith(control.label)
        assert bool(fields[control.name].flags & REQUIRED) == control.required
    assert fields["data"].label == "Data złożenia (dd.mm.rrrr, wymagane)"
    assert [name for name, one in fields.items() if one.flags & CELLS] == [
        "firma.nip", "firma.krs", "firma.nrb", "osoba.pesel", "osoba.dowod",
    ]  # fmt: skip
    assert int(fields["osoba.pesel"].get(Name.MaxLen) or 0) == 11
    assert fields["opis"].flags & AREA
    assert fields["wymiar"].kind == "radio"
    assert fields["wymiar"].states == ["w1", "w2"]
    assert fields["branza"].options[2] == ("b3", "Branża 3 – żółć")


def test_tags_hold_every_field_once_in_the_order_of_the_questions(blank: Pdf) -> None:
    held = [_held(element) for element in elements(blank) if Name.Form == element.S]
    widgets = [widget for page in blank.pages for widget in page.obj.Annots if not int(widget.F) & HIDDEN]
    assert [item.objgen for item in held] == [widget.objgen for widget in widgets]
    parents = dict(read_number_tree(blank.Root.StructTreeRoot.ParentTree))
    for widget in widgets:
        assert _held(parents[int(widget.StructParent)]).objgen == widget.objgen
    planned = [control.name for block in plan(FIELDS) for control in block.controls]
    names = {widget.objgen: name for name, one in terminals(blank).items() for widget in one.widgets}
    assert list(dict.fromkeys(names[item.objgen] for item in held)) == planned


def _held(element: pikepdf.Object) -> pikepdf.Object:
    """Return the widget of a Form element, which holds it alone and not in an array."""
    assert isinstance(element.K, pikepdf.Dictionary) and element.K.Type == Name.OBJR
    held: pikepdf.Object = element.K.Obj
    return held


def test_headings_tables_and_outline_follow_the_sections(blank: Pdf) -> None:
    tags = [str(element.S) for element in elements(blank)]
    sections = list(dict.fromkeys(field.section for field in FIELDS))
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(sections)
    assert (tags.count("/Table"), tags.count("/TH"), tags.count("/TD")) == (1, 4, 20)
    assert [str(item.title) for item in blank.open_outline().root] == sections


def test_readers_need_not_draw_anything_themselves(blank: Pdf) -> None:
    assert Name.NeedAppearances not in blank.Root.AcroForm
    assert Name("/JavaScript") not in blank.Root.get(Name.Names, {})
    assert all(
        Name.N in widget.AP for one in terminals(blank).values() if one.name != IDENTITY for widget in one.widgets
    )


def test_flattening_leaves_text_and_no_fields() -> None:
    made = make_form(FACE, FIELDS, Answers("dp01", dict(BRIEF)), fast=True)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert Name.AcroForm not in pdf.Root
        assert all(Name.Annots not in page.obj for page in pdf.pages)
        assert not [element for element in elements(pdf) if Name.Form == element.S]
    text = " ".join(" ".join(page_texts(made)).split())
    for wanted in ("Piekarnia „Pod Żurawiem” – Ślęza & Córki", "40 821,90", "12.12.2016", "Branża 3 – żółć", LETTERS):
        assert " ".join(wanted.split()) in text.replace("\u00a0", " ")


def test_flattening_untagged_pages_keeps_other_annotations() -> None:
    with pikepdf.open(io.BytesIO(make_form(FACE, FIELDS, ANSWERS))) as pdf:
        del pdf.Root.StructTreeRoot
        link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(link))
        flatten(pdf)
        assert [str(item.Subtype) for item in pdf.pages[0].obj.Annots] == ["/Link"]


def test_text_that_does_not_fit_goes_on_at_the_end_and_nothing_is_lost() -> None:
    texts = page_texts(make_form(FACE, FIELDS, ANSWERS, fast=True))
    whole = "\n".join(texts)
    assert "… [cd. 1]" in whole
    assert "[cd. 1] Ciąg dalszy pola „Opis stanowiska”" in texts[-1]
    found = [number for number in range(1, 61) if f"{number}. Zażółć" in whole]
    assert found == list(range(1, 61))
    assert whole.count("Ærøskøbing") == LONG.count("Ærøskøbing") + 1  # and once among the tasks


def test_a_word_longer_than_the_field_goes_on_too() -> None:
    field = FormField("kod", "Znak", "tekst", longest=4000)
    word = "ŻŹ" * 1500
    made = make_form(FACE, [replace(field, kind="telefon")], Answers("", {"kod": word}), fast=True)
    drawn = "".join("".join(page_texts(made)).split())
    assert drawn.count("Ż") == drawn.count("Ź") == 1500
    assert "Ciąg dalszy pola „Znak”".replace(" ", "") in drawn


def test_small_text_is_never_smaller_than_nine_points() -> None:
    with pikepdf.open(io.BytesIO(make_form(FACE, FIELDS, ANSWERS))) as pdf:
        sizes = [float(str(one.widgets[0].DA).split()[1]) for one in terminals(pdf).values() if one.kind == "text"]
    assert min(sizes) == 9.0
    assert max(sizes) == 11.0


def test_what_cannot_be_written_is_refused_all_at_once_with_its_place() -> None:
    wrong = {**BRIEF, "firma.nazwa": "漢字 i 🙂", "wymiar": "2/3", "osoba.pesel": "022708123456"}
    with pytest.raises(CaseError) as refused:
        make_form(FACE, FIELDS, Answers("", dict(wrong)))
    assert [fault.place for fault in refused.value.faults] == ["Formularz wzorcowy, pole „Wymiar”"]
    with pytest.raises(CaseError) as refused:
        make_form(FACE, FIELDS, Answers("", {**wrong, "wymiar": "1"}))
    told = [str(fault) for fault in refused.value.faults]
    assert [text.split("„")[1].split("”")[0] for text in told] == ["Nazwa firmy"] * 3 + ["PESEL"]
    assert "U+6F22" in told[0] + told[1]
    assert "odpowiedź ma 12 znaków, a pole mieści 11" in told[3]
    assert "0227" not in "".join(told)


def test_version_changes_with_what_is_asked_not_with_how_it_is_worded() -> None:
    version = form_version(FIELDS)
    assert form_version([replace(FIELDS[0], label="Firma", hint="inna"), *FIELDS[1:]]) == version
    assert form_version([replace(FIELDS[0], path="firma.pelna"), *FIELDS[1:]]) != version
    with_choice = replace(FIELDS[18], choices=(*FIELDS[18].choices, Choice("1/4", "ćwierć")))
    assert form_version([*FIELDS[:18], with_choice, *FIELDS[19:]]) != version


def test_a_wide_table_becomes_a_group_of_questions_for_each_row() -> None:
    columns = tuple(FormField(f"k{number}", f"Kolumna {number}", "tekst") for number in range(8))
    table = FormField("tab", "Tabela szeroka", "tabela", columns=columns, highest=2)
    rows = [{f"k{number}": f"ż{row}{number}" for number in range(8)} for row in (1, 2)]
    made = make_form(FACE, [table], Answers("", {"tab": rows}))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(terminals(pdf)) == 17
        assert "/Table" not in [str(element.S) for element in elements(pdf)]
    assert "Tabela szeroka, wiersz 2" in page_texts(made)[0]


def test_a_long_table_repeats_its_heads_on_the_next_page() -> None:
    table = replace(FIELDS[-1], section="")
    rows = [{"nazwisko": f"Osoba {number}"} for number in range(60)]
    texts = page_texts(make_form(FACE, [table], Answers("", {"osoby": rows}), fast=True))
    assert len(texts) >= 2
    assert all("Nazwisko i imię" in text for text in texts)
    assert all(f"Osoba {number}" in "\n".join(texts) for number in range(60))


def test_a_heading_is_never_parted_from_its_first_question() -> None:
    for rows in range(8, 22):
        above = [FormField(f"p{number}", "Pole", "email", section="Pierwsza") for number in range(rows)]
        below = FormField("opis", "Opis długi", "dlugi_tekst", section="Druga")
        texts = page_texts(make_form(FACE, [*above, below], Answers("", {"opis": LONG})))
        with_heading = [number for number, text in enumerate(texts) if "Druga" in text.splitlines()]
        with_question = [number for number, text in enumerate(texts) if "Opis długi" in text.splitlines()]
        assert with_heading == with_question, rows
