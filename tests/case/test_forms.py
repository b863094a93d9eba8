"""Form definitions and reference data: loaded from a folder, every fault located."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from schematom_docs.case import blank_case, check_case, check_forms, load_forms, load_reference
from schematom_docs.case.form_dictionary import KIND_WORDS
from schematom_docs.case.form_model import ONE_PER_PARTY
from schematom_docs.case.legal import data_regime, version_on
from schematom_docs.case.modules import module_id
from schematom_docs.errors import CaseError
from tests.case.small_case import DATA, ROOT, forms, reference

FORM = (DATA / "formularze" / "kontrakt_probny.yaml").read_text(encoding="utf-8")


def faults_of(folder: Path, *changes: tuple[str, str], name: str = "kontrakt_probny.yaml") -> list[str]:
    """Return the faults of a folder with one form changed in places, as printed."""
    text = FORM
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    return [str(fault) for fault in check_forms(folder, reference=reference())]


def test_forms_are_found_by_type() -> None:
    loaded = forms()
    assert sorted(loaded) == ["dyplom_probny", "informacja_probna", "kontrakt_probny", "porozumienie_probne"]
    form = loaded["kontrakt_probny"]
    assert form.copies == ONE_PER_PARTY
    assert form.pack_roles[0].pack == "rodzinny"
    assert loaded["dyplom_probny"].template_files == ("dyplom.docx", "dyplom_dziecko.docx")


def test_a_type_is_added_by_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "notatka.yaml").write_text(
        "typ: notatka\nnazwa: Notatka\ntytul: Notatka\nszablon: notatka.docx\n", encoding="utf-8"
    )
    assert load_forms(tmp_path)["notatka"].subject is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("etykieta: Uwagi", "etykietka: Uwagi"),
            "kontrakt_probny.yaml, wiersz 11, pytania.3.etykietka: nieznane pole „etykietka”. Czy chodzi o „etykieta”?",
        ),
        (
            ("rodzaj: dlugi_tekst", "rodzaj: powiesc"),
            "kontrakt_probny.yaml, wiersz 11, pytania.3.rodzaj: takiej wartości nie ma na liście. Wpisz",
        ),
        (
            ("z: kontrakty, jako", "z: kontrakt, jako"),
            "kontrakt_probny.yaml, wiersz 6, dotyczy.z: w danych sprawy nie ma takiego działu. "
            "Czy chodzi o „kontrakty”?",
        ),
        (
            ("wymaga: [kontrakt.opiekun]", "wymaga: [kontrat.opiekun]"),
            "kontrakt_probny.yaml, wiersz 7, wymaga.1: ścieżka „kontrat.opiekun” zaczyna się od nieznanej nazwy. "
            "Czy chodzi o „kontrakt”?",
        ),
        (
            ("nr {kontrakt.numer} z dnia", "nr {kontrat.numer} z dnia"),
            "kontrakt_probny.yaml, wiersz 3, tytul: ścieżka „kontrat.numer” zaczyna się od nieznanej nazwy.",
        ),
        (
            ("wybor: [w domu, w ośrodku], ", ""),
            "kontrakt_probny.yaml, wiersz 12, pytania.4: lista „wybor” należy do pytania rodzaju „wybor”",
        ),
        (
            ("pole: powod", "pole: uwagi"),
            "kontrakt_probny.yaml, wiersz 13, pytania.5.pole: pytanie „uwagi” jest drugi raz. Usuń jedno z nich.",
        ),
        (
            ("pole: powod", "pole: tytul"),
            "kontrakt_probny.yaml, wiersz 13, pytania.5.pole: nazwę „tytul” program nadaje sam. Wybierz inną nazwę.",
        ),
        (
            ("pomoc_spoleczna,", "pomoc_socjalna,"),
            "kontrakt_probny.yaml, wiersz 25, podstawy.1: nie ma podstawy prawnej „pomoc_socjalna”. "
            "Czy chodzi o „pomoc_spoleczna”?",
        ),
        (
            ("slot: ops, kto: kontrakt.ops", "kto: kontrakt.ops"),
            "kontrakt_probny.yaml, wiersz 20, podpisy.3: miejsce na podpis potrzebuje pól „slot” i „kto”.",
        ),
        (
            ("egzemplarze: po_jednym_dla_strony", "egzemplarze: zero"),
            "kontrakt_probny.yaml, wiersz 21, egzemplarze: to nie jest liczba całkowita.",
        ),
        (
            ("typ: kontrakt_probny", "typ: kontrakt"),
            "kontrakt_probny.yaml, wiersz 1, typ: typ „kontrakt” różni się od nazwy pliku „kontrakt_probny.yaml”.",
        ),
    ],
)
def test_each_fault_of_a_form_has_its_place_and_remedy(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    faults = faults_of(tmp_path, change)
    assert len(faults) == 1, faults
    assert faults[0].startswith(fault)


def test_missing_template_file_is_a_fault(tmp_path: Path) -> None:
    templates = tmp_path / "szablony"
    templates.mkdir()
    (templates / "kontrakt_probna.docx").write_bytes(b"")
    (tmp_path / "kontrakt_probny.yaml").write_text(FORM, encoding="utf-8")
    assert [str(fault) for fault in check_forms(tmp_path, templates=templates)] == [
        "kontrakt_probny.yaml, wiersz 5, szablon: nie ma pliku szablonu „kontrakt_probny.docx”. "
        "Czy chodzi o „kontrakt_probna.docx”?"
    ]


def test_loading_forms_with_faults_raises_them_all(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("typ: a\nnazwa: A\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("typ: [\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_forms(tmp_path)
    assert caught.value.exit_code == 3
    assert [fault.place.partition(",")[0] for fault in caught.value.faults] == ["a.yaml", "a.yaml", "b.yaml"]


def test_blank_case_holds_every_question_and_is_valid_yaml(tmp_path: Path) -> None:
    form = forms()["kontrakt_probny"]
    text = blank_case(form)
    read = yaml.load(text, Loader=yaml.BaseLoader)
    assert list(read["dokumenty"]["kontrakt_probny"]["dla"]["k01"]) == [question.name for question in form.questions]
    assert "# Data zawarcia (data, wymagane)" in text
    assert "#   bez odpowiedzi: kontrakt.miejscowosc albo lider.siedziba" in text
    assert "#   do wyboru: w domu, w ośrodku" in text
    assert "    rodzina:   # klucz rodziny\n" in text
    assert "    opiekun:   # opiekun z MGI\n" in text
    assert "    # spotkania_co_dni:   – co ile dni spotkania\n" in text


def test_blank_case_is_refused_only_for_what_is_not_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_text(blank_case(forms()["kontrakt_probny"]), encoding="utf-8")
    faults = check_case(path, forms(), reference())
    assert faults
    assert not [fault for fault in faults if "nieznane pole" in fault.reason]
    assert any(fault.place.endswith("projekt.tytul") for fault in faults)


SHIPPED = load_forms(ROOT / "forms")


@pytest.mark.parametrize("type_id", sorted(SHIPPED))
def test_blank_case_of_a_shipped_form_tells_every_question_with_its_hint_and_has_no_unknown_field(
    type_id: str, tmp_path: Path
) -> None:
    form = SHIPPED[type_id]
    text = blank_case(form)
    for question in form.questions:
        kind = KIND_WORDS.get(question.kind, question.kind)
        assert f"{question.label} ({kind}, {'wymagane' if question.required else 'nieobowiązkowe'})\n" in text
        assert not question.hint or f"#   {question.hint}\n" in text
    path = tmp_path / "sprawa.yaml"
    path.write_text(text, encoding="utf-8")
    faults = check_case(path, SHIPPED, load_reference(ROOT / "forms"))
    assert faults
    assert not [fault for fault in faults if "nieznane" in fault.reason]
    sections = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(sections) == len(set(sections))


def test_questions_about_the_case_stand_above_the_fields_they_ask_for() -> None:
    lines = [line.strip() for line in blank_case(SHIPPED["deklaracja_pracodawcy"]).splitlines()]
    place = lines.index("liczba_osob:   # ile osób")
    assert lines[place - 2 : place] == [
        "# Liczba osób, które pracodawca zatrudni (liczba, wymagane)",
        "#   Liczba całkowita",
    ]
    budget = blank_case(SHIPPED["budzet_i_harmonogram"])
    assert "  # budzet.kwota: Kwota budżetu pilotażu (kwota, wymagane)\n  #   W złotych\n" in budget
    assert "  budzet: {kwota: , czesci: }\n" in budget


def test_repository_reference_data_is_whole() -> None:
    data = load_reference(ROOT / "forms")
    assert [mark.name for mark in data.programmes["po_kl"].marks][:2] == ["KAPITAŁ LUDZKI", "CRZL"]
    assert data.programmes["po_kl"].european and not data.programmes["aktywne_formy"].european
    assert list(data.modules) == ["prozatrudnieniowy", "spoleczny_i_integracyjny", "rodzinny", "sport_i_kultura"]


def test_versions_of_a_legal_basis_follow_each_other_without_gap_or_overlap() -> None:
    for key, versions in reference().legal_bases.items():
        for earlier, later in pairwise(versions):
            assert earlier.end is not None and later.start == earlier.end + timedelta(days=1), key
        assert versions[-1].end is None, key


def test_every_legal_basis_has_one_form_of_citation() -> None:
    act = r"(?:art\. \d+(?: ust\. \d+)?(?: pkt \d+)? )?(?:ustawy|rozporządzenia [A-Z][\w() /]+?)"
    months = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    wording = re.compile(rf"{act} z dnia [1-9]\d? (?:{months}) (\d{{4}}) r\. (?:o |w sprawie |– |\(RODO\))?.*")
    published = re.compile(r"Dz\. U\. z \d{4} r\. (?:Nr \d+, )?poz\. \d+")
    bases = [version for versions in reference().legal_bases.values() for version in versions]
    assert len(bases) > 10
    for basis in bases:
        found = wording.fullmatch(basis.citation + (" " if basis.citation.endswith("r.") else ""))
        assert found, basis.citation
        assert basis.start is None or basis.start.year >= int(found[1])
        assert basis.published is None or published.fullmatch(basis.published), basis.published
        assert basis.published is None or str(found[1]) in basis.published


def test_at_most_one_version_of_a_legal_basis_is_in_force_on_any_day() -> None:
    for versions in reference().legal_bases.values():
        days = [date(year, month, day) for year in range(1997, 2027) for month in (1, 6, 12) for day in (1, 15, 30)]
        for day in days:
            assert sum(version.in_force(day) for version in versions) <= 1
            picked = version_on(versions, day)
            assert picked is None or versions[picked].in_force(day)


def test_law_changes_on_its_day() -> None:
    work = reference().legal_bases["promocja_zatrudnienia"]
    assert version_on(work, date(2025, 5, 31)) == 0
    assert version_on(work, date(2025, 6, 1)) == 1
    assert work[1].full_citation.endswith("o rynku pracy i służbach zatrudnienia (Dz. U. z 2025 r. poz. 620)")
    assert version_on(work, date(1999, 1, 1)) is None
    assert (data_regime(date(2018, 5, 24)), data_regime(date(2018, 5, 25))) == ("uodo1997", "rodo")


@pytest.mark.parametrize(
    ("written", "module", "alias"),
    [
        ("prozatrudnieniowy", "prozatrudnieniowy", False),
        ("Moduł prozatrudnieniowy", "prozatrudnieniowy", False),
        ("pozazatrudnieniowy", "prozatrudnieniowy", True),
        ("sportowy i kulturalny", "sport_i_kultura", True),
        ("sport i kultura", "sport_i_kultura", False),
        ("społeczny i integracyjny", "spoleczny_i_integracyjny", False),
        ("muzyczny", None, False),
    ],
)
def test_modules_are_known_by_every_name_of_the_sources(written: str, module: str | None, alias: bool) -> None:
    assert module_id(reference().modules, written) == (module, alias)
