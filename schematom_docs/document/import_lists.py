"""Lists of a sub-document: each gets an abstract list and a number of its own, so that nobody's numbering runs on."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from typing import Final

from lxml import etree

from schematom_docs.document.additions import Additions
from schematom_docs.document.ooxml import W_VAL, qn
from schematom_docs.document.source_document import canonical

NUMBERING: Final = "word/numbering.xml"
_ABSTRACT, _NUM = qn("w:abstractNum"), qn("w:num")
_ABSTRACT_ID, _NUM_ID = qn("w:abstractNumId"), qn("w:numId")
_BULLET, _BULLET_ID = qn("w:numPicBullet"), qn("w:numPicBulletId")
_LEVEL: Final = qn("w:ilvl")
_NSID: Final = qn("w:nsid")


class Lists:
    """The lists of one file. root: of its numbering part, or None."""

    def __init__(self, root: etree._Element | None) -> None:
        self.abstract = {} if root is None else {item.get(_ABSTRACT_ID, ""): item for item in root.iter(_ABSTRACT)}
        self.lists = {} if root is None else {item.get(_NUM_ID, ""): item for item in root.findall(_NUM)}
        self.bullets = {} if root is None else {item.get(_BULLET_ID, ""): item for item in root.findall(_BULLET)}

    def abstract_of(self, list_id: str) -> etree._Element | None:
        """Return what a list looks like, or None for no list."""
        item = self.lists.get(list_id)
        link = None if item is None else item.find(_ABSTRACT_ID)
        return None if link is None else self.abstract.get(link.get(W_VAL, ""))

    def look(self, list_id: str) -> str:
        """Return the look of a list as a text that equal lists share."""
        found = self.abstract_of(list_id)
        if found is None:
            return ""
        levels = [copy.deepcopy(level) for level in found.iter(qn("w:lvl"))]
        for level in levels:
            for name in [name for name in level.attrib if name != qn("w:ilvl")]:
                del level.attrib[name]
            for style in level.findall(qn("w:pStyle")):
                level.remove(style)
        return hashlib.sha256("".join(map(canonical, levels)).encode()).hexdigest()

    def set_level(self, link: etree._Element, style_id: str) -> None:
        """Write into a style's w:numPr the level that the list itself gives the style, where the style names none."""
        found = link.find(_NUM_ID)
        abstract = None if found is None else self.abstract_of(found.get(W_VAL, ""))
        if abstract is None or link.find(_LEVEL) is not None:
            return
        for level in abstract.iter(qn("w:lvl")):
            if any(style.get(W_VAL) == style_id for style in level.iter(qn("w:pStyle"))):
                mark = link.makeelement(_LEVEL)
                mark.set(W_VAL, level.get(_LEVEL, "0"))
                link.insert(0, mark)


class ListImporter:
    """Bring the lists of one sub-document over. style: returns a style's id in the document, "" unless it is new.

    target: the document's lists, which each new one joins; pictures: gives the pictures below an element of the
    numbering part their files in the document.
    """

    def __init__(
        self,
        source: Lists,
        additions: Additions,
        target: Lists,
        style: Callable[[str], str],
        pictures: Callable[[etree._Element], None],
    ) -> None:
        self._source, self._additions, self._target = source, additions, target
        self._style, self._pictures = style, pictures
        self._ids: dict[str, str] = {}
        self._bullets: dict[str, str] = {}

    def wanted(self, list_id: str) -> str:
        """Return the number under which the document has the list; "0", no list, when the sub-document lacks it."""
        if list_id in self._ids:
            return self._ids[list_id]
        abstract = self._source.abstract_of(list_id)
        if abstract is None:
            return "0"
        root = self._additions.tree(NUMBERING)
        new_abstract = self._additions.next_number(NUMBERING, _ABSTRACT, _ABSTRACT_ID)
        new_list = self._additions.next_number(NUMBERING, _NUM, _NUM_ID)
        self._ids[list_id] = new_list
        made = copy.deepcopy(abstract)
        last = next(root.iterchildren(_ABSTRACT, reversed=True), None)
        if last is None:
            root.insert(len(root.findall(_BULLET)), made)
        else:
            last.addnext(made)
        item = copy.deepcopy(self._source.lists[list_id])
        item.set(_NUM_ID, new_list)
        link = item.find(_ABSTRACT_ID)
        if link is not None:
            link.set(W_VAL, new_abstract)
        next(root.iterchildren(_ABSTRACT, _NUM, reversed=True)).addnext(item)
        made.set(_ABSTRACT_ID, new_abstract)
        self._target.abstract[new_abstract], self._target.lists[new_list] = made, item
        for element in (made, item):
            self._redirect(element, new_abstract)
        return new_list

    def apply(self, root: etree._Element) -> None:
        """Point the paragraphs below an element at the document's lists."""
        for item in root.iter(_NUM_ID):
            item.set(W_VAL, self.wanted(item.get(W_VAL, "0")))

    def _redirect(self, made: etree._Element, abstract_id: str) -> None:
        """Give a copied list a mark of its own, the document's styles, and pictures as bullets."""
        mark = made.find(_NSID)
        if mark is not None:
            mark.set(W_VAL, hashlib.sha256(f"{abstract_id}/{mark.get(W_VAL)}".encode()).hexdigest()[:8].upper())
        for link in list(made.iter(qn("w:pStyle"), qn("w:styleLink"), qn("w:numStyleLink"))):
            new, parent = self._style(link.get(W_VAL, "")), link.getparent()
            link.set(W_VAL, new)
            if not new and parent is not None:
                parent.remove(link)
        for bullet in list(made.iter(qn("w:lvlPicBulletId"))):
            new, parent = self._bullet(bullet.get(W_VAL, "")), bullet.getparent()
            bullet.set(W_VAL, new)
            if not new and parent is not None:
                parent.remove(bullet)

    def _bullet(self, bullet_id: str) -> str:
        """Return the number under which the document has a picture that serves as a bullet, "" for none."""
        if bullet_id not in self._bullets and bullet_id in self._source.bullets:
            root = self._additions.tree(NUMBERING)
            made = copy.deepcopy(self._source.bullets[bullet_id])
            self._pictures(made)
            self._bullets[bullet_id] = self._additions.next_number(NUMBERING, _BULLET, _BULLET_ID)
            made.set(_BULLET_ID, self._bullets[bullet_id])
            root.insert(len(root.findall(_BULLET)), made)
        return self._bullets.get(bullet_id, "")
