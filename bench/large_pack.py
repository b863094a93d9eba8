"""`python -m bench.large_pack`: 300 pages with 40 attachments, from finished parts to a sealed file; prints JSON.

260 pages of our papers; 10 PDFs made PDF/A, 10 bound as pictures beside themselves, 10 scans in JPEG, 10 in PNG.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import segno

from bench.letters import peak_mb
from bench.papers import office_pdf, papers, scan
from schematom_docs.pdf import Part, count_pages, merge
from schematom_docs.pdf.attachments import Attachment, attach, free_names
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.foreign import Foreign, read_foreign
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.seal import seal

PAGES = 300
ATTACHMENTS = 40
T = TypeVar("T")


def main() -> None:
    """Make the pack, judge it, print seconds a stage, peak memory and size."""
    own = _own_parts(PAGES - ATTACHMENTS)
    files = [_attachment(number) for number in range(ATTACHMENTS)]
    before, stages = peak_mb(), dict[str, float]()

    def timed(stage: str, call: Callable[[], T]) -> T:
        start = time.perf_counter()
        made = call()
        stages[stage] = time.perf_counter() - start
        return made

    brought = timed("foreign", lambda: [read_foreign(data, name=name, title=name) for name, data in files])
    parts = [*own, *(Part(name, one.pdf) for (name, _), one in zip(files, brought, strict=True))]
    pack = timed("merge", lambda: merge(parts, title="Pakiet duży"))
    digests = timed("fingerprints", lambda: page_fingerprints(pack))
    marked = timed("marks", lambda: stamp_marks(pack, _marks(digests)))
    attached = timed("attach", lambda: attach(marked, _files(brought)))
    sealed = timed("seal", lambda: seal(attached))
    faults = timed("archival", lambda: archival_faults(sealed)) + timed("structure", lambda: structure_faults(sealed))
    if faults or count_pages(sealed) != PAGES or page_fingerprints(sealed) != digests:
        raise SystemExit(f"the pack is not whole: {faults[:3]}")
    figures = {"total": sum(stages.values()), "peak": peak_mb(), "before": before, "size": len(sealed) / 1e6}
    print(json.dumps({**stages, **figures}))


def _own_parts(pages: int) -> list[Part]:
    """Return papers of as many pages together, the last one cut where need be by taking one-page papers."""
    long, short = papers(1, 45)[0][1], papers(1, 1)[0][1]
    length = count_pages(long)
    whole, rest = divmod(pages, length)
    return [Part(f"Pismo {n}", long) for n in range(whole)] + [Part(f"Nota {n}", short) for n in range(rest)]


def _attachment(number: int) -> tuple[str, bytes]:
    made = (
        lambda: office_pdf(number, embedded=True),
        lambda: office_pdf(number, embedded=False),
        lambda: scan(number, "JPEG"),
        lambda: scan(number, "PNG"),
    )[number % 4]
    return f"zalacznik-{number + 1}", made()


def _marks(digests: Sequence[str]) -> list[PageMark]:
    marks = []
    for page, digest in enumerate(digests, 1):
        payload = f"ZD1|K7Q2M9XA|1|{page}|{len(digests)}|{digest[:16]}"
        symbol = segno.make(payload, error="Q", micro=False, boost_error=False)
        rows = tuple(tuple(bool(module) for module in row) for row in symbol.matrix)
        marks.append(PageMark(page_line("PAK/1/2026", 1, page, len(digests), payload), rows))
    return marks


def _files(brought: Sequence[Foreign]) -> list[Attachment]:
    originals = [attachment for one in brought for attachment in one.attachments]
    manifest = Attachment("manifest.json", b"{}", "application/json", "Manifest pakietu", "Data")
    return [manifest, *free_names(originals, ["manifest.json"])]


if __name__ == "__main__":
    main()
