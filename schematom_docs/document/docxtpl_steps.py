"""The steps of docxtpl's rendering one by one, for programs that call or override them; each works on our engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jinja2
from docx.oxml.parser import parse_xml
from lxml import etree

from schematom_docs.document.docxtpl_dialect import jinja_text, literal_braces
from schematom_docs.document.docxtpl_environment import dialect_environment
from schematom_docs.document.docxtpl_repair import (
    NEW_PAGE,
    NEW_PARAGRAPH,
    fit_grids,
    renumber_drawings,
    resolve_control,
)
from schematom_docs.document.ooxml import W_TBL
from schematom_docs.document.output import ForbiddenCharacterError
from schematom_docs.errors import TemplateError

FIRST_DRAWING = 1000


class RenderingSteps:
    """What DocxTemplate.render does, step by step. docx: python-docx's opened document."""

    docx: Any
    pic_map: dict[str, Any]
    current_rendering_part: Any

    def xml_to_string(self, xml: Any, encoding: str = "unicode") -> Any:
        """Return an element as text."""
        return etree.tostring(xml, encoding=encoding, pretty_print=False)

    def patch_xml(self, src_xml: str) -> str:
        """Return XML as Jinja's source: tags whole, `{%p … %}` in place of their containers."""
        return jinja_text(src_xml.encode("utf-8"), "treść")

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: jinja2.Environment | None = None
    ) -> str:
        """Return Jinja's source filled. Values are escaped."""
        self.current_rendering_part = part
        environment = dialect_environment(jinja_env, lambda: part.rels)
        try:
            filled = environment.from_string(src_xml).render(context)
        except ForbiddenCharacterError as error:
            raise TemplateError(error.reason, remedy=error.remedy) from error
        return self.resolve_listing(literal_braces(filled))

    def resolve_listing(self, xml: str) -> str:
        """Return XML with line breaks, tabs, „\\a” and „\\f” of its texts as elements."""
        root = parse_xml(xml.replace("\a", NEW_PARAGRAPH).replace("\f", NEW_PAGE).encode("utf-8"))
        resolve_control(root)
        return etree.tostring(root, encoding="unicode")

    def build_xml(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> str:
        """Return the body filled, as XML."""
        body = self.xml_to_string(self.docx.element.body)
        return self.render_xml_part(self.patch_xml(body), self.docx._part, context, jinja_env)

    def map_tree(self, tree: Any) -> None:
        """Put a body in place of the document's."""
        root = self.docx.element
        root.replace(root.body, tree)

    def get_headers_footers(self, uri: str) -> Iterator[tuple[str, Any]]:
        """Yield (relationship id, part) of the headers or footers."""
        for key, relation in self.docx.part.rels.items():
            if relation.reltype == uri and relation.target_part.blob:
                yield key, relation.target_part

    def get_part_xml(self, part: Any) -> str:
        """Return a part as XML."""
        return str(self.xml_to_string(parse_xml(part.blob)))

    def get_headers_footers_encoding(self, xml: str) -> str:
        """Return the encoding an XML declaration names, else utf-8."""
        found = re.match(r'<\?xml[^?]+\bencoding="([^"]+)"', xml, re.IGNORECASE)
        return found[1] if found else "utf-8"

    def build_headers_footers_xml(
        self, context: dict[str, Any], uri: str, jinja_env: jinja2.Environment | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (relationship id, filled XML) of the headers or footers."""
        for key, part in self.get_headers_footers(uri):
            xml = self.get_part_xml(part)
            filled = self.render_xml_part(self.patch_xml(xml), part, context, jinja_env)
            yield key, filled.encode(self.get_headers_footers_encoding(xml))

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:  # noqa: N803
        """Put filled XML into a header or footer."""
        part = self.docx.part.rels[relKey].target_part
        part._element = parse_xml(xml)

    def fix_tables(self, xml: str) -> Any:
        """Return the tree of XML with every table's grid fitted to its rows."""
        root = parse_xml(xml.encode("utf-8"))
        for table in root.iter(W_TBL):
            fit_grids(table)
        return root

    def fix_docpr_ids(self, tree: Any) -> None:
        """Number the drawings of a tree anew."""
        renumber_drawings(tree, FIRST_DRAWING)
