"""Names of SGJP whose forms deviate from our rules, exported for systems without a wheel of morfeusz2.

The table is data/sgjp_names.tsv.gz, written by bench/export_names.py; its first line names the dictionary edition. A
line holds name, kind and sex (sm, sf surnames; gm, gf first names), „!” where the forms are certain, and the genitive,
dative, accusative, instrumental and locative, each as the number of letters to drop and the ending.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, Case
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like

_CASES: tuple[Case, ...] = ("gen", "dat", "acc", "ins", "loc")


@lru_cache(maxsize=1)
def _table() -> tuple[str, Mapping[tuple[str, str], tuple[str, ...]]]:
    """Return the dictionary edition of the table, and its rows by lower-case name and kind."""
    file = resources.files("schematom_docs.polish").joinpath("data/sgjp_names.tsv.gz")
    if not file.is_file():
        return "", {}
    first, *lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return first.removeprefix("# "), {(name.lower(), kind): tuple(rest) for name, kind, *rest in rows}


def exported_edition() -> str:
    """Return the dictionary edition that the table was exported from."""
    return _table()[0]


def edition_in_use() -> str:
    """Return the edition of the dictionary, or of the table that serves where there is none."""
    return dictionary.edition() or exported_edition()


def exported(name: str, kind: str, gender: str) -> Declension | None:
    """Return the forms of a name in the table, None for one that follows the rules. kind: s surname, g first name."""
    row = _table()[1].get((name.lower(), kind + gender))
    if row is None:
        return None
    forms: dict[Case, tuple[str, ...]] = {"nom": (name,), "voc": (name,)}
    for case, ending in zip(_CASES, row[1:], strict=True):
        digits = len(ending) - len(ending.lstrip("0123456789"))
        forms[case] = (like(name, name[: len(name) - int(ending[:digits])] + ending[digits:]),)
    certain: frozenset[Case] = frozenset(CASES if row[0] == "!" else ("nom",))
    if kind == "g":
        # the vocative of a first name is not in the table
        forms["voc"] = forms["loc"] if gender == "m" and not name.lower().endswith("a") else (name,)
        certain -= {"voc"}
    return Declension(forms, "dictionary", certain, "m1" if gender == "m" else "f")
