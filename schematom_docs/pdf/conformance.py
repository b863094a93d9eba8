"""The gates a pack passes before release: PDF/A by the validator of pikepdf and qpdf, PDF/UA by what a machine can see.

The PDF/A gate is an allowlist: it approves only what it knows, so an approval can be trusted, a refusal may be a false
alarm (mostly in files made elsewhere). It knows no form fields, so it runs before signature fields are added.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Name, Pdf, pdfa

from schematom_docs.errors import ConversionError, Fault
from schematom_docs.pdf.content_check import content_faults
from schematom_docs.pdf.files import UNSOUND, open_pdf
from schematom_docs.pdf.metadata import pdfa_claim
from schematom_docs.pdf.structure_check import tree_faults

REMAKE = "Utwórz pakiet jeszcze raz; gdy wada wraca, zgłoś ją z tym komunikatem."
# What a clause of ISO 19005-2 and -3 is about, and what helps; the longest prefix speaks.
SUBJECTS = {
    "6.1": ("budowa pliku PDF", REMAKE),
    "6.2": ("grafika strony", "Zapisz plik źródłowy jako PDF/A albo dołącz jego skan."),
    "6.2.4": ("barwy bez wzorca", "Zapisz obraz w barwach RGB (sRGB) i dołącz jeszcze raz."),
    "6.2.8": ("obraz", "Zapisz obraz jako JPG albo PNG i dołącz jeszcze raz."),
    "6.2.10": ("przezroczystość", "Zapisz plik źródłowy jako PDF/A albo dołącz jego skan."),
    "6.2.11": ("krój pisma nie jest osadzony albo jest niepełny", "Zapisz plik źródłowy z osadzonymi krojami pisma."),
    "6.3": ("adnotacje", "Usuń z pliku notatki i pola albo dołącz jego skan."),
    "6.4": ("pola formularza", "Spłaszcz formularz (wydrukuj do PDF) i dołącz jeszcze raz."),
    "6.5": ("działania ukryte w pliku", "Wydrukuj plik do PDF i dołącz jeszcze raz."),
    "6.6": ("metadane", REMAKE),
    "6.8": ("pliki dołączone", "Dołącz plik ze wskazaniem jego rodzaju i związku z pakietem."),
}
_OBJECT = re.compile(r"obj (\d+) (\d+)")


def archival_faults(pdf: bytes) -> list[Fault]:
    """Return what keeps pdf from being PDF/A-2b or -3b, whichever it claims, [] when it is. Place: page and object.

    Every fault is a stop; „nieznana bramce” marks what the validator does not know rather than refuses.
    """
    try:
        document = open_pdf(pdf, name="pakiet")
    except ConversionError as error:
        return [Fault(error.place, error.reason, error.remedy)]
    with document:
        try:
            return list(_archival_faults(document, pdf))
        except UNSOUND:
            return [Fault("plik", "Budowa pliku jest uszkodzona", REMAKE)]


def _archival_faults(document: Pdf, pdf: bytes) -> Iterator[Fault]:
    yield from (Fault("plik", f"qpdf: {said}", REMAKE) for said in document.check_pdf_syntax())
    part = pdfa_claim(document)
    if part not in (2, 3):
        yield Fault("plik", "Plik nie deklaruje zgodności z PDF/A-2 ani PDF/A-3", REMAKE)
        return
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports the fixed dates of our fonts as odd
    report = pdfa.validate_written(io.BytesIO(pdf), f"{part}b")
    pages = _pages_of_objects(document) if report.findings else {}
    yield from (_fault(finding, f"PDF/A-{part}b", pages) for finding in report.findings)


def structure_faults(pdf: bytes) -> list[Fault]:
    """Return what PDF/UA asks of pdf and a machine can see missing: language, title, tags, alternative texts, header
    cells, order of headings, tab order. [] when all is there. Form fields for signatures may stand in the file."""
    try:
        document = open_pdf(pdf, name="pakiet")
    except ConversionError as error:
        return [Fault(error.place, error.reason, error.remedy)]
    with document:
        try:
            return [*_catalog_faults(document), *tree_faults(document), *content_faults(document)]
        except UNSOUND:
            return [Fault("plik", "Budowa pliku jest uszkodzona, znaczników nie da się odczytać", REMAKE)]


def _fault(finding: pdfa.Finding, label: str, pages: dict[tuple[int, int], int]) -> Fault:
    clause = finding.rule.partition(":")[2]
    known = [key for key in SUBJECTS if clause == key or clause.startswith((f"{key}.", f"{key}-"))]
    subject, remedy = SUBJECTS[max(known, key=len)] if known else ("rzecz nieznana bramce", REMAKE)
    found = _OBJECT.search(finding.where)
    page = pages.get((int(found[1]), int(found[2]))) if found else None
    place = f"strona {page}" if page else "plik"
    unknown = ", nieznana bramce" if finding.kind == "unsupported" else ""
    return Fault(place, f"Niezgodne z {label}: {subject}{unknown} [{finding.rule}; {finding.message}]", remedy)


def _pages_of_objects(document: Pdf) -> dict[tuple[int, int], int]:
    """Return the first page, from 1, that leads to each object."""
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(document.pages, 1):
        waiting: list[object] = [page.obj]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
                continue
            if node.is_indirect:
                if node.objgen in found:
                    continue
                found[node.objgen] = number
            if isinstance(node, pikepdf.Array):
                waiting += list(node)
            elif node.objgen == page.obj.objgen or node.get(Name.Type) != Name.Page:
                waiting += [node[key] for key in node.keys() if key not in ("/Parent", "/P", "/Dest", "/A")]  # noqa: SIM118
    return found


def _catalog_faults(document: Pdf) -> Iterator[Fault]:
    root = document.Root
    if not str(root.get(Name.Lang, "")).strip():
        yield Fault("plik", "Plik nie mówi, w jakim jest języku", "Ustaw język dokumentu (pl-PL) w szablonie.")
    if not str(document.docinfo.get(Name.Title, "")).strip():
        yield Fault("plik", "Plik nie ma tytułu", "Podaj tytuł pakietu.")
    preferences = root.get(Name.ViewerPreferences)
    shown = isinstance(preferences, pikepdf.Dictionary) and bool(preferences.get(Name.DisplayDocTitle, False))
    if not shown:
        yield Fault("plik", "Okno czytnika pokaże nazwę pliku zamiast tytułu (DisplayDocTitle)", REMAKE)
    for number, page in enumerate(document.pages, 1):
        if page.obj.get(Name.Tabs) != Name.S:
            yield Fault(f"strona {number}", "Klawisz Tab nie idzie za kolejnością treści (Tabs /S)", REMAKE)
