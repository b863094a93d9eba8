"""Parts of a Word file that are templates, and their Polish names: treść, nagłówek pierwszej strony, przypisy …"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.file_kinds import check_strict, check_type, no_word_file
from schematom_docs.document.ooxml import NAMESPACES, qn
from schematom_docs.document.package import Entry
from schematom_docs.errors import TemplateError

_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\d*\.xml$")
_PROPERTIES: Final = {
    "docProps/core.xml": "właściwości dokumentu",
    "docProps/app.xml": "właściwości programu",
    "docProps/custom.xml": "właściwości własne",
}
_LABELS: Final = {
    "document": "treść",
    "header": "nagłówek",
    "footer": "stopka",
    "footnotes": "przypisy dolne",
    "endnotes": "przypisy końcowe",
    "comments": "komentarze",
}
_KINDS: Final = {"first": " pierwszej strony", "even": " stron parzystych", "default": ""}
MAX_MARKUP: Final = 3_000_000
"""Tags of XML a part may hold, some 2,000 pages; a tree of more would fill the memory of a small computer."""


@dataclass(frozen=True, slots=True)
class PartName:
    """A part that is rendered. kind: "story" (paragraphs), "properties" (elements) or "relations"; label: Polish."""

    name: str
    kind: str
    label: str


def template_parts(entries: Mapping[str, Entry]) -> list[PartName]:
    """Return the parts that may hold tags: the body first, then headers, footers, notes, properties, links."""
    if "word/document.xml" not in entries:
        raise no_word_file(entries)
    types = entries["[Content_Types].xml"]
    parse(types.name, types.unpack())
    check_type(types.unpack())
    kinds = _header_kinds(entries)
    stories = [name for name in entries if _STORIES.match(name)]
    stories.sort(key=lambda name: (name != "word/document.xml", name))
    parts = [PartName(name, "story", _label(name, kinds)) for name in stories]
    parts += [PartName(name, "properties", label) for name, label in _PROPERTIES.items() if name in entries]
    parts += [
        PartName(relations_of(part.name), "relations", f"{part.label}, łącza")
        for part in list(parts)
        if relations_of(part.name) in entries
    ]
    return parts


def relations_of(part: str) -> str:
    """Return the name of a part's relationships: word/document.xml → word/_rels/document.xml.rels."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def parse(name: str, data: bytes) -> etree._Element:
    """Return the root of a part. Raises TemplateError; entities, DTDs, the network and endless depth are refused."""
    if data.count(b"<") > MAX_MARKUP:
        raise TemplateError(f"część {name} jest zbyt duża", remedy="Podziel szablon na mniejsze.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"część {name} szablonu jest uszkodzona", remedy="Zapisz szablon ponownie w Wordzie."
        ) from error
    check_strict(str(root.tag))
    if root.nsmap.get("w", NAMESPACES["w"]) != NAMESPACES["w"] or NAMESPACES["w"] in _foreign(root):
        raise TemplateError(
            f"część {name} używa nietypowych nazw XML", remedy="Otwórz szablon w Wordzie i zapisz go ponownie."
        )
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateError(
            f"część {name} szablonu zawiera DTD, którego Word nie zapisuje", remedy="Zapisz szablon ponownie w Wordzie."
        )
    return root


def _foreign(root: etree._Element) -> list[str]:
    """Return the namespaces that the root binds to another prefix than Word does."""
    return [uri for prefix, uri in root.nsmap.items() if prefix != "w" and uri == NAMESPACES["w"]]


def related(entries: Mapping[str, Entry], part: str) -> dict[str, tuple[str, str]]:
    """Return the relationships of a part: id → (type, target name in the zip or outside address)."""
    entry = entries.get(relations_of(part))
    if entry is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for item in parse(entry.name, entry.unpack()).iter(qn("rel:Relationship")):
        target = item.get("Target", "")
        if item.get("TargetMode") != "External":
            folder = posixpath.dirname(part)
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        found[item.get("Id", "")] = (item.get("Type", ""), target)
    return found


def _header_kinds(entries: Mapping[str, Entry]) -> dict[str, str]:
    relations = related(entries, "word/document.xml")
    root = parse("word/document.xml", entries["word/document.xml"].unpack())
    kinds: dict[str, str] = {}
    for tag in ("w:headerReference", "w:footerReference"):
        for reference in root.iter(qn(tag)):
            _, target = relations.get(reference.get(f"{{{NAMESPACES['r']}}}id", ""), ("", ""))
            kinds[target] = _KINDS.get(reference.get(qn("w:type"), "default"), "")
    return kinds


def _label(name: str, kinds: Mapping[str, str]) -> str:
    stem = re.sub(r"\d*\.xml$", "", posixpath.basename(name))
    return _LABELS[stem] + kinds.get(name, "")
