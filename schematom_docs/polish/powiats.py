"""Powiats by their seats: „powiat buski” for Busko-Zdrój. Source: the regulation of the Council of Ministers of
7 August 1998 on the creation of powiats (Dz.U. Nr 103 poz. 652) with its later changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def powiats() -> Mapping[str, str]:
    """Return the adjective of each powiat by its seat; a town with powiat rights alone has none."""
    text = resources.files("schematom_docs.polish").joinpath("data/powiats.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


# Seat whose powiat bore another name before; papers of those years need that one (jeleniogórski until 2020).
RENAMED = frozenset({"Jelenia Góra"})
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


def is_named_after_seat(seat: str, adjective: str) -> bool:
    """Return whether an adjective comes from a word of the seat: „pilski” of Piła, but not „tatrzański”."""
    starts = {word.translate(_PLAIN)[:2] for word in re.split("[ -]", seat.lower())}
    return seat not in RENAMED and any(word.translate(_PLAIN)[:2] in starts for word in re.split("[ -]", adjective))


def named_by_seat(words: list[str]) -> str | None:
    """Return „Powiat Buski” of „Powiat Busko-Zdrój”, „Starosta Powiatu Buskiego” of „… Powiatu Busko-Zdrój”, else None.

    A seat alone names the powiat wrongly; the adjective takes the capital of the word „Powiat”.
    """
    units = {"powiat": ("i", "i"), "powiatu": ("i", "iego")}
    at = next((index for index, word in enumerate(words) if word.lower() in units), None)
    if at is None or len(words) == at + 1:
        return None
    adjective = powiats().get(" ".join(words[at + 1 :]))
    if adjective is None:
        return None
    last, ending = units[words[at].lower()]
    parts = [part.removesuffix(last) + ending for part in adjective.split()]
    named = [part[:1].upper() + part[1:] for part in parts] if words[at][0].isupper() else parts
    return " ".join([*words[: at + 1], *named])


def powiat_of(seat: str) -> str:
    """Return „powiat buski” for „Busko-Zdrój”. Raises ValueError for a town that is no seat of a powiat."""
    adjective = powiats().get(" ".join(seat.split()))
    if adjective is None:
        raise ValueError(f"„{seat}” nie jest siedzibą powiatu; podaj nazwę powiatu wprost („powiat turecki”).")
    return f"powiat {adjective}"
