"""Paper copies of a pack: who keeps which, what belongs to each, and who signs what in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from schematom_docs.pack import Recipe, Share
from schematom_docs.records import Counterpart
from schematom_docs.workflow.binder import copies_of, signature_rows
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.pack_parties import Row, party_key, signings_of

PaperKey = tuple[str, str]
WHOLE = Share("")
SHEET: Sequence[Mapping[str, object]] = [
    {
        "numer": 1,
        "etykieta": "",
        "wiersze": [{"lp": 1, "strona_nazwa": "", "osoba": {}, "funkcja": "", "dokumenty": ""}],
    }
]
"""Shape of what the signature sheet sees."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One paper copy. share: what belongs to it; keeper: who keeps it, as papers know it, None = nobody named; leads:
    whether that is the leading institution; signed: papers that are signed in it."""

    counterpart: Counterpart
    share: Share
    keeper: Row | None
    leads: bool = False
    signed: frozenset[PaperKey] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Return whether the copy holds all papers of the pack."""
        return self.share == WHOLE


def copies_of_pack(papers: Sequence[Issued], recipe: Recipe, subject: str) -> list[Copy]:
    """Return the paper copies: as many as the paper with most has, one for each of its parties in order.

    Copies beyond the parties, and the copies of a paper with more parties than copies, stay with the leading
    institution. A paper made in fewer copies than the pack is signed in the copies of its own parties first, then of
    institutions: the leading one, then those that hold the whole. subject: key of whom the pack is about, "" = the
    whole case.
    """
    if not papers:
        return []
    main = max(papers, key=lambda paper: (copies_of(paper), len(_parties(paper))))
    parties, total = _parties(main), copies_of(main)
    keepers = parties if len(parties) <= total else []
    leader = main.context.get("lider")
    spare = leader if isinstance(leader, Mapping) else None
    copies = []
    for number in range(1, total + 1):
        keeper = keepers[number - 1] if number <= len(keepers) else spare
        name = _short(keeper, subject) if keeper else ""
        label = f"egz. {number}/{total} – {name}" if name else f"egz. {number}/{total}"
        counterpart = Counterpart(number, party_key(keeper) if keeper else "", label)
        leads = bool(keeper and spare and party_key(keeper) == party_key(spare))
        copies.append(Copy(counterpart, _share(recipe, keeper, main), keeper, leads))
    return _with_signing(papers, copies)


def sheet_rows(papers: Sequence[Issued], copies: Sequence[Copy], positions: Sequence[int]) -> list[dict[str, object]]:
    """Return the signature sheet: for each copy its label and rows of party, person and positions in the contents.

    positions: place of each of the papers in the contents, from 1.
    """
    sheet: list[dict[str, object]] = []
    for copy in copies:
        rows: list[dict[str, object]] = []
        for signing in signings_of(papers):
            signed = [positions[paper] for paper in signing.papers if _key(papers[paper]) in copy.signed]
            if signed:
                function = signing.person.get("funkcja") if signing.person else None
                rows.append(
                    {
                        "lp": len(rows) + 1,
                        "strona_nazwa": signing.slot.party,
                        "osoba": signing.person,
                        "funkcja": function,
                        "dokumenty": _named(signed, positions, papers),
                    }
                )
        sheet.append(
            {
                "numer": copy.counterpart.number,
                "etykieta": copy.counterpart.label.removeprefix("egz. "),
                "wiersze": rows,
            }
        )
    return sheet


def _with_signing(papers: Sequence[Issued], copies: Sequence[Copy]) -> list[Copy]:
    """Return copies that know which papers are signed in them, and by whom."""
    where = [_signed_in(paper, copies) for paper in papers]
    told = []
    for copy in copies:
        signed = {place for place, numbers in enumerate(where) if copy.counterpart.number in numbers}
        slots = tuple(each.slot.key for each in signings_of(papers) if signed.intersection(each.papers))
        counterpart = replace(copy.counterpart, slots=slots)
        told.append(replace(copy, counterpart=counterpart, signed=frozenset(_key(papers[place]) for place in signed)))
    return told


def _key(paper: Issued) -> PaperKey:
    return paper.document.type_id, paper.document.subject


def _named(signed: Sequence[int], positions: Sequence[int], papers: Sequence[Issued]) -> str:
    """Return the positions of papers in the contents, with the title of a single one."""
    if len(signed) > 1:
        return f"poz. {ranges(signed)}"
    return f"poz. {signed[0]}: {papers[positions.index(signed[0])].document.title}"


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers in order with runs of three or more shortened: „2, 4–7, 9, 10”."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _signed_in(paper: Issued, copies: Sequence[Copy]) -> set[int]:
    parties = {party_key(party) for party in _parties(paper)}

    def rank(copy: Copy) -> tuple[bool, bool, bool, bool]:
        own = copy.keeper is not None and party_key(copy.keeper) in parties
        return not own, not copy.leads, not _is_institution(copy.keeper), not copy.is_whole

    holders = [copy for copy in copies if copy.share.has(paper.document.type_id)]
    holders = sorted(holders or copies, key=rank)
    return {copy.counterpart.number for copy in holders[: copies_of(paper)]}


def _share(recipe: Recipe, keeper: Row | None, main: Issued) -> Share:
    """Return the share of a copy: that of its keeper's key, kind or place for a signature in the main paper."""
    if keeper is None:
        return WHOLE
    slots = [str(row.get("slot")) for row in signature_rows(main) if row.get("strona") is keeper]
    names = {str(keeper.get("klucz")), party_key(keeper), str(keeper.get("rodzaj")), *slots}
    return next((share for share in recipe.shares if share.party in names), WHOLE)


def _short(party: Row, subject: str) -> str:
    """Return a party in a word for the footer of every page, so without names of persons."""
    if party.get("encja") == "instytucja":
        return str(party.get("skrot") or party.get("nazwa") or "")
    if party.get("encja") == "rodzina":
        return "rodzina"
    if party.get("klucz") == subject:
        return "uczestniczka" if party.get("plec") == "k" else "uczestnik"
    return str(party.get("funkcja") or "osoba podpisująca")


def _is_institution(party: Row | None) -> bool:
    return party is not None and party.get("encja") == "instytucja"


def _parties(paper: Issued) -> list[Row]:
    document = paper.context.get("dokument")
    found = document.get("strony") if isinstance(document, Mapping) else None
    return [party for party in found if isinstance(party, Mapping)] if isinstance(found, list) else []
