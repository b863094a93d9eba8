"""How a value of a data file is refused: a Polish reason and a Polish remedy inside pydantic's own error."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

POLISH = "schematom"


def sentence(reason: str) -> str:
    """Return a reason closed by a full stop, unless it asks a question."""
    return reason if reason.endswith(("?", ".")) else f"{reason}."


def refusal(reason: str, remedy: str = "") -> PydanticCustomError:
    """Return the error to raise from a validator. reason: completes „…: ”, no full stop needed, no personal data."""
    return PydanticCustomError(POLISH, "{reason}", {"reason": reason, "remedy": remedy})
