from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from docx import Document as WordDocument

from schematom_docs.errors import ConversionError, MissingProgramError
from schematom_docs.pdf import LibreOfficeConverter, TimeLimit, find_soffice, normalise, page_texts
from schematom_docs.pdf.libreoffice import PROGRAM_VARIABLE, usual_places

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_each_document_of_a_batch_comes_back_in_its_place(converted: Mapping[str, bytes]) -> None:
    for title, pdf in converted.items():
        assert page_texts(pdf)[0].startswith(title)


def test_converted_papers_are_tagged_and_keep_headings_as_outline(converted: Mapping[str, bytes]) -> None:
    for pdf in converted.values():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert document.Root.MarkInfo.Marked
            assert len(document.Root.StructTreeRoot.ParentTree) > 0
            with document.open_outline() as outline:
                assert outline.root[0].children


def test_table_header_and_list_are_tagged_as_such(converted: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(converted["Kontrakt rodzinny"])) as document:
        kinds = [str(node.S) for node in document.objects if _is_element(node)]
    assert kinds.count("/TH") == 6
    assert kinds.count("/TD") == 6
    assert kinds.count("/LI") == 6


def test_comments_of_reviewers_do_not_lie_upon_the_paper() -> None:
    word = WordDocument()
    word.add_comment(word.add_paragraph("Strony zgodnie oświadczają.").runs, text="sprawdzić", author="Wzorcowa")
    file = io.BytesIO()
    word.save(file)
    pdf = LibreOfficeConverter().convert([("Umowa", file.getvalue())])[0]
    assert "sprawdzić" not in page_texts(pdf)[0]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/Annots" not in document.pages[0]


def test_two_conversions_may_run_side_by_side(word_files: Mapping[str, bytes], papers: Mapping[str, bytes]) -> None:
    converter = LibreOfficeConverter()
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(converter.convert, [item]) for item in (*word_files.items(), *word_files.items())]
        pdfs = [run.result()[0] for run in runs]
    titles = [*word_files, *word_files]
    assert [normalise(pdf, title=title) for title, pdf in zip(titles, pdfs, strict=True)] == [
        papers[title] for title in titles
    ]


def test_nothing_to_convert_starts_no_program(tmp_path: Path) -> None:
    assert LibreOfficeConverter(tmp_path / "nie-ma").convert([]) == []


def test_file_that_is_not_word_is_refused_by_name_before_any_start(word_files: Mapping[str, bytes]) -> None:
    documents = [("dobry", word_files["Dyplom"]), ("notatki", b"zwykly tekst")]
    with pytest.raises(ConversionError) as caught:
        LibreOfficeConverter(Path("nie-ma")).convert(documents)
    assert caught.value.place == "notatki"
    assert "Worda" in caught.value.reason


def test_damaged_word_file_is_named_and_no_half_result_is_handed_on(word_files: Mapping[str, bytes]) -> None:
    damaged = word_files["Porozumienie"][:3000]
    with pytest.raises(ConversionError) as caught:
        LibreOfficeConverter().convert([("dyplom-d01", word_files["Dyplom"]), ("porozumienie-p01", damaged)])
    assert caught.value.place == "porozumienie-p01"
    assert caught.value.exit_code == 6
    assert caught.value.remedy


def test_hanging_program_is_ended_with_its_children_and_the_document_named(
    tmp_path: Path, word_files: Mapping[str, bytes]
) -> None:
    child_file = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(child_file)!r}).write_text(str(child.pid), encoding='ascii')\n"
        "time.sleep(60)\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    converter = LibreOfficeConverter(program, limit=TimeLimit(start=3, document=0))
    with pytest.raises(ConversionError, match="czasie") as caught:
        converter.convert([("dyplom-d07", word_files["Dyplom"])])
    assert caught.value.place == "dyplom-d07"
    assert _has_ended(int(child_file.read_text(encoding="ascii")))


def test_old_libreoffice_that_makes_no_tags_is_named_as_the_cause(
    tmp_path: Path, word_files: Mapping[str, bytes]
) -> None:
    with pikepdf.new() as untagged:
        untagged.add_blank_page()
        untagged.save(tmp_path / "bez-znacznikow.pdf")
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil\n"
        "pathlib.Path('pdf').mkdir()\n"
        f"shutil.copy({str(tmp_path / 'bez-znacznikow.pdf')!r}, 'pdf/0001.pdf')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    with pytest.raises(MissingProgramError, match=r"7\.4") as caught:
        LibreOfficeConverter(program).convert([("dyplom-d07", word_files["Dyplom"])])
    assert caught.value.place == "dyplom-d07"


def test_time_limit_grows_with_the_number_of_documents() -> None:
    assert TimeLimit(start=60, document=5).seconds(12) == 120


def test_wrong_path_of_the_program_is_an_error_even_when_another_is_installed(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError) as caught:
        find_soffice(tmp_path / "soffice")
    assert caught.value.exit_code == 11
    assert str(tmp_path) not in str(caught.value)


def test_variable_points_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"")
    monkeypatch.setenv(PROGRAM_VARIABLE, str(program))
    assert find_soffice() == program


def test_usual_places_of_windows_and_macos_are_known() -> None:
    windows = [path.as_posix() for path in usual_places("win32", {"ProgramFiles": "C:/Program Files"})]
    assert windows[0] == "C:/Program Files/LibreOffice/program/soffice.com"
    macos = [PurePosixPath(path) for path in usual_places("darwin", {"HOME": "/Users/anna"})]
    assert macos[1] == PurePosixPath("/Users/anna/Applications/LibreOffice.app/Contents/MacOS/soffice")


def _is_element(node: pikepdf.Object) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/StructElem"


def _has_ended(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True  # ended; nobody has collected it yet
        time.sleep(0.05)
    return False
