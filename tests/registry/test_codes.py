"""Short codes: readable, the same for the same pack, never taken twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.registry.codes import ALPHABET, pack_code


def free(_code: str) -> bool:
    """No code is taken."""
    return False


@given(st.text(min_size=1), st.text(min_size=1), st.integers(min_value=1))
def test_a_code_is_eight_readable_characters_and_repeats(workspace: str, series: str, number: int) -> None:
    code = pack_code(workspace, series, number, free)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET) and not set("ILOU") & set(ALPHABET)
    assert pack_code(workspace, series, number, free) == code


@given(st.integers(min_value=0, max_value=5))
def test_a_taken_code_gives_way_to_the_next_one(taken: int) -> None:
    used: set[str] = set()
    for _ in range(taken + 1):
        code = pack_code("obszar", "pakiety/kis/2026", 1, used.__contains__)
        assert code not in used
        used.add(code)
    assert len(used) == taken + 1


def test_two_thousand_packs_of_two_workspaces_have_different_codes() -> None:
    codes = {pack_code(place, "pakiety/kis/2026", n, free) for place in ("a", "b") for n in range(1, 1001)}
    assert len(codes) == 2000
