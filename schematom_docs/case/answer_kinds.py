"""How each kind of answer is typed: one table for the papers, for imported rows and for questions in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from schematom_docs.case import identifiers, scalars
from schematom_docs.case.datafault import sentence
from schematom_docs.case.identity_card import identity_card
from schematom_docs.case.source import DataPath
from schematom_docs.case.teryt import teryt
from schematom_docs.case.validation import Finding


def _checked(check: Callable[[str], str]) -> Callable[[object], object]:
    return lambda raw: check(scalars.as_text(raw))


SCALARS: Mapping[str, Callable[[object], object]] = {
    "tekst": scalars.as_text,
    "dlugi_tekst": scalars.as_text,
    "liczba": scalars.as_number,
    "kwota": scalars.as_money,
    "procent": scalars.as_percent,
    "data": scalars.as_date,
    "tak_nie": scalars.as_yes_no,
    "pesel": _checked(identifiers.pesel),
    "nip": _checked(identifiers.nip),
    "regon": _checked(identifiers.regon),
    "krs": _checked(identifiers.krs),
    "nrb": _checked(identifiers.nrb),
    "dowod": _checked(identity_card),
    "kod_pocztowy": _checked(identifiers.postcode),
    "telefon": _checked(identifiers.phone),
    "email": _checked(identifiers.email),
    "ade": _checked(identifiers.ade),
    "teryt": _checked(teryt),
}
"""Kinds with one text → what reads it."""
TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(SCALARS, (str,)),
    "tekst": (str, int),
    "liczba": (int, Decimal),
    "kwota": (Decimal,),
    "procent": (Decimal,),
    "data": (date,),
    "tak_nie": (bool,),
    "okres": (dict,),
    "wybor": (str,),
    "wiele_z": (list,),
    "lista_tekstow": (list,),
    "tabela": (list,),
    "adres": (dict,),
    "instytucja": (dict,),
    "osoba": (dict,),
    "odwolanie": (dict,),
}
"""Kind → what a typed answer is."""


def read_scalar(kind: str, raw: object, path: DataPath) -> tuple[object, tuple[Finding, ...]]:
    """Return (typed value, ()) of a kind with one text, or (None, why not). path: where the text stands."""
    try:
        return SCALARS[kind](raw), ()
    except (PydanticCustomError, ValidationError) as error:
        return None, (refused(error, path),)


def refused(error: PydanticCustomError | ValidationError, path: DataPath) -> Finding:
    """Return a refusal as a finding."""
    context = error.context if isinstance(error, PydanticCustomError) and error.context else {}
    return Finding(path, sentence(str(context.get("reason", "zła wartość"))), str(context.get("remedy", "")))


def limit_error(value: object, lowest: float | None, highest: float | None, longest: int | None) -> str:
    """Return what is wrong with the size of an answer: number, count of items, length of text; "" when nothing is."""
    if isinstance(value, str) and longest is not None and len(value) > longest:
        return f"odpowiedź ma {len(value)} znaków, a może mieć najwyżej {longest}"
    counted = isinstance(value, list)
    size = len(value) if isinstance(value, list) else value
    if isinstance(size, bool) or not isinstance(size, int | Decimal):
        return ""
    what = "pozycji" if counted else "liczba"
    if lowest is not None and size < Decimal(str(lowest)):
        return f"{what} jest za mało: najmniej {lowest:g}" if counted else f"{what} jest za mała: najmniej {lowest:g}"
    if highest is not None and size > Decimal(str(highest)):
        return (
            f"{what} jest za dużo: najwięcej {highest:g}" if counted else f"{what} jest za duża: najwięcej {highest:g}"
        )
    return ""
