"""The completeness protocol: what a pack holds, what it lacks and why – also of a pack that is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.cli.main import run
from schematom_docs.errors import NotReleasableError, UsageError
from schematom_docs.pdf import page_texts
from schematom_docs.workflow.completeness_protocol import completeness_protocols
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_drafting import make_packs
from schematom_docs.workflow.sets import paper_types
from tests.conftest import PILOTS, ROOT
from tests.papers.wording import folded, paragraphs, plain

HEADINGS = (
    "Dokumenty w pakiecie",
    "Brakujące dokumenty wymagane",
    "Niespełnione warunki wydania",
    "Pozostałe nieobecne dokumenty",
)


def without_referral(folder: Path) -> Path:
    """Write Stella's case in which nobody referred the first woman to the club; return its file."""
    text = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    text = text.replace(", skierowanie: sk01}", "}")
    referral = re.search(r"\n  sk01:.*?(?=\n  sk02:)", text, re.DOTALL)
    assert referral
    path = folder / "sprawa.yaml"
    path.write_text(text.replace(referral[0], ""), encoding="utf-8")
    return path


def parts(protocol: bytes) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of the three parts of a protocol, each with its heading, which Word numbers."""
    read = [(style, folded(text)) for style, text in paragraphs(protocol)]
    headings = [place for place, (style, _) in enumerate(read) if style == "Nagłówek części numerowany"]
    lines = [text for _, text in read]
    assert tuple(lines[place] for place in headings) == HEADINGS
    first, second, third, fourth = headings
    return lines[first:second], lines[second:third], lines[fourth:]


def test_protocol_of_a_whole_pack_lists_its_papers_in_their_order(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    [protocol] = completeness_protocols(desk, example("stella-2016"), "kis", ["u01"])
    present, missing, _ = parts(protocol.docx)
    order = [
        present.index(line) for line in ("Kontrakt socjalny nr 1/2016", "Skierowanie do klubu integracji społecznej")
    ]
    assert order == sorted(order)
    assert missing[1] == "Nie brakuje żadnego dokumentu wymaganego."
    assert "Pakiet jest kompletny: zawiera wszystkie dokumenty wymagane." in plain(protocol.docx)
    assert protocol.name == "protokol_kompletnosci-kis-u01"


def test_protocol_of_a_refused_pack_names_what_is_missing_and_what_to_do(desk: Desk, tmp_path: Path) -> None:
    case = load_case(without_referral(tmp_path), reference=desk.reference)
    with pytest.raises(NotReleasableError):
        make_packs(desk, case, "kis", ["u01"])
    [protocol] = completeness_protocols(desk, case, "kis", ["u01"])
    present, missing, _ = parts(protocol.docx)
    assert "Pakiet nie jest kompletny: brakuje jednej części wymaganej." in plain(protocol.docx)
    assert "Skierowanie do klubu integracji społecznej" in missing
    assert "Skierowanie do klubu integracji społecznej" not in present
    assert any(line.startswith("W danych sprawy nie ma tego dokumentu. Dopisz do danych sprawy") for line in missing)


def test_paper_that_cannot_be_made_stands_in_the_protocol_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    path = tmp_path / "sprawa.yaml"
    path.write_text(
        text.replace("kontrakt_socjalny: s01, skierowanie: sk01}", "kontrakt_socjalny: s02, skierowanie: sk01}"),
        "utf-8",
    )
    case = load_case(path, reference=desk.reference)
    [protocol] = completeness_protocols(desk, case, "kis", ["u01"])
    _, _, omitted = parts(protocol.docx)
    place = omitted.index("Umowa uczestnictwa w klubie integracji społecznej (u01)")
    assert "zawarto z inną osobą" in omitted[place + 1] and "Wskaż kontrakt socjalny tej osoby." in omitted[place + 1]


def test_command_leaves_the_protocol_of_a_pack_that_it_refuses(tmp_path: Path) -> None:
    case, results = without_referral(tmp_path), tmp_path / "wyniki"
    assert run(["pack", "kis", str(case), "--for", "u01", "--protokol", "-o", str(results)]) == 5
    assert sorted(path.name for path in results.iterdir()) == [
        "protokol_kompletnosci-kis-u01.docx",
        "protokol_kompletnosci-kis-u01.pdf",
    ]
    shown = folded(" ".join(page_texts((results / "protokol_kompletnosci-kis-u01.pdf").read_bytes())))
    assert "Pakiet nie jest kompletny" in shown


@pytest.mark.parametrize("pilot", PILOTS)
def test_protocol_is_made_with_packs_only_and_for_every_pilot(
    pilot: str, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    case = example(pilot)
    assert "protokol_kompletnosci" not in paper_types(desk, case)
    protocols = completeness_protocols(desk, case, "instytucji")
    assert not protocols or all("Pakiet instytucji – " in plain(paper.docx) for paper in protocols)


def test_protocol_for_somebody_unknown_is_refused(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    with pytest.raises(UsageError, match="nie ma pozycji u99"):
        completeness_protocols(desk, example("stella-2016"), "kis", ["u99"])
