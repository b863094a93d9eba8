"""What the command line prints: lines and tables for people, JSON for machines, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from schematom_docs.errors import Fault, SchematomError


def print_json(value: object) -> None:
    """Print `value` as one JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under a header, columns padded to the widest cell."""
    table = [list(header), *[list(row) for row in rows]]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    for number, row in enumerate(table):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            click.echo("  ".join("─" * width for width in widths))


def progress(stage: str, done: int, total: int) -> None:
    """Show the progress of a stage on stderr: one updating line in a terminal, plain lines elsewhere."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else "\r"
        click.echo(f"{stage}: {done}/{total}".ljust(60) + end, err=True, nl=False)
    elif done in (0, total):
        click.echo(f"{stage}: {done}/{total}", err=True)


def print_faults(faults: Iterable[Fault]) -> None:
    """Print warnings and errors, one a line, on stderr."""
    for fault in faults:
        click.echo(f"{'Uwaga' if fault.warning else 'Błąd'}: {fault}", err=True)


def fault_record(fault: Fault) -> dict[str, object]:
    """Return the fault as a JSON-ready mapping with Polish keys."""
    return {"miejsce": fault.place, "powod": fault.reason, "rada": fault.remedy, "ostrzezenie": fault.warning}


def error_record(error: SchematomError) -> Mapping[str, object]:
    """Return the error as a JSON-ready mapping with Polish keys and its exit code."""
    return {
        "kod": error.exit_code,
        "powod": error.reason,
        "miejsce": error.place,
        "rada": error.remedy,
        "bledy": [fault_record(fault) for fault in error.faults],
    }


def print_error(error: SchematomError) -> None:
    """Print the error on stderr: the head in one line, each fault in a line of its own."""
    click.echo(f"Błąd: {error}", err=True)
