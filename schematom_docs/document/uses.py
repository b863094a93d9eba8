"""Where a template uses which field: the paths of its schema with the tags that read them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from schematom_docs.document.compiling import Compilation, Options
from schematom_docs.document.marks import BLOCK_ENDS, Marks, Tag
from schematom_docs.document.package import read_package
from schematom_docs.document.program import Source
from schematom_docs.document.sandbox import PlainSandbox
from schematom_docs.document.schema import SchemaReader, Scope

ITEM: Final = "[]"
_ASKING: Final = frozenset({"defined", "undefined", "default", "d"})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One field read by one tag. path: names from the top of the data, „[]” for an item of a list; optional: the
    template asks somewhere whether the field is there at all (`is defined`, `default`).
    """

    path: Path
    tag: Tag
    optional: bool


class _PlacedReader(SchemaReader):
    """A schema reader that notes at which line each part of the schema is read."""

    def __init__(self, root: dict[str, Any]) -> None:
        super().__init__(root)
        self.lines: dict[int, list[int]] = {}
        self.asked: set[int] = set()

    def value(self, node: nodes.Node, scope: Scope) -> dict[str, Any] | None:
        self._note_asked(node, scope)
        found = super().value(node, scope)
        if found is not None and isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.lines.setdefault(id(found), []).append(node.lineno)
        return found

    def condition(self, node: nodes.Node, scope: Scope) -> None:
        self._note_asked(node, scope)
        super().condition(node, scope)

    def _note_asked(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Test | nodes.Filter) and node.name in _ASKING and node.node is not None:
            self.asked.add(id(self.value(node.node, scope)))


def uses(source: bytes, *, filters: Mapping[str, Callable[..., object]]) -> list[Use]:
    """Return every field a template reads with each tag that reads it, in the order of the template.

    Of a template with faults each tag is read by itself, so what hangs on names of loops is left out. Raises
    TemplateError when it is no Word file.
    """
    options = Options(filters, True, None, "")
    marks = Marks(f"st{hashlib.sha256(source).hexdigest()[:12]}")
    compilation = Compilation(read_package(source), options, marks)
    faulty = any(not item.warning for item in compilation.run().faults)
    environment = PlainSandbox(options.all_filters(), strict=True)
    if faulty:
        return list(_tag_by_tag(marks.tags, environment))
    joined = Source(compilation.captured)
    for _, xml in compilation.dynamic:
        joined.add_part(marks.split(xml), marks)
    return _read(joined.tree(environment), joined.tags, environment.globals) if compilation.dynamic else []


def _read(tree: nodes.Template, tags: Mapping[int, Tag], given: Iterable[str]) -> list[Use]:
    """Return the uses of a syntax tree. tags: by line; given: names that are no data."""
    root: dict[str, Any] = {}
    reader = _PlacedReader(root)
    reader.block(tree.body, dict.fromkeys(given))
    found = [
        (line, Use(path, tags[line], id(part) in reader.asked))
        for path, part in _parts(root)
        for line in dict.fromkeys(reader.lines.get(id(part), ()))
        if line in tags
    ]
    return [use for _, use in sorted(found, key=lambda item: (item[0], item[1].path))]


def _tag_by_tag(tags: Iterable[Tag], environment: PlainSandbox) -> Iterator[Use]:
    """Yield the uses of tags read each by itself; names that any tag binds count as no data in all."""
    trees = [(tag, tree) for tag in tags if (tree := _alone(tag, environment)) is not None]
    bound = {name.name for _, tree in trees for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for tag, tree in trees:
        yield from _read(tree, {1: tag}, [*environment.globals, *bound, "loop"])


def _alone(tag: Tag, environment: PlainSandbox) -> nodes.Template | None:
    """Return the syntax tree of one tag, None when it makes no sense by itself."""
    source = tag.source
    if tag.opens:
        source += f"{{% {BLOCK_ENDS[tag.word]} %}}"
    elif tag.word == "elif":
        source = f"{{% if 1 %}}{source}{{% endif %}}"
    elif tag.kind == "comment" or (tag.kind == "block" and tag.word != "set"):
        return None
    try:
        return environment.parse(source)
    except TemplateSyntaxError:
        return None


def _parts(schema: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    for name, part in schema.get("properties", {}).items():
        yield (*path, name), part
        yield from _parts(part, (*path, name))
    if "items" in schema:
        yield from _parts(schema["items"], (*path, ITEM))
