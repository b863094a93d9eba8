"""Complaints of filters: what a filter cannot do becomes a TemplateError that names the filter and says why."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from schematom_docs.errors import TemplateError

_Filter = TypeVar("_Filter", bound=Callable[..., str])


def guarded(filter_: _Filter) -> _Filter:
    """Return the filter with its complaints turned into TemplateError that names the filter."""

    @functools.wraps(filter_)
    def complaining(*args: Any, **options: Any) -> str:
        try:
            return filter_(*args, **options)
        except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as problem:
            reason = str(problem) if isinstance(problem, ValueError) else _unfit(filter_, args, options)
            raise TemplateError(f"Filtr „{filter_.__name__}”: {reason}") from problem

    return complaining  # type: ignore[return-value]


def _unfit(filter_: Callable[..., str], args: tuple[Any, ...], options: Mapping[str, Any]) -> str:
    """Return why a filter failed: settings it does not have, with those it has, or a value of another kind."""
    try:
        inspect.signature(filter_).bind(*args, **options)
    except TypeError:
        known = list(inspect.signature(filter_).parameters)
        settings = known[known.index("context") + 2 :] if "context" in known else known[1:]
        return f"nie ma takich ustawień; są: {', '.join(settings)}." if settings else "ten filtr nie ma ustawień."
    return "wartość albo ustawienie nie pasuje do tego filtra."
