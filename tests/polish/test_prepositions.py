"""„w” or „we”, „z” or „ze” before words, numbers, initialisms, capitals and quoted names."""

from __future__ import annotations

from datetime import date

import pytest

from schematom_docs.polish.dates import date_text
from schematom_docs.polish.prepositions import in_form, with_form


@pytest.mark.parametrize(
    "text",
    ["Wrocławiu", "Wschowie", "Lwowie", "Lwówku", "Francji", "wtorek", "wrześniu", "wniosku", "WROCŁAWIU", "mnie"],
)
def test_we_stands_before_a_cluster_in_w_or_f_and_in_set_phrases(text: str) -> None:
    assert in_form(text) == "we"


@pytest.mark.parametrize(
    "text",
    [
        *("Warszawie", "Wąchocku", "fundacji", "środę", "2015 r.", "2 egzemplarzach", "dwóch", "II etapie", "V", "100"),
        *("SP nr 3", "WTZ", "WSA", "WFOŚiGW", "FRSE", "WUP", "SKOK", "ZUS", "Swarzędzu", "Szczecinie"),
    ],
)
def test_w_stands_before_all_else_and_before_initialisms(text: str) -> None:
    assert in_form(text) == "w"


@pytest.mark.parametrize(
    "text",
    [
        *("Swarzędza", "Szczecina", "Śremu", "Zgierza", "Żnina", "środkami", "starostą", "Stowarzyszeniem", "związku"),
        *("wsi", "wszystkimi", "względu", "mną", "Lwowa", "lwem", "łzami", "Mszczonowa", "stu", "100 osób", "108"),
        *("120 000 zł", "SKOK", "„Stella”", "STAROSTWEM", "SPÓŁDZIELNIĄ", "SŁUPSKA", "świetlicą"),
    ],
)
def test_ze_stands_before_a_cluster_in_a_hissing_sound_and_before_sto(text: str) -> None:
    assert with_form(text) == "ze"


@pytest.mark.parametrize(
    "text",
    [
        *("Sopotu", "Zamościa", "Żyrardowa", "Rzeszowa", "sądem", "zespołem", "szóstą", "szefem", "2015 r.", "1945 r."),
        *(
            "200",
            "1 200 osób",
            "6 rodzin",
            "17 osób",
            "SP nr 3",
            "ŚDS",
            "ZHP",
            "ZNP",
            "SM",
            "SPZOZ",
            "SP ZOZ",
            "ZUS-em",
        ),
        *("wójtem", "wnioskiem", "Pszczyny", "XX wieku"),
    ],
)
def test_z_stands_before_all_else_and_before_initialisms(text: str) -> None:
    assert with_form(text) == "z"


def test_september_takes_we_among_the_months() -> None:
    months = [date_text(date(2015, month, 1), "w_miesiacu").split("\u00a0")[0].split(" ")[0] for month in range(1, 13)]
    assert [number for number, word in enumerate(months, 1) if word == "we"] == [9]
    assert set(months) == {"w", "we"}
