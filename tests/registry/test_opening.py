"""A registry is made once, an older one is copied and migrated, a newer one is refused."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schematom_docs.errors import OutputError, RegistryError
from schematom_docs.registry import open_registry
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_registry_of
from tests.registry.orders import KEY, release


def query(database: Path, statement: str) -> list[str]:
    """Return the first column of what a statement gives."""
    with closing(sqlite3.connect(database)) as connection:
        found = [str(row[0]) for row in connection.execute(statement)]
        connection.commit()
    return found


def test_models_and_migrations_agree(new_workspace: Path) -> None:
    from django.core.management import call_command

    open_registry(new_workspace)
    said = io.StringIO()
    call_command("makemigrations", "registry", dry_run=True, stdout=said)
    assert said.getvalue().strip() == "No changes detected in app 'registry'"


def test_an_older_registry_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    registry = open_registry(tmp_path)
    made = release(registry)
    MigrationExecutor(connections[registry._db]).migrate([("registry", "0001_initial")])
    registry.close()
    again = open_registry(tmp_path)
    copies = list((tmp_path / "rejestr" / "kopie").iterdir())
    assert [copy.name for copy in copies] == ["rejestr-przed-0002_append_only-1.sqlite3"]
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    assert query(copies[0], triggers) == []
    assert query(copies[0], "SELECT code FROM registry_pack") == [made.code]
    assert len(query(tmp_path / "rejestr" / "rejestr.sqlite3", triggers)) == 10
    assert (again.versions(), again.damage()) == ([made], [])


def test_a_newer_registry_is_refused_and_not_touched(workspace: Path) -> None:
    database = workspace / "rejestr" / "rejestr.sqlite3"
    query(
        database, "INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '0999_z_jutra', '2030-01-01')"
    )
    before = database.read_bytes()
    with pytest.raises(RegistryError, match="nowszy niż ten program") as told:
        open_registry(workspace)
    assert "nowszą wersję" in told.value.remedy
    assert database.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_at_opening(tmp_path: Path) -> None:
    (tmp_path / "rejestr").mkdir()
    (tmp_path / "rejestr" / "rejestr.sqlite3").write_bytes(b"notatki z zebrania" * 99)
    with pytest.raises(RegistryError, match="uszkodzony"):
        open_registry(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "rejestr").write_text("nic", encoding="utf-8")
    with pytest.raises(OutputError, match="folderu rejestru"):
        open_registry(tmp_path)


def test_codes_depend_on_when_and_where_the_workspace_was_made(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    first = open_registry(tmp_path / "a", created=moment).expected(KEY, 2026).code
    assert open_registry(tmp_path / "a", created=moment.replace(hour=10)).expected(KEY, 2026).code == first
    assert open_registry(tmp_path / "b", created=moment).expected(KEY, 2026).code != first
    assert (
        open_registry(tmp_path / "c").expected(KEY, 2026).code != open_registry(tmp_path / "d").expected(KEY, 2026).code
    )


def test_two_workspaces_in_one_process_know_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = open_registry(tmp_path / "jeden"), open_registry(tmp_path / "dwa")
    made = release(one)
    assert (one.versions(), two.versions()) == ([made], [])
    with pytest.raises(RegistryError, match=f"nie zna pakietu {made.code} w wersji 1"):
        two.board(made)


def test_outside_a_workspace_and_before_the_first_release_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as outside:
        open_registry_of(load_settings(tmp_path, {}))
    assert "schematom init" in outside.value.remedy
    (tmp_path / "schematom.toml").write_text("", encoding="utf-8")
    settings = load_settings(tmp_path, {})
    with pytest.raises(RegistryError) as empty:
        open_registry_of(settings)
    assert "schematom release" in empty.value.remedy
    assert not (tmp_path / "rejestr").exists()
    assert open_registry_of(settings, create=True).versions() == []
    assert open_registry_of(settings).versions() == []


def test_a_busy_registry_is_told_as_busy(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = open_registry(workspace)
    from django.db import connections

    connections[registry._db].settings_dict["OPTIONS"]["timeout"] = 0.1
    registry.close()
    with closing(sqlite3.connect(workspace / "rejestr" / "rejestr.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegistryError, match="zajęty przez inny program"):
            release(registry)
        other.execute("ROLLBACK")
    assert release(registry).version == 1


def test_a_commit_is_on_the_disk_and_foreign_keys_hold(workspace: Path) -> None:
    from django.db import connections

    registry = open_registry(workspace)
    found = {}
    with connections[registry._db].cursor() as cursor:
        for name in ("synchronous", "foreign_keys", "journal_mode", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    extra = 3
    assert found == {"synchronous": extra, "foreign_keys": 1, "journal_mode": "delete", "busy_timeout": 60_000}
