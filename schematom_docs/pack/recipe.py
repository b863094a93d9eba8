"""Recipes of packs: which papers belong together, in which order, and what must be there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schematom_docs.errors import Fault

# Kinds of subjects that a pack may be made for; "" = the whole case.
SUBJECTS = ("", "rodzina", "instytucja", "uczestniczka")
ORDER_STEP = 10


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a pack. types: ids of document types, at least one of which fills the place; order: places with
    lower numbers come first; repeatable: several papers of a type may stand here; annex: listed as a załącznik;
    numbered: its pages carry the pack number (a diploma to be handed out does not)."""

    types: tuple[str, ...]
    order: int
    required: bool = True
    repeatable: bool = False
    annex: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    """Place that a form definition asks for its own type (role_w_pakietach). recipe_id: pack that it joins."""

    type_id: str
    recipe_id: str
    order: int
    required: bool = False
    repeatable: bool = True
    annex: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of pack. subject: one of SUBJECTS; cover, contents, cover_letter, signature_sheet: type ids of the
    papers that frame the pack, "" = none; protocol: type id of the completeness protocol
    made beside it; condition: of the case data („projekt.program = po_kl”), without which there is no such pack,
    "" = always; sha256: hex digest of what the recipe says; source: file name."""

    id: str
    name: str
    subject: str
    members: tuple[Member, ...]
    cover: str = ""
    contents: str = ""
    cover_letter: str = ""
    signature_sheet: str = ""
    protocol: str = ""
    condition: str = ""
    sha256: str = ""
    source: str = ""

    @property
    def types(self) -> tuple[str, ...]:
        """Return every type id the recipe names, in order, each once."""
        inner = (type_id for member in self.members for type_id in member.types)
        return tuple(dict.fromkeys(type_id for type_id in (*self.frame, *inner) if type_id))

    @property
    def frame(self) -> tuple[str, ...]:
        """Return the type ids of the papers made for the pack itself, "" where it has none."""
        return self.cover, self.contents, self.cover_letter, self.signature_sheet, self.protocol


def with_roles(recipe: Recipe, roles: Sequence[Role]) -> tuple[Member, ...]:
    """Return members of recipe joined by the roles that name it, in order.

    What the recipe itself says of a type counts more than the role in the form. Members of equal order keep their
    place in the recipe; roles follow, by type id.
    """
    named = {type_id for member in recipe.members for type_id in member.types}
    joining = sorted((role for role in roles if role.recipe_id == recipe.id), key=lambda role: role.type_id)
    added = [
        Member((role.type_id,), role.order, role.required, role.repeatable, role.annex, role.numbered)
        for role in joining
        if role.type_id not in named
    ]
    return tuple(sorted((*recipe.members, *added), key=lambda member: member.order))


def check_recipes(recipes: Sequence[Recipe], roles: Sequence[Role], types: Collection[str]) -> list[Fault]:
    """Return faults of recipes and roles against the document types that exist and against each other."""
    faults = [
        Fault(
            recipe.source or recipe.id,
            f"Przepis na pakiet wymienia typ „{type_id}”, którego nie ma.",
            "Popraw nazwę typu albo dodaj formularz i szablon tego typu.",
        )
        for recipe in recipes
        for type_id in recipe.types
        if type_id not in types
    ]
    known = {recipe.id for recipe in recipes}
    faults += [
        Fault(
            f"{role.type_id}.yaml, role_w_pakietach",
            f"Nie ma pakietu „{role.recipe_id}”.",
            f"Pakiety: {', '.join(sorted(known))}.",
        )
        for role in roles
        if role.recipe_id not in known
    ]
    return faults
