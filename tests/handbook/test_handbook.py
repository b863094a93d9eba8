"""Every command of the handbook runs as its page says, in a workspace of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from tests.conftest import ROOT
from tests.handbook.pages import Command, WriteFile, steps

HANDBOOK = ROOT / "docs" / "podrecznik"
PAGES = sorted(path.name for path in HANDBOOK.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "README.md"])
def test_every_command_of_a_page_does_what_the_page_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for step in steps(HANDBOOK / name):
        if isinstance(step, WriteFile):
            (Path.cwd() / step.name).write_text(step.text, encoding="utf-8", newline="\n")
            continue
        code = run(list(step.arguments))
        printed = "".join(capsys.readouterr())
        assert (step.arguments, code, printed) == (step.arguments, step.code, printed)
        assert [text for text in step.expected if text not in printed] == [], (step.arguments, printed)
        ran += 1
        if step.arguments[0] == "init":
            monkeypatch.chdir(tmp_path / step.arguments[1])
    assert ran > 1


@pytest.mark.parametrize("name", PAGES)
def test_pages_and_pictures_a_page_points_at_exist(name: str) -> None:
    targets = LINK.findall((HANDBOOK / name).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (HANDBOOK / target).is_file()] == []


def test_steps_are_read_off_a_page(tmp_path: Path) -> None:
    page = tmp_path / "strona.md"
    page.write_text(
        "```csv lista.csv\na;b\n```\n\n```console\nschematom types --json\n→ dyplom\nschematom pack x y\n← 2\n```\n",
        encoding="utf-8",
    )
    assert list(steps(page)) == [
        WriteFile("lista.csv", "a;b\n"),
        Command(("types", "--json"), ("dyplom",), 0),
        Command(("pack", "x", "y"), (), 2),
    ]
