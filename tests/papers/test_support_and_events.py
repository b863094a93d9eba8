"""Papers of events, trips and support given to people: facts, counts, conditional parts, nothing of another pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import SchematomError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.conftest import ROOT
from tests.papers.issued import changed, text_of
from tests.papers.wording import TEMPLATES, paragraphs

Example = Callable[[str], CheckedCase]
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")
CONFERENCE = (
    "zaproszenie_na_konferencje",
    "agenda_konferencji",
    "lista_obecnosci_konferencji",
    "lista_wreczenia_dyplomow",
)


def with_data(desk: Desk, folder: Path, pilot: str, answers: str, sections: str = "") -> CheckedCase:
    """Return the case of a pilot with more answers (below `dokumenty`) and more sections."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    head, mark, tail = text.partition("\ndokumenty:")
    line, _, rest = tail.partition("\n")
    path = folder / "sprawa.yaml"
    path.write_text(f"{head}\n{sections}{mark}{line}\n{answers}{rest}", encoding="utf-8")
    return load_case(path, reference=desk.reference)


@pytest.fixture(scope="module")
def other_conference(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> CheckedCase:
    """Turek with a conference of its own and one diploma."""
    answers = (
        "  zaproszenie_na_konferencje:\n    dla: {final: {data: 2014-09-01}}\n"
        "  agenda_konferencji:\n    dla: {final: {punkty: [{od: '9.00', temat: Otwarcie}]}}\n"
        "  lista_obecnosci_konferencji:\n    dla: {final: {wolnych: 3}}\n"
    )
    sections = (
        "wydarzenia:\n  final: {nazwa: Konferencja końcowa, rodzaj: konferencja, data: 2014-09-22, "
        "miejsce: Sala Przykładowa, organizator: mops}\n"
        "  wyjscie: {nazwa: Wyjście do teatru, rodzaj: wyjście}\n"
        "dyplomy:\n  d01: {wariant: rodzina, rodzina: r02, wydarzenie: final, numer: '1/2014', podpisuja: [pcpr]}\n"
        "  d02: {wariant: rodzina, rodzina: r03, numer: '2/2014', podpisuja: [pcpr]}\n"
    )
    return with_data(desk, tmp_path_factory.mktemp("turek"), "turek", answers, sections)


@pytest.mark.parametrize("type_id", CONFERENCE)
def test_template_of_a_conference_names_no_place_and_no_year(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2013", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize("type_id", CONFERENCE)
def test_conference_of_another_pilot_holds_no_fact_of_kielce(
    type_id: str, desk: Desk, other_conference: CheckedCase
) -> None:
    text = text_of(desk, other_conference, type_id, "final")
    assert "Konferencja końcowa" in text
    assert [word for word in ("Kielc", "Masłow", "Bielin", "Łopusz", "słodycze", "Bednarz") if word in text] == []


def test_invitation_tells_day_place_programme_and_whom_it_invites(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-2"), "zaproszenie_na_konferencje", "konferencja")
    for words in (
        "w imieniu Powiatowego Centrum Pomocy Rodzinie w Kielcach mam zaszczyt zaprosić Państwa",
        "Konferencja podsumowująca pilotażową część projektu „Schematom STOP!”",
        "wtorek, 10 listopada 2015 r., godz. 10.00",
        "Starostwo Powiatowe w Kielcach – sala konferencyjna",
        "pamiątkowe dyplomy; przewidziano także upominki: słodycze dla najmłodszych uczestników.",
        "w sekretariacie organizatora do dnia 3 listopada 2015 r.",
        "Załącznik: program konferencji.",
    ):
        assert words in text


def test_invitation_without_programme_families_and_confirmation_leaves_them_out(
    desk: Desk, other_conference: CheckedCase
) -> None:
    text = text_of(desk, other_conference, "zaproszenie_na_konferencje", "final")
    for words in ("W programie", "potwierdzić", "Rozdzielnik", "całe rodziny", "godz.", "upominki"):
        assert words not in text
    assert "pamiątkowe dyplomy." in text


def test_only_conferences_get_conference_papers(desk: Desk, other_conference: CheckedCase) -> None:
    with pytest.raises(SchematomError):
        issue(desk, other_conference, "agenda_konferencji", "wyjscie")


def test_invitation_later_than_the_conference_is_refused(desk: Desk, example: Example, tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    text = (ROOT / "examples" / "kielce-2" / "sprawa.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("data: 2015-10-20", "data: 2015-11-11"), encoding="utf-8")
    with pytest.raises(SchematomError) as refused:
        issue(desk, load_case(path, reference=desk.reference), "zaproszenie_na_konferencje", "konferencja")
    assert any("Zaproszenie nie jest wcześniejsze" in fault.reason for fault in refused.value.faults)


def test_programme_of_the_conference_ends_with_the_diplomas(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-2"), "agenda_konferencji", "konferencja")
    assert text.index("Powitanie gości") < text.index("Wręczenie pamiątkowych dyplomów potwierdzających udział")
    assert "9.30–10.00" in text
    assert "Informacje dla uczestników" not in changed(
        desk, example("kielce-2"), "agenda_konferencji", "konferencja", informacje_dla_uczestnikow=None
    )


def test_attendance_list_numbers_institutions_people_and_empty_rows_in_one_series(desk: Desk, example: Example) -> None:
    case = example("kielce-2")
    text = text_of(desk, case, "lista_obecnosci_konferencji", "konferencja").split("\n")
    assert [line for line in text if line.rstrip(".").isdigit()] == [f"{n}." for n in range(1, 21)]
    assert text[text.index("13.") + 1] == "Aleksandra Małgorzata Wierzbicka-Niedźwiedzka"
    assert "bezrobotna" not in " ".join(text)


def test_handing_over_counts_the_diplomas_of_its_event_only(
    desk: Desk, example: Example, other_conference: CheckedCase
) -> None:
    text = text_of(desk, example("kielce-2"), "lista_wreczenia_dyplomow", "konferencja")
    assert "dla osób dorosłych\n3\ndla dzieci\n2\ndla rodzin\n2\ndla instytucji\n2\nRazem\n9" in text
    assert "Dyplomy wręczają przedstawiciele: Starostwa Powiatowego w Kielcach i Powiatowego Centrum" in text
    other = text_of(desk, other_conference, "lista_wreczenia_dyplomow", "final")
    assert "dla rodzin\n1\nRazem\n1" in other
    assert "dla dziec" not in other
    assert "Jaworsk" not in other


def test_event_pack_takes_the_conference_papers_before_the_diplomas(desk: Desk) -> None:
    order = {role.type_id: role.order for role in desk.roles() if role.recipe_id == "wydarzenie"}
    assert [order[type_id] for type_id in CONFERENCE] == [2, 4, 6, 8]


SUPPORT = (
    "skierowanie_na_uslugi",
    "zgoda_rodzica_na_wyjazd",
    "lista_uczestnikow_wyjazdu",
    "potwierdzenie_wsparcia",
    "karta_doradztwa",
    "oswiadczenie_o_zatrudnieniu",
)


@pytest.mark.parametrize("type_id", SUPPORT)
def test_template_of_support_names_no_place_and_no_year(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2013", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize(
    ("type_id", "pilot", "key", "words"),
    [
        (
            "skierowanie_na_uslugi",
            "poznan-2",
            "kurs01",
            "kieruję Panią Annę Nowak, PESEL 84030762484, zamieszkałą pod adresem: ul. Przykładowa 4/7",
        ),
        ("zgoda_rodzica_na_wyjazd", "poznan-2", "r02", "Ja, niżej podpisana Katarzyna Wójcik, działając jako"),
        (
            "lista_uczestnikow_wyjazdu",
            "poznan-2",
            "wyjazd_integracyjny",
            "dorosłych: 3, dzieci: 7. Liczba opiekunów: 2",
        ),
        ("potwierdzenie_wsparcia", "poznan-2", "r01", "bilet do Term Maltańskich"),
        ("karta_doradztwa", "turek", "r01_psycholog", "Powiatowe Centrum Pomocy Rodzinie w Turku"),
        ("oswiadczenie_o_zatrudnieniu", "stella-2016", "u01", "w wymiarze 1/2 etatu"),
    ],
)
def test_support_says_the_facts_of_its_pilot_and_none_of_kielce(
    type_id: str, pilot: str, key: str, words: str, desk: Desk, example: Example
) -> None:
    text = text_of(desk, example(pilot), type_id, key)
    assert words in text
    assert [word for word in ("Kielc", "Bielin", "Bednarz", "Masłow") if word in text] == []


def test_referral_by_the_labour_office_and_by_social_welfare_cite_their_own_acts(desk: Desk, example: Example) -> None:
    office = text_of(desk, example("poznan-2"), "skierowanie_na_uslugi", "kurs01")
    welfare = text_of(desk, example("poznan-2"), "skierowanie_na_uslugi", "sport01")
    assert "o promocji zatrudnienia i instytucjach rynku pracy kieruję" in office
    assert "o pomocy społecznej kieruję małoletnią Julię Nowak" in welfare
    assert "za zgodą przedstawicieli ustawowych: Anny Nowak i Jana Nowaka" in welfare
    assert "za zgodą" not in office


def test_parents_consent_counts_children_and_parents(desk: Desk, example: Example) -> None:
    both = text_of(desk, example("kielce-2"), "zgoda_rodzica_na_wyjazd", "r01")
    alone = text_of(desk, example("kielce-2"), "zgoda_rodzica_na_wyjazd", "r03")
    assert "My, niżej podpisani Elżbieta Bednarz i Wiesław Bednarz" in both
    assert "wyrażamy zgodę" in both
    assert "małoletnich dzieci:\nMarcin Bednarz, urodzony dnia 15 czerwca 2003 r.;" in both
    assert "wyrażam zgodę" in alone
    assert "małoletniego dziecka:\nPaulina Stępień" in alone
    assert "600 000 003" in alone


def test_consent_without_a_telephone_leaves_room_to_write_it(desk: Desk, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "poznan-2" / "sprawa.yaml").read_text(encoding="utf-8")
    (tmp_path / "sprawa.yaml").write_text(text.replace(', telefon: "600 000 001"}', "}", 1), encoding="utf-8")
    case = load_case(tmp_path, reference=desk.reference)
    assert "pod numerem telefonu: …" in text_of(desk, case, "zgoda_rodzica_na_wyjazd", "r01")


def test_adult_among_the_children_is_refused(desk: Desk, tmp_path: Path) -> None:
    answers = (
        "  zgoda_rodzica_na_wyjazd:\n    dla: {x: {wyjazd: w, data: 2014-05-05, dzieci: [rodziny.r01.o1], "
        "przedstawiciele: [rodziny.r01.o2]}}\n"
    )
    case = with_data(desk, tmp_path, "turek", answers, "wydarzenia: {w: {nazwa: Wyjazd, rodzaj: wyjazd}}\n")
    with pytest.raises(SchematomError) as refused:
        issue(desk, case, "zgoda_rodzica_na_wyjazd", "x")
    assert any("jest osoba pełnoletnia" in fault.reason for fault in refused.value.faults)


def test_received_support_adds_up_in_figures_and_words(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-2"), "potwierdzenie_wsparcia", "r01")
    assert "Razem\n142,50 zł" in text
    assert "Słownie: sto czterdzieści dwa złote 50/100." in text
    stella = text_of(desk, example("stella-2016"), "potwierdzenie_wsparcia", "u01")
    assert "Ja, niżej podpisana Agata Baran" in stella
    assert [word for word in ("Razem", "Słownie", "bilety", "Ze wsparcia") if word in stella] == []


def test_value_that_is_not_price_times_quantity_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    text = (ROOT / "examples" / "kielce-2" / "sprawa.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("wartosc: 82.50", "wartosc: 82.05"), encoding="utf-8")
    with pytest.raises(SchematomError) as refused:
        issue(desk, load_case(path, reference=desk.reference), "potwierdzenie_wsparcia", "r01")
    assert any("nie jest ceną pomnożoną" in fault.reason for fault in refused.value.faults)


def test_counselling_card_adds_hours_unless_rows_are_left_to_fill(desk: Desk, example: Example) -> None:
    closed = text_of(desk, example("kielce-2"), "karta_doradztwa", "r01_doradca")
    assert "Razem\n5,5" in closed
    assert "Witold Przykładowy – doradca zawodowy" in closed
    open_card = text_of(desk, example("poznan-2"), "karta_doradztwa", "r01_doradca").split("\n")
    assert [line for line in open_card if line.rstrip(".").isdigit() and line.endswith(".")] == ["1.", "2.", "3.", "4."]
    assert open_card[open_card.index("Razem") + 1] == ""


def test_statement_of_employment_agrees_with_the_person_and_the_kind_of_work(desk: Desk, example: Example) -> None:
    man = text_of(desk, example("kielce-2"), "oswiadczenie_o_zatrudnieniu", "r01")
    assert "podjąłem pracę na stanowisku: pracownik sezonowy" in man
    assert "w pełnym wymiarze czasu pracy" in man
    assert "byłem osobą bezrobotną" in man
    woman = text_of(desk, example("stella-2016"), "oswiadczenie_o_zatrudnieniu", "u04")
    assert "podjęłam pracę w spółdzielni socjalnej na stanowisku: krawcowa" in woman
    assert "Potwierdzenie spółdzielni" in woman
    own = changed(
        desk, example("stella-2016"), "oswiadczenie_o_zatrudnieniu", "u04", rodzaj="dzialalnosc", bezrobotna=None
    )
    assert "podjęłam działalność gospodarczą: krawcowa." in own
    assert [words for words in ("Potwierdzenie", "Spółdzielnią", "bezrobotną") if words in own] == []


def test_statement_joins_the_pack_of_the_participant_after_the_rest(desk: Desk) -> None:
    roles = [role for role in desk.roles() if role.recipe_id == "kis"]
    assert max(roles, key=lambda role: role.order).type_id == "oswiadczenie_o_zatrudnieniu"
