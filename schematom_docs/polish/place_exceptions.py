"""Towns whose forms the dictionary leaves open or gives for another place of the name; seats of powiats and gminas.

Genitives as the towns themselves and the powiats named after them write them; the other cases follow.
"""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.polish.cases import Paradigm, paradigm


def _plural(nominative: str, genitive: str, stem: str) -> Paradigm:
    return paradigm(nominative, genitive, stem + "om", nominative, stem + "ami", stem + "ach", nominative)


PLACE_EXCEPTIONS: Mapping[str, Paradigm] = {
    "Rozogi": _plural("Rozogi", "Rozóg", "Rozog"),
    "Irządze": _plural("Irządze", "Irządz", "Irządz"),
    "Łapsze Niżne": paradigm(
        *("Łapsze Niżne", "Łapsz Niżnych", "Łapszom Niżnym", "Łapsze Niżne", "Łapszami Niżnymi", "Łapszach Niżnych"),
        "Łapsze Niżne",
    ),
    "Cisna": paradigm("Cisna", "Cisnej", "Cisnej", "Cisną", "Cisną", "Cisnej", "Cisna"),
    "Buk": paradigm("Buk", "Buku", "Bukowi", "Buk", "Bukiem", "Buku", "Buku"),
    "Gostyń": paradigm("Gostyń", "Gostynia", "Gostyniowi", "Gostyń", "Gostyniem", "Gostyniu", "Gostyniu"),
    "Cmolas": paradigm("Cmolas", "Cmolasu", "Cmolasowi", "Cmolas", "Cmolasem", "Cmolasie", "Cmolasie"),
    "Suchy Las": paradigm(
        *("Suchy Las", "Suchego Lasu", "Suchemu Lasowi", "Suchy Las", "Suchym Lasem", "Suchym Lesie", "Suchy Lesie"),
    ),
    "Żary": _plural("Żary", "Żar", "Żar"),
    "Siedlce": _plural("Siedlce", "Siedlec", "Siedlc"),
    "Góra Kalwaria": paradigm(
        *("Góra Kalwaria", "Góry Kalwarii", "Górze Kalwarii", "Górę Kalwarię", "Górą Kalwarią", "Górze Kalwarii"),
        "Góro Kalwario",
    ),
    "Zakopane": paradigm("Zakopane", "Zakopanego", "Zakopanemu", "Zakopane", "Zakopanem", "Zakopanem", "Zakopane"),
    "Wysokie Mazowieckie": paradigm(
        "Wysokie Mazowieckie",
        "Wysokiego Mazowieckiego",
        "Wysokiemu Mazowieckiemu",
        "Wysokie Mazowieckie",
        "Wysokiem Mazowieckiem",
        "Wysokiem Mazowieckiem",
        "Wysokie Mazowieckie",
    ),
    "Kąty Wrocławskie": paradigm(
        "Kąty Wrocławskie",
        "Kątów Wrocławskich",
        "Kątom Wrocławskim",
        "Kąty Wrocławskie",
        "Kątami Wrocławskimi",
        "Kątach Wrocławskich",
        "Kąty Wrocławskie",
    ),
}
