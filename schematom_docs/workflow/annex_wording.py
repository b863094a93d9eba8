"""Amendments in words, by the Polish technique of drafting: „w § 3 po ust. 4 dodaje się ust. 5 w brzmieniu:”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schematom_docs.document.amending import ADDED, AFTER, ENDING, LEAD, REPEALED, TABLE, Amendment, Path
from schematom_docs.document.provisions import UNITS, Provision

NBSP: Final = "\u00a0"
_SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    ".": ("kropkę", "kropką"),
    ";": ("średnik", "średnikiem"),
    ",": ("przecinek", "przecinkiem"),
}
_LABELS: Final = ("§" + NBSP + "{}.", "{}.", "{})", "{})", "–")


@dataclass(frozen=True, slots=True)
class Change:
    """One change as an aneks tells it. address: „§ 9 ust. 2”; order: what is done, without the new wording; before,
    after: wordings, a line for each paragraph, "" for none; blocks: of the new paper that go into an attachment."""

    address: str
    order: str
    before: str = ""
    after: str = ""
    blocks: tuple[int, ...] = ()


def worded(change: Amendment, sections: Mapping[str, Provision], attachment: int) -> Change:
    """Return an amendment in words. sections: the § of the new paper by number; attachment: number of the next one."""
    path = tuple(step for step in change.path if step[1])
    if not change.path[-1][1] and path:  # an ustęp that is alone in its § has no number: the § is told anew
        whole = sections.get(path[0][1])
        order = f"{_inside(path[:-1], _name(path[-1]))} otrzymuje brzmienie:"
        return Change(_address(path), order, wording(change.old), wording(whole or change.new))
    order, before, after = _order(change, path, attachment)
    table = change.new.blocks if change.part == TABLE and change.new is not None else ()
    return Change(_address(path), order, before, after, table)


def _order(change: Amendment, path: Path, attachment: int) -> tuple[str, str, str]:
    """Return what is done, the old and the new wording."""
    own, above = _name(path[-1]), path[:-1]
    old, new = change.old, change.new
    if change.kind == REPEALED:
        return f"{_into(above)}uchyla się {own}", wording(old), ""
    if change.kind == ADDED:
        place = f"po {_name((path[-1][0], change.behind))} " if change.behind else "na początku "
        return f"{_into(above)}{place}dodaje się {own} w brzmieniu:", "", wording(new)
    if change.part == ENDING and old is not None and new is not None:
        gone, come = _SIGNS[old.text[-1]][0], _SIGNS[new.text[-1]][1]
        return f"{_into(path)}{gone} na końcu zastępuje się {come}", "", ""
    if change.part == TABLE:
        return f"{_into(path)}tabela otrzymuje brzmienie określone w załączniku nr{NBSP}{attachment} do aneksu", "", ""
    if change.part == LEAD and old is not None and new is not None:
        what = f"tytuł {own}" if len(path) == 1 else f"{_into(path)}wprowadzenie do wyliczenia"
        return f"{what} otrzymuje brzmienie:", old.text, new.text
    if change.part == AFTER and old is not None and new is not None:
        return f"{_into(path)}część wspólna otrzymuje brzmienie:", "\n".join(old.after), "\n".join(new.after)
    return f"{_inside(above, own)} otrzymuje brzmienie:", wording(old), wording(new)


def _name(step: tuple[int, str]) -> str:
    """Return „ust. 2”: the abbreviations serve in every case."""
    return f"{UNITS[step[0]]}{NBSP}{step[1]}"


def _address(path: Path) -> str:
    return " ".join(_name(step) for step in path)


def _into(path: Path) -> str:
    """Return „w § 3 w ust. 2 ”, "" for nothing."""
    return "".join(f"w{NBSP}{_name(step)} " for step in path)


def _inside(above: Path, own: str) -> str:
    """Return „w § 3 ust. 2”, „w § 3 w ust. 2 pkt 1”, „§ 3”."""
    return f"{_into(above)}{own}" if above else own


def wording(provision: Provision | None) -> str:
    """Return a provision as it is quoted, a line for each paragraph, with the numbers it bears."""
    return "\n".join(_lines(provision)) if provision is not None else ""


def label_of(provision: Provision) -> str:
    """Return the number of a provision as it is printed: „§ 5.”, „2.”, „3)”, „a)”, „–”, "" for none."""
    return _LABELS[provision.depth].format(provision.number) if provision.number else ""


def _lines(provision: Provision) -> Sequence[str]:
    rows = [" – ".join(cell for cell in row if cell) for table in provision.tables for row in table]
    children = [line for child in provision.children for line in _lines(child)]
    return [f"{label_of(provision)} {provision.text}".strip(), *provision.more, *rows, *children, *provision.after]
