"""Annexes of a pack: texts of the list and titles of the parts are the same, or the fault names both."""

from __future__ import annotations

from schematom_docs.pack import AnnexList, Entry, Place, annex_faults

CONTRACT = "Kontrakt nr 1/2015"
LISTED = ("Diagnoza sytuacji Rodziny", "Karta usług Rodziny", "Harmonogram działań")


def entries(*annexes: str) -> list[Entry]:
    """Return a pack of a diagnosis, a contract and annexes."""
    documents = [("diagnoza_rodziny", "Diagnoza sytuacji Rodziny"), ("kontrakt_rodzinny", CONTRACT)]
    parts = [Entry(type_id, "k01", title, Place.DOCUMENT) for type_id, title in documents]
    cover = Entry("okladka", "k01", "Okładka", Place.COVER)
    return [cover, *parts, *(Entry(f"typ_{n}", "k01", title, Place.ANNEX) for n, title in enumerate(annexes))]


def reasons(*annexes: str, listed: tuple[str, ...] = LISTED) -> list[str]:
    """Return what is wrong with a pack that has these annexes."""
    return [fault.reason for fault in annex_faults([AnnexList(CONTRACT, listed)], entries(*annexes))]


def test_pack_whose_annexes_are_those_of_the_list_has_no_fault() -> None:
    assert reasons("Karta usług Rodziny", "Harmonogram działań") == []


def test_hard_and_ordinary_spaces_are_the_same() -> None:
    assert reasons("Karta\u00a0usług  Rodziny", "Harmonogram działań") == []


def test_annex_with_another_title_names_both_texts_once() -> None:
    assert reasons("Karta usług dla Rodziny", "Harmonogram działań") == [
        "Dokument wymienia załącznik „Karta usług Rodziny”, a część pakietu nazywa się „Karta usług dla Rodziny”."
    ]


def test_annex_that_the_pack_lacks_is_named() -> None:
    assert reasons("Karta usług Rodziny") == [
        "Dokument wymienia załącznik „Harmonogram działań”, którego w pakiecie nie ma."
    ]


def test_annex_that_nobody_lists_is_named() -> None:
    assert reasons("Karta usług Rodziny", "Harmonogram działań", "Regulamin") == [
        "W pakiecie jest załącznik „Regulamin”, którego wykaz w dokumencie nie wymienia."
    ]


def test_annexes_in_another_order_than_the_list_are_a_fault_that_tells_the_order() -> None:
    [fault] = annex_faults([AnnexList(CONTRACT, LISTED)], entries("Harmonogram działań", "Karta usług Rodziny"))
    assert "innej kolejności" in fault.reason
    assert fault.remedy.endswith("„Karta usług Rodziny”; „Harmonogram działań”.")


def test_annex_listed_by_any_of_two_papers_is_no_stray() -> None:
    lists = [AnnexList(CONTRACT, LISTED[:2]), AnnexList("Umowa", ("Harmonogram działań",))]
    assert annex_faults(lists, entries("Karta usług Rodziny", "Harmonogram działań")) == []
