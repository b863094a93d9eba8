"""Page set-up of Word files as values: their paper, margins and columns, and whose headers stand above."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from pypdf import PdfReader

from schematom_docs.document import SubDocument, compile_template, rendering
from schematom_docs.document.ooxml import W_SECTPR, W_TC, qn
from schematom_docs.pdf import LibreOfficeConverter
from tests.document.test_sections import UPRIGHT, WIDE, broken, document, headers, pages
from tests.document.test_subdocuments import audit, saved
from tests.document.word_files import lines, p, root_of, table

COUNTED = UPRIGHT + '<w:pgNumType w:start="5"/><w:titlePg/>'


def wide(*texts: str, header: str = "") -> bytes:
    """Return a Word file on A4 lying down, with narrow margins."""
    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = Mm(7)
    for text in texts:
        made.add_paragraph(text)
    if header:
        section.header.paragraphs[0].text = header
    return saved(made)


def margins(rendered: bytes) -> list[str | None]:
    return [item.get(qn("w:left")) for item in root_of(rendered).iter(qn("w:pgMar"))]


def filled(body: str, last: str = UPRIGHT, **context: object) -> bytes:
    return compile_template(document(body, last)).render({"x": "", **context})


def test_a_file_that_lies_down_gets_pages_of_its_own_and_the_text_around_keeps_its() -> None:
    rendered = filled(p("przed") + p("{{ z }}") + p("po"), z=SubDocument(wide("tabela")))
    assert pages(rendered) == [(["przed"], "pion"), (["tabela"], "poziom"), (["po"], "pion")]
    assert margins(rendered) == ["1417", "397", "1417"]


def test_the_section_that_goes_on_after_the_file_counts_on_and_has_no_second_title_page() -> None:
    rendered = filled(p("przed") + p("{{ z }}") + p("po"), COUNTED, z=SubDocument(wide("tabela")))
    sections = list(root_of(rendered).iter(W_SECTPR))
    counts = [section.find(qn("w:pgNumType")) for section in sections]
    assert [None if count is None else count.get(qn("w:start")) for count in counts] == ["5", None, None]
    assert [section.find(qn("w:titlePg")) is not None for section in sections] == [True, False, False]


def test_a_piece_of_text_after_pages_of_another_file_runs_on() -> None:
    body = p("a") + p("{{ z }}") + p("b") + p("{{ u }}") + p("c")
    rendered = filled(body, COUNTED, z=SubDocument(wide("t")), u=SubDocument(document(p("u"))))
    assert [texts for texts, _ in pages(rendered)] == [["a"], ["t"], ["b", "u", "c"]]


def test_the_headers_of_the_document_run_on_over_the_file_unless_it_keeps_its_own() -> None:
    body = broken("a", UPRIGHT, header=1) + p("przed") + p("{{ z }}") + broken("po", UPRIGHT, header=2) + p("c")
    source = wide("tabela", header="obcy")
    assert headers(filled(body, z=SubDocument(source))) == [f"header{n}.xml" for n in (1, 2, 2, 2, 2)]
    own = filled(body, z=SubDocument(source, own_headers=True))
    found = headers(own)
    assert found[:2] + found[3:] == [f"header{n}.xml" for n in (1, 2, 2, 2)]
    assert lines(own, f"word/{found[2]}") == ["obcy"]


def test_headers_that_only_the_file_has_do_not_spread_over_the_document() -> None:
    plain = docx.Document()
    for text in ("przed", "{{ z }}", "po"):
        plain.add_paragraph(text)
    rendered = compile_template(saved(plain)).render({"z": SubDocument(wide("t", header="obcy"), own_headers=True)})
    found = headers(rendered)
    assert [lines(rendered, f"word/{name}") for name in found] == [[""], ["obcy"], [""]]


def test_a_piece_of_text_on_the_same_paper_runs_on_in_the_document_s_margins() -> None:
    other = docx.Document()
    other.sections[0].page_width, other.sections[0].page_height = Mm(210), Mm(297)
    other.add_paragraph("fragment")
    body = p("przed") + p("{{ z }}") + p("po")
    assert pages(filled(body, z=SubDocument(saved(other)))) == [(["przed", "fragment", "po"], "pion")]
    kept = filled(body, z=SubDocument(saved(other), own_pages=True))
    assert [texts for texts, _ in pages(kept)] == [["przed"], ["fragment"], ["po"]]
    assert margins(kept) == ["1417", "1800", "1417"]
    assert pages(filled(body, z=SubDocument(wide("t"), own_pages=False))) == [(["przed", "t", "po"], "pion")]


def test_several_sections_of_a_file_stay_several() -> None:
    source = document(broken("okładka", UPRIGHT) + broken("tabela", WIDE, kind="oddPage") + p("podpis"))
    rendered = filled(p("przed") + p("{{ z }}") + p("po"), z=SubDocument(source))
    assert pages(rendered) == [(["przed", "okładka"], "pion"), (["tabela"], "poziom"), (["podpis", "po"], "pion")]
    assert [item.get(qn("w:val")) for item in root_of(rendered).iter(qn("w:type"))] == ["oddPage"]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("a", ""), ("", "b"), ("a", "b")])
def test_a_file_first_last_or_alone_leaves_no_empty_page(before: str, after: str) -> None:
    body = "".join(p(text) for text in (before, "{{ z }}", "{{ z }}", after) if text)
    around = [([text], "pion") if text else None for text in (before, after)]
    expected = [around[0], (["t"], "poziom"), (["t"], "poziom"), around[1]]
    assert pages(filled(body, z=SubDocument(wide("t")))) == [part for part in expected if part]


def test_a_file_that_ends_with_a_table_keeps_the_paragraph_after_it_on_its_own_pages() -> None:
    made = docx.Document(io.BytesIO(wide("t")))
    made.add_table(1, 1).cell(0, 0).text = "k"
    rendered = filled(p("przed") + p("{{ z }}"), z=SubDocument(saved(made)))
    assert pages(rendered) == [(["przed"], "pion"), (["t", "k", ""], "poziom")]


def test_files_in_a_loop_among_repeated_sections_keep_their_pages() -> None:
    body = (
        p("{% for z in zs %}")
        + p("{{ loop.index }}")
        + p("{{ z }}")
        + broken("koniec", UPRIGHT)
        + p("{% endfor %}")
        + p("c")
    )
    rendered = filled(body, zs=[SubDocument(wide("t")), SubDocument(document(p("u")))])
    assert pages(rendered) == [
        (["1"], "pion"), (["t"], "poziom"), (["koniec"], "pion"), (["2", "u", "koniec"], "pion"), (["c"], "pion"),
    ]  # fmt: skip


def test_in_a_cell_a_file_has_no_pages_of_its_own() -> None:
    rendered = filled(table(("{{ z }}",)) + p("po"), z=SubDocument(wide("t")))
    assert pages(rendered) == [(["t", "po"], "pion")]
    assert len(list(root_of(rendered).iter(W_TC))) == 1


def test_a_long_body_written_piece_by_piece_takes_the_pages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    body = p("{{ z }}") + p("{% for x in xs %}") + p("{{ x }}") + p("{% endfor %}")
    whole = filled(body, z=SubDocument(wide("t")), xs=[1, 2])
    monkeypatch.setattr(rendering, "_MANY", 1)
    assert filled(body, z=SubDocument(wide("t")), xs=[1, 2]) == whole
    assert pages(whole) == [(["t"], "poziom"), (["1", "2"], "pion")]


def test_the_result_is_valid_by_the_schemas_of_word(tmp_path: Path) -> None:
    made = docx.Document()
    for text in ("przed", "{{ z }}", "po"):
        made.add_paragraph(text)
    made.sections[0].header.paragraphs[0].text = "nagłówek"
    source = wide("t", header="obcy")
    before = audit(saved(made), tmp_path / "a.docx") | audit(source, tmp_path / "b.docx")
    for number, own in enumerate((False, True)):
        rendered = compile_template(saved(made)).render({"z": SubDocument(source, own_headers=own)})
        assert audit(rendered, tmp_path / f"{number}.docx") - before == set()


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_lays_the_file_on_its_own_pages_under_the_headers_chosen() -> None:
    body = broken("a", UPRIGHT, header=1) + p("przed") + p("{{ z }}") + broken("po", UPRIGHT, header=2) + p("c")
    values = [SubDocument(wide("tabela", header="obcy"), own_headers=own) for own in (False, True)]
    printed = LibreOfficeConverter().convert([(str(n), filled(body, z=value)) for n, value in enumerate(values)])
    for data, above in zip(printed, ("nagłówek 2", "obcy"), strict=True):
        sheets = [(page.extract_text().split("\n"), page.mediabox.width > page.mediabox.height)
                  for page in PdfReader(io.BytesIO(data)).pages]  # fmt: skip
        assert [wide_ for _, wide_ in sheets] == [False, False, True, False, False]
        assert [sorted(line.strip() for line in text if line.strip()) for text, _ in sheets] == [
            ["a", "nagłówek 1"], ["nagłówek 2", "przed"], sorted([above, "tabela"]), ["nagłówek 2", "po"],
            ["c", "nagłówek 2"],
        ]  # fmt: skip
