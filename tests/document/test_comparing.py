"""Two templates compared clause by clause."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from schematom_docs.document import Difference, compare
from schematom_docs.document.clauses import clauses
from schematom_docs.document.comparing import changed_words, marked_words
from tests.document.test_numbering import NUMBERING, listed
from tests.document.word_files import p, story, table, word_file

STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/></w:style>'
        for style_id, name in (("Par", "Paragraf"), ("Ust", "Ustęp"), ("Pkt", "Punkt"), ("Lit", "Litera"))
    )
    + "</w:styles>"
)


def contract(*paragraphs: tuple[str, str], footer: str = "stopka") -> bytes:
    """Return a template whose paragraphs are (style id, text)."""
    body = "".join(p(text, style=style) for style, text in paragraphs)
    return word_file(body, parts={"word/styles.xml": STYLES, "word/footer1.xml": story("ftr", p(footer))})


def told(older: bytes, newer: bytes) -> list[str]:
    return [str(item) for item in compare(older, newer)]


def test_clauses_are_called_as_lawyers_call_them() -> None:
    source = contract(
        ("", "Umowa"), ("Par", "Cel"), ("Ust", "jeden"), ("Pkt", "p1"), ("Lit", "a"), ("Lit", "b"), ("Pkt", "p2"),
        ("Ust", "dwa"), ("Par", "Koniec"), ("Ust", "jeden"),
    )  # fmt: skip
    assert [item.place for item in clauses(source)] == [
        "akapit 1", "§ 1", "§ 1 ust. 1", "§ 1 ust. 1 pkt 1", "§ 1 ust. 1 pkt 1 lit. a", "§ 1 ust. 1 pkt 1 lit. b",
        "§ 1 ust. 1 pkt 2", "§ 1 ust. 2", "§ 2", "§ 2 ust. 1", "stopka, akapit 1",
    ]  # fmt: skip


def test_levels_of_words_own_list_number_clauses_too() -> None:
    body = listed("Cel", 0) + listed("ustęp", 1) + listed("punkt", 2) + listed("litera", 3)
    found = clauses(word_file(body, parts={"word/numbering.xml": NUMBERING}))
    assert [item.label for item in found] == ["§ 1", "§ 1 ust. 1", "§ 1 ust. 1 pkt 1", "§ 1 ust. 1 pkt 1 lit. a"]


def test_a_changed_clause_shows_its_words() -> None:
    older = contract(("Par", "Terminy"), ("Ust", "Strony mają 14 dni od dnia {{ dokument.data|data }}."))
    newer = contract(("Par", "Terminy"), ("Ust", "Strony mają 30 dni od dnia {{ dokument.data|data }}."))
    assert told(older, newer) == [
        "§ 1 ust. 1 – zmieniono: Strony mają [-14-][+30+] dni od dnia {{ dokument.data|data }}."
    ]


def test_a_tag_changes_as_one_word() -> None:
    assert changed_words("od {{ a.b }} do", "od {{ a.c }} do") == (
        ("=", "od "), ("-", "{{ a.b }}"), ("+", "{{ a.c }}"), ("=", " do"),
    )  # fmt: skip


def test_a_new_paragraf_renumbers_the_next_ones_and_only_their_headings_are_told() -> None:
    older = contract(("Par", "Cel"), ("Ust", "cel umowy"), ("Par", "Koniec"), ("Ust", "ostatni przepis"))
    newer = contract(
        ("Par", "Cel"), ("Ust", "cel umowy"), ("Par", "Nowy"), ("Par", "Koniec"), ("Ust", "ostatni przepis")
    )
    assert told(older, newer) == ["§ 2 – dodano: „Nowy”", "§ 2 → § 3 – zmienił się numer: „Koniec”"]


def test_a_clause_put_elsewhere_is_moved_not_removed_and_added() -> None:
    kept = [("Ust", f"przepis numer {word} zostaje tam") for word in ("pierwszy", "drugi", "trzeci")]
    wanderer = ("Ust", "Spory rozstrzyga sąd właściwy dla Lidera.")
    older, newer = contract(("Par", "A"), wanderer, *kept), contract(("Par", "A"), *kept, wanderer)
    kinds = [item.kind for item in compare(older, newer)]
    assert kinds.count("przeniesiono") == 1 and "dodano" not in kinds and "usunięto" not in kinds
    moved = next(item for item in compare(older, newer) if item.kind == "przeniesiono")
    assert moved.place == "§ 1 ust. 1 → § 1 ust. 4"


def test_a_clause_that_stands_twice_and_moves_once_is_told_of_each_time() -> None:
    twin = p("Strony podpisują każdą stronę umowy.")
    older, newer = word_file(p("wstęp") + twin + p("koniec") + twin), word_file(twin + p("wstęp") + p("koniec"))
    found = compare(older, newer)
    assert sorted(item.kind for item in found) == ["przeniesiono", "usunięto"]


def test_parts_outside_the_body_and_cells_are_compared_in_their_place() -> None:
    older = word_file(p("x") + table(("a", "stara cena")), parts={"word/footer1.xml": story("ftr", p("strona"))})
    newer = word_file(p("x") + table(("a", "nowa cena")), parts={"word/footer1.xml": story("ftr", p("str."))})
    assert told(older, newer) == [
        "tabela 1, wiersz 1, komórka 2, akapit 1 – zmieniono: [-stara-][+nowa+] cena",
        "stopka, akapit 1 – usunięto: „strona”",
        "stopka, akapit 1 – dodano: „str.”",
    ]


def test_no_break_spaces_are_not_a_difference_of_text() -> None:
    assert compare(word_file(p("w Turku")), word_file(p("w\u00a0Turku"))) == []


texts = st.lists(st.text("ab ż.{}", min_size=1, max_size=12).filter(str.strip), max_size=6)


@given(texts, texts)
@example(["a", "a a a a", "a a a a"], ["a a a a", "a"])
def test_differences_turn_the_older_text_into_the_newer_one(before: list[str], after: list[str]) -> None:
    older, newer = (word_file("".join(p(text) for text in side) or p("")) for side in (before, after))
    found = compare(older, newer)
    old, new = [item.text for item in clauses(older)], [item.text for item in clauses(newer)]
    gone = [item.before.text for item in found if item.before]
    come = [item.after.text for item in found if item.after]
    untouched = list(old)
    for text in gone:
        untouched.remove(text)
    assert sorted([*untouched, *come]) == sorted(new)
    assert (found == []) == (old == new)


@given(st.text("ab cż.", max_size=20), st.text("ab cż.", max_size=20))
def test_changed_words_hold_both_texts_whole(before: str, after: str) -> None:
    words = changed_words(before, after)
    assert "".join(text for kind, text in words if kind in "=-") == before
    assert "".join(text for kind, text in words if kind in "=+") == after


def test_long_unchanged_stretches_are_cut_where_people_read_them() -> None:
    stretch = "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć "
    shown = marked_words(changed_words(f"{stretch}stare {stretch}", f"{stretch}nowe {stretch}"))
    assert shown == "… pięć sześć siedem osiem dziewięć dziesięć [-stare-][+nowe+] jeden dwa trzy cztery pięć sześć …"


def test_a_difference_without_words_shows_the_clause() -> None:
    older, newer = contract(("Ust", "zostaje")), contract(("Ust", "zostaje"), ("Ust", "dochodzi coś"))
    assert [(item.kind, str(item)) for item in compare(older, newer) if isinstance(item, Difference)] == [
        ("dodano", "ust. 2 – dodano: „dochodzi coś”")
    ]
