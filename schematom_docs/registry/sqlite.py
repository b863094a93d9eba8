"""The edge to SQLite: how a database file is opened, locked, copied, and what its errors mean.

The journal is SQLite's default (a rollback journal) with `synchronous=EXTRA`: a commit that returned is on the disk on
Windows and Linux alike, also in the folder's own entries, and a database is one file that can be copied. WAL would not
work in a folder shared over the network, which is where offices keep their workspaces.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from schematom_docs.errors import BusyRegistryError, OutputError, RegistryError, SchematomError

WAIT_SECONDS = 60
_FULL = "Sprawdź wolne miejsce na dysku i prawa zapisu w folderze „rejestr”."
_REFUSED: dict[int, tuple[type[SchematomError], str, str]] = {
    sqlite3.SQLITE_BUSY: (BusyRegistryError, "rejestr jest zajęty przez inny program", "Spróbuj ponownie za chwilę."),
    sqlite3.SQLITE_LOCKED: (BusyRegistryError, "rejestr jest zajęty przez inny program", "Spróbuj ponownie za chwilę."),
    sqlite3.SQLITE_FULL: (OutputError, "nie można zapisać rejestru: brak miejsca na dysku", _FULL),
    sqlite3.SQLITE_READONLY: (OutputError, "nie można zapisać rejestru: brak prawa zapisu", _FULL),
    sqlite3.SQLITE_IOERR: (OutputError, "nie można odczytać lub zapisać rejestru: błąd dysku", _FULL),
    sqlite3.SQLITE_CANTOPEN: (OutputError, "nie można otworzyć pliku rejestru", _FULL),
}
_DAMAGED = "Odtwórz folder „rejestr” z kopii zapasowej; niczego w nim nie poprawiaj ręcznie."


def database_settings(path: Path) -> dict[str, Any]:
    """Return Django's settings of the database in the file `path`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_SECONDS,
            "init_command": "PRAGMA synchronous=EXTRA; PRAGMA fullfsync=ON",
        },
    }


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock between processes, which the system itself gives back when the process dies.

    Raises RegistryError when another process holds it longer than WAIT_SECONDS.
    """
    with closing(sqlite3.connect(lock, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database into `target` so that the copy is whole: under a temporary name first, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(draft)) as new:
        old.backup(new)
    with draft.open("r+b") as file:
        os.fsync(file.fileno())
    draft.replace(target)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn errors of the database into RegistryError (9) or OutputError (12) with a Polish reason."""
    from django.db import Error as DjangoError

    try:
        yield
    except (DjangoError, sqlite3.Error) as error:
        cause = error if isinstance(error, sqlite3.Error) else error.__cause__
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in _REFUSED:
            kind, reason, remedy = _REFUSED[code]
            raise kind(reason, place=place, remedy=remedy) from error
        if code == sqlite3.SQLITE_CONSTRAINT:
            raise RegistryError(
                "rejestr odmówił zapisu: wpis już jest albo nie wolno go zmienić",
                place=place,
                remedy="Odczytaj stan poleceniem „schematom board” i powtórz czynność.",
            ) from error
        raise RegistryError("plik rejestru jest uszkodzony", place=place, remedy=_DAMAGED) from error
