"""Several PDFs joined into one without losing tags, outlines, destinations, links, fields or attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from schematom_docs.errors import UsageError
from schematom_docs.pdf.catalog import join_attachments, join_forms, join_layers
from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.graft import Graft, graft, is_tagged, refuse_signed
from schematom_docs.pdf.metadata import Properties, pdfa_claim, producer, write_properties
from schematom_docs.pdf.outline import Section, write_outline, write_page_labels
from schematom_docs.pdf.references import DestinationNames
from schematom_docs.pdf.sharing import share_resources
from schematom_docs.pdf.structure import StructureTree
from schematom_docs.pdf.trees import write_name_tree
from schematom_docs.pdf.untagged import mark_as_figures


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF to join. title: its entry in the outline; front: pages labelled i, ii (cover, contents); language: BCP 47
    code when it differs from the language of the whole; description: what pages without tags show, for those who hear
    the pack read aloud."""

    title: str
    data: bytes
    front: bool = False
    language: str = ""
    description: str = ""


def merge(
    parts: Sequence[Part],
    *,
    title: str,
    language: str = "pl-PL",
    author: str = "",
    creator: str = "",
    made: datetime | None = None,
) -> bytes:
    """Return one PDF of all parts in order: one structure tree, outline, name tree and set of page labels.

    Same parts → same bytes. The PDF/A label is kept when every part claims it. Raises UsageError without parts,
    ConversionError naming the part that cannot be read or is signed electronically.
    """
    if not parts:
        raise UsageError("Pakiet nie ma żadnej części.", remedy="Podaj co najmniej jeden dokument.")
    with ExitStack() as stack:
        pack = stack.enter_context(Pdf.new())
        sources = [stack.enter_context(open_pdf(part.data, name=part.title)) for part in parts]
        claim = _joined_claim(sources)
        producers = _joined_producer(sources)
        _join(pack, parts, sources)
        write_properties(pack, Properties(title, language, author, producers, creator, made, claim))
        return saved(pack)


def _join(pack: Pdf, parts: Sequence[Part], sources: Sequence[Pdf]) -> None:
    tagged = any(is_tagged(source) for source in sources)
    structure, names = StructureTree(pack), DestinationNames()
    grafts: list[Graft] = []
    sections: list[Section] = []
    for number, (part, source) in enumerate(zip(parts, sources, strict=True), 1):
        refuse_signed(source, name=part.title)
        first = len(pack.pages)
        joined = _join_one(pack, source, part, number, structure if tagged else None, names)
        sections.append(Section(part.title, first, part.front, joined.outline))
        grafts.append(joined)
    if tagged:
        structure.write()
        for page in pack.pages:
            page.obj.Tabs = Name.S
    write_outline(pack, sections)
    write_page_labels(pack, sections)
    _write_names(pack, grafts)
    _write_intent(pack, grafts)
    join_forms(pack, [joined.form for joined in grafts])
    join_layers(pack, [joined.layers for joined in grafts])
    share_resources(pack)


def _join_one(
    pack: Pdf, source: Pdf, part: Part, number: int, structure: StructureTree | None, names: DestinationNames
) -> Graft:
    renamed = names.renaming(number)
    if structure is None:
        return graft(pack, source, offset=None, renamed=renamed)
    if is_tagged(source):
        structure.settle_names(source, number)
        offset = structure.next_key
        joined = graft(pack, source, offset=offset, renamed=renamed)
        if joined.tree is not None:
            structure.add(joined.tree, offset=offset, title=part.title, language=part.language)
        return joined
    mark_as_figures(source)
    joined = graft(pack, source, offset=None, renamed=renamed)
    structure.add_untagged(joined.pages, title=part.title, language=part.language, description=part.description)
    return joined


def _write_names(pack: Pdf, grafts: Sequence[Graft]) -> None:
    destinations = {name: target for joined in grafts for name, target in joined.destinations}
    if destinations:
        tree = pack.make_indirect(write_name_tree(destinations.items()))
        pack.Root.Names = pack.make_indirect(Dictionary(Dests=tree))
    join_attachments(pack, [joined.attachments for joined in grafts])


def _write_intent(pack: Pdf, grafts: Iterable[Graft]) -> None:
    """Keep the first output intent: PDF/A wants one profile for the whole file."""
    for joined in grafts:
        if isinstance(joined.intents, pikepdf.Array) and len(joined.intents):
            first: Object = joined.intents[0]
            pack.Root.OutputIntents = Array([first])
            return


def _joined_claim(sources: Sequence[Pdf]) -> int:
    """Return the highest part of PDF/A claimed when every source claims 2 or 3 (3 allows all that 2 allows), else 0."""
    claims = [pdfa_claim(source) for source in sources]
    return max(claims) if min(claims) >= 2 else min(claims) if len(set(claims)) == 1 else 0


def _joined_producer(sources: Sequence[Pdf]) -> str:
    stated = dict.fromkeys(text for text in map(producer, sources) if text)
    return "; ".join([*stated, f"pikepdf {pikepdf.__version__}"])
