"""PDF: conversion by LibreOffice, normalising, joining, stamps, text."""

from schematom_docs.pdf.files import count_pages
from schematom_docs.pdf.libreoffice import LibreOfficeConverter, TimeLimit, find_soffice
from schematom_docs.pdf.merge import Part, merge
from schematom_docs.pdf.normalise import normalise
from schematom_docs.pdf.stamp import stamp_page_numbers, stamp_watermark
from schematom_docs.pdf.text import page_texts

__all__ = [
    "LibreOfficeConverter",
    "Part",
    "TimeLimit",
    "count_pages",
    "find_soffice",
    "merge",
    "normalise",
    "page_texts",
    "stamp_page_numbers",
    "stamp_watermark",
]
