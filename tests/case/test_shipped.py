"""What the repository ships: every form is without faults, every pilot is, and every paper of it has its context."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import build_context, check_case, check_forms, load_case, load_forms, subjects, template_name
from schematom_docs.case.form_model import FormDefinition
from tests.case.small_case import ROOT, reference

FORMS, TEMPLATES, EXAMPLES = ROOT / "forms", ROOT / "templates" / "pl", ROOT / "examples"
PILOTS = sorted(path.parent.name for path in EXAMPLES.glob("*/sprawa.yaml"))
PACK_NAMES = {"pakiet": {"data": None, "wersja": 1}}


def marks() -> dict[str, bytes]:
    """Return the pictures of the programmes' marks."""
    return {path.name: path.read_bytes() for path in (TEMPLATES / "znaki").glob("*.png")}


def own_forms() -> dict[str, FormDefinition]:
    """Return the forms that are about something of the case, not papers of a pack."""
    return {key: form for key, form in load_forms(FORMS).items() if form.subject is not None}


def test_forms_of_the_repository_have_no_faults() -> None:
    assert check_forms(FORMS, templates=TEMPLATES, reference=reference()) == []


def test_every_form_names_a_template_that_is_there() -> None:
    for form in load_forms(FORMS).values():
        for name in form.template_files:
            assert (TEMPLATES / name).is_file(), name


@pytest.mark.parametrize("pilot", PILOTS)
def test_pilot_has_neither_faults_nor_warnings(pilot: str) -> None:
    path: Path = EXAMPLES / pilot
    assert [str(fault) for fault in check_case(path, load_forms(FORMS), reference())] == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_paper_of_a_pilot_has_its_context(pilot: str) -> None:
    case, pictures, made = load_case(EXAMPLES / pilot, reference=reference()), marks(), 0
    for form in own_forms().values():
        for key in subjects(case, form):
            context = build_context(case, form, key, reference=reference(), assets=pictures, extra=PACK_NAMES)
            assert template_name(form, context) in form.template_files
            made += 1
    assert made > 0
