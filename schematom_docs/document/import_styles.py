"""Styles of a sub-document in the document that takes it: one of the same name and look is used, any other is added."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Final

from lxml import etree

from schematom_docs.document.import_lists import Lists
from schematom_docs.document.ooxml import NAMESPACES, W_PPR, W_RPR, W_VAL, qn
from schematom_docs.document.source_document import canonical

_STYLE, _NAME, _BASE = qn("w:style"), qn("w:name"), qn("w:basedOn")
_ID, _TYPE, _DEFAULT = qn("w:styleId"), qn("w:type"), qn("w:default")
_NO_LOOK: Final = {
    qn(f"w:{name}")
    for name in ("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
                 "unhideWhenUsed", "qFormat", "locked", "rsid", "personal", "personalCompose", "personalReply")
}  # fmt: skip
_REFERENCES: Final = (_BASE, qn("w:next"), qn("w:link"))
USES: Final = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_W: Final = NAMESPACES["w"]
_PLAIN: Final = etree.fromstring(
    f'<w:docDefaults xmlns:w="{_W}"><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
"""What Word takes where a file says nothing."""
_PARAGRAPH_ORDER: Final = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
divId cnfStyle rPr sectPr pPrChange"""
_RUN_ORDER: Final = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
eastAsianLayout specVanish oMath rPrChange"""
_ORDER: Final = {
    name: [qn(f"w:{word}") for word in words.split()]
    for name, words in ((W_PPR, _PARAGRAPH_ORDER), (W_RPR, _RUN_ORDER))
}


class Stylebook:
    """The styles of one file as they look there. root: of its styles part, or None; lists: of the file."""

    def __init__(self, root: etree._Element | None, lists: Lists) -> None:
        self.lists = lists
        self._looks: dict[str, str] = {}
        found = [] if root is None else list(root.iter(_STYLE))
        self.by_id = {style.get(_ID, ""): style for style in found}
        self.defaults = {s.get(_TYPE, ""): s.get(_ID, "") for s in found if s.get(_DEFAULT) in ("1", "true", "on")}
        self.base = None if root is None else root.find(qn("w:docDefaults"))

    def look(self, style_id: str) -> str:
        """Return what a style makes of its text, as a text that two equal styles share."""
        if style_id not in self._looks:
            self._looks[style_id] = self._look(style_id, frozenset())
        return self._looks[style_id]

    def _look(self, style_id: str, seen: frozenset[str]) -> str:
        style = self.by_id.get(style_id)
        if style is None or style_id in seen:
            return ""
        base = style.find(_BASE)
        kept = [copy.deepcopy(child) for child in style if isinstance(child.tag, str) and child.tag not in _NO_LOOK]
        for numbered in (item for child in kept for item in child.iter(qn("w:numId"))):
            numbered.set(W_VAL, self.lists.look(numbered.get(W_VAL, "0")))
        below = self._plain_look(style) if base is None else self._look(base.get(W_VAL, ""), seen | {style_id})
        return "".join([style.get(_TYPE, ""), *map(canonical, kept), "/", below])

    def _plain_look(self, style: etree._Element) -> str:
        if style.get(_TYPE) != "paragraph":
            return ""
        full = etree.Element(_STYLE)
        fill_defaults(full, self.base)
        return "".join(map(canonical, full))

    def numbered(self, style_id: str) -> etree._Element | None:
        """Return the list and the indent that a style gives its paragraphs, as a w:pPr, or None without a list."""
        given, seen = etree.Element(W_PPR), set[str]()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            style = self.by_id[style_id]
            for name in ("numPr", "ind"):
                found = style.find(f"{W_PPR}/{qn(f'w:{name}')}")
                if found is not None and given.find(found.tag) is None:
                    given.append(copy.deepcopy(found))
            if (link := given.find(qn("w:numPr"))) is not None:
                self.lists.set_level(link, style_id)
                return given
            base = style.find(_BASE)
            style_id = "" if base is None else base.get(W_VAL, "")
        return None

    def name(self, style_id: str) -> str:
        """Return the name people see."""
        found = self.by_id[style_id].find(_NAME)
        return "" if found is None else found.get(W_VAL, "")


class StyleImporter:
    """Give every style of a sub-document its place in the document. lists: brings a list over, returns its id.

    ids: those that sub-documents of the same styles were given before; new: those that this one added.
    """

    def __init__(
        self,
        source: Stylebook,
        target_root: etree._Element,
        target: Stylebook,
        lists: Callable[[str], str],
        ids: dict[str, str],
    ) -> None:
        self._source, self._root, self._target, self._lists = source, target_root, target, lists
        self.ids = ids
        self.new: set[str] = set()

    def wanted(self, style_id: str) -> str:
        """Return the id under which the document has the style; "" when the sub-document itself lacks it."""
        if style_id in self.ids or style_id not in self._source.by_id:
            return self.ids.get(style_id, "")
        name, look = self._source.name(style_id), self._source.look(style_id)
        for own in self._target.by_id:
            if self._target.name(own).lower() == name.lower() and self._target.look(own) == look:
                self.ids[style_id] = own
                return own
        return self._add(style_id, name)

    def number_directly(self, root: etree._Element) -> None:
        """Write the lists that styles give into their paragraphs: each copy of the text then counts for itself."""
        for paragraph in root.iter(qn("w:p")):
            properties = paragraph.find(W_PPR)
            mark = None if properties is None else properties.find(qn("w:pStyle"))
            style_id = self._source.defaults.get("paragraph", "") if mark is None else mark.get(W_VAL, "")
            given = self._source.numbered(style_id)
            if given is not None and (properties is None or properties.find(qn("w:numPr")) is None):
                _merge(_child(paragraph, W_PPR), given)

    def apply(self, root: etree._Element) -> None:
        """Point everything below an element at the document's styles; plain paragraphs keep their own default look."""
        for use in list(root.iter(*USES)):
            use.set(W_VAL, self.wanted(use.get(W_VAL, "")))
            parent = use.getparent()
            if not use.get(W_VAL) and parent is not None:
                parent.remove(use)
        for kind, owner, properties, tag in (
            ("paragraph", qn("w:p"), W_PPR, qn("w:pStyle")),
            ("table", qn("w:tbl"), qn("w:tblPr"), qn("w:tblStyle")),
        ):
            default = self._source.defaults.get(kind, "")
            if not default or self.wanted(default) == self._target.defaults.get(kind):
                continue
            for element in root.iter(owner):
                _style(element, properties, tag, self.wanted(default))

    def _add(self, style_id: str, name: str) -> str:
        style = copy.deepcopy(self._source.by_id[style_id])
        style.attrib.pop(_DEFAULT, "")
        number = 1
        new_id, new_name = style_id, name
        names = {self._target.name(own).lower() for own in self._target.by_id}
        while new_id in self._target.by_id or new_name.lower() in names:
            number += 1
            new_id, new_name = f"{style_id}{number}", f"{name} ({number})"
        style.set(_ID, new_id)
        if new_name != name:
            style.set(qn("w:customStyle"), "1")
        label = style.find(_NAME)
        if label is not None:
            label.set(W_VAL, new_name)
        self.ids[style_id] = new_id
        self.new.add(new_id)
        self._target.by_id[new_id] = style
        if style.find(_BASE) is None and style.get(_TYPE) == "paragraph":
            fill_defaults(style, self._source.base)
        self._redirect(style)
        self._root.append(style)
        return new_id

    def _redirect(self, style: etree._Element) -> None:
        for reference in [child for child in style if child.tag in _REFERENCES]:
            reference.set(W_VAL, self.wanted(reference.get(W_VAL, "")))
            if not reference.get(W_VAL):
                style.remove(reference)
        for numbered in style.iter(qn("w:numId")):
            numbered.set(W_VAL, self._lists(numbered.get(W_VAL, "0")))


def fill_defaults(style: etree._Element, defaults: etree._Element | None) -> None:
    """Give a style that stands on nothing what the defaults of its file say, then what Word takes for granted."""
    for name, holder in ((W_PPR, "pPrDefault"), (W_RPR, "rPrDefault")):
        for level in (defaults, _PLAIN):
            given = None if level is None else level.find(f"{qn(f'w:{holder}')}/{name}")
            if given is not None:
                _merge(_child(style, name), given)


def _child(style: etree._Element, name: str) -> etree._Element:
    found = style.find(name)
    if found is None:
        found = style.makeelement(name)
        formatting = style.find(W_RPR)
        if style.tag == qn("w:p"):
            style.insert(0, found)
        elif name == W_PPR and formatting is not None:
            formatting.addprevious(found)
        else:
            style.append(found)
    return found


def _merge(properties: etree._Element, given: etree._Element) -> None:
    order = _ORDER[str(properties.tag)]
    for child in given:
        if not isinstance(child.tag, str):
            continue
        own = properties.find(child.tag)
        if own is None:
            rank = order.index(child.tag) if child.tag in order else len(order)
            at = max((n + 1 for n, item in enumerate(properties) if item.tag in order[:rank]), default=0)
            properties.insert(at, copy.deepcopy(child))
        else:
            for name, value in child.attrib.items():
                if name not in own.attrib:
                    own.set(name, value)


def _style(element: etree._Element, properties: str, tag: str, style_id: str) -> None:
    holder = element.find(properties)
    if holder is None:
        holder = element.makeelement(properties)
        element.insert(0, holder)
    if holder.find(tag) is None:
        mark = holder.makeelement(tag)
        mark.set(W_VAL, style_id)
        holder.insert(0, mark)
