"""Typography of finished text: what is tied, quoted and tidied, and that both passes are idempotent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.polish.typography import HYPHEN, NBSP, TAG, tidy, typography_pass


def seen(text: str) -> str:
    """Return the text after the pass with its non-breaking spaces shown as ~."""
    return typography_pass(text).replace(NBSP, "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zawarto w Turku", "Zawarto w~Turku"),
        ("W dniu 30 lipca 2015 r. i z rodziną", "W~dniu 30~lipca 2015~r. i~z~rodziną"),
        ("kwota 724 860,00 zł brutto", "kwota 724~860,00~zł brutto"),
        ("§ 1 ust. 2 pkt 3 lit. a i art. 108", "§~1 ust.~2 pkt~3 lit.~a i~art.~108"),
        ("nr 2, Nr 3, poz. 163", "nr~2, Nr~3, poz.~163"),
        ("przy ul. Rynek 1", "przy ul.~Rynek 1"),
        ("A. J. Nowak", "A.~J.~Nowak"),
        ("Dz.U. z 2015 r. poz. 163", "Dz.U.~z~2015~r. poz.~163"),
        ("10 rodzin", "10~rodzin"),
        ("min. 60% osób", "min. 60%~osób"),
        ("II etap", "II~etap"),
        (f"w {TAG} r. oraz {TAG} zł", f"w~{TAG}~r. oraz {TAG}~zł"),
        ("dr Anna", "dr~Anna"),
        ("a (w domu) – o tym", "a~(w~domu) – o~tym"),
        ("oni i my", "oni i~my"),
        ("w latach 2015 i 2016", "w~latach 2015 i~2016"),
        (f"Rodzina {TAG} zobowiązuje się", f"Rodzina {TAG} zobowiązuje się"),
    ],
)
def test_what_must_not_be_parted_is_tied(text: str, expected: str) -> None:
    assert seen(text) == expected


def test_straight_quotes_become_polish_by_what_stands_before_them() -> None:
    assert typography_pass('projekt "Schematom STOP!" ("STOP")') == "projekt „Schematom STOP!” („STOP”)"
    assert typography_pass(f'zwanym dalej "{TAG}".') == f"zwanym dalej „{TAG}”."


def test_postal_code_is_not_parted_at_its_hyphen() -> None:
    assert typography_pass("62-020 Swarzędz") == f"62{HYPHEN}020 Swarzędz"
    assert typography_pass("12-3456 i 2015-07-30") == f"12-3456 i{NBSP}2015-07-30"


def test_hyphen_between_spaces_becomes_a_dash_and_inside_a_word_stays() -> None:
    assert typography_pass("pracy - pilotaż") == "pracy – pilotaż"
    assert typography_pass("e-mail i 15-osobowa grupa") == f"e-mail i{NBSP}15-osobowa grupa"


@given(st.text(alphabet=f"aAoOby 123457-–{HYPHEN}{NBSP}{TAG}.,:/§%", max_size=60))
def test_hyphens_and_ranges_keep_the_length_and_are_idempotent(text: str) -> None:
    once = typography_pass(text)
    assert len(once) == len(text)
    assert typography_pass(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                "str.",
                "pkt",
                "§",
                "art.",
                "ust.",
                "lit.",
                "a-c",
                "5-7",
                "23-24",
                "czerwca",
                "osób",
                "10.00-12.00",
                "2014-2015",
                "62-020",
                "Turek",
                "dniach",
                "godz.",
                "Kowalska-Nowak",
                "społeczno-zawodowy",
                "-",
                "i",
                ",",
                "tel.",
                "nr",
                "%",
                TAG,
            ]
        ),
        max_size=12,
    ).flatmap(lambda words: st.sampled_from([" ".join(words), NBSP.join(words), "".join(words)]))
)
def test_ranges_names_and_codes_in_any_order_are_set_once_and_for_all(text: str) -> None:
    once = typography_pass(text)
    assert len(once) == len(text)
    assert typography_pass(once) == once


@given(st.text(alphabet=f'aiouwz AZ.,-–"„”()§%0123456789rłnkdt{TAG}{NBSP}\n', max_size=80))
def test_pass_keeps_the_length_and_is_idempotent(text: str) -> None:
    once = typography_pass(text)
    assert len(once) == len(text)
    assert typography_pass(once) == once


@given(st.text(alphabet=f"abr. ,;:!?()%0123zł{NBSP}", max_size=80))
def test_tidying_is_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("instytucji rynku  pracy", "instytucji rynku pracy"),
        ("do 31 grudnia 2014 r..", "do 31 grudnia 2014 r."),
        ("instytucje , szkoły ; urząd .", "instytucje, szkoły; urząd."),
        ("( w domu )", "(w domu)"),
        ("60 %", "60%"),
        ("i tak dalej...", "i tak dalej..."),
    ],
)
def test_doubled_and_stray_marks_are_tidied(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_postal_code_does_not_break_at_its_hyphen() -> None:
    assert seen("ul. Rynek 1, 62-020 Swarzędz") == "ul.~Rynek 1, 62\u2011020 Swarzędz"
    assert seen("(Dz. U. z 2014 r. poz. 1182)") == "(Dz.~U.~z~2014~r. poz.~1182)"
    assert typography_pass("znak sprawy, nr 123-456").endswith("123-456")
    assert seen("62-020") == "62\u2011020" and seen("kod 62-020 Swarzędz") == "kod 62\u2011020 Swarzędz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w dniach 23-24 czerwca 2015 r.", "w~dniach 23–24~czerwca 2015~r."),
        ("w dniach 23-24.06.2015 r.", "w~dniach 23–24.06.2015~r."),
        ("w godz. 10.00-12.00", "w~godz. 10.00–12.00"),
        ("strony 5-7, str. 5-7", "strony 5–7, str.~5–7"),
        ("pkt 1-3 i 5-7, § 2-4", "pkt~1–3 i~5–7, §~2–4"),
        ("art. 5-7a, ust. 1-3, lit. a-c", "art.~5–7a, ust.~1–3, lit.~a–c"),
        ("dla 10-15 osób, 5-10% grupy", "dla 10–15~osób, 5–10%~grupy"),
    ],
)
def test_ranges_known_by_what_stands_beside_them_get_a_dash(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "dnia 2014-05-06",
        "tel. 41-200-12-34",
        "tel. 61-200 Biuro",
        "znak PCPR.4121.5-7.2014",
        "NIP 777-12-34-567",
        "ul. Rynek 5-7",
        "nr 5-7",
        "art. 7-5",
        "poz. 5-2014",
        "30-10 osób",
        "oznaczenie 12-345",
        "e-mail: anna@Busko-Zdroj.pl, www.busko-zdroj.pl",
        "15-osobowa grupa",
    ],
)
def test_numbers_of_cases_telephones_codes_and_dates_keep_their_hyphens(text: str) -> None:
    assert seen(text).replace("~", " ") == text


@pytest.mark.parametrize(
    "text",
    [
        "Busko-Zdrój",
        "Anna Kowalska-Nowak",
        "program społeczno-zawodowy",
        "polsko-czesko-niemieckiej",
        "SPOŁECZNO-ZAWODOWY",
    ],
)
def test_names_and_compounds_are_not_parted_at_their_hyphens(text: str) -> None:
    assert seen(text) == text.replace("-", HYPHEN)


def test_a_name_longer_than_a_narrow_column_may_be_parted_at_its_hyphen() -> None:
    assert seen("Anna Kowalska-Wiśniewska") == f"Anna Kowalska{HYPHEN}Wiśniewska"
    assert seen("Anna Brzęczyszczykiewicz-Konstantynopolska") == "Anna Brzęczyszczykiewicz-Konstantynopolska"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('Fundacja "Dom"', "Fundacja „Dom”"),
        ('projekt „Klub "Stella" w Turku”', "projekt „Klub »Stella« w\u00a0Turku”"),
        ('„Dom" i "Klub"', "„Dom” i\u00a0„Klub”"),
        ("w latach 2013-2014 oraz 2015-2016.", "w\u00a0latach 2013–2014 oraz 2015–2016."),
        ("dnia 2015-07-30", "dnia 2015-07-30"),
        ("znak PCPR.2013-2014", "znak PCPR.2013-2014"),
    ],
)
def test_inner_quotes_and_ranges_of_years(given: str, expected: str) -> None:
    assert typography_pass(given) == expected
    assert typography_pass(expected) == expected
