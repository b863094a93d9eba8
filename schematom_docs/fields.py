"""The field model: one question of a form as plain values, for every face of it: workbook, PDF, terminal, web."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FieldKind = Literal[
    "tekst", "dlugi_tekst", "liczba", "kwota", "procent", "data", "okres", "wybor", "wiele_z", "tak_nie",
    "lista_tekstow", "pesel", "nip", "regon", "krs", "nrb", "dowod", "kod_pocztowy", "telefon", "email", "ade", "teryt",
    "odwolanie", "tabela",
]  # fmt: skip
"""Kinds a face has to know. Persons, institutions and addresses are handed on as their parts, one field each."""

Privacy = Literal["zwykle", "osobowe", "szczegolne"]
Missing = Literal["stop", "kropki", "zapytaj", "przy_wydaniu"]
"""What happens without an answer: the paper is refused, dots are printed to write on, the question is asked, or the
program gives a number when the paper is released."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list. value: what is stored; label: what people see."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing a coordinator fills in.

    path: dotted name as in templates, without „dokument.” („data”, „deklaracja.pracodawca.nazwa”), unique in a form;
    label, hint, example, section: Polish texts as printed; required: an answer is needed when the condition holds;
    condition: what the question hangs on, as written in the form („nie rodzina.dzieci”), "" = always asked;
    choices: of kinds wybor and wiele_z; default: paths an answer is taken from when none is given; value: literal
    default; columns: sub-fields of a tabela, paths without that of the table; collection: where an odwolanie points;
    lowest, highest: limits of numbers, or of the count of rows or texts; longest: limit of characters; None = none;
    missing: what happens without an answer; within: path of the period in which a date or period must lie, "" = any.
    A lista_tekstow with a collection is a list of keys of that section.
    """

    path: str
    label: str
    kind: FieldKind
    section: str = ""
    hint: str = ""
    example: str = ""
    required: bool = False
    condition: str = ""
    choices: tuple[Choice, ...] = ()
    default: tuple[str, ...] = ()
    value: str = ""
    privacy: Privacy = "zwykle"
    columns: tuple[FormField, ...] = ()
    collection: str = ""
    lowest: float | None = None
    highest: float | None = None
    longest: int | None = None
    missing: Missing = "stop"
    within: str = ""


Answer = str | list[str] | list[dict[str, str]]
"""A raw answer: text as typed; texts of wiele_z and lista_tekstow; rows of a tabela (column path → text).

A period is one text, „2015-05-14 – 2015-09-30”; with one end open „od 2015-05-14” or „do 2015-09-30”. A list in a cell
of a table is one text with „; ” between its items. An odwolanie is the key, of a person the dotted one."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to one form about one subject. key: of the subject, "" when it is new or the whole case; by_path: raw."""

    key: str
    by_path: dict[str, Answer] = field(default_factory=dict)
