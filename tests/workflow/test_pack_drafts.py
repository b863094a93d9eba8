"""Packs as `schematom pack` writes them: files made elsewhere, drafts, volumes, duplex, copies of parties."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.cli.main import run
from schematom_docs.errors import CaseError, NotReleasableError
from schematom_docs.pack import FOREIGN, Share
from schematom_docs.pack.manifest_seal import manifest_is_whole
from schematom_docs.pdf import count_pages, page_texts
from schematom_docs.pdf.attachments import read_attachments
from schematom_docs.pdf.conformance import archival_faults
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_drafting import Wanted, draft_pack
from schematom_docs.workflow.packing import bind_packs
from schematom_docs.workflow.sets import unknown_packs
from tests.conftest import ROOT
from tests.workflow.test_notice import folded

FILES = """
pakiety:
  instytucji:
    pup:
      zalaczniki:
        - {plik: skany/wypis.jpg, tytul: Wypis z rejestru Anny Przykładowej, opis: Skan wypisu}
        - {plik: 'skany\\mapa.pdf', tytul: Mapa dojazdu}
"""


def with_files(folder: Path, listed: str = FILES) -> Path:
    """Write Turek's case that names two files for the pack of the employment office; return its file."""
    text = (ROOT / "examples" / "turek" / "sprawa.yaml").read_text(encoding="utf-8")
    path = folder / "sprawa.yaml"
    path.write_text(text + listed, encoding="utf-8")
    return path


def scans(folder: Path) -> None:
    """Put the two files beside the case."""
    (folder / "skany").mkdir()
    Image.new("RGB", (620, 877), "white").save(folder / "skany" / "wypis.jpg", dpi=(75, 75))
    canvas = Canvas(str(folder / "skany" / "mapa.pdf"), invariant=1)
    canvas.drawString(100, 700, "Mapa")
    canvas.showPage()
    canvas.save()


@pytest.fixture(scope="module")
def draft(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> BoundPack:
    """A draft of Turek's pack with two files made elsewhere and a recipe that wants one more paper."""
    folder = tmp_path_factory.mktemp("sprawa")
    scans(folder)
    case = load_case(with_files(folder), reference=desk.reference)
    recipe = desk.recipe("instytucji")
    wanting = replace(recipe, members=(*recipe.members, replace(recipe.members[0], types=("aneks",), order=90)))
    office = replace(desk, recipes={**desk.recipes, "instytucji": wanting})
    with pytest.raises(NotReleasableError, match="W danych sprawy nie ma tego dokumentu"):
        bind_packs(office, case, "instytucji", ["pup"])
    return bind_packs(office, case, "instytucji", ["pup"], draft=True)[0]


@pytest.fixture(scope="module")
def whole(desk: Desk, example: Callable[[str], CheckedCase]) -> BoundPack:
    """The same pack without files, as it is released: the employment office gets no power of attorney of another."""
    recipe = replace(desk.recipe("instytucji"), shares=(Share("mops", without=("pelnomocnictwo",)),))
    office = replace(desk, recipes={**desk.recipes, "instytucji": recipe})
    return bind_packs(office, example("turek"), "instytucji", ["pup"])[0]


def test_every_page_of_a_draft_says_so_and_its_protocol_names_what_lacks(draft: BoundPack) -> None:
    pack = draft_pack(draft)
    pages = page_texts(pack.pdf)
    assert all("PROJEKT" in page for page in pages)
    protocol = next(record for record in draft.records if record.type_id == "protokol_kompletnosci")
    assert "Aneks" in folded(" ".join(pages)) and protocol.pages >= 1
    assert [fault.place for fault in pack.lacking] == ["Aneks"]
    assert set(pack.files) == {"pakiet-instytucji-pup-projekt.pdf", "pakiet-instytucji-pup-projekt.json"}
    assert pack.manifest["projekt"] is True


def test_files_made_elsewhere_stand_behind_the_papers_and_their_originals_are_inside(draft: BoundPack) -> None:
    foreign = [record for record in draft.records if record.type_id == FOREIGN]
    assert [(record.title, record.pages) for record in foreign] == [
        ("Wypis z rejestru Anny Przykładowej", 1),
        ("Mapa dojazdu", 1),
    ]
    pack = draft_pack(draft)
    embedded = {item.name: item for item in read_attachments(pack.pdf)}
    assert set(embedded) >= {"manifest.json", "zalacznik-2.pdf"}
    assert [note.place for note in pack.notes] == ["Mapa dojazdu"]
    listed = pack.manifest["zalaczniki"]
    assert isinstance(listed, list) and [row["nazwa"] for row in listed] == ["zalacznik-2.pdf"]
    assert archival_faults(pack.pdf) == []


def test_title_of_a_file_made_elsewhere_is_not_in_the_manifest(draft: BoundPack) -> None:
    said = json.dumps(draft_pack(draft).manifest, ensure_ascii=False)
    assert "Przykładowej" not in said
    assert "Załącznik 1" in said


def test_contents_list_files_made_elsewhere(draft: BoundPack) -> None:
    assert "Wypis z rejestru Anny Przykładowej" in folded(" ".join(page_texts(draft.merged)[:3]))


def test_manifest_inside_is_that_beside_without_the_files(whole: BoundPack) -> None:
    pack = draft_pack(whole)
    inside = json.loads(next(item.data for item in read_attachments(pack.pdf) if item.name == "manifest.json"))
    beside = json.loads(pack.files["pakiet-instytucji-pup.json"])
    assert manifest_is_whole(pack.files["pakiet-instytucji-pup.json"])
    assert beside.pop("pliki")[0]["rola"] == "elektroniczny" and beside.pop("pieczec")
    assert inside == beside
    assert len(inside["strony"]) == whole.pages and all(row["kod"] is None for row in inside["strony"])


def test_same_pack_gives_the_same_word_file_zip_and_pdf(
    whole: BoundPack, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    wanted = Wanted(docx=True, zipped=True, duplex=True)
    first = draft_pack(whole, wanted).files
    again = draft_pack(bind_packs(desk, example("turek"), "instytucji", ["pup"])[0], wanted).files
    assert first.keys() == again.keys()
    # Shares of the recipe concern the copies of parties alone; the whole pack is the same.
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first["pakiet-instytucji-pup.zip"])) as archive:
        assert archive.testzip() is None
        assert "pakiet-instytucji-pup.docx" in archive.namelist()


def test_each_document_begins_on_a_leaf_of_its_own_when_printed_on_both_sides(whole: BoundPack) -> None:
    both = draft_pack(whole, Wanted(duplex=True)).files["pakiet-instytucji-pup-dwustronnie.pdf"]
    expected = sum(record.pages + record.pages % 2 for record in whole.records)
    # The last document needs no blank side behind it.
    assert count_pages(both) in (expected, expected - whole.records[-1].pages % 2)
    inside = json.loads(next(item.data for item in read_attachments(both) if item.name == "manifest.json"))
    numbers = [row["strona"] for row in inside["strony"]]
    assert len(numbers) == count_pages(both)
    assert [number for number in numbers if number] == list(range(1, whole.pages + 1))
    plain = json.loads(draft_pack(whole).files["pakiet-instytucji-pup.json"])
    assert [row for row in inside["strony"] if row["strona"]] == plain["strony"]


def test_pack_above_the_limit_is_split_between_documents_and_keeps_its_page_numbers(whole: BoundPack) -> None:
    single = len(draft_pack(whole).pdf)
    small = replace(whole, recipe=replace(whole.recipe, limit=int(single * 0.8)))
    files = draft_pack(small).files
    volumes = [data for name, data in files.items() if "-czesc-" in name]
    assert len(volumes) >= 2
    assert all(len(data) <= small.recipe.limit for data in volumes)
    assert sum(count_pages(data) for data in volumes) == whole.pages
    last = page_texts(volumes[-1])[-1]
    assert f"pakiet – str. {whole.pages} z {whole.pages}" in folded(last)
    starts = {1 + sum(record.pages for record in whole.records[:place]) for place in range(len(whole.records))}
    assert 1 + count_pages(volumes[0]) in starts


def test_copy_of_a_party_holds_what_belongs_to_it_with_contents_of_its_own(whole: BoundPack) -> None:
    assert [copy.counterpart.party for copy in whole.copies] == ["pup", "pcpr", "mops"]
    full, _, less = whole.copies
    assert full.merged is whole.merged
    assert "pelnomocnictwo" not in [record.type_id for record in less.records]
    assert less.pages == sum(record.pages for record in less.records) < whole.pages
    contents = folded(" ".join(page_texts(less.merged)[:2]))
    assert "Pełnomocnictwo" not in contents
    with pikepdf.open(io.BytesIO(less.merged)) as pdf:
        assert len(pdf.pages) == less.pages


def test_signature_sheet_gives_each_copy_a_row_for_each_who_signs_it(whole: BoundPack) -> None:
    sheet = next(issued for issued in whole.issued if issued.document.type_id == "karta_podpisow")
    pack = sheet.context["pakiet"]
    assert isinstance(pack, dict)
    rows = {copy["etykieta"]: len(copy["wiersze"]) for copy in pack["karta"]}
    assert list(rows) == ["1/3 – PUP", "2/3 – PCPR", "3/3 – MOPS"]
    assert min(rows.values()) == 3


@pytest.mark.parametrize(
    ("listed", "place", "words"),
    [
        (FILES, "zalaczniki.1.plik", "nie ma takiego pliku"),
        (FILES.replace("skany/wypis.jpg", "skany/wypis.docx"), "zalaczniki.1.plik", "tylko pliki PDF, JPG i PNG"),
        (FILES.replace("skany/wypis.jpg", "C:/wypis.jpg"), "zalaczniki.1.plik", "od dysku"),
        (FILES.replace("skany/wypis.jpg", "/wypis.jpg"), "zalaczniki.1.plik", "od dysku"),
    ],
)
def test_file_that_cannot_be_taken_is_named_with_its_line(
    listed: str, place: str, words: str, desk: Desk, tmp_path: Path
) -> None:
    case = load_case(with_files(tmp_path, listed), reference=desk.reference)
    with pytest.raises(CaseError) as caught:
        bind_packs(desk, case, "instytucji", ["pup"])
    fault = caught.value.faults[0]
    assert fault.place.startswith("sprawa.yaml, wiersz ") and fault.place.endswith(place)
    assert words in fault.reason


def test_broken_file_is_named_with_its_line(desk: Desk, tmp_path: Path) -> None:
    scans(tmp_path)
    (tmp_path / "skany" / "mapa.pdf").write_bytes(b"%PDF-1.7 nic")
    case = load_case(with_files(tmp_path), reference=desk.reference)
    with pytest.raises(CaseError) as caught:
        bind_packs(desk, case, "instytucji", ["pup"])
    assert [fault.place.rpartition(", ")[2] for fault in caught.value.faults] == [
        "pakiety.instytucji.pup.zalaczniki.2.plik"
    ]


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (FILES.replace("instytucji:", "instytucja:"), "nie ma pakietu „instytucja”"),
        (FILES.replace("    pup:", "    pupp:"), "nie ma pozycji „pupp”"),
        (FILES.replace("tytul: Mapa dojazdu", "opis: Mapa"), "nie ma tytułu"),
        (FILES.replace("tytul: Mapa dojazdu", "miejsce: mapa"), "nie ma miejsca „mapa”"),
    ],
)
def test_files_for_nobody_are_faults_of_the_case(listed: str, words: str, desk: Desk, tmp_path: Path) -> None:
    case = load_case(with_files(tmp_path, listed), reference=desk.reference)
    [fault] = unknown_packs(desk, case)
    assert words in fault.reason


def test_command_refuses_a_pack_whose_file_is_not_there(tmp_path: Path) -> None:
    case = with_files(tmp_path)
    assert run(["pack", "instytucji", str(case), "--for", "pup", "-o", str(tmp_path / "wyniki")]) == 3
    assert not (tmp_path / "wyniki").exists()


def test_command_writes_a_draft_under_a_name_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, results = str(ROOT / "examples" / "turek"), tmp_path / "wyniki"
    assert run(["pack", "instytucji", case, "--for", "pup", "--projekt", "--docx", "--json", "-o", str(results)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["braki"] == [] and told["pakiety"][0]["projekt"] is True
    assert sorted(path.name for path in results.iterdir()) == [
        "pakiet-instytucji-pup-projekt.docx",
        "pakiet-instytucji-pup-projekt.json",
        "pakiet-instytucji-pup-projekt.pdf",
    ]
