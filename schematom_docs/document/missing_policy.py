"""What to do about missing answers, field by field: stop, print a blank line, or ask before rendering."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from schematom_docs.document.fill_in import FillIn
from schematom_docs.errors import UsageError

STOP: Final = "zatrzymaj"
DOTS: Final = "kropki"
ASK: Final = "zapytaj"
POLICIES: Final = (STOP, DOTS, ASK)


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field to ask about. path: „umowa.data”, „strony[0].nazwa”; schema: what the template makes of it."""

    path: str
    schema: Mapping[str, Any]


Asker = Callable[[Sequence[OpenField]], Mapping[str, object]]
"""Gives answers by path; what it leaves out stays missing."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template. docx: bytes of the Word file; blanks: names of fields printed as blank lines, in order."""

    docx: bytes
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingPolicy:
    """Rules by path: „umowa.data”, „strony[].nazwa” for every item, „umowa.*” for all below, „*” for all.

    The most exact rule counts; a field without one stops the rendering. Values are of POLICIES. Raises UsageError.
    """

    rules: Mapping[str, str]

    def __post_init__(self) -> None:
        for path, rule in self.rules.items():
            if rule not in POLICIES:
                raise UsageError(
                    f"nie ma sposobu „{rule}” na brak odpowiedzi", place=path, remedy=f"Są: {', '.join(POLICIES)}."
                )

    def rule(self, path: str) -> str:
        """Return the rule for a field. path: with „[]” for items of lists."""
        if path in self.rules:
            return self.rules[path]
        above = path
        while "." in above:
            above = above.rpartition(".")[0]
            if f"{above}.*" in self.rules:
                return self.rules[f"{above}.*"]
        return self.rules.get("*", STOP)

    def below(self, path: str) -> bool:
        """Tell whether a rule speaks of fields below a path."""
        return any(other.startswith(f"{path}.") for other in self.rules)


@dataclass(slots=True)
class Gaps:
    """Put blank lines and answers where a context lacks what a template reads. answers: by path of the field."""

    policy: MissingPolicy
    answers: Mapping[str, object] = field(default_factory=dict)
    asking: bool = False
    """Whether fields to ask about count as blank for now; else they stay missing."""
    _asked: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def closed(self, context: Mapping[str, object], schema: Mapping[str, Any]) -> Mapping[str, object]:
        """Return the context with its gaps closed; what it holds is not changed."""
        return dict(self._fields(context, schema, "", ""))

    def question(self, path: str) -> OpenField | None:
        """Return what to ask about a field that was used and found blank, None when its rule is another."""
        above, below = path, ""
        while above and above not in self._asked:
            above, _, last = above.rpartition(".")
            below = f"{last}.{below}" if below else last
        schema = self._asked.get(above)
        for name in below.split(".") if schema is not None and below else ():
            schema = (schema or {}).get("properties", {}).get(name, {})
        return None if schema is None else OpenField(path, schema)

    def _fields(self, owner: Mapping[str, Any], schema: Mapping[str, Any], path: str, rule_path: str) -> dict[str, Any]:
        fields = dict(owner)
        for name, known in schema.get("properties", {}).items():
            own, rule_own = (f"{path}.{name}", f"{rule_path}.{name}") if path else (name, name)
            value = self._value(owner.get(name), known, own, rule_own)
            if value is not None:
                fields[name] = value
        return fields

    def _value(self, value: Any, schema: Mapping[str, Any], path: str, rule_path: str) -> Any:
        """Return a field's value, a blank, or None where it stays missing."""
        if value is None or value == "":
            return self._gap(value, schema, path, rule_path)
        if isinstance(value, Mapping) and "properties" in schema:
            return self._fields(value, schema, path, rule_path)
        if isinstance(value, list | tuple) and "items" in schema:
            return [
                self._value(item, schema["items"], f"{path}[{at}]", f"{rule_path}[]") for at, item in enumerate(value)
            ]
        return value

    def _gap(self, value: Any, schema: Mapping[str, Any], path: str, rule_path: str) -> Any:
        if path in self.answers:
            return self.answers[path]
        answered = any(other.startswith(f"{path}.") for other in self.answers)
        if "properties" in schema and (answered or self.policy.below(rule_path)):
            fields = self._fields({}, schema, path, rule_path)
            return fields if answered else _Absent(fields)
        rule = self.policy.rule(rule_path)
        if rule == ASK and self.asking:
            self._asked[path] = schema
        return FillIn(path) if rule == DOTS or (rule == ASK and self.asking) else value


class _Absent(dict[str, Any]):
    """A missing object some of whose fields have rules of their own: false, as what is missing is."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False
