"""DocxTemplate as docxtpl 0.20.2 offers it, on our engine: a docxtpl user changes one import line.

RichText, Listing and InlineImage are docxtpl's own, sub-documents ours. What differs stands in docs/engine.md.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, Final

import jinja2
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docxtpl import RP, InlineImage, Listing, R, RichText, RichTextParagraph
from jinja2 import meta
from lxml import etree

from schematom_docs.document.docxtpl_dialect import DialectPart, compile_part, parse_part
from schematom_docs.document.docxtpl_environment import dialect_environment, plain_environment
from schematom_docs.document.docxtpl_repair import NEW_PAGE, NEW_PARAGRAPH, repair_tree
from schematom_docs.document.docxtpl_replacing import Replacements, Source
from schematom_docs.document.docxtpl_steps import FIRST_DRAWING, RenderingSteps
from schematom_docs.document.docxtpl_subdoc import Subdoc, importer_for, put_additions
from schematom_docs.document.ooxml import qn
from schematom_docs.document.output import ForbiddenCharacterError, checked
from schematom_docs.document.package import read_package, write_package
from schematom_docs.document.subdocuments import Importer
from schematom_docs.errors import TemplateError

__all__ = ["RP", "DocxTemplate", "InlineImage", "Listing", "R", "RichText", "RichTextParagraph", "Subdoc"]

_Given = tuple[jinja2.Environment | None, bool]
"""Environment of the user and whether it escapes."""
_KEPT: Final = 64
"""Compiled parts that one object keeps."""
_PROPERTIES: Final = ("author", "category", "comments", "identifier", "keywords", "language", "subject", "title")


class DocxTemplate(RenderingSteps, Replacements):
    """A Word file with tags. render() fills it, save() writes it; other attributes are python-docx's."""

    def __init__(self, template_file: Source) -> None:
        self.template_file = template_file
        self.docx: Any = None
        self.is_rendered = False
        self.is_saved = False
        self.allow_missing_pics = False
        self.pic_map = {}
        self.current_rendering_part: Any = None
        self._importer: Importer | None = None
        self._compiled: dict[tuple[str, str, _Given], DialectPart] = {}
        self.reset_replacements()

    def __getattr__(self, name: str) -> Any:
        if name == "docx":
            raise AttributeError(name)
        return getattr(self.docx, name)

    def init_docx(self, reload: bool = True) -> None:
        """Open the document, anew when it has been rendered."""
        if not self.docx or (self.is_rendered and reload):
            self.docx = _opened(self.template_file)
            self.is_rendered = False

    def render_init(self) -> None:
        """Open the document and forget what the last rendering left."""
        self.init_docx()
        self.pic_map = {}
        self.current_rendering_part = None
        self.is_saved = False
        self._importer = None

    def get_docx(self) -> Any:
        """Return python-docx's Document."""
        self.init_docx()
        return self.docx

    def get_xml(self) -> str:
        """Return the XML of the body."""
        self.init_docx()
        return etree.tostring(self.docx.element.body, encoding="unicode")

    def write_xml(self, filename: str | os.PathLike[str]) -> None:
        """Write the XML of the body to a file."""
        Path(filename).write_text(self.get_xml(), encoding="utf-8", newline="\n")

    def render(
        self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None, autoescape: bool = False
    ) -> None:
        """Fill the document. Values are always escaped, whatever `autoescape` says; data are never executed."""
        self.init_docx()
        self.render_init()
        autoescape = autoescape or getattr(jinja_env, "autoescape", False) is True
        environment = dialect_environment(jinja_env, self._relation_ids, ready=autoescape)
        drawing = FIRST_DRAWING
        for part, label in self._parts():
            self.current_rendering_part = part
            xml = self._template(part, label, environment, (jinja_env, autoescape)).render(context)
            tree = _parsed(xml, label)
            drawing = repair_tree(tree, drawing)
            _put(part, tree)
        if self._importer is not None:
            put_additions(self.docx, self._importer.additions)
        self.render_properties(context, environment)
        self.is_rendered = True

    def _parts(self) -> Iterator[tuple[Any, str]]:
        """Yield the parts docxtpl renders: body, headers, footers, footnotes, each once."""
        main = self.docx.part
        yield main, "treść"
        labels = {self.HEADER_URI: "nagłówek", self.FOOTER_URI: "stopka", RELATIONSHIP_TYPE.FOOTNOTES: "przypisy dolne"}
        seen: set[int] = set()
        for relation in list(main.rels.values()):
            if relation.reltype in labels and id(relation.target_part) not in seen:
                seen.add(id(relation.target_part))
                yield relation.target_part, labels[relation.reltype]

    def _template(self, part: Any, label: str, environment: jinja2.Environment, own: _Given) -> DialectPart:
        """Return a part compiled, kept for the next rendering of the same text with the same environment given."""
        key = (hashlib.sha256(part.blob).hexdigest(), label, own)
        if key not in self._compiled:
            if len(self._compiled) > _KEPT:
                self._compiled.clear()
            self._compiled[key] = compile_part(part.blob, label, environment)
        return self._compiled[key]

    def _relation_ids(self) -> Container[str]:
        """Return the ids of the relationships of the part that is being rendered."""
        part = self.current_rendering_part
        return part.rels if part is not None else ()

    def render_footnotes(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> None:
        """Fill the footnotes."""
        for part, label in self._parts():
            if label == "przypisy dolne":
                text = self.render_xml_part(self.patch_xml(self.get_part_xml(part)), part, context, jinja_env)
                _put(part, parse_xml(text.encode("utf-8")))

    def render_properties(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> None:
        """Fill the properties of the document."""
        plain = plain_environment(jinja_env).overlay(autoescape=False)
        for name in _PROPERTIES:
            written = getattr(self.docx.core_properties, name)
            if written and "{" in written:
                text = plain.from_string(written).render(context)
                try:
                    setattr(self.docx.core_properties, name, checked(text))
                except ForbiddenCharacterError as error:
                    place = f"właściwości dokumentu, {name}"
                    raise TemplateError(error.reason, place=place, remedy=error.remedy) from error

    def get_undeclared_template_variables(
        self, jinja_env: jinja2.Environment | None = None, context: dict[str, Any] | None = None
    ) -> set[str]:
        """Return the names that body, headers and footers use, without those of the context."""
        opened = DocxTemplate(self.template_file)
        opened.init_docx()
        environment = plain_environment(jinja_env)
        names: set[str] = set()
        for part, label in opened._parts():
            if label != "przypisy dolne":
                names |= meta.find_undeclared_variables(parse_part(part.blob, label, environment))
        return names - set(context or {})

    def new_subdoc(self, docpath: Any = None) -> Subdoc:
        """Return a sub-document, empty or read from a file."""
        self.init_docx()
        return Subdoc(self, docpath)

    @property
    def importer(self) -> Importer:
        """Return what brings sub-documents into the document being rendered."""
        if self._importer is None:
            self._importer = importer_for(self.docx)
        return self._importer

    def build_url_id(self, url: str) -> str:
        """Return the relationship id of an outside link, for RichText's url_id."""
        self.init_docx()
        return str(self.docx.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def get_pic_map(self) -> dict[str, Any]:
        """Return the pictures found while saving: name → (target, part)."""
        return self.pic_map

    def save(self, filename: Source, *args: Any, **kwargs: Any) -> None:
        """Write the document, with its replacements. Raises ValueError when a picture to replace is absent."""
        if not self.is_saved and not self.is_rendered:
            self.docx = _opened(self.template_file)
        self.pre_processing()
        buffer = io.BytesIO()
        self.docx.save(buffer, *args, **kwargs)
        data = write_package(read_package(self.replaced(buffer.getvalue())), {})  # fixed times: same input, same bytes
        if isinstance(filename, str | os.PathLike):
            Path(filename).write_bytes(data)
        else:
            filename.write(data)
        self.is_saved = True


def _parsed(xml: str, label: str) -> Any:
    """Return a rendered part. Raises TemplateError where a block cut its XML; docxtpl would lose text in silence."""
    try:
        return parse_xml(xml.replace("\a", NEW_PARAGRAPH).replace("\f", NEW_PAGE).encode("utf-8"))
    except etree.XMLSyntaxError as error:
        remedy = (
            "Otwórz i zamknij każdy blok w tym samym miejscu albo użyj {%p … %}, {%tr … %}; "
            "wartość podana jako gotowy XML (|safe, Markup) też musi domykać swoje elementy."
        )
        raise TemplateError("blok przecina elementy dokumentu", place=label, remedy=remedy) from error


def _opened(source: Source) -> Any:
    return Document(os.fspath(source) if isinstance(source, os.PathLike) else source)


def _put(part: Any, tree: Any) -> None:
    """Put rendered XML into a part; the body keeps its document element, which python-docx holds on to."""
    if hasattr(part, "document"):
        root = part.element
        root.replace(root.body, tree.find(qn("w:body")))
    elif isinstance(part, XmlPart):
        part._element = tree
    elif isinstance(part, Part):
        part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    from schematom_docs.document.docxtpl_command import main

    raise SystemExit(main())
