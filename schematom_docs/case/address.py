"""Postal address."""

from __future__ import annotations

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Postcode, Text


class Address(Record):
    """An address in Poland; the post office is given when it differs from the town."""

    street: Text | None = Field(None, alias="ulica", description="ulica bez „ul.”")
    number: Text | None = Field(None, alias="numer", description="numer domu i lokalu")
    postcode: Postcode | None = Field(None, alias="kod", description="kod pocztowy")
    town: Text = Field(alias="miejscowosc", description="miejscowość")
    post_office: Text | None = Field(None, alias="poczta", description="poczta, gdy inna niż miejscowość")
