"""An office's own fillable PDF filled from a case, by a map that says which field takes which name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from schematom_docs.case import CheckedCase, FormDefinition, build_context
from schematom_docs.case.checked import located
from schematom_docs.case.record import Record
from schematom_docs.case.reference import MISSING, resolve
from schematom_docs.case.scalars import Text
from schematom_docs.case.source import read_source
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import validate
from schematom_docs.errors import CaseError, Fault, system_reason
from schematom_docs.pdf.form_foreign import ForeignField, fill_foreign, foreign_fields
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.templates import names_of

YES, NO = "tak", "nie"


class Taken(Record):
    """Where the value of one field comes from, and how the office calls the answers."""

    path: Text = Field(alias="z", description="nazwa danej, jak w szablonie")
    words: dict[str, Text] = Field(default_factory=dict, alias="wartosci", description="nasza odpowiedź: ich odpowiedź")


def _as_taken(value: object) -> object:
    return {"z": value} if isinstance(value, str) else value


class FormMap(Record):
    """The map of one foreign form."""

    file: Text = Field(alias="plik", description="plik PDF obok mapy")
    type_id: Text = Field(alias="typ", description="typ dokumentu, z którego pytań i danych korzysta mapa")
    fields: dict[str, Annotated[Taken, BeforeValidator(_as_taken)]] = Field(
        alias="pola", description="pole PDF: nazwa danej albo {z: nazwa, wartosci: {…}}"
    )
    fixed: dict[str, Text] = Field(default_factory=dict, alias="stale", description="pole PDF: stały tekst")
    empty: tuple[Text, ...] = Field((), alias="puste", description="pola PDF, które zostają puste, choć wymagane")


@dataclass(frozen=True, slots=True)
class ForeignForm:
    """A map read, with the bytes of the PDF it is about. file: name of the map, for errors."""

    file: str
    map: FormMap
    pdf: bytes
    fields: Mapping[str, ForeignField]


def load_map(path: Path) -> ForeignForm:
    """Return a map and its form. Raises CaseError with every fault of both, each in its place."""
    source = read_source(path)
    checked = validate(FormMap, source.data)
    faults = [*source.faults, *(located(source, finding) for finding in checked.findings)]
    if checked.model is None or faults:
        raise CaseError("mapa formularza jest błędna", place=source.file, faults=faults)
    form = checked.model
    try:
        data = (path.parent / form.file).read_bytes()
    except OSError as error:
        reason = f"nie da się odczytać formularza „{form.file}” ({system_reason(error)})"
        raise CaseError(reason, place=source.file, remedy="Wpisz w „plik” ścieżkę względem mapy.") from error
    fields = foreign_fields(data, Path(form.file).name)
    known = {**dict.fromkeys(form.fields, "pola"), **dict.fromkeys(form.fixed, "stale")}
    known |= dict.fromkeys(form.empty, "puste")
    for name, section in known.items():
        if name not in fields:
            faults.append(
                Fault(
                    f"{source.file}, {section}",
                    f"formularz „{form.file}” nie ma pola „{name}”",
                    did_you_mean(name, fields) or f"Pola: {', '.join(f'„{item}”' for item in fields)}.",
                )
            )
    faults += [
        Fault(
            source.file,
            f"mapa nie mówi, co wpisać w wymagane pole „{name}”",
            "Dopisz je w „pola”, „stale” albo „puste”.",
        )
        for name, field in fields.items()
        if field.required and name not in known
    ]
    if faults:
        raise CaseError("mapa nie zgadza się z formularzem", place=source.file, faults=faults)
    return ForeignForm(source.file, form, data, fields)


def fill_from_case(desk: Desk, foreign: ForeignForm, case: CheckedCase, key: str, *, fast: bool = False) -> bytes:
    """Return the foreign form filled for one subject. Raises CaseError with every name and answer that does not fit."""
    form = desk.form(foreign.map.type_id)
    faults = [
        fault for name, taken in foreign.map.fields.items() if (fault := _name_fault(desk, form, foreign, name, taken))
    ]
    if faults:
        raise CaseError("mapa nie zgadza się z danymi", place=foreign.file, faults=faults)
    context = build_context(case, form, key, reference=desk.reference, assets=desk.assets)
    values = dict(foreign.map.fixed)
    for name, taken in foreign.map.fields.items():
        value = resolve(context, taken.path)
        try:
            text = "" if value is MISSING or value is None else _chosen(foreign.fields[name], taken, text_of(value))
        except ValueError as error:
            faults.append(Fault(f"{foreign.file}, pole „{name}”", str(error), _remedy(foreign.fields[name])))
            continue
        if text:
            values[name] = text
        elif foreign.fields[name].required:
            reason = f"dana „{taken.path}” jest pusta, a pole jest wymagane"
            faults.append(Fault(f"{foreign.file}, pole „{name}”", reason, "Uzupełnij dane sprawy."))
    if faults:
        raise CaseError("formularza nie da się wypełnić", place=foreign.file, faults=faults)
    return fill_foreign(foreign.pdf, values, place=foreign.map.file, fast=fast)


def _name_fault(desk: Desk, form: FormDefinition, foreign: ForeignForm, name: str, taken: Taken) -> Fault | None:
    known = names_of(desk, form)
    parts = taken.path.split(".")
    for place, part in enumerate(parts):
        inner = known.field(part)
        if inner is None:
            shown = ".".join(parts[: place + 1])
            names = sorted(known.fields)
            remedy = did_you_mean(part, names) or f"Nazwy w tym miejscu: {', '.join(names[:12])}."
            return Fault(f"{foreign.file}, pole „{name}”", f"dane nie mają nazwy „{shown}”", remedy)
        known = inner
    return None


def text_of(value: object) -> str:
    """Return a value of the context as office forms want it: 14.05.2015, 1 250,00, tak. Raises ValueError."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", "\u00a0").replace(".", ",")
    if isinstance(value, list | tuple):
        return "\n".join(text_of(item) for item in value)
    if isinstance(value, Mapping):
        return _entity_text(value)
    return str(value)


def _entity_text(value: Mapping[str, object]) -> str:
    """Return the name of an entity, „od – do” of a period. Raises ValueError for another group of fields."""
    for name in ("imie_nazwisko", "nazwa"):
        if value.get(name):
            return str(value[name])
    if value.get("od") and value.get("do"):
        return f"{text_of(value['od'])} – {text_of(value['do'])}"
    raise ValueError("ta nazwa to grupa danych, nie jedna wartość")


def _chosen(field: ForeignField, taken: Taken, text: str) -> str:
    """Return what the field is given for a text of ours. Raises ValueError when the form has no such answer."""
    text = taken.words.get(text, text)
    if field.kind == "text":
        return text
    if field.kind == "check" and len(field.options) == 1 and text in (YES, NO):
        return field.options[0][0] if text == YES else ""
    for value, label in field.options:
        if text in (value, label):
            return value
    raise ValueError("formularz nie ma takiej odpowiedzi do wyboru")


def _remedy(field: ForeignField) -> str:
    options = ", ".join(f"„{value}”" if value == label else f"„{value}” ({label})" for value, label in field.options)
    return f"Odpowiedzi formularza: {options}. Przypisz je w „wartosci”." if options else "Wskaż jedną z jej części."


def unused(foreign: ForeignForm) -> Iterator[str]:
    """Yield the fields of the form that the map leaves alone."""
    told = {*foreign.map.fields, *foreign.map.fixed, *foreign.map.empty}
    return (name for name in foreign.fields if name not in told)
