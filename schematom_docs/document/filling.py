"""Fill a template in spite of missing answers: ask for some, print blank lines for others, tell which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from schematom_docs.document.compiling import Compiled
from schematom_docs.document.fill_in import NOTED, Noted
from schematom_docs.document.linking import Linked
from schematom_docs.document.missing_policy import Asker, Filled, Gaps, MissingPolicy
from schematom_docs.document.rendering import missing_answers, render

_Result = TypeVar("_Result")


def fill(
    compiled: Compiled,
    linked: Linked | None,
    name: str,
    context: Mapping[str, object],
    policy: MissingPolicy,
    ask: Asker | None,
) -> Filled:
    """Return the filled file and the fields printed as blank lines. Raises located errors for what stays missing."""
    closed = close_gaps(compiled, linked, name, context, policy, ask)
    docx, noted = _noting(lambda: render(compiled, linked, name, closed))
    return Filled(docx, tuple(noted.printed))


def close_gaps(
    compiled: Compiled,
    linked: Linked | None,
    name: str,
    context: Mapping[str, object],
    policy: MissingPolicy,
    ask: Asker | None,
) -> Mapping[str, object]:
    """Return the context with answers asked for and blanks in place of what it lacks."""
    if linked is None or not policy.rules:
        return context
    schema = linked.program.schema
    answers: dict[str, object] = {}
    asked: set[str] = set()
    while ask is not None:
        gaps = Gaps(policy, answers, asking=True)
        trial = gaps.closed(context, schema)
        _, noted = _noting(lambda given=trial: missing_answers(compiled, linked, name, given))  # type: ignore[misc]
        questions = [item for path in noted.read if path not in asked and (item := gaps.question(path)) is not None]
        if not questions:
            break
        asked |= {item.path for item in questions}
        answers |= {path: value for path, value in ask(questions).items() if path in asked and value is not None}
    return Gaps(policy, answers).closed(context, schema)


def _noting(action: Callable[[], _Result]) -> tuple[_Result, Noted]:
    """Return the result of an action and what became of blank lines meanwhile."""
    noted = Noted()
    token = NOTED.set(noted)
    try:
        return action(), noted
    finally:
        NOTED.reset(token)
