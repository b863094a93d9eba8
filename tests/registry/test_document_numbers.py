"""Numbers of documents: given one after another, typed ones entered as taken, each held by one paper of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from schematom_docs.errors import RegistryError, StaleNumberError
from schematom_docs.records import WITHDRAWN, PackKey, StoredPart
from tests.registry.orders import ACT, CASE, KEY, family, order

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry

SERIES = "kielce-1/kontrakty/2026"
OTHER = PackKey("kielce-1", "instytucji", "pup")


def contract(subject: str, position: int, label: str = "", *, typed: bool = False) -> StoredPart:
    """Return a contract with a number."""
    return StoredPart(1, "kontrakt", subject, "Kontrakt", 1, label or f"{position}/2026", SERIES, position, typed)


def release(
    registry: DjangoRegistry, key: PackKey, *parts: StoredPart, typed: tuple[StoredPart, ...] = (), supersedes: int = 0
) -> None:
    """Release a pack with these parts."""
    with registry.exclusive():
        registry.revise_case(key.pilot, CASE, ACT)
        made = order(registry.expected(key, 2026, [SERIES]), parts=parts, supersedes=supersedes)
        label = f"PAK/{key.recipe_id.upper()}/{made.expected.number}/2026"
        registry.release(replace(made, typed=typed, label=label), ACT)


def labels(registry: DjangoRegistry) -> list[tuple[int, str, bool]]:
    """Return (place, label, whether in force) of the numbers of the series."""
    return [(each.number, each.label, not each.void) for each in registry.numbers(SERIES)]


def test_a_paper_that_stands_in_several_packs_has_one_number(registry: DjangoRegistry) -> None:
    release(registry, KEY, contract("k01", 1))
    release(registry, OTHER, contract("k01", 1))
    assert labels(registry) == [(1, "1/2026", True)]
    registry.withdraw(registry.versions(OTHER)[0], "pomyłka", ACT)
    assert labels(registry) == [(1, "1/2026", True)]
    registry.withdraw(registry.versions(KEY)[0], "pomyłka", ACT)
    assert labels(registry) == [(1, "1/2026", False)]
    assert [each.void for each in registry.numbers(SERIES)] == [WITHDRAWN]


def test_a_given_number_of_another_paper_is_refused_with_its_holder(registry: DjangoRegistry) -> None:
    release(registry, KEY, contract("k01", 1))
    with pytest.raises(RegistryError, match=r"„1/2026”.*ma już kielce-1/kontrakt/k01 \(pakiet PAK/RODZINNY/1/2026\)"):
        release(registry, family(2), contract("k02", 1, typed=True))
    assert registry.versions(family(2)) == [] and registry.damage() == []


@pytest.mark.parametrize("position", [1, 3])
def test_a_number_out_of_turn_is_stale(position: int, registry: DjangoRegistry) -> None:
    release(registry, KEY, contract("k01", 1))
    with pytest.raises(StaleNumberError, match="następny numer to już 2"):
        release(registry, family(2), contract("k02", position, "inny"))


def test_numbers_typed_in_the_case_are_taken_before_their_papers_are_released(registry: DjangoRegistry) -> None:
    typed = (contract("k01", 1, typed=True), contract("k02", 2, typed=True))
    release(registry, family(3), contract("k03", 3), typed=typed)
    assert labels(registry) == [(1, "1/2026", True), (2, "2/2026", True), (3, "3/2026", True)]
    assert [each.code == "" for each in registry.numbers(SERIES)] == [True, True, False]
    release(registry, family(2), contract("k02", 2, typed=True))
    assert [each.code == "" for each in registry.numbers(SERIES)] == [True, False, False]
    assert registry.expected(family(4), 2026, [SERIES]).numbers == {SERIES: 4}
    assert registry.damage() == []


def test_a_number_typed_by_mistake_and_never_released_goes_to_who_bears_it_now(registry: DjangoRegistry) -> None:
    release(registry, family(3), contract("k03", 2), typed=(contract("k01", 1, typed=True),))
    release(registry, family(2), contract("k02", 1, typed=True))
    assert registry.numbers(SERIES)[0].code == registry.versions(family(2))[0].code


def test_a_typed_number_may_leave_a_gap_which_is_told_and_never_filled(registry: DjangoRegistry) -> None:
    release(registry, family(1), contract("k01", 4, typed=True))
    assert registry.damage() == []
    release(registry, family(2), contract("k02", 7, typed=True))
    assert registry.damage() == []
    assert registry.remarks() == [
        "Numery: w serii „kielce-1/kontrakty/2026” brakuje 5, 6, bo numer „7/2026” wpisano w sprawie ręcznie."
    ]
    assert registry.expected(family(3), 2026, [SERIES]).numbers == {SERIES: 8}


def test_a_typed_number_of_another_shape_is_unique_and_outside_the_order(registry: DjangoRegistry) -> None:
    release(registry, family(1), contract("k01", 0, "PUP.510.3.2026", typed=True))
    release(registry, family(2), contract("k02", 0, "PUP.510.4.2026", typed=True))
    assert registry.expected(family(3), 2026, [SERIES]).numbers == {SERIES: 1}
    with pytest.raises(RegistryError, match=r"PUP\.510\.3\.2026"):
        release(registry, family(3), contract("k03", 0, "PUP.510.3.2026", typed=True))
    assert registry.damage() == []


def test_a_typed_number_that_was_withdrawn_is_in_force_again_with_its_paper(registry: DjangoRegistry) -> None:
    release(registry, KEY, contract("k01", 5, typed=True))
    registry.withdraw(registry.versions(KEY)[0], "pomyłka", ACT)
    release(registry, KEY, contract("k01", 5, typed=True))
    assert labels(registry) == [(5, "5/2026", True)]
