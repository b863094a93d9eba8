"""Merging: our way, pypdf and qpdf on the same 12 papers; how long each takes and how much of the parts it keeps."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, String

from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.outline import outline_items
from schematom_docs.pdf.structure import elements
from schematom_docs.pdf.trees import read_name_tree, read_number_tree

Way = Callable[[Sequence[tuple[str, bytes]]], bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a PDF holds. tagged: pages whose content finds its elements; targets: links to a page that is in the file;
    named: form fields of different names; facts: how many of title, language, PDF/A label and colour profile."""

    pages: int
    elements: int
    tagged: int
    outline: int
    destinations: int
    targets: int
    named: int
    files: int
    facts: int


def ours(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the papers joined by merge."""
    return merge([Part(title, pdf) for title, pdf in papers], title="Pakiet")


def by_pypdf(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the papers joined by PdfWriter.append."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _, pdf in papers:
        writer.append(io.BytesIO(pdf))
    writer.write(out)
    return out.getvalue()


def by_qpdf(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the papers joined by qpdf --empty --pages."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, (_, pdf) in enumerate(papers):
            paths.append(Path(folder) / f"{number}.pdf")
            paths[-1].write_bytes(pdf)
        target = Path(folder) / "pakiet.pdf"
        subprocess.run(["qpdf", "--empty", "--pages", *map(str, paths), "--", str(target)], check=True)
        return target.read_bytes()


WAYS: dict[str, Way] = {"ours": ours, "pypdf": by_pypdf, "qpdf": by_qpdf}


def with_link_field_file(pdf: bytes) -> bytes:
    """Return pdf with a link to its own last page, a text field and an embedded file, as papers of offices have."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        first, last = document.pages[0].obj, document.pages[-1].obj
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 50, 90, 60]), Contents=String("Dalej"))
        link.Dest = Array([last, Name.Fit])
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nazwisko"), TU=String("Nazwisko")
        )
        field.Rect, field.P = Array([50, 70, 90, 80]), first
        widget = document.make_indirect(field)
        first.Annots = Array([document.make_indirect(link), widget])
        document.Root.AcroForm = Dictionary(Fields=Array([widget]))
        document.attachments["dane.json"] = b"{}"
        document.save(out, deterministic_id=True)
    return out.getvalue()


def kept(pdf: bytes) -> Kept:
    """Return what pdf holds, counted."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        tree, names = root.get(Name.StructTreeRoot), root.get(Name.Names, Dictionary())
        pages = {page.obj.objgen for page in document.pages}
        form = root.get(Name.AcroForm, Dictionary())
        old = root.get(Name.Dests, Dictionary())
        return Kept(
            pages=len(document.pages),
            elements=0 if tree is None else sum(1 for _ in elements(tree)),
            tagged=_tagged(document),
            outline=sum(1 for _ in outline_items(root.get(Name.Outlines))),
            destinations=len(read_name_tree(names.get(Name.Dests))) + len(old.keys()),
            targets=sum(
                1
                for page in document.pages
                for note in page.obj.get(Name.Annots, Array())
                if isinstance(note.get(Name.Dest), pikepdf.Array) and getattr(note.Dest[0], "objgen", None) in pages
            ),
            named=len({str(field.get(Name.T)) for field in form.get(Name.Fields, Array())}),
            files=len(read_name_tree(names.get(Name.EmbeddedFiles))),
            facts=_facts(document),
        )


def expected(papers: Sequence[tuple[str, bytes]]) -> Kept:
    """Return the sum of the parts: title, language, label and profile once, all else added up."""
    parts = [kept(pdf) for _, pdf in papers]
    sums = {one.name: sum(getattr(part, one.name) for part in parts) for one in fields(Kept)}
    return Kept(**{**sums, "facts": 4})


def _tagged(document: pikepdf.Pdf) -> int:
    """Return on how many pages the parent tree leads from the page to elements that stand on that very page."""
    tree = document.Root.get(Name.StructTreeRoot)
    if tree is None:
        return 0
    parents = dict(read_number_tree(tree.get(Name.ParentTree)))
    found = 0
    for page in document.pages:
        listed = parents.get(int(page.obj.get(Name.StructParents, -1)))
        items = [item for item in listed if isinstance(item, pikepdf.Dictionary)] if listed is not None else []
        found += bool(items) and all(_stands_on(item, page.obj.objgen) for item in items)
    return found


def _stands_on(element: pikepdf.Object, page: tuple[int, int]) -> bool:
    kids = element.get(Name.K)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    homes = [kid.get(Name.Pg) for kid in listed if isinstance(kid, pikepdf.Dictionary)] + [element.get(Name.Pg)]
    return any(home is not None and home.objgen == page for home in homes)


def _facts(document: pikepdf.Pdf) -> int:
    root = document.Root
    metadata = root.get(Name.Metadata)
    label = isinstance(metadata, pikepdf.Stream) and b"pdfaid" in metadata.read_bytes()
    stated = (Name.Title in document.docinfo, Name.Lang in root, label, Name.OutputIntents in root)
    return sum(map(bool, stated))
