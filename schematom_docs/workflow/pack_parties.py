"""Who signs a pack, read from the papers in it; titles without names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from schematom_docs.case import FormDefinition
from schematom_docs.records import Slot
from schematom_docs.workflow.binder import entity_name, party_name, signature_rows
from schematom_docs.workflow.issue import Issued

Row = Mapping[str, object]
FAMILY = "rodzina"
COUNTERSIGNATURE = "kontrasygnata"
NOT_ASCII = re.compile(r"[^a-z0-9_-]+")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
IMPERSONAL = re.compile(r"^projekt\.|(^|\.)(numer|umowa_numer|wersja|zespol\.nazwa|instytucja\.nazwa)$")
"""Paths in titles that never name a person: numbers, names of teams and institutions, all of the project."""


@dataclass(frozen=True, slots=True)
class Signing:
    """One place for a signature of a pack. papers: which of the papers are signed there, from 0; person: who signs."""

    slot: Slot
    papers: tuple[int, ...]
    person: Row | None


def slots_of(papers: Sequence[Issued]) -> tuple[Slot, ...]:
    """Return places for signatures: one for each party × person who signs any of the papers, in their order.

    Keys are those of the case: „pup”, „rodzina-o1” for an adult of the family, „kontrasygnata-pup”; a second person
    under one key gets „pup-2”. An adult of the family who also signs a declaration alone has one slot.
    """
    return tuple(signing.slot for signing in signings_of(papers))


def signings_of(papers: Sequence[Issued]) -> list[Signing]:
    """Return the places for signatures of `slots_of` with the papers signed in each."""
    rows = [row for paper in papers for row in signature_rows(paper)]
    families = {key: party for row in rows if (party := _party(row)) and (key := _family(party))}
    found: dict[str, Signing] = {}
    for number, paper in enumerate(papers):
        for row in signature_rows(paper):
            for slot, person in _slots(row, families):
                _add(found, slot, person, number)
    return list(found.values())


def public_title(form: FormDefinition, title: str, subject: str) -> str:
    """Return the title of a paper where names of persons may not stand: its own, or name of the form with the key."""
    paths = [path.strip() for path in PLACEHOLDER.findall(form.title)]
    if all(IMPERSONAL.search(path) for path in paths):
        return title
    return f"{form.name} ({subject})" if subject else form.name


def ascii_key(text: str) -> str:
    """Return text as a key of ASCII letters, digits, „_” and „-”."""
    plain = text.lower().translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))
    return NOT_ASCII.sub("-", plain).strip("-")


def _slots(row: Row, families: Mapping[str, Row]) -> Iterator[tuple[Slot, Row | None]]:
    party = _party(row)
    persons: list[Row | None] = [*_mappings(row.get("osoby"))]
    for person in persons or [None]:
        owner = _relative(person, families) if person else None
        function = person.get("funkcja") if person else None
        name = entity_name(owner) if owner else party_name(party, row)
        printed = entity_name(person) if person else ""
        yield (
            Slot(_slot_key(row, party, person, owner), name, printed, str(function or row.get("rola") or "")),
            person,
        )


def _add(found: dict[str, Signing], slot: Slot, person: Row | None, paper: int) -> None:
    """Note that a paper is signed in a slot; each person under a key has a slot of their own."""
    key, number = slot.key, 1
    while key in found and found[key].slot.person != slot.person:
        number += 1
        key = f"{slot.key}-{number}"
    known = found.get(key) or Signing(replace(slot, key=key), (), person)
    papers = known.papers if paper in known.papers else (*known.papers, paper)
    found[key] = replace(known, papers=papers)


def _slot_key(
    row: Row,
    party: Row | None,
    person: Row | None,
    owner: Row | None,
) -> str:
    """Return the key of a slot: of the party in the case, else the name of the place in the form."""
    slot = ascii_key(str(row.get("slot") or "podpis"))
    if slot.startswith(f"{COUNTERSIGNATURE}_"):
        return f"{COUNTERSIGNATURE}-{slot.partition('_')[2]}"
    if owner is not None and person is not None:
        return f"{FAMILY}-{_own(person)}"
    key = party_key(party) if party else ""
    return key if key and not key.isdigit() else slot


def _relative(person: Row, families: Mapping[str, Row]) -> Row | None:
    """Return the family of the pack that a person belongs to; None for others and in packs of several families."""
    if len(families) != 1:
        return None
    key, family = next(iter(families.items()))
    members = {str(member.get("klucz")) for member in _mappings(family.get("czlonkowie"))}
    reference = str(person.get("odwolanie") or "")
    own = str(person.get("klucz") or "")
    return family if reference.startswith(f"rodziny.{key}.") or (not reference and own in members) else None


def _own(person: Row) -> str:
    """Return the key of a person inside the family: „o1”, also of „rodziny.r01.o1”."""
    return ascii_key(str(person.get("odwolanie") or person.get("klucz") or "").rpartition(".")[2])


def party_key(party: Row) -> str:
    """Return the key of a party inside a pack: „rodzina”, else its key in the case."""
    return FAMILY if party.get("encja") == "rodzina" else ascii_key(str(party.get("klucz") or ""))


def _party(row: Row) -> Row | None:
    party = row.get("strona")
    return party if isinstance(party, Mapping) else None


def _family(party: Row) -> str:
    return str(party.get("klucz") or "") if party.get("encja") == "rodzina" else ""


def _mappings(value: object) -> Iterable[Row]:
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, (list, tuple)) else ()
