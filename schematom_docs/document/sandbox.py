"""The expression language: Jinja in its immutable sandbox, plain data only, chosen filters, fuel for loops."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, pass_context, pass_environment

FUEL: Final = 2_000_000
"""Loop turns one rendering may take."""
FUEL_NAME: Final = "__paliwo__"
_CHARGE: Final = "__pobierz__"

SAFE_FILTERS: Final = (
    "abs batch capitalize count d default dictsort first float groupby int items join last length list lower map max min "
    "reject rejectattr replace reverse round select selectattr slice sort string sum title trim truncate unique upper"
).split()
SAFE_TESTS: Final = (
    "boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer iterable le lessthan lower lt "
    "mapping ne none number odd sameas sequence string true undefined upper == != > >= < <="
).split()
_LOOP_NAMES: Final = frozenset(
    "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed".split()
)


class MissingAnswer(Exception):
    """A name or field without a value was used. name: the field; known: names that stand beside it; reason: Polish."""

    def __init__(self, name: str, known: Iterable[str], reason: str) -> None:
        super().__init__(name)
        self.name, self.known, self.reason = name, tuple(known), reason


class FuelExhausted(Exception):
    """A loop, range or repetition asks for more than one rendering may spend."""


class Missing(Undefined):
    """A name without a value: may be tested with `is defined` and `default`, every other use is an error."""

    __slots__ = ()

    def fail(self, *_: object, **__: object) -> Any:
        """Raise MissingAnswer for this name."""
        name = str(self._undefined_name)
        if isinstance(self._undefined_obj, Mapping):
            raise MissingAnswer(name, map(str, self._undefined_obj), "nie ma takiego pola")
        raise MissingAnswer(name, (), self._undefined_hint or "nie ma takiej nazwy")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = fail  # type: ignore[assignment]
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = fail  # type: ignore[assignment]
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __complex__ = __pow__ = __rpow__ = fail  # type: ignore[assignment]
    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = fail  # type: ignore[assignment]


class Blank(Missing):
    """A name without a value in a lenient template: prints nothing, counts as empty."""

    __slots__ = ()
    __iter__ = lambda self: iter(())  # type: ignore[assignment] # noqa: E731
    __str__ = lambda self: ""  # type: ignore[assignment] # noqa: E731
    __len__ = lambda self: 0  # type: ignore[assignment] # noqa: E731
    __bool__ = lambda self: False  # type: ignore[assignment] # noqa: E731
    __eq__ = lambda self, other: isinstance(other, Undefined) or other is None  # type: ignore[assignment] # noqa: E731
    __ne__ = lambda self, other: not (self == other)  # type: ignore[assignment] # noqa: E731
    __hash__ = lambda self: id(type(self))  # type: ignore[assignment] # noqa: E731


class Generator(CodeGenerator):
    """Jinja's code generator with outputs written by slot and attributes read from mappings only."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write a mapping look-up."""
        self.write("_get(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write `a ~ b` as a join that refuses unanswered values."""
        self.write("_concat((")
        for item in node.nodes:
            self.visit(item, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        writer = self.environment.slot_writers[node.lineno]  # type: ignore[attr-defined]
        self.write(f"{writer}(context, ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f", {node.lineno})")


class PlainSandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment that sees plain data only. slot_writers: line → name of the function that writes its value."""

    code_generator_class = Generator
    intercepted_binops = frozenset(["*", "**"])

    def __init__(self, filters: Mapping[str, Callable[..., Any]], *, strict: bool = True) -> None:
        super().__init__(undefined=Missing if strict else Blank, autoescape=False, optimized=False, cache_size=0)
        self.slot_writers: dict[int, str] = {}
        self.debug_lines: list[tuple[int, int]] = []
        self.filters = {name: answered(self.filters[name]) for name in SAFE_FILTERS}
        self.filters |= {"default": default, "d": default, "join": join}
        self.filters |= {name: answered(function) for name, function in filters.items()}
        self.filters[_CHARGE] = charge
        self.tests = {name: self.tests[name] for name in SAFE_TESTS}
        self.globals = {"range": _range, "namespace": Namespace}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value of a mapping's key; never a Python attribute."""
        return lookup(self, obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a mapping, list or text."""
        if isinstance(argument, str):
            return lookup(self, obj, argument)
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping | Sequence) and not isinstance(argument, Undefined):
            try:
                return obj[argument]  # type: ignore[index]
            except (LookupError, TypeError):
                pass
        return self.undefined(obj=obj, name=str(argument), hint=f"nie ma pozycji {argument!r}")

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow only what the language itself offers: range, namespace, macros, loop methods."""
        return (
            obj in (_range, Namespace)
            or type(obj).__name__ == "Macro"
            or isinstance(getattr(obj, "__self__", None), LoopContext)
        )

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return left * right or left ** right, refusing results that only exhaust memory."""
        if operator == "**" and (abs(right) > 64 or abs(left) > 10**9):
            raise FuelExhausted
        if operator == "*" and any(isinstance(side, Sequence) for side in (left, right)):
            size = len(left) * right if isinstance(left, Sequence) else len(right) * left
            if size > 10**6:
                raise FuelExhausted
        return super().call_binop(context, operator, left, right)


def lookup(environment: Environment, obj: Any, name: str) -> Any:
    """Return obj[name] for a mapping, a loop's own counters, else a Missing that remembers why."""
    if isinstance(obj, Mapping):
        try:
            return obj[name]
        except KeyError:
            return environment.undefined(obj=obj, name=name)
    if isinstance(obj, Undefined):
        return obj
    if isinstance(obj, LoopContext) and name in _LOOP_NAMES:
        return getattr(obj, name)
    if isinstance(obj, Namespace):
        try:
            return obj[name]
        except KeyError:
            return environment.undefined(name=name)
    hint = "pole nadrzędne nie ma odpowiedzi" if obj is None else "wartość przed kropką nie ma pól"
    return environment.undefined(name=name, hint=hint)


def answered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter with unanswered values refused before it runs, unless it says `accepts_none = True`."""
    if getattr(function, "accepts_none", False):
        return function
    at = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        value = args[at]
        if value is None:
            raise MissingAnswer("", (), "brak odpowiedzi")
        if isinstance(value, Undefined):
            value._fail_with_undefined_error() if not isinstance(value, Missing) else value.fail()
        return function(*args, **kwargs)

    return guarded


def default(value: Any, fallback: Any = "", boolean: bool = False) -> Any:
    """Return the fallback for a missing or unanswered value, with boolean=True for an empty one too."""
    return fallback if isinstance(value, Undefined) or value is None or (boolean and not value) else value


@pass_environment
def join(environment: Environment, items: Any, between: str = "", attribute: str | None = None) -> str:
    """Return the items as one text. Raises MissingAnswer when one has no answer."""
    if items is None:
        raise MissingAnswer("", (), "brak odpowiedzi")
    chosen = items if attribute is None else [environment.getitem(item, attribute) for item in items]
    return between.join(map(plain_text, chosen))


def plain_text(value: Any) -> str:
    """Return a scalar as text. Raises MissingAnswer for none, TypeError for lists and mappings."""
    if type(value) is str:
        return value
    if value is None:
        raise MissingAnswer("", (), "brak odpowiedzi")
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, Mapping | list | tuple | set | frozenset | bytes) or callable(value):
        raise TypeError("not a scalar")
    return str(value)


def concat(values: Iterable[Any]) -> str:
    """Return the values of `a ~ b ~ c` as one text."""
    return "".join(map(plain_text, values))


@pass_context
def charge(context: Context, items: Any) -> Any:
    """Return the items of a loop after taking its turns from the fuel. Raises FuelExhausted, MissingAnswer."""
    if items is None:
        raise MissingAnswer("", (), "brak odpowiedzi")
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise TypeError("not a list")
    sized = items if isinstance(items, Sequence | Mapping) else list(items)
    fuel = context.parent[FUEL_NAME]
    fuel[0] -= len(sized) + 1
    if fuel[0] < 0:
        raise FuelExhausted
    return sized


def fuelled(template: nodes.Template) -> None:
    """Make every loop of the tree pay for its turns."""
    for loop in template.find_all(nodes.For):
        if not loop.recursive:
            loop.iter = nodes.Filter(loop.iter, _CHARGE, [], [], None, None, lineno=loop.iter.lineno)


def _range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > FUEL // 20:
        raise FuelExhausted
    return numbers
