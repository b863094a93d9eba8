"""What the expression language does to values: filters of its own, loops that cost fuel, scalars as text."""

from __future__ import annotations

import functools
import html
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from jinja2 import filters
from jinja2.runtime import Context, Undefined
from jinja2.utils import pass_context

from schematom_docs.document.fill_in import FillIn
from schematom_docs.document.missing import Missing, MissingAnswerError, no_answer

FUEL: Final = 2_000_000
"""Loop turns one rendering may take."""
FUEL_NAME: Final = "__paliwo__"
STATE_NAME: Final = "__stan__"
"""Under which name generated code finds the state of its rendering."""
CHARGE: Final = "__pobierz__"
MAX_TEXT: Final = 10**6
"""Characters or items that a repetition (`"a" * n`) or a range may make."""
MAX_DIGITS: Final = 100
"""Places a number may be rounded to."""
MACRO_PRICE: Final = 10
"""Turns of a loop that a call of a macro costs: one may call itself twice."""
_RANGE_PRICE: Final = 10
"""Numbers of a range that cost as much fuel as one turn of a loop."""
TEXT_PRICE: Final = 100
"""Characters that a filter or operation makes for as much fuel as one turn of a loop costs."""


_NO_TEXT: Final = (Mapping, list, tuple, set, frozenset, bytes, bytearray, float, Decimal)
"""What would print as Python code, or as „nan” and „inf”."""


_UNNAMED: Final[object] = object.__str__
"""How objects print that have no text: as their Python name."""


class FuelExhaustedError(Exception):
    """A loop, range or repetition asks for more than one rendering may spend."""


def answered(function: Callable[..., Any], *, of_jinja: bool = False) -> Callable[..., Any]:
    """Return the filter with unanswered values refused before it runs, unless it says `accepts_none = True`.

    of_jinja: it makes text of any object, so rich values of docxtpl are refused too.
    """
    if getattr(function, "accepts_none", False):
        return function
    at = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        value = args[at]
        if value is None or isinstance(value, Undefined):
            if isinstance(value, FillIn):
                return value.passed()
            refuse(value)
        try:
            given = _unmarked(once(value)) if of_jinja else once(value)
            result = function(*args[:at], given, *args[at + 1 :], **kwargs)
            return list(bounded(result)) if isinstance(result, Iterator) else result
        except Exception:
            blank = next((item for item in (*args, *kwargs.values()) if isinstance(item, FillIn)), None)
            if blank is None:
                raise
            return blank.passed()

    return guarded


def once(value: Any) -> Any:
    """Return the value. Raises TypeError for an iterator among the data: it would be empty when read again."""
    if isinstance(value, Iterator):
        raise TypeError("not a list")
    return value


def bounded(items: Iterator[Any]) -> Iterator[Any]:
    """Yield the items of an iterator that may never end. Raises FuelExhaustedError after as many as the fuel allows."""
    for count, item in enumerate(items):
        if count >= MAX_TEXT:
            raise FuelExhaustedError
        yield item


def refuse(value: Any) -> None:
    """Raise MissingAnswerError for none or a name without a value; let a lenient template's blank pass."""
    if value is None:
        raise no_answer()
    if isinstance(value, Missing):
        str(value)


def default(value: Any, fallback: Any = "", boolean: bool = False) -> Any:
    """Return the fallback for a missing or unanswered value, with boolean=True for an empty one too."""
    return fallback if isinstance(value, Undefined) or value is None or (boolean and not value) else value


@pass_context
def join(context: Context, items: Any, between: str = "", attribute: str | None = None) -> Any:
    """Return the items as one text, a blank for a blank. Raises MissingAnswerError when one has no answer.

    The text is measured, and paid with fuel, before it is made.
    """
    refuse(items)
    if isinstance(items, FillIn):
        return items.passed()
    get = context.environment.getitem
    size, texts = 0, []
    for item in once(items):
        texts.append(plain_text(item if attribute is None else get(item, attribute)))
        size += len(texts[-1]) + len(between)
        if size > MAX_TEXT + len(between):
            raise FuelExhaustedError
    burn(context, size // TEXT_PRICE)
    return between.join(texts)


def plain_text(value: Any) -> str:
    """Return a scalar as text. Raises MissingAnswerError for none, TypeError for what has no text of its own."""
    if type(value) is str:
        return value
    if isinstance(value, FillIn):
        return str(value)
    refuse(value)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, int | Fraction) or (isinstance(value, float | Decimal) and math.isfinite(value)):
        return str(value)
    if isinstance(value, _NO_TEXT) or callable(value) or type(value).__str__ is _UNNAMED:
        raise TypeError("not a scalar")
    value = _unmarked(value)
    return str(value)


def docxtpl_kind(value: object) -> str:
    """Return the name of docxtpl's class that a value belongs to, also by inheritance, "" for none."""
    return next((base.__name__ for base in type(value).__mro__ if base.__module__.startswith("docxtpl.")), "")


def _unmarked(value: Any) -> Any:
    """Return docxtpl's Listing as text, any other value unchanged. Raises TypeError for those that print as XML."""
    kind = docxtpl_kind(value)
    if not kind:
        return value
    if kind != "Listing":
        raise TypeError("not a scalar")
    return html.unescape(str(value))


def concat(context: Context, values: Iterable[Any]) -> str:
    """Return the values of `a ~ b ~ c` as one text, measured and paid with fuel before it is made."""
    texts = [plain_text(value) for value in values]
    size = sum(map(len, texts))
    if size > MAX_TEXT:
        raise FuelExhaustedError
    burn(context, size // TEXT_PRICE)
    return "".join(texts)


@pass_context
def replace(context: Context, text: Any, old: str, new: str) -> str:
    """Return the text with every `old` replaced by `new`, measured and paid with fuel before it is made."""
    plain = plain_text(text)
    size = len(plain) + plain.count(old) * len(new)
    if size > MAX_TEXT:
        raise FuelExhaustedError
    burn(context, size // TEXT_PRICE)
    return plain.replace(old, new)


@pass_context
def total(context: Context, items: Any, attribute: str | int | None = None, start: Any = 0) -> Any:
    """Return the sum of numbers, or with a list to start from the items of all lists, each paid with fuel.

    Raises TypeError for a start that is neither, FuelExhaustedError for more items than the fuel allows.
    """
    if not isinstance(start, list):
        if not isinstance(start, int | float | Decimal | Fraction):
            raise TypeError("not a number")
        return filters.sync_do_sum(context.environment, items, attribute, start)
    joined = list(start)
    for item in filters.sync_do_map(context, items, attribute=str(attribute)) if attribute is not None else items:
        if not isinstance(item, list | tuple):
            raise TypeError("not a list")
        burn(context, len(item) + 1)
        joined += item
    return joined


def batch(items: Any, count: int, fill: Any = None) -> Iterator[Any]:
    """Return the items in groups of `count`."""
    if count > MAX_TEXT:
        raise FuelExhaustedError
    return filters.do_batch(items, count, fill)


def slices(items: Any, count: int, fill: Any = None) -> Iterator[Any]:
    """Return the items in `count` groups."""
    if count > MAX_TEXT:
        raise FuelExhaustedError
    return filters.sync_do_slice(items, count, fill)


def rounded(number: float, precision: int = 0, method: Any = "common") -> float:
    """Return a rounded number."""
    if abs(precision) > MAX_DIGITS:
        raise FuelExhaustedError
    return filters.do_round(number, precision, method)


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
    if isinstance(items, str | Iterator) or not isinstance(items, Iterable):
        raise TypeError("not a list")
    sized = items if isinstance(items, Sequence | Mapping) else list(items)
    burn(context, len(sized) + 1)
    return sized


def burn(context: Context, amount: int) -> None:
    """Take fuel from a rendering. Raises FuelExhaustedError when none is left."""
    fuel = context.parent[FUEL_NAME]
    fuel[0] -= amount
    if fuel[0] < 0:
        raise FuelExhaustedError


@pass_context
def limited_range(context: Context, *args: int) -> range:
    """Return a range of at most MAX_TEXT numbers, paid with fuel."""
    numbers = range(*args)
    if len(numbers) > MAX_TEXT:
        raise FuelExhaustedError
    burn(context, len(numbers) // _RANGE_PRICE + 1)
    return numbers


def check_operation(context: Context, operator: str, left: Any, right: Any) -> None:
    """Raise FuelExhaustedError when a sum, product or power would only exhaust memory, TypeError for "%5d" % x.

    What it makes is paid with fuel.
    """
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
    burn(context, size // TEXT_PRICE)
