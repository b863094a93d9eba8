"""Systems without a wheel of morfeusz2: rules serve, say so, and call nothing wrong certain."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from schematom_docs.polish.exported_names import exported_edition
from tests.polish.test_gold import KINDS, rows

_SCRIPT = """
import json, sys
sys.modules["morfeusz2"] = None
from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.polish.filters import FILTERS
results = []
for lemma, kind, gender in json.load(sys.stdin):
    found = [inflect(lemma, case, kind=kind, gender=gender) for case in CASES]
    results.append([[one.form, one.certain, one.source] for one in found])
anna = {"encja": "osoba", "imie": "Anna", "nazwisko": "Kowalska", "plec": "k"}
pup = {"encja": "instytucja", "nazwa": "Powiatowy Urząd Pracy w Turku", "skrot": "PUP"}
texts = [
    FILTERS["odmiana"](None, anna, "biernik", pan=True),
    FILTERS["zgodnie"](None, anna, "zobowiązany"),
    FILTERS["odmiana"](None, pup, "narzednik"),
    FILTERS["zgodnie"](None, pup, "reprezentowany", "narzednik"),
    FILTERS["liczba"](None, 22, "osoba"),
    FILTERS["zgodnie"](None, [anna], "zobowiązuje"),
]
json.dump([results, texts], sys.stdout)
"""


def run_without_dictionary(words: list[tuple[str, str, str | None]]) -> tuple[list[list[list[object]]], list[str]]:
    """Return the forms of all cases for each word, and a few filter results, from a process without morfeusz2."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _SCRIPT],
        input=json.dumps(words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    results, texts = json.loads(done.stdout)
    return results, texts


def test_rules_alone_reach_most_forms_and_are_never_wrong_and_certain() -> None:
    entries = [(table, row) for table in KINDS for row in rows(table)]
    words = [(row["lemma"], KINDS[table], row["gender"] if table == "names" else None) for table, row in entries]
    results, texts = run_without_dictionary(words)
    right = total = 0
    for (_, row), forms in zip(entries, results, strict=True):
        for case, (form, certain, _) in zip(("NOM", "GEN", "DAT", "ACC", "INS", "LOC", "VOC"), forms, strict=True):
            accepted = form in row[case].split("|")
            right, total = right + accepted, total + 1
            assert accepted or not certain, (row["lemma"], case, form)
    assert right >= 0.85 * total
    assert [text.replace("\u00a0", " ") for text in texts] == [
        "Panią Annę Kowalską",
        "zobowiązana",
        "Powiatowym Urzędem Pracy w Turku",
        "reprezentowanym",
        "22 osoby",
        "zobowiązuje",
    ]


FOLDERS = ("independent", "own", "third_reading")
TABLES = {
    "names": "person",
    "institutions": "institution",
    "places": "place",
    "functions": "function",
    "families": "family",
}


def test_no_table_has_a_wrong_form_that_is_certain_without_the_dictionary() -> None:
    entries: list[tuple[str, dict[str, str]]] = []
    for path in [Path(__file__).parent / folder / f"{table}.tsv" for folder in FOLDERS for table in TABLES]:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        entries += [(path.stem, row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    words = [(row["lemma"], TABLES[table], row["gender"] or None) for table, row in entries]
    results, _ = run_without_dictionary(words)
    wrong = [
        (row["lemma"], form)
        for (_, row), forms in zip(entries, results, strict=True)
        for case, (form, certain, _) in zip(("GEN", "DAT", "ACC", "INS", "LOC"), forms[1:6], strict=True)
        if certain and form not in row[case].split("|")
    ]
    assert wrong == [] and len(entries) > 1_500
    sources = {str(source) for forms in results for _, _, source in forms}
    assert sources <= {"rule", "dictionary", "variants", "unknown"} and "rule" in sources


@pytest.mark.parametrize("module", ["schematom_docs.polish", "schematom_docs.polish.filters"])
def test_importing_the_language_does_not_load_the_dictionary(module: str) -> None:
    code = f"import sys, {module}; print('morfeusz2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"


def test_names_off_the_rules_come_from_the_exported_table_and_say_so() -> None:
    words: list[tuple[str, str, str | None]] = [
        ("Jan Rydel", "person", "m"),
        ("Jan Grek", "person", "m"),
        ("Ewa Cienka", "person", "f"),
        ("JAN ZNÓJ", "person", "m"),
        ("Jan Wilk", "person", "m"),
    ]
    results, _ = run_without_dictionary(words)
    assert [row[1][0] for row in results] == [
        "Jana Rydla",
        "Jana Greka",
        "Ewy Cienkiej",
        "JANA ZNOJA",
        "Jana Wilka",
    ]
    surnames, _ = run_without_dictionary([("Rydel", "person", "m"), ("Wilk", "person", "m")])
    assert [row[1][1:] for row in surnames] == [[True, "dictionary"], [False, "rule"]]


def test_exported_table_names_the_edition_of_its_dictionary() -> None:
    assert exported_edition().startswith("pl.sgjp.sgjp-")
