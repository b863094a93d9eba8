"""Pages of a pack held against its manifest: fingerprints, page codes as stated, page codes as drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from schematom_docs.errors import Fault
from schematom_docs.pdf.rendering import Drawn, drawn
from schematom_docs.signing.drawn_codes import drawn_codes
from schematom_docs.signing.page_codes import PageCode, page_digest, parse_payload
from schematom_docs.workflow.stated_pack import MANIFEST_NAME, StatedPack, StatedPage

DOTS = 150  # to the inch: 3.6 dots a module of a symbol of 20 mm
MOST_DOTS = 30_000_000  # of one picture; a sheet A0 has 35 million at 150 dots to the inch
CORNER = 130.0  # points from the lower left corner, where the symbol stands
LETTERS = re.compile(r"ZD[0-9]+\|[0-9A-Z-]{8,13}\|[0-9]+\|[0-9]+\|[0-9]+\|[0-9a-f]{16}")
_BREAKS = re.compile(r"[\s\ufffe\u00ad]+")  # PDFium marks a hyphen at the end of a line with U+FFFE
OTHER_COPY = "Porównaj z plikiem z rejestru wydającego."


def page_faults(stated: StatedPack, fingerprints: Sequence[str]) -> list[Fault]:
    """Return where the pages of a file differ from those the manifest states: number, order, content."""
    faults: list[Fault] = []
    if len(fingerprints) != len(stated.pages):
        reason = f"plik ma stron: {len(fingerprints)}, a manifest opisuje: {len(stated.pages)}"
        faults.append(Fault("strony", reason, OTHER_COPY))
    known = {page.fingerprint: page.number for page in reversed(stated.pages)}
    for page, found in zip(stated.pages, fingerprints, strict=False):
        if page.fingerprint != found:
            elsewhere = known.get(found)
            what = f"stoi tu strona {elsewhere}" if elsewhere else "treść strony różni się od wydanej"
            faults.append(Fault(stated.place_of(page.number), what, OTHER_COPY))
    return faults


def number_faults(stated: StatedPack) -> list[Fault]:
    """Return where the page numbers of a manifest do not follow one another; a volume may begin later than 1."""
    counted = [page.number for page in stated.pages if page.number]
    wrong = next((number for number, before in zip(counted[1:], counted, strict=False) if number != before + 1), None)
    if wrong is not None:
        return [Fault(MANIFEST_NAME, f"strony nie idą po kolei przy stronie {wrong}")]
    if counted and counted[-1] > stated.total:
        return [Fault(MANIFEST_NAME, f"ostatnia strona to {counted[-1]}, a pakiet ma ich {stated.total}")]
    return []


def document_faults(stated: StatedPack) -> list[Fault]:
    """Return where the parts that a manifest states do not add up to its pages."""
    faults: list[Fault] = []
    expected = 1
    for one in stated.documents:
        if one.first != expected or one.last < one.first:
            place = f"manifest, „{one.title}”"
            faults.append(Fault(place, f"strony {one.first}–{one.last}, a kolejna wolna to {expected}"))
        expected = one.last + 1
    if expected - 1 != stated.total:
        faults.append(Fault("manifest", f"części mają razem {expected - 1} stron, a pakiet {stated.total}"))
    return faults


def code_faults(stated: StatedPack, fingerprints: Sequence[str]) -> list[Fault]:
    """Return where page codes of the manifest do not name this pack, their page and its content."""
    faults: list[Fault] = []
    for page, fingerprint in zip(stated.pages, fingerprints, strict=False):
        if page.payload:
            faults += [Fault(stated.place_of(page.number), said) for said in _code_faults(stated, page, fingerprint)]
    return faults


def _code_faults(stated: StatedPack, page: StatedPage, fingerprint: str) -> list[str]:
    code = parse_payload(page.payload)
    if code is None:
        return ["kod strony w manifeście nie jest kodem tego programu"]
    wanted = (stated.code, stated.counterpart, stated.version, page.number, stated.total)
    if (code.code, code.counterpart, code.version, code.page, code.pages) != wanted:
        return [f"kod strony w manifeście nazywa inną stronę: {named(code)}"]
    if code.digest != page_digest(*wanted, fingerprint):
        return ["kod strony nie zgadza się z jej treścią"]
    return []


def drawn_faults(stated: StatedPack, pdf: bytes) -> list[Fault]:
    """Return where the code on a page, drawn or in letters, is not its own. Raises ConversionError."""
    faults: list[Fault] = []
    with drawn(pdf, name="plik") as pictures:
        for index, page in enumerate(stated.pages[: len(pictures)]):
            faults += _drawn_faults(stated, page, _codes(pictures, index, page.payload))
            if page.payload:
                faults += _written_faults(stated, page, pictures.text(index))
    return faults


def _written_faults(stated: StatedPack, page: StatedPage, text: str) -> list[Fault]:
    """Return where the code in letters is not that of the page."""
    found = LETTERS.findall(_BREAKS.sub("", text))
    if page.payload in found:
        return []
    reason = f"literami zapisano kod innej strony: {_named(found)}" if found else "na stronie nie ma kodu literami"
    return [Fault(stated.place_of(page.number), reason, OTHER_COPY)]


def _codes(pictures: Drawn, index: int, wanted: str) -> list[str]:
    """Return the codes in the corner of a page when the wanted one is there, else those of the whole page."""
    width, height = pictures.size(index)
    corner = (0.0, 0.0, min(CORNER, width), min(CORNER, height))
    found = drawn_codes(pictures.picture(index, dots=DOTS, part=corner, grey=True)) if wanted else []
    if wanted in found:
        return found
    inches = max(1.0, width * height / 72**2)
    dots = min(DOTS, math.sqrt(MOST_DOTS / inches))
    return drawn_codes(pictures.picture(index, dots=dots, grey=True))


def _drawn_faults(stated: StatedPack, page: StatedPage, found: Sequence[str]) -> list[Fault]:
    place = stated.place_of(page.number)
    others = [text for text in found if text != page.payload]
    if not page.payload:
        return [Fault(place, f"wydrukowano kod, choć strona nie ma go mieć: {_named(others)}")] if others else []
    if page.payload in found:
        reason = f"obok kodu strony jest też inny: {_named(others)}"
        return [Fault(place, reason, warning=True)] if others else []
    if others:
        said = f"wydrukowano kod innej strony: {_named(others)}"
        if {_without_digest(text) for text in others} == {_without_digest(page.payload)}:
            said = "wydrukowano kod tej strony z innym skrótem treści"
        return [Fault(place, said, OTHER_COPY)]
    return [Fault(place, "na stronie nie ma czytelnego kodu QR", OTHER_COPY)]


def _without_digest(text: str) -> str:
    return text.rpartition("|")[0]


def _named(texts: Sequence[str]) -> str:
    codes = [parse_payload(text) for text in texts]
    return "; ".join(named(code) if code else "kod uszkodzony" for code in codes)


def named(code: PageCode) -> str:
    """Return „pakiet K7Q2M9XA, wersja 1, egz. 2, str. 3 z 12”."""
    copy = f", egz. {code.counterpart}" if code.counterpart else ""
    return f"pakiet {code.code}, wersja {code.version}{copy}, str. {code.page} z {code.pages}"
