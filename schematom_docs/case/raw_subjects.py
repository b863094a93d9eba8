"""Keys of the subjects of a form read off plain data: also of records that cannot be typed yet."""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS, TEAM_MEMBERS


def raw_subjects(data: object, form: FormDefinition) -> list[str]:
    """Return the keys of the entities a form makes papers for, in the order of the file; [""] for the whole case.

    People of families and teams are told only where the form takes them all: `gdzie` of those asks for typed data.
    """
    subject = form.subject
    if subject is None:
        return [""]
    if subject.collection == OWN_RECORDS:
        return list(_group(data, ("dokumenty", form.type_id, "dla")))
    if subject.collection in DERIVED:
        return [] if subject.where else _people(data, teams=subject.collection == TEAM_MEMBERS)
    wanted = subject.where.items()
    return [
        key
        for key in _group(data, (subject.collection,))
        if all(raw_at(data, (subject.collection, key, name)) == word for name, word in wanted)
    ]


def _people(data: object, *, teams: bool) -> list[str]:
    if teams:
        rows = {team: raw_at(data, ("zespoly", team, "czlonkowie")) for team in _group(data, ("zespoly",))}
        return [
            f"{team}-{number}"
            for team, members in rows.items()
            for number in range(1, (len(members) if isinstance(members, list) else 0) + 1)
        ]
    families = _group(data, ("rodziny",))
    members = [f"{family}-{key}" for family in families for key in _group(data, ("rodziny", family, "czlonkowie"))]
    return [*members, *_group(data, ("uczestnicy",))]


def _group(data: object, path: DataPath) -> Mapping[str, object]:
    found = raw_at(data, path)
    return found if isinstance(found, dict) else {}
