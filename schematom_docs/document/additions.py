"""What values add to a file while it is filled: pictures and other parts, relationships, content types, notes."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from schematom_docs.document.ooxml import NAMESPACES, REL_IMAGE, W_VAL, XML_DECLARATION, number, qn
from schematom_docs.document.package import Entry, deflate
from schematom_docs.document.parts import parse, relations_of
from schematom_docs.errors import TemplateError

BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
TYPES: Final = "[Content_Types].xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W: Final = NAMESPACES["w"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a relationship points at. target: a part's name in the zip or an outside address."""

    type: str
    target: str
    external: bool = False

    @property
    def key(self) -> str:
        """Return an id that equal relations share and no other has."""
        return f"rIdSt{hashlib.sha256(f'{self.type} {self.target}'.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style of the template. list_id, level: of the list its paragraphs belong to; list_id "" for none."""

    id: str
    list_id: str
    level: int


class Additions:
    """Collect during one rendering what its values add; `put_into` writes it. entries: the package as compiled."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self.files: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.relations: dict[str, dict[Relation, None]] = {}
        self.trees: dict[str, etree._Element] = {}
        self.notes: dict[str, NewNotes] = {}
        self._tops: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self.files or self.relations or self.trees)

    @cached_property
    def known(self) -> Mapping[str, Entry]:
        """Return the entries of the package by name."""
        return {entry.name: entry for entry in self._entries}

    def picture(self, data: bytes, part: str) -> str:
        """Keep a picture for a part and return its relationship id. Raises TemplateError when it is no PNG or JPEG."""
        kind = picture_type(data)
        name = f"word/media/st{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        self.files[name] = data
        return self.relate(part, Relation(REL_IMAGE, name))

    def relate(self, part: str, relation: Relation) -> str:
        """Give a part a relationship and return its id."""
        self.relations.setdefault(part, {})[relation] = None
        return relation.key

    def tree(self, name: str) -> etree._Element:
        """Return the root of word/styles.xml or word/numbering.xml to be added to; made when the file has none."""
        if name not in self.trees:
            kind = posixpath.basename(name).removesuffix(".xml")
            if name in self.known:
                self.trees[name] = parse(name, self.known[name].unpack())
            else:
                self.trees[name] = etree.Element(f"{{{_W}}}{kind}", nsmap={"w": _W})
                self.add_part(name, kind)
        return self.trees[name]

    def next_number(self, name: str, tag: str, attribute: str) -> str:
        """Return the next number for a child of a tree: everything that numbers its children asks here."""
        known = self._tops.get(tag)
        if known is None:
            known = max((number(item.get(attribute)) for item in self.tree(name).iterchildren(tag)), default=0)
        self._tops[tag] = known + 1
        return str(known + 1)

    def style_id(self, name: str) -> str:
        """Return the id of a paragraph style of the document by the name people see. Raises TemplateError."""
        for (kind, label), style in self._styles.items():
            if kind == "paragraph" and label == name:
                return style.get(qn("w:styleId"), "")
        raise TemplateError(
            f"szablon nie ma stylu akapitu „{name}”", remedy="Dodaj ten styl w Wordzie albo użyj innego."
        )

    def character_style(self, name: str) -> str:
        """Return the id of a character style of the document by the name people see, "" when it has none."""
        style = self._styles.get(("character", name))
        return "" if style is None else style.get(qn("w:styleId"), "")

    @cached_property
    def paragraph_styles(self) -> Mapping[str, ParagraphStyle]:
        """Return the paragraph styles of the document by name in small letters."""
        found: dict[str, ParagraphStyle] = {}
        for (kind, name), style in self._styles.items():
            if kind == "paragraph":
                numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                values = {} if numbering is None else {item.tag: item.get(W_VAL, "") for item in numbering}
                list_id, level = values.get(qn("w:numId"), "0"), number(values.get(qn("w:ilvl")))
                own = style.get(qn("w:styleId"), "")
                found.setdefault(name.lower(), ParagraphStyle(own, list_id if list_id != "0" else "", level))
        return found

    @cached_property
    def _styles(self) -> Mapping[tuple[str, str], etree._Element]:
        """Return the styles of the template by (type, name people see)."""
        found: dict[tuple[str, str], etree._Element] = {}
        for style in parse(STYLES, self.known[STYLES].unpack()).iter(qn("w:style")) if STYLES in self.known else ():
            label = style.find(qn("w:name"))
            if label is not None:
                found.setdefault((style.get(qn("w:type"), ""), label.get(W_VAL, "")), style)
        return found

    def add_part(self, name: str, kind: str) -> None:
        """Declare a part of the body that the file lacks: its content type and relationship."""
        self.types[name] = f"{_WORD}.{kind}+xml"
        self.relate(BODY, Relation(f"{NAMESPACES['r']}/{kind}", name))

    def put_notes(self, parts: dict[str, str]) -> None:
        """Put the notes of sub-documents into their parts, made when the file has none."""
        for part, new in self.notes.items():
            if part not in parts:
                known = self.known.get(part)
                parts[part] = new.frame if known is None else known.unpack().decode("utf-8-sig")
            parts[part] = self.with_notes(part, parts[part])

    def with_notes(self, part: str, xml: str) -> str:
        """Return a notes part with the notes that sub-documents brought."""
        added = "".join(self.notes[part].xml)
        if xml.endswith("/>"):  # a frame without a single separator
            return f"{xml[:-2]}>{added}</w:{posixpath.basename(part).removesuffix('.xml')}>"
        end = xml.rindex("</w:")
        return xml[:end] + added + xml[end:]

    def put_into(self, changed: dict[str, Entry]) -> None:
        """Put everything added among the changed entries."""
        for name, root in self.trees.items():
            changed[name] = deflate(name, (XML_DECLARATION + etree.tostring(root, encoding="unicode")).encode())
        for name, data in self.files.items():
            changed[name] = deflate(name, data)
        for part, relations in self.relations.items():
            name = relations_of(part)
            text = _with_relations(changed.get(name) or self.known.get(name), part, relations)
            changed[name] = deflate(name, text.encode("utf-8"))
        changed[TYPES] = deflate(TYPES, self._content_types().encode("utf-8"))

    def _content_types(self) -> str:
        text = self.known[TYPES].unpack().decode("utf-8-sig")
        needed = sorted({name.rpartition(".")[2] for name in self.files if name not in self.types})
        items = [
            f'<Default Extension="{kind}" ContentType="image/{kind}"/>'
            for kind in needed
            if not re.search(rf'Extension="{kind}"', text, re.IGNORECASE)
        ]
        items += [
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
            for name, kind in sorted(self.types.items())
            if f'PartName="/{name}"' not in text
        ]
        return re.sub(r"(<Types[^>]*>)", lambda match: match[0] + "".join(items), text, count=1)


@dataclass(slots=True)
class NewNotes:
    """Notes that sub-documents bring. top: highest id given; xml: the notes; frame: root of a part the file lacks."""

    top: int
    xml: list[str] = field(default_factory=list)
    frame: str = ""


def picture_type(data: bytes) -> str:
    """Return "png" or "jpeg". Raises TemplateError for any other picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8"):
        return "jpeg"
    raise TemplateError("obraz nie jest plikiem PNG ani JPEG", remedy="Zapisz obraz w jednym z tych formatów.")


def _with_relations(entry: Entry | None, part: str, added: Mapping[Relation, None]) -> str:
    text = (
        f'{XML_DECLARATION}<Relationships xmlns="{NAMESPACES["rel"]}"></Relationships>'
        if entry is None
        else entry.unpack().decode("utf-8-sig")
    )
    items = "".join(_relationship(part, item) for item in added if f'Id="{item.key}"' not in text)
    if "</Relationships>" in text:
        return text.replace("</Relationships>", f"{items}</Relationships>")
    return re.sub(r"(<Relationships[^>]*)/>", lambda match: f"{match[1]}>{items}</Relationships>", text, count=1)


def _relationship(part: str, relation: Relation) -> str:
    mode = ' TargetMode="External"' if relation.external else ""
    target = relation.target if relation.external else posixpath.relpath(relation.target, posixpath.dirname(part))
    return f'<Relationship Id="{relation.key}" Type="{relation.type}" Target={quoteattr(target)}{mode}/>'
