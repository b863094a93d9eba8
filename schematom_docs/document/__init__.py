"""DOCX templates: compiled once, filled many times, every fault with its place."""

from schematom_docs.document.comparing import Difference, compare
from schematom_docs.document.html_values import Html, Markdown
from schematom_docs.document.joining import Joined, join_documents
from schematom_docs.document.missing_policy import Asker, Filled, OpenField
from schematom_docs.document.rich import Paragraphs, Picture, RichText
from schematom_docs.document.subdocuments import SubDocument
from schematom_docs.document.template import Template, compile_template

__all__ = [
    "Asker",
    "Difference",
    "Filled",
    "Html",
    "Joined",
    "Markdown",
    "OpenField",
    "Paragraphs",
    "Picture",
    "RichText",
    "SubDocument",
    "Template",
    "compare",
    "compile_template",
    "join_documents",
]
