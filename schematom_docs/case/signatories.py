"""Who the parties of a paper are and who signs it. Nobody is ever invented: a missing signatory is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from schematom_docs.case.form_model import FormDefinition, PartySource, SignatureSlot
from schematom_docs.case.reference import MISSING, holds, resolve
from schematom_docs.case.source import DataPath
from schematom_docs.polish.dates import date_text

Plain = dict[str, object]
PARTY_KINDS = ("instytucja", "rodzina", "osoba")


class PaperLike(Protocol):
    """What is needed of the paper being described."""

    form: FormDefinition
    context: Plain
    document: Plain
    date_is_missing: bool
    """A finding already says that the paper has no date, so nobody can be in office."""

    def fault(self, reason: str, remedy: str = "", path: DataPath | None = None) -> None:
        """Note a finding."""
        ...


def parties(paper: PaperLike) -> None:
    """Fill `dokument.strony` with the parties in order; too few of them, or an unknown one, is a finding."""
    found: list[Plain] = []
    for path in paper.form.party_paths:
        value = resolve(paper.context, path)
        items = value if isinstance(value, list) else [value]
        known = [item for item in items if isinstance(item, dict) and item.get("encja") in PARTY_KINDS]
        if len(known) < len(items):
            paper.fault(f"brak strony „{path}” dokumentu „{paper.form.name}”.", f"Uzupełnij {path} w danych sprawy.")
        found.extend(known)
    source = paper.form.parties
    if isinstance(source, PartySource) and len(found) < source.at_least:
        paper.fault(
            f"dokument „{paper.form.name}” ma za mało stron: {len(found)}, a potrzeba co najmniej {source.at_least}.",
            f"Dopisz strony w {source.path}.",
        )
    paper.document["strony"] = found


def signatures(paper: PaperLike) -> None:
    """Fill `dokument.podpisy`: for each slot the party and the persons who sign on the day of the paper."""
    rows: list[Plain] = []
    for slot in paper.form.slots:
        if holds(paper.context, slot.condition):
            rows.extend(_rows(paper, slot))
    paper.document["podpisy"] = rows


def _rows(paper: PaperLike, slot: SignatureSlot) -> Iterator[Plain]:
    if slot.each:
        parties_ = paper.document["strony"]
        for number, party in enumerate(parties_ if isinstance(parties_, list) else [], start=1):
            yield _row(paper, slot, party, str(party.get("klucz") or number))
        return
    value = resolve(paper.context, slot.who or "")
    if isinstance(value, list):
        for party in value:
            if isinstance(party, dict):
                yield _row(paper, slot, party, f"{slot.slot}_{party.get('klucz')}")
    elif isinstance(value, dict):
        yield _row(paper, slot, value, slot.slot or "")
    elif value is MISSING or slot.person_needed:
        paper.fault(
            f"nie wiadomo, kto podpisuje dokument „{paper.form.name}” (miejsce „{slot.slot}”).",
            f"Uzupełnij {slot.who} w danych sprawy.",
        )
    else:
        yield {
            "slot": slot.slot,
            "rola": slot.role,
            "strona": None,
            "jednostka": None,
            "osoba": None,
            "osoby": [],
            "opis": slot.description,
        }


def _row(paper: PaperLike, slot: SignatureSlot, party: Plain, key: str) -> Plain:
    persons = _persons(party)
    if not persons and slot.person_needed:
        _nobody(paper, party)
    return {
        "slot": key,
        "rola": slot.role,
        "strona": party,
        "jednostka": _unit(paper, slot),
        "osoba": persons[0] if persons else None,
        "osoby": persons,
        "opis": slot.description,
    }


def _unit(paper: PaperLike, slot: SignatureSlot) -> str | None:
    """Return the name of the institution a person signs for, when the path leads through it (pup.kontrasygnata)."""
    above = resolve(paper.context, (slot.who or "").rpartition(".")[0]) if slot.who and "." in slot.who else None
    is_institution = isinstance(above, dict) and above.get("encja") == "instytucja"
    return str(above["nazwa"]) if isinstance(above, dict) and is_institution else None


def _persons(party: Plain) -> list[Plain]:
    """Return who signs for a party: the representative in office, the adults who represent a family, or the person."""
    kind = party.get("encja")
    if kind == "osoba":
        return [party]
    if kind == "rodzina":
        adults = party["reprezentanci"]
        return adults if isinstance(adults, list) else []
    chief = party.get("reprezentant")
    return [chief] if isinstance(chief, dict) else []


def _nobody(paper: PaperLike, party: Plain) -> None:
    day = paper.document["data"]
    if paper.date_is_missing:
        return
    when = f"w dniu {date_text(day)}" if isinstance(day, date) else "bez daty dokumentu"
    if party.get("encja") == "rodzina":
        paper.fault(
            f"rodziny „{party['klucz']}” nikt pełnoletni nie reprezentuje {when}.",
            f"Dopisz „reprezentuje: tak” dorosłemu w rodziny.{party['klucz']}.czlonkowie.",
            ("rodziny", str(party["klucz"])),
        )
        return
    paper.fault(
        f"instytucja „{party.get('klucz')}” nie ma reprezentanta {when} (dokument „{paper.form.name}”).",
        f"Dopisz urzędującą osobę („od”, „do”) w instytucje.{party.get('klucz')}.reprezentanci albo popraw datę.",
        ("instytucje", str(party.get("klucz"))),
    )
