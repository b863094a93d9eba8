"""From marked parts to one compiled Jinja function: check each tag by itself, join the parts, generate code."""

from __future__ import annotations

import html
import marshal
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.exceptions import TemplateSyntaxError

from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.fill_in import BLANK_FILTER, blanks_first
from schematom_docs.document.marks import BLOCK_ENDS, KNOWN_WORDS, Marks, Tag
from schematom_docs.document.sandbox import PlainSandbox, fuelled
from schematom_docs.document.schema import infer_schema
from schematom_docs.document.spans import SPAN_WORDS
from schematom_docs.errors import Fault

CODE_NAME = "<szablon>"
PART_BREAK = "\0/;"
_SEGMENT = re.compile(r"S(\d+);([^\n]*)")
_WRITERS = {
    "text": "_text",
    "instruction": "_line",
    "property": "_line",
    "attribute": "_attribute",
    "address": "_address",
    "alt": "_alt",
    "embed": "_embed",
    "cx": "_cx",
    "cy": "_cy",
}


@dataclass(slots=True)
class Source:
    """Jinja source of all parts with one tag a line, so that a line of an error is a tag. segments: fixed XML texts."""

    captured: set[int]
    lines: list[str] = field(default_factory=list)
    part_starts: list[int] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)
    segments: list[str] = field(default_factory=list)
    text: str = ""

    def add_part(self, pieces: list[str | None], marks: Marks) -> None:
        """Add a part cut at its marks: fixed text, tag number or None (the other notation) twice, fixed text …"""
        self.part_starts.append(len(self.lines))
        raw = False
        for at in range(0, len(pieces), 3):
            line = f"S{len(self.segments)};"
            self.segments.append(html.unescape(pieces[at] or "") if raw else pieces[at] or "")
            if at + 1 < len(pieces):
                tag = marks.tags[int(pieces[at + 1] or pieces[at + 2] or 0)]
                self.tags[len(self.lines) + 1] = tag
                line += tag.source
                raw = tag.number in self.captured
            self.lines.append(line)

    def slot_writers(self) -> dict[int, str]:
        """Return for each line the name of the function that writes its value."""
        return {line: self._writer(tag) for line, tag in self.tags.items() if tag.kind == "expression"}

    def _writer(self, tag: Tag) -> str:
        if tag.number in self.captured:
            return "_raw"
        if tag.joint:
            return "_joint"
        if tag.near:
            return "_near"
        return "_dot" if tag.dot and tag.slot == "text" else _WRITERS[tag.slot]

    def tree(self, environment: Environment) -> nodes.Template:
        """Return the syntax tree of all parts, each in a scope of its own, fixed texts in place."""
        body: list[nodes.Node] = []
        ends = [*self.part_starts[1:], len(self.lines)]
        for start, end in zip(self.part_starts, ends, strict=True):
            part = environment.parse("\n" * start + "\n".join(self.lines[start:end]))
            for output in part.find_all(nodes.Output):
                output.nodes = [
                    self._fixed(node) if isinstance(node, nodes.TemplateData) else node for node in output.nodes
                ]
            body += [nodes.Scope(part.body), nodes.Output([nodes.TemplateData(PART_BREAK)])]
        tree = nodes.Template(body[:-1], lineno=1)
        return tree.set_environment(environment)  # type: ignore[return-value]

    def _fixed(self, node: nodes.TemplateData) -> nodes.TemplateData:
        """Return the fixed text of a node, with the tags that {% raw %} makes part of it as they are typed."""
        text = []
        for number, tag in _SEGMENT.findall(node.data):
            text.append(self.segments[int(number)])
            if tag:
                text.append(html.escape(self.tags[int(number) + 1].raw))
        return nodes.TemplateData("".join(text), lineno=node.lineno)


def check_tag(tag: Tag, environment: PlainSandbox) -> Fault | None:
    """Return the fault of one tag read by itself, or None: syntax, unknown filter, unknown test."""
    source = tag.source
    if tag.kind == "block":
        if tag.opens:
            source += "{% " + BLOCK_ENDS[tag.word] + " %}"
        elif tag.word == "elif":
            source = "{% if 1 %}" + source + "{% endif %}"
        elif tag.word == "set":
            pass
        elif tag.word in SPAN_WORDS:
            if (tag.word in ("colspan", "cellbg")) == (tag.body == tag.word):
                return fault(
                    tag.place, tag.raw, f"znacznik „{tag.word}” ma zły zapis", "Wzór: {% colspan n %}, {% hm %}."
                )
            return None
        elif tag.word not in KNOWN_WORDS:
            return None  # reported where blocks are matched
        elif tag.body != tag.word:
            return fault(tag.place, tag.raw, f"po „{tag.word}” nic nie może stać")
        else:
            return None
    elif not tag.body:
        return fault(tag.place, tag.raw, "znacznik jest pusty", "Wpisz nazwę pola albo usuń nawiasy.")
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return fault(
            tag.place, tag.raw, _syntax(error.message or ""), "Popraw wyrażenie; cudzysłowy i nawiasy muszą być parami."
        )
    return _unknown(tree, tag, environment)


def _unknown(tree: nodes.Template, tag: Tag, environment: PlainSandbox) -> Fault | None:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        word, known = (
            ("filtru", environment.filters) if isinstance(node, nodes.Filter) else ("testu", environment.tests)
        )
        if node.name not in known:
            remedy = did_you_mean(node.name, known) or f"Usuń go albo użyj któregoś z tych: {_listed(known)}."
            return fault(tag.place, tag.raw, f"nie ma {word} „{node.name}”", remedy)
    if any(loop.recursive for loop in tree.find_all(nodes.For)):
        return fault(tag.place, tag.raw, "pętla nie może wywoływać samej siebie", "Usuń „recursive”.")
    return None


def _listed(known: Iterable[str]) -> str:
    """Return the names people may use, in order: words alone, without Python's operators and hidden names."""
    return ", ".join(sorted(name for name in known if name[:1].isalpha()))


def _syntax(message: str) -> str:
    found = re.search(r"expected token '(.+?)', got '(.+?)'", message)
    if found and found[1].startswith("end of"):
        return f"błąd składni: „{found[2]}” stoi tam, gdzie wyrażenie już się skończyło"
    if found:
        return f"błąd składni: brakuje „{found[1]}”"
    unexpected = re.search(r"unexpected (?:char )?'(.+?)'", message)
    if unexpected and not unexpected[1].startswith("end of"):
        return f"błąd składni: nie spodziewano się „{unexpected[1]}”"
    return "błąd składni: wyrażenie jest niedokończone" if unexpected else "błąd składni"


@dataclass(frozen=True, slots=True)
class Program:
    """Generated code of a template, plain data. code: marshalled; debug: (source line, generated line) in order.

    tags: source line → tag; schema: what the code reads, inferred from the syntax tree;
    written: text of the code, packed.
    """

    code: bytes
    tags: Mapping[int, Tag]
    debug: tuple[tuple[int, int], ...]
    schema: dict[str, Any]
    written: bytes

    def tag_at(self, generated: int) -> Tag:
        """Return the tag that a line of generated code belongs to; a tag without text when it belongs to none."""
        line = 0
        for source, written in self.debug:
            if written > generated:
                break
            line = source
        return self.tags.get(line) or Tag(0, "", "", "", "")


def generate(source: Source, environment: PlainSandbox) -> Program:
    """Return the program. Raises TemplateSyntaxError with the line of the tag."""
    environment.slot_writers = source.slot_writers()
    tree = source.tree(environment)
    if any(BLANK_FILTER in tag.body for tag in source.tags.values()):
        blanks_first(tree)
    fuelled(tree)
    generator = environment.code_generator_class(environment, None, None)
    generator.visit(tree)
    written = generator.stream.getvalue()  # type: ignore[attr-defined]
    code = compile(written, CODE_NAME, "exec")
    return Program(
        marshal.dumps(code), source.tags, tuple(generator.debug_info), infer_schema(tree, environment.globals),
        zlib.compress(written.encode("utf-8"), 1),
    )  # fmt: skip
