"""YAML read as text: every scalar stays the text that was written, a repeated key is a fault, lines are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

from schematom_docs.errors import CaseError, Fault

Text: TypeAlias = "str | list[Text] | dict[str, Text]"
Path: TypeAlias = tuple[str | int, ...]


class TextFile:
    """Contents of one YAML file with the line of each value. value: texts, lists and dictionaries only."""

    def __init__(self, source: str, *, name: str) -> None:
        """source: YAML text; name: what errors call the file. Raises CaseError for broken YAML and repeated keys."""
        self.name = name
        self.faults: list[Fault] = []
        self._lines: dict[Path, int] = {}
        try:
            self._refuse_aliases(source)
            node = yaml.compose(source, Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            remedy = "Sprawdź wcięcia, dwukropki i cudzysłowy w tym wierszu."
            raise CaseError("To nie jest poprawny plik YAML.", place=f"{name}, wiersz {line}", remedy=remedy) from error
        self.value: Text = self._read(node, ()) if node is not None else {}

    def _refuse_aliases(self, source: str) -> None:
        """Raise CaseError for *aliases: one that points into itself would never end."""
        for event in yaml.parse(source, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                place = f"{self.name}, wiersz {line}"
                raise CaseError("Odwołania YAML (*nazwa) nie są tu dozwolone.", place=place, remedy="Wpisz wartość.")

    def place(self, path: Sequence[str | int]) -> str:
        """Return where the value at path stands, e.g. „rodzinny.yaml, wiersz 8, skladniki[2].typ”."""
        known = tuple(path)
        while known and known not in self._lines:
            known = known[:-1]
        line = self._lines.get(known, 1)
        return ", ".join(part for part in (self.name, f"wiersz {line}", written(path)) if part)

    def _read(self, node: yaml.Node, path: Path) -> Text:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self._read(child, (*path, place)) for place, child in enumerate(node.value)]
        read: dict[str, Text] = {}
        for key_node, child in node.value:
            key = str(key_node.value)
            if key in read:
                place = f"{self.name}, wiersz {key_node.start_mark.line + 1}, {written((*path, key))}"
                self.faults.append(Fault(place, "Ten klucz już był wyżej.", "Zostaw jeden z nich."))
                continue
            read[key] = self._read(child, (*path, key))
        return read


def written(path: Sequence[str | int]) -> str:
    """Return path as a reader counts, positions from 1: „skladniki[2].typ”."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def unknown_keys(file: TextFile, value: Mapping[str, Text], allowed: Sequence[str], path: Path) -> list[Fault]:
    """Return a fault for each key of value that is not allowed."""
    remedy = f"Dozwolone klucze: {', '.join(allowed)}."
    return [Fault(file.place((*path, key)), f"Nieznany klucz „{key}”.", remedy) for key in value if key not in allowed]
