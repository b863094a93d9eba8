"""What cover, contents, cover letter and signature sheet see of their pack, under the name `pakiet`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schematom_docs.pack import Recipe
from schematom_docs.polish.filters import FILTERS
from schematom_docs.workflow.issue import Issued

VERSION = "1"
NO_CONTEXT: Mapping[str, object] = {}


def pack_facts(
    recipe: Recipe, subject: str, members: Sequence[Issued], parts: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    """Return the mapping `pakiet`. parts: rows of the contents, with page numbers where they are known."""
    entity = _entity(subject, members)
    dates = [day for member in members if (day := _of_document(member, "data")) is not None]
    facts: dict[str, object] = {
        "id": recipe.id,
        "nazwa": recipe.name,
        "tytul": recipe.name,
        "podmiot": entity,
        "podmiot_nazwa": _name(entity),
        "wersja": VERSION,
        "data": max(dates) if dates else None,  # type: ignore[type-var]  # all are dates
        "czesci": list(parts),
        "podpisujacy": [row for member in members for row in _signers(member)],
        "egzemplarze": max((_copies(member) for member in members), default=1),
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


def _name(entity: Mapping[str, object] | None) -> str:
    if entity is None:
        return ""
    if entity.get("encja") == "instytucja":
        return str(entity["nazwa"])
    return FILTERS["odmiana"](NO_CONTEXT, entity, "mianownik")


def _signers(member: Issued) -> Iterable[dict[str, object]]:
    title = member.document.title
    document = member.context.get("dokument")
    slots = document.get("podpisy") if isinstance(document, Mapping) else None
    for slot in _mappings(slots):
        party = slot.get("strona")
        person = slot.get("osoba")
        alone = person if isinstance(person, Mapping) else None
        signers: list[Mapping[str, object] | None] = [*_mappings(slot.get("osoby"))]
        for signer in signers or [alone]:
            yield {
                "strona_nazwa": str(slot.get("jednostka") or _party_name(party, slot)),
                "osoba": signer,
                "funkcja": signer.get("funkcja") if signer else None,
                "dokument_tytul": title,
                "egzemplarzy": _copies(member),
            }


def _party_name(party: object, slot: Mapping[str, object]) -> str:
    return _name(party) if isinstance(party, Mapping) else str(slot.get("rola") or "")


def _of_document(member: Issued, key: str) -> object:
    document = member.context.get("dokument")
    return document.get(key) if isinstance(document, Mapping) else None


def _copies(member: Issued) -> int:
    copies = _of_document(member, "liczba_egzemplarzy")
    return copies if isinstance(copies, int) else 1


def _mappings(value: object) -> Iterable[Mapping[str, object]]:
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, (list, tuple)) else ()
