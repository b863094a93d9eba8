"""Compile a Word file: scan every part, bind its blocks, set guards, generate one program; all faults in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from schematom_docs.document.additions import BODY, Additions
from schematom_docs.document.blocks import Binder
from schematom_docs.document.clause_references import SIMPLE_FIELD, always_lone, guard_clause_references
from schematom_docs.document.comments import COMMENTS
from schematom_docs.document.copied_references import guard_copied_references
from schematom_docs.document.faults import fault
from schematom_docs.document.fill_in import BLANK_FILTER, kropki
from schematom_docs.document.html_values import html, markdown
from schematom_docs.document.hyphens import with_hyphens
from schematom_docs.document.invariants import Guards
from schematom_docs.document.marks import Marks
from schematom_docs.document.notes import PARTS, vary
from schematom_docs.document.numbering import CLAUSE, Outline, guard_clauses, read_outline
from schematom_docs.document.ooxml import XML_DECLARATION, number, qn
from schematom_docs.document.package import Entry, deflate, read_package
from schematom_docs.document.parts import PartName, parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.program import Program, Source, check_tag, generate
from schematom_docs.document.qr_code import qr
from schematom_docs.document.ranges import FIELD_CHAR, comment_ids, comments_vary, whole_ranges
from schematom_docs.document.references import Target, bookmark_names, dangling, targets
from schematom_docs.document.repeated_ids import annotation_ids, control_ids
from schematom_docs.document.rich import obraz
from schematom_docs.document.sandbox import PlainSandbox
from schematom_docs.document.scan import Scanner
from schematom_docs.document.sections import Breaks, Sections
from schematom_docs.errors import Fault, TemplateError


@dataclass(frozen=True, slots=True)
class Options:
    """How a template is compiled. text_pass: length-preserving typography; name: how errors call the template."""

    filters: Mapping[str, Callable[..., Any]]
    strict: bool
    text_pass: Callable[[str], str] | None
    name: str

    def all_filters(self) -> dict[str, Callable[..., Any]]:
        """Return the given filters and those of the engine itself."""
        return {"obraz": obraz, "qr": qr, "html": html, "markdown": markdown, BLANK_FILTER: kropki, **self.filters}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template. entries: the zip with its fixed parts final; parts: those the program writes, in its order.

    program: None when faults forbid rendering, or when nothing varies; top_drawing, top_bookmark, top_control: highest
    ids in use; notes_vary: data may drop or repeat notes; commented: ids of the body's comments when data may drop or
    repeat some; streams: the body can be written piece by piece;
    guarded: parts with guards to settle; copied: those of them where references follow their copies in loops;
    by_number: places of fields in the body that show the number of an ustęp; bookmarks: their names;
    referred: fields whose bookmark data may remove;
    sections: those of the body that data may repeat or drop.
    """

    entries: tuple[Entry, ...]
    parts: tuple[str, ...]
    program: Program | None
    faults: tuple[Fault, ...]
    top_drawing: int
    top_bookmark: int
    top_control: int
    notes_vary: bool
    commented: frozenset[str]
    streams: bool
    guarded: frozenset[str]
    copied: frozenset[str]
    by_number: tuple[str, ...]
    bookmarks: frozenset[str]
    referred: tuple[Target, ...]
    sections: Sections


def compile_package(source: bytes, options: Options) -> Compiled:
    """Return the compiled form of a DOCX. Raises TemplateError when it is no Word file; faults of tags are returned."""
    entries = read_package(source)
    return Compilation(entries, options, Marks(f"st{hashlib.sha256(source).hexdigest()[:12]}")).run()


class Compilation:
    """One compilation on its way."""

    def __init__(self, entries: tuple[Entry, ...], options: Options, marks: Marks) -> None:
        self.entries = {entry.name: entry for entry in entries}
        self.options = options
        self.marks = marks
        self.guards = Guards(marks)
        self.faults: list[Fault] = []
        self.captured: set[int] = set()
        self.drawings: set[int] = set()
        self.bookmarks: set[int] = {0}
        self.controls: set[int] = {0}
        self.commented: frozenset[str] = frozenset()
        self.copied: set[str] = set()
        self.by_number: tuple[str, ...] = ()
        self.fixed: dict[str, Entry] = {}
        self.renumbered: dict[str, Entry] = {}
        self.dynamic: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.targets: list[Target] = []
        self.notes_vary = False
        self.sections = Sections(marks.section_marker)

    def run(self) -> Compiled:
        """Compile all parts and return the result."""
        outline = read_outline(self.entries)
        for part in template_parts(self.entries):
            root = parse(part.name, self.entries[part.name].unpack())
            before = len(self.marks.tags)
            if part.kind == "story":
                self.names |= bookmark_names(root)
                self.targets += targets(root, part.label)
            self._mark(part, root)
            if part.kind == "story":
                self._finish_story(part, root, outline)
            self._keep(part, root, tagged=len(self.marks.tags) > before)
        self.faults += dangling(self.targets, self.names)
        program = self._program()
        final = {**(self.renumbered if self.dynamic else {}), **self.fixed}
        entries = tuple(final.get(name, entry) for name, entry in self.entries.items())
        parts = tuple(name for name, _ in self.dynamic)
        faults = tuple(self._named(item) for item in self.faults)
        return Compiled(
            entries, parts, program, faults, max(self.drawings, default=0), max(self.bookmarks), max(self.controls),
            self.notes_vary, self.commented, self._streams(),
            frozenset(name for name, xml in self.dynamic if "\0" in xml), frozenset(self.copied), self.by_number,
            frozenset(self.names),
            self._referred(), self.sections,
        )  # fmt: skip

    def _streams(self) -> bool:
        """Tell whether nothing in the body has to be settled with a look at what comes much later."""
        name, xml = self.dynamic[0] if self.dynamic else ("", "")
        settled = (
            not (self.notes_vary or self.commented or self.copied) and not self.sections.ends and not self._referred()
        )
        return name == BODY and settled and f"\0{CLAUSE}" not in xml

    def _referred(self) -> tuple[Target, ...]:
        """Return the fields that point into a part with blocks: data may drop the bookmark and keep the field."""
        within = "".join(xml for _, xml in self.dynamic)
        return tuple(
            each
            for each in self.targets
            if not each[2] and (f'w:name="{each[1]}"' in within or f'w:name="\0n{each[1]};"' in within)
        )

    def _mark(self, part: PartName, root: etree._Element) -> None:
        self.marks.part = part.name
        scanner = Scanner(self.marks, self.faults, self.options.text_pass)
        {"story": scanner.story, "properties": scanner.properties, "relations": scanner.relations}[part.kind](
            root, part.label
        )

    def _finish_story(self, part: PartName, root: etree._Element, outline: Outline) -> None:
        binder = Binder(self.marks, self.faults, self.options.strict)
        tagged = part.name == BODY and self.marks.within(root)
        breaks = Breaks.lift(root, self.marks.section_marker) if tagged else None
        fields, comments = list(root.iter(FIELD_CHAR, SIMPLE_FIELD)), comment_ids(root)
        binder.bind(root)
        self.captured |= binder.captured
        if breaks is not None:
            self._settle(breaks)
        self._unique_ids(part, root)
        if part.name == BODY:
            self._clause_references(part, root, outline, fields)
        if guard_copied_references(root, self.guards) or (part.name == BODY and self.by_number):
            self.copied.add(part.name)
        self._cut_fields(part, [fields.index(begin) for begin in whole_ranges(root, self.marks)])
        self.guards.protect(root)
        if part.name == BODY:
            self.notes_vary = vary(root, self.marks)
            self.commented = comments if comments and comments_vary(root, self.marks, comments) else frozenset()
            guard_clauses(root, outline, self.guards)

    def _cut_fields(self, part: PartName, cut: list[int]) -> None:
        """Report fields that begin in one block and end in another. cut: numbers of their first marks in the part."""
        places = self._places(part, cut)
        reason = "pole zaczyna się w jednym bloku, a kończy w innym: dane mogą zostawić jego połowę"
        remedy = "Obejmij blokiem całe pole (np. odsyłacz, spis treści) albo zostaw je całe poza blokiem."
        self.faults += [fault(place, "", reason, remedy) for place in places]

    def _clause_references(
        self, part: PartName, root: etree._Element, outline: Outline, fields: list[etree._Element]
    ) -> None:
        """Guard the fields that show the number of an ustęp and report those whose ustęp never has one."""
        found = guard_clause_references(root, outline, self.guards)
        places = self._places(part, [fields.index(first) for first in found])
        self.faults += always_lone(root, outline, self.guards, found, places)
        self.by_number = tuple(places)

    def _places(self, part: PartName, numbers: list[int]) -> list[str]:
        """Return the places of fields in the file as its author sees it. numbers: of their first marks in the part."""
        if not numbers:
            return []
        root = parse(part.name, self.entries[part.name].unpack())
        found = paragraphs(root, part.label)
        homes = {mark: place for home, place in found for mark in home.iter(FIELD_CHAR, SIMPLE_FIELD)}
        places = [homes.get(mark, part.label) for mark in root.iter(FIELD_CHAR, SIMPLE_FIELD)]
        return [places[number] for number in numbers]

    def _settle(self, breaks: Breaks) -> None:
        """Learn which sections data touch; those get headers of their own, perhaps empty ones that the file lacks."""
        added = Additions(tuple(self.entries.values()))
        self.sections = breaks.settled(self.marks, added)
        if added:
            added.put_into(self.entries)

    def _unique_ids(self, part: PartName, root: etree._Element) -> None:
        """Give a new id to a drawing whose id another drawing of the file already has."""
        for drawing in root.iter(qn("wp:docPr")):
            own = number(drawing.get("id"))
            if own in self.drawings or own <= 0:
                own = max(self.drawings, default=0) + 1
                drawing.set("id", str(own))
                self.renumbered[part.name] = self.entries[part.name]
            self.drawings.add(own)
        if part.name in self.renumbered:
            self.renumbered[part.name] = deflate(part.name, _serialised(root).encode("utf-8"))
        self.bookmarks |= annotation_ids(root)
        self.controls |= control_ids(root)

    def _keep(self, part: PartName, root: etree._Element, *, tagged: bool) -> None:
        """Keep a part as fixed bytes, or for the program when it holds tags or guards."""
        if not (tagged or part.kind == "story"):
            return
        xml = self.guards.settle(_serialised(root))
        varies = (self.notes_vary and part.name in PARTS) or (self.commented and part.name == COMMENTS)
        if tagged or "\0" in xml or varies:
            self.dynamic.append((part.name, xml))
        elif self.options.text_pass is not None:
            written = "".join(with_hyphens([xml], self.marks, set()))  # type: ignore[arg-type]
            self.fixed[part.name] = deflate(part.name, written.encode("utf-8"))

    def _program(self) -> Program | None:
        environment = PlainSandbox(self.options.all_filters(), strict=self.options.strict)
        placed = {item.place + item.reason for item in self.faults}
        for tag in self.marks.tags:
            if (
                tag.kind != "comment"
                and (wrong := check_tag(tag, environment))
                and wrong.place + wrong.reason not in placed
            ):
                self.faults.append(wrong)
        if not self.dynamic or any(not item.warning for item in self.faults):
            return None
        source = Source(self.captured)
        for _, xml in self.dynamic:
            source.add_part(with_hyphens(self.marks.split(xml), self.marks, self.captured), self.marks)
        try:
            return generate(source, environment)
        except TemplateSyntaxError as error:
            at = source.tags.get(error.lineno)
            place = at.place if at else ""
            raise TemplateError(f"nie da się połączyć znaczników: {error.message}", place=self._place(place)) from error

    def _named(self, item: Fault) -> Fault:
        return Fault(self._place(item.place), item.reason, item.remedy, item.warning)

    def _place(self, place: str) -> str:
        return f"{self.options.name}, {place}" if self.options.name and place else self.options.name or place


def _serialised(root: etree._Element) -> str:
    return XML_DECLARATION + etree.tostring(root, encoding="unicode")
