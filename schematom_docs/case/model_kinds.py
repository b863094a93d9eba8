"""Which kinds of questions a field of the case model takes: read off its annotation."""

from __future__ import annotations

import typing
from collections.abc import Mapping

from pydantic import PlainValidator
from pydantic.fields import FieldInfo

from schematom_docs.case import scalars
from schematom_docs.case.address import Address
from schematom_docs.case.form_fields import PERSONS
from schematom_docs.case.period import Period, PlannedPeriod
from schematom_docs.case.person import Person
from schematom_docs.case.record import InstitutionRef, PersonRef, Record, Reference
from schematom_docs.case.validation import annotation_parts

_TEXTS = ("tekst", "dlugi_tekst", "wybor", "teryt", "dowod")
_SCALARS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (scalars.Text, _TEXTS),
    (scalars.Money, ("kwota",)),
    (scalars.Count, ("liczba",)),
    (scalars.Number, ("liczba",)),
    (scalars.Percent, ("procent",)),
    (scalars.Day, ("data",)),
    (scalars.PartialDate, ("data", "tekst")),
    (scalars.Month, ("tekst",)),
    (scalars.YesNo, ("tak_nie",)),
    (scalars.WorkingTime, ("tekst", "wybor")),
    (scalars.Hour, ("tekst",)),
    (scalars.Pesel, ("pesel",)),
    (scalars.Nip, ("nip",)),
    (scalars.Regon, ("regon",)),
    (scalars.Krs, ("krs",)),
    (scalars.Nrb, ("nrb",)),
    (scalars.Postcode, ("kod_pocztowy",)),
    (scalars.Phone, ("telefon",)),
    (scalars.Email, ("email",)),
    (scalars.Ade, ("ade",)),
)
_BY_CHECK: Mapping[object, tuple[str, ...]] = {typing.get_args(alias)[1].func: kinds for alias, kinds in _SCALARS}


def kinds_of(info: FieldInfo) -> tuple[str, ...]:
    """Return the kinds a question about a field may have, the usual one first; () when it cannot be asked at once."""
    for item in info.metadata:
        if isinstance(item, PlainValidator):
            return _BY_CHECK[item.func]
    return _kinds(info.annotation)


def _kinds(annotation: object) -> tuple[str, ...]:
    if typing.get_origin(annotation) is typing.Annotated:
        checks = [item for item in typing.get_args(annotation) if isinstance(item, PlainValidator)]
        if checks:
            return _BY_CHECK[checks[0].func]
    alternatives = _alternatives(annotation)
    if alternatives == [annotation]:
        return _kinds_of_part(annotation)
    return tuple(dict.fromkeys(kind for part in alternatives for kind in _kinds(part)))


def _alternatives(annotation: object) -> list[object]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return [typing.get_args(annotation)[0]]
    parts = annotation_parts(annotation)
    return list(typing.get_args(annotation)) if len(parts) > 1 else parts


def _kinds_of_part(part: object) -> tuple[str, ...]:
    origin = typing.get_origin(part)
    if origin is typing.Literal:
        return ("wybor",)
    if origin in (tuple, dict):
        inner = typing.get_args(part)[0 if origin is tuple else 1]
        return ("tabela",) if row_model(part) else ("lista_tekstow", "wiele_z") if _kinds(inner) else ()
    if not isinstance(part, type):
        return ()
    if issubclass(part, Reference):
        return ("odwolanie", *(("osoba",) if issubclass(part, PersonRef) else ()), *_institution(part))
    if issubclass(part, Period | PlannedPeriod):
        return ("okres",)
    if issubclass(part, Address):
        return ("adres",)
    return ("osoba",) if issubclass(part, Person) else ()


def _institution(part: type[Reference]) -> tuple[str, ...]:
    return ("instytucja",) if issubclass(part, InstitutionRef) else ()


def row_model(annotation: object) -> type[Record] | None:
    """Return the record a list or a mapping of the model holds, None when it holds texts or references."""
    for part in annotation_parts(annotation):
        origin = typing.get_origin(part)
        if origin in (tuple, dict):
            inner = annotation_parts(typing.get_args(part)[0 if origin is tuple else 1])
            rows = [item for item in inner if isinstance(item, type) and issubclass(item, Record)]
            if rows:
                return rows[0]
    return None


def collection_of(annotation: object) -> str:
    """Return the section a reference, or a list of them, points at; "" when it is none."""
    for part in annotation_parts(annotation):
        if typing.get_origin(part) is tuple:
            return collection_of(typing.get_args(part)[0])
        if isinstance(part, type) and issubclass(part, Reference):
            return PERSONS if issubclass(part, PersonRef) else part.collection
    return ""


def words_of(annotation: object) -> tuple[str, ...]:
    """Return the values a closed list of the model allows; () when any are."""
    for part in annotation_parts(annotation):
        if typing.get_origin(part) is typing.Literal:
            return tuple(str(item) for item in typing.get_args(part))
    return ()
