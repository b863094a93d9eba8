"""Where a template uses which field: the paths of its schema with the tags that read them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from jinja2 import nodes

from schematom_docs.document.compiling import Compilation, Options
from schematom_docs.document.marks import Marks, Tag
from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.program import Source
from schematom_docs.document.salvage import Salvage
from schematom_docs.document.sandbox import PlainSandbox
from schematom_docs.document.scan import Scanner
from schematom_docs.document.schema import SchemaReader, Scope
from schematom_docs.document.textview import text_view

ITEM: Final = "[]"
_ASKING: Final = frozenset({"defined", "undefined", "default", "d"})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One field read by one tag. path: names from the top of the data, „[]” for an item of a list; optional: the
    template asks somewhere whether the field is there at all (`is defined`, `default`); sure: no broken tag may have
    bound its first name.
    """

    path: Path
    tag: Tag
    optional: bool
    sure: bool = True


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

    Of a template with faults the sound tags are read, their blocks paired anew. Raises TemplateError when it is no Word
    file.
    """
    options = Options(filters, True, None, "")
    marks = Marks(f"st{hashlib.sha256(source).hexdigest()[:12]}")
    compilation = Compilation(read_package(source), options, marks)
    faulty = any(not item.warning for item in compilation.run().faults)
    environment = PlainSandbox(options.all_filters(), strict=True)
    if faulty:
        return _salvaged(source, environment)
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


def unread_words(source: bytes) -> set[str]:
    """Return the words of tags that make no sense: what such a tag reads nobody knows. Raises TemplateError."""
    return _salvage(source, PlainSandbox({})).unread


def _salvaged(source: bytes, environment: PlainSandbox) -> list[Use]:
    """Return the uses of a faulty template; a name that any tag binds is no data outside its block either."""
    salvage = _salvage(source, environment)
    given, bound = [*environment.globals, "loop"], salvage.bound()
    read = [use for tree, tags in salvage.trees for use in _read(tree, tags, given)]
    return [
        replace(use, sure=use.path[0] not in salvage.words and use.tag.number not in salvage.doubted)
        for use in sorted(read, key=lambda use: use.tag.number)
        if use.path[0] not in bound
    ]


def _salvage(source: bytes, environment: PlainSandbox) -> Salvage:
    marks, entries = Marks("st"), {entry.name: entry for entry in read_package(source)}
    scanner = Scanner(marks, [], None)
    for part in template_parts(entries):
        marks.part = part.name
        scan = {"story": scanner.story, "properties": scanner.properties, "relations": scanner.relations}[part.kind]
        scan(parse(part.name, entries[part.name].unpack()), part.label)
    salvage = Salvage(environment)
    salvage.add(marks.tags)
    salvage.add_text(text_view(source), marks.tags)
    return salvage


def _parts(schema: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    for name, part in schema.get("properties", {}).items():
        yield (*path, name), part
        yield from _parts(part, (*path, name))
    if "items" in schema:
        yield from _parts(schema["items"], (*path, ITEM))
