"""Approved forms that nothing in the case can use: left behind by a changed name, or misspelt in their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.case.checked import CheckedCase
from schematom_docs.case.validation import Finding
from schematom_docs.polish import inflect
from schematom_docs.polish.powiats import powiats

SECTION = "odmiany"
_REMEDY = "Hasło ma brzmieć jak nazwa w danych: popraw je albo usuń wpis."
_SURNAMES = ("nazwisko", "nazwiska")


def unused_word_forms(case: CheckedCase) -> Iterator[Finding]:
    """Yield a warning for each entry of `odmiany` whose heading is no name, family, powiat or text of the case.

    The heading may still stand in a template; the caller, who has the templates, knows.
    """
    texts = list(_texts(case.source.data))
    whole = "\n".join(texts).casefold()
    named = {heading: " ".join(heading.split()) for heading in case.case.word_forms}
    left = {
        heading: words
        for heading, words in named.items()
        if not re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", whole)
    }
    known = {*_composed(case.source.data), *_powiats(texts)} if left else set()
    for heading, words in left.items():
        if words not in known:
            yield Finding((SECTION, heading), "nic w sprawie nie używa tego wpisu.", _REMEDY, warning=True)


def _texts(data: object) -> Iterator[str]:
    """Yield every text of the data outside the entries of approved forms."""
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != SECTION:
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _composed(data: object) -> Iterator[str]:
    """Yield the names that papers put together: first name and surname, „Państwo Nowakowie”, „Rodzina”."""
    if isinstance(data, list):
        for value in data:
            yield from _composed(value)
    if not isinstance(data, dict):
        return
    first, second, surname = (str(data.get(key) or "").strip() for key in ("imie", "drugie_imie", "nazwisko"))
    yield from (f"{first} {surname}", " ".join(part for part in (first, second, surname) if part))
    for key in _SURNAMES:
        value = data.get(key)
        names = value if isinstance(value, list) else [value]
        for name in names:
            if isinstance(name, str) and any(letter.isalnum() for letter in name):
                yield inflect(name, "nom", kind="family").form
    if data.get("rodziny"):
        yield "Rodzina"
    for key, value in data.items():
        if key != SECTION:
            yield from _composed(value)


def _powiats(texts: list[str]) -> set[str]:
    """Return „powiat turecki” of each seat that the texts name as a whole."""
    return {f"powiat {powiats()[text]}" for text in texts if text in powiats()}
