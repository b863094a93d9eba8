"""Comments after rendering: one whose place the data removed goes, one a loop repeats gets copies of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

COMMENTS: Final = "word/comments.xml"
_ANCHOR: Final = re.compile(r'(<w:comment(RangeStart|RangeEnd|Reference)\b[^>]*?\bw:id=")(-?\d+)(")')
_COMMENT: Final = re.compile(
    r'<w:comment(?= )([^>]*?)\bw:id="(-?\d+)"([^>]*?)(?:(?<=/)>|(?<!/)>.*?</w:comment>)', re.DOTALL
)
_PARAGRAPH_ID: Final = re.compile(r'\bw14:paraId="([^"]*)"')
_PARAGRAPH_IDS: Final = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
BESIDE: Final = ("word/commentsIds.xml", "word/commentsExtended.xml", "word/commentsExtensible.xml")
"""Parts in which Word keeps more about comments, by ids of their paragraphs; the first has other ids too."""


@dataclass(slots=True)
class _Copies:
    """Comments met so far. top: highest id; now: original → id of the copy being met; signed: copies with a sign."""

    found: dict[str, re.Match[str]]
    top: int
    now: dict[str, str] = field(default_factory=dict)
    signed: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)

    def own(self, match: re.Match[str]) -> str:
        """Return an anchor with the id of its copy: a new copy begins with its range, or with a second sign."""
        kind, number = match[2], match[3]
        if number not in self.found:
            return match[0]
        known = self.now.get(number)
        if known is None:
            self.now[number] = number
        elif kind == "RangeStart" or (kind == "Reference" and known in self.signed):
            self.now[number] = self._copy(number)
        if kind == "Reference":
            self.signed.add(self.now[number])
        return f"{match[1]}{self.now[number]}{match[4]}"

    def _copy(self, number: str) -> str:
        self.top += 1
        original = self.found[number]
        rest = original[0][original.end(3) - original.start() :]
        self.made.append(_PARAGRAPH_IDS.sub("", f'<w:comment{original[1]}w:id="{self.top}"{original[3]}{rest}'))
        return str(self.top)


def settle_comments(parts: dict[str, str], commented: Iterable[str]) -> set[str]:
    """Bring comments into step with their signs in rendered parts. Return the ids of paragraphs that went with them.

    commented: ids of the comments that the body of the template has; others stay where they are.
    """
    if COMMENTS not in parts:
        return set()
    xml = parts[COMMENTS]
    found = {match[2]: match for match in _COMMENT.finditer(xml)}
    copies = _Copies(found, max(map(int, found), default=0))
    for name, text in parts.items():
        if name != COMMENTS:
            parts[name] = _ANCHOR.sub(copies.own, text)
    gone = {number for number in commented if number not in copies.signed}
    xml = _COMMENT.sub(lambda match: "" if match[2] in gone else match[0], xml)
    if copies.made:
        end = xml.rindex("</w:comments>")
        xml = xml[:end] + "".join(copies.made) + xml[end:]
    parts[COMMENTS] = xml
    return {own for number in gone & found.keys() for own in _PARAGRAPH_ID.findall(found[number][0])}


def without(beside: dict[str, bytes], paragraphs: set[str]) -> dict[str, bytes]:
    """Return the parts beside the comments that change when the comments with these paragraphs go. beside: in order."""
    changed: dict[str, bytes] = {}
    gone = set(paragraphs)
    for name, data in beside.items():
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        for item in list(root):
            ids = {str(key).rpartition("}")[2]: value for key, value in item.attrib.items()}
            if gone & {ids.get("paraId"), ids.get("durableId")}:
                gone.add(ids.get("durableId", ids.get("paraId", "")))
                root.remove(item)
                changed[name] = b""
            elif ids.get("paraIdParent") in gone:  # an answer to a comment that went
                del item.attrib[next(key for key in item.attrib if str(key).endswith("paraIdParent"))]
                changed[name] = b""
        if name in changed:
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed
