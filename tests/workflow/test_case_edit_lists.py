"""Lists that get shorter in a case file: comments stay with the rows they stand at."""

from __future__ import annotations

from schematom_docs.workflow.case_edit import edited_text

TEXT = """\
cele:   # lista
  - pierwszy   # źródło: 001
  - drugi   # źródło: 002
  - trzeci   # źródło: 003
opis: x
"""


def test_row_taken_out_goes_with_its_comment_and_no_other() -> None:
    edited = edited_text(TEXT, {"cele": ["pierwszy", "trzeci"], "opis": "x"}, "s.yaml")
    assert edited == TEXT.replace("  - drugi   # źródło: 002\n", "")
