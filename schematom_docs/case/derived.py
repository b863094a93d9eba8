"""Values derived from typed ones for the day of a document: ages, representatives, whole months."""

from __future__ import annotations

from datetime import date, timedelta

from schematom_docs.case.family import Family
from schematom_docs.case.period import Period
from schematom_docs.case.person import Person

Plain = dict[str, object]


def person(view: Plain, record: Person, day: date | None) -> None:
    """Add name, sex, birth date (typed or read from the PESEL) and whether the person is a minor on the day."""
    view["imie_nazwisko"] = f"{record.first_name} {record.surname}"
    view["plec"] = record.sex
    view["data_urodzenia"] = record.birth_date
    view["dziecko"] = record.is_minor(day)


def family(view: Plain, record: Family, members: list[Plain]) -> None:
    """Replace the members by a list and add adults, children and the adults who represent the family."""
    view["nazwiska"] = list(record.all_surnames)
    view["nazwisko"] = record.surname or record.all_surnames[0]
    view["czlonkowie"] = members
    view["dorosli"] = [item for item in members if not item["dziecko"]]
    view["dzieci"] = [item for item in members if item["dziecko"]]
    view["reprezentanci"] = [item for item in members if item["reprezentuje"] and not item["dziecko"]]


def whole_months(period: Period) -> int | None:
    """Return the months a period lasts when it is made of whole months, e.g. 6 for 1 January – 30 June."""
    if period.start is None or period.end is None:
        return None
    after = period.end + timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    return months if after.day == period.start.day and months > 0 else None
