"""One release writes everything, the next one replaces it, and nothing of the old one is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schematom_docs.errors import OutputError, RegistryError, StaleNumberError
from schematom_docs.records import (
    ISSUED,
    RETURNED,
    SUPERSEDED,
    TO_SEND,
    WITHDRAWN,
    Act,
    BoardChange,
    GivenNumber,
    PackKey,
    ScanRecord,
    StoredPart,
)
from schematom_docs.registry import open_registry
from tests.registry.orders import (
    ACT,
    AGREEMENTS,
    CASE,
    COUNTERPARTS,
    KEY,
    SLOTS,
    agreement,
    family,
    later,
    order,
    release,
)

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry


def test_a_released_version_is_read_back_as_it_was_ordered(registry: DjangoRegistry) -> None:
    with registry.exclusive():
        registry.revise_case(KEY.pilot, CASE, ACT)
        ordered = order(registry.expected(KEY, 2026, [AGREEMENTS]))
        made = registry.release(ordered, ACT)
    assert registry.versions() == [made] == registry.by_code(made.code) == registry.versions(KEY)
    assert (made.number, made.version, made.label, made.state) == (1, 1, "PAK/RODZINNY/1/2026", ISSUED)
    assert (made.parts, made.slots, made.counterparts) == (ordered.parts, SLOTS, COUNTERPARTS)
    assert (made.case_number, made.act, made.day) == (1, ACT, ordered.day)
    assert {role: registry.content(sha256) for role, sha256 in made.files.items()} == dict(ordered.files)
    assert made.sha256 == made.files["elektroniczny"]
    assert registry.pages(made) == list(ordered.page_codes)
    assert [(row.counterpart, row.slot.key, row.state) for row in registry.board(made)] == [
        (1, "rodzina", TO_SEND),
        (1, "pup", TO_SEND),
        (2, "rodzina", TO_SEND),
        (2, "pup", TO_SEND),
    ]


def test_what_is_expected_is_what_is_given_and_nothing_is_given_by_expecting(registry: DjangoRegistry) -> None:
    first = registry.expected(KEY, 2026, [AGREEMENTS])
    assert first == registry.expected(KEY, 2026, [AGREEMENTS])
    assert (first.series, first.number, first.version) == ("pakiety/rodzinny/2026", 1, 1)
    assert first.numbers == {AGREEMENTS: 1}
    assert release(registry).code == first.code
    other = registry.expected(family(2), 2026, [AGREEMENTS])
    assert (other.number, other.version, other.numbers) == (2, 1, {AGREEMENTS: 2})
    again = registry.expected(KEY, 2027, [AGREEMENTS])
    assert (again.series, again.number, again.code, again.version) == ("pakiety/rodzinny/2026", 1, first.code, 2)
    assert registry.expected(family(2), 2027).number == 1


def test_an_order_made_on_old_expectations_is_refused_and_leaves_nothing(registry: DjangoRegistry) -> None:
    registry.revise_case(KEY.pilot, CASE, ACT)
    stale = order(registry.expected(family(2), 2026, [AGREEMENTS]))
    release(registry)
    before = registry.events()
    with pytest.raises(StaleNumberError):
        registry.release(stale, ACT)
    assert registry.orphans() == []
    assert registry.events() == before
    assert registry.versions(family(2)) == []
    assert registry.damage() == []


def test_stale_numbers_of_documents_are_refused_too(registry: DjangoRegistry) -> None:
    release(registry)
    key = PackKey("kielce-1", "instytucji", "pup")
    old = replace(registry.expected(key, 2026), numbers={AGREEMENTS: 1})
    ordered = order(old)
    other = replace(agreement(1, ordered.files["czesc-1"]), subject="k02", number="UM/1a/2026")
    with pytest.raises(StaleNumberError, match="następny numer to już 2"):
        registry.release(replace(ordered, parts=(other,)), ACT)


def test_a_new_version_replaces_the_old_one_and_keeps_its_board_and_files(registry: DjangoRegistry) -> None:
    old = release(registry)
    new = release(registry, supersedes=1, act=later(5))
    assert [(each.version, each.state) for each in registry.by_code(old.code)] == [(1, SUPERSEDED), (2, ISSUED)]
    assert (new.code, new.number, new.label) == (old.code, old.number, old.label)
    assert len(registry.board(old)) == 4
    assert registry.content(old.sha256) != registry.content(new.sha256)
    assert [event.kind for event in registry.events(old)] == ["wydanie", "zastąpienie"]
    assert registry.events(new)[0].notes == {"powod": "Zmiana terminu kursu Jana Nowaka"}


def test_a_document_keeps_its_number_in_a_new_version_or_the_number_becomes_void(registry: DjangoRegistry) -> None:
    first = release(registry)
    expected = registry.expected(KEY, 2026, [AGREEMENTS])
    ordered = order(expected, supersedes=1)
    kept = replace(ordered, parts=(agreement(1, ordered.files["czesc-1"]), ordered.parts[1]))
    registry.release(kept, ACT)
    assert [(each.number, each.version, each.void) for each in registry.numbers(AGREEMENTS)] == [(1, 1, "")]
    release(registry, supersedes=2)
    assert registry.numbers(AGREEMENTS) == [
        GivenNumber(AGREEMENTS, 1, "UM/1/2026", first.code, 1, SUPERSEDED),
        GivenNumber(AGREEMENTS, 2, "UM/2/2026", first.code, 3),
    ]


def test_several_documents_of_one_series_take_numbers_one_after_another(registry: DjangoRegistry) -> None:
    registry.revise_case(KEY.pilot, CASE, ACT)
    parts = [
        StoredPart(n, "zaswiadczenie", f"u{n:02d}", "Zaświadczenie", 1, f"Z/{n}/2026", "zas", n) for n in (1, 2, 3)
    ]
    registry.release(order(registry.expected(KEY, 2026, ["zas"]), parts=parts), ACT)
    assert [(each.number, each.label) for each in registry.numbers("zas")] == [
        (1, "Z/1/2026"),
        (2, "Z/2/2026"),
        (3, "Z/3/2026"),
    ]


def test_a_live_version_is_never_replaced_unsaid(registry: DjangoRegistry) -> None:
    release(registry)
    with pytest.raises(RegistryError, match="ma już wydaną wersję 1"):
        release(registry)
    with pytest.raises(RegistryError, match="nie ma obowiązującej wersji 1"):
        release(registry, family(2), supersedes=1)


def test_a_withdrawn_pack_keeps_its_numbers_as_void_and_may_be_released_again(registry: DjangoRegistry) -> None:
    made = release(registry)
    with pytest.raises(RegistryError, match="wymaga powodu"):
        registry.withdraw(made, " ", ACT)
    gone = registry.withdraw(made, "Błędny PESEL na stronie 3", later(7))
    assert gone.state == WITHDRAWN
    assert [(each.series, each.void) for each in registry.numbers()] == [
        ("pakiety/rodzinny/2026", WITHDRAWN),
        (AGREEMENTS, WITHDRAWN),
    ]
    with pytest.raises(RegistryError, match="jest już: wycofany"):
        registry.withdraw(made, "jeszcze raz", ACT)
    again = release(registry)
    assert (again.version, again.number) == (2, 1)
    assert [(each.series, each.number, each.void) for each in registry.numbers()] == [
        ("pakiety/rodzinny/2026", 1, ""),
        (AGREEMENTS, 1, WITHDRAWN),
        (AGREEMENTS, 2, ""),
    ]


def test_an_error_inside_the_lock_takes_everything_back(registry: DjangoRegistry) -> None:
    with pytest.raises(ValueError, match="druk"), registry.exclusive():
        registry.revise_case(KEY.pilot, CASE, ACT)
        registry.release(order(registry.expected(KEY, 2026, [AGREEMENTS])), ACT)
        raise ValueError("druk")
    assert (registry.versions(), registry.events(), registry.numbers(), registry.case_revisions("kielce-1")) == (
        [],
        [],
        [],
        [],
    )
    assert len(registry.orphans()) == 8
    assert len(registry.remove_orphans()) == 8
    assert registry.orphans() == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"files": {"zip": b"x"}}, "elektroniczny"),
        ({"page_codes": ()}, "kody stron"),
        ({"slots": (SLOTS[0], SLOTS[0])}, "ten sam klucz"),
        ({"case": "0" * 64}, "stanu sprawy"),
        ({"parts": (agreement(1, b"obcy"),)}, "nie niesie pliku Word"),
    ],
)
def test_an_order_that_cannot_be_kept_as_it_is_is_refused(
    registry: DjangoRegistry, change: dict[str, object], reason: str
) -> None:
    registry.revise_case(KEY.pilot, CASE, ACT)
    good = order(registry.expected(KEY, 2026, [AGREEMENTS]))
    with pytest.raises(RegistryError, match=reason):
        registry.release(replace(good, **change), ACT)  # type: ignore[arg-type]
    assert registry.versions() == []


def test_a_moment_without_a_time_zone_is_refused(registry: DjangoRegistry) -> None:
    with pytest.raises(RegistryError, match="strefy czasowej"):
        registry.revise_case("turek", CASE, Act("Anna Referent", ACT.at.replace(tzinfo=None)))


def test_an_entry_that_nobody_makes_is_refused(registry: DjangoRegistry) -> None:
    with pytest.raises(RegistryError, match="nie wiadomo, kto"):
        registry.revise_case("turek", CASE, Act(" ", ACT.at))
    assert registry.events() == []


def test_a_full_disk_is_told_and_leaves_nothing(registry: DjangoRegistry) -> None:
    from django.db import connections

    release(registry)
    before = registry.events()
    with connections[registry._db].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    with pytest.raises(OutputError, match="brak miejsca na dysku"):
        for number in range(2, 40):
            release(registry, family(number))
    registry.close()
    kept = registry.versions()
    assert registry.events()[: len(before)] == before
    assert [event.kind for event in registry.events()].count("wydanie") == len(kept)
    assert registry.damage() == []


def test_issued_files_are_the_same_bytes_after_everything_that_can_happen(
    registry: DjangoRegistry, workspace: Path
) -> None:
    made = release(registry)
    store = workspace / "rejestr" / "pliki"
    issued = {path: path.read_bytes() for path in store.glob("*/*")}
    registry.mark(made, [BoardChange(1, "pup", RETURNED)], ACT)
    registry.keep_scans([ScanRecord(made.sha256, 1, "zgodna", code=made.code, version=1, page=1)], {}, ACT)
    new = release(registry, supersedes=1)
    registry.withdraw(new, "błąd", ACT)
    registry.remove_orphans()
    registry.close()
    again = open_registry(workspace)
    assert {path: path.read_bytes() for path in issued} == issued
    assert [len(again.pages(version)) for version in again.by_code(made.code)] == [6, 6]
    assert again.by_code(made.code)[0] == replace(made, state=SUPERSEDED)


def test_events_hold_no_names_and_no_typed_text(registry: DjangoRegistry) -> None:
    release(registry)
    made = release(registry, supersedes=1)
    registry.withdraw(made, "Jan Nowak, PESEL 44051401359, odmówił", ACT)
    logged = " ".join(f"{event.subject} {event.data}" for event in registry.events())
    for personal in ("Nowak", "44051401359", "Ewa Lis", "Rodzina Państwa", "PUP w Kielcach"):
        assert personal not in logged
