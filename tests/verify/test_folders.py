"""A folder of a release is proved whole: packs, ZIP, Word files, manifest beside them; exchanged files are found."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from schematom_docs.errors import UsageError
from schematom_docs.pack.manifest_seal import manifest_is_whole, sealed_manifest
from schematom_docs.pack.zip_file import ZipMember, zip_files
from schematom_docs.pack.zip_seal import seal_zip, zip_is_whole
from schematom_docs.workflow.verdicts import ARCHIVE, FOREIGN, LISTED, MANIFEST, SKIPPED, UNREADABLE, Verdict
from schematom_docs.workflow.verification import verify_file, verify_paths
from tests.verify.issued_packs import Issue, issued, listed, manifest_of
from tests.verify.small_packs import flipped, small_pdf

WORD = zipfile.ZipInfo("[Content_Types].xml")


@cache
def release_files(code: str = "K7Q2M9XA", word: str = "Rodzina R03") -> Mapping[str, bytes]:
    """Return the files of a release by name: electronic file, a counterpart, Word file, ZIP, manifest."""
    issue, name = Issue(code, word=word), f"pakiet-{code.lower()}"
    counterpart = Issue(issue.code, issue.version, 1, issue.word)
    inside = {f"{name}.pdf": issued(issue), f"{name}.docx": _word(issue.word)}
    files = {**inside, f"{name}-egz-1.pdf": issued(counterpart), f"{name}.zip": _archive(issue, inside)}
    roles = dict(zip(files, ("elektroniczny", "docx", "egz-1", "zip"), strict=True))
    entries = [listed(file, data, roles[file]) for file, data in files.items()]
    return {**files, f"{name}.json": sealed_manifest({**manifest_of(issue), "pliki": entries})}


FIRST_NAME, SECOND_NAME = "pakiet-k7q2m9xa", "pakiet-b4b4b4b4"


def test_release_as_it_was_written_is_sound_file_by_file(tmp_path: Path) -> None:
    found = _verified(tmp_path, release_files())
    assert all(verdict.sound for verdict in found)
    assert {verdict.file: verdict.kind for verdict in found} == {
        f"{FIRST_NAME}.pdf": "pakiet",
        f"{FIRST_NAME}-egz-1.pdf": "egzemplarz papierowy",
        f"{FIRST_NAME}.docx": LISTED,
        f"{FIRST_NAME}.json": MANIFEST,
        f"{FIRST_NAME}.zip": ARCHIVE,
        f"{FIRST_NAME}.zip → {FIRST_NAME}.pdf": "pakiet",
    }
    assert all(not verdict.faults for verdict in found)


def test_two_packs_under_each_others_names_are_found(tmp_path: Path) -> None:
    files = {**release_files(), **release_files("B4B4B4B4", "Rodzina R04")}
    one, other = f"{FIRST_NAME}.pdf", f"{SECOND_NAME}.pdf"
    files[one], files[other] = files[other], files[one]
    wrong = _wrong(_verified(tmp_path, files))
    assert set(wrong) == {one, other}
    assert any(f"pod tą nazwą leży inny plik wydania: {other}" in reason for reason in wrong[one])


def test_renamed_file_of_a_release_is_still_the_file(tmp_path: Path) -> None:
    files = dict(release_files())
    files["do podpisu.docx"] = files.pop(f"{FIRST_NAME}.docx")
    found = {verdict.file: verdict for verdict in _verified(tmp_path, files)}
    assert found["do podpisu.docx"].sound
    assert f"tam nazywa się {FIRST_NAME}.docx" in found["do podpisu.docx"].checks[-1].note


@pytest.mark.parametrize("suffix", [".docx", ".zip", ".pdf", "-egz-1.pdf"])
def test_changed_byte_in_any_file_of_a_release_is_found(tmp_path: Path, suffix: str) -> None:
    name = FIRST_NAME + suffix
    files = release_files()
    place = len(files[name]) // 3
    wrong = _wrong(_verified(tmp_path, {**files, name: flipped(files[name], place)}))
    assert name in wrong
    assert any("różni" in reason for reason in wrong[name])


def test_missing_files_of_a_release_are_named(tmp_path: Path) -> None:
    left = {
        name: data
        for name, data in release_files().items()
        if not name.endswith((".docx", f"{FIRST_NAME}.pdf", ".zip"))
    }
    (verdict,) = (verdict for verdict in _verified(tmp_path, left) if verdict.kind == MANIFEST)
    assert {fault.place: fault.warning for fault in verdict.faults} == {
        f"{FIRST_NAME}.pdf": False,
        f"{FIRST_NAME}.docx": True,
        f"{FIRST_NAME}.zip": True,
    }


def test_damaged_beginning_does_not_make_a_file_pass_for_another_kind() -> None:
    files = release_files()
    for name in (f"{FIRST_NAME}.pdf", f"{FIRST_NAME}.zip"):
        for at in range(8):
            for called in (name, "bez rozszerzenia"):
                verdict, *_ = verify_file(called, flipped(files[name], at), alone=False)
                assert not verdict.sound, (called, at)


def test_files_of_no_release_are_passed_over_but_a_foreign_pdf_is_said_to_be_one(tmp_path: Path) -> None:
    others = {"notatki.txt": b"notatki", "lista.docx": _word("inna"), "dane.json": b"{}"}
    found = {verdict.file: verdict for verdict in _verified(tmp_path, {**release_files(), **others})}
    assert {found[name].kind for name in others} == {SKIPPED}
    assert all(found[name].sound for name in others)
    (alone,) = verify_paths([tmp_path / "notatki.txt"])
    assert (alone.kind, alone.sound) == (FOREIGN, False)


def test_word_file_alone_is_proved_by_the_manifest_beside_it(tmp_path: Path) -> None:
    _verified(tmp_path, release_files())
    (verdict,) = verify_paths([tmp_path / f"{FIRST_NAME}.docx"])
    assert (verdict.kind, verdict.sound) == (LISTED, True)


def test_zip_alone_is_proved_without_anything_beside_it(tmp_path: Path) -> None:
    found = _verified(tmp_path, {"sam.zip": release_files()[f"{FIRST_NAME}.zip"]})
    assert [verdict.sound for verdict in found] == [True, True]


def test_single_documents_of_a_pack_are_proved_by_their_digests_packed_and_unpacked(tmp_path: Path) -> None:
    members = [
        ZipMember("elektroniczny", "pakiet.pdf", issued()),
        ZipMember("czesc-1", "word/01-porozumienie.docx", _word("Porozumienie")),
        ZipMember("czesc-1-pdf", "pdf/01-porozumienie.pdf", small_pdf()),
    ]
    data = zip_files(members, manifest_of(Issue()))
    found = _verified(tmp_path, {"paczka.zip": data})
    assert [(verdict.file, verdict.sound) for verdict in found] == [
        ("paczka.zip", True),
        ("paczka.zip → pakiet.pdf", True),
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "rozpakowane")
    unpacked = verify_paths([tmp_path / "rozpakowane"])
    assert {verdict.file: verdict.kind for verdict in unpacked} == {
        "manifest.json": MANIFEST,
        "pakiet.pdf": "pakiet",
        "pdf/01-porozumienie.pdf": LISTED,
        "word/01-porozumienie.docx": LISTED,
    }
    assert all(verdict.sound for verdict in unpacked)
    (alone,) = verify_paths([tmp_path / "rozpakowane" / "pdf" / "01-porozumienie.pdf"])
    assert (alone.file, alone.kind, alone.sound) == ("01-porozumienie.pdf", LISTED, True)


def test_every_flipped_byte_of_a_zip_is_found() -> None:
    sealed = zip_files([ZipMember("czesc-1", "a.txt", "zażółć gęślą jaźń".encode() * 20)], manifest_of(Issue()))
    assert zip_is_whole(sealed)
    assert all(not zip_is_whole(flipped(sealed, at)) for at in range(len(sealed)))


def test_every_flipped_byte_of_a_manifest_is_found(tmp_path: Path) -> None:
    name = f"{FIRST_NAME}.json"
    sealed = release_files()[name]
    assert manifest_is_whole(sealed)
    for at in range(len(sealed)):
        (verdict,) = verify_file(name, flipped(sealed, at), alone=False)
        assert not verdict.sound, at
        assert any(fault.place.startswith((name, "manifest.json")) for fault in verdict.faults)
    changed = sealed.replace(b"Dyplom", b"Dyplon")
    (verdict,) = _verified(tmp_path, {name: changed})
    assert verdict.faults[0].reason == "manifest różni się od wydanego"


@pytest.mark.parametrize(
    ("members", "place", "reason"),
    [
        ({"a.txt": b"inne"}, "a.txt", "różni się od wydanego"),
        ({}, "a.txt", "brak w archiwum"),
        ({"a.txt": b"a", "b.txt": b"b"}, "b.txt", "manifest nie zna tego pliku"),
    ],
)
def test_members_changed_missing_and_added_are_named(
    tmp_path: Path, members: dict[str, bytes], place: str, reason: str
) -> None:
    data = _archive(Issue(), members, stated={"a.txt": b"a"})
    (verdict,) = _verified(tmp_path, {"paczka.zip": data})
    assert [(fault.place, fault.reason) for fault in verdict.faults] == [(place, reason)]


def test_pack_of_another_release_in_a_zip_is_named(tmp_path: Path) -> None:
    inside = {"pakiet.pdf": issued(code="B4B4B4B4", word="Rodzina R04")}
    verdict, pack = _verified(tmp_path, {"paczka.zip": _archive(Issue(), inside)})
    assert pack.sound
    assert [fault.reason for fault in verdict.faults] == ["to pakiet B4B4B4B4, wersja 1, a manifest jest innego"]


def test_broken_and_foreign_archives_are_answered_in_words(tmp_path: Path) -> None:
    whole = _archive(Issue(), {"a.txt": b"a"})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("obcy.txt", "obcy")
    files = {"a-uciety.zip": whole[:-150], "b-zly.zip": b"PK\x03\x04" + bytes(200), "c-obcy.zip": out.getvalue()}
    kinds = [verdict.kind for verdict in _verified(tmp_path, files)]
    assert kinds == [UNREADABLE, UNREADABLE, FOREIGN]


def test_archive_that_unpacks_to_more_than_it_may_is_refused_unread(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}")
        archive.writestr("bomba.bin", bytes(1000))
    data = bytearray(out.getvalue())
    at = data.rindex(b"PK\x01\x02") + 24  # uncompressed size in the central directory
    data[at : at + 4] = (0xF0000000).to_bytes(4, "little")
    (verdict,) = _verified(tmp_path, {"bomba.zip": bytes(data)})
    assert verdict.faults[0].reason == "archiwum ZIP jest za duże"


def test_path_that_is_not_there_and_an_empty_folder_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nie ma takiego pliku"):
        verify_paths([tmp_path / "brak.pdf"])
    with pytest.raises(UsageError, match="w folderze nie ma plików"):
        verify_paths([tmp_path])


def _verified(folder: Path, files: Mapping[str, bytes]) -> list[Verdict]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return verify_paths([folder])


def _wrong(found: list[Verdict]) -> dict[str, list[str]]:
    return {verdict.file: [fault.reason for fault in verdict.faults] for verdict in found if not verdict.sound}


def _word(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(WORD, "<Types/>")
        package.writestr(zipfile.ZipInfo("word/document.xml"), f"<w:t>{text}</w:t>")
    return out.getvalue()


def _archive(issue: Issue, members: Mapping[str, bytes], *, stated: dict[str, bytes] | None = None) -> bytes:
    entries = [listed(name, data, "czesc") for name, data in (members if stated is None else stated).items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**members, "manifest.json": _json({**manifest_of(issue), "pliki": entries})}.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return seal_zip(out.getvalue())


def _json(manifest: dict[str, object]) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
