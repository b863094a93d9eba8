"""Missing answers: told before rendering, printed as blank lines, asked for; what stays missing stops the rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.document import Filled, OpenField, Template, compile_template
from schematom_docs.document.ooxml import W_R, W_RPR, qn
from schematom_docs.errors import TemplateError, UsageError
from schematom_docs.polish.filters import FILTERS
from tests.document.test_properties import check_structure
from tests.document.word_files import lines, p, r, root_of, story, table, word_file

LINE = "…" * 15
DATA = {"umowa": {"data": None, "kwota": 5, "numer": ""}, "osoby": [{"imie": "Ala", "wiek": None}, {"wiek": 7}]}


def template(*paragraphs: str, **parts: str) -> Template:
    body = "".join(item if item.startswith("<w:") else p(item) for item in paragraphs)
    return compile_template(word_file(body, parts=parts), filters=FILTERS)


def filled(text: str, rules: Mapping[str, str], data: Mapping[str, object] = DATA) -> Filled:
    return template(text).fill(data, rules)


def test_all_missing_answers_are_told_at_once_before_rendering_with_their_places() -> None:
    made = template(
        "{{ umowa.data|data }}", "{{ umowa.kwota }}", table(("{{ osoby[0].wiek }}",)),
        "{% for x in lista %}{{ x }}{% endfor %}{{ osoby[1].imie }}",
    )  # fmt: skip
    found = made.missing(DATA)
    assert [(item.place, item.reason.split(" –")[0]) for item in found] == [
        ("treść, akapit 1", "{{ umowa.data|data }}"),
        ("treść, tabela 1, wiersz 1, komórka 1, akapit 1", "{{ osoby[0].wiek }}"),
        ("treść, akapit 3", "{% for x in lista %}"),
        ("treść, akapit 3", "{{ osoby[1].imie }}"),
    ]
    with pytest.raises(TemplateError) as caught:
        made.render(DATA)
    assert list(caught.value.faults) == found
    assert template("{{ umowa.kwota }}").missing(DATA) == []


def test_a_blank_line_stands_for_a_missing_answer_also_through_filters_in_the_formatting_of_the_tag() -> None:
    made = template(
        p(r("Dnia {{ umowa.data|data }}, {{ umowa.kwota|kwota }}, {{ kto|odmiana('biernik') }}.", "<w:b/>"))
    )
    result = made.fill(DATA, {"umowa.data": "kropki", "kto": "kropki"})
    assert lines(result.docx) == [f"Dnia {LINE}, 5,00\u00a0zł, {LINE}."]
    assert result.blanks == ("umowa.data", "kto")
    looks = [run.find(W_RPR) for run in root_of(result.docx).iter(W_R)]
    assert all(look is not None and look.find(qn("w:b")) is not None for look in looks)
    assert made.render(DATA, missing={"*": "kropki"}) == result.docx


def test_the_most_exact_rule_counts_and_a_field_without_a_rule_stops() -> None:
    text = "{{ umowa.data }} {{ umowa.numer }} {{ a.b }}"
    assert filled(text, {"*": "kropki"}).blanks == ("umowa.data", "umowa.numer", "a.b")
    assert filled(text, {"umowa.*": "kropki", "a.b": "kropki"}).blanks == ("umowa.data", "umowa.numer", "a.b")
    with pytest.raises(TemplateError, match=r"umowa\.data"):
        filled(text, {"*": "kropki", "umowa.data": "zatrzymaj"})
    with pytest.raises(TemplateError, match="nie ma takiej nazwy"):
        filled(text, {"umowa.*": "kropki"})


def test_a_rule_for_items_of_a_list_closes_the_gaps_of_each() -> None:
    text = "{% for o in osoby %}{{ o.imie }}: {{ o.wiek }}; {% endfor %}"
    result = filled(text, {"osoby[].imie": "kropki", "osoby[].wiek": "kropki"})
    assert lines(result.docx) == [f"Ala: {LINE}; {LINE}: 7; "]
    assert result.blanks == ("osoby[0].wiek", "osoby[1].imie")


def test_conditions_and_comparisons_on_a_blank_are_false_and_operations_leave_it() -> None:
    text = (
        "{% if umowa.data %}tak{% else %}nie{% endif %} "
        "{% if brak == 'x' or brak != 'x' or brak > 1 or 'x' in brak %}tak"
        "{% endif %}{{ brak + 1 }} {{ 2 * brak }} {{ 'nr ' ~ brak }} {{ [brak, 'b']|join(', ') }} "
        "{{ brak|default('d') }}"
        "{% if brak is defined %}tak{% endif %}"
    )
    assert lines(filled(text, {"*": "kropki"}).docx) == [f"nie {LINE} {LINE} nr {LINE} {LINE}, b d"]


def test_a_missing_list_is_an_error_that_names_it_and_no_row_is_invented() -> None:
    for loop in (
        "{% for x in umowa.strony %}{{ x.nazwa }}{% endfor %}",
        "{% for x in umowa.strony|sort %}a{% endfor %}",
    ):
        with pytest.raises(TemplateError) as caught:
            filled(loop, {"*": "kropki"})
        assert "„umowa.strony”" in caught.value.reason
        assert caught.value.place == "treść, akapit 1"
        assert "{% if … %}" in caught.value.remedy
    guarded = "{% if brak %}{% for x in brak %}{{ x }}{% endfor %}{% endif %}koniec"
    assert lines(filled(guarded, {"*": "kropki"}).docx) == ["koniec"]


def test_a_template_author_may_ask_for_a_blank_line_in_the_tag() -> None:
    made = template(
        "{{ umowa.data|data|kropki(4) }}, {{ umowa.data|kropki(3)|data }}, {{ umowa.kwota|kwota|kropki }}, "
        "{{ umowa.numer|kropki }}, {{ a.b|upper|kropki(2) }}."
    )
    result = made.fill(DATA)
    assert lines(result.docx) == [f"…………, ………, 5,00\u00a0zł, {LINE}, ……."]
    assert result.blanks == ("umowa.data", "umowa.numer", "a.b")
    assert made.missing(DATA) == []
    assert lines(made.render({**DATA, "a": {"b": "Turek"}}))[0].endswith("TUREK.")
    assert made.schema()["properties"]["umowa"]["properties"]["data"] == {"type": "string", "format": "date"}


def test_the_tag_knows_the_room_for_the_line_that_the_form_asks_for() -> None:
    made = template("{{ x|kropki(4) }}, {{ x|upper|kropki(2) }}, {{ x }}")
    result = made.fill({}, missing={"*": "kropki"})
    assert lines(result.docx) == [f"…………, ……, {LINE}"]
    assert result.blanks == ("x",)


@pytest.mark.parametrize("length", ["0", "201", "'a'", "true", "1.5"])
def test_a_line_of_no_sensible_length_is_a_located_error(length: str) -> None:
    with pytest.raises(TemplateError, match="od 1 do 200"):
        template(f"{{{{ x|kropki({length}) }}}}").render({})


def test_fields_to_ask_about_are_collected_and_only_those_the_paper_needs() -> None:
    rounds: list[list[OpenField]] = []

    def ask(fields: Sequence[OpenField]) -> dict[str, object]:
        rounds.append(list(fields))
        known = {"umowa.data": "dziś", "zgoda": True, "kto.imie": "Ala", "osoby[0].wiek": 40}
        return {item.path: known[item.path] for item in fields}

    made = template(
        "{{ umowa.data }} {% if zgoda %}{{ kto.imie }}{% endif %} {{ osoby[0].wiek|liczba('rok') }} {{ umowa.kwota }} "
        "{% if umowa.kwota > 9 %}{{ nigdy }}{% endif %}"
    )
    assert lines(made.render(DATA, missing={"*": "zapytaj"}, ask=ask)) == ["dziś Ala 40\u00a0lat 5 "]
    assert [[item.path for item in fields] for fields in rounds] == [
        ["umowa.data", "zgoda", "osoby[0].wiek"], ["kto.imie"],
    ]  # fmt: skip
    assert rounds[0][2].schema == {"type": "integer"}


def test_what_nobody_answers_stays_missing() -> None:
    made = template("{{ umowa.data }}")
    for given_ask in (None, lambda fields: {}, lambda fields: {"umowa.data": None}):
        with pytest.raises(TemplateError, match="nie ma odpowiedzi"):
            made.fill(DATA, {"umowa.data": "zapytaj"}, given_ask)
    assert len(made.missing(DATA, {"umowa.data": "zapytaj"})) == 1
    assert made.missing(DATA, {"umowa.data": "kropki"}) == []


def test_an_unknown_way_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="zatrzymaj, kropki, zapytaj"):
        template("{{ a }}").fill({}, {"a": "pomiń"})


def test_blank_lines_stand_in_headers_and_properties_and_data_are_not_changed() -> None:
    made = compile_template(
        word_file(p("{{ a }}"), parts={"word/header1.xml": story("hdr", p("{{ umowa.data }}"))}), filters=FILTERS
    )
    before = repr(DATA)
    result = made.fill({**DATA, "a": "b"}, {"*": "kropki"})
    assert lines(result.docx, "word/header1.xml") == [LINE]
    assert repr(DATA) == before
    with ThreadPoolExecutor(4) as pool:
        many = list(pool.map(lambda n: made.fill({**DATA, "a": "b" if n % 2 else None}, {"*": "kropki"}), range(20)))
    assert {item.blanks for item in many[1::2]} == {("umowa.data",)}
    assert {item.blanks for item in many[::2]} == {("a", "umowa.data")}
    assert {item.docx for item in many[1::2]} == {result.docx}


PARTS = st.sampled_from([
    "{{ x }}", "{{ x|upper }}", "{{ o.a.b|data }}", "{{ xs[0].y|kropki(2) }}", "{% for i in xs %}{{ i.y }}{% endfor %}",
    "{% if x %}{{ o.a }}{% else %}b{% endif %}", "{{ x + 1 }}", "{{ x ~ o.a }}", "{{ x|qr }}", "{{ x|html }}",
    "{{ xs|join }}", "{{ x|length }}", "{{ x|obraz }}", "{{ o[x] }}", "{{ x.y.z }}", "{{ x|int }}", "{{ x() }}",
    "{% set y = x %}{{ y }}", "{{ loop.index }}", "{{ x is even }}", "{{ -x }}", "{{ x[1] }}",
])  # fmt: skip
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "x": st.none() | st.text("ab", max_size=2) | st.integers(0, 3),
        "o": st.none() | st.fixed_dictionaries({}, optional={"a": st.none() | st.fixed_dictionaries({"b": st.none()})}),
        "xs": st.none()
        | st.lists(st.fixed_dictionaries({}, optional={"y": st.none() | st.text("c", max_size=1)}), max_size=2),
    },
)


@given(
    st.lists(PARTS, min_size=1, max_size=3).map(" ".join),
    VALUES,
    st.sampled_from([{}, {"*": "kropki"}, {"x": "kropki"}]),
)
def test_any_gap_gives_a_sound_document_or_a_located_error(
    text: str, data: Mapping[str, object], rules: dict[str, str]
) -> None:
    made = template(p(text), table((text,)))
    try:
        result = made.fill(data, rules)
    except TemplateError as error:
        assert "treść" in str(error)
        return
    check_structure(root_of(result.docx), tagged=True)
    assert bool(result.blanks) == ("…" in "".join(lines(result.docx)))
