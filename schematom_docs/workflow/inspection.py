"""Inspection of issued papers on their way out: language, leftover names, forms nobody has approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case import CheckedCase
from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.polish.proofreading import Finding, proofread, silent_rules
from schematom_docs.values import Document
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.proofreading import STRANGER, docx_passages, masked
from schematom_docs.workflow.strangers import Neighbours, paper_family, strangers_of


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What the proofreader found in one paper. findings: in the order of the text, people's data masked."""

    name: str
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Inspection:
    """The gate that papers pass on their way out: it collects them, and refuses uncertain forms in final papers."""

    desk: Desk
    case: CheckedCase
    final: bool = False
    neighbours: Neighbours = field(default_factory=Neighbours)
    documents: dict[str, Document] = field(default_factory=dict)
    _strangers: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, documents: Iterable[Document]) -> None:
        """Take papers in. Raises NotReleasableError for blanks and forms nobody has approved, when they are final."""
        taken = list(documents)
        self.documents.update({document.name: document for document in taken})
        if self.final:
            require_approved(taken)

    def readings(self) -> list[PaperReading]:
        """Return the papers in which something was found, each with its findings."""
        elsewhere = self.neighbours.strangers(self.case) if self.documents else {}
        return [
            reading for document in self.documents.values() if (reading := self._read(document, elsewhere)).findings
        ]

    def notices(self) -> list[Fault]:
        """Return what could not be checked: rules without their dictionary, cases of the workspace that are broken."""
        return [*unchecked_rules(), *self.neighbours.unread]

    def faults(self) -> list[Fault]:
        """Return the findings in all papers as warnings: paper and place, rule, reason, remedy."""
        return [
            Fault(f"{reading.name}, {one.place}", f"[{one.rule}] {one.reason}{_quoted(one)}.", one.remedy, warning=True)
            for reading in self.readings()
            for one in reading.findings
        ]

    def _read(self, document: Document, elsewhere: Mapping[str, str]) -> PaperReading:
        family = paper_family(self.desk, self.case, document.type_id, document.subject)
        if family not in self._strangers:
            self._strangers[family] = {**elsewhere, **strangers_of(self.case, family)}
        strangers = self._strangers[family]
        found = proofread(docx_passages(document.docx), strangers)
        return PaperReading(document.name, tuple(masked(found)))


def _quoted(finding: Finding) -> str:
    return "" if finding.rule == STRANGER else f": „{finding.wrong}”"


def unchecked_rules() -> list[Fault]:
    """Return a warning that names the rules that do not work without the dictionary; [] where it is installed."""
    silent = silent_rules()
    if not silent:
        return []
    reason = f"nie ma słownika morfeusz2, więc nie działają reguły ({len(silent)}): {', '.join(r.id for r in silent)}"
    return [Fault("korekta", reason, "Zainstaluj pakiet morfeusz2 i sprawdź pisma jeszcze raz.", warning=True)]


def require_approved(documents: Sequence[Document]) -> None:
    """Raise NotReleasableError listing every blank line of the papers, or every form nobody has approved."""
    blank = [
        Fault(document.name, f"pusta linia w miejscu danych: {name}")
        for document in documents
        for name in document.blanks
    ]
    if blank:
        raise NotReleasableError(
            "pisma nie można wydać: ma puste linie do wypełnienia",
            remedy="Uzupełnij dane albo wydrukuj szkic bez „--final”; numer nadaje wydanie pakietu („release”).",
            faults=list(dict.fromkeys(blank)),
        )
    faults = [
        Fault(document.name, f"forma niezatwierdzona: {form}") for document in documents for form in document.uncertain
    ]
    if faults:
        raise NotReleasableError(
            "pisma nie można wydać: zawiera formy, których nikt nie zatwierdził",
            remedy="Sprawdź je poleceniem „names” i zatwierdź („names --approve”).",
            faults=list(dict.fromkeys(faults)),
        )
