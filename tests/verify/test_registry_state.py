"""With a registry in reach a file is held against what was released: the file and the state of its version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from schematom_docs.records import PackVersion
from schematom_docs.workflow.pack_verification import verify_pdf
from schematom_docs.workflow.registry_verification import with_register
from schematom_docs.workflow.verdicts import Check
from schematom_docs.world import Registry
from tests.registry.orders import ACT, AGREEMENTS, CASE, KEY, order
from tests.verify.issued_packs import Issue, issued


def test_released_file_is_recognised_under_any_role(registry: Registry) -> None:
    version = _release(registry)
    for counterpart in (0, 1):
        check = _asked(registry, issued(code=version.code, counterpart=counterpart))
        assert (check.outcome, check.note) == ("zgodne", "plik wydany; stan: wydany")


def test_sound_file_that_was_never_released_is_refused(registry: Registry) -> None:
    version = _release(registry)
    check = _asked(registry, issued(code=version.code, word="Rodzina R99"))
    assert [fault.reason for fault in check.faults] == ["to nie jest plik, który wydano"]
    unknown = _asked(registry, issued(code=version.code, version=3))
    assert [fault.reason for fault in unknown.faults] == ["nie wydano wersji 3 tego pakietu; wydane: 1"]


def test_pack_of_another_office_is_not_judged_by_this_registry(registry: Registry) -> None:
    _release(registry)
    check = _asked(registry, issued(code="ZZZZZZZZ"))
    assert (check.outcome, check.note) == ("nie sprawdzono", "ten rejestr nie zna pakietu o tym kodzie")


def test_superseded_and_withdrawn_versions_are_named_with_what_is_in_force(registry: Registry) -> None:
    first = _release(registry)
    second = _release(registry, supersedes=1)
    check = _asked(registry, issued(code=first.code))
    assert check.outcome == "uwaga"
    assert "wersja 1 została zastąpiona; obowiązuje wersja 2" in check.faults[0].reason
    registry.withdraw(second, "Strona zrezygnowała", ACT)
    (fault,) = _asked(registry, issued(code=second.code, version=2)).faults
    assert (fault.reason, fault.warning) == ("wersja 2 została wycofana", True)


def test_command_asks_the_registry_of_the_workspace_it_is_told(
    registry: Registry, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = _release(registry)
    right, wrong = workspace / "a.pdf", workspace / "b.pdf"
    right.write_bytes(issued(code=version.code))
    wrong.write_bytes(issued(code=version.code, word="Rodzina R99"))
    assert run(["verify", str(right), "--registry", str(workspace)]) == 0
    assert "plik wydany; stan: wydany" in capsys.readouterr().out
    assert run(["verify", str(wrong)]) == 0
    assert run(["verify", str(wrong), "--registry", str(workspace)]) == 8
    assert "to nie jest plik, który wydano" in capsys.readouterr().out


def test_command_inside_a_workspace_asks_its_registry(
    registry: Registry, workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    version = _release(registry)
    (workspace / "a.pdf").write_bytes(issued(code=version.code))
    monkeypatch.chdir(workspace)
    assert run(["verify", "a.pdf"]) == 0
    assert "stan: wydany" in capsys.readouterr().out


def _release(registry: Registry, *, supersedes: int = 0) -> PackVersion:
    with registry.exclusive():
        registry.revise_case(KEY.pilot, CASE, ACT)
        expected = registry.expected(KEY, 2026, [AGREEMENTS])
        made = order(expected, supersedes=supersedes)
        issue = Issue(expected.code, expected.version)
        pdfs = {"elektroniczny": issued(issue), "egz-1": issued(issue, counterpart=1)}
        return registry.release(replace(made, files={**made.files, **pdfs}), ACT)


def _asked(registry: Registry, pdf: bytes) -> Check:
    """Return what the registry says of a file that is sound otherwise."""
    verdict = with_register(verify_pdf("pakiet.pdf", pdf), registry)
    *others, check = verdict.checks
    assert all(other.outcome == "zgodne" for other in others)
    return check
