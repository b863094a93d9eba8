"""What cover, contents, cover letter and signature sheet see of their pack, under the name `pakiet`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schematom_docs.pack import Recipe
from schematom_docs.polish.filters import FILTERS
from schematom_docs.workflow.issue import Issued

NO_CONTEXT: Mapping[str, object] = {}


def pack_facts(
    recipe: Recipe,
    subject: str,
    members: Sequence[Issued],
    parts: Sequence[Mapping[str, object]],
    *,
    number: str = "",
    version: int = 0,
) -> dict[str, object]:
    """Return the mapping `pakiet`. parts: rows of the contents, with page numbers where they are known; number,
    version: those of a release; a draft has neither and prints neither."""
    entity = _entity(subject, members)
    dates = [day for member in members if (day := _of_document(member, "data")) is not None]
    facts: dict[str, object] = {
        "id": recipe.id,
        "nazwa": recipe.name,
        "tytul": recipe.name,
        "podmiot": entity,
        "podmiot_nazwa": entity_name(entity) if entity else "",
        "numer": number or None,
        "wersja": str(version) if version else None,
        "data": max(dates) if dates else None,  # type: ignore[type-var]  # all are dates
        "czesci": list(parts),
        "egzemplarze": max((copies_of(member) for member in members), default=1),
    }
    if parts and "strona" in parts[-1]:
        last = parts[-1]
        facts["liczba_stron"] = int(str(last["strona"])) + int(str(last["stron"])) - 1
    return facts


def _entity(subject: str, members: Sequence[Issued]) -> Mapping[str, object] | None:
    """Return the entity the pack is about, as the context of its first paper knows it."""
    if not subject or not members:
        return None
    context = members[0].context
    for name in ("rodziny", "instytucje", "uczestnicy"):
        entities = context.get(name)
        for entity in entities.values() if isinstance(entities, Mapping) else _mappings(entities):
            if isinstance(entity, Mapping) and entity.get("klucz") == subject:
                return entity
    return None


def entity_name(entity: Mapping[str, object]) -> str:
    """Return an institution, family or person as it is printed, in the nominative."""
    if entity.get("encja") == "instytucja":
        return str(entity["nazwa"])
    return str(FILTERS["odmiana"](NO_CONTEXT, entity, "mianownik"))


def party_name(party: Mapping[str, object] | None, row: Mapping[str, object]) -> str:
    """Return for whom a place for a signature is: the unit of who countersigns, the party, else the role."""
    if unit := row.get("jednostka"):
        return str(unit)
    return entity_name(party) if party else str(row.get("rola") or "")


def signature_rows(member: Issued) -> list[Mapping[str, object]]:
    """Return the places for signatures that a paper has (`dokument.podpisy`)."""
    return list(_mappings(_of_document(member, "podpisy")))


def copies_of(member: Issued) -> int:
    """Return in how many copies a paper is made, ≥ 1."""
    copies = _of_document(member, "liczba_egzemplarzy")
    return copies if isinstance(copies, int) else 1


def _of_document(member: Issued, key: str) -> object:
    document = member.context.get("dokument")
    return document.get(key) if isinstance(document, Mapping) else None


def _mappings(value: object) -> Iterable[Mapping[str, object]]:
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, (list, tuple)) else ()
