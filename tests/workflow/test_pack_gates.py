"""Gates, conditions and annexes of packs on the data of a case: what refuses a pack and what a draft tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.cli.main import run
from schematom_docs.errors import NotReleasableError
from schematom_docs.pack import Gate, Place, Recipe
from schematom_docs.values import PdfFile
from schematom_docs.workflow.assembly import assemble
from schematom_docs.workflow.completeness_protocol import completeness_protocols
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.front_pages import frame_beside
from schematom_docs.workflow.recipe_path_checks import recipe_path_faults
from tests.conftest import ROOT
from tests.papers.wording import plain

UNFAVOURABLE = "Program rodzinny nie ma pozytywnej opinii PZKW."


def changed(folder: Path, pilot: str, *changes: tuple[str, str]) -> Path:
    """Write a pilot's case with some words changed once; return the file."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "sprawa.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def unfavourable(tmp_path: Path, desk: Desk) -> CheckedCase:
    """Turek with a negative opinion on the first family's programme, duly explained."""
    path = changed(tmp_path, "turek", ("opinia: pozytywna", "opinia: negatywna"))
    return load_case(path, reference=desk.reference)


def test_contract_without_a_positive_opinion_shuts_the_gate(desk: Desk, unfavourable: CheckedCase) -> None:
    with pytest.raises(NotReleasableError) as caught:
        assemble(desk, unfavourable, desk.recipe("rodzinny"), "r01")
    faults = [fault for fault in caught.value.faults if fault.reason == UNFAVOURABLE]
    assert [fault.place for fault in faults] == ["Trójstronny Kontrakt Rodzinny (k01)"]
    assert "popraw program" in faults[0].remedy
    assert caught.value.exit_code == 5


def test_contract_without_a_diagnosis_shuts_the_gate_and_not_only_the_paper(desk: Desk, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "turek" / "sprawa.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("diagnoza: {"))
    case = load_case(changed(tmp_path, "turek", (line + "\n", "")), reference=desk.reference)
    with pytest.raises(NotReleasableError, match="Kontrakt nie ma diagnozy sytuacji rodziny"):
        assemble(desk, case, desk.recipe("rodzinny"), "r01")


def test_draft_of_a_refused_pack_lists_the_gate_and_holds_its_protocol(desk: Desk, unfavourable: CheckedCase) -> None:
    draft = assemble(desk, unfavourable, desk.recipe("rodzinny"), "r01", draft=True)
    assert UNFAVOURABLE in [fault.reason for fault in draft.lacking]
    types = [entry.type_id for entry in draft.plan.entries]
    assert types[:3] == ["okladka", "spis_dokumentow", "protokol_kompletnosci"]
    assert "kontrakt_rodzinny" in types


def test_protocol_tells_shut_gates_beside_missing_papers(desk: Desk, unfavourable: CheckedCase) -> None:
    [protocol] = completeness_protocols(desk, unfavourable, "rodzinny", ["r01"])
    text = plain(protocol.docx)
    assert "nie jest spełniony jeden warunek wydania" in text
    assert UNFAVOURABLE in text


def test_whole_pack_has_all_its_gates_open(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    [protocol] = completeness_protocols(desk, example("turek"), "rodzinny", ["r02"])
    assert "Wszystkie warunki wydania są spełnione." in plain(protocol.docx)


def test_consent_to_a_trip_belongs_to_families_with_children_only(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    recipe = desk.recipe("rodzinny")
    case = example("poznan-2")
    family = assemble(desk, case, recipe, "r01")
    assert "zgoda_rodzica_na_wyjazd" in [entry.type_id for entry in family.plan.entries]
    childless = replace(
        recipe,
        members=tuple(replace(m, condition="nie rodzina.dzieci") if m.condition else m for m in recipe.members),
    )
    plan = assemble(desk, case, childless, "r01").plan
    assert "zgoda_rodzica_na_wyjazd" not in [entry.type_id for entry in plan.entries]
    assert [member.types for member in plan.idle] == [("zgoda_rodzica_na_wyjazd",)]


def test_annex_renamed_in_its_form_alone_is_a_fault_with_both_titles(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    renamed = desk.form("karta_uslug").model_copy(update={"title": "Karta usług dla Rodziny"})
    office = replace(desk, forms={**desk.forms, "karta_uslug": renamed})
    with pytest.raises(NotReleasableError) as caught:
        assemble(office, example("turek"), desk.recipe("rodzinny"), "r01")
    assert [fault.reason for fault in caught.value.faults] == [
        "Dokument wymienia załącznik „Karta usług Rodziny”, a część pakietu nazywa się „Karta usług dla Rodziny”."
    ]


def test_recipes_of_the_project_read_only_what_papers_have(desk: Desk) -> None:
    assert recipe_path_faults(desk) == []


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (lambda r: replace(r, gates=(replace(r.gates[0], condition="kontrakt.diagnozaa"),)), "kontrakt.diagnoza”?"),
        (lambda r: replace(r, gates=(Gate("rodzina.dzieeci", "x", "y", source="p"),)), "rodzina.dzieci”?"),
        (
            lambda r: replace(r, members=tuple(replace(m, condition="rodzina.dzieci_male") for m in r.members[:1])),
            "rodzina.dzieci”?",
        ),
    ],
)
def test_misspelt_condition_of_a_recipe_is_a_fault_with_the_nearest_name(
    recipe: Callable[[Recipe], Recipe], words: str, desk: Desk
) -> None:
    office = replace(desk, recipes={"rodzinny": recipe(desk.recipe("rodzinny"))})
    [fault] = recipe_path_faults(office)
    assert words in fault.remedy


def test_draft_and_final_together_are_refused(tmp_path: Path) -> None:
    assert run(["pack", "rodzinny", str(ROOT / "examples" / "turek"), "--projekt", "--final", "-o", str(tmp_path)]) == 2


def test_letter_that_cannot_be_made_is_left_out_of_a_draft_and_told(desk: Desk, tmp_path: Path) -> None:
    words = '      tresc: "Porozumienie określa zasady'
    path = changed(tmp_path, "turek", (words, "      data: 1990-01-01\n" + words))
    case = load_case(path, reference=desk.reference)
    draft = assemble(desk, case, desk.recipe("instytucji"), "pup", draft=True)
    assert "pismo_przewodnie" in [entry.type_id for entry in draft.plan.entries]
    for entry in draft.plan.entries:
        draft.pdfs[entry.type_id, entry.subject] = PdfFile(entry.type_id, entry.title, b"", 1)
    frame_beside(desk, case, draft)
    assert "pismo_przewodnie" not in [entry.type_id for entry in draft.plan.entries]
    assert "Pismo przewodnie" in [fault.place for fault in draft.lacking]
    protocol = next(paper for paper in draft.issued(Place.PROTOCOL))
    assert "Pismo przewodnie" in plain(protocol.document.docx)
