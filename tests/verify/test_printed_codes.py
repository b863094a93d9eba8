"""Page codes of a pack: what the manifest states, what the symbol draws and what the letters say belong to the page."""

from __future__ import annotations

import pytest

from schematom_docs.workflow.pack_verification import verify_pdf
from tests.verify.issued_packs import TITLES, Issue, Manifest, issued, manifest_of, pages_of, replaced
from tests.verify.small_packs import told


def test_manifest_of_another_pack_is_found() -> None:
    other = manifest_of(Issue(code="B4B4B4B4", word="Rodzina R04"))
    verdict = verify_pdf("pakiet.pdf", issued(edit=replaced(other)))
    assert {place for place, _ in told(verdict, "strony")} == {
        f"strona {number} ({title})" for number, title in enumerate(TITLES, 1)
    }
    assert any("wydrukowano kod innej strony: pakiet K7Q2M9XA" in reason for _, reason in told(verdict, "kody stron"))


def test_manifest_made_to_fit_a_changed_page_is_betrayed_by_the_page_code() -> None:
    other = manifest_of(Issue(word="Rodzina R04"))

    def fit(manifest: Manifest) -> None:
        for mine, its in zip(pages_of(manifest), pages_of(other), strict=True):
            mine["kod"] = its["kod"]

    verdict = verify_pdf("pakiet.pdf", issued(edit=fit))
    found = told(verdict, "kody stron")
    assert ("strona 1 (Porozumienie)", "kod strony nie zgadza się z jej treścią") in found
    assert ("strona 1 (Porozumienie)", "wydrukowano kod tej strony z innym skrótem treści") in found


@pytest.mark.parametrize("field", ["kod", "wersja", "egzemplarz"])
def test_release_facts_that_page_codes_deny_are_found(field: str) -> None:
    values = {"kod": "B4B4B4B4", "wersja": 2, "egzemplarz": 2}

    def lie(manifest: Manifest) -> None:
        release = manifest["wydanie"]
        assert isinstance(release, dict)
        release[field] = values[field]

    reasons = [reason for _, reason in told(verify_pdf("pakiet.pdf", issued(edit=lie)), "kody stron")]
    assert any(reason.startswith("kod strony w manifeście nazywa inną stronę: pakiet K7Q2M9XA") for reason in reasons)


def test_wrong_code_printed_on_a_page_is_noticed() -> None:
    right = str(pages_of(manifest_of(Issue()))[1]["kod"])
    verdict = verify_pdf("pakiet.pdf", issued(codes={1: right}))
    assert dict(told(verdict, "kody stron")) == {
        "strona 1 (Porozumienie)": "wydrukowano kod innej strony: pakiet K7Q2M9XA, wersja 1, str. 2 z 3"
    }


def test_wrong_code_in_letters_is_noticed() -> None:
    right = str(pages_of(manifest_of(Issue()))[1]["kod"])
    verdict = verify_pdf("pakiet.pdf", issued(letters={1: right, 2: ""}))
    assert told(verdict, "kody stron") == [
        (
            "strona 1 (Porozumienie)",
            "literami zapisano kod innej strony: pakiet K7Q2M9XA, wersja 1, str. 2 z 3",
        ),
        ("strona 2 (Harmonogram działań)", "na stronie nie ma kodu literami"),
    ]


def test_code_on_a_page_that_carries_none_is_noticed() -> None:
    right = str(pages_of(manifest_of(Issue()))[0]["kod"])
    ((place, reason),) = told(verify_pdf("pakiet.pdf", issued(codes={3: right})), "kody stron")
    assert place == "strona 3 (Dyplom)"
    assert reason.startswith("wydrukowano kod, choć strona nie ma go mieć")


def test_code_that_cannot_be_read_is_noticed() -> None:
    verdict = verify_pdf("pakiet.pdf", issued(codes={2: ""}))
    assert told(verdict, "kody stron") == [("strona 2 (Harmonogram działań)", "na stronie nie ma czytelnego kodu QR")]
