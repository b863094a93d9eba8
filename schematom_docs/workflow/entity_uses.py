"""What of a case names an entity: the records and papers that a change of a shared institution or person touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schematom_docs.case.case_model import Case
from schematom_docs.case.form_places import entity_place
from schematom_docs.case.record import PersonRef, Reference, walk
from schematom_docs.case.source import DataPath, path_text
from schematom_docs.case.validation import validate

_MOST = 6


def entity_text(path: DataPath) -> str:
    """Return an entity as a person names it: „instytucje.firma1”, „rodziny.r01.o1”."""
    return path_text(tuple(part for part in path if part != "czlonkowie"))


def uses_of_entities(data: Mapping[str, object]) -> dict[str, list[DataPath]]:
    """Return entity → paths of the records and papers that name it, as far as the data can be read."""
    found: dict[str, list[DataPath]] = {}
    model = validate(Case, dict(data)).model
    for path, value in walk(model) if model is not None else ():
        if isinstance(value, Reference):
            place = _place(data, path, value)
            if place is not None:
                found.setdefault(entity_text(place), []).append(path)
    papers = data.get("dokumenty")
    for path, text in _texts(papers, ("dokumenty",)):
        for name in (text, f"instytucje.{text}"):
            if name in found:
                found[name].append(path)
    return found


def users_of(uses: list[DataPath], own: DataPath) -> list[str]:
    """Return the records that name an entity, without the one at `own`: „deklaracje_pracodawcow.dp01”, each once."""
    others = (path for path in uses if not own or path[: len(own)] != own)
    records = dict.fromkeys(path_text(path[:4] if path[2:3] == ("dla",) else path[:2]) for path in others)
    return list(records)


def listed(users: list[str]) -> str:
    """Return the users for a sentence, the rest of many counted."""
    more = f" i {len(users) - _MOST} innych" if len(users) > _MOST else ""
    return ", ".join(users[:_MOST]) + more


def _place(data: Mapping[str, object], path: DataPath, value: Reference) -> DataPath | None:
    if isinstance(value, PersonRef) and value.count(".") == 0 and path[0] == "kontrakty":
        contracts = data.get("kontrakty")
        contract = contracts.get(path[1]) if isinstance(contracts, dict) else None
        family = contract.get("rodzina") if isinstance(contract, dict) else None
        if family:
            return ("rodziny", str(family).removeprefix("rodziny."), "czlonkowie", str(value))
    return entity_place(data, type(value), str(value))


def _texts(value: object, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
