"""What somebody changes past the program is found, and the database refuses most of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schematom_docs.errors import RegistryError
from tests.registry.orders import ACT, family, release

if TYPE_CHECKING:
    from schematom_docs.records import PackVersion
    from schematom_docs.registry.django_registry import DjangoRegistry


@pytest.fixture
def released(registry: DjangoRegistry) -> PackVersion:
    """The first of two released packs."""
    first = release(registry)
    second = release(registry, family(2))
    registry.withdraw(second, "pomyłka", ACT)
    assert registry.damage() == []
    registry.close()
    return first


def tamper(workspace: Path, statement: str, *, past_guards: bool = True) -> None:
    """Run a statement on the database file itself; past_guards: after dropping every trigger."""
    with closing(sqlite3.connect(workspace / "rejestr" / "rejestr.sqlite3")) as connection:
        if past_guards:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE registry_event SET actor = 'Kto Inny' WHERE number = 2", "wpis nr 2 jest zmieniony"),
        ("UPDATE registry_event SET at = '2020-01-01' WHERE number = 2", "wpis nr 2 jest zmieniony"),
        ("""UPDATE registry_event SET data = '{"numer": 9}' WHERE number = 1""", "wpis nr 1 jest zmieniony"),
        ("DELETE FROM registry_event WHERE number = 1", "po wpisie nr 0 jest wpis nr 2"),
        ("UPDATE registry_event SET previous = '' WHERE number = 3", "wpis nr 3 nie wiąże się z poprzednim"),
        ("UPDATE registry_workspace SET last_event = 3", "ostatni zapisany to nr 3"),
        ("UPDATE registry_eventnote SET text = 'inny powód'", "dopisek „powod” wpisu nr 4 jest zmieniony"),
        ("DELETE FROM registry_number WHERE series = 'umowy/2026' AND number = 1", "„umowy/2026” brakuje 1"),
        ("DELETE FROM registry_pagecode", "PAK/RODZINNY/1/2026, wersja 1: brak kodów stron"),
        ("UPDATE registry_pagecode SET digest = '0' WHERE page = 2", "kody stron są inne niż w dzienniku"),
        ("DELETE FROM registry_versionfile WHERE role = 'zip'", "lista plików jest inna"),
        ("UPDATE registry_pack SET number = 7 WHERE number = 1", "numer pakietu jest inny"),
    ],
)
def test_a_change_past_the_program_is_found(
    registry: DjangoRegistry, released: PackVersion, workspace: Path, statement: str, found: str
) -> None:
    tamper(workspace, statement)
    assert any(found in sentence for sentence in registry.damage()), registry.damage()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_event SET kind = 'nic' WHERE number = 1",
        "DELETE FROM registry_event WHERE number = 4",
        "UPDATE registry_pagecode SET digest = '' WHERE page = 1",
        "DELETE FROM registry_pagecode",
        "DELETE FROM registry_number",
        "DELETE FROM registry_version",
        "DELETE FROM registry_pack",
        "DELETE FROM registry_storedfile",
    ],
)
def test_the_database_itself_refuses_to_change_what_stays(
    registry: DjangoRegistry, released: PackVersion, workspace: Path, statement: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="zostają"):
        tamper(workspace, statement, past_guards=False)
    assert registry.damage() == []


def test_django_refuses_to_save_delete_or_update_an_entry(registry: DjangoRegistry, released: PackVersion) -> None:
    from django.db import DatabaseError

    from schematom_docs.registry.models import Event

    event = Event.objects.using(registry._db).get(number=1)
    event.actor = "Kto Inny"
    with pytest.raises(DatabaseError):
        event.save(using=registry._db)
    with pytest.raises(DatabaseError):
        event.delete(using=registry._db)
    with pytest.raises(DatabaseError):
        Event.objects.using(registry._db).update(actor="Kto Inny")
    assert {entry.act.actor for entry in registry.events()} == {"Anna Referent"}


def test_a_flipped_byte_and_a_lost_file_are_found_and_never_handed_out(
    registry: DjangoRegistry, released: PackVersion, workspace: Path
) -> None:
    store = workspace / "rejestr" / "pliki"
    changed, lost = released.files["docx"], released.files["zip"]
    path = store / changed[:2] / changed
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    (store / lost[:2] / lost).unlink()
    assert sorted(registry.damage()) == sorted(
        [
            f"Pliki: plik {changed[:12]}… w rejestrze jest zmieniony.",
            f"Pliki: nie ma w rejestrze pliku {lost[:12]}… (nie ma takiego pliku ani folderu).",
        ]
    )
    for sha256 in (changed, lost):
        with pytest.raises(RegistryError, match=sha256[:12]):
            registry.content(sha256)


def test_a_note_can_be_erased_and_the_chain_stays_whole(
    registry: DjangoRegistry, released: PackVersion, workspace: Path
) -> None:
    assert registry.events()[-1].notes == {"powod": "pomyłka"}
    tamper(workspace, "DELETE FROM registry_eventnote", past_guards=False)
    assert registry.events()[-1].notes == {}
    assert registry.damage() == []


def test_a_file_that_is_no_database_is_said_to_be_damaged(registry: DjangoRegistry, workspace: Path) -> None:
    registry.close()
    (workspace / "rejestr" / "rejestr.sqlite3").write_bytes(b"to nie jest baza " * 400)
    with pytest.raises(RegistryError, match="uszkodzony") as told:
        registry.versions()
    assert "kopii zapasowej" in told.value.remedy
