"""Annexes that a paper lists, held against the parts of its pack: every text must be the same in both places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from schematom_docs.errors import Fault
from schematom_docs.pack.completeness import Entry, Place

ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class AnnexList:
    """Annexes that one paper prints. paper: its title; titles: without those that stand in the paper itself."""

    paper: str
    titles: tuple[str, ...]


def annex_faults(lists: Sequence[AnnexList], entries: Sequence[Entry]) -> list[Fault]:
    """Return faults between the annexes that papers list and the parts of their pack.

    Each title listed must be the title of a document or annex; each annex must be listed by one of the papers; annexes
    follow the order of the list.
    """
    parts = [entry for entry in entries if entry.place in (Place.DOCUMENT, Place.ANNEX)]
    titles = [_plain(entry.title) for entry in parts]
    annexes = list(dict.fromkeys(_plain(entry.title) for entry in parts if entry.place is Place.ANNEX))
    faults = [fault for listed in lists for fault in _absent(listed, titles, annexes)]
    wanted = {_plain(title) for listed in lists for title in listed.titles}
    # One that is told of as misspelt is not told of twice.
    stray = [title for title in annexes if title not in wanted and not any(f"„{title}”" in f.reason for f in faults)]
    faults += [_unlisted(listed.paper, title) for listed in lists[:1] for title in stray]
    return faults + [fault for listed in lists for fault in _disordered(listed, annexes)]


def _disordered(listed: AnnexList, annexes: Sequence[str]) -> Iterator[Fault]:
    wanted = [_plain(title) for title in listed.titles]
    bound = [title for title in annexes if title in wanted]
    if bound != [title for title in wanted if title in bound]:
        order = "; ".join(f"„{title}”" for title in wanted if title in bound)
        reason = "Załączniki stoją w pakiecie w innej kolejności niż w wykazie."
        remedy = f"Zmień „kolejnosc” w przepisie albo wykaz; kolejność wykazu: {order}."
        yield Fault(listed.paper, reason, remedy)


def _absent(listed: AnnexList, titles: Sequence[str], annexes: Sequence[str]) -> Iterator[Fault]:
    taken = {_plain(text) for text in listed.titles}
    free = [title for title in titles if title not in taken]
    for text in listed.titles:
        if _plain(text) in titles:
            continue
        near = get_close_matches(_plain(text), [title for title in free if title in annexes] or free, 1, ALIKE)
        if near:
            reason = f"Dokument wymienia załącznik „{text}”, a część pakietu nazywa się „{near[0]}”."
            yield Fault(listed.paper, reason, "Ujednolić tytuły: w wykazie załączników i w formularzu tej części.")
        else:
            reason = f"Dokument wymienia załącznik „{text}”, którego w pakiecie nie ma."
            yield Fault(listed.paper, reason, "Dołącz tę część albo usuń ją z wykazu załączników.")


def _unlisted(paper: str, title: str) -> Fault:
    reason = f"W pakiecie jest załącznik „{title}”, którego wykaz w dokumencie nie wymienia."
    return Fault(paper, reason, "Dopisz go do wykazu załączników albo usuń „zalacznik: tak” ze składnika.")


def _plain(text: str) -> str:
    """Return text with ordinary single spaces."""
    return " ".join(text.split())
