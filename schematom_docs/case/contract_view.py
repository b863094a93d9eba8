"""The family contract as templates see it: commitments grouped by person, basket grouped by module, sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schematom_docs.case.case_model import Case
from schematom_docs.case.contract import Contract
from schematom_docs.case.modules import module_id
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.service import cost

Plain = dict[str, object]


def module_view(reference: ReferenceData, written: str) -> Plain:
    """Return {id, nazwa, kolejnosc} of a module, also when it was written by an alias; the word itself if unknown."""
    found, _ = module_id(reference.modules, written)
    if found is None:
        return {"id": written, "nazwa": written, "kolejnosc": len(reference.modules) + 1}
    module = reference.modules[found]
    return {"id": found, "nazwa": module.name, "kolejnosc": module.order}


def enrich(view: Plain, contract: Contract, case: Case, reference: ReferenceData) -> None:
    """Group commitments by person and the basket by module in the view of a contract; add the sums."""
    commitments = _list(view["zobowiazania"])
    for item in commitments:
        item["modul"] = module_view(reference, str(item["modul"])) if item["modul"] else None
    view["zobowiazania_rodziny"] = _by_person(item for item in commitments if item["strona"] == "rodzina")
    for party in ("pup", "ops"):
        view[f"zobowiazania_{party}"] = [item for item in commitments if item["strona"] == party]
    view["koszyk_pozycje"] = _priced(_list(view["koszyk"]), contract, case)
    view["koszyk"] = _by_module(_list(view["koszyk_pozycje"]))
    view["koszyk_suma"] = _sum(_list(view["koszyk_pozycje"]))


def basket_sum(contract: Contract, case: Case) -> Decimal:
    """Return the cost of the basket in złote; rows with an unknown service count nothing."""
    rows = (
        cost(case.services[item.service], item.quantity) for item in contract.basket if item.service in case.services
    )
    return sum(rows, Decimal("0.00"))


def _list(value: object) -> list[Plain]:
    return value if isinstance(value, list) else []


def _sum(items: list[Plain]) -> Decimal:
    amounts = [item["kwota"] for item in items]
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal("0.00"))


def _by_person(items: Iterator[Plain]) -> list[Plain]:
    """Return [{osoba, punkty}] in the order in which the persons first come."""
    groups: dict[str, Plain] = {}
    for item in items:
        person = item["osoba"]
        key = str(person["klucz"]) if isinstance(person, dict) else ""
        group = groups.setdefault(key, {"osoba": person, "punkty": []})
        _list(group["punkty"]).append(item)
    return list(groups.values())


def _priced(items: list[Plain], contract: Contract, case: Case) -> list[Plain]:
    """Return the rows of the basket with what the catalogue says of the service, and the amount."""
    rows: list[Plain] = []
    for item, row in zip(items, contract.basket, strict=True):
        service = item["usluga"]
        if isinstance(service, dict) and row.service in case.services:
            known = {key: service[key] for key in ("modul", "wykonawca", "jednostka", "koszt_jednostkowy")}
            amount = cost(case.services[row.service], row.quantity)
            whole = int(row.quantity) if row.quantity == int(row.quantity) else row.quantity
            rows.append(known | {"usluga": service["nazwa"], "ilosc": whole, "osoby": item["osoby"], "kwota": amount})
    return rows


def _by_module(rows: list[Plain]) -> list[Plain]:
    """Return [{modul, pozycje, suma}] in the printed order of the modules."""
    groups: dict[str, list[Plain]] = {}
    modules: dict[str, Plain] = {}
    for row in rows:
        module = row["modul"]
        if isinstance(module, dict):
            modules[str(module["id"])] = module
            groups.setdefault(str(module["id"]), []).append(row)
    ordered = sorted(groups, key=lambda item: int(str(modules[item]["kolejnosc"])))
    return [{"modul": modules[item], "pozycje": groups[item], "suma": _sum(groups[item])} for item in ordered]
