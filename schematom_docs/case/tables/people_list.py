"""Lists of people that offices bring: families with their members, participants; their columns as fields."""

from __future__ import annotations

from typing import Final

from schematom_docs.case.form_parts import Part, parts_of
from schematom_docs.fields import Choice, FormField

FAMILIES: Final = "rodziny"
PARTICIPANTS: Final = "uczestnicy"
FAMILY: Final = "rodzina"
"""Path of the column that says which family a row belongs to: its key, or its surname."""
ROLES: Final = (
    Choice("rodzic", "rodzic"),
    Choice("opiekun", "opiekun"),
    Choice("partner", "partner"),
    Choice("dziecko", "dziecko"),
    Choice("inny", "inna osoba"),
)
FAMILY_PATHS: Final = ("gmina", "adres.ulica", "adres.numer", "adres.kod", "adres.miejscowosc", "adres.poczta")
"""Columns about the whole family; one row of it has to say them."""
NAMES: Final = {FAMILIES: "Lista rodzin", PARTICIPANTS: "Lista uczestników"}
_SKIPPED = ("funkcja",)


def people_fields(kind: str) -> tuple[FormField, ...]:
    """Return the columns of a list of people. kind: FAMILIES or PARTICIPANTS."""
    parts = [part for part in parts_of("osoba", ()) if part.path not in _SKIPPED]
    if kind == PARTICIPANTS:
        return tuple(_field(part, "Osoba") for part in parts)
    address = [_field(part, "Rodzina") for part in parts if part.path in FAMILY_PATHS]
    family = FormField(
        FAMILY,
        "Rodzina",
        "tekst",
        "Rodzina",
        hint="Nazwisko rodziny albo klucz z pliku sprawy; ten sam przy każdym członku, wiersze rodziny obok siebie",
        example="Przykładowa",
        required=True,
        privacy="osobowe",
    )
    gmina = FormField("gmina", "Gmina", "tekst", "Rodzina", example="Swarzędz")
    role = FormField("rola", "Rola w rodzinie", "wybor", "Osoba", required=True, choices=ROLES, example="rodzic")
    signs = FormField(
        "reprezentuje",
        "Podpisuje w imieniu rodziny",
        "tak_nie",
        "Osoba",
        hint="Tylko pełnoletni",
        example="tak",
    )
    person = [_field(part, "Osoba") for part in parts if part.path not in FAMILY_PATHS]
    return (family, gmina, *address, role, *person, signs)


def _field(part: Part, section: str) -> FormField:
    label = part.label.removeprefix("adres: ")
    return FormField(
        part.path,
        label[0].upper() + label[1:],
        part.kind,
        section,
        hint=part.hint,
        example=part.example,
        required=part.path in ("imie", "nazwisko"),
        choices=part.choices,
        privacy=part.privacy,
    )
