"""What changed since a release: told paper by paper, released files untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, checked_case, load_case
from schematom_docs.pack import FOREIGN
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_files import foreign_files
from schematom_docs.workflow.pending_changes import (
    ADDED,
    FILE,
    IMPOSSIBLE,
    REMOVED,
    TEXT,
    PaperChange,
    pending_changes,
)
from schematom_docs.workflow.registered_case import FORMS, keep_forms, registered_case
from schematom_docs.workflow.release import release_pack
from tests.release.small_pack import CERTIFICATES, Bound, small_pack, unnumbered
from tests.released import ACT, ROOT, Workspace, open_workspace

Change = Callable[[dict[str, dict[str, str]]], object]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Workspace]:
    """A workspace with the certificates of kielce-1 released; tests leave it as it is."""
    workspace = open_workspace(tmp_path_factory.mktemp("stan"), desk)
    release_pack(workspace.office("kielce-1"), CERTIFICATES, Bound(small_pack(desk)))
    yield workspace


def with_certificates(workspace: Workspace, change: Change) -> CheckedCase:
    """Return kielce-1 with its certificates changed."""
    case = workspace.office("kielce-1").case
    data = case.source.data
    assert isinstance(data, dict)
    certificates = {key: dict(value) for key, value in data["zaswiadczenia"].items()}
    change(certificates)
    return checked_case(
        replace(case.source, data={**data, "zaswiadczenia": certificates}), reference=workspace.desk.reference
    )


def changes(workspace: Workspace, case: CheckedCase) -> tuple[PaperChange, ...]:
    """Return what changed in the one released pack."""
    (state,) = [each for each in pending_changes(workspace.desk, case, workspace.registry) if each.version]
    return state.changes


def test_an_unchanged_case_has_nothing_to_make_again(workspace: Workspace) -> None:
    assert changes(workspace, workspace.office("kielce-1").case) == ()


def test_packs_not_released_yet_are_listed_too(workspace: Workspace) -> None:
    states = pending_changes(workspace.desk, workspace.office("kielce-1").case, workspace.registry)
    waiting = [(state.key.recipe_id, state.key.subject) for state in states if state.version is None]
    assert ("instytucji", "pup") in waiting and ("rodzinny", "r10") in waiting and len(states) == len(waiting) + 1


def test_a_changed_fact_names_the_paper_and_the_place(workspace: Workspace) -> None:
    case = with_certificates(workspace, lambda each: each["z01"].update(nazwa="Opieka nad dziećmi"))
    (change,) = changes(workspace, case)
    assert (change.type_id, change.subject, change.kind) == ("zaswiadczenie", "z01", TEXT)
    assert change.places and not any("dzie" in place for place in change.places)
    assert "[+dziećmi+]" in str(change.differences[0])


def test_papers_that_came_went_or_cannot_be_made_are_told(workspace: Workspace) -> None:
    def change(each: dict[str, dict[str, str]]) -> None:
        each["z03"] = {**each.pop("z02"), "numer": "3/2014"}
        each["z01"].pop("data")

    found = {(each.subject, each.kind) for each in changes(workspace, with_certificates(workspace, change))}
    assert found == {("z01", IMPOSSIBLE), ("z02", REMOVED), ("z03", ADDED)}


def test_nothing_released_is_touched_by_asking(workspace: Workspace) -> None:
    before = workspace.registry.events()
    changes(workspace, with_certificates(workspace, lambda each: each["z01"].update(nazwa="Inna")))
    assert workspace.registry.events() == before and workspace.registry.damage() == []


def test_numbers_given_and_forms_approved_in_the_registry_join_the_case(tmp_path: Path, desk: Desk) -> None:
    workspace = open_workspace(tmp_path, desk)
    bare = unnumbered(desk)
    release_pack(workspace.office("kielce-1", bare), CERTIFICATES, Bound(small_pack(desk)))
    data = bare.source.data
    assert isinstance(data, dict)
    (lemma, form), *_ = data[FORMS].items()
    other = {**form, "dopelniacz": "inaczej"}
    lost = checked_case(replace(bare.source, data={**data, FORMS: {lemma: other}}), reference=desk.reference)
    joined = registered_case(desk, lost, workspace.registry)
    assert [each.number for each in joined.case.certificates.values()] == ["1/2014", "2/2014"]
    assert isinstance(joined.source.data, dict)
    assert joined.source.data[FORMS] == {**data[FORMS], lemma: other}
    keep_forms(workspace.registry, joined, ACT)
    assert workspace.registry.approved_forms("kielce-1") == joined.source.data[FORMS]


def with_file(folder: Path, data: bytes, title: str = "Wypis") -> Path:
    """Return the case file of kielce-1, copied, with a file made elsewhere in its pack of certificates."""
    folder.mkdir(exist_ok=True)
    (folder / "wypis.png").write_bytes(data)
    source = (ROOT / "examples" / "kielce-1" / "sprawa.yaml").read_text(encoding="utf-8")
    named = f'pakiety: {{wydarzenie: {{wspolne: {{zalaczniki: [{{plik: wypis.png, tytul: "{title}"}}]}}}}}}\n'
    path = folder / "sprawa.yaml"
    path.write_text(source + named, encoding="utf-8")
    return path


def test_a_file_made_elsewhere_counts_with_its_bytes_and_title(tmp_path: Path, desk: Desk) -> None:
    workspace = open_workspace(tmp_path / "praca", desk)

    def loaded(data: bytes, title: str = "Wypis") -> CheckedCase:
        return load_case(with_file(tmp_path / "sprawa", data, title), reference=desk.reference)

    case = loaded(b"pierwszy")
    (file,) = foreign_files(case, desk.recipe("wydarzenie"), "")
    pack = small_pack(desk)
    last = replace(pack.records[-1], type_id=FOREIGN, subject="1", docx=b"", data_sha256=file.sha256)
    bound = Bound(replace(pack, records=(*pack.records[:-1], last)))
    release_pack(workspace.office("kielce-1", case), CERTIFICATES, bound)

    def files(case: CheckedCase) -> list[tuple[str, str]]:
        return [(each.subject, each.kind) for each in changes(workspace, case) if each.type_id == FOREIGN]

    assert files(loaded(b"pierwszy")) == []
    assert files(loaded(b"drugi")) == [("1", FILE)]
    assert files(loaded(b"pierwszy", "Odpis")) == [("1", FILE)]
    assert files(workspace.office("kielce-1").case) == [("1", REMOVED)]
    case = loaded(b"pierwszy")
    (tmp_path / "sprawa" / "wypis.png").unlink()
    assert files(case) == [("1", IMPOSSIBLE)]
