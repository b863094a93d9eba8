"""Every example of docs/filtry.md gives the result that stands beside it, and every filter has an example there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, StrictUndefined

from schematom_docs.polish.filters import FILTERS

PAGE = (Path(__file__).parents[2] / "docs" / "filtry.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\|[^|]*\|[^|]*\| `(\{\{.*?\}\})` \| (.+?) \|$", PAGE, flags=re.MULTILINE)


def context() -> dict[str, Any]:
    """Return the data that the page says its examples use."""
    block = re.search(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    assert block is not None
    loaded: dict[str, Any] = yaml.safe_load(block.group(1))
    return loaded


def rendered(source: str) -> str:
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(FILTERS)
    return environment.from_string(source).render(context())


@pytest.mark.parametrize(("source", "expected"), EXAMPLES)
def test_example_of_the_page_gives_its_result(source: str, expected: str) -> None:
    assert rendered(source.replace("\\|", "|")).replace("\u00a0", " ") == expected


def test_every_filter_has_an_example() -> None:
    used = {name for source, _ in EXAMPLES for name in re.findall(r"\|\s*(\w+)", source.replace("\\|", "|"))}
    assert set(FILTERS) <= used
