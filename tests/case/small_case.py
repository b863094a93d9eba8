"""The small made-up case of these tests, and ways to spoil it in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schematom_docs.case import (
    CheckedCase,
    ReferenceData,
    build_context,
    check_case,
    load_case,
    load_forms,
    load_reference,
)
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.errors import Fault

DATA = Path(__file__).parent / "data"
CASE_FILE = DATA / "sprawa.yaml"
ROOT = Path(__file__).resolve().parents[2]
MARKS = {"kapital_ludzki.png": b"1", "crzl.png": b"2", "ue_efs.png": b"3"}


def reference() -> ReferenceData:
    """Return the reference data of the repository."""
    return load_reference(ROOT / "forms")


def forms() -> dict[str, FormDefinition]:
    """Return the forms of these tests."""
    return load_forms(DATA / "formularze")


def small_case() -> CheckedCase:
    """Return the case without faults."""
    return load_case(CASE_FILE, reference=reference())


def spoiled(folder: Path, *changes: tuple[str, str]) -> Path:
    """Return the path of a copy in which each text, which stands there exactly once, is replaced."""
    text = CASE_FILE.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "sprawa.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def faults_of(folder: Path, *changes: tuple[str, str]) -> list[Fault]:
    """Return the faults of the case with these changes."""
    return check_case(spoiled(folder, *changes), forms(), reference())


def line_of(text: str, number: int = 1) -> int:
    """Return the line of the case file on which a text stands for the n-th time."""
    lines = [at for at, line in enumerate(CASE_FILE.read_text(encoding="utf-8").splitlines(), start=1) if text in line]
    return lines[number - 1]


def context_of(type_id: str, key: str, *path: Path, **extra: object) -> dict[str, Any]:
    """Return the context of a paper of the small case, or of a spoiled copy."""
    case = load_case(path[0], reference=reference()) if path else small_case()
    return build_context(case, forms()[type_id], key, reference=reference(), assets=MARKS, extra=extra)
