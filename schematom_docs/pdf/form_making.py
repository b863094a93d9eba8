"""A fillable PDF from the questions of a form: tagged, in the house style, blank, filled, or filled and made fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

from schematom_docs.errors import CaseError, Fault
from schematom_docs.fields import Answers, FormField
from schematom_docs.pdf.files import saved
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.form_captions import notes
from schematom_docs.pdf.form_continuation import draw_continuations
from schematom_docs.pdf.form_drawing import Drawing
from schematom_docs.pdf.form_filling import fill
from schematom_docs.pdf.form_fitting import LARGEST
from schematom_docs.pdf.form_flattening import flatten
from schematom_docs.pdf.form_font import BOLD_FONTS, TEXT_FONTS, TITLE_FONTS, FormFont
from schematom_docs.pdf.form_identity import IDENTITY, INFO_KEY, Identity
from schematom_docs.pdf.form_plan import Block, Control, form_version, plan
from schematom_docs.pdf.form_sheet import Sheet
from schematom_docs.pdf.form_strip import draw_strip
from schematom_docs.pdf.form_tables import draw_questions
from schematom_docs.pdf.form_tags import Tags
from schematom_docs.pdf.form_widgets import FieldTree
from schematom_docs.pdf.metadata import Properties, write_properties


@dataclass(frozen=True, slots=True)
class FormFace:
    """What a form says beside its questions. title: printed; strip: (picture bytes, description) of publicity marks;
    funding: sentence below them; notes: sentences below the title; mark: told in every footer; engine: program and
    version, for the producer."""

    type_id: str
    title: str
    strip: Sequence[tuple[bytes, str]] = ()
    funding: str = ""
    notes: Sequence[str] = ()
    engine: str = "schematom_docs"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FormFonts:
    """TrueType files a form is set in; None: Carlito and Caladea, or their twins, where the system keeps fonts."""

    text: Path | None = None
    bold: Path | None = None
    title: Path | None = None

    def opened(self, pdf: Pdf) -> dict[str, FormFont]:
        """Return the faces by their use."""
        wanted = (("text", self.text, TEXT_FONTS), ("bold", self.bold, BOLD_FONTS), ("title", self.title, TITLE_FONTS))
        resources = {"text": "Tekst", "bold": "Gruby", "title": "Tytul"}
        return {use: FormFont(path or find_font(names), pdf, resources[use]) for use, path, names in wanted}


def make_form(
    face: FormFace,
    fields: Sequence[FormField],
    answers: Answers | None = None,
    *,
    fast: bool = False,
    fonts: FormFonts | None = None,
) -> bytes:
    """Return the PDF of a form. answers: None for a blank one; fast: flattened, nothing can be typed any more.

    Text that does not fit goes on at the end, on pages of its own. Same input, same bytes. Raises CaseError with every
    answer that cannot be written (choice the form does not have, letter the font does not have, too many signs).
    """
    pdf = Pdf.new()
    opened = (fonts or FormFonts()).opened(pdf)
    sheet = Sheet(pdf, opened, Tags())
    sheet.new_page()
    drawing = Drawing(sheet, FieldTree(pdf, opened["text"].resource))
    blocks = plan(fields, answers)
    draw_strip(sheet, face.strip, face.funding)
    drawing.title(face.title, [*face.notes, *notes(fields)])
    draw_questions(drawing, blocks)
    identity = Identity(face.type_id, form_version(fields), answers.key if answers else "")
    drawing.tree.hidden(IDENTITY, identity.text, pdf.pages[0].obj)
    _hang_form(pdf, drawing)
    if answers is not None:
        _answer(drawing, blocks, face.title)
    sheet.footers(" · ".join(filter(None, (face.title, identity.footer, face.mark))), "strona {page} z {pages}")
    sheet.write()
    sheet.tags.write(pdf)
    _outline(pdf, drawing.sections)
    write_properties(pdf, Properties(face.title, producer=face.engine, creator=face.engine, pdfua=1))
    pdf.docinfo[INFO_KEY] = String(identity.text)
    if fast:
        flatten(pdf)
    for font in opened.values():
        font.embed()
    return saved(pdf)


def _answer(drawing: Drawing, blocks: Iterable[Block], place: str) -> None:
    """Write the answers into the fields and draw what did not fit."""
    values, faults = values_of(blocks, place)
    if faults:
        raise CaseError("odpowiedzi nie da się wpisać do formularza", place=place, faults=faults)
    sheet = drawing.sheet
    continued = fill(sheet.pdf, values, sheet.fonts["text"], drawing.names, place=place)
    section = draw_continuations(sheet, continued)
    if section:
        drawing.sections.append(section)


def values_of(blocks: Iterable[Block], place: str) -> tuple[dict[str, str], list[Fault]]:
    """Return PDF field → value for every answer, and a fault for each answer that is none of its choices."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for block in blocks:
        for control in block.controls:
            if not control.text:
                continue
            value = _value(control)
            if value is None:
                options = ", ".join(f"„{label}”" for _, label in control.options)
                reason = "formularz nie ma takiej odpowiedzi do wyboru"
                faults.append(Fault(f"{place}, pole „{control.label}”", reason, f"Odpowiedzi: {options}."))
            else:
                values[control.name] = value
    return values, faults


def _value(control: Control) -> str | None:
    """Return what the PDF field holds for the answer of a control, None when it is none of the options."""
    if not control.options:
        return control.text
    place = next((place for place, pair in enumerate(control.options) if control.text in pair), None)
    if place is None:
        return None
    return control.options[place][0] if control.shape == "list" else control.states[place]


def _hang_form(pdf: Pdf, drawing: Drawing) -> None:
    text = drawing.sheet.fonts["text"]
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(drawing.tree.top),
            DA=String(f"/{text.resource} {LARGEST:g} Tf 0 g"),
            DR=Dictionary(Font=Dictionary({f"/{text.resource}": text.typing})),
        )
    )


def _outline(pdf: Pdf, sections: Sequence[tuple[str, int, float]]) -> None:
    if not sections:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(sections)))
    entries = []
    for title, page, height in sections:
        place = Array([pdf.pages[page].obj, Name.XYZ, 0, round(height + 12), 0])
        entries.append(pdf.make_indirect(Dictionary(Title=String(title), Parent=root, Dest=place)))
    for before, after in pairwise(entries):
        before.Next, after.Prev = after, before
    root.First, root.Last = entries[0], entries[-1]
    pdf.Root.Outlines = root
