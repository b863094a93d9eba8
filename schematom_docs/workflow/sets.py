"""What a case gives as a whole: the document types and the packs it has data for."""

from __future__ import annotations

from schematom_docs.case import CheckedCase, subjects
from schematom_docs.errors import Fault
from schematom_docs.workflow.board_receipt import RECEIPT
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_files import unknown_files
from schematom_docs.workflow.relations import pack_subjects


def framing_types(desk: Desk) -> frozenset[str]:
    """Return the types that are made only with a pack: what frames it, and the receipt of a released one."""
    return frozenset(type_id for recipe in desk.recipes.values() for type_id in recipe.frame) | {RECEIPT}


def paper_types(desk: Desk, case: CheckedCase) -> list[str]:
    """Return the types the case has data for, without the papers that only frame a pack or tell of a released one."""
    frames = framing_types(desk)
    chosen = [form for form in desk.forms.values() if form.type_id not in frames]
    return [
        form.type_id
        for form in sorted(chosen, key=lambda form: (form.catalogue_row or 999, form.type_id))
        if (subjects(case, form) if form.subject else form.type_id in case.case.answers)
    ]


def recipe_ids(desk: Desk, case: CheckedCase) -> list[str]:
    """Return the recipes the case has papers for."""
    return [recipe.id for recipe in desk.recipes.values() if pack_subjects(desk, case, recipe)]


def unknown_packs(desk: Desk, case: CheckedCase) -> list[Fault]:
    """Return a fault for each pack that the case names and no recipe makes, in answers and for files it takes in."""
    answers = [
        Fault(
            case.source.place(("dokumenty", type_id, "pakiety", pack)),
            f"nie ma pakietu „{pack}”.",
            f"Pakiety: {', '.join(sorted(desk.recipes))}.",
        )
        for type_id, given in case.case.answers.items()
        for pack in given.by_pack
        if pack not in desk.recipes
    ]
    return [*answers, *unknown_files(desk, case)]
