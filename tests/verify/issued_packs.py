"""Packs issued as a release issues them, but small and without LibreOffice: tagged, PDF/A-3b, coded, sealed."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import pikepdf
from pikepdf import Name, pdfa

from schematom_docs.fields import Answers, FormField
from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.seal import seal
from schematom_docs.signing.page_codes import page_digest, payload, qr_modules

TITLES = ("Porozumienie", "Harmonogram działań", "Dyplom")
BARE_PAGE = 3  # the diploma carries no code
ENCLOSED = {"budzet.csv": "lp;kwota\n1;100,00 zł\n".encode() * 50, "zgoda.txt": "Zażółć gęślą jaźń.\n".encode()}
Manifest = dict[str, object]
Edit = Callable[[Manifest], object]


@dataclass(frozen=True)
class Issue:
    """What is issued: the facts of a release. word: stands on every page; edit: changes the manifest before it is
    embedded; codes, letters: payload drawn, or
    written, instead of the right one, by page from 1; blank_after: page behind which a blank one
    fills the sheet, 0 for none."""

    code: str = "K7Q2M9XA"
    version: int = 1
    counterpart: int = 0
    word: str = "Rodzina R03"
    enclosed: Mapping[str, bytes] = field(default_factory=lambda: dict(ENCLOSED))
    edit: Edit | None = None
    codes: Mapping[int, str] = field(default_factory=dict)
    letters: Mapping[int, str] = field(default_factory=dict)
    blank_after: int = 0


@cache
def bound(word: str = "Rodzina R03", blank_after: int = 0) -> bytes:
    """Return three one-page papers bound into one PDF, tagged and PDF/A-3b, without marks."""
    parts = [Part(title, _paper(title, word)) for title in TITLES]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(merge(parts, title="Pakiet próbny"))) as pdf:
        if blank_after:
            pdf.pages.insert(blank_after, pdf.add_blank_page(page_size=(595, 842)))
            del pdf.pages[-1]
            pdf.pages[blank_after].obj.Tabs = Name.S
        pdfa.save(pdf, out, "3b", deterministic_id=True)
    return out.getvalue()


def manifest_of(issue: Issue) -> Manifest:
    """Return the manifest that a release writes for this file."""
    total = len(TITLES)
    numbers = list(range(1, total + 1))
    if issue.blank_after:
        numbers.insert(issue.blank_after, 0)
    pages: list[object] = []
    for number, fingerprint in zip(numbers, page_fingerprints(_bound(issue)), strict=True):
        facts = (issue.code, issue.counterpart, issue.version, number, total)
        code = None if number in (0, BARE_PAGE) else payload(*facts, page_digest(*facts, fingerprint))
        pages.append({"strona": number, "odcisk": fingerprint, "kod": code})
    release = {
        "kod": issue.code,
        "wersja": issue.version,
        "numer": "PAK/PROBA/1/2026",
        "egzemplarz": issue.counterpart,
        "z_egzemplarzy": 2,
        "dzien": "2026-11-22",
    }
    parts = [
        {"lp": number, "typ": "proba", "tytul": title, "strony": {"od": number, "do": number}}
        for number, title in enumerate(TITLES, 1)
    ]
    return {
        "manifest": 2,
        "tytul": "Pakiet próbny",
        "wydanie": release,
        "pakiet": {"stron": total},
        "strony": pages,
        "czesci": parts,
        "zalaczniki": [listed(name, data) for name, data in issue.enclosed.items()],
    }


def listed(name: str, data: bytes, role: str = "") -> dict[str, object]:
    """Return how a manifest names a file."""
    facts: dict[str, object] = {"nazwa": name, "sha256": hashlib.sha256(data).hexdigest(), "bajtow": len(data)}
    return {"rola": role, **facts} if role else facts


def unsealed(issue: Issue) -> bytes:
    """Return the file with marks, manifest and enclosed files, before its seal."""
    manifest = manifest_of(issue)
    pages = manifest["strony"]
    assert isinstance(pages, list)
    stamped = stamp_marks(_bound(issue), [_mark(issue, page, len(TITLES)) for page in pages])
    if issue.edit:
        issue.edit(manifest)
    stated = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2).encode()
    files = [Attachment("manifest.json", stated, "application/json", "Manifest pakietu", "Data")]
    files += [Attachment(name, data, "text/plain", "Załącznik próbny") for name, data in issue.enclosed.items()]
    return attach(stamped, files)


@cache
def usual_pack() -> bytes:
    """Return the released file that most tests start from."""
    return issued()


def issued(issue: Issue | None = None, **changed: object) -> bytes:
    """Return a released file; `changed` replaces facts of the issue."""
    return seal(unsealed(replace(issue or Issue(), **changed)))  # type: ignore[arg-type]  # names of fields of Issue


def _bound(issue: Issue) -> bytes:
    return bound(issue.word, issue.blank_after)


def _mark(issue: Issue, page: Mapping[str, object], total: int) -> PageMark | None:
    number = page["strona"]
    assert isinstance(number, int)
    text = issue.codes.get(number, page["kod"])
    if not isinstance(text, str):
        return None
    written = issue.letters.get(number, str(page["kod"] or ""))
    line = page_line("PAK/PROBA/1/2026", issue.version, number, total, written)
    return PageMark(line, qr_modules(text))


def _paper(title: str, word: str) -> bytes:
    """Return a tagged page with the title and the word."""
    fields: Sequence[FormField] = [FormField("opis", "Strona umowy", "tekst", section=title)]
    return make_form(FormFace("proba", title), fields, Answers("p", {"opis": f"{word}: {title}"}), fast=True)


def replaced(other: Manifest) -> Edit:
    """Return an edit that puts another manifest in place of the right one."""

    def replace_all(manifest: Manifest) -> None:
        manifest.clear()
        manifest.update(other)

    return replace_all


def pages_of(manifest: Manifest) -> list[dict[str, object]]:
    """Return the pages that a manifest states."""
    pages = manifest["strony"]
    assert isinstance(pages, list)
    return pages
