"""The page on the engine names tests for the pains of other engines' users: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_table_of_pains_names_exists() -> None:
    page = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")
    table = page.partition("## Pains and where they end")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(test_\w+)`", table))
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "document").glob("test_*.py"))
    known = set(re.findall(r"^def (test_\w+)\(", sources, re.MULTILINE))
    assert named - known == set()
    assert all("`" in line.split("|")[3] for line in rows)
    assert len(rows) >= 18
