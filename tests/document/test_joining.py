"""Many finished Word files in one: each keeps its pages, headers, counts, lists, styles, notes and references."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from lxml import etree
from pypdf import PdfReader

from schematom_docs.document import Joined, join_documents
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_SECTPR, W_VAL, qn
from schematom_docs.errors import TemplateError, UsageError
from schematom_docs.pdf import LibreOfficeConverter
from schematom_docs.workflow.issue import Issued
from tests.document.test_known_bugs import NOTES
from tests.document.test_rich import png
from tests.document.test_subdocuments import NOTE, audit, saved
from tests.document.word_files import lines, p, root_of, story, text_of, word_file

W = f'xmlns:w="{NAMESPACES["w"]}"'


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field that Word has split over several."""
    half = len(instruction) // 2
    runs = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction[:half]}</w:instrText>',
        f'<w:instrText xml:space="preserve">{instruction[half:]} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


def letter(text: str, *, header: str = "", items: int = 2, wide: bool = False, total: bool = True) -> Any:
    """Return an opened letter with a list, a picture, a footer that counts its pages and, if asked for, a header."""
    document = docx.Document()
    section = document.sections[0]
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    if header:
        section.header.paragraphs[0].text = header
    if total:
        runs = parse_xml(f"<w:p {W}><w:r><w:t>strona </w:t></w:r>{field('PAGE', '1')}{field('NUMPAGES', '1')}</w:p>")
        section.footer._element.append(runs)
    document.add_paragraph(text)
    for number in range(items):
        document.add_paragraph(f"{text} {number}", style="List Number")
    document.add_picture(io.BytesIO(png(4, 2)), width=Mm(20))
    return document


def joined(*documents: Any, pages: int = 0, restart: bool = True) -> bytes:
    return join_documents([Joined("pismo", saved(one), restart, pages) for one in documents], title="Całość")


def sections(data: bytes) -> list[etree._Element]:
    return list(root_of(data).iter(W_SECTPR))


def stories_of(data: bytes, kind: str, place: str = "default") -> list[str]:
    """Return the part that each section has as its header or footer, "" for the one of the section before."""
    relations = {
        item.get("Id", ""): item.get("Target", "")
        for item in root_of(data, "word/_rels/document.xml.rels").iter(qn("rel:Relationship"))
    }
    return [
        next(
            (
                f"word/{relations[reference.get(qn('r:id'), '')]}"
                for reference in section.iter(qn(f"w:{kind}Reference"))
                if reference.get(qn("w:type")) == place
            ),
            "",
        )
        for section in sections(data)
    ]


def instructions(data: bytes, part: str = "word/document.xml") -> list[str]:
    found = "\n".join(item.text or "" for item in root_of(data, part).iter(qn("w:instrText")))
    return [" ".join(line.split()) for line in found.split("\n") if line.strip()]


def test_every_part_is_a_section_with_its_paper_header_and_pages_from_one() -> None:
    whole = joined(letter("pierwsze", header="A"), letter("drugie", wide=True), letter("trzecie", header="C"))
    found = docx.Document(io.BytesIO(whole)).sections
    assert [section.orientation for section in found] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [section.header.paragraphs[0].text for section in found] == ["A", "", "C"]
    assert [item.get(qn("w:start")) for section in sections(whole) for item in section.iter(qn("w:pgNumType"))] == [
        "1"
    ] * 3
    texts = [text for text in lines(whole) if text]
    assert texts == [f"{name}{number}" for name in ("pierwsze", "drugie", "trzecie") for number in ("", " 0", " 1")]


def test_the_same_letters_run_on_never_and_share_header_and_styles() -> None:
    one = letter("to samo", header="A")
    whole = joined(*[one] * 3, pages=1)
    assert len(sections(whole)) == 3
    assert len(set(stories_of(whole, "header")[1:])) == 1
    alone = root_of(saved(one), "word/styles.xml")
    assert len(root_of(whole, "word/styles.xml")) == len(alone)


def test_the_count_of_pages_is_that_of_the_part() -> None:
    footers = stories_of(joined(letter("a"), letter("b"), pages=3), "footer")
    known, unknown = joined(letter("a"), letter("b"), pages=3), joined(letter("a"), letter("b"))
    assert [instructions(known, part) for part in footers] == [["PAGE", "SECTIONPAGES"]] * 2
    assert [lines(known, part)[-1] for part in footers] == ["strona 13"] * 2
    ends = [instructions(unknown, part)[1] for part in stories_of(unknown, "footer")]
    assert ends == ["PAGEREF koniec_czesci_1", "PAGEREF koniec_czesci_2"]
    marks = [mark.get(qn("w:name")) for mark in root_of(unknown).iter(qn("w:bookmarkStart"))]
    assert {end.split()[1] for end in ends} <= set(marks)


def test_a_part_of_two_sections_is_counted_to_its_last_page() -> None:
    two = letter("a")
    two.add_section()
    two.add_paragraph("b")
    whole = joined(two, letter("c"), pages=5)
    assert [instructions(whole, part)[1].split()[0] for part in stories_of(whole, "footer")] == [
        "PAGEREF",
        "PAGEREF",
        "SECTIONPAGES",
    ]
    starts = [None if (n := s.find(qn("w:pgNumType"))) is None else n.get(qn("w:start")) for s in sections(whole)]
    assert starts == ["1", None, "1"]


def test_pages_that_run_on_are_counted_over_the_whole() -> None:
    whole = joined(letter("a"), letter("b"), restart=False)
    assert [instructions(whole, part)[1] for part in stories_of(whole, "footer")] == ["NUMPAGES"] * 2
    assert not list(root_of(whole).iter(qn("w:pgNumType")))


def test_lists_start_anew_in_every_part() -> None:
    root = root_of(joined(*[letter("x")] * 3))
    used = [
        [item.get(W_VAL) for item in paragraph.iter(qn("w:numId"))]
        for paragraph in root.iter(W_P)
        if text_of(paragraph) == "x 0"
    ]
    assert used[0] == []  # the first part has them from its style
    assert used[1] != used[2] and len(used[1]) == len(used[2]) == 1


def test_a_style_of_the_same_name_and_another_look_comes_under_another_name() -> None:
    other = letter("b")
    other.styles["List Number"].font.size = Pt(20)
    opened = docx.Document(io.BytesIO(joined(letter("a"), other)))
    looks = {item.text: item.style for item in opened.paragraphs if item.text in ("a 0", "b 0")}
    assert looks["a 0"].name == "List Number"  # type: ignore[union-attr]
    assert looks["b 0"].name == "List Number (4)"  # type: ignore[union-attr]  # Word's own template has 2 and 3
    assert looks["b 0"].font.size == Pt(20)  # type: ignore[union-attr]


def test_bookmarks_are_renamed_and_references_follow_also_from_headers() -> None:
    mark = '<w:bookmarkStart w:id="3" w:name="_cel"/>{}<w:bookmarkEnd w:id="3"/>'
    documents = []
    for text in ("a", "b"):
        document = docx.Document()
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{mark.format(f'<w:r><w:t>{text}</w:t></w:r>')}</w:p>"))
        document.element.body.insert(
            1, parse_xml(f"<w:p {W}>{field(chr(32).join(['REF', '_cel', chr(92) + 'r']), '1')}</w:p>")
        )
        document.sections[0].header._element.append(parse_xml(f"<w:p {W}>{field('REF _cel', text)}</w:p>"))
        documents.append(document)
    whole = joined(*documents)
    names = [mark.get(qn("w:name")) for mark in root_of(whole).iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert instructions(whole) == ["REF _cel \\r", "REF _cel_2 \\r"]
    assert [instructions(whole, part) for part in stories_of(whole, "header")] == [["REF _cel"], ["REF _cel_2"]]


def test_notes_of_every_part_come_along_and_are_counted_from_one() -> None:
    notes = story("footnotes", f'<w:footnote w:id="2">{p("przypis")}</w:footnote>')
    one = word_file(p("a", NOTE), parts={"word/footnotes.xml": notes}, relations=NOTES)
    whole = join_documents([Joined("a", one), Joined("b", one), Joined("c", saved(letter("c")))])
    own = [item.get(qn("w:id")) for item in root_of(whole).iter(qn("w:footnoteReference"))]
    assert len(set(own)) == 2
    assert lines(whole, "word/footnotes.xml") == ["przypis", "przypis"]
    anew = [{item.get(W_VAL) for item in section.iter(qn("w:numRestart"))} for section in sections(whole)]
    assert anew == [{"eachSect"}, {"eachSect"}, set()]


def test_even_pages_of_one_part_do_not_rob_the_others_of_their_headers() -> None:
    evened = letter("a", header="nieparzyste")
    evened.settings.odd_and_even_pages_header_footer = True
    evened.sections[0].even_page_header.paragraphs[0].text = "parzyste"
    opened = docx.Document(io.BytesIO(joined(letter("b", header="każda"), evened, letter("c"))))
    assert opened.settings.odd_and_even_pages_header_footer
    assert [
        (section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text) for section in opened.sections
    ] == [("każda", "każda"), ("nieparzyste", "parzyste"), ("", "")]


def test_what_a_field_tells_of_its_file_stays_as_text() -> None:
    documents = []
    for name in ("jedno", "drugie"):
        document = docx.Document()
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{field('DOCPROPERTY znak', name)}</w:p>"))
        documents.append(document)
    whole = joined(*documents)
    assert instructions(whole) == []
    assert [text for text in lines(whole) if text] == ["jedno", "drugie"]


def test_a_table_of_contents_lists_its_own_part() -> None:
    documents = []
    for name in ("a", "b"):
        document = docx.Document()
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{field('TOC 1-2', name)}</w:p>"))
        document.add_paragraph(name, style="Heading 1")
        documents.append(document)
    whole = joined(*documents, restart=False)
    assert instructions(whole) == ["TOC 1-2 \\b czesc_1", "TOC 1-2 \\b czesc_2"]
    assert [mark.get(qn("w:name")) for mark in root_of(whole).iter(qn("w:bookmarkStart"))] == ["czesc_1", "czesc_2"]


def test_a_table_at_the_end_of_a_part_keeps_its_page() -> None:
    tabled = docx.Document()
    tabled.add_table(1, 1).cell(0, 0).text = "komórka"
    whole = joined(tabled, tabled, tabled)
    body = root_of(whole)[0]
    assert len(sections(whole)) == 3
    assert body[-1].tag == W_SECTPR
    ends = [mark for mark in root_of(whole).iter(qn("w:bookmarkStart")) if mark.get(qn("w:name"), "").startswith("kon")]
    assert [next(mark.iterancestors(W_P), None) is not None for mark in ends] == [True] * 3


def test_the_joined_file_is_valid_and_always_the_same(tmp_path: Path) -> None:
    documents = [letter("a", header="A"), letter("b", wide=True), letter("c", items=0, total=False)]
    whole = joined(*documents)
    assert whole == joined(*documents)
    assert audit(whole, tmp_path / "whole.docx") == set()
    drawings = [item.get("id") for item in root_of(whole).iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings)) == 3
    assert docx.Document(io.BytesIO(whole)).core_properties.title == "Całość"


def test_a_joined_file_may_be_joined_again() -> None:
    again = joined(docx.Document(io.BytesIO(joined(letter("a"), letter("b")))), letter("c"))
    twice = join_documents([Joined("x", again), Joined("y", again)])
    names = [mark.get(qn("w:name")) for mark in root_of(twice).iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert len(sections(twice)) == 6


def test_what_cannot_be_joined_is_refused_by_name() -> None:
    with pytest.raises(TemplateError, match="nie jest plikiem Worda") as raised:
        join_documents([Joined("dobry", saved(letter("a"))), Joined("Załącznik nr 2", b"%PDF-1.7")])
    assert raised.value.place == "Załącznik nr 2"
    with pytest.raises(UsageError):
        join_documents([])


TYPES = ("lista_obecnosci", "kontrakt_rodzinny", "dyplom", "zaproszenie_na_konferencje", "budzet_i_harmonogram")


def test_every_page_of_a_real_pack_says_what_it_says_alone(papers: Callable[[str], list[Issued]]) -> None:
    first: dict[str, Issued] = {}
    for item in papers("kielce-2"):
        first.setdefault(item.document.type_id, item)
    documents = [first[name].document for name in TYPES]
    counted = {"lista_obecnosci": 1, "dyplom": 1}
    whole = join_documents([Joined(d.title, d.docx, pages=counted.get(d.type_id, 0)) for d in documents])
    jobs = [(d.type_id, d.docx) for d in documents] + [("calosc", whole)]
    *alone, together = [PdfReader(io.BytesIO(data)) for data in LibreOfficeConverter().convert(jobs)]
    pages = [page for reader in alone for page in reader.pages]
    assert [page.extract_text().split() for page in together.pages] == [page.extract_text().split() for page in pages]
    assert [page.mediabox for page in together.pages] == [page.mediabox for page in pages]
