"""Lines and pictures drawn outside the tags made artifacts: LibreOffice 7.4 draws borders of paragraphs that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator, Pdf

Instruction = ContentStreamInstruction | pikepdf.ContentStreamInlineImage
PATH_BEGINS = {"m", "re"}
PATH_PAINTED = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}
ALONE = {"Do", "sh", "INLINE IMAGE"}


def hide_loose_ink(pdf: Pdf) -> None:
    """Make an artifact of every path, shading and picture of every page that no mark of content holds.

    Letters are left as they are: text outside the tags says something that a screen reader would miss, and the gate of
    PDF/UA names it (pdf/content_check.py).
    """
    for page in pdf.pages:
        instructions: list[Instruction] = list(pikepdf.parse_content_stream(page))
        hidden = list(_hidden(instructions))
        if len(hidden) != len(instructions):
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(hidden))


def _hidden(instructions: Sequence[Instruction]) -> Iterator[Instruction]:
    depth = 0
    path: list[Instruction] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        depth += (operator in ("BMC", "BDC")) - (operator == "EMC")
        if path or (not depth and operator in PATH_BEGINS):
            path.append(instruction)
            if operator in PATH_PAINTED:
                yield from path if operator == "n" else _as_artifact(path)
                path = []
        elif not depth and operator in ALONE:
            yield from _as_artifact([instruction])
        else:
            yield instruction
    yield from path


def _as_artifact(instructions: Sequence[Instruction]) -> Iterator[Instruction]:
    yield ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    yield from instructions
    yield ContentStreamInstruction([], Operator("EMC"))
