"""Scanned files read in a process of their own: a sheet that never ends or breaks the reader costs that sheet alone.

Adapter to `multiprocessing` (spawn, the same on every system). The process sends sheet by sheet; one that takes longer
than its time, or with which the process dies, is told as a fault, and a new process goes on with the next sheet.
"""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection

from schematom_docs.errors import VerificationError
from schematom_docs.signing.scan_files import open_stack
from schematom_docs.signing.scan_reading import Report, Sheet, looked_at

SECONDS_TO_OPEN = 60.0
SECONDS_A_SHEET = 45.0
MOST_LOST = 20  # sheets; a file that loses more is given up
ENDLESS = "odczyt strony trwał za długo; wydrukuj ją i zeskanuj jeszcze raz"
DEADLY = "strona psuje program do odczytu; wydrukuj ją i zeskanuj jeszcze raz"
_REMEDY = "Wydrukuj plik i zeskanuj go jeszcze raz."


def read_scan_apart(data: bytes, *, place: str, report: Report | None = None) -> list[Sheet]:
    """Return what `read_scan` returns. Raises VerificationError as it does, and for a file that cannot be opened in
    time or loses too many sheets."""
    sheets: list[Sheet] = []
    lost = 0
    while True:
        count, fault = _run(data, place, sheets, report)
        if not fault:
            return sheets
        lost += 1
        if not count or lost > MOST_LOST:
            raise VerificationError("pliku nie da się odczytać", place=place, remedy=_REMEDY)
        sheets.append(Sheet(len(sheets) + 1, fault=fault))
        if len(sheets) == count:
            return sheets


def _run(data: bytes, place: str, sheets: list[Sheet], report: Report | None) -> tuple[int, str]:
    """Read on behind `sheets`; return (sheets of the file, 0 when it was not opened; "" or why the next was lost)."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(theirs, data, place, len(sheets) + 1), daemon=True)
    process.start()
    theirs.close()
    count = 0
    try:
        while ours.poll(SECONDS_A_SHEET if count else SECONDS_TO_OPEN):
            said = ours.recv()
            if isinstance(said, VerificationError):
                raise VerificationError(said.reason, place=place, remedy=said.remedy)
            if said is None:
                return count, ""
            if isinstance(said, int):
                count = said
                continue
            sheets.append(said)
            if report is not None:
                report(said.number, count)
        return count, ENDLESS
    except EOFError:
        return count, DEADLY
    finally:
        process.kill()
        process.join()
        ours.close()


def _read(connection: Connection, data: bytes, place: str, first: int) -> None:
    """Send the number of sheets, each sheet from `first` on, then None; or the refusal of the file."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # who interrupts the program speaks to the other process, which ends us
    try:
        stack = open_stack(data, place=place)
    except VerificationError as error:
        connection.send(error)
        return
    connection.send(stack.count)
    for number in range(first, stack.count + 1):
        connection.send(looked_at(number, stack.views(number)))
    connection.send(None)
