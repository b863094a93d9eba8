"""A question of a form: one thing asked, with its kind, its place and everything a face shows beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from schematom_docs.case.datafault import refusal
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Number, Text, YesNo, as_text
from schematom_docs.fields import Choice, Privacy

QuestionKind = Literal[
    "tekst", "dlugi_tekst", "liczba", "kwota", "procent", "data", "okres", "wybor", "wiele_z", "tak_nie",
    "lista_tekstow", "osoba", "instytucja", "adres", "pesel", "nip", "regon", "krs", "nrb", "dowod", "kod_pocztowy",
    "telefon", "email", "ade", "teryt", "tabela", "odwolanie",
]  # fmt: skip
WITH_CHOICES = ("wybor", "wiele_z")
COMPOSITE = ("osoba", "instytucja", "adres")


def _as_paths(value: object) -> tuple[str, ...]:
    return tuple(as_text(item) for item in value) if isinstance(value, list) else (as_text(value),)


def _as_choices(value: object) -> tuple[Choice, ...]:
    """Return the choices of a list of texts, or of a mapping value → label."""
    if isinstance(value, dict):
        return tuple(Choice(as_text(key), as_text(label)) for key, label in value.items())
    if not isinstance(value, list):
        raise refusal("tu powinna stać lista odpowiedzi", "Wpisz [a, b] albo zestaw „wartość: napis”.")
    return tuple(Choice(as_text(item), as_text(item)) for item in value)


Paths = Annotated[tuple[str, ...], PlainValidator(_as_paths)]
Choices = Annotated[tuple[Choice, ...], PlainValidator(_as_choices)]


class Question(Record):
    """A question. `pole` without a dot is an answer of the paper itself (`dokument.<pole>`), with dots a fact."""

    name: Text = Field(alias="pole", description="nazwa w szablonie; z kropką: dana sprawy, np. kontrakt.numer")
    label: Text = Field(alias="etykieta", description="pytanie, jak widzi je koordynator")
    kind: QuestionKind = Field(alias="rodzaj", description="rodzaj odpowiedzi")
    section: Text | None = Field(None, alias="sekcja", description="część formularza")
    hint: Text | None = Field(None, alias="podpowiedz", description="podpowiedź")
    example: Text | None = Field(None, alias="przyklad", description="przykład odpowiedzi (zmyślony)")
    required: YesNo = Field(False, alias="wymagane", description="odpowiedź jest konieczna")
    condition: Text | None = Field(
        None, alias="gdy", description="kiedy pytać: „ścieżka”, „nie ścieżka” albo „ścieżka = wartość”"
    )
    default: Paths = Field((), alias="domyslnie", description="skąd wziąć odpowiedź, gdy jej nie podano")
    value: Text | None = Field(None, alias="wartosc", description="odpowiedź stała, gdy nie ma innej")
    choices: Choices = Field((), alias="wybor", description="możliwe odpowiedzi: lista albo wartość: napis")
    within: Text | None = Field(None, alias="w_granicach", description="okres, w którym musi leżeć data")
    privacy: Privacy | None = Field(None, alias="prywatnosc", description="zwykle, osobowe albo szczegolne")
    columns: tuple[Question, ...] = Field((), alias="kolumny", description="pytania o każdy wiersz tabeli")
    collection: Text | None = Field(None, alias="dzial", description="dział sprawy, na który wskazuje odwołanie")
    parts: tuple[Text, ...] = Field((), alias="czesci", description="o które części osoby, instytucji, adresu pytać")
    needed_parts: tuple[Text, ...] = Field((), alias="wymagane_czesci", description="części, które są konieczne")
    lowest: Number | None = Field(None, alias="najmniej", description="najmniejsza liczba albo liczba wierszy")
    highest: Number | None = Field(None, alias="najwiecej", description="największa liczba albo liczba wierszy")
    longest: Count | None = Field(None, alias="dlugosc", description="największa liczba znaków")
    missing: Literal["stop", "kropki", "zapytaj", "przy_wydaniu"] = Field(
        "stop",
        alias="brak",
        description="co robić bez odpowiedzi: stop, kropki (miejsce do wpisania), zapytaj, przy_wydaniu (numer)",
    )

    @property
    def is_fact(self) -> bool:
        """Tell whether the question asks for a fact of the case, not for an answer of the paper."""
        return "." in self.name

    @property
    def words(self) -> tuple[str, ...]:
        """Return the values of the choices."""
        return tuple(choice.value for choice in self.choices)

    @model_validator(mode="after")
    def _keys_belong_to_their_kinds(self) -> Self:
        for wrong, reason, remedy in self._misplaced():
            if wrong:
                raise refusal(reason, remedy)
        return self

    def _misplaced(self) -> Iterator[tuple[bool, str, str]]:
        chosen = self.kind in WITH_CHOICES
        own_or = "należy do pytania rodzaju"
        yield chosen != bool(self.choices), f"lista „wybor” {own_or} „wybor” i „wiele_z”, i tylko do niego", _EITHER
        table = self.kind == "tabela"
        yield table != bool(self.columns), f"lista „kolumny” {own_or} „tabela” i tylko do niego", _EITHER
        refers = self.kind == "odwolanie"
        absent, stray = refers and not self.collection, self.kind not in ("odwolanie", "lista_tekstow", "wiele_z")
        yield absent or bool(stray and self.collection), f"„dzial” {own_or} „odwolanie” albo „lista_tekstow”", _EITHER
        parted = bool(self.parts or self.needed_parts)
        yield parted and self.kind not in COMPOSITE, f"„czesci” {own_or} „osoba”, „instytucja” albo „adres”", _EITHER
        nested = any(column.columns for column in self.columns)
        yield nested, "tabela nie może mieć tabeli w kolumnie", "Zrób z niej osobne pytanie."
        limits = self.lowest is not None and self.highest is not None and self.lowest > self.highest
        yield limits, "„najmniej” jest większe niż „najwiecej”", "Zamień te liczby."


_EITHER = "Dopisz ją albo usuń."
