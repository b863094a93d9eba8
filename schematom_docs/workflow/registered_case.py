"""A case in a workspace with a registry: the word forms approved there and the numbers its papers were given."""

from __future__ import annotations

from dataclasses import replace

from schematom_docs.case import CheckedCase, checked_case
from schematom_docs.records import Act
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_numbers import with_given_numbers
from schematom_docs.world import Registry

FORMS = "odmiany"


def registered_case(desk: Desk, case: CheckedCase, registry: Registry) -> CheckedCase:
    """Return the case with what the registry knows of it and the file does not say.

    A word form in the file wins over the one in the registry: it is the newer decision, and the next release or
    approval brings it there.
    """
    return with_given_numbers(desk, _with_forms(desk, case, registry), registry.versions())


def _with_forms(desk: Desk, case: CheckedCase, registry: Registry) -> CheckedCase:
    own = forms_of(case)
    known = registry.approved_forms(case.case.pilot)
    data = case.source.data
    if not isinstance(data, dict) or not set(known) - set(own):
        return case
    merged = {**data, FORMS: {**known, **own}}
    return checked_case(replace(case.source, data=merged), reference=desk.reference)


def forms_of(case: CheckedCase) -> dict[str, object]:
    """Return the approved word forms of a case as its file writes them."""
    data = case.source.data
    forms = data.get(FORMS) if isinstance(data, dict) else None
    return dict(forms) if isinstance(forms, dict) else {}


def keep_forms(registry: Registry, case: CheckedCase, act: Act) -> None:
    """Bring the approved word forms of a case into the registry, unless it has just these."""
    forms = forms_of(case)
    if forms and forms != dict(registry.approved_forms(case.case.pilot)):
        registry.approve_forms(case.case.pilot, forms, act)
