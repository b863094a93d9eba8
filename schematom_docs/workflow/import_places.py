"""Where in the file of an office a fault of the data comes from: sheet, row and the question as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case import FormDefinition
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_places import Places
from schematom_docs.case.source import DataPath, path_text, raw_at
from schematom_docs.fields import FormField


@dataclass(slots=True)
class RowPlaces:
    """Places of one subject in the file. main: file, sheet and row; tables: path of a table → place of each of its
    rows, in order."""

    main: str
    tables: dict[str, list[str]] = field(default_factory=dict)

    def of_answer(self, fields: Mapping[str, FormField], path: str, row: int = 0) -> str:
        """Return the place of an answer. path: of the question, in a table „TABLE.COLUMN”; row: of a table, from 1."""
        if path in fields:
            rows = self.tables.get(path, [])
            where = rows[row - 1] if 0 < row <= len(rows) else self.main
            return f"{where}, „{fields[path].label}”"
        table = next((name for name in self.tables if path.startswith(f"{name}.")), "")
        if not table:
            return f"{self.main}, „{path}”" if path else self.main
        return self._cell(fields[table], row, path[len(table) + 1 :])

    def _cell(self, table: FormField, row: int, column: str) -> str:
        rows = self.tables[table.path]
        where = rows[row - 1] if 0 < row <= len(rows) else self.main
        first = column.split(".")[0]
        label = next((item.label for item in table.columns if first == item.path.split(".")[0]), table.label)
        return f"{where}, „{label}”"

    def of_data(self, form: FormDefinition, data: Mapping[str, object], key: str, text: str) -> str:
        """Return the place of what stands in the data. key: of the subject; text: path as messages write it."""
        fields = {item.path: item for item in fields_of(form)}
        found = _longest(_homes(form, fields, data, key), text)
        if found is None:
            return f"{self.main}, pole „{text.rpartition('.')[2]}”"
        home, path = found
        rest = text[len(path_text(home)) + 1 :].split(".")
        if path not in self.tables or not rest[0]:
            return f"{self.main}, „{fields[path].label}”"
        rows = raw_at(data, home)
        keys: Sequence[str] = list(rows) if isinstance(rows, dict) else ()
        row = keys.index(rest[0]) + 1 if rest[0] in keys else int(rest[0]) if rest[0].isdigit() else 0
        return self._cell(fields[path], row, ".".join(rest[1:]))


def _homes(
    form: FormDefinition, fields: Mapping[str, FormField], data: Mapping[str, object], key: str
) -> dict[DataPath, str]:
    """Return place in the data → path of the question whose answer stands there."""
    places = Places(dict(data), form, key)
    homes: dict[DataPath, str] = {}
    for path, item in fields.items():
        homes.setdefault(places.place(path) or (*places.own_base(), *path.split(".")), path)
        first = places.place(item.default[0]) if item.default else None
        if first is not None:
            homes.setdefault(first, path)
    return homes


def _longest(homes: Mapping[DataPath, str], text: str) -> tuple[DataPath, str] | None:
    fitting = [(home, path) for home, path in homes.items() if f"{text}.".startswith(f"{path_text(home)}.")]
    return max(fitting, key=lambda item: len(item[0]), default=None)
