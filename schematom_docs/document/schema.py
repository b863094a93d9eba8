"""JSON Schema of the data a template needs, inferred from use: a dot makes an object, a loop an array."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from jinja2 import nodes

_SAME_ITEMS = ("__pobierz__", "sort", "list", "unique", "reverse", "selectattr", "rejectattr")
_ROWS = ("batch", "slice")
"""Filters that make a list of lists of the same items."""

Scope = dict[str, dict[str, Any] | None]


EMPTY: Final[dict[str, Any]] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}


def infer_schema(tree: nodes.Template, known: Iterable[str]) -> dict[str, Any]:
    """Return the schema of the data a template reads. known: names the language itself gives."""
    root: dict[str, Any] = {}
    SchemaReader(root).block(tree.body, dict.fromkeys(known))
    return {**EMPTY, **_closed(root)}


class SchemaReader:
    """Walk the syntax tree with the names in scope; a name maps to its schema node, or None when it is not data."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def block(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self.visit(node, scope)

    def visit(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Macro):
            self.block(node.body, {**scope, **{arg.name: None for arg in node.args}})
        elif isinstance(node, nodes.Scope | nodes.If):
            inner = dict(scope) if isinstance(node, nodes.Scope) else scope
            for child in node.iter_child_nodes():
                self.visit(child, inner)
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
            item = source.setdefault("items", {})
        inner: Scope = {**scope, "loop": None}
        self._bind(node.target, item, inner)
        if node.test is not None:
            self.value(node.test, inner)
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
            return inner if node.name in _SAME_ITEMS else None
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return None

    def _field(self, owner: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
        return None if owner is None else _property(owner, name)


def _property(owner: dict[str, Any], name: str) -> dict[str, Any]:
    owner.setdefault("type", "object")
    found: dict[str, Any] = owner.setdefault("properties", {}).setdefault(name, {})
    return found


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with its properties in name order, so that equal templates give equal schemas."""
    result = dict(schema)
    if "properties" in schema:
        result["properties"] = {name: _closed(schema["properties"][name]) for name in sorted(schema["properties"])}
    if "items" in schema:
        result["items"] = _closed(schema["items"])
    return result
