"""Members of a recipe: document types and files made elsewhere, as „skladniki” names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from schematom_docs.pack.recipe import ORDER_STEP, Member
from schematom_docs.pack.recipe_reading import Reading
from schematom_docs.pack.yaml_text import Path, Text, unknown_keys

MEMBER_KEYS = (
    "typ", "jeden_z", "obcy", "tytul", "kolejnosc", "wymagane", "powtarzalny", "zalacznik", "numerowany", "gdy",
)  # fmt: skip
KINDS = ("typ", "jeden_z", "obcy")
KEY = re.compile(r"[a-z][a-z0-9_]*")


def read_members(reading: Reading, listed: Text | None) -> tuple[Member, ...]:
    """Return the members in order; what is wrong with them is noted in reading."""
    if not isinstance(listed, list) or not listed:
        reading.fault(("skladniki",), "Brakuje listy dokumentów pakietu.", "Wpisz co najmniej jeden składnik.")
        return ()
    members = [_member(reading, item, place) for place, item in enumerate(listed)]
    seen: set[str] = set()
    for place, member in enumerate(members):
        for name in (*member.types, *([member.foreign] if member.foreign else [])):
            if name in seen:
                reading.fault(("skladniki", place), f"Typ „{name}” jest już wyżej.", "Wymień każdy typ raz.")
            seen.add(name)
    return tuple(sorted(members, key=lambda member: member.order))


def _member(reading: Reading, item: Text, place: int) -> Member:
    path: Path = ("skladniki", place)
    if not isinstance(item, dict):
        reading.fault(path, "Składnik musi mieć klucz „typ” albo „jeden_z”.", "Na przykład: typ: list_intencyjny")
        return Member((), ORDER_STEP)
    reading.file.faults += unknown_keys(reading.file, item, MEMBER_KEYS, path)
    types, foreign = _filled_by(reading, item, path)
    return Member(
        types=types,
        order=_order(reading, item, place),
        required=reading.yes_no(item, path, "wymagane", default=True),
        repeatable=reading.yes_no(item, path, "powtarzalny", default=False),
        annex=reading.yes_no(item, path, "zalacznik", default=bool(foreign)),
        numbered=reading.yes_no(item, path, "numerowany", default=True),
        condition=reading.text(item, "gdy", path),
        foreign=foreign,
        title=_title(reading, item, path, foreign),
    )


def _filled_by(reading: Reading, item: Mapping[str, Text], path: Path) -> tuple[tuple[str, ...], str]:
    """Return (types that fill the place, key of a file made elsewhere)."""
    if sum(key in item for key in KINDS) != 1:
        reading.fault(path, "Składnik musi mieć jeden z kluczy „typ”, „jeden_z” i „obcy”.", "Zostaw dokładnie jeden.")
        return (), ""
    if "obcy" in item:
        key = reading.text(item, "obcy", path, required=True)
        if key and not KEY.fullmatch(key):
            remedy = "Użyj małych liter bez znaków diakrytycznych, cyfr i podkreślenia."
            reading.fault((*path, "obcy"), f"„{key}” nie może być kluczem.", remedy)
        return (), key
    value = item.get("typ", item.get("jeden_z"))
    listed = value if isinstance(value, list) else [value]
    types = tuple(type_id for type_id in listed if isinstance(type_id, str) and type_id)
    if len(types) != len(listed) or ("jeden_z" in item and len(types) < 2):
        reading.fault(path, "Typy dokumentów muszą być nazwami.", "typ: jedna nazwa; jeden_z: lista co najmniej dwóch.")
    return types, ""


def _title(reading: Reading, item: Mapping[str, Text], path: Path, foreign: str) -> str:
    title = reading.text(item, "tytul", path, required=bool(foreign))
    if title and not foreign:
        remedy = "Usuń ten klucz; tytuł dokumentu podaje jego formularz."
        reading.fault((*path, "tytul"), "Klucz „tytul” dotyczy tylko plików obcych („obcy”).", remedy)
    return title


def _order(reading: Reading, item: Mapping[str, Text], place: int) -> int:
    default = ORDER_STEP * (place + 1)
    value = item.get("kolejnosc", str(default))
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    reading.fault(("skladniki", place, "kolejnosc"), "Kolejność musi być liczbą całkowitą.", f"Na przykład: {default}")
    return default
