"""Recipes held against the document types that exist, against each other and against themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from schematom_docs.errors import Fault
from schematom_docs.pack.recipe import Recipe, Role


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
    for recipe in recipes:
        faults += _strangers(recipe, roles)
    return faults


def _strangers(recipe: Recipe, roles: Sequence[Role]) -> Iterator[Fault]:
    """Yield a fault for each type that gates, lists of annexes and shares name and the pack never holds."""
    inside = {*recipe.types, *(role.type_id for role in roles if role.recipe_id == recipe.id)}
    inside |= {member.foreign for member in recipe.members if member.foreign}
    named = [("bramki", gate.type_id) for gate in recipe.gates if gate.type_id]
    named += [("zalaczniki_wg", type_id) for type_id in recipe.annex_lists]
    named += [("rozdzielnik", type_id) for share in recipe.shares for type_id in (*share.without, *share.only)]
    for key, type_id in named:
        if type_id not in inside:
            yield Fault(
                f"{recipe.source or recipe.id}, {key}",
                f"Do tego pakietu nie wchodzi typ „{type_id}”.",
                "Popraw nazwę typu albo dopisz go do składników.",
            )
