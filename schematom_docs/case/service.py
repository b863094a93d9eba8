"""Catalogue of services and the service basket of a family."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field

from schematom_docs.case.record import PersonRef, Record, ServiceRef
from schematom_docs.case.scalars import Money, Number, Text


class Service(Record):
    """A service of the catalogue. The module may be written by an accepted alias."""

    entity = "usluga"

    name: Text = Field(alias="nazwa", description="nazwa usługi")
    module: Text = Field(alias="modul", description="moduł wsparcia")
    provider: Text | None = Field(None, alias="wykonawca", description="wykonawca")
    unit: Text | None = Field(None, alias="jednostka", description="jednostka, np. godzina")
    unit_cost: Money = Field(alias="koszt_jednostkowy", description="koszt jednostkowy w złotych")


class BasketItem(Record):
    """A row of the basket: service, quantity, persons served."""

    service: ServiceRef = Field(alias="usluga", description="klucz usługi z katalogu")
    quantity: Number = Field(alias="ilosc", description="ilość")
    persons: tuple[PersonRef, ...] = Field((), alias="osoby", description="kto korzysta")


def cost(service: Service, quantity: Decimal) -> Decimal:
    """Return quantity × unit cost in złote, rounded half up to a grosz."""
    return (service.unit_cost * quantity).quantize(Decimal("0.01"), ROUND_HALF_UP)
