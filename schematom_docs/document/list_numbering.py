"""Lists for values: the template's own list styles where it has them, else numbering made for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.additions import Additions, ParagraphStyle
from schematom_docs.document.import_lists import NUMBERING
from schematom_docs.document.ooxml import NAMESPACES, W_VAL, qn

_W: Final = NAMESPACES["w"]
_ABSTRACT, _NUM = qn("w:abstractNum"), qn("w:num")
_ABSTRACT_ID, _NUM_ID, _NSID = qn("w:abstractNumId"), qn("w:numId"), qn("w:nsid")
_HOUSE: Final = {
    (False, 0): "wyliczenie",
    (False, 1): "wyliczenie zagnieżdżone",
    (True, 0): "wyliczenie numerowane",
}
_SIGNS: Final = ("•", "–", "▪")
_NUMBERS: Final = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))
_MARKS: Final = {False: "5C4E0B01", True: "5C4E0A01"}
"""w:nsid of the two numberings made here, by which a rendering knows them again."""
_LEVELS, _STEP = 9, 425


@dataclass(frozen=True, slots=True)
class ListNumbering:
    """Numbering of the document being filled. additions: of its rendering."""

    additions: Additions

    def style(self, ordered: bool, level: int) -> ParagraphStyle | None:
        """Return the template's style for items of a level, None when it has none with a number or sign."""
        suffix = f" {level + 1}" if level else ""
        names = (f"list {'number' if ordered else 'bullet'}{suffix}", _HOUSE.get((ordered, level), ""))
        found = (self.additions.paragraph_styles.get(name) for name in names)
        return next((style for style in found if style is not None and style.list_id), None)

    def new_list(self, ordered: bool, level: int, start: int) -> str:
        """Return the number of a new list that begins anew, in the look of the template's style when it has one."""
        root = self.additions.tree(NUMBERING)
        style = self.style(ordered, level)
        abstract = self._abstract_of(root, style.list_id) if style else None
        at = style.level if style and abstract is not None else level
        made = etree.Element(_NUM)
        made.set(_NUM_ID, self.additions.next_number(NUMBERING, _NUM, _NUM_ID))
        etree.SubElement(made, _ABSTRACT_ID).set(W_VAL, self._own(root, ordered) if abstract is None else abstract)
        override = etree.SubElement(made, qn("w:lvlOverride"))
        override.set(qn("w:ilvl"), str(at))
        etree.SubElement(override, qn("w:startOverride")).set(W_VAL, str(start))
        last = [index for index, child in enumerate(root) if child.tag in (_ABSTRACT, _NUM)]
        root.insert(last[-1] + 1, made)
        return made.get(_NUM_ID, "")

    @staticmethod
    def _abstract_of(root: etree._Element, list_id: str) -> str | None:
        for item in root.iterchildren(_NUM):
            link = item.find(_ABSTRACT_ID)
            if item.get(_NUM_ID) == list_id and link is not None:
                return link.get(W_VAL)
        return None

    def _own(self, root: etree._Element, ordered: bool) -> str:
        """Return the id of the numbering made here, which is added when the document does not have it yet."""
        for known in root.iterchildren(_ABSTRACT):
            mark = known.find(_NSID)
            if mark is not None and mark.get(W_VAL) == _MARKS[ordered]:
                return known.get(_ABSTRACT_ID, "")
        own = self.additions.next_number(NUMBERING, _ABSTRACT, _ABSTRACT_ID)
        last = root.findall(_ABSTRACT)
        at = list(root).index(last[-1]) + 1 if last else len(root.findall(qn("w:numPicBullet")))
        root.insert(at, etree.fromstring(_abstract_xml(own, ordered)))
        return own


def _abstract_xml(own: str, ordered: bool) -> str:
    levels = "".join(_level_xml(level, ordered) for level in range(_LEVELS))
    return (
        f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="{own}"><w:nsid w:val="{_MARKS[ordered]}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _level_xml(level: int, ordered: bool) -> str:
    kind, text = _NUMBERS[level % 3] if ordered else ("bullet", _SIGNS[level % 3])
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )
