"""A sealed PDF held against its seal: every changed, moved, missing or added byte becomes a fault with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pikepdf

from schematom_docs.errors import ConversionError, Fault
from schematom_docs.pdf.files import open_pdf
from schematom_docs.pdf.places import Stretch
from schematom_docs.pdf.seal import SEAL_NAME, SEAL_PLACE, digest
from schematom_docs.pdf.seal_text import MARK, TEXT_OFFSET, Seal, read_seal, stored

MOST_FAULTS = 20
ANEW = "Pobierz plik jeszcze raz od nadawcy albo z rejestru."


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What the seal of a file says. found: whether there is a seal, whole or not; size: how many bytes from the
    beginning it covers, 0 when it cannot be read; appended: how many bytes follow them; faults: [] = whole."""

    found: bool
    size: int = 0
    appended: int = 0
    faults: tuple[Fault, ...] = ()


def seal_faults(pdf: bytes) -> list[Fault]:
    """Return every fault of a released PDF against its seal, [] when each sealed byte is as it was released.

    A missing seal is a fault; bytes after the sealed ones are none, see check_seal.
    """
    check = check_seal(pdf)
    if not check.found:
        return [Fault(SEAL_PLACE, "plik nie ma pieczęci", ANEW)]
    return list(check.faults)


def check_seal(pdf: bytes) -> SealCheck:
    """Return how the bytes of a file stand to its seal. Never raises: a file that is no PDF has no seal."""
    readable = [(at, seal) for at in _marks(pdf) if (seal := read_seal(pdf[at:])) is not None]
    placed = next(((at, seal) for at, seal in readable if seal.start == at), None)
    at, seal = placed or next(iter(readable), (0, None))
    if seal is not None:
        faults = _compare(pdf, seal, at - seal.start)
        return SealCheck(True, seal.size, max(0, len(pdf) - seal.size), tuple(faults))
    fault = _unreadable_seal(pdf)
    return SealCheck(fault is not None, faults=(fault,) if fault else ())


def _marks(pdf: bytes) -> Iterator[int]:
    """Yield where a stream that begins like a seal stands."""
    found = pdf.find(MARK)
    while found >= 0:
        if found >= TEXT_OFFSET:
            yield found - TEXT_OFFSET
        found = pdf.find(MARK, found + 1)


def _unreadable_seal(pdf: bytes) -> Fault | None:
    """Return the fault of a seal that is there and cannot be read where it should stand, None when there is none."""
    mark = next(_marks(pdf), None)
    if mark is not None:
        return Fault(f"{SEAL_PLACE}, od bajtu {mark}", "pieczęć jest uszkodzona", ANEW)
    try:
        with open_pdf(pdf, name="plik") as document:
            attached = document.attachments.get(SEAL_NAME)
            if attached is None:
                return None
            stream = attached.obj.EF.F
            raw, text = stream.read_raw_bytes(), _decoded(stream)
    except (ConversionError, pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError, RuntimeError):
        return None
    if read_seal(stored(text)) is not None and stored(text) != raw:
        reason = "plik zapisano od nowa innym programem; pieczęć opisuje inny układ bajtów"
        return Fault("cały plik", reason, "Weź plik w postaci, w jakiej go wydano.")
    start = pdf.find(raw)
    place = f"{SEAL_PLACE}, {_bytes(start, start + len(raw))}" if start >= 0 and raw else SEAL_PLACE
    return Fault(place, "pieczęć jest uszkodzona", ANEW)


def _decoded(stream: pikepdf.Object) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _compare(pdf: bytes, seal: Seal, shift: int) -> list[Fault]:
    """Return faults of the sealed bytes. shift: by how much the seal itself stands later than it should."""
    shifts = dict.fromkeys((0, shift, len(pdf) - seal.size))
    changed: list[Stretch] = []
    moved: dict[int, Stretch] = {}
    for part, wanted in _parts(seal):
        by = next((by for by in shifts if _holds(pdf, part, by, wanted)), None) if wanted else shift
        if by is None:
            changed.append(part)
        elif by:
            moved.setdefault(by, part)
    missing = [part for part in changed if part.end > len(pdf)]
    placed = [(part.start, _moved(part, by)) for by, part in moved.items()]
    placed += _changed([part for part in changed if part.end <= len(pdf)])
    placed += [(missing[0].start, _missing(missing, len(pdf), seal.size))] if missing else []
    faults = [fault for _, fault in sorted(placed, key=lambda item: item[0])]
    if not faults and _whole(pdf, seal) != seal.sha256:
        faults = [Fault(f"cały plik, {_bytes(0, seal.size)}", "bajty różnią się od wydanych", ANEW)]
    return faults[:MOST_FAULTS] + _rest(faults[MOST_FAULTS:])


def _parts(seal: Seal) -> Iterator[tuple[Stretch, str]]:
    """Yield the sealed stretches of a file with their digests, "" for the stretch of the seal itself."""
    ends = accumulate(segment.length for segment in seal.segments)
    for segment, end in zip(seal.segments, ends, strict=True):
        yield Stretch(end - segment.length, end, seal.places[segment.label]), segment.digest


def _whole(pdf: bytes, seal: Seal) -> str:
    return hashlib.sha256(pdf[: seal.start] + pdf[seal.end : seal.size]).hexdigest()


def _holds(pdf: bytes, part: Stretch, by: int, wanted: str) -> bool:
    start, end = part.start + by, part.end + by
    return start >= 0 and end <= len(pdf) and digest(pdf, Stretch(start, end, "")) == wanted


def _changed(parts: Sequence[Stretch]) -> list[tuple[int, Fault]]:
    """Return (first byte, fault) of each run of changed stretches of one label."""
    runs: list[Stretch] = []
    for part in parts:
        if runs and runs[-1].end == part.start and runs[-1].label == part.label:
            runs[-1] = Stretch(runs[-1].start, part.end, part.label)
        else:
            runs.append(part)
    reason = "bajty różnią się od wydanych"
    return [(run.start, Fault(f"{run.label}, {_bytes(run.start, run.end)}", reason, ANEW)) for run in runs]


def _missing(parts: Sequence[Stretch], size: int, sealed: int) -> Fault:
    labels = ", ".join(dict.fromkeys(part.label for part in parts[:3]))
    more = " i dalsze" if len(parts) > 3 else ""
    return Fault(f"od bajtu {size}: {labels}{more}", f"plik jest ucięty o {sealed - size} B", ANEW)


def _moved(part: Stretch, by: int) -> Fault:
    what = f"przed tym miejscem wstawiono {by} B" if by > 0 else f"przed tym miejscem ubyło {-by} B"
    return Fault(f"{part.label}, {_bytes(part.start, part.end)}", what, ANEW)


def _rest(faults: Sequence[Fault]) -> list[Fault]:
    return [Fault("cały plik", f"zmienionych miejsc jest więcej: {len(faults)} dalszych", ANEW)] if faults else []


def _bytes(start: int, end: int) -> str:
    return f"bajt {start}" if end - start == 1 else f"bajty {start}–{end - 1}"
