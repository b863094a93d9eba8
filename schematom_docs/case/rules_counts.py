"""Rules on counts and numbers: team size, thresholds, unique numbers, series without gaps, whole months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from schematom_docs.case.case_model import Case
from schematom_docs.case.derived import whole_months
from schematom_docs.case.record import Record
from schematom_docs.case.source import SourceData, raw_at
from schematom_docs.case.validation import Finding
from schematom_docs.polish.money import percent

_REPRESENTS = ("dorosly", "dziecko")


def team_size(case: Case, source: SourceData) -> Iterator[Finding]:
    """A team with known members has exactly as many as its rule says; members with faults of their own count too."""
    for key, team in case.teams.items():
        rows = raw_at(source.data, ("zespoly", key, "czlonkowie"))
        if team.size is None or not isinstance(rows, list) or len(rows) == team.size:
            continue
        extra = len(rows) - team.size
        remedy = f"Usuń z listy {extra}." if extra > 0 else f"Dopisz brakujących ({-extra}) albo usuń całą listę."
        yield Finding(
            ("zespoly", key, "czlonkowie"),
            f"na liście jest {len(rows)} członków, a zespół liczy dokładnie {team.size}.",
            remedy,
        )


def thresholds_are_exact(case: Case) -> Iterator[Finding]:
    """A typed threshold is the least whole number that reaches the percentage: 60% of 12 is 8."""
    for key, item in case.indicators.items():
        path = ("wskazniki", key)
        if item.threshold_percent is not None and item.typed_threshold not in (None, item.threshold):
            yield Finding(
                (*path, "prog_liczba"),
                f"próg {percent(item.threshold_percent)} z {item.group} to co najmniej {item.threshold}, "
                f"a wpisano {item.typed_threshold}.",
                f"Wpisz {item.threshold} albo usuń pole – program sam je policzy.",
            )
        base = item.baseline or item.group
        if item.result is not None and base is not None and item.result > base:
            yield Finding(
                (*path, "wynik"),
                f"wynik {item.result} jest większy niż {base}, od których się liczy.",
                "Sprawdź liczby.",
            )


def numbers_are_unique(case: Case) -> Iterator[Finding]:
    """No two papers of one kind bear the same number."""
    collections: tuple[tuple[str, Mapping[str, Record]], ...] = (
        ("kontrakty", case.contracts),
        ("porozumienia", case.agreements),
        ("listy_intencyjne", case.letters),
        ("dyplomy", case.diplomas),
        ("zaswiadczenia", case.certificates),
        ("kontrakty_socjalne", case.social_contracts),
        ("skierowania", case.referrals),
        ("deklaracje_pracodawcow", case.declarations),
    )
    for name, items in collections:
        for field, alias in (("number", "numer"), ("case_reference", "znak_sprawy")):
            yield from _twice(name, alias, {key: getattr(item, field, None) for key, item in items.items()})


def _twice(collection: str, alias: str, numbers: Mapping[str, str | None]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for key, number in numbers.items():
        if number is None:
            continue
        earlier = first.setdefault(number, key)
        if earlier != key:
            reason = f"„{number}” ma już pozycja {collection}.{earlier}."
            yield Finding((collection, key, alias), reason, "Nadaj inny numer; każdy numer wolno użyć raz.")


def notices_have_no_gaps(case: Case) -> Iterator[Finding]:
    """Notices of one stage are numbered one after another; the first of them may be any, each number stands once."""
    stages: dict[int | None, dict[int, str]] = {}
    for key, notice in case.notices.items():
        series = stages.setdefault(notice.stage, {})
        if notice.number in series:
            path = ("informacje", key, "numer")
            yield Finding(
                path, f"informacja nr {notice.number} już jest ({series[notice.number]}).", "Nadaj kolejny numer."
            )
        series.setdefault(notice.number, key)
    for series in stages.values():
        ordered = sorted(series)
        for before, after in pairwise(ordered):
            if after != before + 1:
                yield Finding(
                    ("informacje", series[after], "numer"),
                    f"po informacji nr {before} jest nr {after} – w serii jest luka.",
                    f"Dopisz informację nr {before + 1} albo popraw numer.",
                )


def months_fit_the_period(case: Case) -> Iterator[Finding]:
    """The months an employer declares are those of the period."""
    for key, item in case.declarations.items():
        counted = whole_months(item.period) if item.period else None
        if item.months is not None and counted is not None and counted != item.months:
            path = ("deklaracje_pracodawcow", key, "miesiecy")
            yield Finding(
                path,
                f"okres obejmuje pełnych miesięcy: {counted}, a wpisano {item.months}.",
                "Popraw liczbę albo okres.",
            )
        if item.persons == 0:
            yield Finding(
                ("deklaracje_pracodawcow", key, "liczba_osob"), "pracodawca nie deklaruje nikogo.", "Wpisz liczbę osób."
            )


def diplomas_are_whole(case: Case) -> Iterator[Finding]:
    """A diploma has one recipient, of the kind its variant says, and one to three signers."""
    for key, item in case.diplomas.items():
        wanted = "osoba" if item.variant in _REPRESENTS else item.variant
        given = {"osoba": item.person, "rodzina": item.family, "instytucja": item.institution}
        path = ("dyplomy", key)
        if given[wanted] is None:
            yield Finding(
                (*path, wanted), f"dyplom w wariancie „{item.variant}” potrzebuje pola „{wanted}”.", "Dopisz je."
            )
        for name in (name for name, value in given.items() if value is not None and name != wanted):
            yield Finding(
                (*path, name), f"wariant „{item.variant}” nie ma pola „{name}”.", "Usuń je albo zmień wariant."
            )
        if not 1 <= len(item.signers) <= 3:
            yield Finding(
                (*path, "podpisuja"),
                f"dyplom podpisuje od 1 do 3 instytucji, a jest {len(item.signers)}.",
                "Popraw listę.",
            )


def agreements_have_parties(case: Case) -> Iterator[Finding]:
    """An agreement has at least two parties, each once."""
    for key, item in case.agreements.items():
        path = ("porozumienia", key, "strony")
        if len(item.parties) < 2:
            yield Finding(path, "porozumienie ma mniej niż dwie strony.", "Dopisz instytucje.")
        for index, party in enumerate(item.parties):
            if item.parties.index(party) != index:
                yield Finding((*path, index), f"strona „{party}” jest drugi raz.", "Usuń powtórzenie.")


def families_take_part(case: Case) -> Iterator[Finding]:
    """A family is a party of one contract at most in a case."""
    first: dict[str, str] = {}
    for key, contract in case.contracts.items():
        earlier = first.setdefault(contract.family, key)
        if earlier != key:
            reason = f"rodzina „{contract.family}” ma już kontrakt „{earlier}”."
            yield Finding(
                ("kontrakty", key, "rodzina"), reason, "Popraw klucz rodziny; zmianę kontraktu zapisuje aneks.", True
            )
