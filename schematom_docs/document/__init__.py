"""DOCX templates: compiled once, filled many times, every fault with its place."""

from schematom_docs.document.rich import Picture, RichText
from schematom_docs.document.template import Template, compile_template

__all__ = ["Picture", "RichText", "Template", "compile_template"]
