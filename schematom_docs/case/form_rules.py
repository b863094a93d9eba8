"""Rules of a form: safe Jinja expressions over the answers and the case, judged only where everything is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import TemplateSyntaxError, Undefined, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from schematom_docs.case.form_model import FormDefinition, Rule
from schematom_docs.case.reference import resolve

ROW = "wiersz"
"""Name under which a rule about a table reads the row it is judged on."""


class _Environment(ImmutableSandboxedEnvironment):
    """Expressions in a sandbox, without power and without multiplied texts, which could fill the memory."""

    intercepted_binops = frozenset({"**", "*"})

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        if operator == "**" or not all(
            isinstance(item, int | float) or hasattr(item, "as_tuple") for item in (left, right)
        ):
            raise SecurityError("działanie niedozwolone w regule")
        return left * right  # type: ignore[operator]


_ENVIRONMENT = _Environment(autoescape=False)


def rule_names(expression: str) -> set[str]:
    """Return the dotted names an expression reads. Raises ValueError with a Polish reason when it cannot be read."""
    try:
        tree = _ENVIRONMENT.parse(f"{{{{ ({expression}) }}}}")
        _ENVIRONMENT.compile_expression(expression)
    except TemplateSyntaxError as error:
        raise ValueError("wyrażenia nie da się odczytać") from error
    declared = meta.find_undeclared_variables(tree)
    found = {path for node in tree.find_all(nodes.Getattr) if (path := _dotted(node)).split(".")[0] in declared}
    found |= {node.name for node in tree.find_all(nodes.Name) if node.name in declared}
    return {path for path in found if not any(other.startswith(f"{path}.") for other in found)}


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        inner = _dotted(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    return node.name if isinstance(node, nodes.Name) else ""


def broken_rules_of(form: FormDefinition, context: Mapping[str, object]) -> Iterable[tuple[Rule, int]]:
    """Yield (rule, row from 1, 0 = no row) where a rule of a form does not hold; what reads something not answered
    is not judged.

    context: typed answers and facts under the names templates use.
    """
    for rule in form.rules:
        if rule.rows is None:
            if judged(rule.condition, context) is False:
                yield rule, 0
            continue
        rows = resolve(context, rule.rows)
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            if judged(rule.condition, {**context, ROW: row}) is False:
                yield rule, number


def judged(expression: str, context: Mapping[str, object]) -> bool | None:
    """Return whether an expression holds, None when it cannot be told."""
    compiled = _ENVIRONMENT.compile_expression(expression, undefined_to_none=False)
    try:
        result = compiled(**context)
        return None if result is None or isinstance(result, Undefined) else bool(result)
    except (UndefinedError, TypeError, SecurityError, ArithmeticError, ValueError):
        return None
