"""Recipe files (forms/packs/*.yaml) → Recipe, with every fault of a file at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from schematom_docs.errors import CaseError, Fault
from schematom_docs.pack.recipe import ORDER_STEP, SUBJECTS, Member, Recipe
from schematom_docs.pack.yaml_text import Text, TextFile, unknown_keys

RECIPE_KEYS = (
    "id", "nazwa", "dotyczy", "gdy", "okladka", "spis", "pismo_przewodnie", "karta_podpisow", "protokol", "skladniki",
)  # fmt: skip
MEMBER_KEYS = ("typ", "jeden_z", "kolejnosc", "wymagane", "powtarzalny", "zalacznik", "numerowany")
YES_NO = {"tak": True, "nie": False}


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
    reader = _Reader(file)
    recipe = reader.recipe()
    if file.faults:
        raise CaseError("Przepis na pakiet zawiera błędy.", place=name, faults=file.faults)
    return recipe


class _Reader:
    """Reads one file, noting faults in it instead of stopping at the first."""

    def __init__(self, file: TextFile) -> None:
        self._file = file

    def recipe(self) -> Recipe:
        value = self._file.value
        if not isinstance(value, dict):
            self._fault((), "Przepis musi być zbiorem kluczy i wartości.", f"Klucze: {', '.join(RECIPE_KEYS)}.")
            value = {}
        self._file.faults += unknown_keys(self._file, value, RECIPE_KEYS, ())
        recipe_id = self._text(value, "id", required=True)
        stem = self._file.name.rpartition(".")[0]
        if recipe_id and recipe_id != stem:
            self._fault(("id",), f"Identyfikator „{recipe_id}” różni się od nazwy pliku.", f"Wpisz „{stem}”.")
        subject = self._text(value, "dotyczy")
        if subject not in SUBJECTS:
            allowed = ", ".join(kind for kind in SUBJECTS if kind)
            self._fault(("dotyczy",), f"Nieznana wartość „{subject}”.", f"Dozwolone: {allowed} albo brak tego klucza.")
        return Recipe(
            id=recipe_id,
            name=self._text(value, "nazwa", required=True),
            subject=subject,
            members=self._members(value.get("skladniki")),
            cover=self._text(value, "okladka"),
            contents=self._text(value, "spis"),
            cover_letter=self._text(value, "pismo_przewodnie"),
            signature_sheet=self._text(value, "karta_podpisow"),
            protocol=self._text(value, "protokol"),
            condition=self._text(value, "gdy"),
            sha256=_digest(value),
            source=self._file.name,
        )

    def _members(self, listed: Text | None) -> tuple[Member, ...]:
        if not isinstance(listed, list) or not listed:
            self._fault(("skladniki",), "Brakuje listy dokumentów pakietu.", "Wpisz co najmniej jeden składnik.")
            return ()
        members = [self._member(item, place) for place, item in enumerate(listed)]
        seen: set[str] = set()
        for place, member in enumerate(members):
            for type_id in member.types:
                if type_id in seen:
                    self._fault(("skladniki", place), f"Typ „{type_id}” jest już wyżej.", "Wymień każdy typ raz.")
                seen.add(type_id)
        return tuple(sorted(members, key=lambda member: member.order))

    def _member(self, item: Text, place: int) -> Member:
        path = ("skladniki", place)
        if not isinstance(item, dict):
            self._fault(path, "Składnik musi mieć klucz „typ” albo „jeden_z”.", "Na przykład: typ: list_intencyjny")
            return Member((), ORDER_STEP)
        self._file.faults += unknown_keys(self._file, item, MEMBER_KEYS, path)
        return Member(
            types=self._types(item, path),
            order=self._order(item, place),
            required=self._yes_no(item, path, "wymagane", default=True),
            repeatable=self._yes_no(item, path, "powtarzalny", default=False),
            annex=self._yes_no(item, path, "zalacznik", default=False),
            numbered=self._yes_no(item, path, "numerowany", default=True),
        )

    def _types(self, item: Mapping[str, Text], path: tuple[str, int]) -> tuple[str, ...]:
        if ("typ" in item) == ("jeden_z" in item):
            self._fault(path, "Składnik musi mieć jeden z kluczy „typ” i „jeden_z”.", "Zostaw dokładnie jeden.")
            return ()
        value = item.get("typ", item.get("jeden_z"))
        listed = value if isinstance(value, list) else [value]
        types = tuple(type_id for type_id in listed if isinstance(type_id, str) and type_id)
        if len(types) != len(listed) or ("jeden_z" in item and len(types) < 2):
            self._fault(
                path, "Typy dokumentów muszą być nazwami.", "typ: jedna nazwa; jeden_z: lista co najmniej dwóch."
            )
        return types

    def _order(self, item: Mapping[str, Text], place: int) -> int:
        default = ORDER_STEP * (place + 1)
        value = item.get("kolejnosc", str(default))
        if isinstance(value, str) and value.isascii() and value.isdigit():
            return int(value)
        path = ("skladniki", place, "kolejnosc")
        self._fault(path, "Kolejność musi być liczbą całkowitą.", f"Na przykład: {default}")
        return default

    def _yes_no(self, item: Mapping[str, Text], path: tuple[str, int], key: str, *, default: bool) -> bool:
        value = item.get(key)
        if value is None:
            return default
        if isinstance(value, str) and value in YES_NO:
            return YES_NO[value]
        self._fault((*path, key), f"Klucz „{key}” przyjmuje wartości tak albo nie.", "Wpisz: tak albo nie.")
        return default

    def _text(self, value: Mapping[str, Text], key: str, *, required: bool = False) -> str:
        text = value.get(key, "")
        if not isinstance(text, str):
            self._fault((key,), f"Klucz „{key}” musi mieć zwykły tekst.", "Wpisz jedną wartość.")
            return ""
        if required and not text.strip():
            self._fault((key,), f"Brakuje wartości klucza „{key}”.", "Uzupełnij ją.")
        return text.strip()

    def _fault(self, path: tuple[str | int, ...], reason: str, remedy: str) -> None:
        self._file.faults.append(Fault(self._file.place(path), reason, remedy))


def _digest(value: Mapping[str, Text]) -> str:
    """Return SHA-256 of what the recipe says, free of comments, spacing and line ends."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()
