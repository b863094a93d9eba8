"""Packs: recipes, completeness, contents page, manifest. Plain values in, plain values out."""

from schematom_docs.pack.annexes import AnnexList, annex_faults
from schematom_docs.pack.completeness import (
    FRAME_TITLES,
    Candidate,
    Entry,
    PackPlan,
    Place,
    incomplete,
    resolve,
    survey,
)
from schematom_docs.pack.contents import Contents, Listed, Row, count_rows, settle_contents, unnumbered_pages
from schematom_docs.pack.manifest import PartRecord, build_manifest, file_rows, manifest_json, page_rows, sha256
from schematom_docs.pack.recipe import FOREIGN, Gate, Member, Recipe, Role, Share, with_roles
from schematom_docs.pack.recipe_checks import check_recipes
from schematom_docs.pack.recipe_files import load_recipes, read_recipe

__all__ = [
    "FOREIGN",
    "FRAME_TITLES",
    "AnnexList",
    "Candidate",
    "Contents",
    "Entry",
    "Gate",
    "Listed",
    "Member",
    "PackPlan",
    "PartRecord",
    "Place",
    "Recipe",
    "Role",
    "Row",
    "Share",
    "annex_faults",
    "build_manifest",
    "check_recipes",
    "count_rows",
    "file_rows",
    "incomplete",
    "load_recipes",
    "manifest_json",
    "page_rows",
    "read_recipe",
    "resolve",
    "settle_contents",
    "sha256",
    "survey",
    "unnumbered_pages",
    "with_roles",
]
