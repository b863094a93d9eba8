"""Numbers of the documents in a pack to be released: typed in the case, held since an earlier release, or next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case import CheckedCase, NumberedPaper, Series, numbered_papers, series_of, with_numbers
from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.records import WITHDRAWN, Expected, PackVersion, StoredPart
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.relations import related_papers

PaperKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PartNumber:
    """Number of one document. number: as printed; series, position: where it belongs, position 0 for a typed one of
    another shape; typed: written in the case by hand."""

    number: str
    series: str
    position: int
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack needs to be numbered. known: numbers its documents have already, by (type, subject); lacking: series
    of documents that are to get the next number, in order of binding; held: numbers that papers of the case were given
    before; typed: numbers of the same series that the case holds by hand for papers outside the pack."""

    case: CheckedCase
    known: Mapping[PaperKey, PartNumber] = field(default_factory=dict)
    lacking: Sequence[tuple[NumberedPaper, Series]] = ()
    held: Sequence[tuple[NumberedPaper, str]] = ()
    typed: tuple[StoredPart, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """Return the series that a next number is wanted of, each once."""
        return tuple(dict.fromkeys(series.key for _, series in self.lacking))

    def numbered(self, expected: Expected) -> tuple[CheckedCase, dict[PaperKey, PartNumber]]:
        """Return (the case with every number in its place, numbers of the documents of the pack)."""
        numbers = dict(self.known)
        places = {paper.path: number for paper, number in self.held}
        following = {series: max(first, self._after(series)) for series, first in expected.numbers.items()}
        for paper, series in self.lacking:
            position = following[series.key]
            following[series.key] = position + 1
            given = PartNumber(series.printed(position), series.key, position)
            numbers[paper.type_id, paper.subject] = given
            places[paper.path] = given.number
        return with_numbers(self.case, places), numbers

    def _after(self, series: str) -> int:
        """Return the place after every number of a series that is typed in the case."""
        inside = (number.position for number in self.known.values() if number.series == series)
        outside = (part.position for part in self.typed if part.series == series)
        return max([*inside, *outside], default=0) + 1


def wanted_numbers(
    desk: Desk, case: CheckedCase, recipe_id: str, subject: str, released: Iterable[PackVersion]
) -> Wanted:
    """Return the numbers that the pack of subject needs. released: all versions of the registry.

    Raises NotReleasableError for a typed number that another paper has, or that differs from the one given before.
    """
    holders = _Holders(case.case.pilot, released)
    inside = dict.fromkeys(related_papers(desk, case, desk.recipe(recipe_id), subject))
    papers = {(paper.type_id, paper.subject): paper for paper in numbered_papers(case, desk.forms)}
    ordered = [papers[key] for key in inside if key in papers]
    known: dict[PaperKey, PartNumber] = {}
    lacking: list[tuple[NumberedPaper, Series]] = []
    faults: list[Fault] = []
    for paper in ordered:
        series = series_of(case, desk.form(paper.type_id), paper.subject, desk.reference)
        number = holders.number_of(paper, series)
        if number is None:
            lacking.append((paper, series))
        else:
            known[paper.type_id, paper.subject] = number
            faults += holders.conflicts(paper, number)
    if faults:
        raise NotReleasableError("numerów dokumentów nie można nadać", place=case.source.file, faults=faults)
    held = holders.given(papers.values())
    wanted = {series.key for _, series in lacking}
    outside = [paper for key, paper in papers.items() if key not in inside and paper.typed]
    typed = tuple(part for paper in outside if wanted if (part := _typed_part(desk, case, paper)).series in wanted)
    return Wanted(case, known, lacking, held, typed)


def with_given_numbers(desk: Desk, case: CheckedCase, released: Iterable[PackVersion]) -> CheckedCase:
    """Return the case with the numbers that its papers were given at earlier releases. released: all versions."""
    papers = numbered_papers(case, desk.forms)
    given = _Holders(case.case.pilot, released).given(papers)
    return with_numbers(case, {paper.path: number for paper, number in given})


def _typed_part(desk: Desk, case: CheckedCase, paper: NumberedPaper) -> StoredPart:
    series = series_of(case, desk.form(paper.type_id), paper.subject, desk.reference)
    line, position = series.read(paper.typed)
    return StoredPart(0, paper.type_id, paper.subject, "", 0, paper.typed, line, position, typed=True)


class _Holders:
    """Who holds which number of a case, as its released packs tell. A number given to a withdrawn pack stays void."""

    def __init__(self, pilot: str, released: Iterable[PackVersion]) -> None:
        self._parts: dict[PaperKey, StoredPart] = {}
        self._takers: dict[tuple[str, str], tuple[PaperKey, str]] = {}
        for version in released:
            if version.key.pilot == pilot:
                for part in version.parts:
                    self._take(part, version)

    def _take(self, part: StoredPart, version: PackVersion) -> None:
        if part.number and part.series:
            key = (part.type_id, part.subject)
            self._takers.setdefault((part.series, part.number), (key, version.label))
            if version.state != WITHDRAWN or part.typed:
                self._parts[key] = part

    def by_paper(self, key: PaperKey) -> StoredPart | None:
        """Return the part that tells the number of a paper, None when it was never released."""
        return self._parts.get(key)

    def given(self, papers: Iterable[NumberedPaper]) -> list[tuple[NumberedPaper, str]]:
        """Return papers that have no number in the case, with the numbers they were given."""
        bare = (paper for paper in papers if not paper.typed)
        return [(paper, part.number) for paper in bare if (part := self.by_paper((paper.type_id, paper.subject)))]

    def number_of(self, paper: NumberedPaper, series: Series) -> PartNumber | None:
        """Return the number of a paper: typed, else held, None when it is to get the next one."""
        part = self.by_paper((paper.type_id, paper.subject))
        if not paper.typed:
            return None if part is None else PartNumber(part.number, part.series, part.position)
        if part is not None and part.number == paper.typed:
            return PartNumber(part.number, part.series, part.position, typed=part.typed)
        line, position = series.read(paper.typed)
        return PartNumber(paper.typed, line, position, typed=True)

    def conflicts(self, paper: NumberedPaper, number: PartNumber) -> Iterable[Fault]:
        """Yield why a paper may not bear a number."""
        own = (paper.type_id, paper.subject)
        name = _named(own)
        part = self.by_paper(own)
        if part is not None and part.number != number.number:
            reason = f"dokument ma już numer „{part.number}”, a w danych sprawy wpisano „{number.number}”."
            yield Fault(name, reason, "Przywróć w danych numer nadany; nowy numer dostaje tylko nowy dokument.")
            return
        taker, label = self._takers.get((number.series, number.number), (own, ""))
        if taker != own:
            reason = f"numer „{number.number}” ma już {_named(taker)} (pakiet {label})."
            yield Fault(name, reason, "Wpisz inny numer albo usuń go z danych – program nada następny.")


def _named(key: PaperKey) -> str:
    return f"{key[0]} ({key[1]})" if key[1] else key[0]
