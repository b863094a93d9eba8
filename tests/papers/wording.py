"""Reading the wording of templates and of finished papers: paragraphs with their styles, sections, sentences."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pl"
AGREEMENTS = ("kontrakt_rodzinny", "porozumienie", "list_intencyjny", "kontrakt_socjalny", "skierowanie_do_kis")
SECTION, CLAUSE = "Paragraf", "Ustęp"


def paragraphs(source: bytes | Path) -> list[tuple[str, str]]:
    """Return (style name, text) of every paragraph of the body, cells included, fields with their shown value."""
    document = Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))
    names = {style.style_id: str(style.name) for style in document.styles}
    found = []
    for element in document.element.body.iter(qn("w:p")):
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        nodes = element.iter(qn("w:t"), qn("w:noBreakHyphen"))
        text = "".join("-" if node.tag == qn("w:noBreakHyphen") else node.text or "" for node in nodes)
        found.append((names.get("" if style is None else style.get(qn("w:val"), ""), ""), text))
    return found


def plain(source: bytes) -> str:
    """Return the text of a finished paper with plain spaces and hyphens, a line a paragraph."""
    return "\n".join(folded(text) for _, text in paragraphs(source))


def folded(text: str) -> str:
    """Return text with special spaces and hyphens made plain."""
    return re.sub(r"[\u00a0\u202f]", " ", text).replace("\u2011", "-")


def clauses_by_section(source: Path) -> dict[str, list[str]]:
    """Return title of each § of a template → texts of its clauses (ustępy)."""
    sections: dict[str, list[str]] = {}
    title = ""
    for style, text in paragraphs(source):
        if style == SECTION:
            title = text
            sections[title] = []
        elif style == CLAUSE and title:
            sections[title].append(text)
    return sections


def sentences(source: Path) -> Iterator[str]:
    """Yield the fixed sentences of a template: tags cut out, a sentence of forty characters or more each."""
    for _, text in paragraphs(source):
        fixed = re.sub(r"\{[{%].*?[}%]\}", "…", folded(text))
        for sentence in re.split(r"(?<=[.;:])\s+", fixed):
            if len(sentence.strip("… ")) >= 40:
                yield sentence.strip()
