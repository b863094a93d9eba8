"""Surnames that are noun or adjective, of a woman and of a man: what both patterns fit is never certain."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.polish.surnames import labelled, surname

TABLES = Path(__file__).parent
ADJECTIVAL = (
    *("Bossa", "Tęga", "Krasna", "Zacna", "Błoga", "Uboga", "Ostra", "Sina", "Bystra", "Krwawa", "Zgasła", "Główna"),
    *(
        "Galewa",
        "Malewa",
        "Dulewa",
        "Kalewa",
        "Lisiewa",
        "Szukana",
        "Wybrana",
        "Bezpalca",
        "Prosta",
        "Kulawa",
        "Jasna",
        "Pliska",
    ),
    *("Biedna", "Miła", "Tania", "Głupia", "Cudza", "Duża", "Pewna", "Równa", "Hoża", "Łysa"),
)
SLAVIC = (
    *("Kowalskaja", "Kostornaja", "Plisieckaja", "Krasnaja", "Tołstaja", "Zadorożnaja", "Wysockaja", "Biełaja"),
    "Czernaja",
)


def surnames_in_a() -> list[str]:
    """Return every part of a surname in -a of all tables of names, and our own shapes."""
    found = set(ADJECTIVAL + SLAVIC)
    for table in TABLES.glob("*/names.tsv"):
        lines = table.read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = row["lemma"].replace("-", " ").split()
            found |= {word for word in words if word.isalpha() and word.lower().endswith("a") and len(word) > 2}
    return sorted(found)


def test_a_woman_and_a_man_of_one_surname_are_never_both_certain_of_two_patterns() -> None:
    names = surnames_in_a()
    assert len(names) > 150
    clashes = [
        (name, case, her.forms[case], his.forms[case])
        for name in names
        for her, his in ((surname(name, "f"), surname(name, "m")),)
        for case in CASES
        if case in her.certain and case in his.certain and her.forms[case] != his.forms[case]
    ]
    assert clashes == []


@pytest.mark.parametrize("name", ADJECTIVAL)
def test_an_adjectival_surname_is_certain_only_where_the_dictionary_has_it_as_surname(name: str) -> None:
    known = labelled(name, "f")
    certain = inflect(f"Anna {name}", "gen", kind="person", gender="f").certain
    assert certain is (known is not None)
    assert known is None or known.forms["gen"][0].endswith("ej")
    assert certain is False or not inflect(f"Jan {name}", "gen", kind="person", gender="m").certain


def test_surname_of_an_adjective_in_owna_is_no_daughters_name() -> None:
    assert inflect("Anna Główna", "gen", kind="person", gender="f").form == "Anny Głównej"
    daughter = inflect("Anna Wróblówna", "gen", kind="person", gender="f")
    assert (daughter.form, daughter.certain) == ("Anny Wróblówny", True)


@pytest.mark.parametrize("name", ["Sroga", "Rada", "Zaręba"])
def test_a_noun_of_both_sexes_by_the_dictionary_is_certain_of_both(name: str) -> None:
    hers, his = (surname(name, gender) for gender in ("f", "m"))
    assert hers.forms["gen"] == his.forms["gen"]
    assert {"gen", "dat"} <= hers.certain & his.certain


@pytest.mark.parametrize(
    "name", ["Zalewska", "Nowakowa", "Iwanowa", "Fadiejewa", "Jakowlewa", "Ćwiczebna", "Czarna", "Wolna"]
)
def test_a_feminine_that_only_an_adjective_can_be_stays_certain(name: str) -> None:
    found = inflect(f"Anna {name}", "gen", kind="person", gender="f")
    assert found.form.endswith("ej")
    assert found.certain


@pytest.mark.parametrize(
    ("name", "genitive", "accusative"),
    [
        ("Kowalskaja", "Kowalskiej", "Kowalską"),
        ("Kostornaja", "Kostornej", "Kostorną"),
        ("Plisieckaja", "Plisieckiej", "Plisiecką"),
        ("Krasnaja", "Krasnej", "Krasną"),
        ("Tołstaja", "Tołstej", "Tołstą"),
        ("Zadorożnaja", "Zadorożnej", "Zadorożną"),
        ("Wysockaja", "Wysockiej", "Wysocką"),
        ("Biełaja", "Biełej", "Biełą"),
    ],
)
def test_east_slavic_women_in_aja_decline_like_adjectives_and_wait_for_approval(
    name: str, genitive: str, accusative: str
) -> None:
    found = [inflect(f"Olga {name}", case, kind="person", gender="f") for case in ("gen", "acc")]
    assert [one.form for one in found] == [f"Olgi {genitive}", f"Olgę {accusative}"]
    assert not any(one.certain for one in found)
    assert not inflect(f"Jan {name}", "gen", kind="person", gender="m").certain


@pytest.mark.parametrize(("name", "genitive"), [("Zgraja", "Zgrai"), ("Kopeja", "Kopei"), ("Szuja", "Szui")])
def test_native_nouns_in_ja_stay_certain(name: str, genitive: str) -> None:
    found = inflect(f"Anna {name}", "gen", kind="person", gender="f")
    assert (found.form, found.certain) == (f"Anny {genitive}", True)


@pytest.mark.parametrize("name", ["Siedych", "Czernych", "Dolgich", "Drewno", "Siodło", "Masło"])
def test_men_in_ych_and_men_named_like_a_neuter_noun_are_not_certain(name: str) -> None:
    assert not inflect(f"Jan {name}", "gen", kind="person", gender="m").certain


@pytest.mark.parametrize("name", ["Moniuszko", "Tymoszenko", "Sapieha"])
def test_men_in_ko_and_a_without_a_neuter_noun_stay_certain(name: str) -> None:
    assert inflect(f"Jan {name}", "gen", kind="person", gender="m").certain
