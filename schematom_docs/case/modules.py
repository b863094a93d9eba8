"""The four support modules and the other names people write for them; data of forms/dane/moduly.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Text
from schematom_docs.case.suggestion import ascii_folded


class SupportModule(Record):
    """A support module."""

    name: Text = Field(alias="nazwa", description="nazwa w mianowniku")
    order: Count = Field(alias="kolejnosc", description="kolejność na wydruku")
    aliases: tuple[Text, ...] = Field((), alias="aliasy", description="inne zapisy, przyjmowane z ostrzeżeniem")


def module_id(modules: Mapping[str, SupportModule], written: str) -> tuple[str | None, bool]:
    """Return (id of the module, whether it was written by an alias); (None, False) for an unknown word."""
    if written in modules:
        return written, False
    wanted = _plain(written)
    for key, module in modules.items():
        if wanted in (_plain(key), _plain(module.name)):
            return key, False
        if wanted in {_plain(alias) for alias in module.aliases}:
            return key, True
    return None, False


def _plain(text: str) -> str:
    return " ".join(ascii_folded(text).replace("_", " ").split()).removeprefix("modul ")
