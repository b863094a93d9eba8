"""Every Word template keeps the house style and states no fact of one pilot."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from lxml import etree

from schematom_docs.document import compile_template
from schematom_docs.polish.filters import FILTERS
from tests.conftest import ROOT

FOLDER = ROOT / "templates" / "pl"
TEMPLATES = sorted(FOLDER.glob("*.docx"))
PAGES_WITH_A_CODE = [path for path in TEMPLATES if not path.stem.startswith("dyplom")]
FOOT_INDENT = 142
"""Twips, 2.5 mm: the page code of a released pack ends where the text of the page begins."""
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
FACTS_OF_A_PILOT = re.compile(
    r"Pozna|Swarzęd|Owińsk|Kielc|kieleck|Bielin|Masł|Łopuszn|Turk|tureck|Częstoch|Chełm|Żmud|Stella|STELLA"
    r"|Barczyk|Kulpa|Schematom|SCHEMATOM|201[0-9]|CRZL|Kapitał Ludzki|Europejsk"
)
TYPED_NUMBER = re.compile(r"^\s*(§\s*\d+|\d+[.)]|[a-z]\)|[–-])\s")


def names(templates: list[Path]) -> list[str]:
    """Return the stems of template files, as names of test cases."""
    return [path.stem for path in templates]


def parts(template: Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield (name, root) of body, headers and footers."""
    with zipfile.ZipFile(template) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                yield name, etree.fromstring(package.read(name))


def wording(template: Path) -> Iterator[str]:
    """Yield the text of each paragraph, tags as typed."""
    for _, root in parts(template):
        for paragraph in root.iter(qn("w:p")):
            yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_template_compiles_without_a_fault(template: Path) -> None:
    assert [str(fault) for fault in compile_template(template, filters=FILTERS).faults()] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_page_is_a4_with_room_for_binding(template: Path) -> None:
    for section in Document(str(template)).sections:
        assert section.page_width is not None and section.page_height is not None and section.left_margin is not None
        sides = sorted((round(section.page_width / Mm(1)), round(section.page_height / Mm(1))))
        assert sides == [210, 297]
        assert section.left_margin >= Mm(24.9)


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_language_is_polish_and_the_title_comes_from_the_data(template: Path) -> None:
    document = Document(str(template))
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert default is not None and default.get(qn("w:val")) == "pl-PL"
    assert document.core_properties.title == "{{ dokument.tytul }}"
    assert document.core_properties.language == "pl-PL"


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_no_empty_paragraph_makes_room(template: Path) -> None:
    body = Document(str(template)).element.body
    empty = [p for p in body.iterchildren(qn("w:p")) if not "".join(p.itertext()).strip()]
    assert len(empty) == 0


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_numbers_of_sections_and_points_are_automatic(template: Path) -> None:
    assert [text for text in wording(template) if TYPED_NUMBER.match(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_rows_stay_whole_and_tinted_headers_are_marked(template: Path) -> None:
    for name, root in parts(template):
        for row in root.iter(qn("w:tr")):
            text = "".join(node.text or "" for node in row.iter(qn("w:t")))
            if TAG.fullmatch(text.strip()):
                continue
            assert next(row.iter(qn("w:cantSplit")), None) is not None, f"{name}: {text}"
        for table in root.iter(qn("w:tbl")):
            first = table.find(qn("w:tr"))
            assert first is not None
            if "Nagwektabeli" in {style.get(qn("w:val")) for style in first.iter(qn("w:pStyle"))}:
                assert next(first.iter(qn("w:tblHeader")), None) is not None, name


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_template_states_no_fact_of_one_pilot(template: Path) -> None:
    assert [text for text in wording(template) if FACTS_OF_A_PILOT.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_publicity_strip_and_its_sentence_come_from_the_programme(template: Path) -> None:
    text = " ".join(
        "".join(node.text or "" for node in root.iter(qn("w:t")))
        for name, root in parts(template)
        if "document" not in name
    )
    assert "projekt.znaki" in text and "projekt.zdanie_o_finansowaniu" in text


@pytest.mark.parametrize("template", PAGES_WITH_A_CODE, ids=names(PAGES_WITH_A_CODE))
def test_foot_of_the_page_leaves_room_beside_the_page_code(template: Path) -> None:
    document = Document(str(template))
    style = document.styles.element.xpath("w:style[w:name/@w:val='footer']/w:pPr")[0]
    assert int(style.find(qn("w:ind")).get(qn("w:left"))) == FOOT_INDENT
    section = document.sections[0]
    assert section.page_width is not None and section.left_margin is not None and section.right_margin is not None
    to_the_margin = (section.page_width - section.left_margin - section.right_margin) / Twips(1)
    assert abs(int(style.find(f"{qn('w:tabs')}/{qn('w:tab')}").get(qn("w:pos"))) - to_the_margin) <= 2
    for name, root in parts(template):
        for sentence in root.iter(qn("w:pPr")) if "footer" in name else ():
            named, moved = sentence.find(qn("w:pStyle")), sentence.find(qn("w:ind"))
            assert named is not None
            if named.get(qn("w:val")) != "Stopka":
                assert moved is not None and moved.get(qn("w:left")) == str(FOOT_INDENT), name


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_lines_of_signatures_beside_each_other_stand_in_a_row_of_their_own(template: Path) -> None:
    for row in Document(str(template)).element.body.iter(qn("w:tr")):
        signed = [cell for cell in row.findall(qn("w:tc")) if "Nagwekpodpisu" in _styles(cell)]
        for cell in signed if len(signed) > 1 else ():
            texts = ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p"))]
            before = [texts[number - 1] for number, style in enumerate(_styles(cell)) if style == "Miejscepodpisu"]
            assert set(before) <= {"{%p if not loop.last %}"}, texts


def _styles(cell: etree._Element) -> list[str | None]:
    """Return the style of each paragraph of a cell."""
    return [style.get(qn("w:val")) for style in cell.iter(qn("w:pStyle"))]
