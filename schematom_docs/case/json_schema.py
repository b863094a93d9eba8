"""JSON Schema (2020-12) of the answers to a form, as faces hand them over: path of the question → raw answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.reference import read_condition
from schematom_docs.fields import FormField

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}( ?r\.)?)"
_NUMBER = r"[\d\s\u00a0\u202f]+([.,]\d+)?"
_PATTERNS = {
    "liczba": rf"^{_NUMBER}$",
    "kwota": r"^[\d\s\u00a0\u202f.]+(,\d{1,2}|\.\d{1,2})?( ?(zł|PLN)\.?)?$",
    "procent": rf"^{_NUMBER}\s*%?$",
    "data": rf"^{_DAY}$",
    "okres": rf"^((od )?{_DAY} *(–|—|-|/|do) *{_DAY}|(od|do) {_DAY})$",
    "tak_nie": r"^(?:[tT](?:ak)?|[nN](?:ie)?)$",
    "pesel": r"^(\d[\s-]*){11}$",
    "nip": r"^(PL\s*)?(\d[\s-]*){10}$",
    "regon": r"^((\d[\s-]*){9}|(\d[\s-]*){14})$",
    "krs": r"^(\d[\s-]*){10}$",
    "nrb": r"^(PL\s*)?(\d[\s-]*){26}$",
    "dowod": r"^[A-Za-z]{3}\s*\d{6}$",
    "kod_pocztowy": r"^\d{2}\s*[-–—]\s*\d{3}$",
    "email": r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$",
    "ade": r"^[Aa][Ee]:[Pp][Ll]-\d{5}-\d{5}-[A-Za-z]{5}-\d{2}$",
    "teryt": r"^(\d{2}|\d{4}|\d{7})$",
}
"""Shape of each kind as people may type it; check digits and meaning are told by check_answers."""


def json_schema(form: FormDefinition) -> dict[str, object]:
    """Return the schema of the answers (Answers.by_path) to a form; a question left without an answer is absent."""
    fields = fields_of(form)
    needed = [field for field in fields if field.required and not (field.default or field.value)]
    schema: dict[str, object] = {
        "$schema": DIALECT,
        "$id": f"urn:schematom:formularz:{form.type_id}",
        "title": form.name,
        "type": "object",
        "properties": {field.path: _property(field) for field in fields},
        "required": [field.path for field in needed if not field.condition],
        "additionalProperties": False,
    }
    conditional = [rule for field in needed if (rule := _conditional(field, fields)) is not None]
    return schema | ({"allOf": conditional} if conditional else {})


def _property(field: FormField) -> dict[str, object]:
    described: dict[str, object] = {"title": field.label}
    if field.hint:
        described["description"] = field.hint
    if field.value:
        described["default"] = field.value
    if field.example:
        described["examples"] = [_example(field)]
    described["x-rodzaj"] = field.kind
    described["x-prywatnosc"] = field.privacy
    if field.section:
        described["x-sekcja"] = field.section
    if field.condition:
        described["x-gdy"] = field.condition
    return described | _shape(field)


def _cell(column: FormField) -> FormField:
    """Return a column as one text: a list in a cell has „; ” between its items."""
    return replace(column, kind="tekst") if column.kind in ("lista_tekstow", "wiele_z") else column


def _example(field: FormField) -> object:
    if field.kind in ("lista_tekstow", "wiele_z"):
        return [item.strip() for item in field.example.split(";")]
    return field.example


def _shape(field: FormField) -> dict[str, object]:
    if field.kind == "tabela":
        row = {
            "type": "object",
            "properties": {column.path: _property(_cell(column)) for column in field.columns},
            "required": [column.path for column in field.columns if column.required],
            "additionalProperties": False,
        }
        return {"type": "array", "items": row} | _counted(field)
    if field.kind in ("lista_tekstow", "wiele_z"):
        return {"type": "array", "items": {"type": "string", "minLength": 1} | _choices(field)} | _counted(field)
    shape: dict[str, object] = {"type": "string", "minLength": 1} | _choices(field)
    if field.kind in _PATTERNS:
        shape["pattern"] = _PATTERNS[field.kind]
    if field.longest is not None:
        shape["maxLength"] = field.longest
    return shape


def _choices(field: FormField) -> dict[str, object]:
    if not field.choices:
        return {}
    return {"oneOf": [{"const": choice.value, "title": choice.label} for choice in field.choices]}


def _counted(field: FormField) -> dict[str, object]:
    limits = {"minItems": field.lowest, "maxItems": field.highest}
    return {name: int(limit) for name, limit in limits.items() if limit is not None}


def _conditional(field: FormField, fields: tuple[FormField, ...]) -> Mapping[str, object] | None:
    """Return the rule „if asked, then required” of a conditional question whose condition is in the form."""
    condition = read_condition(field.condition) if field.condition else None
    path = condition.path.removeprefix("dokument.") if condition else ""
    if condition is None or path not in {item.path for item in fields}:
        return None
    told: dict[str, object] = {"required": [path]}
    if condition.values:
        told["properties"] = {path: {"enum": list(condition.values)}}
    elif next(item for item in fields if item.path == path).kind == "tak_nie":
        told["properties"] = {path: {"pattern": "^[tT]"}}
    return {"if": {"not": told} if condition.negated else told, "then": {"required": [field.path]}}
