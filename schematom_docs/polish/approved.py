"""Approved forms as a case holds them: one entry of `odmiany`, its singular, its plural and what is told about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from schematom_docs.polish.cases import Number

Entry: TypeAlias = Mapping[str, Any]
Approved: TypeAlias = Mapping[str, Entry]

PLURAL = "liczba_mnoga"
# What an entry holds beside forms: sex of a person, grammatical gender of a name, „is not declined”, the edition of the
# dictionary, the day and who approved.
EDITION, DAY, APPROVER = "slownik", "data_zatwierdzenia", "zatwierdzil"
GENDER = "rodzaj_gramatyczny"
_BESIDE_FORMS = frozenset({"plec", GENDER, "nieodmienne", PLURAL, EDITION, DAY, APPROVER})


def approved_of(context: Any) -> Approved:
    """Return the approved forms of the case: the mapping `odmiany` of a template context, lemma → entry."""
    found = context.get("odmiany") if context is not None and hasattr(context, "get") else None
    return found if isinstance(found, Mapping) else {}


def merged(*entries: Entry | None) -> dict[str, Any]:
    """Return the entries as one, the later ones winning form by form, in the plural too; empty forms are left out."""
    whole: dict[str, Any] = {}
    for entry in entries:
        for key, value in (entry or {}).items():
            if key == PLURAL and isinstance(value, Mapping):
                whole[PLURAL] = merged(whole.get(PLURAL), value)
            elif value not in (None, ""):
                whole[str(key)] = value
    return whole


def case_forms(entry: Entry | None, number: Number = "sg") -> dict[str, str]:
    """Return the forms of an entry by case, as the entry names the cases. Raises ValueError for a malformed plural."""
    own = merged(entry)
    if number == "pl":
        plural = own.get(PLURAL) or {}
        if not isinstance(plural, Mapping):
            raise ValueError(f"„{PLURAL}” zawiera formy według przypadków, na przykład {{dopelniacz: …}}.")
        own = dict(plural)
    return {key: str(form) for key, form in own.items() if key not in _BESIDE_FORMS}


def is_undeclined(entry: Entry | None) -> bool:
    """Return whether an entry says that the name keeps one form: `nieodmienne: tak`."""
    return (entry or {}).get("nieodmienne") in (True, "tak")
