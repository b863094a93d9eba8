"""HTML and Markdown as values: a safe subset becomes runs and paragraphs in the formatting of the tag."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from schematom_docs.document.html_content import Content
from schematom_docs.document.html_reading import read_html
from schematom_docs.document.html_writing import Blocks, inline_runs
from schematom_docs.document.marks import Tag
from schematom_docs.document.operations import plain_text
from schematom_docs.document.output import BLOCK_HERE, Rich, checked
from schematom_docs.errors import TemplateError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_REFUSED: Final = {
    "fence": "blok kodu ```",
    "code_block": "blok kodu",
    "code_inline": "kod `…`",
    "blockquote_open": "cytat >",
    "hr": "linię poziomą",
    "image": "obraz ![…](…)",
}


def _written(content: Content, state: Any, tag: Tag) -> str:
    """Return the runs, or where the kept paragraphs belong. Raises TemplateError when these have company."""
    if content.inline:
        return inline_runs(content.lines[0].spans, state, tag)
    if not tag.alone:
        raise TemplateError(
            "ta wartość to całe akapity (nagłówek, lista albo kilka akapitów) i musi stać w akapicie sama",
            remedy="Postaw znacznik sam w osobnym akapicie albo skróć wartość do jednego akapitu.",
        )
    state.blocks.append(Blocks(state, tag).xml(content.lines))
    return BLOCK_HERE % (len(state.blocks) - 1)


@dataclass(frozen=True, slots=True)
class Html(Rich):
    """Text with HTML: b, strong, i, em, u, s, sub, sup, br, p, ul, ol, li, h1–h3 and a (http, https, mailto).

    A line break of the source is a space. Anything else is a located error when the value is written.
    """

    source: str

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return its runs, or where its paragraphs belong. Raises TemplateError, ForbiddenCharacterError."""
        return _written(read_html(self.source), state, tag)


@dataclass(frozen=True, slots=True)
class Markdown(Rich):
    """Text with Markdown (CommonMark and ~~struck~~): what it may hold is what Html may; HTML in it is plain text."""

    source: str

    def inline_xml(self, state: Any, tag: Tag) -> str:
        """Return its runs, or where its paragraphs belong. Raises TemplateError, ForbiddenCharacterError."""
        return _written(_read_markdown(self.source), state, tag)


@lru_cache(maxsize=256)
def _read_markdown(source: str) -> Content:
    tokens = _parser().parse(checked(source))
    for token in [*tokens, *(child for parent in tokens for child in parent.children or ())]:
        what = _REFUSED.get(token.type)
        if token.type == "heading_open" and token.tag not in ("h1", "h2", "h3"):
            what = f"nagłówek {'#' * int(token.tag[1])}"
        if what:
            raise TemplateError(
                f"Markdown ma {what}; tego nie wolno tu użyć",
                remedy="Dozwolone są pogrubienie, kursywa, skreślenie, odsyłacze, listy i nagłówki # do ###.",
            )
    return read_html(_parser().renderer.render(tokens, _parser().options, {}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return the parser, loaded when a value first needs it."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def html(value: Any) -> Html:
    """Return the value for `{{ opis|html }}`: a text with HTML."""
    return value if isinstance(value, Html) else Html(plain_text(value))


def markdown(value: Any) -> Markdown:
    """Return the value for `{{ opis|markdown }}`: a text with Markdown."""
    return value if isinstance(value, Markdown) else Markdown(plain_text(value))
