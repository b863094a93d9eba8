"""Packs that may not leave the office: each is refused with its reason and leaves nothing behind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from schematom_docs.case import CheckedCase, checked_case
from schematom_docs.errors import BusyRegistryError, NotReleasableError, RegistryError
from schematom_docs.registry import open_registry
from schematom_docs.signing.page_codes import parse_payload, qr_modules
from schematom_docs.values import Document
from schematom_docs.workflow import marked_copy
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.release import Bind, Request, release_pack
from tests.release.small_pack import CERTIFICATES, Bound, for_family, small_pack
from tests.released import ACT, DAY, Workspace, open_workspace

FAMILY = Request("rodzinny", "r01", DAY, ACT)


@pytest.fixture
def workspace(tmp_path: Path, desk: Desk) -> Iterator[Workspace]:
    """A workspace where nothing has been released yet."""
    yield open_workspace(tmp_path, desk)


def changed(case: CheckedCase, desk: Desk, change: Callable[[dict[str, object]], object]) -> CheckedCase:
    """Return a case with its data changed."""
    data = dict(case.source.data) if isinstance(case.source.data, dict) else {}
    change(data)
    return checked_case(replace(case.source, data=data), reference=desk.reference)


def refused(workspace: Workspace, asked: Request, bind: Bind, case: CheckedCase | None = None) -> NotReleasableError:
    """Return why a release is refused, having seen that nothing is left of it."""
    with pytest.raises(NotReleasableError) as error:
        release_pack(workspace.office("kielce-1", case), asked, bind)
    registry = open_registry(workspace.folder)
    assert not registry.versions() and not registry.events() and not registry.numbers()
    assert registry.orphans() == [] and not list(workspace.folder.rglob("pakiet-*"))
    assert error.value.exit_code == 5
    return error.value


def without_label(pack: BoundPack) -> BoundPack:
    """Return a pack whose PDF says nothing of PDF/A any more."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pack.merged)) as pdf:
        del pdf.Root.Metadata
        pdf.save(made)
    return replace(pack, merged=made.getvalue())


def without_language(pack: BoundPack) -> BoundPack:
    """Return a pack whose PDF names no language."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pack.merged)) as pdf:
        del pdf.Root.Lang
        pdf.save(made)
    return replace(pack, merged=made.getvalue())


def test_a_form_nobody_has_approved_stops_the_release(workspace: Workspace, desk: Desk) -> None:
    case = workspace.office("kielce-1").case
    bare = changed(case, desk, lambda data: data.update(odmiany={}))
    asked = replace(FAMILY, subject="r04")
    error = refused(workspace, asked, workspace.bind(asked), bare)
    assert "formy, których nikt nie zatwierdził" in error.reason and error.faults


def test_a_pack_without_a_required_part_is_not_released(workspace: Workspace, desk: Desk) -> None:
    def lose_contract(data: dict[str, object]) -> None:
        contracts = data["kontrakty"]
        assert isinstance(contracts, dict)
        data["kontrakty"] = {key: value for key, value in contracts.items() if value["rodzina"] != "r01"}
        data.pop("dokumenty")

    bare = changed(workspace.office("kielce-1").case, desk, lose_contract)
    error = refused(workspace, FAMILY, workspace.bind(FAMILY), bare)
    assert "Pakiet rodzinny" in error.place


@pytest.mark.parametrize(("spoil", "told"), [(without_label, "PDF/A"), (without_language, "język")])
def test_a_file_that_fails_a_gate_is_refused_with_the_place(
    spoil: Callable[[BoundPack], BoundPack], told: str, workspace: Workspace, desk: Desk
) -> None:
    error = refused(workspace, CERTIFICATES, Bound(spoil(small_pack(desk))))
    assert "wymagań archiwalnych, dostępności albo kodów stron" in error.reason
    assert any(told in fault.reason and fault.place.startswith("elektroniczny") for fault in error.faults)


def test_findings_of_the_proofreader_stop_it_unless_somebody_says_why_not(workspace: Workspace, desk: Desk) -> None:
    word = next(record.docx for record in small_pack(desk).records if record.docx)

    def bind(case: CheckedCase, gate: Inspection, label: str, version: int) -> BoundPack:
        gate([Document("zaswiadczenie", "z01", "Zaświadczenie", spoilt(word), "", "")])
        return replace(small_pack(desk), number=label, version=version)

    error = refused(workspace, CERTIFICATES, bind)
    assert "korekta ma uwagi" in error.reason and "--mimo-uwag" in error.remedy
    accepted = replace(CERTIFICATES, accepted="nazwa własna")
    version = release_pack(workspace.office("kielce-1"), accepted, bind).version
    (event,) = workspace.registry.events(version)
    assert event.notes == {"powod": "nazwa własna"}


def spoilt(docx: bytes) -> bytes:
    """Return a Word file with a fault of language."""
    from docx import Document as WordDocument

    word = WordDocument(io.BytesIO(docx))
    word.add_paragraph("Na tą kwotę składają się dwie części.")
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def test_a_number_that_another_paper_has_stops_the_release(workspace: Workspace, desk: Desk) -> None:
    pack = small_pack(desk)
    workspace_office = workspace.office("kielce-1")
    release_pack(workspace_office, FAMILY, Bound(for_family(pack, "r01", "k01")))

    def take(data: dict[str, object]) -> None:
        contracts = data["kontrakty"]
        assert isinstance(contracts, dict)
        first, second = contracts["k01"], contracts["k02"]
        data["kontrakty"] = {**contracts, "k01": {**first, "numer": "77/2014"}, "k02": {**second, "numer": "1/2014"}}

    case = changed(workspace_office.case, desk, take)
    other = Request("rodzinny", "r02", DAY, ACT)
    with pytest.raises(NotReleasableError) as error:
        release_pack(workspace.office("kielce-1", case), other, Bound(for_family(pack, "r02", "k02")))
    (fault,) = error.value.faults
    assert "ma już kontrakt_rodzinny (k01) (pakiet PAK/RODZINNY/1/2026)" in fault.reason
    again = replace(FAMILY, replaces=1, reason="numer")
    with pytest.raises(NotReleasableError) as error:
        release_pack(workspace.office("kielce-1", case), again, Bound(for_family(pack, "r01", "k01")))
    assert "dokument ma już numer „1/2014”, a w danych sprawy wpisano „77/2014”" in error.value.faults[0].reason
    assert len(workspace.registry.versions()) == 1


def test_an_unknown_version_cannot_be_superseded(workspace: Workspace, desk: Desk) -> None:
    error = refused(workspace, replace(CERTIFICATES, replaces=1, reason="zmiana"), Bound(small_pack(desk)))
    assert "nie ma obowiązującej wersji" in error.reason


def test_a_release_waits_for_a_registry_that_another_release_holds(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages: list[str] = []
    office = replace(workspace.office("kielce-1"), stage=stages.append)
    held, waits = office.registry.exclusive, iter([BusyRegistryError("zajęty"), BusyRegistryError("zajęty")])

    def exclusive() -> AbstractContextManager[None]:
        for error in waits:
            raise error
        return held()

    monkeypatch.setattr(office.registry, "exclusive", exclusive)
    made = release_pack(office, CERTIFICATES, Bound(small_pack(desk))).version
    assert made.label == "PAK/WYDARZENIE/1/2026"
    assert stages.count("rejestr jest zajęty – czekam") == 2


def test_a_damaged_registry_is_told_and_nothing_is_released(workspace: Workspace, desk: Desk) -> None:
    office = workspace.office("kielce-1")
    open_registry(workspace.folder).close()
    (workspace.folder / "rejestr" / "rejestr.sqlite3").write_bytes(b"nie baza" * 1000)
    with pytest.raises(RegistryError, match="uszkodzony"):
        release_pack(office, CERTIFICATES, Bound(small_pack(desk)))


def test_a_page_whose_code_cannot_be_read_back_is_not_frozen(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(text: str) -> tuple[tuple[bool, ...], ...]:
        code = parse_payload(text)
        rows = qr_modules(text)
        return tuple(tuple(False for _ in row) for row in rows) if code is not None and code.page == 2 else rows

    monkeypatch.setattr(marked_copy, "qr_modules", unreadable)
    error = refused(workspace, CERTIFICATES, Bound(small_pack(desk)))
    assert {fault.place for fault in error.faults} == {
        "elektroniczny, strona 2 (Spis dokumentów)",
        "egz-1, strona 2 (Spis dokumentów)",
    }
    assert {fault.reason for fault in error.faults} == {"na stronie nie ma czytelnego kodu QR"}
