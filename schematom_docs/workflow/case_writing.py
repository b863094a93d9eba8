"""Changed data of a case written into its file: only the places that changed are edited, comments and layout stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from schematom_docs.case.source import parse_source
from schematom_docs.errors import CaseError, OutputError
from schematom_docs.workflow.output import write_files

_PLAIN = re.compile(r"[^\W\d_][\w.-]*(?: [\w(][\w.()-]*)*|\d{4}-\d\d-\d\d|\d{1,9}(?:\.\d\d)?")
_EMPTY = frozenset({"null", "Null", "NULL"})
_LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff", "\x7f": "\\u007f"}
_INLINE = 110


def write_case(path: Path, data: object, *, read: bytes | None = None) -> None:
    """Write `data` into a YAML or JSON case file. read: bytes the data were made from, when they are known.

    Raises CaseError when the edited text would not hold exactly the data, OutputError when the file cannot be written
    or has changed meanwhile.
    """
    raw = path.read_bytes()
    if read is not None and raw != read:
        raise OutputError("plik zmienił się w czasie pracy", place=path.name, remedy="Uruchom polecenie jeszcze raz.")
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    edited = edited_case(raw.decode("utf-8-sig"), data, path.name, is_json=path.suffix.lower() == ".json")
    if path.read_bytes() != raw:
        raise OutputError("plik zmienił się w czasie pracy", place=path.name, remedy="Uruchom polecenie jeszcze raz.")
    write_files(path.parent, {path.name: (mark + edited).encode("utf-8")})


def edited_case(text: str, data: object, name: str, *, is_json: bool = False) -> str:
    """Return the text of a case file with the data in it. Raises CaseError when it cannot be edited without harm."""
    refusal = CaseError(
        "nie umiem wpisać zmian do tego pliku, nie psując go",
        place=name,
        remedy="Wpisz je ręcznie; podgląd pokazuje, co i gdzie.",
    )
    before = parse_source(text, name, is_json=is_json).data
    if before == data:
        return text
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        edits = list(_Editor(text, is_json=is_json).edits(root, before, data))
        edited = _applied(text, edits)
        after = parse_source(edited, name, is_json=is_json).data
    except (CaseError, yaml.YAMLError, _HarmfulError) as error:
        raise refusal from error
    if after != data:
        raise refusal
    return edited


class _HarmfulError(Exception):
    """An edit that would lose a comment."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def _applied(text: str, edits: list[_Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if edit.start < at:
            raise _HarmfulError
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


class _Editor:
    def __init__(self, text: str, *, is_json: bool) -> None:
        self.text = text
        self.is_json = is_json
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def edits(self, node: yaml.Node | None, old: object, new: object) -> Iterator[_Edit]:
        """Yield the edits that turn the old value at a node into the new one."""
        if old == new:
            return
        if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict) and old and new:
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list) and old:
            yield from self._sequence(node, old, new)
        elif node is not None:
            yield self._replaced(node, new)

    def _mapping(self, node: yaml.MappingNode, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[_Edit]:
        pairs = {key.value: (key, value) for key, value in node.value}
        for name, (key, value) in pairs.items():
            if name not in new:
                yield self._removed(node, key, value)
            elif old.get(name) is None and new[name] is not None and not value.value:
                yield self._filled_in(node, key, value, new[name])
            else:
                yield from self.edits(value, old.get(name), new[name])
        added = {name: value for name, value in new.items() if name not in old}
        if added:
            yield self._added(node, added)

    def _added(self, node: yaml.MappingNode, added: Mapping[str, object]) -> _Edit:
        if node.flow_style:
            end = node.value[-1][1].end_mark.index
            return _Edit(end, end, "".join(f", {self._key(name)}: {self.flow(value)}" for name, value in added.items()))
        indent = node.value[0][0].start_mark.column
        end = self._line_end(_last_index(node))
        text = "".join(self.newline + line for name, value in added.items() for line in self.block(name, value, indent))
        return _Edit(end, end, text)

    def _filled_in(self, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node, new: object) -> _Edit:
        """Return the edit that gives a value to a key that has none („rodziny:”, „rodziny: null”)."""
        start, end = value.start_mark.index, value.end_mark.index
        if start != end:
            return _Edit(start, end, self.flow(new))
        lines = self.block(str(key.value), new, key.start_mark.column)
        if node.flow_style or len(lines) == 1:
            colon = self.text.index(":", key.end_mark.index) + 1
            return _Edit(colon, colon, f" {self.flow(new)}")
        end = self._line_end(key.end_mark.index)
        return _Edit(end, end, "".join(self.newline + line for line in lines[1:]))

    def _removed(self, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node) -> _Edit:
        index = next(number for number, pair in enumerate(node.value) if pair[0] is key)
        if len(node.value) == 1:
            raise _HarmfulError
        if node.flow_style:
            if index:
                return _Edit(node.value[index - 1][1].end_mark.index, value.end_mark.index, "")
            return _Edit(key.start_mark.index, node.value[1][0].start_mark.index, "")
        start = self.text.rfind("\n", 0, key.start_mark.index) + 1
        end = self._line_end(_last_index(value) if value.value else key.end_mark.index)
        if self.text[start : key.start_mark.index].strip():
            raise _HarmfulError
        end = self.text.find("\n", end) + 1 or len(self.text)
        return self._checked(_Edit(start, end, ""))

    def _sequence(self, node: yaml.SequenceNode, old: list[object], new: list[object]) -> Iterator[_Edit]:
        if len(new) < len(old):
            yield self._replaced(node, new)
            return
        for item, before, after in zip(node.value, old, new, strict=False):
            yield from self.edits(item, before, after)
        added = new[len(old) :]
        if not added:
            return
        if node.flow_style:
            end = node.value[-1].end_mark.index
            yield _Edit(end, end, "".join(f", {self.flow(item)}" for item in added))
            return
        indent = " " * node.start_mark.column
        end = self._line_end(_last_index(node))
        yield _Edit(end, end, "".join(f"{self.newline}{indent}- {self.flow(item)}" for item in added))

    def _replaced(self, node: yaml.Node, new: object) -> _Edit:
        end = (
            _last_index(node) if isinstance(node, yaml.CollectionNode) and not node.flow_style else node.end_mark.index
        )
        lines = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        tail = self.newline if lines else ""
        return self._checked(_Edit(node.start_mark.index, end, self.flow(new) + tail))

    def _checked(self, edit: _Edit) -> _Edit:
        """Return the edit unless the text it takes away holds a comment."""
        gone = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\'\'|[^\'])*\'', "", self.text[edit.start : edit.end])
        if re.search(r"(?:^|\s)#", gone):
            raise _HarmfulError
        return edit

    def _line_end(self, index: int) -> int:
        """Return where the line ends that holds the last sign before `index`."""
        while index > 0 and self.text[index - 1] in "\r\n \t":
            index -= 1
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1] == "\r" else end

    def block(self, name: str, value: object, indent: int) -> list[str]:
        """Return a pair as lines: short values in one line, groups in lines of their own."""
        space, inline = " " * indent, f"{self._key(name)}: {self.flow(value)}"
        if not isinstance(value, dict | list) or not value or self.is_json or len(inline) + indent <= _INLINE:
            return [space + inline]
        lines = [f"{space}{self._key(name)}:"]
        if isinstance(value, list):
            return [*lines, *(f"{space}  - {self.flow(item)}" for item in value)]
        deeper = any(isinstance(item, dict | list) for item in value.values())
        if not deeper and indent > 2:
            return [space + inline]
        return [*lines, *(line for key, item in value.items() for line in self.block(key, item, indent + 2))]

    def flow(self, value: object) -> str:
        """Return a value in one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(key)}: {self.flow(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item) for item in value) + "]"
        if value is None:
            return "null"
        return self._scalar(str(value))

    def _key(self, name: str) -> str:
        return self._scalar(name)

    def _scalar(self, text: str) -> str:
        if not self.is_json and _PLAIN.fullmatch(text) and text not in _EMPTY:
            return text
        quoted = json.dumps(text, ensure_ascii=False)
        for sign, escape in _LINE_BREAKS.items():
            quoted = quoted.replace(sign, escape)
        return quoted


def _last_index(node: yaml.Node) -> int:
    """Return where the last written value within a node ends; block collections end later, after comments."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)
