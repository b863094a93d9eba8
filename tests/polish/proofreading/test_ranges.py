"""Ranges with a hyphen or with spaces are told; numbers of cases, telephones, codes and dates are not."""

from __future__ import annotations

import pytest

from schematom_docs.polish.proofreading import Passage, proofread


def proposed(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.right.rstrip(".,")) for finding in proofread([Passage("akapit 1", text)])]


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("Zajęcia trwają w godz. 10.00-12.00 w klubie.", "zakres", "10.00–12.00"),
        ("Zajęcia trwają w godz. 14.00 - 15.00 w klubie.", "zakres", "godz. 14.00–15.00"),
        ("Opis zawierają str. 5-7 wniosku.", "zakres", "5–7"),
        ("Opis zawierają str. 5 – 7 wniosku.", "zakres", "str. 5–7"),
        ("Warunki z pkt 1-3 spełniono.", "zakres", "1–3"),
        ("Stosuje się § 2 - 4 umowy.", "zakres", "§ 2–4"),
        ("Podstawą są art. 5-7 ustawy.", "zakres", "5–7"),
        ("Grupa liczy 10-15 osób.", "zakres", "10–15"),
        ("Wizyta trwa 23 - 24 czerwca 2015 r.", "zakres", "23–24 czerwca"),
        ("Program na lata 2014 - 2015 przyjęto.", "zakres-lat", "2014–2015"),
        ("Wynik testu to 2 - 4 pytania.", "polpauza", "2–4"),
    ],
)
def test_a_range_that_is_no_dash_without_spaces_is_told(text: str, rule: str, right: str) -> None:
    assert (rule, right) in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zajęcia trwają w godz. 10.00–12.00, opis na str. 5–7, pkt 1–3.",
        "Tel. 41-200-12-34, znak PCPR.5-7.2014, kod 62-020 Swarzędz.",
        "Pismo z 2014-05-06 złożono przy ul. Rynek 5-7.",
        "Opłata według pkt 3 – 5 zł za dzień.",
        "Gość z Buska\u2011Zdroju, społeczno\u2011zawodowa pomoc, kod 62\u2011020 Swarzędz.",
        "Podano nr 5-7 i NIP 777-12-34-567.",
    ],
)
def test_other_numbers_with_a_hyphen_raise_no_alarm(text: str) -> None:
    assert proposed(text) == []
