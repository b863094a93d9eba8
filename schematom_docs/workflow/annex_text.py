"""Texts beside an aneks: its answers as YAML, new wordings under a heading of their own, the consolidated text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import yaml

from schematom_docs.document.provisions import Provision
from schematom_docs.document.starter import Line, Table, starter
from schematom_docs.workflow.annex import ANNEX, Proposal
from schematom_docs.workflow.annex_wording import label_of

_STYLES: Final = (
    "Tytuł paragrafu",
    "Ustęp bez numeru",
    "Ciąg dalszy ustępu",
    "Ciąg dalszy ustępu",
    "Ciąg dalszy ustępu",
)
_TABLE: Final = "Tabela z liniami"
_NOTE: Final = (
    "Tekst ujednolicony ma charakter informacyjny: wiążą dokument, który zmieniono, i jego aneksy. "
    "Przepis oznaczony „(uchylony)” został uchylony; pozostałe zachowują swoje numery."
)


def answers_yaml(proposal: Proposal) -> str:
    """Return the answers of the aneks as they are put into the case file, with what is still to be answered."""
    data = {"dokumenty": {ANNEX: {"dla": {proposal.key: dict(proposal.answers)}}}}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=118, default_flow_style=False)
    return (
        f"# Propozycja aneksu: {proposal.title}\n"
        "# Wpisz ją do pliku sprawy, sprawdź datę i pozostałe odpowiedzi, potem użyj „schematom generate aneks”.\n"
        + text
    )


def consolidated(proposal: Proposal) -> bytes:
    """Return the paper after the aneks as one Word file, with the numbers it then has; marked as informative."""
    blocks: list[Line | Table] = [
        Line("Title", "Tekst ujednolicony"),
        Line("Subtitle", proposal.title),
        Line("Tekst", _NOTE),
    ]
    for section in proposal.sections:
        blocks += _section(section)
    return starter(proposal.like, blocks, headers=False)


def _section(section: Provision) -> list[Line | Table]:
    blocks: list[Line | Table] = []
    for item in _in_order(section):
        style = _STYLES[item.depth]
        blocks.append(Line(style, f"{label_of(item)} {item.text}".strip()))
        blocks += [Line(style, text) for text in item.more]
        for table in item.tables:
            blocks += _table(table)
    return blocks


def _in_order(provision: Provision) -> Sequence[Provision]:
    """Return a provision and all below it; words after points come as a provision of their own."""
    found = [provision]
    for child in provision.children:
        found += _in_order(child)
    found += [Provision(2, "", text) for text in provision.after]
    return found


def _table(table: Sequence[Sequence[str]]) -> list[Line | Table]:
    """Return a table, or lines of it when its rows have cells joined."""
    if len({len(row) for row in table}) == 1:
        rows = tuple(tuple((Line("Komórka", cell),) for cell in row) for row in table)
        return [Table(_TABLE, rows), Line("Tekst bez odstępu", "")]
    return [Line("Ciąg dalszy ustępu", " – ".join(filter(None, row))) for row in table]


def summary(proposal: Proposal) -> Mapping[str, object]:
    """Return the proposal as JSON-ready values."""
    return {
        "dokument": proposal.title,
        "klucz": proposal.key,
        "zmiany": [
            {"przepis": one.address, "polecenie": one.order, "bylo": one.before, "jest": one.after}
            for one in proposal.changes
        ],
        "poza_aneksem": [{"miejsce": one.place, "powod": one.reason} for one in proposal.outside],
        "odpowiedzi": dict(proposal.answers) if proposal.changes else {},
    }
