"""Pages of the handbook as steps: files to write and commands to run, in their order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class WriteFile:
    """A file the reader saves. name: path in the workspace."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the reader. expected: texts that must be printed; code: exit code."""

    arguments: tuple[str, ...]
    expected: tuple[str, ...]
    code: int


def steps(page: Path) -> Iterator[WriteFile | Command]:
    """Yield the steps of a page: fences with a file name, and commands with the lines „→ text” and „← code”."""
    for language, name, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            yield from _commands(body)
        elif name:
            yield WriteFile(name, body)


def _commands(body: str) -> Iterator[Command]:
    lines = body.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("schematom ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        printed = [line.partition(" ") for line in lines[start + 1 : end]]
        yield Command(
            tuple(shlex.split(lines[start])[1:]),
            tuple(text for mark, _, text in printed if mark == "→"),
            next((int(text) for mark, _, text in printed if mark == "←"), 0),
        )
