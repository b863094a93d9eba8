"""What the expression language does to values: filters of its own, loops that cost fuel, scalars as text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from jinja2.environment import Environment
from jinja2.runtime import Context, Undefined
from jinja2.utils import pass_context, pass_environment

from schematom_docs.document.fill_in import FillIn
from schematom_docs.document.missing import COLLECTING, Missing, MissingAnswerError, no_answer

FUEL: Final = 2_000_000
"""Loop turns one rendering may take."""
FUEL_NAME: Final = "__paliwo__"
STATE_NAME: Final = "__stan__"
"""Under which name generated code finds the state of its rendering."""
CHARGE: Final = "__pobierz__"
MAX_TEXT: Final = 10**6
"""Characters or items that a repetition (`"a" * n`) or a range may make."""


class FuelExhaustedError(Exception):
    """A loop, range or repetition asks for more than one rendering may spend."""


def answered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter with unanswered values refused before it runs, unless it says `accepts_none = True`."""
    if getattr(function, "accepts_none", False):
        return function
    at = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        value = args[at]
        if value is None or isinstance(value, Undefined):
            if isinstance(value, FillIn):
                return value.passed()
            if COLLECTING.get():
                return value
            refuse(value)
        try:
            return function(*args, **kwargs)
        except Exception:
            blank = next((item for item in (*args, *kwargs.values()) if isinstance(item, FillIn)), None)
            if blank is None:
                raise
            return blank.passed()

    return guarded


def refuse(value: Any) -> None:
    """Raise MissingAnswerError for none or a name without a value; let a lenient template's blank pass."""
    if value is None:
        raise no_answer()
    if isinstance(value, Missing):
        str(value)


def default(value: Any, fallback: Any = "", boolean: bool = False) -> Any:
    """Return the fallback for a missing or unanswered value, with boolean=True for an empty one too."""
    return fallback if isinstance(value, Undefined) or value is None or (boolean and not value) else value


@pass_environment
def join(environment: Environment, items: Any, between: str = "", attribute: str | None = None) -> Any:
    """Return the items as one text, a blank for a blank. Raises MissingAnswerError when one has no answer."""
    refuse(items)
    if isinstance(items, FillIn):
        return items.passed()
    chosen = items if attribute is None else [environment.getitem(item, attribute) for item in items]
    return between.join(map(plain_text, chosen))


def plain_text(value: Any) -> str:
    """Return a scalar as text. Raises MissingAnswerError for none, TypeError for lists and mappings."""
    if type(value) is str:
        return value
    if isinstance(value, FillIn):
        return str(value)
    refuse(value)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, Mapping | list | tuple | set | frozenset | bytes) or callable(value):
        raise TypeError("not a scalar")
    return str(value)


def concat(values: Iterable[Any]) -> str:
    """Return the values of `a ~ b ~ c` as one text."""
    text = "".join(map(plain_text, values))
    if len(text) > MAX_TEXT:
        raise FuelExhaustedError
    return text


def replace(text: Any, old: str, new: str) -> str:
    """Return the text with every `old` replaced by `new`."""
    plain = plain_text(text)
    if len(plain) + plain.count(old) * len(new) > MAX_TEXT:
        raise FuelExhaustedError
    return plain.replace(old, new)


@pass_context
def charge(context: Context, items: Any, line: int) -> Any:
    """Return the items of a loop after taking its turns from the fuel. line: of its tag in the source.

    Raises FuelExhausted-, MissingAnswer-, TemplateError; while missing answers are collected a missing list is empty.
    """
    try:
        refuse(items)
    except MissingAnswerError as missing:
        collected = context.parent[STATE_NAME].missing
        if collected is None:
            raise
        collected.append((line, missing))
        return ()
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise TypeError("not a list")
    sized = items if isinstance(items, Sequence | Mapping) else list(items)
    fuel = context.parent[FUEL_NAME]
    fuel[0] -= len(sized) + 1
    if fuel[0] < 0:
        raise FuelExhaustedError
    return sized


def limited_range(*args: int) -> range:
    """Return a range of at most MAX_TEXT numbers."""
    numbers = range(*args)
    if len(numbers) > MAX_TEXT:
        raise FuelExhaustedError
    return numbers


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Raise FuelExhaustedError when a sum, product or power would only exhaust memory, TypeError for "%5d" % x."""
    if operator == "%" and isinstance(left, str):
        raise TypeError("formatting is done by filters")
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        size = bits if operator in ("*", "**") else 0
    elif operator == "*":
        text, times = (left, right) if isinstance(left, Sequence) else (right, left)
        size = len(text) * times if isinstance(text, Sequence) and isinstance(times, int) else 0
    else:
        size = len(left) + len(right) if isinstance(left, Sequence) and isinstance(right, Sequence) else 0
    if size > MAX_TEXT:
        raise FuelExhaustedError
