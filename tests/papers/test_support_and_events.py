"""Papers of events, trips and support given to people: facts, counts, conditional parts, nothing of another pilot."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import SchematomError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.conftest import ROOT
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")
CONFERENCE = (
    "zaproszenie_na_konferencje",
    "agenda_konferencji",
    "lista_obecnosci_konferencji",
    "lista_wreczenia_dyplomow",
)


def text_of(desk: Desk, case: CheckedCase, type_id: str, key: str) -> str:
    """Return the words of one paper of a case."""
    return plain(issue(desk, case, type_id, key).document.docx)


def changed(desk: Desk, case: CheckedCase, type_id: str, key: str, **answers: object) -> str:
    """Return the words of a paper some answers of which are others; None takes an answer away."""
    context: dict[str, Any] = copy.deepcopy(dict(issue(desk, case, type_id, key).context))
    context["dokument"].update(answers)
    return plain(desk.template(f"{type_id}.docx").render(context))


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
    """Poznań with a conference of its own and one diploma."""
    answers = (
        "  zaproszenie_na_konferencje:\n    dla: {final: {data: 2015-09-01}}\n"
        "  agenda_konferencji:\n    dla: {final: {punkty: [{od: '9.00', temat: Otwarcie}]}}\n"
        "  lista_obecnosci_konferencji:\n    dla: {final: {wolnych: 3}}\n"
    )
    sections = (
        "wydarzenia:\n  final: {nazwa: Konferencja końcowa, rodzaj: konferencja, data: 2015-09-22, "
        "miejsce: Gminne Centrum Informacji w Swarzędzu, organizator: ops}\n"
        "  wyjscie: {nazwa: Wyjście do teatru, rodzaj: wyjście}\n"
        "dyplomy:\n  d01: {wariant: rodzina, rodzina: r02, wydarzenie: final, numer: '1/2015', podpisuja: [pcpr]}\n"
        "  d02: {wariant: rodzina, rodzina: r03, numer: '2/2015', podpisuja: [pcpr]}\n"
    )
    return with_data(desk, tmp_path_factory.mktemp("poznan"), "poznan-2", answers, sections)


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
        desk, example("kielce-2"), "agenda_konferencji", "konferencja", uwagi=None
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
    assert "Kowalsk" not in other


def test_event_pack_takes_the_conference_papers_before_the_diplomas(desk: Desk) -> None:
    order = {role.type_id: role.order for role in desk.roles() if role.recipe_id == "wydarzenie"}
    assert [order[type_id] for type_id in CONFERENCE] == [2, 4, 6, 8]
