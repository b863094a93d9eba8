"""Amounts of money: grouping of thousands, words that say another amount than the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from schematom_docs.polish.money import LIMIT, grouped, money_words
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, by_pattern

_DOTTED = r"\b(\d{1,3}(?:\.\d{3})+)(,\d{2})?(?= ?(?:zł|PLN|EUR|euro)\b)"
_IN_WORDS = re.compile(
    r"(?P<zl>\d[\d .]*)(?:,(?P<gr>\d{2}))? ?zł(?:otych|ote|oty)?,? ?"
    r"(?:\(?słownie:? |\((?=[^()\d]{3,150} (?:zł\b|złot[eya]|złotych)))"
    r"(?P<words>[^()\d]{3,200}?(?:\d\d/100)?) ?(?=[).,;]|$)",
    re.IGNORECASE,
)


def _dotted(match: re.Match[str]) -> str:
    return grouped(Decimal(match[1].replace(".", ""))) + (match[2] or "")


def _accepted(value: Decimal) -> list[str]:
    """Return the amount in words in every convention an office uses, the preferred one first."""
    fraction = [money_words(value, "ulamek", spell_one=spell) for spell in (True, False)]
    spoken = [money_words(value, "slowa", spell_one=spell) for spell in (True, False)]
    glued = [text.replace(" zł", " i zł") for text in spoken]
    whole = [text.rsplit(" ", 1)[0] for text in fraction] if value == value.to_integral_value() else []
    return [*fraction, *spoken, *whole, *glued]


def _plain(words: str) -> str:
    text = words.casefold().replace(",", " ").replace(" i ", " ").replace("groszy", "gr").replace("zł.", "złotych")
    return " ".join(text.split()).removesuffix(".").replace("złotych polskich", "złotych")


def _differs(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _IN_WORDS.finditer(passage.text):
        figures = re.sub(r"[ .]", "", match["zl"]) + "." + (match["gr"] or "00")
        value = Decimal(figures)
        if value >= LIMIT:
            continue
        accepted = _accepted(value)
        if _plain(match["words"]) not in {_plain(words) for words in accepted}:
            yield Correction(match.start("words"), match.end("words"), accepted[0])


RULES = (
    Rule(
        "kwota-zapis",
        "Zapis kwoty",
        "tysiące w kwocie oddziela spacja, a nie kropka",
        by_pattern(_DOTTED, _dotted),
    ),
    Rule("kwota-slownie", "Kwota słownie", "kwota słownie nie zgadza się z kwotą cyframi", _differs),
)
