"""The words of one paper of a case, as it is or with other answers."""

from __future__ import annotations

import copy
from typing import Any

from schematom_docs.case import CheckedCase
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.papers.wording import plain


def text_of(desk: Desk, case: CheckedCase, type_id: str, key: str = "") -> str:
    """Return the words of one paper of a case."""
    return plain(issue(desk, case, type_id, key).document.docx)


def changed(desk: Desk, case: CheckedCase, type_id: str, key: str, **answers: object) -> str:
    """Return the words of a paper some answers of which are others; None takes an answer away."""
    context: dict[str, Any] = copy.deepcopy(dict(issue(desk, case, type_id, key).context))
    context["dokument"].update(answers)
    return plain(desk.template(f"{type_id}.docx").render(context))
