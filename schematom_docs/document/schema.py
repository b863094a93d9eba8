"""JSON Schema of the data a template needs, inferred from use: a dot makes an object, a loop an array, a filter a type.

What only conditions ask about is a truth value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from jinja2 import nodes

from schematom_docs.document.filter_types import FILTER_TYPES, NEUTRAL_TESTS, TEST_TYPES, type_of_constant

_SAME_ITEMS = ("__pobierz__", "sort", "list", "unique", "reverse", "selectattr", "rejectattr", "kropki")
_ROWS = ("batch", "slice")
"""Filters that make a list of lists of the same items."""

Scope = dict[str, dict[str, Any] | None]


EMPTY: Final[dict[str, Any]] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}


def infer_schema(tree: nodes.Template, known: Iterable[str]) -> dict[str, Any]:
    """Return the schema of the data a template reads. known: names the language itself gives."""
    root: dict[str, Any] = {}
    reader = SchemaReader(root)
    reader.block(tree.body, dict.fromkeys(known))
    return {**EMPTY, **reader.closed(root)}


class SchemaReader:
    """Walk the syntax tree with the names in scope; a name maps to its schema node, or None when it is not data."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self._read: set[int] = set()
        self._tested: set[int] = set()

    def block(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self.visit(node, scope)

    def visit(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = None
            self.block(node.body, {**scope, **{arg.name: None for arg in node.args}})
        elif isinstance(node, nodes.If):
            self.condition(node.test, scope)
            self.block([*node.body, *node.elif_, *node.else_], scope)
        elif isinstance(node, nodes.Scope):
            self.block(node.body, dict(scope))
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                self._bind(target, self.value(value, scope), inner)
            self.block(node.body, inner)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self.value(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self.block(node.body, scope)
            self._bind(node.target, None, scope)
        elif isinstance(node, nodes.Expr):
            self.value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        source = self.value(node.iter, scope)
        item: dict[str, Any] | None = None
        if source is not None:
            source["type"] = "array"
            source.pop("format", None)
            item = source.setdefault("items", {})
        inner: Scope = {**scope, "loop": None}
        self._bind(node.target, item, inner)
        if node.test is not None:
            self.condition(node.test, inner)
        self.block(node.body, inner)
        self.block(node.else_, scope)

    def _bind(self, target: nodes.Node, value: dict[str, Any] | None, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = value
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = None

    def value(self, node: nodes.Node, scope: Scope) -> dict[str, Any] | None:
        """Return the schema node an expression stands for, or None; note every name used in it."""
        found = self._value(node, scope)
        if found is not None:
            self._read.add(id(found))
        return found

    def condition(self, node: nodes.Node, scope: Scope) -> None:
        """Note the names a condition asks about; being asked is no use beyond a truth value."""
        asked = isinstance(node, nodes.Test) and node.name in NEUTRAL_TESTS
        if isinstance(node, nodes.Not):
            self.condition(node.node, scope)
        elif isinstance(node, nodes.And | nodes.Or):
            self.condition(node.left, scope)
            self.condition(node.right, scope)
        elif asked or isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            before = set(self._read)
            found = self.value(node, scope)
            self._read = before
            if found is not None:
                self._tested.add(id(found))
        else:
            self.value(node, scope)

    def _value(self, node: nodes.Node, scope: Scope) -> dict[str, Any] | None:
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            return _property(self.root, node.name)
        if isinstance(node, nodes.Getattr):
            return self._field(self.value(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            owner = self.value(node.node, scope)
            if isinstance(node.arg.value, str):
                return self._field(owner, node.arg.value)
            return None if owner is None else owner.setdefault("items", {})
        if isinstance(node, nodes.Filter):
            inner = None if node.node is None else self.value(node.node, scope)
            for child in [*node.args, *node.kwargs]:
                self.value(child, scope)
            if node.name in _ROWS and inner is not None:
                inner["type"] = "array"
                return {"type": "array", "items": inner}
            _hint(inner, FILTER_TYPES.get(node.name, {}))
            return inner if node.name in _SAME_ITEMS else None
        if isinstance(node, nodes.CondExpr):
            self.condition(node.test, scope)
            self.value(node.expr1, scope)
            if node.expr2 is not None:
                self.value(node.expr2, scope)
            return None
        if isinstance(node, nodes.Test):
            _hint(self.value(node.node, scope), TEST_TYPES.get(node.name, {}))
            for child in [*node.args, *node.kwargs]:
                self.value(child, scope)
            return None
        if isinstance(node, nodes.Compare):
            self._compared(node, scope)
            return None
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return None

    def _compared(self, node: nodes.Compare, scope: Scope) -> None:
        left = self.value(node.expr, scope)
        for operand in node.ops:
            right = self.value(operand.expr, scope)
            if operand.op in ("in", "notin"):
                continue
            if isinstance(operand.expr, nodes.Const):
                _hint(left, type_of_constant(operand.expr.value))
            if isinstance(node.expr, nodes.Const):
                _hint(right, type_of_constant(node.expr.value))

    def closed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema with its properties in name order, so that equal templates give equal schemas."""
        result = dict(schema)
        if "properties" in schema:
            result["properties"] = {n: self.closed(schema["properties"][n]) for n in sorted(schema["properties"])}
        if "items" in schema:
            result["items"] = self.closed(schema["items"])
        if not schema and id(schema) in self._tested and id(schema) not in self._read:
            result["type"] = "boolean"
        return result

    def _field(self, owner: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
        return None if owner is None else _property(owner, name)


def _property(owner: dict[str, Any], name: str) -> dict[str, Any]:
    if owner.get("type") != "array":
        owner["type"] = "object"
        owner.pop("format", None)
    found: dict[str, Any] = owner.setdefault("properties", {}).setdefault(name, {})
    return found


def _hint(found: dict[str, Any] | None, known: Mapping[str, Any]) -> None:
    """Note what is known of a value that nothing else has said more about."""
    if found is None or not known:
        return
    if "type" not in found or (found["type"] == known["type"] == "object"):
        for key, value in known.items():
            if key == "properties":
                for name, kind in value.items():
                    found.setdefault(key, {}).setdefault(name, dict(kind))
            else:
                found[key] = value
