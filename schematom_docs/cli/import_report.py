"""How a preview of an import is shown: lines for people, a record for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from schematom_docs.cli.report import fault_record

if TYPE_CHECKING:
    from schematom_docs.workflow.import_preview import Preview, PreviewRow, Status

_STATUSES: tuple[Status, ...] = ("nowy", "zmiana", "bez zmian", "do rozstrzygnięcia", "odmowa")
_MANY = 200


def preview_lines(preview: Preview) -> list[str]:
    """Return the preview as lines: notices, rows with changes and reasons, the count of each kind."""
    lines = [f"Uwaga: {fault}" for fault in preview.notices]
    quiet = len(preview.rows) > _MANY
    for row in preview.rows:
        if not (quiet and row.status in ("nowy", "bez zmian") and not row.notes):
            lines += row_lines(row)
    lines += [f"Błąd: {fault}" for fault in preview.faults]
    counts = ", ".join(f"{status}: {preview.count(status)}" for status in _STATUSES if preview.count(status))
    return [*lines, f"{preview.place} → {preview.type_id}: wierszy {len(preview.rows)} ({counts or 'brak'})"]


def row_lines(row: PreviewRow) -> list[str]:
    """Return a row for people: its status, changes, reasons, and how it was read."""
    head = f"wiersz {row.number:>4}  {row.status:<10}  {row.key:<12}  {row.who}".rstrip()
    changes = [f"      {change.label}: {change.old or '(puste)'} → {change.new}" for change in row.changes]
    return [head, *changes, *(f"      {fault}" for fault in row.reasons), *(f"      ({note})" for note in row.notes)]


def print_preview(preview: Preview) -> None:
    """Print the preview; of a long list, new and unchanged rows are only counted."""
    for line in preview_lines(preview):
        click.echo(line)


def preview_record(preview: Preview) -> dict[str, object]:
    """Return the preview as a JSON-ready mapping with Polish keys."""
    return {
        "plik": preview.place,
        "typ": preview.type_id,
        "wiersze": [_row_record(row) for row in preview.rows],
        "bledy": [fault_record(fault) for fault in preview.faults],
        "uwagi": [fault_record(fault) for fault in preview.notices],
        "podsumowanie": {status: preview.count(status) for status in _STATUSES if preview.count(status)},
    }


def _row_record(row: PreviewRow) -> dict[str, object]:
    return {
        "wiersz": row.number,
        "stan": row.status,
        "klucz": row.key,
        "kto": row.who,
        "zmiany": [{"pole": change.label, "bylo": change.old, "bedzie": change.new} for change in row.changes],
        "powody": [fault_record(fault) for fault in row.reasons],
        "jak_odczytano": list(row.notes),
        "mozliwe_decyzje": list(row.choices),
    }
