"""Fills blank.pdf with MuPDF, in an environment of its own: python fill_mupdf.py blank.pdf answers.json mupdf.pdf"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pymupdf  # type: ignore[import-not-found]  # not a dependency: pip install pymupdf==2.0 elsewhere

document = pymupdf.open(sys.argv[1])
answers = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
for page in document:
    for widget in page.widgets():
        value = answers.get(widget.field_name)
        if value is None:
            continue
        if widget.field_type_string == "CheckBox":
            widget.field_value = True
        elif widget.field_type_string == "RadioButton":
            widget.field_value = widget.on_state() == value
        else:
            widget.field_value = value
        widget.update()
document.save(sys.argv[3])
