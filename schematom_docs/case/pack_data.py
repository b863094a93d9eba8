"""What case data say of a pack: files made elsewhere that belong to it."""

from __future__ import annotations

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Text, YesNo


class ForeignFile(Record):
    """A file made elsewhere: a scan or a PDF that a pack takes in."""

    file: Text = Field(alias="plik", description="plik PDF, JPG albo PNG; ścieżka od folderu pliku sprawy")
    title: Text | None = Field(None, alias="tytul", description="tytuł w spisie dokumentów pakietu")
    note: Text | None = Field(None, alias="opis", description="co to jest i skąd pochodzi")
    place: Text | None = Field(None, alias="miejsce", description="składnik „obcy” przepisu, który plik wypełnia")
    annex: YesNo = Field(False, alias="zalacznik", description="w spisie stoi jako załącznik")


class PackData(Record):
    """What belongs to one pack beside the papers made from the case."""

    files: tuple[ForeignFile, ...] = Field((), alias="zalaczniki", description="pliki dołączone do pakietu")
