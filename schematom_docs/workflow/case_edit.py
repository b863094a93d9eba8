"""Changed data written back into the text of a case file: only what differs is edited, comments and layout stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from schematom_docs.case.source import parse_source
from schematom_docs.errors import CaseError, OutputError
from schematom_docs.workflow.output import write_files

_REMEDY = "Wpisz zmiany ręcznie albo zapisz plik w zwykłym układzie: jedno pole w wierszu, wcięcia spacjami."
_PLAIN = re.compile(r"[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż][\w./-]*(?: [\w./-]+)*|\d{4}-\d\d-\d\d|\d{1,4}")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def write_case(path: Path, data: object) -> None:
    """Write changed data into a YAML or JSON case file. data: the whole case as read_source gives it, changed.

    Raises CaseError when the edited text would not hold exactly these data, OutputError when it cannot be written or
    has changed meanwhile; the file stays as it was then.
    """
    raw = path.read_bytes()
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    text = raw.decode("utf-8-sig")
    edited = edited_text(text, data, path.name, is_json=path.suffix.lower() == ".json")
    if path.read_bytes() != raw:
        raise OutputError("plik zmienił się w czasie pracy", place=path.name, remedy="Uruchom polecenie jeszcze raz.")
    if edited != text:
        write_files(path.parent, {path.name: (mark + edited).encode("utf-8")})


def edited_text(text: str, data: object, name: str, *, is_json: bool = False) -> str:
    """Return the text changed so that it holds `data`. Raises CaseError when that cannot be done without harm."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        editor = _Editor(text, is_json=is_json)
        edits = sorted(editor.edits(root, data), reverse=True) if root is not None else []
        for edit in edits:
            text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
        same = parse_source(text, name, is_json=is_json).data == data
    except (CaseError, yaml.YAMLError) as error:
        raise CaseError("nie umiem zapisać zmian w tym pliku, nie psując go", place=name, remedy=_REMEDY) from error
    if not same:
        raise CaseError("nie umiem zapisać zmian w tym pliku, nie psując go", place=name, remedy=_REMEDY)
    return text


class _Editor:
    def __init__(self, text: str, *, is_json: bool) -> None:
        self.text = text
        self.is_json = is_json
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def edits(self, node: yaml.Node, value: object) -> Iterator[_Edit]:
        """Yield what to change in the text of a node so that it means `value`."""
        if isinstance(node, yaml.MappingNode) and isinstance(value, Mapping):
            yield from self._mapping(node, value)
        elif isinstance(node, yaml.SequenceNode) and isinstance(value, list):
            yield from self._sequence(node, value)
        elif self._meaning(node) != value:
            yield self._replaced(node, value)

    def _meaning(self, node: yaml.Node) -> object:
        if not isinstance(node, yaml.ScalarNode):
            return node
        return None if node.style is None and node.value in ("", "~", "null") else str(node.value)

    def _replaced(self, node: yaml.Node, value: object) -> _Edit:
        start, end = node.start_mark.index, self._end(node)
        before = self.text[start - 1 : start]
        space = " " if before and before not in " \n\t[{,-" else ""
        return _Edit(start, end, space + self._flow(value))

    def _end(self, node: yaml.Node) -> int:
        """Return where the text of a node ends: a block ends with its last value, not with what follows it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            while end > node.start_mark.index and self.text[end - 1] in "\r\n":
                end -= 1
        return int(end)

    def _mapping(self, node: yaml.MappingNode, value: Mapping[str, object]) -> Iterator[_Edit]:
        known = {key.value: item for key, item in node.value}
        gone = [key for key in known if key not in value]
        new = {key: item for key, item in value.items() if key not in known}
        if (gone and node.flow_style) or (not node.value and new):
            yield self._replaced(node, value)
            return
        for key, item in node.value:
            if key.value in gone:
                yield self._removed(key, item)
            else:
                yield from self.edits(item, value[key.value])
        if new:
            yield self._added(node, new)

    def _removed(self, key: yaml.Node, item: yaml.Node) -> _Edit:
        start = self.text.rfind("\n", 0, key.start_mark.index) + 1
        end = self.text.find("\n", max(self._end(item), key.end_mark.index))
        return _Edit(start, len(self.text) if end < 0 else end + 1, "")

    def _added(self, node: yaml.MappingNode, new: Mapping[str, object]) -> _Edit:
        """Return the new pairs at the end of a mapping, in the style it is written in."""
        last = node.value[-1][1]
        end = max(self._end(last), node.value[-1][0].end_mark.index)
        if node.flow_style:
            return _Edit(end, end, "".join(f", {self._key(key)}: {self._flow(item)}" for key, item in new.items()))
        line = self._line_end(end)
        indent = node.value[0][0].start_mark.column
        lines = [text for key, item in new.items() for text in self._block(key, item, indent)]
        return _Edit(line, line, "".join(f"{self.newline}{text}" for text in lines))

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1] == "\r" else end

    def _sequence(self, node: yaml.SequenceNode, value: list[object]) -> Iterator[_Edit]:
        if len(value) == len(node.value):
            for item, wanted in zip(node.value, value, strict=True):
                yield from self.edits(item, wanted)
        elif not node.flow_style and value and (spare := self._spare(node, value)):
            for item in spare:
                yield self._removed(item, item)
        elif len(value) > len(node.value) > 0 and not node.flow_style:
            for item, wanted in zip(node.value, value, strict=False):
                yield from self.edits(item, wanted)
            line = self._line_end(self._end(node.value[-1]))
            indent = " " * node.start_mark.column
            rows = (f"{indent}- {self._flow(item)}" for item in value[len(node.value) :])
            yield _Edit(line, line, "".join(f"{self.newline}{row}" for row in rows))
        else:
            yield self._replaced(node, value)

    def _spare(self, node: yaml.SequenceNode, value: list[object]) -> list[yaml.Node]:
        """Return the items to take out so that `value` is left, [] when that alone does not do."""
        spare, wanted = [], list(value)
        for item in node.value:
            if wanted and not list(self.edits(item, wanted[0])):
                wanted.pop(0)
            else:
                spare.append(item)
        return [] if wanted else spare

    def _block(self, key: str, value: object, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(value, Mapping) and value and any(isinstance(item, Mapping | list) for item in value.values()):
            yield f"{pad}{self._key(key)}:"
            for name, item in value.items():
                yield from self._block(name, item, indent + 2)
        elif isinstance(value, list) and len(value) > 1 and all(isinstance(item, Mapping) for item in value):
            yield f"{pad}{self._key(key)}:"
            yield from (f"{pad}  - {self._flow(item)}" for item in value)
        else:
            yield f"{pad}{self._key(key)}: {self._flow(value)}"

    def _key(self, key: str) -> str:
        return _quoted(key) if self.is_json else _plain(key)

    def _flow(self, value: object) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{self._key(key)}: {self._flow(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(item) for item in value) + "]"
        if value is None:
            return "null"
        return _quoted(str(value)) if self.is_json else _plain(str(value))


def _plain(text: str) -> str:
    """Return a text as a YAML scalar: bare when nobody could take it for anything else, else double-quoted."""
    bare = _PLAIN.fullmatch(text) is not None and text.lower() not in _WORDS
    return text if bare else _quoted(text)


_LINE_BREAKS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029\ufeff"})
"""Signs that YAML takes for the end of a line, or refuses, inside double quotes."""


def _quoted(text: str) -> str:
    """Return a text as a double-quoted scalar, which YAML and JSON read alike."""
    return json.dumps(text, ensure_ascii=False).translate(_LINE_BREAKS)
