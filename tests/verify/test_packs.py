"""A released pack is proved byte by byte and page by page; whatever was done to it is found and placed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from schematom_docs.pdf.files import saved
from schematom_docs.pdf.seal import SEAL_NAME, SEAL_PLACE, seal
from schematom_docs.pdf.seal_check import check_seal
from schematom_docs.pdf.seal_text import MARK, TEXT_OFFSET, read_seal
from schematom_docs.workflow.pack_verification import verify_pdf
from schematom_docs.workflow.verdicts import COUNTERPART, DRAFT, FAULTY, FOREIGN, PACK, SOUND, UNREADABLE, Verdict
from tests.verify.issued_packs import (
    ENCLOSED,
    TITLES,
    Issue,
    Manifest,
    issued,
    manifest_of,
    pages_of,
    unsealed,
    usual_pack,
)
from tests.verify.small_packs import flipped, told


def test_released_pack_is_sound_in_every_respect() -> None:
    verdict = verify_pdf("pakiet.pdf", usual_pack())
    assert verdict.sound
    assert verdict.kind == PACK
    names = ["bajty", "manifest", "strony", "kody stron", "załączniki", "PDF/A", "dostępność"]
    assert [(check.name, check.outcome) for check in verdict.checks] == [(name, SOUND) for name in names]
    assert verdict.identity is not None
    assert (verdict.identity.code, verdict.identity.version, verdict.identity.pages) == ("K7Q2M9XA", 1, len(TITLES))


def test_file_name_says_nothing_and_paper_counterpart_is_proved_too() -> None:
    verdict = verify_pdf("zupełnie inna nazwa.bin", issued(counterpart=2))
    assert verdict.sound
    assert verdict.kind == COUNTERPART


def test_one_flipped_byte_in_each_kind_of_place_is_named_by_that_place() -> None:
    labels = {label for _, _, label in _segments()}
    assert {"strona 1, treść", "załącznik manifest.json", "metadane pliku", SEAL_PLACE} <= labels
    for label in sorted(labels):
        verdict = verify_pdf("pakiet.pdf", flipped(usual_pack(), _middle(label), 0x10))
        assert not verdict.sound
        assert any(fault.place.startswith(label) for fault in verdict.faults)


@settings(max_examples=300)
@given(any_byte=st.integers(0, 2**32), mask=st.integers(1, 255))
def test_any_flipped_byte_is_found_and_placed(any_byte: int, mask: int) -> None:
    at = any_byte % len(usual_pack())
    faults = check_seal(flipped(usual_pack(), at, mask)).faults
    assert len(faults) == 1
    assert faults[0].place.startswith(_label_at(at))


@settings(max_examples=25)
@given(any_byte=st.integers(0, 2**32), mask=st.integers(1, 255))
def test_damaged_pack_is_judged_to_the_end_without_falling_over(any_byte: int, mask: int) -> None:
    at = any_byte % len(usual_pack())
    assert not verify_pdf("pakiet.pdf", flipped(usual_pack(), at, mask)).sound


@settings(max_examples=25)
@given(any_length=st.integers(0, 2**32))
def test_truncated_pack_is_never_sound(any_length: int) -> None:
    assert not verify_pdf("pakiet.pdf", usual_pack()[: any_length % len(usual_pack())]).sound


def test_blank_page_that_fills_a_sheet_is_not_counted_but_has_its_place() -> None:
    verdict = verify_pdf("egz-1.pdf", issued(counterpart=1, blank_after=1))
    assert verdict.sound
    filled = told(_verdict(lambda pdf: pdf.pages[1].contents_add(b"0 0 9 9 re f"), blank_after=1), "strony")
    assert filled == [("strona dopełniająca arkusz", "treść strony różni się od wydanej")]


def test_page_numbers_of_a_manifest_follow_one_another() -> None:
    def skip(manifest: Manifest) -> None:
        pages_of(manifest)[2]["strona"] = 7

    found = told(verify_pdf("pakiet.pdf", issued(edit=skip)), "manifest")
    assert ("manifest.json", "strony nie idą po kolei przy stronie 7") in found


def test_page_taken_from_another_version_is_named() -> None:
    later = issued(version=2, word="Rodzina R03 po zmianie")

    def exchange(pdf: Pdf) -> None:
        with Pdf.open(io.BytesIO(later)) as other:
            pdf.pages[1] = other.pages[1]

    verdict = _verdict(exchange)
    assert ("strona 2 (Harmonogram działań)", "treść strony różni się od wydanej") in told(verdict, "strony")
    drawn = dict(told(verdict, "kody stron"))
    assert "wersja 2, str. 2 z 3" in drawn["strona 2 (Harmonogram działań)"]


def test_pages_in_another_order_are_named() -> None:
    verdict = _verdict(lambda pdf: pdf.pages.reverse())
    assert dict(told(verdict, "strony")) == {
        "strona 1 (Porozumienie)": "stoi tu strona 3",
        "strona 3 (Dyplom)": "stoi tu strona 1",
    }


def test_missing_and_doubled_pages_are_counted() -> None:
    missing = _verdict(lambda pdf: pdf.pages.__delitem__(1))
    assert ("strony", "plik ma stron: 2, a manifest opisuje: 3") in told(missing, "strony")
    doubled = _verdict(lambda pdf: pdf.pages.append(pdf.pages[0]))
    assert ("strony", "plik ma stron: 4, a manifest opisuje: 3") in told(doubled, "strony")


def test_words_changed_on_a_page_are_found_though_the_file_was_sealed_anew() -> None:
    def rewrite(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(b"q 1 0 0 rg 100 500 200 20 re f Q", prepend=True)

    verdict = _verdict(rewrite)
    assert dict(told(verdict, "strony")) == {"strona 1 (Porozumienie)": "treść strony różni się od wydanej"}


def test_enclosed_files_changed_missing_and_added_are_named() -> None:
    changed = issued(edit=lambda manifest: manifest.update(zalaczniki=manifest_of(Issue())["zalaczniki"]))
    assert verify_pdf("pakiet.pdf", changed).sound

    def tell(enclosed: dict[str, bytes]) -> list[tuple[str, str]]:
        stated = manifest_of(Issue())["zalaczniki"]
        file = issued(enclosed=enclosed, edit=lambda manifest: manifest.update(zalaczniki=stated))
        return told(verify_pdf("pakiet.pdf", file), "załączniki")

    name, other = ENCLOSED
    assert tell({**ENCLOSED, name: b"inny"}) == [(f"załącznik {name}", "różni się od wydanego")]
    assert tell({other: ENCLOSED[other]}) == [(f"załącznik {name}", "brak w pliku")]
    assert tell({**ENCLOSED, "obcy.txt": b"?"}) == [("załącznik obcy.txt", "manifest go nie zna")]


def test_parts_that_do_not_add_up_are_found() -> None:
    def widen(manifest: Manifest) -> None:
        manifest["pakiet"] = {"stron": 5}

    found = told(verify_pdf("pakiet.pdf", issued(edit=widen)), "manifest")
    assert ("manifest", "części mają razem 3 stron, a pakiet 5") in found


def test_lost_conformance_istold() -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert('x')"))
        del pdf.Root.StructTreeRoot

    verdict = _verdict(spoil)
    outcomes = {check.name: check.outcome for check in verdict.checks}
    assert (outcomes["PDF/A"], outcomes["dostępność"]) == (FAULTY, FAULTY)


def test_pack_without_a_seal_and_a_draft_are_no_released_packs() -> None:
    bare = verify_pdf("pakiet.pdf", unsealed(Issue()))
    assert (bare.kind, told(bare, "bajty")) == (PACK, [(SEAL_NAME, "plik nie ma pieczęci")])
    draft = verify_pdf("pakiet.pdf", unsealed(Issue(edit=lambda manifest: manifest.pop("wydanie"))))
    assert (draft.kind, draft.sound) == (DRAFT, False)
    assert told(draft, "bajty") == [("plik", "to projekt pakietu, nie został wydany")]


def test_pack_saved_anew_by_another_program_is_told_from_one_with_other_content() -> None:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(usual_pack())) as pdf:
        pdf.save(out, recompress_flate=True)
    outcomes = {check.name: check.outcome for check in verify_pdf("pakiet.pdf", out.getvalue()).checks}
    assert outcomes["bajty"] == FAULTY
    assert (outcomes["strony"], outcomes["kody stron"], outcomes["załączniki"]) == (SOUND, SOUND, SOUND)


def test_foreign_and_unreadable_files_are_said_to_be_so() -> None:
    blank = Pdf.new()
    blank.add_blank_page()
    foreign = verify_pdf("obcy.pdf", saved(blank))
    assert (foreign.kind, foreign.faults[0].reason) == (FOREIGN, "nie jest pakietem tego programu")
    locked = io.BytesIO()
    blank.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert verify_pdf("haslo.pdf", locked.getvalue()).faults[0].reason == "Plik PDF jest chroniony hasłem."
    for data in (b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(1000)):
        assert verify_pdf("pusty.pdf", data).kind == UNREADABLE


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"[]",
        b"{}",
        b"nie json",
        b"[" * 100_000,
        b'{"manifest":2,"czesci":7}',
        b'{"manifest":2,"czesci":[1]}',
        b'{"manifest":2,"czesci":[],"wydanie":[]}',
        b'{"manifest":2,"czesci":[],"pakiet":{"stron":-1}}',
        b'{"manifest":2,"czesci":[],"pakiet":{},"strony":[{"strona":"1"}]}',
        '{"manifest":2,"czesci":[],"pakiet":{},"tytul":5}'.encode("utf-16"),
    ],
)
def test_manifest_of_any_shape_is_answered_in_words(broken: bytes) -> None:
    def put(pdf: Pdf) -> None:
        pdf.attachments["manifest.json"].obj.EF.F.write(broken)

    (check,) = (check for check in _verdict(put).checks if check.name == "manifest")
    assert check.outcome == FAULTY
    assert all(fault.place.startswith("manifest.json") for fault in check.faults)


def _verdict(change: Callable[[Pdf], object], *, blank_after: int = 0) -> Verdict:
    """Return the verdict of a pack changed by someone who then sealed it anew."""
    with Pdf.open(io.BytesIO(issued(blank_after=blank_after))) as pdf:
        del pdf.attachments[SEAL_NAME]
        pdf.Root.AF = Array([item for item in pdf.Root.AF if item.UF != SEAL_NAME])
        change(pdf)
        changed = saved(pdf)
    return verify_pdf("pakiet.pdf", seal(changed))


def _middle(label: str) -> int:
    return next(start + length // 2 for start, length, found in _segments() if found == label)


def _label_at(at: int) -> str:
    return next(label for start, length, label in _segments() if start <= at < start + length)


def _segments() -> list[tuple[int, int, str]]:
    pack = usual_pack()
    stated = read_seal(pack[pack.index(MARK) - TEXT_OFFSET :])
    assert stated is not None
    found, start = [], 0
    for segment in stated.segments:
        found.append((start, segment.length, stated.places[segment.label]))
        start += segment.length
    return found
