"""Whatever stands in a paper, the proofreader answers, quotes what is there and says the same thing twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.polish.proofreading import RULES, Passage, proofread, text_passages
from schematom_docs.polish.proofreading.text_file import page_passages

_WORDS = (
    *(
        "Umowa",
        "Rodzina",
        "w",
        "z",
        "do",
        "od",
        "5",
        "0",
        "31",
        "rodziny",
        "osób",
        "wzięło",
        "kwietnia",
        "luty",
        "2015",
    ),
    *("2015r.", "br.", "„", "”", '"', "(", ")", "-", "–", ",", ".", ":", ";", "%", "zł", "12", "słownie:", "II", "gim"),
    *("sto złotych 00/100", "miasta", "Turek", "Poznań", "przez", "Anna", "Nowak", "że", "które", "tą", "kwotę", "np"),
    *("m. in.", "1 000,50", "piątek", "z powiatów:", "kielecki", "Busko Zdrój", "SCHEMATOM STOP!", "kontrakt pracy"),
    *("60%", "uczestników", "rozpocznie", "wzmocnią", "\u00a0", "1.", "poz. 5)", "a)", "niemożliwość"),
)
PIECES = st.sampled_from(_WORDS)
MIXED = st.lists(PIECES, max_size=25).map(" ".join)
ANYTHING = st.one_of(MIXED, st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join))


@given(ANYTHING, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_paragraph_is_judged_and_quoted_as_it_stands(text: str, typeset: bool) -> None:
    passage = Passage("akapit 1", text, typeset=typeset)
    found = proofread([passage])
    known = {rule.id for rule in RULES}
    for finding in found:
        assert finding.rule in known and finding.reason and finding.remedy
        assert finding.wrong in passage.text or finding.wrong in passage.plain
        assert finding.right != finding.wrong
    assert proofread([passage]) == found


@given(st.lists(MIXED, max_size=8).map("\n".join))
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_between_lines_and_paragraphs(text: str) -> None:
    def words(passages: list[Passage]) -> list[str]:
        return "".join(" ".join(passage.plain for passage in passages).split()).split()

    assert words(text_passages(text)) == "".join(text.split()).split()
    joined = "".join("".join(passage.plain for passage in page_passages([text])).split())
    assert joined == "".join(text.replace("\u2011", "-").split())
