"""The 256 codes of a form font: those of Western Windows, with the Polish letters in the places of rare signs."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Name, Object

POLISH = {
    0x7F: ("Ą", "Aogonek"), 0x81: ("Ć", "Cacute"), 0x8D: ("Ę", "Eogonek"), 0x8F: ("Ź", "Zacute"),
    0x90: ("Ł", "Lslash"), 0x9D: ("ź", "zacute"), 0xA4: ("ą", "aogonek"), 0xA6: ("ć", "cacute"),
    0xA8: ("ę", "eogonek"), 0xAA: ("ł", "lslash"), 0xAC: ("Ń", "Nacute"), 0xAF: ("ń", "nacute"),
    0xB4: ("Ś", "Sacute"), 0xB8: ("ś", "sacute"), 0xBA: ("Ż", "Zdotaccent"), 0xB9: ("ż", "zdotaccent"),
}  # fmt: skip
"""Code → letter and its name in the Adobe Glyph List; ó and Ó have their own codes in Western Windows."""


def codes() -> dict[int, str]:
    """Return code → letter of the typing font, 32 ≤ code ≤ 255."""
    western = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    return {code: letter for code, letter in western.items() if letter} | {
        code: letter for code, (letter, _) in POLISH.items()
    }


TYPED = "".join(codes().values())
"""Every letter that can be typed into a field and seen at once in any reader."""


def differences() -> list[int | Object]:
    """Return the array /Differences of the encoding."""
    return [item for code in sorted(POLISH) for item in (code, Name(f"/{POLISH[code][1]}"))]


def to_unicode(letters: Mapping[int, str], *, digits: int) -> bytes:
    """Return the CMap that says which letter each code stands for. digits: hex digits of a code, 2 or 4."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange",
    ]
    pairs = [f"<{code:0{digits}X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in letters.items()]
    pairs.sort()
    for start in range(0, len(pairs), 100):  # 100 is the most a block may hold
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap CMapName currentdict /CMap defineresource pop end end"]
    return "\n".join(lines).encode("ascii")
