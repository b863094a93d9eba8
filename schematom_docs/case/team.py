"""Teams: PZKW, MGI and others, with the rule of their size."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.person import Delegate
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Day, Text


class TeamTask(Record):
    """A task of a team."""

    text: Text = Field(alias="tresc", description="treść zadania")
    deadline: Day | None = Field(None, alias="termin", description="termin")


class Team(Record):
    """A team; its members are absent until they are known, then there are exactly as many as its rule says."""

    entity = "zespol"

    name: Text = Field(alias="nazwa", description="pełna nazwa")
    short_name: Text | None = Field(None, alias="skrot", description="skrót")
    kind: Literal["pzkw", "mgi", "inny"] = Field(alias="rodzaj", description="rodzaj zespołu")
    size: Count | None = Field(None, alias="dokladnie", description="dokładna liczba członków")
    tasks: tuple[TeamTask, ...] = Field((), alias="zadania", description="zadania zespołu")
    description: Text | None = Field(None, alias="opis", description="opis")
    members: tuple[Delegate, ...] | None = Field(None, alias="czlonkowie", description="członkowie zespołu")
