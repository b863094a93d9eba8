"""Proofreading of files, and of the papers a case has just issued, with an eye on names of other families."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from schematom_docs.case import CheckedCase
from schematom_docs.case.source import raw_at
from schematom_docs.document.plaintext import paragraph_texts
from schematom_docs.errors import Fault, NotReleasableError, UsageError
from schematom_docs.pdf.text import page_texts
from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.polish.proofreading import Finding, Passage, proofread, text_passages
from schematom_docs.polish.proofreading.text_file import page_passages
from schematom_docs.values import Document
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.relations import records

NO_NAMES: Mapping[str, str] = {}
STRANGER = "obce-nazwisko"
_PESEL = re.compile(r"\b\d{9}(?=\d{2}\b)")
_CAPITAL = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+")


def proofread_file(path: Path, strangers: Mapping[str, str] = NO_NAMES) -> list[Finding]:
    """Return the faults of a DOCX, PDF or text file; PESEL numbers in the sentences are masked.

    strangers: forms of surnames that must not stand in the paper → their family.
    Raises UsageError for a file of another kind or without text, TemplateError and ConversionError for broken files.
    """
    passages = _passages(path)
    if not passages:
        raise UsageError(
            "w pliku nie ma tekstu", place=path.name, remedy="Skan trzeba najpierw rozpoznać (OCR) albo podać DOCX."
        )
    return [_masked(finding) for finding in proofread(passages, strangers)]


def _passages(path: Path) -> list[Passage]:
    data = _bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return docx_passages(data)
    if suffix == ".pdf":
        return page_passages(page_texts(data, name=path.name))
    if suffix in (".txt", ".md", ""):
        return text_passages(_decoded(data))
    raise UsageError(
        f"nie umiem czytać plików „{suffix}”", place=path.name, remedy="Podaj plik DOCX, PDF albo tekst (.txt, .md)."
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("nie da się odczytać pliku", place=path.name, remedy="Sprawdź ścieżkę i nazwę.") from error


def _decoded(data: bytes) -> str:
    """Return text in UTF-8 or, as older Windows programs write it, in code page 1250."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1250", errors="replace")


def docx_passages(data: bytes) -> list[Passage]:
    """Return the paragraphs of a Word file."""
    passages: list[Passage] = []
    lead = ""
    for place, text in paragraph_texts(data):
        passages.append(Passage(place, text, lead, typeset=True))
        lead = text if text.endswith(":") else lead if text.endswith((",", ";")) else ""
    return passages


def _masked(finding: Finding) -> Finding:
    """Return the finding with every PESEL shown as *********65."""
    texts = {name: hidden(getattr(finding, name)) for name in ("sentence", "wrong", "right", "remedy")}
    return replace(finding, **texts)


def hidden(text: str) -> str:
    """Return the text with the front digits of every PESEL masked: they tell the day of birth."""
    return _PESEL.sub("*" * 9, text)


@dataclass(slots=True)
class Inspection:
    """The gate that papers pass on their way out: it collects them, and refuses uncertain forms in final papers."""

    desk: Desk
    case: CheckedCase
    final: bool = False
    documents: dict[str, Document] = field(default_factory=dict)

    def __call__(self, documents: Iterable[Document]) -> None:
        """Take papers in. Raises NotReleasableError listing the forms nobody has approved, when they are final."""
        taken = list(documents)
        self.documents.update({document.name: document for document in taken})
        if self.final:
            require_approved(taken)

    def faults(self) -> list[Fault]:
        """Return the language faults of all papers as warnings, without the names of people."""
        return [fault for document in self.documents.values() for fault in self._faults(document)]

    def _faults(self, document: Document) -> Iterator[Fault]:
        strangers = strangers_of(self.case, paper_family(self.desk, self.case, document.type_id, document.subject))
        for finding in proofread(docx_passages(document.docx), strangers):
            shown = "" if finding.rule == STRANGER else f": „{hidden(finding.wrong)}”"
            place = f"{document.name}, {finding.place}"
            yield Fault(place, f"{finding.reason}{shown}.", hidden(finding.remedy), warning=True)


def require_approved(documents: Sequence[Document]) -> None:
    """Raise NotReleasableError listing every form of the papers that is uncertain and not approved."""
    faults = [
        Fault(document.name, f"forma niezatwierdzona: {form}") for document in documents for form in document.uncertain
    ]
    if faults:
        raise NotReleasableError(
            "pisma nie można wydać: zawiera formy, których nikt nie zatwierdził",
            remedy="Sprawdź je poleceniem „names” i zatwierdź („names --approve”).",
            faults=list(dict.fromkeys(faults)),
        )


def paper_family(desk: Desk, case: CheckedCase, type_id: str, subject: str) -> str:
    """Return the key of the one family a paper is about, "" when it is about none or several."""
    form = desk.forms.get(type_id)
    if form is None or form.subject is None or not subject:
        return ""
    if form.subject.collection == "rodziny":
        return subject
    record = records(case, form.subject.collection).get(subject) or {}
    key = str(record.get("rodzina") or "").removeprefix("rodziny.")
    return key if key in records(case, "rodziny") else ""


def strangers_of(case: CheckedCase, family: str) -> dict[str, str]:
    """Return every form of the surnames of the other families of a case → their key; {} when no family is given.

    Names that other people, places and institutions of the case bear too are left out.
    """
    families = records(case, "rodziny")
    if family not in families:
        return {}
    known = set(_CAPITAL.findall(_all_text(families[family])))
    known |= {word for key, value in _top(case) if key != "rodziny" for word in _CAPITAL.findall(_all_text(value))}
    found: dict[str, str] = {}
    for key, other in families.items():
        if key != family:
            for surname, first, gender in _bearers(other):
                found.update(dict.fromkeys(_surname_forms(surname, first, gender), key))
    return {form: key for form, key in found.items() if form not in known}


def _top(case: CheckedCase) -> list[tuple[str, object]]:
    data = raw_at(case.source.data, ())
    return [(str(key), value) for key, value in data.items()] if isinstance(data, dict) else []


def _all_text(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_all_text(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(_all_text(item) for item in value)
    return str(value or "")


def _bearers(family: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield (surname, first name, gender) of the members of a family."""
    members = family.get("czlonkowie")
    for member in members.values() if isinstance(members, dict) else ():
        if isinstance(member, dict) and member.get("nazwisko"):
            gender = "m" if member.get("plec") == "m" else "f"
            yield str(member["nazwisko"]), str(member.get("imie") or ""), gender


def _surname_forms(surname: str, first: str, gender: str) -> Iterator[str]:
    for case in CASES[:6]:
        yield inflect(f"{first} {surname}".strip(), case, kind="person", gender=gender).form.split(" ")[-1]
        yield inflect(surname, case, kind="family").form.split(" ")[-1]
