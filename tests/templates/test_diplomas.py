"""Diplomas: one page each, whatever the length of the names, and the name is the largest thing on the page."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from docx import Document as WordDocument

from schematom_docs.case import template_name
from schematom_docs.values import Document
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued

VARIANTS = ("dorosly", "dziecko", "rodzina", "instytucja")
LONG_INSTITUTION = "Stowarzyszenie Wspierania Aktywności Społecznej „Przykładowe Partnerstwo”"
LONG_TITLE = (
    "Partnerstwa przeciw wykluczeniu społecznemu – profesjonalne formy pomocy, "
    "ze szczególną rolą zatrudnienia socjalnego – edycja próbna"
)
LONG_PERSON = {
    "imie": "Aleksandra",
    "drugie_imie": "Maksymiliana",
    "nazwisko": "Wzorcowa-Przykładowska",
    "imie_nazwisko": "Aleksandra Maksymiliana Wzorcowa-Przykładowska",
    "odmiany": {"dopelniacz": "Aleksandry Maksymiliany Wzorcowej-Przykładowskiej"},
}


def diploma(papers: Callable[[str], list[Issued]], variant: str) -> Issued:
    """Return the first diploma of a variant among the papers of kielce-2."""
    found = [item for item in papers("kielce-2") if item.document.type_id == "dyplom"]
    return next(item for item in found if mapping(item.context["dyplom"])["wariant"] == variant)


def mapping(value: object) -> Mapping[str, object]:
    """Return a value known to be a mapping."""
    assert isinstance(value, Mapping)
    return value


def lengthened(issued: Issued) -> dict[str, object]:
    """Return the context of a diploma with three signatories and the longest names that may occur."""
    subject, paper = mapping(issued.context["dyplom"]), mapping(issued.context["dokument"])
    signature = mapping(paper["podpisy"][0])  # type: ignore[index]  # a list of mappings
    party = {**mapping(signature["strona"]), "nazwa": LONG_INSTITUTION}
    person = {**mapping(signature["osoba"]), **LONG_PERSON, "funkcja": "Prezes Zarządu Stowarzyszenia"}
    signatures = [{**signature, "strona": party, "osoba": person}] * 3
    changed: dict[str, object] = {}
    if subject["osoba"]:
        changed["osoba"] = {**mapping(subject["osoba"]), **LONG_PERSON}
    if subject["rodzina"]:
        form = "Rodziny Państwa Magdaleny Wzorcowej-Przykładowskiej i Andrzeja Próbnego"
        changed["rodzina"] = {**mapping(subject["rodzina"]), "odmiany": {"dopelniacz": form}}
    if subject["instytucja"]:
        form = LONG_INSTITUTION.replace("Stowarzyszenie", "Stowarzyszenia")
        changed["instytucja"] = {
            **mapping(subject["instytucja"]),
            "nazwa": LONG_INSTITUTION,
            "odmiany": {"dopelniacz": form},
        }
    return {
        **issued.context,
        "projekt": {**mapping(issued.context["projekt"]), "tytul": LONG_TITLE},
        "dyplom": {**subject, **changed},
        "dokument": {**paper, "podpisy": signatures},
    }


def rendered(desk: Desk, issued: Issued, context: Mapping[str, object]) -> Document:
    """Return the diploma rendered again with another context."""
    template = desk.template(template_name(desk.form("dyplom"), context))
    return replace(issued.document, docx=template.render(context))


@pytest.mark.parametrize("variant", VARIANTS)
def test_diploma_of_the_pilot_is_one_page(variant: str, desk: Desk, papers: Callable[[str], list[Issued]]) -> None:
    assert desk.press.run([diploma(papers, variant).document])[0].pages == 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_diploma_with_the_longest_names_and_three_signatories_is_one_page(
    variant: str, desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    issued = diploma(papers, variant)
    assert desk.press.run([rendered(desk, issued, lengthened(issued))])[0].pages == 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_name_is_set_larger_than_the_text_of_the_diploma(variant: str, papers: Callable[[str], list[Issued]]) -> None:
    document = WordDocument(io.BytesIO(diploma(papers, variant).document.docx))
    sizes = {
        paragraph.style.name: paragraph.style.font.size.pt
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.font.size is not None
    }
    name = next(size for style, size in sizes.items() if style.startswith("Nazwisko wyróżnionego"))
    others = [size for style, size in sizes.items() if not style.startswith(("Nazwisko", "Tytuł"))]
    assert name >= 1.5 * max(others)


@pytest.mark.parametrize("variant", VARIANTS)
def test_child_is_named_without_pan_or_pani_and_an_adult_with(
    variant: str, papers: Callable[[str], list[Issued]]
) -> None:
    document = WordDocument(io.BytesIO(diploma(papers, variant).document.docx))
    name = next(p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Nazwisko"))
    assert name.startswith(("Pani ", "Pani\u00a0", "Pana ", "Pana\u00a0")) == (variant == "dorosly")
