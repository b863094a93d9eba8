"""What `names --approve` writes of a name with a guessed gender: the gender, never the word in agreement."""

from __future__ import annotations

import pytest

from schematom_docs.polish.inflected import AGREEMENT
from schematom_docs.workflow.approval import approvals
from schematom_docs.workflow.names import Name, NameForm

FORM = NameForm("ins", "zwanym", "rule", False, (), "Caritas – zwanym.", ("list_intencyjny",))
NAME = Name("Caritas", AGREEMENT, "meski", (FORM,))


@pytest.mark.parametrize(("chosen", "gender"), [({}, "meski"), ({"rodzaj_gramatyczny": "zenski"}, "zenski")])
def test_the_gender_that_was_taken_or_chosen_is_written(chosen: dict[str, str], gender: str) -> None:
    entry = approvals([NAME], {"Caritas": chosen})["Caritas"]
    assert entry["rodzaj_gramatyczny"] == gender and "zwanym" not in entry.values()
