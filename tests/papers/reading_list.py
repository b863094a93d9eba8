"""Reading list of docs/papers.md with a picture of each type: python -m tests.papers.reading_list."""

from __future__ import annotations

import io
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import docx
from PIL import Image

from schematom_docs.case import CheckedCase, FormDefinition, load_case, subjects
from schematom_docs.records import RETURNED, SENT, BoardChange
from schematom_docs.registry import open_registry
from schematom_docs.settings import load_settings
from schematom_docs.values import Document
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.board_receipt import RECEIPT, receipt
from schematom_docs.workflow.completeness_protocol import completeness_protocols
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.packing import trial_papers
from tests.conftest import PILOTS, ROOT
from tests.papers.wording import paragraphs
from tests.registry.orders import ACT, release

PAGE = ROOT / "docs" / "papers.md"
PICTURES = ROOT / "docs" / "obrazy" / "pisma"
PACKS = (("kielce-1", "instytucji", "pup"), ("stella-2016", "kis", "u01"))
BEGIN, END = "<!-- reading list: made by `make pictures` -->", "<!-- end of the reading list -->"
DOTS_PER_INCH = 40
SHADES = 12
HEADINGS = ("Paragraf", "Nagłówek części", "Nagłówek części numerowany", "Nagłówek załączników", "Wstęp podpisów")
DESCRIBED = {
    "kontrakt_rodzinny": "2.1, 2.2", "kontrakt_socjalny": "2.3", "list_intencyjny": "2.4", "porozumienie": "2.1, 2.5",
    "powolanie_zespolu": "2.6", "informacja_o_postepie": "2.7, 2.11", "dyplom": "2.8", "zaswiadczenie": "2.8",
    "deklaracja_pracodawcy": "2.9", "skierowanie_do_kis": "2.9", "zgoda_na_przetwarzanie": "2.10",
    "klauzula_informacyjna": "2.10", "upowaznienie_do_danych": "2.10", "oswiadczenie_o_poufnosci": "2.10",
    "umowa_o_realizacje": "2.1", "umowa_o_zadanie": "2.1", "umowa_z_kadra": "2.1", "umowa_uczestnictwa_kis": "2.1",
    "porozumienie_partnerskie": "2.1", "aneks": "2.1", "opinia_o_programie": "2.6",
}  # fmt: skip
"""Where the description of the domain words a type; the others follow 2.1 and 2.11 in what concerns them."""


def first_paper(desk: Desk, form: FormDefinition) -> tuple[str, Document]:
    """Return (pilot, paper) of the first pilot that has one. Raises LookupError for a type without example."""
    framing = any(form.type_id in recipe.frame for recipe in desk.recipes.values())
    for pilot in () if framing else form.pilots or PILOTS:
        case = _case(desk, pilot)
        if form.subject is not None or form.type_id in case.case.answers:
            for key in subjects(case, form)[:1]:
                return pilot, issue(desk, case, form.type_id, key).document
    if form.type_id == RECEIPT:
        return "kielce-1", _receipt(desk)
    for pilot, recipe, key in PACKS:
        case = _case(desk, pilot)
        frame = [item.document for item in trial_papers(desk, case, recipe)]
        frame += completeness_protocols(desk, case, recipe, [key])
        for document in frame:
            if document.type_id == form.type_id:
                return pilot, document
    raise LookupError(form.type_id)


def _receipt(desk: Desk) -> Document:
    """Return the receipt of a pack released and sent in a registry of its own."""
    case = (ROOT / "examples" / "kielce-1" / "sprawa.yaml").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        registry = open_registry(Path(folder), created=ACT.at)
        made = release(registry, case=case)
        changes = [BoardChange(1, "rodzina", RETURNED, place="teczka 3"), BoardChange(2, "pup", SENT, how="ePUAP")]
        registry.mark(made, changes, ACT)
        document = receipt(desk, registry, registry.by_code(made.code)[0], ACT.at.date())
        registry.close()
    return document


@cache
def _cases() -> dict[str, CheckedCase]:
    return {}


def _case(desk: Desk, pilot: str) -> CheckedCase:
    known = _cases()
    if pilot not in known:
        known[pilot] = load_case(ROOT / "examples" / pilot / "sprawa.yaml", reference=desk.reference)
    return known[pilot]


def sections_of(source: bytes) -> list[str]:
    """Return the headings of a paper in order, cells included; of one without headings its body's styles."""
    document = docx.Document(io.BytesIO(source))
    headed = [text.strip() for style, text in paragraphs(source) if style in HEADINGS]
    if headed:
        return headed
    return [f"({name})" for name in dict.fromkeys(str(item.style.name) for item in document.paragraphs if item.style)]


def write_reading_list() -> int:
    """Write the list and the pictures. Returns the number of types."""
    desk = open_desk(load_settings(ROOT, {}))
    forms = sorted(
        (form for form in desk.forms.values() if form.catalogue_row),
        key=lambda form: (form.catalogue_row or 0, form.type_id),
    )
    papers = [first_paper(desk, form) for form in forms]
    PICTURES.mkdir(parents=True, exist_ok=True)
    rows = ["| Row | Type | Pilots | Domain | Sections of the example | First page |", "|---|---|---|---|---|---|"]
    for form, (pilot, document), pdf in zip(forms, papers, desk.press.run([item for _, item in papers]), strict=True):
        _draw(pdf.data, PICTURES / form.type_id)
        sections = " · ".join(sections_of(document.docx)).replace("|", "/").replace("\u00a0", " ")
        described, pilots = DESCRIBED.get(form.type_id, "–"), ", ".join(form.pilots)
        picture = f"![{form.type_id}](obrazy/pisma/{form.type_id}.png)"
        seen = f"{pilot}, pages: {pdf.pages}: {sections}"
        rows.append(f"| {form.catalogue_row} | `{form.type_id}` | {pilots} | {described} | {seen} | {picture} |")
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(rows) + f"\n{END}{after}", encoding="utf-8", newline="\n")
    return len(forms)


def _draw(pdf: bytes, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pismo.pdf"
        source.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-png", "-f", "1", "-singlefile", str(source)]
        subprocess.run([*command, str(target)], check=True, timeout=60)
    picture = target.with_suffix(".png")
    with Image.open(picture) as drawn:
        small = drawn.quantize(SHADES)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    print(f"Pisma na liście: {write_reading_list()}")
