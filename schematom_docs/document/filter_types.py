"""What a filter, a test or a comparison says about the value it reads, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_DATE: Final = {"type": "string", "format": "date"}
_DECIMAL: Final = {"type": ["number", "string"], "format": "decimal"}
_INTEGER: Final = {"type": "integer"}
_NUMBER: Final = {"type": "number"}
_TEXT: Final = {"type": "string"}
_LIST: Final = {"type": "array"}
_OBJECT: Final = {"type": "object"}
_PICTURE: Final = {"type": "object", "properties": {"obraz": {}, "opis": _TEXT}}

FILTER_TYPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "data": _DATE,
    **dict.fromkeys(("kwota", "kwota_slownie"), _DECIMAL),
    **dict.fromkeys(("liczba", "dobierz", "slownie", "porzadkowy", "rzymska", "egzemplarze"), _INTEGER),
    **dict.fromkeys(("liczba_pl", "procent", "abs", "round"), _NUMBER),
    **dict.fromkeys(
        ("upper", "lower", "title", "capitalize", "trim", "truncate", "replace", "qr", "html", "markdown", "linie"),
        _TEXT,
    ),
    **dict.fromkeys(("lista", "join", "sum", "map", "groupby", "selectattr", "rejectattr", "batch", "slice"), _LIST),
    **dict.fromkeys(("dictsort", "items", "zakres"), _OBJECT),
    "obraz": _PICTURE,
}
TEST_TYPES: Final[Mapping[str, Mapping[str, Any]]] = {
    **dict.fromkeys(("even", "odd", "divisibleby"), _INTEGER),
    "string": _TEXT,
    "number": _NUMBER,
    "mapping": _OBJECT,
    "boolean": {"type": "boolean"},
}
NEUTRAL_TESTS: Final = frozenset({"defined", "undefined", "none"})


def type_of_constant(value: object) -> Mapping[str, Any]:
    """Return what a value compared with a constant is: a number, a text, a truth value, or nothing known."""
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int | float):
        return _NUMBER
    return _TEXT if isinstance(value, str) else {}
