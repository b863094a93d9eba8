"""YAML → plain text scalars with lines. Nodes are composed, never constructed, so no scalar is ever typed."""

from __future__ import annotations

from contextlib import suppress

import yaml

from schematom_docs.case.json_source import DEEPEST, MOST, Duplicates, Lines, MalformedDataError, Path

_EMPTY = {"", "~", "null"}
_PROBLEMS = (
    ("found duplicate anchor", "ta sama kotwica (&) występuje dwa razy"),
    ("found undefined alias", "odwołanie (*) do nieistniejącej kotwicy"),
    ("found character '\\t'", "wcięcie tabulatorem"),
    ("mapping values are not allowed here", "dwukropek w niedozwolonym miejscu"),
    ("could not find expected ':'", "brak dwukropka po nazwie pola"),
    ("expected <block end>", "wcięcie nie zgadza się z poprzednimi wierszami"),
    ("while scanning a quoted scalar", "cudzysłów nie został zamknięty"),
    ("found unexpected end of stream", "cudzysłów albo nawias nie został zamknięty"),
    ("expected ',' or", "brak przecinka albo nawiasu zamykającego"),
    ("special characters are not allowed", "niedozwolony znak sterujący"),
    ("expected a single document", "w pliku jest więcej niż jeden dokument (---)"),
)


def read_yaml(text: str) -> tuple[object, Lines, Duplicates]:
    """Return (data, line of each path, keys given twice). Raises MalformedDataError with reason and line."""
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise MalformedDataError(_reason(str(error)), (mark.line if mark else 0) + 1, _REMEDY) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise MalformedDataError(_reason(str(error)), line, _REMEDY) from error
    except RecursionError as error:
        raise MalformedDataError("dane są zagnieżdżone zbyt głęboko.", 1, _REMEDY) from error
    reader = _Reader()
    data = None if node is None else reader.plain(node, (), ())
    return data, reader.lines, reader.twice


def _composed(text: str) -> yaml.Node | None:
    """Return the root node, by libyaml where PyYAML brings it: ten times as fast. Raises yaml.YAMLError.

    Its composer descends without a limit, so data that are nested deeply, and faulty ones, whose errors it words
    otherwise, are left to the parser in Python.
    """
    fast = getattr(yaml, "CBaseLoader", None)
    if fast is not None:
        with suppress(yaml.YAMLError):
            if _depth(text, fast) <= DEEPEST:
                return yaml.compose(text, Loader=fast)
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _depth(text: str, loader: type[yaml.CBaseLoader]) -> int:
    depth = deepest = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            deepest = max(deepest, depth)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return deepest


_REMEDY = "Popraw zapis: wcięcia spacjami, „klucz: wartość”, teksty z dwukropkiem lub # w cudzysłowie."


def _reason(problem: str) -> str:
    for english, polish in _PROBLEMS:
        if english in problem:
            return f"pliku nie da się odczytać jako YAML: {polish}."
    return "pliku nie da się odczytać jako YAML."


class _Reader:
    def __init__(self) -> None:
        self.lines: Lines = {}
        self.twice: Duplicates = []

    def plain(self, node: yaml.Node, path: Path, above: tuple[int, ...]) -> object:
        """Return the node as dict, list, str or None and note its lines. above: ids of the nodes it stands in."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in above:
            raise MalformedDataError("odwołanie (*) wskazuje na samo siebie.", node.start_mark.line + 1, _REMEDY)
        inside = (*above, id(node))
        if len(inside) > DEEPEST or len(self.lines) > MOST:
            raise MalformedDataError(
                "danych jest zbyt dużo albo są zagnieżdżone zbyt głęboko.", node.start_mark.line + 1, _REMEDY
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, inside)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, index), inside) for index, item in enumerate(node.value)]
        plain_style = isinstance(node, yaml.ScalarNode) and not node.style
        empty = plain_style and node.value in _EMPTY
        return None if empty else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path, inside: tuple[int, ...]) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise MalformedDataError("nazwa pola musi być tekstem.", line, _REMEDY)
            key = str(key_node.value)
            if key in result:
                self.twice.append(((*path, key), line))
                continue
            self.lines[(*path, key)] = line
            result[key] = self.plain(value_node, (*path, key), inside)
        return result
