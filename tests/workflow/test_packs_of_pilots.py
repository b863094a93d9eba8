"""Packs of the pilots: every part is there, page numbers are true, the manifest proves the bytes."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import NotReleasableError
from schematom_docs.pdf import page_texts
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.seal_check import seal_faults
from schematom_docs.records import Expected, PackKey
from schematom_docs.values import Pack
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.edition import Edition, pack_label
from schematom_docs.workflow.issuing import issue_pack
from schematom_docs.workflow.pack_drafting import draft_pack, make_packs
from schematom_docs.workflow.packing import bind_packs
from schematom_docs.workflow.relations import pack_subjects
from schematom_docs.workflow.sets import unknown_packs
from tests.conftest import ROOT
from tests.release.kept import Kept
from tests.workflow.test_notice import folded

CHOSEN = {
    "rodzinny": ("poznan-2", "r01"),
    "instytucji": ("turek", "pup"),
    "crzl": ("poznan-2", ""),
    "wydarzenie": ("kielce-2", ""),
    "kis": ("stella-2016", "u01"),
}


@pytest.fixture(scope="module")
def bound(desk: Desk, example: Callable[[str], CheckedCase]) -> dict[str, BoundPack]:
    """One pack of each recipe, bound."""
    return {
        recipe: bind_packs(desk, example(pilot), recipe, [key] if key else None)[0]
        for recipe, (pilot, key) in CHOSEN.items()
    }


@pytest.fixture(scope="module")
def packs(bound: dict[str, BoundPack]) -> dict[str, Pack]:
    """The same packs as `schematom pack` writes them."""
    return {recipe: draft_pack(pack) for recipe, pack in bound.items()}


def parts(pack: Pack) -> list[dict[str, object]]:
    """Return the parts the manifest lists."""
    listed = pack.manifest["czesci"]
    assert isinstance(listed, list)
    return listed


@pytest.mark.parametrize("recipe", CHOSEN)
def test_contents_page_names_the_page_where_each_part_begins(
    recipe: str, packs: dict[str, Pack], bound: dict[str, BoundPack]
) -> None:
    pages = page_texts(packs[recipe].pdf)
    contents = next(part for part in parts(packs[recipe]) if part["miejsce"] == "spis")
    first, last = contents["strony"]["od"], contents["strony"]["do"]  # type: ignore[index]
    listed = folded(" ".join(pages[first - 1 : last]))
    for part, record in zip(parts(packs[recipe]), bound[recipe].records, strict=True):
        if part["miejsce"] in ("okladka", "spis"):
            continue
        start = part["strony"]["od"]  # type: ignore[index]
        assert re.search(rf"{re.escape(folded(record.title))}.*?\b{start}\b", listed), part["tytul"]
        assert f"strona 1 z {part['strony']['do'] - start + 1}" in folded(pages[start - 1]) or recipe == "wydarzenie"  # type: ignore[index]


@pytest.mark.parametrize("recipe", CHOSEN)
def test_outline_has_an_entry_for_each_part_at_its_page(
    recipe: str, packs: dict[str, Pack], bound: dict[str, BoundPack]
) -> None:
    with pikepdf.open(io.BytesIO(packs[recipe].pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == [record.title for record in bound[recipe].records]
        assert pdf.Root.PageLabels is not None
        assert len(pdf.pages) == parts(packs[recipe])[-1]["strony"]["do"]  # type: ignore[index]


@pytest.mark.parametrize("recipe", CHOSEN)
def test_manifest_holds_the_digest_of_pack_parts_template_and_data(recipe: str, packs: dict[str, Pack]) -> None:
    pack = packs[recipe]
    files = pack.manifest["pliki"]
    assert isinstance(files, list)
    assert files[0]["sha256"] == hashlib.sha256(pack.pdf).hexdigest()
    for part in parts(pack):
        for key in ("docx_sha256", "pdf_sha256", "szablon_sha256", "dane_sha256"):
            assert re.fullmatch(r"[0-9a-f]{64}", str(part[key])), (part["tytul"], key)


def test_same_case_gives_the_same_pack_byte_for_byte(
    desk: Desk, example: Callable[[str], CheckedCase], packs: dict[str, Pack]
) -> None:
    again = make_packs(desk, example("turek"), "instytucji", ["pup"])[0]
    assert again.pdf == packs["instytucji"].pdf
    assert again.manifest == packs["instytucji"].manifest


def test_pack_without_its_required_paper_names_it(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    with pytest.raises(NotReleasableError) as caught:
        make_packs(desk, example("stella-2016"), "rodzinny")
    assert caught.value.exit_code == 5
    assert "Pakiet rodzinny" in str(caught.value)
    missing = [fault.place for fault in caught.value.faults]
    assert missing == ["diagnoza_rodziny", "program_rodzinny", "opinia_o_programie", "kontrakt_rodzinny"]


def test_pack_for_crzl_is_made_only_where_its_programme_pays(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    with pytest.raises(NotReleasableError, match="informacja_o_postepie albo sprawozdanie_koncowe"):
        make_packs(desk, example("stella-2016"), "crzl")
    assert [pack_subjects(desk, example(pilot), desk.recipe("crzl")) for pilot in ("turek", "stella-2016")] == [
        [""],
        [],
    ]


def test_cover_letter_may_have_answers_of_its_own_for_each_pack(tmp_path: Path, desk: Desk) -> None:
    text = (ROOT / "examples" / "poznan-2" / "sprawa.yaml").read_text(encoding="utf-8")
    own = '  pismo_przewodnie:\n    pakiety: {instytucji: {znak_sprawy: "PUP.0641.8.2015", adresat: pup}}\n'
    path = tmp_path / "sprawa.yaml"
    path.write_text(text.replace("  pismo_przewodnie:\n", own, 1), encoding="utf-8")
    case = load_case(path, reference=desk.reference)
    addressed = {}
    for recipe, key in (("instytucji", ["pup"]), ("crzl", None)):
        pack = make_packs(desk, case, recipe, key)[0]
        letter = next(part for part in parts(pack) if part["miejsce"] == "pismo_przewodnie")
        addressed[recipe] = folded(page_texts(pack.pdf)[letter["strony"]["od"] - 1])  # type: ignore[index]
    assert (
        "PUP.0641.8.2015" in addressed["instytucji"] and "Powiatowy Urząd Pracy w Poznaniu" in addressed["instytucji"]
    )
    assert "PUP.0641.8.2015" not in addressed["crzl"] and "Centrum Rozwoju Zasobów Ludzkich" in addressed["crzl"]


def test_family_pack_has_no_letter_that_would_carry_its_data_elsewhere(packs: dict[str, Pack]) -> None:
    # The Nowak family of poznan-2: two adults, four minors; each adult declares, for each of the six somebody consents.
    wanted = [("okladka", 1), ("spis_dokumentow", 1), ("diagnoza_rodziny", 1), ("program_rodzinny", 1)]
    wanted += [("opinia_o_programie", 1), ("kontrakt_rodzinny", 1), ("karta_uslug", 1), ("harmonogram_dzialan", 1)]
    wanted += [("zobowiazania_osob", 1), ("deklaracja_uczestnictwa", 2), ("oswiadczenie_uczestnika", 2)]
    wanted += [("zgoda_na_przetwarzanie", 6), ("klauzula_informacyjna", 6), ("zgoda_na_wizerunek", 6)]
    wanted += [("zgoda_rodzica_na_wyjazd", 1), ("karta_podpisow", 1)]
    found = parts(packs["rodzinny"])
    assert [part["typ"] for part in found] == [type_id for type_id, count in wanted for _ in range(count)]
    annexes = [part["typ"] for part in found if part["miejsce"] == "zalacznik"]
    assert annexes == ["karta_uslug", "harmonogram_dzialan", "zobowiazania_osob"]


def test_family_pack_is_named_after_its_contract_though_other_papers_come_first(packs: dict[str, Pack]) -> None:
    assert packs["rodzinny"].title == "Pakiet rodzinny: Trójstronny Kontrakt Rodzinny nr 1/2015"
    assert str(next(part for part in parts(packs["rodzinny"]) if part["miejsce"] == "dokument")["tytul"]) != (
        "Trójstronny Kontrakt Rodzinny nr 1/2015"
    )


def test_answers_for_a_pack_that_no_recipe_makes_are_a_fault(tmp_path: Path, desk: Desk) -> None:
    text = (ROOT / "examples" / "turek" / "sprawa.yaml").read_text(encoding="utf-8")
    path = tmp_path / "sprawa.yaml"
    wrong = "  pismo_przewodnie:\n    pakiety: {rodziny: {adresat: pup}}\n"
    path.write_text(text.replace("  pismo_przewodnie:\n", wrong, 1), encoding="utf-8")
    faults = unknown_packs(desk, load_case(path, reference=desk.reference))
    assert [fault.reason for fault in faults] == ["nie ma pakietu „rodziny”."]
    assert "sprawa.yaml, wiersz" in faults[0].place


def test_signature_sheet_names_the_unit_of_who_countersigns(packs: dict[str, Pack]) -> None:
    pages = page_texts(packs["rodzinny"].pdf)
    sheet = next(part for part in parts(packs["rodzinny"]) if part["miejsce"] == "karta_podpisow")
    text = folded(" ".join(pages[sheet["strony"]["od"] - 1 : sheet["strony"]["do"]]))  # type: ignore[index]
    assert re.search(r"Ośrodek Pomocy Społecznej w Swarzędzu Marian Próbny – Główny Księgowy", text)


@pytest.mark.parametrize("recipe", CHOSEN)
def test_released_each_pack_passes_every_gate_and_keeps_what_its_parts_have(
    recipe: str, bound: dict[str, BoundPack]
) -> None:
    pack = bound[recipe]
    expected = Expected(PackKey(CHOSEN[recipe][0], recipe, pack.subject), f"pakiety/{recipe}/2026", 1, "K7Q2M9XA", 1)
    issued = issue_pack(pack, Edition(expected, pack_label(expected), date(2026, 11, 22)))
    pdfs = {role: data for role, data in issued.files.items() if data.startswith(b"%PDF")}
    assert len(pdfs) == 1 + len(pack.copies)
    for role, pdf in pdfs.items():
        faults = [*archival_faults(pdf), *(each for each in structure_faults(pdf) if not each.warning)]
        assert (role, faults, seal_faults(pdf)) == (role, [], [])
    whole, parts = Kept.of(issued.files["elektroniczny"]), [Kept.of(record.pdf) for record in pack.records]
    assert whole == Kept.of(pack.merged)
    assert 0 <= whole.elements - sum(part.elements for part in parts) <= len(parts) + 1  # the tops of the trees
    assert whole.outlines >= sum(part.outlines for part in parts)
    assert whole.places == sum(part.places for part in parts)
    assert len(issued.page_codes) == pack.pages + sum(copy.pages for copy in pack.copies)
