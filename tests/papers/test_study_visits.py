"""Papers of study visits: facts, counted people, both directions, refused dates, nothing of another pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import SchematomError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.conftest import ROOT
from tests.papers.issued import changed, text_of
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
TYPES = (
    "program_wizyty",
    "zgloszenie_na_wizyte",
    "lista_uczestnikow_wizyty",
    "sprawozdanie_z_wizyty",
    "podziekowanie",
)
PLACES = (
    "Poznań",
    "Poznani",
    "poznańsk",
    "Kielc",
    "kielec",
    "Swarzędz",
    "Częstoch",
    "Gorz",
    "lubelsk",
    "Feniks",
    "Owińsk",
)
OTHER_PILOT = """wizyty:
  w07:
    kierunek: wyjazdowa
    okres: {od: 2014-05-12, do: 2014-05-13}
    jednostki: [{nazwa: Kalisz, rodzaj: miasto}]
    cel: poznanie pracy sąsiedniego zespołu
    uczestnicy: [zespoly.pzkw.1, zespoly.mgi.1, zespoly.mgi.2]
"""
OTHER_ANSWERS = """  program_wizyty:
    wspolne: {miejsce_rozpoczecia: rynek, data: 2014-05-05}
    dla: {w07: {punkty_wizyty: [{dzien: 2014-05-12, od: "9.00", punkt: powitanie}]}}
  zgloszenie_na_wizyte:
    dla: {z1: {wizyta: w07, zglaszajacy: mops, data: 2014-05-05}}
  sprawozdanie_z_wizyty:
    dla: {w07: {data: 2014-05-20, przebieg_wizyty: [Rozmowy.], zaobserwowane_rozwiazania: [{rozwiazanie: narady}]}}
  podziekowanie:
    dla: {p1: {wizyta: w07, adresat_podziekowania: mops, data: 2014-05-20}}
"""


def altered(desk: Desk, folder: Path, old: str, new: str, pilot: str = "poznan-2") -> CheckedCase:
    """Return the case of a pilot one place of which reads otherwise."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "sprawa.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_case(path, reference=desk.reference)


def reasons(desk: Desk, case: CheckedCase, type_id: str, key: str) -> str:
    """Return why a paper is refused."""
    with pytest.raises(SchematomError) as refused:
        issue(desk, case, type_id, key)
    return " ".join(fault.reason for fault in refused.value.faults)


@pytest.fixture(scope="module")
def turek_visit(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> CheckedCase:
    """Turek with a visit of its own to a town whose leading institution is not known."""
    text = (ROOT / "examples" / "turek" / "sprawa.yaml").read_text(encoding="utf-8")
    head, mark, tail = text.partition("\ndokumenty:")
    line, _, rest = tail.partition("\n")
    path = tmp_path_factory.mktemp("turek") / "sprawa.yaml"
    path.write_text(f"{head}\n{OTHER_PILOT}{mark}{line}\n{OTHER_ANSWERS}{rest}", encoding="utf-8")
    return load_case(path, reference=desk.reference)


@pytest.mark.parametrize("type_id", TYPES)
def test_template_of_a_visit_names_no_place_and_no_year(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2014", "2015") if word in text] == []


@pytest.mark.parametrize(
    ("type_id", "key"), tuple(zip(TYPES, ("w07", "z1", "w07", "w07", "p1"), strict=True)), ids=TYPES
)
def test_paper_of_a_visit_of_turek_holds_no_fact_of_poznan(
    type_id: str, key: str, desk: Desk, turek_visit: CheckedCase
) -> None:
    text = text_of(desk, turek_visit, type_id, key)
    assert "12–13 maja 2014 r." in text
    assert [word for word in (*PLACES, "2015") if word in text] == []


def test_programme_of_a_received_visit_goes_day_by_day_with_the_themes_of_all_visits(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("poznan-2"), "program_wizyty", "w04")
    for words in (
        "27–29 lipca 2015 r.",
        "powiat lubelski, powiat janowski i powiat kraśnicki",
        "Celem wizyty jest skorzystanie z doświadczeń i dobrych praktyk wypracowanych w I etapie",
        "współpraca z organizacjami pozarządowymi i pracodawcami w organizowaniu pomocy rodzinom.",
        "Halina Ćwiczebna – pracownik socjalny, tel. +48 000 000 001",
        "O zmianach programu gospodarz zawiadamia uczestników",
    ):
        assert words in text
    days = ["Poniedziałek, 27 lipca 2015 r.", "Wtorek, 28 lipca 2015 r.", "Środa, 29 lipca 2015 r."]
    assert [text.count(day) for day in days] == [1, 1, 1]
    assert text.index(days[1]) < text.index("współpraca z urzędem pracy") < text.index(days[2])


def test_programme_of_our_own_journey_names_the_host_and_not_themes_of_received_visits(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("poznan-2"), "program_wizyty", "w01")
    assert "Miejski Ośrodek Pomocy Społecznej w Częstochowie (miasto Częstochowa)" in text
    assert "Powiatowe Centrum Pomocy Rodzinie w Poznaniu (Powiat Poznański)" in text
    assert "organizator wyjazdu zawiadamia" in text
    assert "Tematy rozmów" not in text


def test_programme_without_contact_end_hours_and_information_leaves_them_out(
    desk: Desk, turek_visit: CheckedCase
) -> None:
    text = text_of(desk, turek_visit, "program_wizyty", "w07")
    assert "Kontakt" not in text and "Informacje organizacyjne" not in text and "9.00–" not in text
    assert "miasto Kalisz" in text and "(miasto Kalisz)" not in text


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('dzien: 2015-06-17, od: "11.00"', 'dzien: 2015-06-18, od: "11.00"', "leży poza dniami wizyty"),
        ('od: "13.15", do: "14.00"', 'od: "13.15", do: "12.00"', "kończy się przed swoim początkiem"),
        ("data: 2015-06-10\n      w04", "data: 2015-06-19\n      w04", "datę późniejszą niż początek wizyty"),
    ],
    ids=["day", "hours", "date"],
)
def test_programme_whose_days_or_hours_do_not_agree_is_refused(
    old: str, new: str, reason: str, desk: Desk, tmp_path: Path
) -> None:
    assert reason in reasons(desk, altered(desk, tmp_path, old, new), "program_wizyty", "w03")


def test_application_lists_all_people_of_the_visit_or_those_one_institution_sends(desk: Desk, example: Example) -> None:
    whole = text_of(desk, example("kielce-2"), "zgloszenie_na_wizyte", "w01")
    part = text_of(desk, example("kielce-2"), "zgloszenie_na_wizyte", "lopuszno")
    assert "Zgłaszamy udział 8 osób w wizycie studyjnej" in whole and "Beata Wzorcowa" in whole
    assert "Zgłaszamy udział 2 osób w wizycie studyjnej" in part and "Beata Wzorcowa" not in part
    assert "Helena Przykładowa\nGminny Ośrodek Pomocy Społecznej w Łopusznie\nstarszy pracownik socjalny" in part
    assert "Tematy rozmów" in whole and "Tematy rozmów" not in part
    assert part.index("Alina Modelowa") > part.index("Oświadczamy, że:")


def test_application_cites_the_law_of_its_day(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    then = text_of(desk, case, "zgloszenie_na_wizyte", "w01")
    assert "z zachowaniem przepisów ustawy z dnia 29 sierpnia 1997 r. o ochronie danych osobowych" in then
    context: dict[str, Any] = dict(issue(desk, case, "zgloszenie_na_wizyte", "w01").context)
    context |= {"rezim_danych": "rodo", "podstawy": {"ochrona_danych": {"cytat": "rozporządzenia (RODO)"}}}
    now = plain(desk.template("zgloszenie_na_wizyte.docx").render(context))
    assert "zgodnie z przepisami rozporządzenia (RODO)" in now and "1997" not in now


def test_institution_that_applies_to_itself_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, "zglaszajacy: gops_lopuszno", "zglaszajacy: pcpr", "kielce-2")
    assert "sama sobie" in reasons(desk, case, "zgloszenie_na_wizyte", "lopuszno")


def test_list_puts_guests_before_hosts_whichever_side_we_are(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    received = text_of(desk, case, "lista_uczestnikow_wizyty", "w02")
    journey = text_of(desk, case, "lista_uczestnikow_wizyty", "w01")
    assert received.index("Lidia Przykładowa") < received.index("Gospodarze") < received.index("Wanda Wzorcowa")
    assert journey.index("Wanda Wzorcowa") < journey.index("Gospodarze") < journey.index("Adam Testowski")
    assert "Osób na liście: 11, w tym gości: 5, gospodarzy: 6." in received
    assert "Osób na liście: 12, w tym gości: 8, gospodarzy: 4." in journey


def test_list_numbers_people_and_empty_rows_in_one_row_of_numbers(desk: Desk, example: Example) -> None:
    lines = text_of(desk, example("kielce-2"), "lista_uczestnikow_wizyty", "w01").splitlines()
    assert [line for line in lines if line.rstrip(".").isdigit()] == [f"{number}." for number in range(1, 14)]
    none = changed(desk, example("kielce-2"), "lista_uczestnikow_wizyty", "w01", wolnych=0)
    assert "11." in none.splitlines() and "12." not in none.splitlines()


def test_report_counts_people_from_the_list_of_the_visit(desk: Desk, tmp_path: Path, example: Example) -> None:
    assert "17 osób, w tym gości: 9, gospodarzy: 8" in text_of(
        desk, example("poznan-2"), "sprawozdanie_z_wizyty", "w04"
    )
    fewer = altered(desk, tmp_path, "zespoly.mgi.4, zespoly.mgi.9, zespoly.mgi.10]", "zespoly.mgi.4]")
    for type_id, words in (
        ("sprawozdanie_z_wizyty", "15 osób, w tym gości: 9, gospodarzy: 6"),
        ("lista_uczestnikow_wizyty", "Osób na liście: 15, w tym gości: 9, gospodarzy: 6."),
    ):
        assert words in text_of(desk, fewer, type_id, "w04")


def test_report_shows_the_park_only_to_the_guests_from_its_region(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    lublin, gorzow = (text_of(desk, case, "sprawozdanie_z_wizyty", key) for key in ("w04", "w02"))
    park = "Park Orientacji Przestrzennej dla dzieci niewidomych i niedowidzących w Owińskach koło Poznania."
    assert park in lublin
    assert "Owińsk" not in gorzow and "w organizowaniu wsparcia rodzin;" not in gorzow


def test_report_of_our_journey_tells_what_was_seen_and_what_will_be_used(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("poznan-2"), "sprawozdanie_z_wizyty", "w01")
    for words in (
        "Centrum Integracji Społecznej prowadzone przez Fundację Feniks;",
        "Liczba zaobserwowanych rozwiązań: 3, w tym do zastosowania u nas: 3.",
        "Zebrano doświadczenia w zakresie współdziałania instytucji z organizacjami pozarządowymi",
        "W pracy zespołów zostaną wykorzystane:",
        "Sporządziła\nHalina Ćwiczebna",
        "Zatwierdziła\nEwa Przykładowa",
    ):
        assert words in text
    assert "W skład zespołów gości wchodzili" not in text


def test_report_without_author_addressee_and_use_keeps_one_signature(desk: Desk, turek_visit: CheckedCase) -> None:
    text = text_of(desk, turek_visit, "sprawozdanie_z_wizyty", "w07")
    assert "Sporządził" not in text and text.count("Zatwierdził") == 1
    assert "Wykorzystanie" not in text and "Wnioski" not in text and "Odwiedzone miejsca" not in text
    assert "3 osoby, w tym gości: 3, gospodarzy: 0" in text


def test_report_made_before_the_end_of_the_visit_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(
        desk, tmp_path, "        data: 2015-07-31\n  podziekowanie", "        data: 2015-07-28\n  podziekowanie"
    )
    assert "przed końcem wizyty" in reasons(desk, case, "sprawozdanie_z_wizyty", "w04")


def test_guests_thank_for_being_received_and_hosts_for_the_coming(desk: Desk, example: Example) -> None:
    guest = text_of(desk, example("kielce-2"), "podziekowanie", "w01")
    for words in (
        "w imieniu Powiatowego Centrum Pomocy Rodzinie w Kielcach oraz członków zespołów projektowych",
        "za gościnne przyjęcie nas z wizytą studyjną w powiecie poznańskim w ramach projektu",
        "kierujemy także Powiatowemu Urzędowi Pracy w Poznaniu oraz Ośrodkowi Pomocy Społecznej w Swarzędzu.",
        "Będzie nam miło gościć Państwa u nas",
    ):
        assert words in guest
    received = issue(desk, example("poznan-2"), "program_wizyty", "w02").context["wizyta"]
    host = changed(desk, example("poznan-2"), "podziekowanie", "w01", wizyta=received, zaproszenie_do_nas=None)
    assert "za przyjazd do nas z wizytą studyjną w ramach projektu" in host
    assert "gościnne przyjęcie" not in host and "Będzie nam miło" not in host and "przywieźliśmy" not in host


def test_thanks_dated_before_the_end_of_the_visit_are_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, "        data: 2015-06-29\n", "        data: 2015-06-22\n")
    assert "wcześniejszą niż koniec wizyty" in reasons(desk, case, "podziekowanie", "w01")
