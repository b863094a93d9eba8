"""Typography of finished text: non-breaking spaces, Polish quotes, dashes.

`typography_pass` keeps the length of the text, so it can run over paragraphs whose tags are masked by U+FFFC;
`tidy` removes what is doubled and changes the length. Both are idempotent.
"""

from __future__ import annotations

import re

from schematom_docs.polish.hyphens import HYPHEN, NBSP, TAG, with_hyphens

__all__ = ["HYPHEN", "NBSP", "TAG", "tidy", "typography_pass"]

# After a number these begin something new, so the line may break before them.
_LOOSE = (
    r"(?:ust\.|pkt|lit\.|art\.|poz\.|ul\.|[aiouwz]|oraz|lub|albo|do|od|na|ze|we|po|za|dla|przez|przy|ustawy"
    r"|rozporządzenia)(?!\w)"
)
_UNITS = r"(?:r\.|zł|gr|tys\.|mln|mld|km|kg|godz\.|min|szt\.|proc\.|lat|dni|°C)(?!\w)"

# Each pattern marks one space that must not break a line; the space is the only character of the match.
_HANGING = (
    # one-letter words, also at the start of a sentence or after an opening bracket or quote
    r"(?:(?<=^[aiouwzAIOUWZ])|(?<=[\s(„»«\"'–—/][aiouwzAIOUWZ]))(?<!\blit\. [aiouwz]) (?=\S)",
    # references: § 1, ust. 1, pkt 2, lit. a, art. 108, nr 2, poz. 5, str. 3, tel. 41
    r"(?:(?<=§)|(?<=\bnr)|(?<=\bNr)|(?<=\bpkt)|(?<=\bust\.)|(?<=\bart\.)|(?<=\bArt\.)|(?<=\blit\.)|(?<=\bpoz\.)"
    rf"|(?<=\bstr\.)|(?<=\bzał\.)|(?<=\btel\.)|(?<=\bs\.)|(?<=\bLp\.)) (?=[\w{TAG}])",
    # street names, titles and abbreviations tied to what follows
    r"(?:(?<=\bul\.)|(?<=\bal\.)|(?<=\bpl\.)|(?<=\bos\.)|(?<=\bim\.)|(?<=\bpw\.)|(?<=\bśw\.)|(?<=\bks\.)|(?<=\bdr)"
    rf"|(?<=\bmgr)|(?<=\binż\.)|(?<=\bprof\.)|(?<=\bm\.)|(?<=\bgm\.)|(?<=\bpow\.)|(?<=\bwoj\.)) (?=[\w{TAG}„])",
    # initials: A. Nowak, J. K. Nowak
    r"(?:(?<=^[A-ZŁŚŻĆ]\.)|(?<=[\s(„][A-ZŁŚŻĆ]\.)) (?=[A-ZŁŚŻĆ])",
    # the Journal of Laws: Dz.U. z 2015 r. poz. 163, Dz.U. Nr 64
    rf"(?:(?<=Dz\.U\.)|(?<=Dz\. U\.)|(?<=M\.P\.)) (?=[\w{TAG}])",
    r"(?<=\bDz\.) (?=U\.)",
    # a number and the word, unit or sign after it; groups of thousands; „2015 r.”
    # not after a tag: „{{ strona }} reprezentowana” may break
    rf"(?<=\d) (?=(?:\d{{3}}\b|[%‰°§]|(?!{_LOOSE})[a-ząćęłńóśźż]))",
    rf"(?<=[\d{TAG}]%) (?=(?!{_LOOSE})[a-ząćęłńóśźż])",
    # Roman numerals before a noun: II etap
    r"(?<=\b[IVX]{1}) (?=[a-ząćęłńóśźż])|(?<=\b[IVX]{2}) (?=[a-ząćęłńóśźż])|(?<=\b[IVX]{3}) (?=[a-ząćęłńóśźż])",
    # a unit after a tag, which may hold a number
    rf"(?<={TAG}) (?=(?:{_UNITS}|%))",
)
_HANGING_RE = re.compile("|".join(_HANGING))
_DASH = re.compile(rf"(?<=[ {NBSP}])-(?=[ {NBSP}])")


def typography_pass(text: str) -> str:
    """Return the text with non-breaking spaces and hyphens, Polish quotes and dashes, of the same length."""
    text = with_hyphens(_DASH.sub("–", _quoted(text)))
    # A hit may open the next one („w 5 km”): the spaces are looked at in the original, so one sweep is enough.
    marked = text.replace(NBSP, " ")
    spots = {match.start() for match in _HANGING_RE.finditer(marked)}
    return "".join(NBSP if index in spots else sign for index, sign in enumerate(text))


def _quoted(text: str) -> str:
    """Return the text with straight and English double quotes turned into „ and ”, inside other quotes into » and «.

    Whether a quote opens is told by what stands before it.
    """
    signs = list(text)
    outer = inner = 0
    for index, sign in enumerate(signs):
        if sign in "„”":
            outer = outer + 1 if sign == "„" else max(0, outer - 1)
        if sign not in '"“‟':
            continue
        before = signs[index - 1] if index else " "
        after = signs[index + 1] if index + 1 < len(signs) else " "
        opening = (before.isspace() or before in "([{–—-/„»«") and not after.isspace()
        if opening:
            signs[index], outer, inner = ("»", outer, inner + 1) if outer else ("„", 1, inner)
        else:
            signs[index], outer, inner = ("«", outer, inner - 1) if inner else ("”", max(0, outer - 1), 0)
    return "".join(signs)


_TIDY = (
    (re.compile(r"(?<=\S)[ ]{2,}(?=\S)"), " "),
    (re.compile(rf"(?<=\S)(?:[ ]*{NBSP}[ {NBSP}]*)(?=\S)"), NBSP),
    (re.compile(r"\b(r|zł|gr|ust|art|lit|ul|tj|itp|itd|in|nt|dr|al)\.\.(?!\.)"), r"\1."),
    (re.compile(rf"[ {NBSP}]+(?=[,;:!?)\]](?:\s|$))"), ""),
    (re.compile(rf"[ {NBSP}]+(?=\.(?:\s|$))"), ""),
    (re.compile(rf"(?<=\()[ {NBSP}]+"), ""),
    (re.compile(rf"(?<=\d)[ {NBSP}]+(?=%)"), ""),
)


def tidy(text: str) -> str:
    """Return the text without doubled spaces, spaces before commas and the doubled dot after „r.”."""
    while True:
        cleaned = text
        for pattern, replacement in _TIDY:
            cleaned = pattern.sub(replacement, cleaned)
        if cleaned == text:
            return cleaned
        text = cleaned
