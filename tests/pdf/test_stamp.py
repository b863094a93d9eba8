from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, pdfa

from schematom_docs.errors import ConversionError, MissingProgramError
from schematom_docs.pdf import Part, merge, page_texts, stamp_page_numbers, stamp_watermark
from schematom_docs.pdf.fonts import find_font, font_folders

pytestmark = pytest.mark.xdist_group("libreoffice")

DOTS_PER_MM = 144 / 25.4


def test_every_page_says_its_number_and_how_many_there_are(papers: Mapping[str, bytes]) -> None:
    paper = papers["Porozumienie"]
    stamped = page_texts(stamp_page_numbers(paper))
    assert len(stamped) >= 2
    for number, (text, before) in enumerate(zip(stamped, page_texts(paper), strict=True), 1):
        assert text.split() == [*before.split(), *f"pakiet – str. {number} z {len(stamped)}".split()]


def test_number_lies_between_five_and_ten_millimetres_from_the_lower_edge_at_the_right(
    papers: Mapping[str, bytes], tmp_path: Path
) -> None:
    for title in ("Kontrakt rodzinny", "Dyplom"):  # portrait and landscape
        before, after = (_dark_pixels(pdf, tmp_path) for pdf in (papers[title], stamp_page_numbers(papers[title])))
        added = after.dark - before.dark
        assert len(added) > 100
        assert all(5 * DOTS_PER_MM <= after.height - y <= 10 * DOTS_PER_MM for _, y in added)
        assert all(8 * DOTS_PER_MM <= after.width - x <= 60 * DOTS_PER_MM for x, _ in added)
        assert before.dark <= after.dark


def test_diploma_pages_count_but_carry_no_number(papers: Mapping[str, bytes]) -> None:
    pack = merge([Part("Dyplom", papers["Dyplom"]), Part("Porozumienie", papers["Porozumienie"])], title="Pakiet")
    stamped, before = page_texts(stamp_page_numbers(pack, skip={1})), page_texts(pack)
    assert stamped[0] == before[0]
    assert all(f"str. {number} z {len(before)}" in text for number, text in enumerate(stamped[1:], 2))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_number_stands_at_the_lower_right_of_the_page_as_it_is_seen(turn: int, tmp_path: Path) -> None:
    picture = _dark_pixels(stamp_page_numbers(_blank(turn)), tmp_path)
    assert (picture.width > picture.height) == (turn in (90, 270))
    assert picture.dark
    assert all(x > picture.width * 0.6 and y > picture.height * 0.9 for x, y in picture.dark)


def test_stamps_are_artifacts_outside_the_tags(papers: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(stamp_page_numbers(papers["Dyplom"]))) as document:
        instructions = list(pikepdf.parse_content_stream(document.pages[0]))
        drawn = max(place for place, item in enumerate(instructions) if str(item.operator) == "Do")
        opening = next(item for item in reversed(instructions[:drawn]) if str(item.operator) in ("BDC", "EMC"))
    assert str(opening.operator) == "BDC"
    assert str(opening.operands[0]) == "/Artifact"
    assert str(opening.operands[1]["/Subtype"]) == "/Footer"


def test_stamped_papers_embed_every_font_and_pass_the_pdf_a_gate(papers: Mapping[str, bytes]) -> None:
    for pdf in papers.values():
        draft = stamp_watermark(stamp_page_numbers(pdf))
        report = pdfa.validate_written(io.BytesIO(draft), "2b")
        assert report.passed, report.findings
        with pikepdf.open(io.BytesIO(draft)) as document:
            described = [node for node in document.objects if _is_font_descriptor(node)]
            assert described
            assert all(Name.FontFile2 in node or Name.FontFile3 in node for node in described)


def test_polish_letters_of_a_label_are_drawn_not_dropped(papers: Mapping[str, bytes], tmp_path: Path) -> None:
    plain, polish = (
        _dark_pixels(stamp_page_numbers(_blank(0), label=label), tmp_path).dark for label in ("zazolc", "zażółć")
    )
    assert len(polish) > len(plain)  # dots, strokes and tails are ink
    assert page_texts(stamp_page_numbers(_blank(0), label="zażółć gęślą jaźń"))[0].strip() == "zażółć gęślą jaźń"


def test_watermark_runs_over_the_middle_and_stays_pale(papers: Mapping[str, bytes], tmp_path: Path) -> None:
    draft = stamp_watermark(papers["Dyplom"])
    assert "PROJEKT" in page_texts(draft)[0]
    before, after = _dark_pixels(papers["Dyplom"], tmp_path), _dark_pixels(draft, tmp_path)
    assert after.touched - before.touched  # something was drawn
    assert after.dark - before.dark == set()  # and nothing of it is dark
    middle_x, middle_y = after.width // 2, after.height // 2
    assert any(abs(x - middle_x) < 80 and abs(y - middle_y) < 80 for x, y in after.touched - before.touched)


def test_same_stamp_gives_the_same_bytes(papers: Mapping[str, bytes]) -> None:
    for stamp in (stamp_page_numbers, stamp_watermark):
        assert stamp(papers["Porozumienie"]) == stamp(papers["Porozumienie"])


def test_title_and_tags_survive_the_stamp(papers: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(stamp_page_numbers(papers["Dyplom"]))) as document:
        assert document.docinfo.Title == "Dyplom"
        assert Name.StructTreeRoot in document.Root


def test_font_is_found_by_preference_whatever_its_letter_case(tmp_path: Path) -> None:
    (tmp_path / "głębiej").mkdir()
    for name in ("ARIAL.TTF", "głębiej/Carlito-Regular.ttf"):
        (tmp_path / name).write_bytes(b"")
    assert find_font(folders=[tmp_path]).name == "Carlito-Regular.ttf"
    assert find_font(("arial.ttf",), folders=[tmp_path]).name == "ARIAL.TTF"


def test_missing_font_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError) as caught:
        find_font(("Carlito-Regular.ttf",), folders=[tmp_path])
    assert "Carlito-Regular.ttf" in caught.value.reason
    assert "LibreOffice" in caught.value.remedy


def test_fonts_of_libreoffice_count_on_every_system() -> None:
    windows = [path.as_posix() for path in font_folders("win32", {"ProgramFiles": "C:/Program Files"})]
    assert "C:/Program Files/LibreOffice/share/fonts" in windows
    macos = [path.as_posix() for path in font_folders("darwin", {"HOME": "/Users/anna"})]
    assert "/Applications/LibreOffice.app/Contents/Resources/fonts" in macos


def test_file_that_is_no_font_is_refused(papers: Mapping[str, bytes], tmp_path: Path) -> None:
    font = tmp_path / "kroj.ttf"
    font.write_bytes(b"to nie jest font")
    with pytest.raises(ConversionError) as caught:
        stamp_page_numbers(papers["Dyplom"], font=font)
    assert caught.value.place == "kroj.ttf"


class _Picture:
    """One page at 144 dpi. dark: (x, y) of pixels darker than 150 of 255; touched: darker than 250."""

    def __init__(self, pgm: bytes) -> None:
        magic, size, most, pixels = pgm.split(b"\n", 3)
        assert (magic, most) == (b"P5", b"255")
        self.width, self.height = (int(number) for number in size.split())
        self.dark = {divmod(place, self.width)[::-1] for place, grey in enumerate(pixels) if grey < 150}
        self.touched = {divmod(place, self.width)[::-1] for place, grey in enumerate(pixels) if grey < 250}


def _dark_pixels(pdf: bytes, folder: Path) -> _Picture:
    program = shutil.which("pdftoppm")
    assert program is not None
    (folder / "strona.pdf").write_bytes(pdf)
    options = ["-gray", "-r", "144", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([program, *options, "strona.pdf", "strona"], cwd=folder, check=True, capture_output=True)
    return _Picture((folder / "strona.pgm").read_bytes())


def _blank(turn: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        page.obj.MediaBox = pikepdf.Array([-20, -30, 575, 812])
        page.obj.Rotate = turn
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _is_font_descriptor(node: object) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get(Name.Type) == Name.FontDescriptor
