"""Protocols of everything outside the pure core: clock, converter. Adapters stand beside their stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class Clock(Protocol):
    """Source of the current day."""

    def today(self) -> date:
        """Return the current local date."""
        ...


class Converter(Protocol):
    """DOCX → PDF."""

    def convert(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return one PDF for each (name, DOCX bytes), in order; all in one start of the converter.

        Raises ConversionError naming the document, MissingProgramError when the converter is not installed.
        """
        ...
