"""An aneks from two states of a case: every kind of change in words of the technique of drafting, nothing lost."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
import yaml

from schematom_docs.case import checked_case
from schematom_docs.case.source import parse_source
from schematom_docs.cli.main import run
from schematom_docs.document.amending import GONE, amended, amendments
from schematom_docs.document.provisions import Provision, read_provisions
from schematom_docs.errors import UsageError
from schematom_docs.records import Act
from schematom_docs.registry import open_registry
from schematom_docs.wiring import SystemClock
from schematom_docs.workflow.annex import Proposal, annex_paper, base_name, propose_annex
from schematom_docs.workflow.annex_text import answers_yaml, consolidated
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.proofreading import proofread_file
from tests.conftest import ROOT

DAY = date(2015, 7, 1)
CONTRACT = (
    ('      - "poprawa wyników dzieci w nauce"\n', ""),
    ("okres: {od: 2015-05-12, do: 2015-09-30}", "okres: {od: 2015-05-12, do: 2015-09-25}"),
    (
        '      - {strona: ops, tresc: "zgłoszenia Rodziny',
        '      - {strona: ops, tresc: "zapewnienia dzieciom posiłków w szkole", modul: rodzinny, termin: 2015-06-20, '
        'dowod: "lista obecności"}\n      - {strona: ops, tresc: "zgłoszenia Rodziny',
    ),
    ("{usluga: doradca, ilosc: 6, osoby: [o1, o2]}", "{usluga: doradca, ilosc: 9, osoby: [o1, o2]}"),
    ("spotkania_co_dni: 14", "spotkania_co_dni: 7"),
)
AGREEMENT = (
    (
        "okres: {od: 2014-02-03, do: 2015-03-31}\n    wypowiedzenie_dni: 30",
        "okres: {od: 2014-02-03, do: 2014-12-31}\n    wypowiedzenie_dni: 14",
    ),
    (
        "{imie: Anna, nazwisko: Przykładowa, plec: k, funkcja: Dyrektor",
        "{imie: Adam, nazwisko: Wzorcowy, plec: m, funkcja: Dyrektor",
    ),
    (
        "{instytucja: pup, imie: Karol, nazwisko: Próbny, plec: m",
        "{instytucja: pup, imie: Ewa, nazwisko: Próbna, plec: k",
    ),
)


def text_of_case(pilot: str, *replaced: tuple[str, str]) -> str:
    """Return the case file of a pilot with texts replaced, each of which it has."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def proposed(desk: Desk, pilot: str, type_id: str, key: str, *replaced: tuple[str, str], day: date = DAY) -> Proposal:
    """Return the aneks between the case of a pilot and the same with texts replaced."""
    old, new = (
        checked_case(parse_source(text, "sprawa.yaml"), reference=desk.reference)
        for text in (text_of_case(pilot), text_of_case(pilot, *replaced))
    )
    return propose_annex(desk, old, new, type_id, key, day=day)


@pytest.fixture(scope="module")
def contract(desk: Desk) -> Proposal:
    return proposed(desk, "kielce-2", "kontrakt_rodzinny", "k01", *CONTRACT)


def orders(proposal: Proposal) -> list[str]:
    return [change.order.replace("\u00a0", " ") for change in proposal.changes]


def paper_texts(data: bytes) -> list[str]:
    return [paragraph.text.replace("\u00a0", " ") for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_each_kind_of_change_is_told_by_the_technique_of_drafting(contract: Proposal) -> None:
    assert orders(contract) == [
        "w § 2 w ust. 2 uchyla się pkt 2",
        "w § 6 w ust. 1 po pkt 1 dodaje się pkt 1a w brzmieniu:",
        "w § 7 w ust. 2 wprowadzenie do wyliczenia otrzymuje brzmienie:",
        "w § 7 w ust. 2 pkt 1 otrzymuje brzmienie:",
        "w § 8 ust. 3 otrzymuje brzmienie:",
        "w § 11 ust. 1 otrzymuje brzmienie:",
        "załącznik nr 3 otrzymuje brzmienie określone w załączniku nr 1 do aneksu",
    ]
    assert contract.changes[1].after.startswith("1a) zapewnienia dzieciom posiłków w szkole")
    assert contract.changes[4].after.startswith("3. Spotkania kontrolne Opiekuna z")
    assert contract.outside == ()


def test_the_new_basket_of_services_is_attached_as_a_word_file(contract: Proposal) -> None:
    (data,) = contract.attachments.values()
    texts = paper_texts(data)
    assert texts[0] == "Załącznik nr 1 do aneksu do Trójstronnego Kontraktu Rodzinnego nr 1/2015"
    assert "Koszyk usług Rodziny" in texts
    (table,) = docx.Document(io.BytesIO(data)).tables
    assert any("630,00" in cell.text for row in table.rows for cell in row.cells)


def test_the_answers_make_the_aneks_and_nothing_else_of_the_case_changes(desk: Desk, contract: Proposal) -> None:
    assert contract.key == "an02"
    assert {name: value for name, value in contract.answers.items() if name != "zmiany"} == {
        "bazowy": "Trójstronnego Kontraktu Rodzinnego nr 1/2015",
        "kontrakt": "k01",
        "data_bazowego": "2015-05-12",
        "instytucje_stron": ["pup", "gops_bieliny"],
        "data": "2015-07-01",
    }
    paper = annex_paper(desk, contract)
    texts = paper_texts(paper.docx)
    assert "w § 2 w ust. 2 uchyla się pkt 2;" in texts
    assert "„1. Kontrakt obowiązuje od 12 maja 2015 r. do 25 września 2015 r.”;" in texts
    assert "załącznik nr 3 otrzymuje brzmienie określone w załączniku nr 1 do aneksu." in texts
    assert any(text.startswith("Rodziną Państwa Bednarzów") for text in texts)
    assert paper.blanks == ("numer nadawany przy wydaniu",)


def test_the_proofreader_finds_no_fault_in_the_aneks(desk: Desk, contract: Proposal, tmp_path: Path) -> None:
    (tmp_path / "aneks.docx").write_bytes(annex_paper(desk, contract).docx)
    found = proofread_file(tmp_path / "aneks.docx").findings
    assert [(one.rule, one.wrong, one.place) for one in found] == []


def test_the_answers_read_back_from_yaml_are_the_same(contract: Proposal) -> None:
    read = yaml.safe_load(answers_yaml(contract))
    assert read["dokumenty"]["aneks"]["dla"]["an02"] == contract.answers


def test_the_consolidated_text_is_marked_and_keeps_numbers(contract: Proposal) -> None:
    texts = paper_texts(consolidated(contract))
    assert texts[0] == "Tekst ujednolicony"
    assert "charakter informacyjny" in texts[2]
    at = texts.index("2) (uchylony)")
    assert texts[at + 1].startswith("3) wspólny wypoczynek")
    assert any(text.startswith("1a) zapewnienia") for text in texts)
    assert any("określone w § 4, § 5 i § 6" in text for text in texts)


def test_an_agreement_tells_parties_tables_and_what_no_paragraph_holds(desk: Desk) -> None:
    proposal = proposed(desk, "turek", "porozumienie", "p01", *AGREEMENT)
    assert orders(proposal) == [
        "w komparycji w oznaczeniu Stron pkt 1 otrzymuje brzmienie:",
        "w § 9 w ust. 1 tabela otrzymuje brzmienie określone w załączniku nr 1 do aneksu",
        "w § 11 ust. 1 otrzymuje brzmienie:",
        "w § 12 ust. 2 otrzymuje brzmienie:",
    ]
    assert "reprezentowanym przez Dyrektora Adama Wzorcowego" in proposal.changes[0].after.replace("\u00a0", " ")
    (outside,) = proposal.outside
    assert "Anna Przykładowa" in outside.reason and "Adam Wzorcowy" in outside.reason
    assert proposal.answers["bazowy"] == "porozumienia nr 1/2014"  # as in the first aneks, whose number goes before
    assert annex_paper(desk, proposal).docx


def test_a_contract_without_a_key_changes_its_instalments(desk: Desk) -> None:
    moved = (
        ("kwota: 200000.00, warunek", "kwota: 180000.00, warunek"),
        ("kwota: 100000.00, warunek", "kwota: 120000.00, warunek"),
    )
    proposal = proposed(desk, "turek", "umowa_o_realizacje", "", *moved)
    assert orders(proposal) == ["w § 7 w ust. 2 tabela otrzymuje brzmienie określone w załączniku nr 1 do aneksu"]
    assert proposal.answers["instytucje_stron"] == ["crzl", "pup"]


def test_a_point_more_at_the_end_moves_the_full_stop(desk: Desk) -> None:
    more = ('"przygotowanie dokumentów aplikacyjnych"]', '"przygotowanie dokumentów aplikacyjnych", "podjęcie stażu"]')
    proposal = proposed(desk, "stella-2016", "kontrakt_socjalny", "s01", more, day=date(2016, 7, 1))
    assert orders(proposal) == [
        "w § 2 w ust. 2 w pkt 2 kropkę na końcu zastępuje się średnikiem",
        "w § 2 w ust. 2 po pkt 2 dodaje się pkt 3 w brzmieniu:",
    ]
    texts = paper_texts(annex_paper(desk, proposal).docx)
    assert "Panią Agatą Baran, zamieszkałą pod adresem: Żmudź 21, 22-114 Żmudź, zwaną dalej „Uczestniczką”," in texts
    assert "w § 2 w ust. 2 w pkt 2 kropkę na końcu zastępuje się średnikiem;" in texts


def test_a_party_that_comes_and_one_that_goes_are_told(desk: Desk) -> None:
    fewer = (
        ("    strony: [pup, pcpr, mops]", "    strony: [pup, mops]"),
        ('      - {instytucja: pcpr, imie: Wioletta, nazwisko: Wzorcowa, plec: k, telefon: "+48 000 000 012", '
         'email: "koordynator.pcpr@przyklad.invalid"}\n', ""),
        ("      - {instytucja: pcpr, pzkw: 3, mgi: 3}\n", ""),
    )  # fmt: skip
    gone = proposed(desk, "turek", "porozumienie", "p01", *fewer)
    assert orders(gone)[0] == "w komparycji w oznaczeniu Stron uchyla się pkt 2"
    assert gone.changes[0].before.startswith("Powiatem Tureckim – Powiatowym Centrum")


def test_a_paper_without_paragraphs_and_the_aneks_itself_are_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="nie ma paragrafów"):
        proposed(desk, "kielce-2", "dyplom", "d01")


def plain(level: tuple[Provision, ...] | list[Provision]) -> list[object]:
    return [
        (item.text, item.more, item.tables, item.after, plain(item.children)) for item in level if item.text != GONE
    ]


TYPES = ("umowa_o_realizacje", "porozumienie", "kontrakt_rodzinny", "kontrakt_socjalny")


@pytest.mark.parametrize("pilot", ["kielce-2", "stella-2016", "turek"])
def test_the_way_from_any_paper_of_a_type_to_another_leads_there(
    pilot: str, papers: Callable[[str], list[Issued]]
) -> None:
    for type_id in TYPES:
        own = [item.document.docx for item in papers(pilot) if item.document.type_id == type_id][:3]
        for old, new in pairwise(own):
            before, after = read_provisions(old).sections, read_provisions(new).sections
            assert plain(amended(before, amendments(before, after))) == plain(amended(after, []))
            assert amendments(before, before) == []


@pytest.mark.parametrize(
    ("title", "genitive"),
    [
        ("Umowa o realizację pilotażu nr 31/2014", "umowy o realizację pilotażu nr 31/2014"),
        ("Trójstronny Kontrakt Rodzinny nr 1/2015", "Trójstronnego Kontraktu Rodzinnego nr 1/2015"),
        ("Kontrakt socjalny nr 1/2016", "kontraktu socjalnego nr 1/2016"),
    ],
)
def test_the_name_of_the_paper_stands_in_the_genitive(title: str, genitive: str) -> None:
    assert base_name(title) == genitive


def test_the_command_writes_a_proposal_and_says_when_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    new = tmp_path / "nowa.yaml"
    new.write_text(text_of_case("turek", *AGREEMENT), encoding="utf-8")
    call = ["annex", "porozumienie", "examples/turek", str(new), "--for", "p01", "--dzien", "2014-08-01"]
    assert run([*call, "--ujednolicony", "--json", "-o", str(tmp_path / "wynik")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["zmiany"][0]["przepis"] == "komparycja"
    assert len(told["poza_aneksem"]) == 1
    assert sorted(path.name for path in (tmp_path / "wynik").iterdir()) == [
        "aneks-an02-tekst-ujednolicony.docx",
        "aneks-an02-zalacznik-1.docx",
        "aneks-an02.docx",
        "aneks-an02.yaml",
    ]
    assert run([*call[:3], "examples/turek", "--for", "p01", "-o", str(tmp_path / "nic")]) == 0
    assert "aneks jest niepotrzebny" in capsys.readouterr().out
    assert not (tmp_path / "nic").exists()


def test_states_may_be_numbers_of_the_registry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["init", str(tmp_path / "obszar")]) == 0
    monkeypatch.chdir(tmp_path / "obszar")
    registry = open_registry(tmp_path / "obszar")
    for text in (text_of_case("turek"), text_of_case("turek", *AGREEMENT)):
        registry.revise_case("turek", text.encode("utf-8"), Act("Anna Testowa", SystemClock().now()))
    registry.close()
    call = ["annex", "porozumienie", "1", "2", "--for", "p01", "--dzien", "2014-08-01", "-o", "wynik"]
    assert run(call) == 2
    assert "--sprawa" in capsys.readouterr().err
    assert run([*call, "--sprawa", "turek"]) == 0
    assert "w § 11 ust. 1 otrzymuje brzmienie:" in capsys.readouterr().out.replace("\u00a0", " ")
    assert run([*call[:3], "7", *call[4:], "--sprawa", "turek"]) == 9
