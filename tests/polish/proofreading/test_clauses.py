"""Turns of phrase that ask for a case, and words that agree with a party: what is told, and what is left alone."""

from __future__ import annotations

import pytest

from schematom_docs.polish.proofreading import Passage, proofread


def proposed(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.right.rstrip(".!,")) for finding in proofread([Passage("akapit 1", text)])]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Uczestnik zobowiązuje się do udział w zajęciach.", "udziału"),
        ("Dyplom otrzymuje Panią Annę Nowak.", "Pani Anna Nowak"),
        ("Dyplom otrzymuje Pana Jana Nowaka za udział w projekcie.", "Pan Jan Nowak"),
        ("Zaświadcza się, że Pana Jana Nowaka ukończył kurs.", "Pan Jan Nowak"),
        ("Zaświadcza się, że Panią Marię Kowalską uczestniczyła w kursie.", "Pani Maria Kowalska"),
        ("Rodzina mieszka w gmina Masłów.", "gminie"),
        ("Zajęcia odbywają się w szkoła podstawowa.", "szkole"),
        ("W Powiat Poznański działa zespół.", "Powiecie Poznańskim"),
        ("O Uczestnik mowa w § 2.", "Uczestniku"),
        ("Udział w kurs jest bezpłatny.", "kursie"),
        ("Składamy podziękowania Pani Anna Nowak za pomoc.", "Pani Annie Nowak"),
        ("Składam serdeczne gratulacje Pan Jan Nowak.", "Panu Janowi Nowakowi"),
        ("Szanowna Pani Dyrektorze!", "Dyrektor"),
        ("Szanowna Pani Kierowniku,", "Kierownik"),
    ],
)
def test_a_wrong_case_in_a_turn_of_phrase_is_told(text: str, right: str) -> None:
    assert ("przypadek", right) in proposed(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Powiatem Tureckim, reprezentowaną przez Starostę,", "reprezentowanym"),
        ("Powiatowe Centrum Pomocy Rodzinie w Turku, zwany dalej „PCPR”,", "zwane"),
        ("1) Gminą Żmudź, reprezentowanym przez Wójta,", "reprezentowaną"),
        ("Pan Jan Nowak, działająca na podstawie pełnomocnictwa, składa wniosek.", "działający"),
        ("Aneks nr 2 zawarta w dniu 5 maja 2014 r. w Turku.", "zawarty"),
    ],
)
def test_a_word_that_does_not_agree_with_its_party_is_told(text: str, right: str) -> None:
    assert ("zgoda-strony", right) in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Uczestnik zobowiązuje się do udziału w zajęciach.",
        "Dyplom otrzymuje Pani Anna Nowak.",
        "Zaświadcza się, że Panią Annę Nowak skierowano na kurs.",
        "Zaświadcza się, że Pan Jan Nowak ukończył kurs.",
        "Rodzina mieszka w gminie Masłów, w Powiecie Kieleckim.",
        "Środki zainwestowano w Powiat Poznański.",
        "Ilekroć w umowie jest mowa o Uczestniku, chodzi o osobę, o której mowa w § 2.",
        "Udział w piątek w zajęciach jest bezpłatny.",
        "Składamy podziękowania Pani Annie Nowak za pomoc.",
        "Podziękowania składa Pani Anna Nowak.",
        "Szanowna Pani Starosto!",
        "Klub w Urzędzie Gminy, zwanym dalej „Urzędem”, prowadzi zajęcia.",
        "Zawarto umowę z Powiatowym Urzędem Pracy w Turku, zwaną dalej „Umową”.",
        "pomiędzy Gminą Turek a Panem Janem Nowakiem, zwanymi dalej „Stronami”.",
        "Gminą Turek, reprezentowaną przez Pana Jana Nowaka, zwaną dalej „Gminą”,",
        "Pan Jan Nowak i Pani Anna Nowak, zwani dalej „Rodziną”, podpisują kontrakt.",
        "Powiatowym Centrum Pomocy Rodzinie w Turku, zwanym dalej „PCPR”,",
        "Rodziną Pani Danuty Stępień, reprezentowaną przez Panią Danutę Stępień, zwaną dalej „Rodziną”,",
        "Gminą Bieliny – Gminnym Ośrodkiem Pomocy Społecznej w Bielinach, reprezentowanym przez Kierownika,",
        "Wniosek i umowa zawarte w dniu 5 maja 2014 r. obowiązują.",
        "Panią Annę Nowak, zamieszkałą w Turku, skierowano na kurs.",
    ],
)
def test_right_turns_and_parties_raise_no_alarm(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Klub ,,Stella'' działa.", "„Stella”"),
        ("Projekt ,,Nowa Szansa'' trwa.", "„Nowa Szansa”"),
        ("Powołano ,,Klub Seniora'' w Turku.", "„Klub Seniora”"),
    ],
)
def test_two_commas_and_two_apostrophes_are_no_quotes(text: str, right: str) -> None:
    assert proposed(text) == [("cudzyslow", right)]
