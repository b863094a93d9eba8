"""Rows of a table of one subject held against those of the case: who is who, what is new, changed, removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from schematom_docs.case.tables.layout import KEY_PATH
from schematom_docs.case.tables.office_values import read_value
from schematom_docs.fields import Answer, FormField
from schematom_docs.workflow.import_preview import Change, shown_answer
from schematom_docs.workflow.same_person import Known, People, birth_text, folded_name

Row = Mapping[str, str]
_ALIKE = 0.5
_LONGEST = 160


def rows_of(answer: Answer) -> list[dict[str, str]]:
    """Return the rows of a table, none of another kind of answer."""
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


def canonical_rows(table: FormField, answer: Answer) -> list[dict[str, Answer]]:
    """Return the rows with every cell in its one spelling, empty cells left out."""
    columns = {column.path: replace(column, required=False) for column in table.columns}
    return [
        {path: _one(columns[path], text) for path, text in row.items() if text and path in columns}
        for row in rows_of(answer)
    ]


def _one(column: FormField, text: str) -> Answer:
    read = read_value(column, text)
    return text if read.reason else read.answer


def keyed_people(new: Sequence[Row], old: Sequence[Row]) -> tuple[list[dict[str, str]], dict[int, str]]:
    """Return (the new rows with the keys of the people they are about, notes by index of doubtful ones).

    A row without a key is known by PESEL, then by name and birth date, then by likeness, which is told. Each person of
    the case is taken once.
    """
    taken = {row.get(KEY_PATH, "") for row in new}
    people = People()
    for row in old:
        key = row.get(KEY_PATH, "")
        if key and key not in taken:
            people.add(Known(key, (key,), _name(row), _pesel(row), birth_text(dict(row))))
    rows, notes = [dict(row) for row in new], {}
    for index, row in enumerate(rows):
        if row.get(KEY_PATH) or not _name(row):
            continue
        found = people.find(_name(row), _pesel(row), birth_text(dict(row)))
        if found.person is None or found.person.reference in taken:
            continue
        row[KEY_PATH] = found.person.reference
        taken.add(found.person.reference)
        if found.how == "alike":
            notes[index] = f"odczytano jako {found.person.reference}: {found.why}"
    return rows, notes


def _name(row: Row) -> str:
    return folded_name(f"{row.get('imie', '')} {row.get('nazwisko', '')}")


def _pesel(row: Row) -> str:
    return "".join(row.get("pesel", "").split())


def table_changes(table: FormField, old: Answer, new: Answer) -> list[Change]:
    """Return what changes in a table, row by row: changed cells, new rows, removed rows; masked as answers are."""
    before, after = canonical_rows(table, old), canonical_rows(table, new)
    pairs = _by_key(before, after) if any(KEY_PATH in row for row in before) else _by_likeness(before, after)
    changes = [change for number, row in enumerate(after) for change in _row_changes(table, number, row, pairs, before)]
    gone = [row for number, row in enumerate(before) if number not in pairs.values()]
    changes += [Change(f"{table.label}, usunięty wiersz", _text(table, row), "(usunięty)") for row in gone]
    if not changes and before != after:
        changes.append(Change(table.label, f"{len(before)} poz.", "te same wiersze w innej kolejności"))
    return changes


def _row_changes(
    table: FormField,
    number: int,
    row: Mapping[str, Answer],
    pairs: Mapping[int, int],
    before: Sequence[dict[str, Answer]],
) -> Iterator[Change]:
    if number not in pairs:
        yield Change(f"{table.label}, nowy wiersz {number + 1}", "", _text(table, row))
        return
    old = before[pairs[number]]
    who = str(row.get(KEY_PATH) or f"wiersz {number + 1}")
    for column in table.columns:
        was, will = old.get(column.path, ""), row.get(column.path, "")
        if was != will:
            label = f"{table.label}, {who}: {column.label}"
            yield Change(label, shown_answer(column, was), shown_answer(column, will) or "(puste)")


def _by_key(before: Sequence[Mapping[str, Answer]], after: Sequence[Mapping[str, Answer]]) -> dict[int, int]:
    known = {str(row[KEY_PATH]): number for number, row in enumerate(before) if row.get(KEY_PATH)}
    return {number: known[key] for number, row in enumerate(after) if (key := str(row.get(KEY_PATH, ""))) in known}


def _by_likeness(before: Sequence[Mapping[str, Answer]], after: Sequence[Mapping[str, Answer]]) -> dict[int, int]:
    """Return new → old row: those that say the same first, then those that share half of their cells or more."""
    left = dict(enumerate(before))
    pairs: dict[int, int] = {}
    for least in (1.0, _ALIKE):
        for number, row in enumerate(after):
            if number in pairs:
                continue
            best = max(left, key=lambda item: (_likeness(row, left[item]), -abs(item - number)), default=None)
            if best is not None and _likeness(row, left[best]) >= least:
                pairs[number] = best
                del left[best]
    return pairs


def _likeness(one: Mapping[str, Answer], other: Mapping[str, Answer]) -> float:
    paths = {*one, *other}
    return sum(one.get(path) == other.get(path) for path in paths) / len(paths) if paths else 1.0


def _text(table: FormField, row: Mapping[str, Answer]) -> str:
    cells = (shown_answer(column, row.get(column.path, "")) for column in table.columns if column.path != KEY_PATH)
    text = ", ".join(cell for cell in cells if cell)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
