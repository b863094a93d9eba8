"""Page numbers of a pack: where each part begins, and a contents page that counts itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schematom_docs.errors import ConversionError
from schematom_docs.pack.completeness import Entry

MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents page. number: from 1; first_page: place of its first page in the pack, from 1;
    pages: how many it has; annex: it is a załącznik."""

    number: int
    title: str
    first_page: int
    pages: int
    annex: bool = False

    @property
    def last_page(self) -> int:
        """Return the place of its last page in the pack."""
        return self.first_page + self.pages - 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One part that the contents page lists. pages: its page count, ≥ 1."""

    title: str
    pages: int
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """Settled contents. rows: as to be printed; pages: length of the contents itself; total: pages of the pack."""

    rows: tuple[Row, ...]
    pages: int
    total: int


def count_rows(parts: Sequence[Listed], *, pages_before: int) -> tuple[Row, ...]:
    """Return a row for each part when pages_before pages (cover, contents) stand before the first."""
    rows: list[Row] = []
    first = pages_before + 1
    for number, part in enumerate(parts, 1):
        rows.append(Row(number, part.title, first, part.pages, part.annex))
        first += part.pages
    return tuple(rows)


def settle_contents(
    parts: Sequence[Listed], render: Callable[[Contents], int], *, pages_before: int = 0, guess: int = 1
) -> Contents:
    """Return contents whose rows are true for the length that the contents page has when it prints those rows.

    pages_before: pages before the contents (the cover); render: lays the contents page out and returns its page count;
    guess: its expected length. The last call of render is the one to print. Raises ConversionError when the length
    never settles.
    """
    pages = guess
    for _ in range(MOST_ROUNDS):
        rows = count_rows(parts, pages_before=pages_before + pages)
        total = pages_before + pages + sum(part.pages for part in parts)
        contents = Contents(rows, pages, total)
        rendered = render(contents)
        if rendered == pages:
            return contents
        pages = rendered
    raise ConversionError(
        f"Spis dokumentów za każdym razem ma inną liczbę stron (ostatnio {pages}).",
        place="spis dokumentów",
        remedy="Uprość szablon spisu dokumentów, np. skróć tytuły albo zmniejsz odstępy.",
    )


def unnumbered_pages(entries: Sequence[Entry], pages: Sequence[int]) -> frozenset[int]:
    """Return pages of the pack, from 1, that carry no stamped number. pages: page count of each entry, in order."""
    found: set[int] = set()
    first = 1
    for entry, count in zip(entries, pages, strict=True):
        if not entry.numbered:
            found.update(range(first, first + count))
        first += count
    return frozenset(found)
