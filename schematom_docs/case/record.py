"""What all parts of a case share: frozen, no unknown keys, Polish keys as aliases; and references between entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from schematom_docs.case.datafault import refusal
from schematom_docs.case.scalars import as_text
from schematom_docs.case.source import DataPath


class Record(BaseModel):
    """One group of fields of a data file. An empty value counts as an absent one, so only real answers are typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    entity: ClassVar[str] = ""
    """Polish kind that templates and filters see as `encja`; empty for a plain group of fields."""

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        known = keys_of(cls)
        return {key: value for key, value in data.items() if value is not None or key not in known}


@cache
def keys_of(model: type[BaseModel]) -> dict[str, str]:
    """Return Polish key → Python name of the fields of a model."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


class Reference(str):
    """Key of an entity of the case, e.g. „pup”; may be written with its collection: „instytucje.pup”."""

    __slots__ = ()
    collection: ClassVar[str] = ""
    noun: ClassVar[str] = "pozycji"
    echoed: ClassVar[bool] = True
    """Whether a message may repeat the key; not where people tend to write a name instead of one."""

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return the key alone. Refuses anything but one word."""
        text = as_text(value).removeprefix(f"{cls.collection}.")
        if " " in text:
            raise refusal("tu powinien stać sam klucz", f"Wpisz klucz z działu „{cls.collection}”, bez spacji.")
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


class InstitutionRef(Reference):
    """Key of an institution."""

    collection = "instytucje"
    noun = "instytucji"


class FamilyRef(Reference):
    """Key of a family."""

    collection = "rodziny"
    noun = "rodziny"
    echoed = False


class TeamRef(Reference):
    """Key of a team."""

    collection = "zespoly"
    noun = "zespołu"


class ServiceRef(Reference):
    """Key of a service of the catalogue."""

    collection = "katalog_uslug"
    noun = "usługi"


class EventRef(Reference):
    """Key of an event."""

    collection = "wydarzenia"
    noun = "wydarzenia"


class VisitRef(Reference):
    """Key of a study visit."""

    collection = "wizyty"
    noun = "wizyty"


class SocialContractRef(Reference):
    """Key of a social contract."""

    collection = "kontrakty_socjalne"
    noun = "kontraktu socjalnego"


class PersonRef(Reference):
    """A person: „rodziny.r01.o1”, „uczestnicy.u03”, „osoby.koordynator”, „zespoly.mgi.3”; „o1” inside a contract."""

    noun = "osoby"
    echoed = False

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return the dotted key with the word „czlonkowie” dropped."""
        text = as_text(value).replace(".czlonkowie.", ".")
        if " " in text:
            raise refusal("tu powinien stać klucz osoby, bez spacji", "Wpisz np. rodziny.r01.o1 albo uczestnicy.u03.")
        return cls(text)


def walk(value: object, path: DataPath = ()) -> Iterator[tuple[DataPath, object]]:
    """Yield every value of a model with its path in the data file, outer before inner."""
    yield path, value
    if isinstance(value, BaseModel):
        for key, name in keys_of(type(value)).items():
            yield from walk(getattr(value, name), (*path, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, str(key)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
