"""Answers as faces handle them ↔ values as the data file holds them: periods, lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.case.form_places import put
from schematom_docs.case.scalars import as_date
from schematom_docs.case.source import raw_at
from schematom_docs.fields import Answer, FormField

KEY_COLUMN = "klucz"
"""Column of a table whose rows have keys in the data (members of a family)."""
BETWEEN = " – "
_ITEMS = "; "
_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}(?: ?r\.)?)"
_BOTH = re.compile(rf"(?:od )?{_DAY} *(?:–|—|-|/|do) *{_DAY}")
_OPEN = re.compile(rf"(od|do) {_DAY}")


def period_of(text: str) -> dict[str, str] | None:
    """Return {od, do} of a period written „2015-05-14 – 2015-09-30”, „od …”, „do …”; None when it is not one."""
    bare = " ".join(text.split())
    if match := _BOTH.fullmatch(bare):
        return {"od": match[1], "do": match[2]}
    if match := _OPEN.fullmatch(bare):
        return {match[1]: match[2]}
    return None


def period_text(period: Mapping[str, object]) -> str:
    """Return a period of the data as one text."""
    start, end = (str(period.get(name) or "") for name in ("od", "do"))
    if start and end:
        return f"{start}{BETWEEN}{end}"
    return f"od {start}" if start else f"do {end}" if end else ""


def with_iso_dates(field: FormField, answer: Answer) -> Answer:
    """Return a valid answer with its dates as data files write them: „12.12.2016” → „2016-12-12”, in tables too."""
    if isinstance(answer, list):
        columns = {column.path: column for column in field.columns}
        return [_iso_row(columns, row) for row in answer if isinstance(row, dict)] if columns else answer
    return _iso_text(field, answer)


def _iso_row(columns: Mapping[str, FormField], row: Mapping[str, str]) -> dict[str, str]:
    return {path: _iso_text(columns[path], text) if path in columns else text for path, text in row.items()}


def _iso_text(field: FormField, text: str) -> str:
    if field.kind == "data" and text:
        return as_date(text).isoformat()
    period = period_of(text) if field.kind == "okres" else None
    return text if period is None else period_text({end: as_date(day).isoformat() for end, day in period.items()})


def answer_of(field: FormField, raw: object) -> Answer | None:
    """Return the raw value of the data as an answer, None when there is none or it has another shape."""
    if field.kind == "tabela":
        rows = [_row(field, item, key) for key, item in _items(raw)]
        return rows or None
    if field.kind in ("lista_tekstow", "wiele_z"):
        return [str(item) for item in raw if item is not None] or None if isinstance(raw, list) else None
    if field.kind == "okres":
        return (period_text(raw) or None) if isinstance(raw, Mapping) else raw if isinstance(raw, str) else None
    return raw if isinstance(raw, str) and raw else None


def _items(raw: object) -> Iterator[tuple[str, object]]:
    if isinstance(raw, Mapping):
        yield from ((str(key), item) for key, item in raw.items())
    elif isinstance(raw, list):
        yield from (("", item) for item in raw)


def _row(field: FormField, raw: object, key: str) -> dict[str, str]:
    cells = {}
    for column in field.columns:
        value = key if column.path == KEY_COLUMN else raw_at(raw, tuple(column.path.split(".")))
        answer = answer_of(column, value)
        if isinstance(answer, list):
            answer = _ITEMS.join(str(item) for item in answer)
        if answer:
            cells[column.path] = answer
    return cells


def raw_of(field: FormField, answer: Answer, old: object, *, keyed: bool = False) -> object:
    """Return an answer as the data hold it. old: what stands there now; what the rows of a table have beside the
    columns asked for is kept; keyed: the rows have keys.
    """
    if field.kind == "tabela":
        rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
        filled = [row for row in rows if any(row.values())]
        return _keyed_rows(field, filled, old) if keyed else _rows(field, filled, old)
    if isinstance(answer, list):
        return [str(item) for item in answer if item]
    if field.kind == "okres":
        return period_of(answer) or answer
    return answer


def cell_items(text: str) -> list[str]:
    """Return the items of a list written in one cell."""
    return [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]


def _written(field: FormField, cells: Mapping[str, str], old: object) -> dict[str, object]:
    row: dict[str, object] = dict(old) if isinstance(old, Mapping) else {}
    for column in field.columns:
        if column.path == KEY_COLUMN:
            continue
        path = tuple(column.path.split("."))
        text = cells.get(column.path, "")
        if text:
            lists = column.kind in ("lista_tekstow", "wiele_z")
            put(row, path, raw_of(column, cell_items(text) if lists else text, None))
        else:
            _drop(row, path)
    return row


def _drop(row: dict[str, object], path: tuple[str, ...]) -> None:
    parent = raw_at(row, path[:-1])
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
        if not parent and len(path) > 1:
            _drop(row, path[:-1])


def _rows(field: FormField, rows: list[dict[str, str]], old: object) -> list[object]:
    """Return the rows; an old row lends what is not asked to the new one that says the same, else to its successor."""
    before = list(old) if isinstance(old, list) else []
    same: dict[int, object] = {}
    for number, cells in enumerate(rows):
        wanted = {key: value for key, value in cells.items() if value}
        found = next((item for item in before if _row(field, item, "") == wanted), None)
        if found is not None:
            before.remove(found)
            same[number] = found
    rest = [number for number in range(len(rows)) if number not in same]
    if len(rest) == len(before):
        same.update(zip(rest, before, strict=True))
    return [_written(field, cells, same.get(number)) for number, cells in enumerate(rows)]


def _keyed_rows(field: FormField, rows: list[dict[str, str]], old: object) -> dict[str, object]:
    before = old if isinstance(old, Mapping) else {}
    result: dict[str, object] = {}
    given = {row.get(KEY_COLUMN, "") for row in rows}
    for cells in rows:
        key = cells.get(KEY_COLUMN, "")
        if not key:
            taken = {*result, *given, *before}
            key = next(name for number in range(1, 1000) if (name := f"o{number}") not in taken)
        result[key] = _written(field, cells, before.get(key))
    return result
