"""Which of two right forms this office writes: nouns for which the dictionary lists variants of equal standing."""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.polish.cases import Case

HOUSE_FORMS: Mapping[str, Mapping[Case, str]] = {
    "program": {"gen": "programu"},
    "sędzia:Sm1": {"gen": "sędziego", "dat": "sędziemu", "acc": "sędziego", "loc": "sędzi"},
}
