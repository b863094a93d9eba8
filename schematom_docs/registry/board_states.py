"""What the rows of a board say about the whole version: its state and how many signatures are there."""

from __future__ import annotations

from collections.abc import Sequence

from schematom_docs.records import DECLINED, ISSUED, RETURNED, ROW_DECLINED, SENT, SIGNED, SIGNING, BoardRow


def progress(rows: Sequence[BoardRow]) -> tuple[int, int]:
    """Return (signatures that are there, signatures needed).

    A pack is signed on its paper counterparts or in its electronic file: where both have rows, those of the one that is
    further on count.
    """
    electronic = [row for row in rows if row.counterpart == 0]
    paper = [row for row in rows if row.counterpart]
    counted = [(_signed(part), len(part)) for part in (paper, electronic) if part]
    return max(counted, key=lambda pair: pair[0] / pair[1], default=(0, 0))


def state_of(rows: Sequence[BoardRow]) -> str:
    """Return the state of a version that its board gives: „wydany”, „w podpisie”, „podpisany” or „odmowa”."""
    if any(row.state == ROW_DECLINED for row in rows):
        return DECLINED
    signed, needed = progress(rows)
    if needed and signed == needed:
        return SIGNED
    return SIGNING if any(row.state in (SENT, RETURNED) for row in rows) else ISSUED


def _signed(rows: Sequence[BoardRow]) -> int:
    return sum(row.state == RETURNED for row in rows)
