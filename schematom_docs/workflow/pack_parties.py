"""Who signs a pack and who keeps its paper copies, read from the papers in it; titles without names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from schematom_docs.case import FormDefinition
from schematom_docs.records import Counterpart, Slot
from schematom_docs.workflow.binder import copies_of, entity_name, party_name, signature_rows
from schematom_docs.workflow.issue import Issued

FAMILY = "rodzina"
COUNTERSIGNATURE = "kontrasygnata"
NOT_ASCII = re.compile(r"[^a-z0-9_-]+")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
IMPERSONAL = re.compile(r"^projekt\.|(^|\.)(numer|umowa_numer|wersja|zespol\.nazwa|instytucja\.nazwa)$")
"""Paths in titles that never name a person: numbers, names of teams and institutions, all of the project."""


def slots_of(papers: Sequence[Issued]) -> tuple[Slot, ...]:
    """Return places for signatures: one for each party × person who signs any of the papers, in their order.

    Keys are those of the case: „pup”, „rodzina-o1” for an adult of the family, „kontrasygnata-pup”; a second person
    under one key gets „pup-2”. An adult of the family who also signs a declaration alone has one slot.
    """
    rows = [row for paper in papers for row in signature_rows(paper)]
    families = {key: party for row in rows if (party := _party(row)) and (key := _family(party))}
    found: dict[str, Slot] = {}
    for row in rows:
        for slot in _slots(row, families):
            _add(found, slot)
    return tuple(found.values())


def counterparts_of(papers: Sequence[Issued], subject: str) -> tuple[Counterpart, ...]:
    """Return the paper copies of a pack: as many as the paper with most has, one for each of its parties in order.

    Copies beyond the parties, and the copies of a paper with more parties than copies, stay with the leading
    institution. subject: key of whom the pack is about, "" = the whole case.
    """
    if not papers:
        return ()
    main = max(papers, key=lambda paper: (copies_of(paper), len(_parties(paper))))
    parties, total = _parties(main), copies_of(main)
    keepers = parties if len(parties) <= total else []
    leader = main.context.get("lider")
    spare = leader if isinstance(leader, Mapping) else None
    copies = []
    for number in range(1, total + 1):
        keeper = keepers[number - 1] if number <= len(keepers) else spare
        name = _short(keeper, subject) if keeper else ""
        label = f"egz. {number}/{total} – {name}" if name else f"egz. {number}/{total}"
        copies.append(Counterpart(number, _party_key(keeper) if keeper else "", label))
    return tuple(copies)


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


def _slots(row: Mapping[str, object], families: Mapping[str, Mapping[str, object]]) -> Iterator[Slot]:
    party = _party(row)
    persons: list[Mapping[str, object] | None] = [*_mappings(row.get("osoby"))]
    for person in persons or [None]:
        owner = _relative(person, families) if person else None
        function = person.get("funkcja") if person else None
        yield Slot(
            _slot_key(row, party, person, owner),
            entity_name(owner) if owner else party_name(party, row),
            entity_name(person) if person else "",
            str(function or row.get("rola") or ""),
        )


def _add(found: dict[str, Slot], slot: Slot) -> None:
    """Add a slot once for each person under its key."""
    key, number = slot.key, 1
    while key in found and found[key].person != slot.person:
        number += 1
        key = f"{slot.key}-{number}"
    found.setdefault(key, replace(slot, key=key))


def _slot_key(
    row: Mapping[str, object],
    party: Mapping[str, object] | None,
    person: Mapping[str, object] | None,
    owner: Mapping[str, object] | None,
) -> str:
    """Return the key of a slot: of the party in the case, else the name of the place in the form."""
    slot = ascii_key(str(row.get("slot") or "podpis"))
    if slot.startswith(f"{COUNTERSIGNATURE}_"):
        return f"{COUNTERSIGNATURE}-{slot.partition('_')[2]}"
    if owner is not None and person is not None:
        return f"{FAMILY}-{_own(person)}"
    key = _party_key(party) if party else ""
    return key if key and not key.isdigit() else slot


def _relative(
    person: Mapping[str, object], families: Mapping[str, Mapping[str, object]]
) -> Mapping[str, object] | None:
    """Return the family of the pack that a person belongs to; None for others and in packs of several families."""
    if len(families) != 1:
        return None
    key, family = next(iter(families.items()))
    members = {str(member.get("klucz")) for member in _mappings(family.get("czlonkowie"))}
    reference = str(person.get("odwolanie") or "")
    own = str(person.get("klucz") or "")
    return family if reference.startswith(f"rodziny.{key}.") or (not reference and own in members) else None


def _own(person: Mapping[str, object]) -> str:
    """Return the key of a person inside the family: „o1”, also of „rodziny.r01.o1”."""
    return ascii_key(str(person.get("odwolanie") or person.get("klucz") or "").rpartition(".")[2])


def _party_key(party: Mapping[str, object]) -> str:
    return FAMILY if party.get("encja") == "rodzina" else ascii_key(str(party.get("klucz") or ""))


def _short(party: Mapping[str, object], subject: str) -> str:
    """Return a party in a word for the footer of every page, so without names of persons."""
    if party.get("encja") == "instytucja":
        return str(party.get("skrot") or party.get("nazwa") or "")
    if party.get("encja") == "rodzina":
        return FAMILY
    if party.get("klucz") == subject:
        return "uczestniczka" if party.get("plec") == "k" else "uczestnik"
    return str(party.get("funkcja") or "osoba podpisująca")


def _parties(paper: Issued) -> list[Mapping[str, object]]:
    document = paper.context.get("dokument")
    return list(_mappings(document.get("strony"))) if isinstance(document, Mapping) else []


def _party(row: Mapping[str, object]) -> Mapping[str, object] | None:
    party = row.get("strona")
    return party if isinstance(party, Mapping) else None


def _family(party: Mapping[str, object]) -> str:
    return str(party.get("klucz") or "") if party.get("encja") == "rodzina" else ""


def _mappings(value: object) -> Iterable[Mapping[str, object]]:
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, (list, tuple)) else ()
