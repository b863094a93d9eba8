"""The Polish language, pure: inflection, agreement, numerals, money, dates, typography, and the table of filters."""

from schematom_docs.polish.inflected import FormRecord, Inflected, collected_forms
from schematom_docs.polish.inflection import inflect

__all__ = ["FormRecord", "Inflected", "collected_forms", "inflect"]
