"""Recipe files (forms/packs/*.yaml) → Recipe, with every fault of a file at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from schematom_docs.errors import CaseError, Fault
from schematom_docs.pack.recipe import SUBJECTS, Gate, Recipe, Share
from schematom_docs.pack.recipe_members import read_members
from schematom_docs.pack.recipe_reading import Reading
from schematom_docs.pack.yaml_text import Text, TextFile, unknown_keys

RECIPE_KEYS = (
    "id", "nazwa", "dotyczy", "gdy", "okladka", "spis", "pismo_przewodnie", "karta_podpisow", "protokol", "bramki",
    "skladniki", "zalaczniki_wg", "rozdzielnik", "limit_mb", "limit_epuap_mb",
)  # fmt: skip
GATE_KEYS = ("typ", "warunek", "komunikat", "rada")
SHARE_KEYS = ("strona", "bez", "tylko")


def load_recipes(folder: Path) -> dict[str, Recipe]:
    """Return recipes of all *.yaml files in folder by id, in order of file names.

    Raises CaseError with every fault of every file.
    """
    recipes: dict[str, Recipe] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            recipe = read_recipe(path.read_text(encoding="utf-8"), name=path.name)
        except UnicodeDecodeError:
            faults.append(Fault(path.name, "Plik nie jest zapisany w UTF-8.", "Zapisz go w kodowaniu UTF-8."))
        except CaseError as error:
            faults += error.faults or (Fault(error.place, error.reason, error.remedy),)
        else:
            recipes[recipe.id] = recipe
    if faults:
        raise CaseError("Przepisy na pakiety zawierają błędy.", place=folder.name, faults=faults)
    return recipes


def read_recipe(source: str, *, name: str) -> Recipe:
    """Return the recipe that YAML source says. name: file name; its stem must be the id. Raises CaseError."""
    file = TextFile(source, name=name)
    recipe = _recipe(Reading(file), file.value)
    if file.faults:
        raise CaseError("Przepis na pakiet zawiera błędy.", place=name, faults=file.faults)
    return recipe


def _recipe(reading: Reading, value: Text) -> Recipe:
    file = reading.file
    if not isinstance(value, dict):
        reading.fault((), "Przepis musi być zbiorem kluczy i wartości.", f"Klucze: {', '.join(RECIPE_KEYS)}.")
        value = {}
    file.faults += unknown_keys(file, value, RECIPE_KEYS, ())
    recipe_id = reading.text(value, "id", required=True)
    stem = file.name.rpartition(".")[0]
    if recipe_id and recipe_id != stem:
        reading.fault(("id",), f"Identyfikator „{recipe_id}” różni się od nazwy pliku.", f"Wpisz „{stem}”.")
    subject = reading.text(value, "dotyczy")
    if subject not in SUBJECTS:
        allowed = ", ".join(kind for kind in SUBJECTS if kind)
        reading.fault(("dotyczy",), f"Nieznana wartość „{subject}”.", f"Dozwolone: {allowed} albo brak tego klucza.")
    return Recipe(
        id=recipe_id,
        name=reading.text(value, "nazwa", required=True),
        subject=subject,
        members=read_members(reading, value.get("skladniki")),
        cover=reading.text(value, "okladka"),
        contents=reading.text(value, "spis"),
        cover_letter=reading.text(value, "pismo_przewodnie"),
        signature_sheet=reading.text(value, "karta_podpisow"),
        protocol=reading.text(value, "protokol"),
        condition=reading.text(value, "gdy"),
        gates=tuple(_gates(reading, value.get("bramki"))),
        annex_lists=reading.texts(value, "zalaczniki_wg"),
        shares=tuple(_shares(reading, value.get("rozdzielnik"))),
        limit=reading.megabytes(value, "limit_mb"),
        mail_limit=reading.megabytes(value, "limit_epuap_mb"),
        sha256=_digest(value),
        source=file.name,
    )


def _gates(reading: Reading, listed: Text | None) -> Iterator[Gate]:
    for row, path in reading.rows(listed, ("bramki",), GATE_KEYS):
        yield Gate(
            condition=reading.text(row, "warunek", path, required=True),
            message=reading.text(row, "komunikat", path, required=True),
            remedy=reading.text(row, "rada", path, required=True),
            type_id=reading.text(row, "typ", path),
            source=reading.file.place((*path, "warunek")),
        )


def _shares(reading: Reading, listed: Text | None) -> Iterator[Share]:
    seen: set[str] = set()
    for row, path in reading.rows(listed, ("rozdzielnik",), SHARE_KEYS):
        party = reading.text(row, "strona", path, required=True)
        if party in seen:
            reading.fault((*path, "strona"), f"Strona „{party}” jest już wyżej.", "Zostaw jedną pozycję.")
        seen.add(party)
        if ("bez" in row) == ("tylko" in row):
            reading.fault(path, "Pozycja musi mieć jeden z kluczy „bez” i „tylko”.", "Zostaw dokładnie jeden.")
        yield Share(party, reading.texts(row, "bez", path), reading.texts(row, "tylko", path))


def _digest(value: Mapping[str, Text]) -> str:
    """Return SHA-256 of what the recipe says, free of comments, spacing and line ends."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()
