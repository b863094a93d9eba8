"""Questions without an answer as blank lines: where the form or the user says so, in drafts alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.cli.main import run
from schematom_docs.errors import CaseError, NotReleasableError
from schematom_docs.workflow.blanks import blank_rules, with_blanks
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import require_approved
from schematom_docs.workflow.issue import issue
from tests.conftest import ROOT
from tests.workflow.test_word_files import texts

POSITION = 'liczba_osob: 2, stanowisko: "pomocnik piekarza"'
LINE = "…" * 15


@pytest.fixture
def vacant(tmp_path: Path) -> Path:
    """Return a folder with the case of Stella in which an employer does not say what the post is."""
    source = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    assert source.count(POSITION) == 1
    (tmp_path / "sprawa.yaml").write_text(
        source.replace(POSITION, "liczba_osob: 2, stanowisko: null"), encoding="utf-8"
    )
    return tmp_path


def case_in(folder: Path, desk: Desk) -> CheckedCase:
    return load_case(folder / "sprawa.yaml", reference=desk.reference)


def test_an_unanswered_question_stops_the_paper_unless_blank_lines_are_asked_for(vacant: Path, desk: Desk) -> None:
    case = case_in(vacant, desk)
    with pytest.raises(CaseError, match=r"deklaracja\.stanowisko"):
        issue(desk, case, "deklaracja_pracodawcy", "dp01")
    document = issue(desk, case, "deklaracja_pracodawcy", "dp01", blanks=True).document
    assert document.blanks == ("deklaracja.stanowisko",)
    assert any(LINE in text for text in texts(document.docx))


def test_a_paper_with_blank_lines_is_a_draft(vacant: Path, desk: Desk) -> None:
    document = issue(desk, case_in(vacant, desk), "deklaracja_pracodawcy", "dp01", blanks=True).document
    with pytest.raises(NotReleasableError) as refusal:
        require_approved([document])
    assert [fault.reason for fault in refusal.value.faults] == ["pusta linia w miejscu danych: deklaracja.stanowisko"]


def test_a_form_may_say_itself_which_question_becomes_a_blank_line(desk: Desk) -> None:
    form = desk.form("deklaracja_pracodawcy")
    assert blank_rules(form, {}) == {}
    rules = blank_rules(with_blanks(form), {})
    assert rules["deklaracja.stanowisko"] == "kropki"
    assert rules["dokument.miejscowosc"] == "kropki"
    assert "dokument.data" not in rules


def test_a_paper_that_lacks_nothing_is_the_same_with_and_without_blank_lines(desk: Desk) -> None:
    case = load_case(ROOT / "examples" / "stella-2016" / "sprawa.yaml", reference=desk.reference)
    plain, blank = (
        issue(desk, case, "deklaracja_pracodawcy", "dp01", blanks=given).document for given in (False, True)
    )
    assert plain == blank


def test_generate_prints_blank_lines_names_them_and_refuses_a_final_paper(
    vacant: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    order = ["generate", "deklaracja_pracodawcy", str(vacant), "--for", "dp01", "-o", str(tmp_path / "wynik")]
    assert run(order) == CaseError.exit_code
    assert run([*order, "--puste", "--final"]) == NotReleasableError.exit_code
    assert not (tmp_path / "wynik").exists()
    assert run([*order, "--puste"]) == 0
    assert "to szkic, puste linie w miejscu danych: deklaracja.stanowisko" in capsys.readouterr().err
    assert (tmp_path / "wynik" / "deklaracja_pracodawcy-dp01.docx").is_file()
