"""A case in a workspace with a registry: the word forms approved there and the numbers its papers were given."""

from __future__ import annotations

from dataclasses import replace

from schematom_docs.case import CheckedCase, checked_case
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_numbers import with_given_numbers
from schematom_docs.workflow.release import FORMS, forms_of
from schematom_docs.world import Registry


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
