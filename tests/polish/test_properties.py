"""Laws that hold for every name and phrase: nominative in, nominative out; approved forms win; capitals stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASE_NAMES, CASES
from schematom_docs.polish.inflection import KINDS

_LETTERS = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"
_WORD = st.text(alphabet=_LETTERS, min_size=2, max_size=10).map(str.capitalize)
_NAME = st.builds(lambda first, last: f"{first} {last}", _WORD, _WORD)
_SINGLE_KINDS = [kind for kind in KINDS if kind != "family"]


@settings(max_examples=60, deadline=None)
@given(name=_NAME, kind=st.sampled_from(_SINGLE_KINDS), gender=st.sampled_from(["m", "f"]))
def test_nominative_in_is_nominative_out(name: str, kind: str, gender: str) -> None:
    assert inflect(name, "nom", kind=kind, gender=gender if kind == "person" else None).form == name


@settings(max_examples=60, deadline=None)
@given(name=_NAME, kind=st.sampled_from(_SINGLE_KINDS), case=st.sampled_from(CASES[1:]), form=_NAME)
def test_approved_form_always_wins(name: str, kind: str, case: str, form: str) -> None:
    result = inflect(name, case, kind=kind, approved={CASE_NAMES[case]: form})  # type: ignore[index]
    assert (result.form, result.certain, result.source) == (form, True, "approved")


@settings(max_examples=100, deadline=None)
@given(name=_NAME, kind=st.sampled_from(list(KINDS)), case=st.sampled_from(CASES), gender=st.sampled_from(["m", "f"]))
def test_any_two_words_get_some_form_and_made_up_ones_no_source_but_rules(
    name: str, kind: str, case: str, gender: str
) -> None:
    result = inflect(name, case, kind=kind, gender=gender if kind == "person" else None)
    assert result.form
    assert result.source in ("dictionary", "variants", "rule", "unknown")
    assert not (result.certain and result.source in ("variants", "unknown"))


@pytest.mark.parametrize("case", CASES)
def test_capitals_of_the_writer_are_kept(case: str) -> None:
    assert inflect("POWIATOWY URZĄD PRACY", case, kind="institution").form.isupper()
    assert inflect("powiat kielecki", case).form.islower()
