"""A Word file that is put into another one: its parts, relationships, content types and theme fonts."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from lxml import etree

from schematom_docs.document.additions import TYPES, Relation
from schematom_docs.document.ooxml import NAMESPACES, qn
from schematom_docs.document.package import Entry, read_package
from schematom_docs.document.parts import parse, relations_of
from schematom_docs.errors import TemplateError

_IGNORABLE: Final = f"{{{NAMESPACES['mc']}}}Ignorable"
_LOOK: Final = {"word/styles.xml", "word/numbering.xml"}
_FONTS: Final = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}
_THEME_COLOURS: Final = [qn(f"w:theme{name}") for name in ("Color", "Tint", "Shade", "Fill", "FillTint", "FillShade")]


@dataclass(frozen=True)
class SourceDocument:
    """An opened Word file; nothing of it is ever changed: each look at a part parses it anew."""

    entries: Mapping[str, Entry]

    def root(self, name: str) -> etree._Element | None:
        """Return the root of a part without what only newer Words read, or None when there is no such part."""
        if name not in self.entries:
            return None
        root = parse(name, self.entries[name].unpack())
        _drop_ignorable(root)
        self.own_look(root)
        return root

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return the relationships of a part by id."""
        entry = self.entries.get(relations_of(part))
        if entry is None:
            return {}
        found: dict[str, Relation] = {}
        for item in parse(entry.name, entry.unpack()).iter(qn("rel:Relationship")):
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", ""), target, external)
        return found

    def content_type(self, name: str) -> str:
        """Return the content type of a part."""
        root = parse(TYPES, self.entries[TYPES].unpack())
        for item in root.iter(qn("ct:Override")):
            if item.get("PartName", "").lstrip("/") == name:
                return item.get("ContentType", "")
        extension = name.rpartition(".")[2].lower()
        for item in root.iter(qn("ct:Default")):
            if item.get("Extension", "").lower() == extension:
                return item.get("ContentType", "")
        return "application/octet-stream"

    def digest(self, name: str) -> str:
        """Return 16 hex letters that tell a part, with all it refers to, from every other."""
        return self._digest(name, frozenset())[:16]

    def _digest(self, name: str, above: frozenset[str]) -> str:
        data = self.entries[name].unpack()
        relations = {} if name in above else self.relations(name)
        if not relations:
            return hashlib.sha256(data).hexdigest()
        below = [
            f"{key} {item.type} {self._digest(item.target, above | {name}) if item.target in self.entries else item}"
            for key, item in sorted(relations.items())
        ]
        return hashlib.sha256(data + "\n".join(below).encode()).hexdigest()

    @cached_property
    def look(self) -> str:
        """Return a digest that files of the same styles, lists and theme share."""
        parts = [name for name in self.entries if name in _LOOK or name.startswith("word/theme/")]
        return hashlib.sha256("".join(f"{name} {self.digest(name)}" for name in sorted(parts)).encode()).hexdigest()

    def own_look(self, root: etree._Element) -> None:
        """Write the fonts and colours that a part takes from its theme into the part itself."""
        for fonts in root.iter(qn("w:rFonts")):
            for name in _FONTS:
                theme = fonts.attrib.pop(
                    qn(f"w:{'cs' if name == 'cs' else name}{'theme' if name == 'cs' else 'Theme'}"), ""
                )
                face = self.theme_fonts.get((str(theme)[:5], _FONTS[name])) if theme else None
                if face:
                    fonts.set(qn(f"w:{name}"), face)
        for element in root.iter(qn("w:color"), qn("w:shd"), qn("w:u"), qn("w:bdr")):
            for name in _THEME_COLOURS:
                element.attrib.pop(name, "")

    @cached_property
    def theme_fonts(self) -> Mapping[tuple[str, str], str]:
        """Return the faces of the theme: ("major" or "minor", "latin", "ea" or "cs") → name."""
        name = next((r.target for r in self.relations("word/document.xml").values() if r.type.endswith("/theme")), "")
        if name not in self.entries:
            return {}
        root = parse(name, self.entries[name].unpack())
        return {
            (kind, script): face.get("typeface", "")
            for kind in ("major", "minor")
            for script in ("latin", "ea", "cs")
            for face in root.iter(qn(f"a:{script}"))
            if (parent := face.getparent()) is not None and parent.tag == qn(f"a:{kind}Font")
        }


@lru_cache(maxsize=16)
def opened(data: bytes) -> SourceDocument:
    """Return the opened file. Raises TemplateError when the bytes are no Word file."""
    document = SourceDocument({entry.name: entry for entry in read_package(data)})
    if "word/document.xml" not in document.entries:
        raise TemplateError("poddokument nie jest plikiem Worda", remedy="Zapisz go w Wordzie jako plik .docx.")
    return document


def _drop_ignorable(root: etree._Element) -> None:
    """Drop attributes and elements of namespaces that the file itself allows every reader to ignore."""
    prefixes = root.attrib.pop(_IGNORABLE, "")
    spaces = {root.nsmap[prefix] for prefix in re.split(r"\s+", str(prefixes)) if prefix in root.nsmap}
    if not spaces:
        return
    for element in list(root.iter("*")):
        parent = element.getparent()
        if etree.QName(element).namespace in spaces and parent is not None:
            parent.remove(element)
            continue
        for name in [name for name in element.attrib if etree.QName(name).namespace in spaces]:
            del element.attrib[name]


def canonical(element: etree._Element) -> str:
    """Return an element as a text that equal elements share."""
    return str(etree.canonicalize(etree.tostring(element, encoding="unicode", with_tail=False), strip_text=True))


def serialised(element: etree._Element) -> str:
    """Return one element with the namespaces it uses and no others."""
    if not isinstance(element.tag, str):
        return etree.tostring(element, encoding="unicode", with_tail=False)
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    needed = {prefix for item in alone.iter(qn("mc:Choice")) for prefix in item.get("Requires", "").split()}
    etree.cleanup_namespaces(alone, keep_ns_prefixes=sorted(needed))
    return etree.tostring(alone, encoding="unicode")
