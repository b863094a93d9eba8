"""Releases of many packs: their papers are laid out together first, so that each release finds them made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from schematom_docs.errors import SchematomError
from schematom_docs.records import PackKey
from schematom_docs.workflow.edition import pack_label
from schematom_docs.workflow.pack_numbers import with_given_numbers
from schematom_docs.workflow.packing import bind_packs
from schematom_docs.workflow.release import Office, Request

TOGETHER = 12
"""Packs laid out in one go; a pack that cannot be bound leaves only those of its group to be laid out singly."""


def lay_out_together(office: Office, requests: Sequence[Request]) -> None:
    """Convert what the packs of `requests` will need, under the numbers they would get one after another.

    Nothing is decided here: a number that turns out otherwise only means that a few papers are laid out again, and a
    pack that cannot be released says so when its turn comes.
    """
    new = [asked for asked in requests if not asked.replaces]
    for recipe_id, group in groupby(sorted(new, key=lambda asked: asked.recipe_id), lambda asked: asked.recipe_id):
        asked = list(group)
        for start in range(0, len(asked), TOGETHER):
            _lay_out(office, recipe_id, asked[start : start + TOGETHER], start)


def _lay_out(office: Office, recipe_id: str, requests: Sequence[Request], before: int) -> None:
    known = office.registry.versions()
    free = [asked for asked in requests if not any(_key(office, asked) == version.key for version in known)]
    if len(free) < 2:
        return
    labels = {}
    for number, asked in enumerate(free, before):
        expected = office.registry.expected(_key(office, asked), asked.day.year, ())
        labels[asked.subject] = pack_label(expected, after=number)
    case = with_given_numbers(office.desk, office.case, known)
    office.stage(f"układ stron: {office.desk.recipe(recipe_id).name}, pakietów: {len(free)}")
    try:
        bind_packs(office.desk, case, recipe_id, list(labels), number=labels, version=1)
    except SchematomError:
        return


def _key(office: Office, asked: Request) -> PackKey:
    return PackKey(office.case.case.pilot, asked.recipe_id, asked.subject)
