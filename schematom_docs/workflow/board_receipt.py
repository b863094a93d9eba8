"""The receipt of a released version: timeline, digests, parties and ways, as a paper made from the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from schematom_docs.case import CheckedCase, checked_case
from schematom_docs.case.source import parse_source
from schematom_docs.errors import RegistryError
from schematom_docs.records import RETURNED, BoardRow, PackVersion
from schematom_docs.registry import progress
from schematom_docs.values import Document
from schematom_docs.workflow.board import counterpart_label
from schematom_docs.workflow.board_history import history, moment_text
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.world import Registry

NB_HYPHEN = "\u2011"
RECEIPT = "poswiadczenie_obiegu"
"""Type of the receipt; it is made only from the registry."""
SHAPE: Mapping[str, object] = {
    "tytul": "",
    "numer": "",
    "kod": "",
    "wersja": 1,
    "dzien": date(2015, 8, 17),
    "data": date(2015, 8, 17),
    "wydal": "",
    "powod": "",
    "stron": 1,
    "stan": "",
    "zlozone": 1,
    "potrzebne": 1,
    "pliki": [{"nazwa": "", "sha256": ""}],
    "obieg": [
        {
            "egzemplarz": "",
            "strona": "",
            "osoba": "",
            "stan": "",
            "sposob": "",
            "podpisane": True,
            "wyslano": "",
            "odpowiedz": "",
        }
    ],
    "dowody": [{"egzemplarz": "", "strona": "", "sha256": "", "uwagi": ""}],
    "przebieg": [{"kiedy": "", "kto": "", "co": "", "dopisek": ""}],
    "wpis": 1,
    "wpis_sha256": "",
}
"""What the template of the receipt sees under the name `pakiet`."""
_FILES = {"elektroniczny": "plik PDF", "docx": "plik Word", "zip": "archiwum ZIP", "manifest": "manifest"}


def receipt(desk: Desk, registry: Registry, version: PackVersion, today: date) -> Document:
    """Return the receipt of a version as it stands today, made with the state of the case it was released from.

    Raises RegistryError when the registry lost that state, CaseError when the program no longer reads it.
    """
    case = released_case(desk, registry, version)
    facts = receipt_facts(registry, version, today)
    made = issue(desk, case, RECEIPT, "", {"pakiet": facts}).document
    return replace(made, subject=f"{version.code}-{version.version}")


def released_case(desk: Desk, registry: Registry, version: PackVersion) -> CheckedCase:
    """Return the case as it was when a version was released. Raises as `receipt`."""
    number, pilot = version.case_number, version.key.pilot
    found = [each for each in registry.case_revisions(pilot) if each.number == number]
    if not found:
        raise RegistryError(f"rejestr nie ma stanu nr {number} sprawy {pilot}")
    text = registry.content(found[0].sha256).decode("utf-8-sig")
    source = parse_source(text, f"sprawa {pilot}, stan {number}", is_json=text.lstrip().startswith("{"))
    return checked_case(source, reference=desk.reference)


def receipt_facts(registry: Registry, version: PackVersion, today: date) -> dict[str, object]:
    """Return the mapping `pakiet` of the receipt, of the shape of SHAPE."""
    rows = registry.board(version)
    signed, needed = progress(rows)
    last = registry.events(version)[-1]
    moments = history(registry, version)
    return {
        "tytul": version.title,
        "numer": version.label,
        "kod": version.code,
        "wersja": version.version,
        "dzien": version.day,
        "data": today,
        "wydal": version.act.actor,
        "powod": moments[0].note,
        "stron": version.pages,
        "stan": version.state,
        "zlozone": signed,
        "potrzebne": needed,
        "pliki": [
            {"nazwa": _file_name(version, role), "sha256": spaced(sha256)} for role, sha256 in version.files.items()
        ],
        "obieg": [_row(version, row) for row in rows],
        "dowody": [_proof(version, row) for row in rows if row.proof or row.place or row.verdict or row.reason],
        "przebieg": [
            {"kiedy": moment_text(each.at), "kto": each.actor, "co": each.what, "dopisek": each.note}
            for each in moments
        ],
        "wpis": last.number,
        "wpis_sha256": spaced(last.sha256),
    }


def spaced(sha256: str) -> str:
    """Return a digest in groups of eight, so that it can be read aloud and breaks in a narrow column."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def _file_name(version: PackVersion, role: str) -> str:
    """Return what a file is: „plik PDF”, the label of a counterpart, the title of a part."""
    kind, _, number = role.partition("-")
    if kind == "egz" and number.isdigit():
        return counterpart_label(version, int(number))
    if kind == "czesc" and number.isdigit():
        return next((part.title for part in version.parts if part.order == int(number)), role)
    return _FILES.get(role, role)


def _row(version: PackVersion, row: BoardRow) -> dict[str, object]:
    return {
        "egzemplarz": counterpart_label(version, row.counterpart),
        "strona": row.slot.party,
        "osoba": row.slot.person if row.slot.person != row.slot.party else "",
        "stan": row.state,
        "sposob": row.way,
        "podpisane": row.state == RETURNED,
        "wyslano": ", ".join(text for text in (_day(row.sent_on), row.sent_how.replace("-", NB_HYPHEN)) if text),
        "odpowiedz": _day(row.returned_on),
    }


def _proof(version: PackVersion, row: BoardRow) -> dict[str, object]:
    return {
        "egzemplarz": counterpart_label(version, row.counterpart),
        "strona": row.slot.party,
        "sha256": spaced(row.proof),
        "uwagi": "; ".join(text for text in (row.place, row.verdict, row.reason) if text),
    }


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
