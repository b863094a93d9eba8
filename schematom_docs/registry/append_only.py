"""Triggers that keep the log and what was given from being changed, also past the program. SQLite's dialect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Step = Callable[[Any, Any], None]

_TRIGGER = """CREATE TRIGGER registry_{table}_{act} BEFORE {act} ON registry_{table}
BEGIN SELECT RAISE(ABORT, 'rejestr: wpisy tabeli {table} zostają'); END"""


def guards(frozen: Sequence[str], kept: Sequence[str]) -> tuple[Step, Step]:
    """Return (step of a migration that makes the triggers, step that drops them).

    frozen: tables whose rows are neither changed nor deleted; kept: whose rows may change and are never deleted. The
    first step raises NotImplementedError on a database for which nobody has written and tried such triggers. A later
    migration that alters a guarded table drops its triggers first and makes them again: SQLite rebuilds the table.
    """
    pairs = [(table, "DELETE") for table in (*frozen, *kept)] + [(table, "UPDATE") for table in frozen]

    def make(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "sqlite":
            raise NotImplementedError(f"no append-only triggers for {schema_editor.connection.vendor}")
        for table, act in pairs:
            schema_editor.execute(_TRIGGER.format(table=table, act=act))

    def drop(_apps: Any, schema_editor: Any) -> None:
        for table, act in pairs:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS registry_{table}_{act}")

    return make, drop
