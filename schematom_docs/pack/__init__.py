"""Packs: recipes, completeness, contents page, manifest. Plain values in, plain values out."""

from schematom_docs.pack.completeness import Candidate, Entry, PackPlan, Place, resolve, survey
from schematom_docs.pack.contents import Contents, Listed, Row, count_rows, settle_contents, unnumbered_pages
from schematom_docs.pack.manifest import PartRecord, build_manifest, manifest_json
from schematom_docs.pack.recipe import Member, Recipe, Role, check_recipes, with_roles
from schematom_docs.pack.recipe_files import load_recipes, read_recipe

__all__ = [
    "Candidate",
    "Contents",
    "Entry",
    "Listed",
    "Member",
    "PackPlan",
    "PartRecord",
    "Place",
    "Recipe",
    "Role",
    "Row",
    "build_manifest",
    "check_recipes",
    "count_rows",
    "load_recipes",
    "manifest_json",
    "read_recipe",
    "resolve",
    "settle_contents",
    "survey",
    "unnumbered_pages",
    "with_roles",
]
