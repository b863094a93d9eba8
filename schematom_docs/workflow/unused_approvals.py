"""Approved forms that neither the case nor any template can use."""

from __future__ import annotations

import re
from pathlib import Path

from schematom_docs.case.checked import CheckedCase, located
from schematom_docs.case.unused_forms import unused_word_forms
from schematom_docs.document.plaintext import paragraph_texts
from schematom_docs.errors import Fault
from schematom_docs.workflow.templates import workspace_templates


def unused_approvals(case: CheckedCase, templates: Path) -> list[Fault]:
    """Return a warning for each unused entry of `odmiany`, with its place. templates: folder of Word files.

    Templates are read only when an entry fits nothing in the case. Raises TemplateError for one that is no Word file.
    """
    left = list(unused_word_forms(case))
    if not left:
        return []
    texts = [text for path in workspace_templates(templates) for _, text in paragraph_texts(path.read_bytes())]
    whole = " ".join("\n".join(texts).split())
    return [located(case.source, finding) for finding in left if not _stands(str(finding.path[-1]), whole)]


def _stands(heading: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(heading)}(?!\w)", text) is not None
