"""What makes a bound pack one released version: its number, code, version and day; roles of the files of a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schematom_docs.records import Expected
from schematom_docs.workflow.pack_numbers import PaperKey, PartNumber

ELECTRONIC = "elektroniczny"
WORD = "docx"
ARCHIVE = "zip"
MANIFEST = "manifest"
PART = "czesc-"
MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Edition:
    """What is printed on the pages of a version beside its text. label: number of the pack; day: of the release;
    numbers: of its documents, by (type, subject); duplex: paper copies are printed on both sides."""

    expected: Expected
    label: str
    day: date
    numbers: Mapping[PaperKey, PartNumber] = field(default_factory=dict)
    duplex: bool = False


def pack_label(expected: Expected, *, after: int = 0) -> str:
    """Return the number of a pack as printed: „PAK/RODZINNY/3/2026”. after: how many packs will be released before."""
    year = expected.series.rpartition("/")[2]
    return f"PAK/{expected.key.recipe_id.upper()}/{expected.number + after}/{year}"


def copy_role(number: int) -> str:
    """Return the role of a copy: 0 is the electronic file, n the paper counterpart „egz-n”."""
    return f"egz-{number}" if number else ELECTRONIC
