"""Packs released with pages of a really released one: its marks taken off, new ones of their own put on."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pikepdf

from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks, without_marks
from schematom_docs.records import PackKey, PackVersion, StoredPage
from schematom_docs.signing.page_codes import page_digest, payload, qr_modules
from schematom_docs.world import Registry
from tests.registry.orders import ACT, AGREEMENTS, CASE, order


@dataclass(frozen=True, slots=True)
class Stamped:
    """A released version and its paper files. copies: number of the counterpart → PDF."""

    version: PackVersion
    copies: Mapping[int, bytes]


def unmarked(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return these pages (from 1) of a released file as they were before stamping."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
        for number in pages:
            page = source.pages[number - 1]
            page.contents_coalesce()
            page.Contents = source.make_stream(without_marks(page.Contents.read_bytes()))
            target.pages.append(page)
        out = io.BytesIO()
        target.save(out)
    return out.getvalue()


def release_stamped(registry: Registry, subject: str, bare: bytes, *, supersedes: int = 0) -> Stamped:
    """Return a pack of two paper counterparts with these pages, released now, stamped as a release stamps it."""
    prints = page_fingerprints(bare)
    count = len(prints)
    key = PackKey("kielce-1", "rodzinny", subject)
    with registry.exclusive():
        registry.revise_case(key.pilot, CASE, ACT)
        expected = registry.expected(key, 2026, [AGREEMENTS])
        code, version = expected.code, expected.version
        codes = tuple(
            StoredPage(copy, page, page_digest(code, copy, version, page, count, prints[page - 1]))
            for copy in range(3)
            for page in range(1, count + 1)
        )
        made = replace(order(expected, supersedes=supersedes), pages=count, page_codes=codes)
        record = registry.release(made, ACT)
    copies = {}
    for copy in (1, 2):
        texts = [payload(code, copy, version, one.page, count, one.digest) for one in codes if one.counterpart == copy]
        marks = [
            PageMark(page_line(made.label, version, page, count, text), qr_modules(text))
            for page, text in enumerate(texts, start=1)
        ]
        copies[copy] = stamp_marks(bare, marks)
    return Stamped(record, copies)
