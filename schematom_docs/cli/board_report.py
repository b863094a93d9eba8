"""The board on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.report import print_json, print_table

if TYPE_CHECKING:
    from datetime import date

    from schematom_docs.records import BoardRow, PackVersion
    from schematom_docs.workflow.board import Standing, Waiting
    from schematom_docs.workflow.board_history import Moment


def print_standings(standings: Sequence[Standing]) -> None:
    """Print one line a pack, then the notices."""
    rows = [
        (
            each.version.label,
            each.version.code,
            str(each.version.version),
            each.version.state,
            f"{each.signed} z {each.needed}",
            _waits_for(each),
        )
        for each in standings
    ]
    if not rows:
        click.echo("W rejestrze nie ma wydanych pakietów.")
        return
    print_table(("Numer", "Kod", "Wersja", "Stan", "Podpisy", "Oczekiwanie"), rows)
    print_notices((each.version, notice) for each in standings for notice in each.notices)


def print_standing(standing: Standing, moments: Sequence[Moment]) -> None:
    """Print one version: what it is, its board, notices and, when given, its history."""
    from schematom_docs.workflow.board import counterpart_label
    from schematom_docs.workflow.board_history import moment_text

    version = standing.version
    click.echo(f"{version.title}")
    click.echo(f"Numer {version.label}, kod {version.code}, wersja {version.version}, wydana {_day(version.day)}")
    click.echo(f"Stan: {version.state}, podpisy: {standing.signed} z {standing.needed}, stron: {version.pages}")
    click.echo(f"SHA-256: {version.sha256}")
    if standing.rows:
        click.echo()
        rows = [
            (
                counterpart_label(version, row.counterpart),
                f"{row.slot.party} ({row.slot.key})",
                row.state,
                row.way,
                " ".join((_day(row.sent_on), row.sent_how)).strip(),
                _day(row.returned_on),
                row.place,
                row.reason,
            )
            for row in standing.rows
        ]
        print_table(("Egzemplarz", "Strona", "Stan", "Sposób", "Wysłano", "Odpowiedź", "Miejsce", "Uwagi"), rows)
    print_notices((version, notice) for notice in standing.notices)
    if moments:
        click.echo()
        rows_of = [(moment_text(each.at), each.actor, each.what, each.note) for each in moments]
        print_table(("Kiedy", "Kto", "Co", "Dopisek"), rows_of)


def print_notices(notices: Iterable[tuple[PackVersion, str]]) -> None:
    """Print notices on stderr, each with the number of its pack."""
    for version, notice in notices:
        click.echo(f"Uwaga: {version.label}: {notice}", err=True)


def print_waiting(waiting: Sequence[Waiting], *, as_json: bool) -> None:
    """Print what waits, longest first."""
    from schematom_docs.workflow.board import grouped, waiting_text

    if as_json:
        print_json({"przypomnienia": [waiting_record(each) for each in waiting]})
    elif not waiting:
        click.echo("Nic nie czeka.")
    else:
        for group in grouped(waiting):
            version = group[0].version
            click.echo(f"{version.label}, wersja {version.version}: {waiting_text(group)}")


def standing_record(standing: Standing, moments: Sequence[Moment] | None = None) -> dict[str, object]:
    """Return one version as a JSON-ready mapping."""
    version = standing.version
    record: dict[str, object] = {
        "numer": version.label,
        "kod": version.code,
        "wersja": version.version,
        "pakiet": version.key.recipe_id,
        "pilotaz": version.key.pilot,
        "podmiot": version.key.subject,
        "tytul": version.title,
        "stan": version.state,
        "podpisy": {"zlozone": standing.signed, "potrzebne": standing.needed},
        "dzien": _iso(version.day),
        "sha256": version.sha256,
        "obieg": [row_record(version, row) for row in standing.rows],
        "czeka": [waiting_record(each) for each in standing.waiting],
        "uwagi": list(standing.notices),
    }
    if moments is not None:
        record["historia"] = [
            {"kiedy": each.at.isoformat(), "kto": each.actor, "co": each.what, "dopisek": each.note} for each in moments
        ]
    return record


def row_record(version: PackVersion, row: BoardRow) -> dict[str, object]:
    """Return one row of the board as a JSON-ready mapping."""
    from schematom_docs.workflow.board import counterpart_label

    return {
        "egzemplarz": row.counterpart,
        "egzemplarz_nazwa": counterpart_label(version, row.counterpart),
        "strona": row.slot.key,
        "strona_nazwa": row.slot.party,
        "osoba": row.slot.person,
        "stan": row.state,
        "sposob": row.way,
        "wyslano": _iso(row.sent_on),
        "jak": row.sent_how,
        "odpowiedz": _iso(row.returned_on),
        "dowod": row.proof,
        "ocena": row.verdict,
        "miejsce": row.place,
        "powod": row.reason,
        "wpisal": row.entered_by,
    }


def waiting_record(waiting: Waiting) -> dict[str, object]:
    """Return what waits as a JSON-ready mapping."""
    return {
        "numer": waiting.version.label,
        "kod": waiting.version.code,
        "wersja": waiting.version.version,
        "egzemplarz": waiting.row.counterpart,
        "strona": waiting.row.slot.key,
        "strona_nazwa": waiting.row.slot.party,
        "wyslane": waiting.sent,
        "wyslano": _iso(waiting.row.sent_on),
        "dni": waiting.days,
    }


def _waits_for(standing: Standing) -> str:
    """Return parties that have the paper, each with its longest wait; else how much was not sent."""
    from schematom_docs.workflow.board import days_text

    longest: dict[str, int] = {}
    for each in standing.waiting:
        if each.sent:
            longest[each.row.slot.party] = max(each.days, longest.get(each.row.slot.party, 0))
    if longest:
        return ", ".join(f"{party} ({days_text(days)})" for party, days in longest.items())
    return f"niewysłane: {len(standing.waiting)}" if standing.waiting else ""


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
