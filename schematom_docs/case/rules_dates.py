"""Rules on dates: papers and actions lie in the project's period, and steps follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from schematom_docs.case.case_model import Case
from schematom_docs.case.period import Period
from schematom_docs.case.record import keys_of, walk
from schematom_docs.case.source import DataPath
from schematom_docs.case.validation import Finding
from schematom_docs.polish.dates import date_text

_IN_PERIOD: dict[str, tuple[str, ...]] = {
    "kontrakty": ("data", "okres", "zobowiazania", "oceny"),
    "wizyty": ("okres",),
    "zaswiadczenia": ("okres",),
    "kontrakty_socjalne": ("data", "okres", "dzialania", "oceny"),
    "skierowania": ("data", "okres"),
}
"""Collection → fields whose dates must lie in the project's period. Letters, agreements and events may not."""


def _words(period: Period) -> str:
    parts = []
    if period.start:
        parts.append(f"od {date_text(period.start)}")
    if period.end:
        parts.append(f"do {date_text(period.end)}")
    return " ".join(parts)


def dates_in_project_period(case: Case) -> Iterator[Finding]:
    """Dates of contracts, visits, referrals and their parts lie in the agreed period of the project."""
    period = case.project.period
    if period is None:
        return
    for path, day in _dates(case):
        if not period.holds(day):
            yield Finding(
                path,
                f"data {date_text(day)} jest poza okresem projektu ({_words(period)}).",
                "Popraw tę datę albo projekt.okres.",
            )


def _dates(case: Case) -> Iterator[tuple[DataPath, date]]:
    fields = keys_of(Case)
    for collection, names in _IN_PERIOD.items():
        for key, item in getattr(case, fields[collection]).items():
            for name in names:
                value = getattr(item, keys_of(item.__class__)[name])
                for path, found in walk(value, (collection, key, name)):
                    if isinstance(found, date):
                        yield path, found


def _in_own_period(case: Case) -> Iterator[tuple[DataPath, date, Period]]:
    for key, contract in case.contracts.items():
        if contract.period is None:
            continue
        for index, item in enumerate(contract.commitments):
            if item.deadline:
                yield ("kontrakty", key, "zobowiazania", index, "termin"), item.deadline, contract.period
        for index, day in enumerate(contract.reviews):
            yield ("kontrakty", key, "oceny", index), day, contract.period


def deadlines_in_contract_period(case: Case) -> Iterator[Finding]:
    """Deadlines and reviews of a contract lie in its own period."""
    project = case.project.period
    for path, day, period in _in_own_period(case):
        if not period.holds(day) and (project is None or project.holds(day)):
            reason = f"data {date_text(day)} jest poza okresem kontraktu ({_words(period)})."
            yield Finding(path, reason, "Popraw tę datę albo okres kontraktu.")


def steps_follow(case: Case) -> Iterator[Finding]:
    """Diagnosis, programme, opinion and contract follow each other in time."""
    for key, contract in case.contracts.items():
        programme, diagnosis = contract.programme, contract.diagnosis
        steps: list[tuple[tuple[str, ...], date | None]] = [
            (("diagnoza", "data"), diagnosis.date if diagnosis else None),
            (("program", "data"), programme.date if programme else None),
            (("program", "data_opinii"), programme.opinion_date if programme else None),
            (("data",), contract.date),
        ]
        known = [(path, day) for path, day in steps if day is not None]
        for (earlier, before), (later, after) in pairwise(known):
            if after < before:
                yield Finding(
                    ("kontrakty", key, *later),
                    f"data {date_text(after)} jest wcześniejsza niż „{'.'.join(earlier)}” ({date_text(before)}).",
                    "Kolejność to: diagnoza, program, opinia PZKW, kontrakt. Popraw jedną z dat.",
                )


def programme_has_opinion(case: Case) -> Iterator[Finding]:
    """A contract without a positive opinion about its programme is odd: it may be drafted, not released."""
    for key, contract in case.contracts.items():
        if contract.programme is None or contract.programme.opinion == "pozytywna":
            continue
        reason = "program rodzinny nie ma pozytywnej opinii PZKW."
        remedy = "Dopisz opinię i jej datę, zanim kontrakt zostanie wydany."
        yield Finding(("kontrakty", key, "program"), reason, remedy, warning=True)


def notice_dates_in_order(case: Case) -> Iterator[Finding]:
    """A notice counts up to a day that is not after its date, and is not written before the project starts."""
    start = case.project.period.start if case.project.period else None
    for key, notice in case.notices.items():
        if notice.cut_off and notice.date and notice.cut_off > notice.date:
            path: DataPath = ("informacje", key, "stan_na")
            yield Finding(path, "dzień, na który liczone są liczby, jest po dacie informacji.", "Popraw jedną z dat.")
        if start and notice.date and notice.date < start:
            yield Finding(
                ("informacje", key, "data"),
                f"data {date_text(notice.date)} jest przed początkiem projektu ({date_text(start)}).",
                "Popraw tę datę albo projekt.okres.",
            )


def stages_in_order(case: Case) -> Iterator[Finding]:
    """The case's stage, and every stage a family took part in, is one of the project's stages."""
    known = {stage.number for stage in case.project.stages}
    if not known:
        return
    if case.project.stage is not None and case.project.stage not in known:
        yield Finding(("projekt", "etap"), "nie ma takiego etapu w projekt.etapy.", "Popraw numer albo dopisz etap.")
    for key, family in case.families.items():
        for index, stage in enumerate(family.stages):
            if stage not in known:
                path = ("rodziny", key, "etapy", index)
                yield Finding(path, "nie ma takiego etapu w projekt.etapy.", "Popraw numer albo dopisz etap.")
