"""Which rows of a list make one family, and which family of the case it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case.tables.people_list import FAMILY
from schematom_docs.case.tables.reading import ReadRow
from schematom_docs.workflow.same_person import folded_name

_HEADING = re.compile(r"^(?:rodzina|rodz\.?)\s*(?:pa[nń]stwa|pani|pana|nr)?\s*[:.]?\s*", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """Rows of one family. label: as the list names it; rows: in order; key: of the family in the case, "" = new."""

    label: str
    rows: list[ReadRow] = field(default_factory=list)
    key: str = ""

    @property
    def surname(self) -> str:
        """Return the surname of a new family: the label when a member bears it, else that of the first adult."""
        surnames = [str(row.answers.get("nazwisko") or "") for row in self.rows]
        borne = next((name for name in surnames if folded_name(name) == folded_name(self.label)), "")
        adults = (row for row in self.rows if row.answers.get("rola") in ("rodzic", "opiekun"))
        first = next((str(row.answers.get("nazwisko") or "") for row in adults), "")
        return borne or first or next((name for name in surnames if name), self.label)


def grouped(rows: Sequence[ReadRow]) -> tuple[list[Group], dict[int, str]]:
    """Return (families in order of the list, notes by row number).

    A row without a family belongs to that of the row above, as merged cells of a list saved as CSV leave it. The same
    label in two places of the list makes two groups of the same label.
    """
    groups: list[Group] = []
    notes: dict[int, str] = {}
    for row in rows:
        said = str(row.answers.get(FAMILY) or "")
        label = said or _HEADING.sub("", row.group).strip()
        if not label and groups:
            label = groups[-1].label
            notes[row.number] = f"rodzina jak w wierszu {groups[-1].rows[-1].number}"
        if not groups or groups[-1].label != label:
            groups.append(Group(label))
        groups[-1].rows.append(row)
    return groups, notes


def bare_label(label: str) -> str:
    """Return „Nowak” of „Rodzina Nowak”."""
    return _HEADING.sub("", label).strip() or label


def namesakes(group: Group, families: Mapping[str, object], gmina: str) -> list[str]:
    """Return the keys of families of the case with the surname of the group, in its gmina as far as both tell."""
    wanted = {folded_name(group.surname), folded_name(bare_label(group.label))}
    found = []
    for key, family in families.items():
        if not isinstance(family, dict):
            continue
        several = family.get("nazwiska")
        names = [family.get("nazwisko"), *(several if isinstance(several, list) else ())]
        place = folded_name(str(family.get("gmina") or ""))
        if wanted & {folded_name(str(name)) for name in names if name} and (
            not gmina or not place or place == folded_name(gmina)
        ):
            found.append(key)
    return found
