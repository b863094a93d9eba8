"""Word in the browser calls the body word/document2.xml; here parts get the names that desktop Word gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

_RELATION: Final = re.compile(rb"<[^<>]*?\bRelationship\b[^<>]*>")
_TYPE: Final = re.compile(rb'\bType\s*=\s*["\'][^"\']*/relationships/(\w+)["\']')
_TARGET: Final = re.compile(rb'\bTarget\s*=\s*["\']/?(?:word/)?([\w.-]+\.xml)["\']')
_USUAL: Final = {
    "officeDocument": "document.xml", "styles": "styles.xml", "numbering": "numbering.xml",
    "footnotes": "footnotes.xml", "endnotes": "endnotes.xml", "comments": "comments.xml", "settings": "settings.xml",
}  # fmt: skip
TYPES: Final = "[Content_Types].xml"
PACKAGE: Final = "_rels/.rels"


def unusual(relations: bytes, names: Collection[str]) -> dict[str, str]:
    """Return the parts of word/ to be renamed, as relationships tell them: old name → usual name."""
    found: dict[str, str] = {}
    for element in _RELATION.findall(relations):
        kind, target = _TYPE.search(element), _TARGET.search(element)
        if kind is None or target is None:
            continue
        usual, now = _USUAL.get(kind[1].decode()), f"word/{target[1].decode()}"
        if usual is not None and now in names and f"word/{usual}" not in names:
            found[now] = f"word/{usual}"
    return found


def renamed(name: str, new: Mapping[str, str]) -> str:
    """Return the new name of an entry: a part to be renamed, or the relationships of one."""
    for old, usual in new.items():
        if name == f"word/_rels/{old.removeprefix('word/')}.rels":
            return f"word/_rels/{usual.removeprefix('word/')}.rels"
    return new.get(name, name)


def mentions(name: str, new: Mapping[str, str]) -> bool:
    """Tell whether an entry names other parts and has to be rewritten."""
    return name in (TYPES, PACKAGE) or (name.startswith("word/_rels/") and bool(new))


def rewritten(data: bytes, new: Mapping[str, str]) -> bytes:
    """Return content types or relationships with the new names."""
    for old, usual in new.items():
        short, usual_short = old.removeprefix("word/"), usual.removeprefix("word/")
        for before in ("/word/", "word/", ""):
            for quote in "\"'":
                was, now = f"{quote}{before}{short}{quote}", f"{quote}{before}{usual_short}{quote}"
                data = data.replace(was.encode(), now.encode())
    return data
