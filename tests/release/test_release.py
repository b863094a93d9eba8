"""A whole release of a real pack: files, codes, numbers, state of the case and event."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile

import pytest

from schematom_docs.errors import NotReleasableError
from schematom_docs.pdf.attachments import read_attachments
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.seal import SEAL_NAME
from schematom_docs.pdf.seal_check import seal_faults
from schematom_docs.pdf.text import page_texts
from schematom_docs.records import ISSUED, TO_SEND
from schematom_docs.signing.page_codes import page_digest
from schematom_docs.workflow.pack_names import find_versions
from schematom_docs.workflow.released_files import stored_files
from tests.released import ACT, DAY, ReleasedPack

COPIES = ["elektroniczny", "egz-1", "egz-2", "egz-3", "egz-4"]


def test_a_released_pack_has_number_code_version_and_frozen_files(released: ReleasedPack) -> None:
    version = released.version
    assert (version.label, version.number, version.version, version.state) == ("PAK/INSTYTUCJI/1/2026", 1, 1, ISSUED)
    assert (version.day, version.act) == (DAY, ACT)
    assert version.sha256 == hashlib.sha256(released.electronic).hexdigest()
    assert [role for role in version.files if not role.startswith("czesc-")] == [*COPIES, "docx", "zip", "manifest"]
    registry = released.workspace.registry
    for role, sha256 in version.files.items():
        assert registry.content(sha256) == released.released.files[role]
    assert registry.damage() == []


@pytest.mark.parametrize("role", COPIES)
def test_each_file_passes_its_gates_and_is_sealed(role: str, released: ReleasedPack) -> None:
    pdf = released.released.files[role]
    assert archival_faults(pdf) == []
    assert [fault for fault in structure_faults(pdf) if not fault.warning] == []
    assert seal_faults(pdf) == []
    assert {item.name for item in read_attachments(pdf)} == {"manifest.json", SEAL_NAME}


def test_every_page_says_number_version_page_copy_and_its_code(released: ReleasedPack) -> None:
    version = released.version
    for copy in version.counterparts:
        texts = page_texts(released.released.files[f"egz-{copy.number}"])
        for page, text in enumerate(texts, 1):
            line = f"{version.label} · wersja 1 · str. {page} z {version.pages} · {copy.label} · ZD1|{version.code}-"
            assert line in " ".join(text.split())


def test_page_codes_follow_from_the_pages_before_stamping_for_anyone_to_check(released: ReleasedPack) -> None:
    version = released.version
    codes = {(code.counterpart, code.page): code.digest for code in released.workspace.registry.pages(version)}
    assert len(codes) == 5 * version.pages
    for counterpart, role in enumerate(COPIES):
        for page, fingerprint in enumerate(page_fingerprints(released.released.files[role]), 1):
            digest = page_digest(version.code, counterpart, 1, page, version.pages, fingerprint)
            assert codes[counterpart, page] == digest


def test_the_manifest_names_every_file_and_what_it_was_made_from(released: ReleasedPack) -> None:
    version = released.version
    beside = json.loads(released.released.files["manifest"])
    embedded = {item.name: item.data for item in read_attachments(released.electronic)}["manifest.json"]
    assert {key: value for key, value in beside.items() if key not in ("pliki", "pieczec")} == json.loads(embedded)
    assert {each["rola"]: each["sha256"] for each in beside["pliki"]} == {
        role: sha256 for role, sha256 in version.files.items() if role != "manifest" and not role.startswith("czesc-")
    }
    assert beside["wydanie"] == {
        "kod": version.code, "wersja": 1, "numer": version.label, "egzemplarz": 0, "z_egzemplarzy": 4,
        "dzien": "2026-11-22",
    }  # fmt: skip
    assert [page["strona"] for page in beside["strony"]] == list(range(1, version.pages + 1))
    assert [part["numer"] for part in beside["czesci"] if "numer" in part] == ["1/2014"]


def test_the_pack_is_also_one_word_file_and_a_zip_of_its_documents(released: ReleasedPack) -> None:
    files = released.released.files
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as word:
        assert word.testzip() is None
        text = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode("utf-8"))
    assert "List intencyjny" in text and "Porozumienie o\u00a0współpracy" in text
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        listed = {each["nazwa"]: each["sha256"] for each in json.loads(archive.read("manifest.json"))["pliki"]}
        held = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in held.items()} == listed
    assert held["pakiet-instytucji-pup-w1.pdf"] == released.electronic
    assert {part.docx_sha256 for part in released.version.parts} <= set(listed.values())


def test_numbers_typed_in_the_case_are_registered_with_their_paper(released: ReleasedPack) -> None:
    numbers = released.workspace.registry.numbers()
    assert [(each.series, each.number, each.label) for each in numbers if "kielce" in each.series] == [
        ("kielce-1/porozumienia/2014", 1, "1/2014")
    ]
    agreement = next(part for part in released.version.parts if part.number)
    assert (agreement.type_id, agreement.subject, agreement.typed) == ("porozumienie", "p01", True)


def test_the_state_of_the_case_its_forms_and_the_board_are_written_with_it(released: ReleasedPack) -> None:
    registry, workspace = released.workspace.registry, released.workspace
    revisions = registry.case_revisions("kielce-1")
    content = workspace.case_file("kielce-1").read_bytes()
    assert [registry.content(each.sha256) for each in revisions] == [content]
    forms = registry.approved_forms("kielce-1")
    assert forms and forms == workspace.office("kielce-1").case.source.data["odmiany"]  # type: ignore[index]
    board = registry.board(released.version)
    assert len(board) == 4 * len(released.version.slots) and {row.state for row in board} == {TO_SEND}
    assert [event.kind for event in registry.events(released.version)] == ["wydanie"]


def test_a_pack_in_force_is_not_released_twice(released: ReleasedPack) -> None:
    before = released.workspace.registry.events()
    with pytest.raises(NotReleasableError, match=r"jest już wydany w wersji 1 \(wydany\)") as refused:
        released.workspace.release("kielce-1", "instytucji", "pup")
    assert "supersede PAK/INSTYTUCJI/1/2026" in refused.value.remedy
    assert released.workspace.registry.events() == before


def test_files_of_a_version_are_handed_out_again_as_they_were(released: ReleasedPack) -> None:
    registry = released.workspace.registry
    for name in (released.version.label, released.version.code, released.version.code.lower()):
        assert find_versions(registry, name) == [released.version]
    files = stored_files(registry, released.version)
    assert set(files) == {name for role, name in released.released.names.items() if not role.startswith("czesc-")}
    assert files["pakiet-instytucji-pup-w1.pdf"] == released.electronic
