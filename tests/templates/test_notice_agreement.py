"""The notice agrees with its numbers: nouns, adjectives, verbs and whole sections follow the lists of the case."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pytest
from docx import Document as WordDocument

from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued

FAMILIES = {
    1: "Uczestnikiem II etapu pilotażu jest 1 rodzina wielodzietna – wspólny klient OPS i PUP, "
    "która uczestniczyła również w I etapie pilotażu.",
    2: "Uczestnikami II etapu pilotażu są 2 rodziny wielodzietne – wspólni klienci OPS i PUP, "
    "w tym 1 rodzina, która uczestniczyła w I etapie pilotażu.",
    5: "Uczestnikami II etapu pilotażu jest 5 rodzin wielodzietnych – wspólnych klientów OPS i PUP, "
    "w tym 1 rodzina, która uczestniczyła w I etapie pilotażu.",
    22: "Uczestnikami II etapu pilotażu są 22 rodziny wielodzietne – wspólni klienci OPS i PUP, "
    "w tym 1 rodzina, która uczestniczyła w I etapie pilotażu.",
}
DISTRICTS = {1: "1 powiat zaproszony", 2: "2 powiaty zaproszone", 20: "20 powiatów zaproszonych"}


@pytest.fixture(scope="module")
def notice(papers: Callable[[str], list[Issued]]) -> Issued:
    """The notice of poznan-2."""
    return next(item for item in papers("poznan-2") if item.document.type_id == "informacja_o_postepie")


def worded(desk: Desk, context: Mapping[str, object]) -> str:
    """Return the text of the notice filled with a context, spaces plain."""
    filled = desk.template("informacja_o_postepie.docx").render(context)
    text = " ".join(paragraph.text for paragraph in WordDocument(io.BytesIO(filled)).paragraphs)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def state(notice: Issued, **counts: object) -> dict[str, object]:
    """Return the context of the notice with other counts."""
    known = notice.context["stan"]
    assert isinstance(known, Mapping)
    return {**notice.context, "stan": {**known, **counts}}


@pytest.mark.parametrize("families", FAMILIES)
def test_sentence_on_families_agrees_with_their_number(families: int, desk: Desk, notice: Issued) -> None:
    assert FAMILIES[families] in worded(desk, state(notice, rodziny=families, rodziny_z_etapu_1=1))


@pytest.mark.parametrize("districts", DISTRICTS)
def test_sentence_on_districts_agrees_with_their_number(districts: int, desk: Desk, notice: Issued) -> None:
    project = notice.context["projekt"]
    assert isinstance(project, Mapping) and isinstance(project["etap_biezacy"], Mapping)
    stage = {**project["etap_biezacy"], "powiatow": districts}
    text = worded(desk, {**notice.context, "projekt": {**project, "etap_biezacy": stage}})
    assert f"testowany jest przez {DISTRICTS[districts]} do przeprowadzenia II etapu testów" in text


def test_contracts_signed_with_some_families_are_not_said_of_all(desk: Desk, notice: Issued) -> None:
    text = worded(desk, state(notice, rodziny=5, kontrakty=3, wszystkie_kontrakty_podpisane=False))
    assert "Trójstronny Kontrakt Rodzinny podpisano z 3 spośród 5 rodzin uczestniczących w projekcie" in text
    assert "Z każdą z rodzin" not in text


def test_one_agreement_is_spoken_of_in_the_singular(desk: Desk, notice: Issued) -> None:
    text = worded(desk, state(notice, porozumienia=1))
    assert "w porozumieniu podpisanym między tymi instytucjami. Określono w nim:" in text


def test_one_visit_has_a_heading_in_the_singular_and_none_has_no_section(desk: Desk, notice: Issued) -> None:
    quiet = {**notice.context, "wizyty_przyjazdowe": [], "wizyty_wspolne": None}
    one = worded(desk, quiet)
    assert "Wizyta studyjna" in one and "Wizyty studyjne" not in one and "przyjechali" not in one
    none = worded(desk, {**quiet, "wizyty_wyjazdowe": []})
    assert "izyta studyjna" not in none and "izyty studyjn" not in none


def test_leader_alone_is_one_implementer(desk: Desk, notice: Issued) -> None:
    leader = notice.context["lider"]
    text = worded(desk, {**notice.context, "realizatorzy": [leader], "partnerzy": []})
    assert "realizatorem zadań w II etapie testowania" in text and "jest tylko 1 instytucja:" in text
    assert "partner" not in text.partition("Wykonawcami")[0]
