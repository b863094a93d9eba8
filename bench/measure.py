"""Interleaved timing: every side runs once a round, medians are compared, so that a noisy machine hits all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. ours, peer: figures in `unit`; ratio > 1 = we are better; peer None: an absolute limit."""

    name: str
    ours: float
    peer: float | None
    unit: str
    ratio: float | None

    def record(self) -> dict[str, object]:
        """Return the result as a JSON-ready mapping."""
        return asdict(self)


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Return the seconds one call takes, as the mean of `times` calls in a row."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def interleaved(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median of each side. Each side is a call that returns its own seconds; rounds: A B C, A B C, …"""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            taken[name].append(side())
    return {name: median(values) for name, values in taken.items()}


def slower(name: str, ours: float, peer: float) -> Result:
    """Return how many times longer the peer takes, in milliseconds a document."""
    return Result(name, ours * 1e3, peer * 1e3, "ms", peer / ours)


def within(name: str, value: float, limit: float, unit: str) -> Result:
    """Return a figure held against an absolute limit; ratio = limit : value."""
    return Result(name, value, None, unit, limit / value if value else None)
