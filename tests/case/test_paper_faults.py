"""Faults of a paper: what it needs and does not get, all at once, and nobody invented to sign it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import build_context, check_case, load_forms
from schematom_docs.errors import CaseError
from tests.case.small_case import CASE_FILE, DATA, MARKS, context_of, forms, reference, small_case, spoiled


def test_nobody_is_invented_as_a_signatory_and_all_faults_of_a_paper_come_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        context_of("porozumienie_probne", "p02")
    assert caught.value.exit_code == 3
    assert [(fault.place.rpartition(", ")[2], fault.reason) for fault in caught.value.faults] == [
        ("porozumienia.p02", "dokument „Porozumienie próbne” ma za mało stron: 2, a potrzeba co najmniej 3."),
        (
            "instytucje.szkola",
            "instytucja „szkola” nie ma reprezentanta w dniu 10\u00a0sierpnia\u00a02015\u00a0r. "
            "(dokument „Porozumienie próbne”).",
        ),
    ]


def test_representative_out_of_office_does_not_sign(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("umocowanie: pełnomocnictwa nr 1, od: 2012-01-01", "od: 2012-01-01, do: 2015-05-13"))
    with pytest.raises(CaseError, match="instytucja „pup” nie ma reprezentanta w dniu 14"):
        context_of("kontrakt_probny", "k01", path)


def test_answer_outside_the_project_is_refused(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("k02: {uwagi: własna uwaga", "k02: {data: 2016-01-15, uwagi: własna uwaga"))
    with pytest.raises(CaseError, match="odpowiedź na pytanie „Data zawarcia” wykracza poza okres od 1"):
        context_of("kontrakt_probny", "k02", path)


def test_conditional_question_is_required_only_when_it_is_asked(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("własna uwaga", "zmiana"))
    with pytest.raises(CaseError) as caught:
        context_of("kontrakt_probny", "k02", path)
    assert [fault.reason for fault in caught.value.faults] == [
        "brak odpowiedzi na pytanie „Powód zmiany” (dokument „Kontrakt próbny”)."
    ]
    assert caught.value.faults[0].remedy == "Wpisz ją w dokumenty.kontrakt_probny.dla.k02.powod."


def test_answer_to_a_question_that_is_not_asked_is_not_lost_in_silence(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("uwagi: własna uwaga", "powod: przeprowadzka"))
    with pytest.raises(CaseError, match="pytanie „Powód zmiany” nie jest tu zadawane"):
        context_of("kontrakt_probny", "k02", path)


def test_default_that_does_not_fit_its_question_is_refused(tmp_path: Path) -> None:
    text = (DATA / "formularze" / "informacja_probna.yaml").read_text(encoding="utf-8")
    changed = text.replace("domyslnie: informacja.stan_na", "domyslnie: projekt.etapy.1.okres_planowany.od")
    (tmp_path / "informacja_probna.yaml").write_text(changed, encoding="utf-8")
    form = load_forms(tmp_path)["informacja_probna"]
    with pytest.raises(CaseError, match="nie pasuje do pytania „Stan na dzień”") as caught:
        build_context(small_case(), form, "i01", reference=reference(), assets=MARKS)
    assert caught.value.faults[0].place.endswith("informacje.i01")


def test_answer_may_name_an_institution(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("uwagi: własna uwaga", "adresat: instytucje.szkola"))
    assert context_of("kontrakt_probny", "k02", path)["dokument"]["adresat"]["rodzaj"] == "szkola"
    wrong = spoiled(tmp_path, ("uwagi: własna uwaga", "adresat: szkoła"))
    with pytest.raises(CaseError, match="nie ma instytucji „szkoła”"):
        context_of("kontrakt_probny", "k02", wrong)


def test_unconfirmed_legal_basis_is_a_warning_of_the_check_and_stops_nothing(tmp_path: Path) -> None:
    text = (DATA / "formularze" / "kontrakt_probny.yaml").read_text(encoding="utf-8")
    changed = text.replace("podstawy: [pomoc_spoleczna,", "podstawy: [pomoc_spoleczna_odmowa,")
    (tmp_path / "kontrakt_probny.yaml").write_text(changed, encoding="utf-8")
    loaded = load_forms(tmp_path)
    faults = check_case(CASE_FILE, loaded, reference(), "kontrakt_probny")
    assert [fault.warning for fault in faults] == [True, True]
    assert faults[0].reason.startswith("podstawa prawna „pomoc_spoleczna_odmowa”")
    context = build_context(small_case(), loaded["kontrakt_probny"], "k01", reference=reference(), assets=MARKS)
    assert "pomoc_spoleczna_odmowa" in str(context["podstawy"])


def test_missing_picture_of_a_mark_is_a_fault() -> None:
    form = forms()["kontrakt_probny"]
    with pytest.raises(CaseError, match=r"crzl\.png: brak pliku ze znakiem programu"):
        build_context(
            small_case(), form, "k01", reference=reference(), assets={"kapital_ludzki.png": b"", "ue_efs.png": b""}
        )


def test_unknown_subject_is_refused() -> None:
    with pytest.raises(CaseError, match="nie ma pozycji „k03”"):
        context_of("kontrakt_probny", "k03")
