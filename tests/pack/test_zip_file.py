"""A pack as a ZIP: names that every system takes, a manifest of what is inside, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import UsageError
from schematom_docs.pack.zip_file import ZipMember, member_name, zip_files

MEMBERS = (ZipMember("czesc-1", "word/01-kontrakt_rodzinny-r01.docx", b"a" * 500), ZipMember("pdf", "pakiet.pdf", b"b"))


def test_the_manifest_names_every_file_with_size_and_digest() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_files(MEMBERS, {"podmiot": "r01"}))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", *(member.name for member in MEMBERS)]
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["podmiot"] == "r01"
    assert manifest["pliki"][0] == {
        "rola": "czesc-1",
        "nazwa": MEMBERS[0].name,
        "bajtow": 500,
        "sha256": hashlib.sha256(MEMBERS[0].data).hexdigest(),
    }


def test_the_same_pack_gives_the_same_bytes_and_no_date() -> None:
    data = zip_files(MEMBERS, {})
    assert data == zip_files(MEMBERS, {})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


@pytest.mark.parametrize(
    "name", ["CON.pdf", "con.pdf", "a/nul/b.pdf", "ąę.pdf", "a b.pdf", "../a.pdf", "/a", "a.", "A.pdf", "a\\b", ""]
)
def test_a_name_that_windows_or_an_old_program_does_not_take_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        zip_files([ZipMember("x", name, b"")], {})


def test_a_name_taken_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="tę samą nazwę"):
        zip_files([MEMBERS[0], MEMBERS[0]], {})


def test_names_are_numbered_and_plain() -> None:
    assert member_name(3, "kontrakt_rodzinny-r01", ".docx") == "03-kontrakt_rodzinny-r01.docx"
    assert member_name(0, "Załącznik nr 2: łąka", ".PDF") == "zalacznik-nr-2-laka.pdf"


@given(st.text(max_size=90), st.integers(0, 120))
def test_any_title_gives_a_name_that_is_taken(stem: str, number: int) -> None:
    name = member_name(number, stem, ".pdf")
    assert re.fullmatch(r"[a-z0-9_.-]+", name)
    if number:
        assert zip_files([ZipMember("x", name, b"1")], {})
