"""A mixed pile of 40 sheets of five packs from a bad scanner: a missing, a double, a foreign and a replaced page."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PIL import Image

from schematom_docs.registry import open_registry
from schematom_docs.signing.scan_reading import read_scan
from schematom_docs.workflow.scanning import Scanned, ScanOrder, scan
from schematom_docs.world import Registry
from tests.released import ACT, ReleasedPack
from tests.signing.simulated_scans import Scanner, drawn_pages, rendered, scan_file, scanned
from tests.signing.stamped import Stamped, release_stamped, unmarked

BAD = Scanner(dpi=150, degrees=2.0, blur=0.6, noise=12, quality=60)
FOREIGN = "ZD1|00000000-1|1|2|3|0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Lying:
    """One sheet of the pile: what it is, and its page as a printer gave it."""

    finding: str
    place: tuple[str, int, int, int]
    page: Image.Image


@dataclass(frozen=True, slots=True)
class Pile:
    """The pile with what a person would say of it. owed: (code, version, counterpart) → pages that are missing."""

    sheets: list[Lying]
    owed: dict[tuple[str, int, int], tuple[int, ...]]


@pytest.fixture(scope="module")
def registry(released: ReleasedPack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """A copy of the workspace with the really released pack, to release more into and to scan."""
    folder = tmp_path_factory.mktemp("skany") / "obszar"
    shutil.copytree(released.workspace.folder, folder)
    opened = open_registry(folder, create=False)
    yield opened
    opened.close()


def _lying(finding: str, pack: Stamped, copy: int, without: tuple[int, ...] = ()) -> list[Lying]:
    place = (pack.version.code, pack.version.version, copy)
    pages = enumerate(rendered(pack.copies[copy], BAD.dpi), start=1)
    return [Lying(finding, (*place, number), page) for number, page in pages if number not in without]


@pytest.fixture(scope="module")
def pile(registry: Registry, released: ReleasedPack) -> Pile:
    """Five packs: one really released of 15 pages, four with pages of it; one of them has a second version."""
    papers = {number: released.released.files[f"egz-{number}"] for number in (1, 2)}
    first = Stamped(released.version, papers)
    ranges = {"r02": range(1, 9), "r03": range(4, 10), "r04": range(8, 13), "r05": range(2, 6)}
    bare = {subject: unmarked(released.electronic, list(pages)) for subject, pages in ranges.items()}
    packs = {subject: release_stamped(registry, subject, pdf) for subject, pdf in bare.items()}
    newer = release_stamped(registry, "r03", bare["r03"], supersedes=1)
    pages = _lying("zgodna", first, 1, without=(7,))
    double = replace(pages[2], finding="podwójna")
    foreign = Lying("obca", ("00000000", 1, 1, 2), rendered(drawn_pages([FOREIGN]), BAD.dpi)[0])
    sheets = [*pages, *_lying("zgodna", packs["r02"], 2), *_lying("zgodna", newer, 1)]
    sheets += [*_lying("zgodna", packs["r04"], 1), *_lying("zgodna", packs["r05"], 2)]
    sheets += [_lying("zastąpiona", packs["r03"], 1)[3], foreign]
    random.Random(2026).shuffle(sheets)
    sheets.append(double)  # of two sheets of one page the second is the double
    whole = [(packs["r02"], 2), (newer, 1), (packs["r04"], 1), (packs["r05"], 2)]
    owed = {(one.version.code, one.version.version, copy): () for one, copy in whole}
    return Pile(sheets, {**owed, (first.version.code, 1, 1): (7,)})


@pytest.fixture(scope="module")
def result(registry: Registry, pile: Pile) -> Scanned:
    """The pile scanned into a PDF and a TIFF: every fourth sheet stamped over its code, every fifth upside down."""
    pictures = []
    for number, sheet in enumerate(pile.sheets):
        picture = scanned(sheet.page, replace(BAD, stamp=number % 4 == 0), seed=number)
        pictures.append(picture.rotate(180) if number % 5 == 0 else picture)
    files = [("stos-1.pdf", scan_file(pictures[:25])), ("stos-2.tif", scan_file(pictures[25:], "TIFF"))]
    return scan(registry, ScanOrder(files), ACT, lambda stage, done, total: None, read=read_scan)


def test_the_pile_is_of_forty_sheets_and_five_packs(pile: Pile) -> None:
    assert len(pile.sheets) == 40
    assert len({sheet.place[0] for sheet in pile.sheets if sheet.finding != "obca"}) == 5


def test_every_sheet_of_the_pile_is_told_for_what_it_is(result: Scanned, pile: Pile) -> None:
    told = [(one.finding, one.place) for one in result.sorting.sheets]
    assert told == [(sheet.finding, sheet.place) for sheet in pile.sheets]


def test_the_missing_page_is_named_and_the_other_counterparts_are_whole(result: Scanned, pile: Pile) -> None:
    told = {(one.version.code, one.version.version, one.number): one.missing for one in result.sorting.counterparts}
    assert told == pile.owed


def test_the_replaced_page_names_the_version_in_force(result: Scanned) -> None:
    (one,) = [one for one in result.sorting.sheets if one.finding == "zastąpiona"]
    assert one.reason == "jest z wersji 1, obowiązuje wersja 2"


def test_the_registry_keeps_every_sheet_of_the_pile(result: Scanned, registry: Registry, pile: Pile) -> None:
    kept = [(one.finding, (one.code, one.version, one.counterpart, one.page)) for one in registry.scans()]
    assert sorted(kept) == sorted((sheet.finding, sheet.place) for sheet in pile.sheets)
    assert registry.damage() == []
