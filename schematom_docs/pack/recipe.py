"""Recipes of packs: which papers belong together, in which order, and what must be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Kinds of subjects that a pack may be made for; "" = the whole case.
SUBJECTS = ("", "rodzina", "instytucja", "uczestniczka")
FOREIGN = "obcy"
"""Type id of parts made elsewhere, whose files the case data name."""
ORDER_STEP = 10


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a pack. types: ids of document types, at least one of which fills the place; order: places with
    lower numbers come first; repeatable: several papers of a type may stand here; annex: listed as a załącznik;
    numbered: its pages carry the pack number (a diploma to be handed out does not); condition: of the subject of the
    pack („rodzina.dzieci”), without which there is no such place, "" = always; foreign: key of a file made elsewhere
    that fills the place instead of a document type, "" = none; title: what that file is called."""

    types: tuple[str, ...]
    order: int
    required: bool = True
    repeatable: bool = False
    annex: bool = False
    numbered: bool = True
    condition: str = ""
    foreign: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold before a pack is released. condition: of the subject of the pack, or of each paper of type_id in
    it; message, remedy: what is told when it does not hold; source: where it stands."""

    condition: str
    message: str
    remedy: str = ""
    type_id: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Which documents belong to the copy of one party. party: its key in the case, its kind („pup”) or its place for a
    signature; without: types left out; only: types kept, () = all that are not left out."""

    party: str
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def has(self, type_id: str) -> bool:
        """Return whether papers of a type belong to the copy."""
        return type_id not in self.without and (not self.only or type_id in self.only)


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
    "" = always; gates: what must hold before a release; annex_lists: types whose printed list of annexes the pack must
    hold; shares: copies that hold less than the whole; limit, mail_limit: largest file, and largest for ePUAP, in
    bytes, 0 = none; sha256: hex digest of what the recipe says; source: file name."""

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
    gates: tuple[Gate, ...] = ()
    annex_lists: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    limit: int = 0
    mail_limit: int = 0
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
