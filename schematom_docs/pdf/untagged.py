"""Pages that come without tags, such as scans, made ready to stand among tagged ones."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Operator, Pdf

FIGURE_ID = 0
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def mark_as_figures(source: Pdf) -> None:
    """Wrap the content of every page of source as one figure (marked content 0), old marks of content taken off."""
    for page in source.pages:
        inner = [_without_mark(instruction) for instruction in pikepdf.parse_content_stream(page)]
        start = pikepdf.ContentStreamInstruction([Name.Figure, Dictionary(MCID=FIGURE_ID)], Operator("BDC"))
        end = pikepdf.ContentStreamInstruction([], Operator("EMC"))
        marked: list[Instruction] = [start, *inner, end]
        page.obj.Contents = source.make_stream(pikepdf.unparse_content_stream(marked))


def _without_mark(instruction: Instruction) -> Instruction:
    """Return instruction, or a plain BMC in place of one that claims a number in a structure tree that is gone, or that
    calls an artifact what is now part of a figure."""
    if not isinstance(instruction, pikepdf.ContentStreamInstruction):
        return instruction
    operator, operands = str(instruction.operator), list(instruction.operands)
    artifact = operator in ("BMC", "BDC") and str(operands[0]) == "/Artifact"
    numbered = operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and Name.MCID in operands[1]
    if artifact or numbered:
        return pikepdf.ContentStreamInstruction([Name.Span if artifact else operands[0]], Operator("BMC"))
    return instruction
