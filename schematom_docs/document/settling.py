"""Settle rendered XML where only the outcome decides: full stops that meet, paragraphs that give way, empty texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from schematom_docs.document.additions import BODY
from schematom_docs.document.invariants import Repairer
from schematom_docs.document.package import Deflater, Entry
from schematom_docs.document.program import PART_BREAK

_DOT: Final = re.compile(
    r"\0d;((?:<(?!/w:p>|w:(?:br|tab|drawing|fldChar|instrText)\b)[^>]*>|\0(?!d;)[^;]*;)*)(\.(?!\.))?"
)
_PLACE: Final = re.compile(r"\0K(\d+);")
_ANCHOR: Final = re.compile(r"<w:bookmark(Start|End)\b[^>]*?/>")
_FOLLOWED: Final = re.compile(r"(?:\0[^;]*;|<\?[^>]*\?>)*(?:<w:p[ />]|$)")
_BACK: Final = re.compile(r"<\?\w+ J\?>$")
_DECLARATION: Final = re.compile(r' xmlns:\w+="[^"]*"')
_ROOT: Final = re.compile(r"<\?xml[^>]*>\s*<[^>]*>")
_EMPTY: Final = '<w:t xml:space="preserve"></w:t>'
_MANY: Final = 4096
"""Pieces of output that are joined at a time when a body is written piece by piece."""


def settle(xml: str, state: Any) -> str:
    """Return rendered XML with double full stops made one and the paragraphs of block values replaced by the blocks.

    state: of the rendering, which knows whether there are any: looking for them would cost as much as filling a page.
    """
    if state.dots:
        xml = _DOT.sub(lambda match: f"{'' if match[2] else '.'}{match[1]}{match[2] or ''}", xml)
    if state.blocks:
        xml = _place(xml, state.blocks)
    return xml.replace(_EMPTY, "")


def _place(xml: str, blocks: list[str]) -> str:
    out: list[str] = []
    position = 0
    for match in _PLACE.finditer(xml):
        at = match.start()
        start = max(xml.rfind("<w:p>", 0, at), xml.rfind("<w:p ", 0, at))
        end = xml.index("</w:p>", at) + len("</w:p>")
        anchors = list(_ANCHOR.finditer(xml, start, end))
        out.append(xml[position:start])
        out += [anchor[0] for anchor in anchors if anchor[1] == "Start"]
        within = without_declared(blocks[int(match[1])], xml)
        back = _BACK.search(within)
        if back:  # the end of the pages that the blocks have for themselves
            within = within[: back.start()]
        out.append(within or "<w:p/>")
        if not out[-1].endswith(("</w:p>", "<w:p/>")) and (back or not _FOLLOWED.match(xml, end)):
            out.append("<w:p/>")
        out += [back[0]] if back else []
        out += [anchor[0] for anchor in anchors if anchor[1] == "End"]
        position = end
    return "".join([*out, xml[position:]])


def without_declared(blocks: str, xml: str) -> str:
    """Return blocks of XML without the namespaces that the part declares itself."""
    found = _ROOT.match(xml)
    root = found[0] if found else ""
    return _DECLARATION.sub(lambda match: "" if match[0] in root else match[0], blocks)


def streamed(pieces: Iterator[str], state: Any) -> tuple[Entry, str]:
    """Return the body deflated as it is made and the text of the parts after it. Never holds the whole body."""
    deflater, repairer = Deflater(BODY), Repairer(state.ids)
    waiting = rest = ""
    while some := list(islice(pieces, _MANY)):
        body, found, rest = (waiting + "".join(some)).partition(PART_BREAK)
        waiting = body
        if found:
            break
        cut = max(waiting.rfind("<w:p>"), waiting.rfind("<w:p "), 0)
        repairer.feed(settle(waiting[:cut], state))
        waiting = waiting[cut:]
        deflater.add(repairer.taken())
    repairer.feed(settle(waiting, state))
    deflater.add(repairer.taken())
    return deflater.entry(), rest + "".join(pieces)
