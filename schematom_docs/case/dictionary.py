"""The Polish dictionary of case data, written from the model itself so that it never goes out of date."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from schematom_docs.case import scalars
from schematom_docs.case.case_model import Case
from schematom_docs.case.record import PersonRef, Reference
from schematom_docs.case.validation import UNIONS, annotation_parts

_SCALARS: tuple[tuple[object, str], ...] = (
    (scalars.Text, "tekst"),
    (scalars.Money, "kwota"),
    (scalars.Count, "liczba całkowita"),
    (scalars.Number, "liczba"),
    (scalars.Percent, "procent"),
    (scalars.Day, "data"),
    (scalars.PartialDate, "data, miesiąc albo rok"),
    (scalars.Month, "miesiąc"),
    (scalars.YesNo, "tak albo nie"),
    (scalars.WorkingTime, "ułamek etatu"),
    (scalars.Hour, "godzina"),
    (scalars.Pesel, "PESEL"),
    (scalars.Nip, "NIP"),
    (scalars.Regon, "REGON"),
    (scalars.Krs, "KRS"),
    (scalars.Nrb, "numer rachunku"),
    (scalars.Postcode, "kod pocztowy"),
    (scalars.Phone, "telefon"),
    (scalars.Email, "e-mail"),
    (scalars.Ade, "adres do doręczeń elektronicznych"),
)
_LABELS = {typing.get_args(alias)[1].func: label for alias, label in _SCALARS}
_HEAD = """\
# Słownik danych sprawy

Plik `sprawa.yaml` (albo `.json`). Każda wartość jest czytana jako tekst i dopiero potem rozpoznawana: PESEL nie traci
zera, a `NO` nie staje się fałszem. Pusta wartość, `~` i `null` znaczą „nie podano”. Daty: `2015-05-14` albo
`14.05.2015`; kwoty: `724860,00`, `724 860,00` albo `34.337.973,00`. Nieznane pole jest błędem. Klucze osób, rodzin
i pism (`r01`, `k01`) stają się nazwami plików, więc nie zawierają danych osobowych.

Stronę pisze program z modelu danych: `python -m schematom_docs.case.dictionary > docs/dane.md`.
"""


def data_dictionary() -> str:
    """Return the dictionary as Markdown: one table for each group of fields, in the order in which they are met."""
    lines = [_HEAD]
    known: dict[type[BaseModel], str] = {Case: "sprawa"}
    waiting: list[type[BaseModel]] = [Case]
    while waiting:
        model = waiting.pop(0)
        lines += [f"## {known[model]}", "", "| pole | rodzaj | wymagane | znaczenie |", "|---|---|---|---|"]
        for name, info in model.model_fields.items():
            key = info.alias or name
            for inner in _models(info.annotation):
                if inner not in known:
                    known[inner] = _title(key, known.values())
                    waiting.append(inner)
            kind = " albo ".join(dict.fromkeys(_kinds(info, known)))
            needed = "tak" if info.is_required() else ""
            lines.append(f"| `{key}` | {kind} | {needed} | {info.description or ''} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _title(key: str, taken: typing.Iterable[str]) -> str:
    used = set(taken)
    return next(name for name in (key, *(f"{key} ({number})" for number in range(2, 50))) if name not in used)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    for part in annotation_parts(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
        else:
            for inner in typing.get_args(part):
                if inner is not part and not isinstance(inner, str):
                    yield from _models(inner)


def _kinds(info: FieldInfo, known: dict[type[BaseModel], str]) -> Iterator[str]:
    for item in info.metadata:
        if isinstance(item, PlainValidator):
            yield _LABELS[item.func]
            return
    yield from _kinds_of(info.annotation, known)


def _kinds_of(annotation: object, known: dict[type[BaseModel], str]) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Annotated:
        validators = [item for item in typing.get_args(annotation)[1:] if isinstance(item, PlainValidator)]
        if validators:
            yield _LABELS[validators[0].func]
            return
    for part in _alternatives(annotation):
        if part is not annotation:
            yield from _kinds_of(part, known)
        elif part is not type(None):
            yield _kind(part, known)


def _alternatives(annotation: object) -> tuple[object, ...]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return typing.get_args(annotation)[:1]
    if origin in UNIONS:
        return typing.get_args(annotation)
    return (annotation,)


def _kind(part: object, known: dict[type[BaseModel], str]) -> str:
    origin, arguments = typing.get_origin(part), typing.get_args(part)
    if origin is typing.Literal:
        return "jedno z: " + ", ".join(f"`{item}`" for item in arguments)
    if origin is tuple:
        return "lista: " + " albo ".join(_kinds_of(arguments[0], known))
    if origin is dict:
        return "klucz → " + " albo ".join(_kinds_of(arguments[1], known))
    if isinstance(part, type) and issubclass(part, PersonRef):
        return "osoba (`rodziny.r01.o1`, `uczestnicy.u03`, `osoby.koordynator`)"
    if isinstance(part, type) and issubclass(part, Reference):
        return f"klucz z działu `{part.collection}`"
    if isinstance(part, type) and issubclass(part, BaseModel):
        return f"pola „{known[part]}”"
    return "odpowiedź" if part is object else "tekst"


if __name__ == "__main__":
    import sys

    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(data_dictionary())
