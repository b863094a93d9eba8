from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from schematom_docs.errors import UsageError
from schematom_docs.pack import PartRecord, Place, build_manifest, file_rows, load_recipes, manifest_json, page_rows

RECIPE = load_recipes(Path(__file__).parents[2] / "forms" / "packs")["rodzinny"]
PACK = b"%PDF pakiet"
PARTS = [
    PartRecord("okladka", "r01", "Okładka", Place.COVER, b"docx 1", b"pdf 1", 1, "a" * 64, "b" * 64),
    PartRecord("spis_dokumentow", "r01", "Spis dokumentów", Place.CONTENTS, b"docx 2", b"pdf 2", 2),
    PartRecord("kontrakt_rodzinny", "k01", "Kontrakt nr 1/2015", Place.DOCUMENT, b"docx 3", b"pdf 3", 4),
    PartRecord("opinia", "", "Opinia", Place.ANNEX, b"", b"skan", 1),
]


def _manifest(pack: bytes = PACK) -> dict[str, object]:
    edition, engine = "pl.sgjp.sgjp-2026.06.01", "schematom_docs 0.1.0"
    return build_manifest(
        RECIPE, PARTS, pack, pages=8, engine=engine, dictionary=edition, subject="r01", title="Pakiet"
    )


def test_manifest_proves_pack_parts_template_data_and_recipe() -> None:
    manifest = json.loads(manifest_json(_manifest()))
    assert manifest["pakiet"] == {"stron": 8, "sha256_przed_nadrukiem": hashlib.sha256(PACK).hexdigest()}
    assert manifest["przepis"]["sha256"] == RECIPE.sha256
    assert manifest["program"] == "schematom_docs 0.1.0"
    assert manifest["slownik"] == "pl.sgjp.sgjp-2026.06.01"
    cover = manifest["czesci"][0]
    assert cover["docx_sha256"] == hashlib.sha256(b"docx 1").hexdigest()
    assert cover["pdf_sha256"] == hashlib.sha256(b"pdf 1").hexdigest()
    assert (cover["szablon_sha256"], cover["dane_sha256"]) == ("a" * 64, "b" * 64)


def test_page_ranges_cover_the_pack_without_gaps() -> None:
    manifest = json.loads(manifest_json(_manifest()))
    ranges = [(part["strony"]["od"], part["strony"]["do"]) for part in manifest["czesci"]]
    assert ranges == [(1, 1), (2, 3), (4, 7), (8, 8)]


def test_foreign_pdf_has_no_word_file_template_or_data() -> None:
    scan = json.loads(manifest_json(_manifest()))["czesci"][3]
    assert (scan["docx_sha256"], scan["szablon_sha256"], scan["dane_sha256"]) == (None, None, None)
    assert scan["miejsce"] == "zalacznik"


def test_same_pack_has_the_same_manifest_bytes_and_another_pack_has_others() -> None:
    assert manifest_json(_manifest()) == manifest_json(_manifest())
    assert manifest_json(_manifest(b"%PDF inny")) != manifest_json(_manifest())


def test_manifest_is_readable_polish_utf8_with_unix_line_ends() -> None:
    text = manifest_json(_manifest())
    assert "Okładka".encode() in text
    assert b"\r" not in text
    assert text.endswith(b"}\n")


def test_parts_that_do_not_add_up_to_the_pack_are_refused() -> None:
    with pytest.raises(UsageError, match="8 stron"):
        build_manifest(RECIPE, PARTS, PACK, pages=9, engine="x")


def test_pages_and_files_are_described_by_what_proves_them() -> None:
    assert page_rows(["aa", "bb"], ["ZD1|K7Q2M9XA", None]) == [
        {"strona": 1, "odcisk": "aa", "kod": "ZD1|K7Q2M9XA"},
        {"strona": 2, "odcisk": "bb", "kod": None},
    ]
    assert page_rows(["aa"]) == [{"strona": 1, "odcisk": "aa", "kod": None}]
    [row] = file_rows([("docx", "pakiet.docx", b"abc")])
    assert row == {"rola": "docx", "nazwa": "pakiet.docx", "sha256": hashlib.sha256(b"abc").hexdigest(), "bajtow": 3}
