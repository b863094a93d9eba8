"""Form definitions → typed model → checked case → the context that templates see."""

from __future__ import annotations

from schematom_docs.case.answer_checks import AnswerFault, check_answers
from schematom_docs.case.answering import answers_of, placed_answers, with_answers
from schematom_docs.case.blank import blank_case
from schematom_docs.case.check import check_case, check_papers, checked_case, load_case
from schematom_docs.case.checked import CheckedCase
from schematom_docs.case.context import build_context, data_sha256, subjects, template_name
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.forms import ReadForms, check_forms, load_forms, read_forms
from schematom_docs.case.json_schema import json_schema
from schematom_docs.case.numbering import NumberedPaper, Series, numbered_papers, provisional, series_of, with_numbers
from schematom_docs.case.reference import ReferenceData, load_reference

__all__ = [
    "AnswerFault",
    "CheckedCase",
    "FormDefinition",
    "NumberedPaper",
    "ReadForms",
    "ReferenceData",
    "Series",
    "answers_of",
    "blank_case",
    "build_context",
    "check_answers",
    "check_case",
    "check_forms",
    "check_papers",
    "checked_case",
    "data_sha256",
    "fields_of",
    "json_schema",
    "load_case",
    "load_forms",
    "load_reference",
    "numbered_papers",
    "placed_answers",
    "provisional",
    "read_forms",
    "series_of",
    "subjects",
    "template_name",
    "with_answers",
    "with_numbers",
]
