"""Opening the registry of a workspace: Django set up once a process, the database made, migrated or refused."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schematom_docs.errors import OutputError, RegistryError, system_reason
from schematom_docs.registry.files import FileStore
from schematom_docs.registry.sqlite import copy_database, database_settings, held, told

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry

FOLDER = "rejestr"
DATABASE = "rejestr.sqlite3"
FILES = "pliki"
COPIES = "kopie"
LOCK = "blokada.sqlite3"
APP = "registry"


def open_registry(folder: Path, *, create: bool = True, created: datetime | None = None) -> DjangoRegistry:
    """Return the registry of the workspace in `folder`, brought up to date.

    An older database is copied into „rejestr/kopie” first, then migrated. created: the moment from which a new
    workspace gets its identity, by default that of its folder on the disk. Raises RegistryError when there is no
    registry and `create` is off, or it is newer than the program, or damaged; OutputError when it cannot be written.
    """
    base = folder.resolve() / FOLDER
    database = base / DATABASE
    if not create and not database.is_file():
        raise RegistryError(
            "w tym obszarze roboczym nie wydano jeszcze żadnego pakietu",
            place=str(folder),
            remedy="Wydaj pierwszy poleceniem „schematom release”.",
        )
    _configure()
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"nie można utworzyć folderu rejestru ({system_reason(error)})",
            place=str(base),
            remedy="Sprawdź prawa zapisu w obszarze roboczym.",
        ) from error
    alias = _alias(database)
    with told(str(database)):
        if _to_apply(alias, database):
            _bring_up_to_date(alias, base, created)
    from schematom_docs.registry.django_registry import DjangoRegistry

    return DjangoRegistry(alias, FileStore(base / FILES), str(database))


def _configure() -> None:
    """Set Django up for this process, without a settings module in the environment; once is enough."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["schematom_docs.registry"],
            DATABASES={},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            USE_TZ=True,
            TIME_ZONE="UTC",
            LOGGING_CONFIG=None,
        )
    if not apps.ready:
        django.setup()


def _alias(database: Path) -> str:
    """Return the name under which Django knows the database, made known when it is not: one a workspace."""
    from django.db import connections

    alias = f"rejestr-{hashlib.sha256(str(database).encode()).hexdigest()[:16]}"
    if alias not in connections.settings:
        complete: dict[str, Any] = connections.configure_settings({"default": {}, alias: database_settings(database)})
        connections.settings[alias] = complete[alias]
    return alias


def _to_apply(alias: str, database: Path) -> list[str]:
    """Return names of migrations that the database lacks. Raises RegistryError when it has ones we do not know."""
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connections[alias])
    applied = {name for app, name in loader.applied_migrations if app == APP}
    known = {name for app, name in loader.disk_migrations if app == APP}
    if newer := sorted(applied - known):
        raise RegistryError(
            f"rejestr jest nowszy niż ten program (zmiana {newer[-1]})",
            place=str(database),
            remedy="Zainstaluj nowszą wersję schematom_docs; stara mogłaby zepsuć wpisy.",
        )
    return sorted(known - applied)


def _bring_up_to_date(alias: str, base: Path, created: datetime | None) -> None:
    """Make or migrate the database while no other process does; a database with entries is copied first."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    database = base / DATABASE
    with held(base / LOCK):
        missing = _to_apply(alias, database)
        if not missing:
            return
        executor = MigrationExecutor(connections[alias])
        if any(app == APP for app, _ in executor.loader.applied_migrations):
            copy_database(database, _free_name(base / COPIES, missing[0]))
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == APP])
        _identify(alias, base, created)


def _free_name(folder: Path, migration: str) -> Path:
    number = 1
    while (path := folder / f"rejestr-przed-{migration}-{number}.sqlite3").exists():
        number += 1
    return path


def _identify(alias: str, base: Path, created: datetime | None) -> None:
    """Write the row of the workspace when there is none: its identity is a digest of where and when it was made."""
    from schematom_docs.registry.models import Workspace

    if Workspace.objects.using(alias).exists():
        return
    made = base.stat()
    moment = created or datetime.fromtimestamp(made.st_mtime, tz=UTC)
    seed = f"{base.parent}|{moment.isoformat()}" + ("" if created else f"|{made.st_mtime_ns}")
    Workspace.objects.using(alias).create(
        identity=hashlib.sha256(seed.encode()).hexdigest(), created_at=moment.astimezone(UTC)
    )
