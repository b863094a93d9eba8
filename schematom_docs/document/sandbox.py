"""The expression language: Jinja in its immutable sandbox, plain data only, chosen filters and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from schematom_docs.document.fill_in import FillIn
from schematom_docs.document.missing import Blank, Missing
from schematom_docs.document.operations import (
    CHARGE,
    MACRO_PRICE,
    FuelExhaustedError,
    answered,
    batch,
    burn,
    charge,
    check_operation,
    default,
    join,
    limited_range,
    plain_text,
    replace,
    rounded,
    slices,
    total,
)

# fmt: off
SAFE_FILTERS: Final = (
    "abs", "batch", "capitalize", "count", "dictsort", "first", "float", "groupby", "int", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "slice", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
)
SAFE_TESTS: Final = (
    "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge", "greaterthan", "gt", "in",
    "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sameas",
    "sequence", "string", "true", "undefined", "upper", "==", "!=", ">", ">=", "<", "<=",
)
_OWN_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "batch": batch, "replace": replace, "round": rounded, "slice": slices, "string": plain_text, "sum": total,
}
_LOOP_NAMES: Final = (
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem",
    "cycle", "changed",
)
# fmt: on


class Generator(CodeGenerator):
    """Jinja's code generator with outputs written by slot and attributes read from mappings only."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write a mapping look-up."""
        self.write("_get(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write `a ~ b` as a join that refuses unanswered values."""
        self.write("_concat(context, (")
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
    """A Jinja environment that sees plain data only.

    slot_writers: source line → name of the function that writes its value; needed to generate code, not to run it.
    """

    code_generator_class = Generator
    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, filters: Mapping[str, Callable[..., Any]], *, strict: bool = True) -> None:
        super().__init__(undefined=Missing if strict else Blank, autoescape=False, optimized=False, cache_size=0)
        self.slot_writers: dict[int, str] = {}
        self.filters = {name: answered(self.filters[name], of_jinja=True) for name in SAFE_FILTERS}
        self.filters |= {"default": default, "d": default, "join": join, CHARGE: charge}
        self.filters |= {name: answered(function) for name, function in _OWN_FILTERS.items()}
        self.filters |= {name: answered(function) for name, function in filters.items()}
        self.tests = {name: self.tests[name] for name in SAFE_TESTS}
        self.globals = {"range": limited_range, "namespace": Namespace}

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
                return obj[argument]
            except (LookupError, TypeError):
                pass
        return self.undefined(name=str(argument), hint="nie ma takiej pozycji na liście")

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow only what the language itself offers: range, namespace, macros, loop methods."""
        if obj is limited_range or obj is Namespace or isinstance(obj, Macro):
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what the language offers; a macro costs fuel, since it may call itself."""
        if not isinstance(__obj, Macro):
            return super().call(__context, __obj, *args, **kwargs)
        burn(__context, MACRO_PRICE)
        try:
            return super().call(__context, __obj, *args, **kwargs)
        except RecursionError as error:
            raise FuelExhaustedError from error

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operation, refusing those that only exhaust memory."""
        check_operation(context, operator, left, right)
        return super().call_binop(context, operator, left, right)


def lookup(environment: Environment, obj: Any, name: str) -> Any:
    """Return obj[name] for a mapping, a loop's own counters, else a name without value that remembers why."""
    if isinstance(obj, Mapping):
        try:
            return obj[name]
        except KeyError:
            return environment.undefined(obj=obj, name=name)
    if isinstance(obj, Undefined):
        return obj.part(name) if isinstance(obj, FillIn) else obj
    if isinstance(obj, LoopContext) and name in _LOOP_NAMES:
        return getattr(obj, name)
    if isinstance(obj, Namespace):
        return (
            getattr(obj, name, environment.undefined(name=name))
            if not name.startswith("_")
            else environment.undefined(name=name)
        )
    hint = "pole nadrzędne nie ma odpowiedzi" if obj is None else "wartość przed kropką nie ma pól"
    return environment.undefined(name=name, hint=hint)


def fuelled(template: nodes.Template) -> None:
    """Make every loop of the tree pay for its turns."""
    for loop in template.find_all(nodes.For):
        line = nodes.Const(loop.iter.lineno)
        loop.iter = nodes.Filter(loop.iter, CHARGE, [line], [], None, None, lineno=loop.iter.lineno)
