"""Powiats by their seats: „powiat buski” for Busko-Zdrój. Source: the regulation of the Council of Ministers of
7 August 1998 on the creation of powiats (Dz.U. Nr 103 poz. 652) with its later changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def powiats() -> Mapping[str, str]:
    """Return the adjective of each powiat by its seat; a town with powiat rights alone has none."""
    text = resources.files("schematom_docs.polish").joinpath("data/powiats.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


def powiat_of(seat: str) -> str:
    """Return „powiat buski” for „Busko-Zdrój”. Raises ValueError for a town that is no seat of a powiat."""
    adjective = powiats().get(" ".join(seat.split()))
    if adjective is None:
        raise ValueError(f"„{seat}” nie jest siedzibą powiatu; podaj nazwę powiatu wprost („powiat turecki”).")
    return f"powiat {adjective}"
