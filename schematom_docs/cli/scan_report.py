"""What `scan` tells: a table of counterparts, the sheets that need a person, what was marked; the same as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.report import fault_record, print_faults, print_table
from schematom_docs.signing.scan_sorting import AGREES, ASKS_FOR_A_HAND, BLANK, FINDINGS

if TYPE_CHECKING:
    from schematom_docs.errors import Fault
    from schematom_docs.signing.scan_sorting import SortedCounterpart, SortedSheet
    from schematom_docs.workflow.scan_signed import Marked
    from schematom_docs.workflow.scanning import Scanned

FEW = 8
"""How many pages out of order are listed one by one."""


def print_scanned(scanned: Scanned, unread: Sequence[Fault]) -> None:
    """Print the report of a scan: what is there on stdout, files that cannot be read on stderr."""
    if scanned.sorting.counterparts:
        header = ("Pakiet", "Kod", "Wersja", "Egzemplarz", "Strony", "Stan")
        print_table(header, map(_row, scanned.sorting.counterparts))
    _print_sheets(scanned.sorting.sheets)
    for name in scanned.repeated:
        click.echo(f"{name}: ten plik jest już wczytany; jego stron nie liczę drugi raz.")
    for one in scanned.marked:
        click.echo(_marked_line(one))
    print_faults([*unread, *scanned.refused])
    counts = Counter(one.finding for one in scanned.sorting.sheets)
    told = ", ".join(f"{finding}: {counts[finding]}" for finding in FINDINGS if counts[finding])
    click.echo(f"Zeskanowane strony: {len(scanned.sorting.sheets)}" + (f" ({told})." if told else "."))
    if scanned.clean and not unread:
        click.echo("Wszystko posortowane.")


def scan_record(scanned: Scanned, unread: Sequence[Fault]) -> dict[str, object]:
    """Return the same as one JSON-ready mapping with Polish keys."""
    return {
        "posortowane": scanned.clean and not unread,
        "egzemplarze": [_counterpart_record(one) for one in scanned.sorting.counterparts],
        "strony": [_sheet_record(one) for one in scanned.sorting.sheets],
        "do_recznego_wskazania": [
            f"{one.sheet.name}:{one.sheet.number}" for one in scanned.sorting.sheets if one.finding in ASKS_FOR_A_HAND
        ],
        "oznaczone": [
            {**_named(one.counterpart), "strony": list(one.parties), "uwaga": one.reason} for one in scanned.marked
        ],
        "wczytane_wczesniej": list(scanned.repeated),
        "odrzucone_pliki": [fault_record(fault) for fault in [*unread, *scanned.refused]],
    }


def _row(one: SortedCounterpart) -> tuple[str, ...]:
    there = f"{len(one.coded) - len(one.missing)} z {len(one.coded)}"
    state = "komplet" if one.complete else f"brakuje str. {_numbers(one.missing)}"
    if not one.in_order:
        few = len(one.came) <= FEW
        state += f"; kolejność w skanie: {', '.join(map(str, one.came))}" if few else "; w skanie pomieszane"
    if one.uncoded:
        state += f"; bez kodu: str. {_numbers(one.uncoded)}"
    return one.version.label, one.version.code, str(one.version.version), one.label, there, state


def _numbers(pages: Sequence[int]) -> str:
    """Return „1–3, 7”."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _print_sheets(sheets: Iterable[SortedSheet]) -> None:
    """Print every sheet that is not simply there, and how those that need it are placed by hand."""
    hands = []
    for one in sheets:
        if one.finding in (AGREES, BLANK):
            continue
        code = _place(one)
        reason = f" – {one.reason}" if one.reason else ""
        click.echo(f"{one.sheet.name}, str. {one.sheet.number}: {one.finding}{code}{reason}.")
        if one.finding in ASKS_FOR_A_HAND:
            hands.append(one)
    if hands:
        first = hands[0].sheet
        name = PurePath(first.name).name
        click.echo("Strony do ręcznego wskazania: obejrzyj je i przepisz, co stoi obok kodu, np.")
        click.echo(f'    schematom scan "{first.name}" --hand "{name}:{first.number}=KOD-EGZEMPLARZ:STRONA"')


def _place(one: SortedSheet) -> str:
    if one.place is None:
        return ""
    code, version, counterpart, page = one.place
    copy = f"egz. {counterpart}" if counterpart else "plik elektroniczny"
    return f" ({code}, wersja {version}, {copy}, str. {page})"


def _marked_line(one: Marked) -> str:
    where = f"{one.counterpart.version.label}, {one.counterpart.label}"
    done = f"podpisali: {', '.join(one.parties)}" if one.parties else "nie oznaczono podpisów"
    return f"{where}: {done}" + (f" ({one.reason})." if one.reason else ".")


def _named(one: SortedCounterpart) -> dict[str, object]:
    return {
        "pakiet": one.version.label,
        "kod": one.version.code,
        "wersja": one.version.version,
        "egzemplarz": one.number,
        "nazwa": one.label,
    }


def _counterpart_record(one: SortedCounterpart) -> dict[str, object]:
    return {
        **_named(one),
        "komplet": one.complete,
        "stron": len(one.coded),
        "brakuje": list(one.missing),
        "bez_kodu": list(one.uncoded),
        "kolejnosc": list(one.came),
        "w_kolejnosci": one.in_order,
    }


def _sheet_record(one: SortedSheet) -> dict[str, object]:
    code, version, counterpart, page = one.place or ("", 0, 0, 0)
    return {
        "plik": one.sheet.name,
        "strona_pliku": one.sheet.number,
        "wynik": one.finding,
        "powod": one.reason,
        "kod": code,
        "wersja": version,
        "egzemplarz": counterpart,
        "strona": page,
        "recznie": one.sheet.hand is not None,
        "wczesniej": one.earlier,
    }
