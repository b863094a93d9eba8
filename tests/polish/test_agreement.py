"""Agreement of words with persons, groups, families and institutions; counted nouns; prepositions."""

from __future__ import annotations

import pytest

from schematom_docs.polish.agreement import Agreement, agree, past
from schematom_docs.polish.cases import Case
from schematom_docs.polish.counted import counted, counterparts, pick
from schematom_docs.polish.entities import agreement_of
from schematom_docs.polish.prepositions import in_form, with_form

WOMAN, MAN, MIXED, WOMEN, NEUTER = (
    Agreement("f"),
    Agreement("m1"),
    Agreement("m1", "pl"),
    Agreement("f", "pl"),
    Agreement("n"),
)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("zamieszkały", "zamieszkała zamieszkały zamieszkali zamieszkałe"),
        ("zwany", "zwana zwany zwani zwane"),
        ("urodzony", "urodzona urodzony urodzeni urodzone"),
        ("zatrudniony", "zatrudniona zatrudniony zatrudnieni zatrudnione"),
        ("uczestnik", "uczestniczka uczestnik uczestnicy uczestniczki"),
        ("ukończył", "ukończyła ukończył ukończyli ukończyły"),
        ("podjął", "podjęła podjął podjęli podjęły"),
        ("zobowiązany", "zobowiązana zobowiązany zobowiązani zobowiązane"),
        ("bezrobotny", "bezrobotna bezrobotny bezrobotni bezrobotne"),
        ("skierowany", "skierowana skierowany skierowani skierowane"),
        ("działający", "działająca działający działający działające"),
        ("miał", "miała miał mieli miały"),
        ("który", "która który którzy które"),
        ("wszedł", "weszła wszedł weszli weszły"),
        ("mógł", "mogła mógł mogli mogły"),
        ("zobowiązuje", "zobowiązuje zobowiązuje zobowiązują zobowiązują"),
        ("jest", "jest jest są są"),
        ("jego", "jej jego ich ich"),
        ("powinien", "powinna powinien powinni powinny"),
        ("polski", "polska polski polscy polskie"),
        ("drugi", "druga drugi drudzy drugie"),
        ("młody", "młoda młody młodzi młode"),
    ],
)
def test_word_agrees_with_woman_man_mixed_group_and_women(word: str, forms: str) -> None:
    assert " ".join(agree(word, with_) for with_ in (WOMAN, MAN, MIXED, WOMEN)) == forms


def test_agreement_in_cases_knows_persons_from_things() -> None:
    assert agree("zwany", MAN, "acc") == "zwanego"
    assert agree("zwany", Agreement("m3"), "acc") == "zwany"
    assert agree("zwany", WOMEN, "ins") == "zwanymi"
    assert agree("zwany", NEUTER, "ins") == "zwanym"
    assert agree("uczestnik", WOMEN, "dat") == "uczestniczkom"
    assert agree("legitymujący się", WOMAN) == "legitymująca się"


def test_past_tense_in_the_neuter_is_known_too() -> None:
    assert past("podjął", NEUTER) == "podjęło"
    assert past("ukończył", NEUTER) == "ukończyło"


def test_word_that_agrees_with_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="uzgodnić"):
        agree("szybko", WOMAN)


@pytest.mark.parametrize(
    ("noun", "one", "two", "five", "half"),
    [
        ("rodzina", "1 rodzina", "2 rodziny", "5 rodzin", "2,5 rodziny"),
        ("osoba", "1 osoba", "2 osoby", "5 osób", "2,5 osoby"),
        ("kobieta", "1 kobieta", "2 kobiety", "5 kobiet", "2,5 kobiety"),
        ("powiat", "1 powiat", "2 powiaty", "5 powiatów", "2,5 powiatu"),
        ("gmina", "1 gmina", "2 gminy", "5 gmin", "2,5 gminy"),
        ("dzień", "1 dzień", "2 dni", "5 dni", "2,5 dnia"),
        ("miesiąc", "1 miesiąc", "2 miesiące", "5 miesięcy", "2,5 miesiąca"),
        ("godzina", "1 godzina", "2 godziny", "5 godzin", "2,5 godziny"),
        ("kontrakt", "1 kontrakt", "2 kontrakty", "5 kontraktów", "2,5 kontraktu"),
        ("egzemplarz", "1 egzemplarz", "2 egzemplarze", "5 egzemplarzy", "2,5 egzemplarza"),
        ("załącznik", "1 załącznik", "2 załączniki", "5 załączników", "2,5 załącznika"),
        ("moduł", "1 moduł", "2 moduły", "5 modułów", "2,5 modułu"),
        ("członek", "1 członek", "2 członków", "5 członków", "2,5 członka"),
        ("dziecko", "1 dziecko", "2 dzieci", "5 dzieci", "2,5 dziecka"),
        ("złoty", "1 złoty", "2 złote", "5 złotych", "2,5 złotego"),
        ("grosz", "1 grosz", "2 grosze", "5 groszy", "2,5 grosza"),
        ("dokument", "1 dokument", "2 dokumenty", "5 dokumentów", "2,5 dokumentu"),
        ("strona", "1 strona", "2 strony", "5 stron", "2,5 strony"),
        ("instytucja", "1 instytucja", "2 instytucje", "5 instytucji", "2,5 instytucji"),
        ("rok", "1 rok", "2 lata", "5 lat", "2,5 roku"),
        (
            "rodzina wielodzietna",
            *["1 rodzina wielodzietna", "2 rodziny wielodzietne", "5 rodzin wielodzietnych"],
            "2,5 rodziny wielodzietnej",
        ),
        ("dzień roboczy", "1 dzień roboczy", "2 dni robocze", "5 dni roboczych", "2,5 dnia roboczego"),
        (
            "osoba bezrobotna",
            "1 osoba bezrobotna",
            "2 osoby bezrobotne",
            "5 osób bezrobotnych",
            "2,5 osoby bezrobotnej",
        ),
    ],
)
def test_counted_nouns(noun: str, one: str, two: str, five: str, half: str) -> None:
    texts = [counted(number, noun).replace("\u00a0", " ") for number in (1, 2, 5, "2,5")]
    assert texts == [one, two, five, half]


def test_teens_take_the_genitive_and_twenty_two_does_not() -> None:
    assert [counted(n, "rodzina").replace("\u00a0", " ") for n in (12, 14, 21, 22, 112, 0)] == [
        "12 rodzin",
        "14 rodzin",
        "21 rodzin",
        "22 rodziny",
        "112 rodzin",
        "0 rodzin",
    ]


def test_counted_nouns_stand_in_the_case_of_the_sentence() -> None:
    assert counted(10, "rodzina", "ins") == "10\u00a0rodzinami"
    assert counted(1, "rodzina", "ins") == "1\u00a0rodziną"
    assert counted(2, "rodzina", "loc") == "2\u00a0rodzinach"
    assert counted(12, "kobieta", "gen") == "12\u00a0kobiet"
    assert counted(2, "uczestnik", "acc") == "2\u00a0uczestników"


def test_whole_thousands_keep_their_noun_in_the_genitive() -> None:
    assert counted(1000, "rodzina", "ins") == "1\u00a0000\u00a0rodzin"
    assert counted(2000, "osoba", "dat", words=True) == "dwóm tysiącom osób"


def test_numbers_in_words_agree_with_their_noun() -> None:
    assert counted(2, "kobieta", words=True) == "dwie kobiety"
    assert counted(2, "uczestnik", words=True) == "dwóch uczestników"
    assert counted(5, "dziecko", words=True) == "pięcioro dzieci"
    assert counted(2, "dziecko", "ins", words=True) == "dwojgiem dzieci"
    assert counted(3, "dziecko", "dat", words=True) == "trojgu dzieciom"
    assert counted(1, "dziecko", words=True) == "jedno dziecko"


def test_verbs_are_picked_by_the_number() -> None:
    assert [pick(n, "wzięła", "wzięły", "wzięło") for n in (1, 2, 5, 12, 22)] == [
        "wzięła",
        "wzięły",
        "wzięło",
        "wzięło",
        "wzięły",
    ]


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        (1, "w jednym egzemplarzu"),
        (2, "w dwóch jednobrzmiących egzemplarzach"),
        (10, "w dziesięciu jednobrzmiących egzemplarzach"),
    ],
)
def test_copies_of_a_contract(copies: int, expected: str) -> None:
    assert counterparts(copies).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Turku", "w"),
        ("Wrocławiu", "we"),
        ("Wieliczce", "w"),
        ("Francji", "we"),
        ("Lwowie", "we"),
        ("Wrześni", "we"),
        ("Warszawie", "w"),
    ],
)
def test_shape_of_w(word: str, expected: str) -> None:
    assert in_form(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Swarzędza", "ze"),
        ("Szczecina", "ze"),
        ("Szamotuł", "z"),
        ("Żmudzi", "ze"),
        ("Zamościa", "z"),
        ("Rzeszowa", "z"),
        ("Starostwem", "ze"),
        ("Wschowy", "ze"),
        ("Wrocławia", "z"),
        ("Człuchowa", "z"),
        ("czterema rodzinami", "z"),
        ("100 osobami", "ze"),
        ("10 osobami", "z"),
        ("„Stellą”", "ze"),
    ],
)
def test_shape_of_z(word: str, expected: str) -> None:
    assert with_form(word) == expected


ANNA = {"encja": "osoba", "imie": "Anna", "nazwisko": "Nowak", "plec": "k"}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["Powiatowy Urząd Pracy"], "zobowiązani"),
        (["Gmina Żmudź"], "zobowiązane"),
        (["Gmina Żmudź", "Powiatowe Centrum Pomocy Rodzinie"], "zobowiązane"),
    ],
)
def test_a_person_beside_a_masculine_institution_is_masculine_personal(others: list[str], expected: str) -> None:
    parties = [ANNA, *({"encja": "instytucja", "nazwa": name} for name in others)]
    assert agree("zobowiązany", agreement_of(parties)) == expected


def test_institutions_alone_never_take_the_masculine_personal_plural() -> None:
    parties = [
        {"encja": "instytucja", "nazwa": name} for name in ("Powiatowy Urząd Pracy", "Ośrodek Pomocy Społecznej")
    ]
    assert agree("zwany", agreement_of(parties), "ins") == "zwanymi"
    assert agree("zwany", agreement_of(parties)) == "zwane"


@pytest.mark.parametrize("word", ["skierowani", "wszyscy", "uprawnieni", "bezrobotni", "zamieszkali"])
def test_a_word_given_in_the_plural_is_refused_not_bent(word: str) -> None:
    with pytest.raises(ValueError, match="w rodzaju męskim"):
        agree(word, Agreement("f"))


@pytest.mark.parametrize("word", ["małoletni", "pełnoletni", "ostatni", "trzeci"])
def test_adjectives_whose_singular_ends_in_i_agree(word: str) -> None:
    assert agree(word, Agreement("f")) == word + "a"


@pytest.mark.parametrize(
    ("title", "two"), [("sędzia", "sędziów"), ("starosta", "starostów"), ("radca prawny", "radców prawnych")]
)
def test_titles_in_a_are_counted_as_men(title: str, two: str) -> None:
    assert counted(2, title) == f"2\u00a0{two}"


@pytest.mark.parametrize(
    ("words", "woman", "men", "women"),
    [
        ("pracownik socjalny", "pracownica socjalna", "pracownicy socjalni", "pracownice socjalne"),
        ("bezrobotny uczestnik", "bezrobotna uczestniczka", "bezrobotni uczestnicy", "bezrobotne uczestniczki"),
        ("uczestnik projektu", "uczestniczka projektu", "uczestnicy projektu", "uczestniczki projektu"),
        ("zwany dalej uczestnik", "zwana dalej uczestnik", "zwani dalej uczestnik", "zwane dalej uczestnik"),
        ("prowadzi", "prowadzi", "prowadzą", "prowadzą"),
    ],
)
def test_a_noun_agrees_together_with_its_adjectives(words: str, woman: str, men: str, women: str) -> None:
    kinds = (Agreement("f"), Agreement("m1", "pl"), Agreement("f", "pl"))
    assert [agree(words, kind) for kind in kinds] == [woman, men, women]


@pytest.mark.parametrize(("word", "case"), [("matka", "nom"), ("oświadcza", "acc"), ("ukończył", "gen"), (" ", "nom")])
def test_a_word_that_cannot_agree_is_refused(word: str, case: Case) -> None:
    with pytest.raises(ValueError, match=r"uzgodni|przypadków"):
        agree(word, Agreement("m1", "pl"), case)
