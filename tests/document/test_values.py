"""Values: what is printed, what is refused, and that data are never a program."""

from __future__ import annotations

import itertools
import re
import tracemalloc
from datetime import date
from decimal import Decimal

import pytest
from jinja2 import pass_context

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import NAMESPACES, qn
from schematom_docs.document.plaintext import paragraph_texts
from schematom_docs.errors import NotReleasableError, TemplateError
from tests.document.word_files import lines, p, root_of, story, table, word_file


def filled(text: str, **context: object) -> str:
    return lines(compile_template(word_file(p(text)), name="w.docx").render(context))[0]


def refused(body: str, **context: object) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(body), name="w.docx").render(context)
    return caught.value


def test_line_breaks_and_tabs_become_word_elements() -> None:
    assert filled("{{ x }}", x="a\nb\r\nc\td") == "a\nb\nc\td"


def test_scalars_are_printed_plainly() -> None:
    assert filled("{{ a }} {{ b }} {{ c }}", a=7, b=Decimal("1.50"), c=date(2015, 7, 30)) == "7 1.50 2015-07-30"


def test_two_full_stops_never_meet() -> None:
    assert (
        filled("Dnia {{ d }}. I {{ d }}, {{ d }}", d="30.07.2015 r.")
        == "Dnia 30.07.2015 r. I 30.07.2015 r., 30.07.2015 r."
    )
    assert filled("{{ d }}...", d="itd.") == "itd...."


@pytest.mark.parametrize(("text", "result"), [
    ("{% if x %}{{ d }}{% endif %}.", "30.07.2015 r."),
    ("{% for i in xs %}{{ i }}{% if not loop.last %}; {% endif %}{% endfor %}.", "a; itd."),
    ("{% for i in xs %}{{ i }}{% if loop.last %}.{% else %}, {% endif %}{% endfor %}", "a, itd."),
    ("{% if x %}{{ d }}{% endif %}...", "30.07.2015 r...."),
    ("{{ '…' }}{% if x %}.{% endif %}", "…."),
    ("{{ 'i tak dalej...' }}{% if x %}.{% endif %}", "i tak dalej...."),
    ("{% if x %}{{ d }}{% endif %} Koniec.", "30.07.2015 r. Koniec."),
    ("{% if x %}{{ d }}{% endif %}", "30.07.2015 r."),
])  # fmt: skip
def test_a_full_stop_behind_block_tags_never_doubles_the_one_of_a_value(text: str, result: str) -> None:
    assert filled(text, x=True, d="30.07.2015 r.", xs=["a", "itd."]) == result


def test_a_full_stop_in_another_run_or_another_paragraph() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>.</w:t></w:r>"
    body = p("{% if x %}{{ d }}{% endif %}", bold) + p("{% if x %}{{ d }}{% endif %}") + p(". nowy")
    rendered = compile_template(word_file(body)).render({"x": 1, "d": "r."})
    assert lines(rendered) == ["r.", "r.", ". nowy"]


def test_a_hyphen_that_does_not_break_becomes_the_element_word_has_for_it() -> None:
    body = p("Busko\u2011Zdrój {{ x", " }} {% set y %}a\u2011b{% endset %}{{ y }}{% if x %}2\u20113{% endif %}")
    rendered = compile_template(word_file(body)).render({"x": "Wierzbicka\u2011Niedźwiedzka"})
    assert lines(rendered) == ["Busko\u2011Zdrój Wierzbicka\u2011Niedźwiedzka a\u2011b2\u20113"]
    root = root_of(rendered)
    assert len(list(root.iter(qn("w:noBreakHyphen")))) == 4
    assert "\u2011" not in "".join(map(str, root.itertext()))
    assert next(iter(paragraph_texts(rendered)))[1] == "Busko-Zdrój Wierzbicka-Niedźwiedzka a-b2-3"


def test_texts_without_tags_get_the_hyphen_with_their_typography() -> None:
    rendered = compile_template(word_file(p("{{ x }}"), parts={"word/footer1.xml": story("ftr", p("a-b"))}),
                                text_pass=lambda text: text.replace("-", "\u2011")).render({"x": "-"})  # fmt: skip
    for part in ("document", "footer1"):
        assert len(list(root_of(rendered, f"word/{part}.xml").iter(qn("w:noBreakHyphen")))) == 1


@pytest.mark.parametrize("value", ["\x00", "a\x07b", "\ud800", "\ufffe"])
def test_characters_xml_forbids_are_a_located_error(value: str) -> None:
    error = refused(p("wstęp") + p("{{ x }}"), x=value)
    assert error.place == "w.docx, treść, akapit 2"
    assert "znak sterujący" in error.reason


def test_every_unanswered_field_is_reported_in_one_pass() -> None:
    body = p("{{ osoba.imię }} {{ osba }}") + table(("{{ pusta }}",)) + p("{{ pusta|upper }}")
    error = refused(body, osoba={"imie": "Jan"}, pusta=None)
    fill = "Uzupełnij dane albo obejmij znacznik warunkiem {% if … %}."
    assert [(fault.place, fault.remedy.partition("?")[0]) for fault in error.faults] == [
        ("w.docx, treść, akapit 1", "Czy chodzi o osoba.imie"),
        ("w.docx, treść, akapit 1", "Czy chodzi o osoba"),
        ("w.docx, treść, tabela 1, wiersz 1, komórka 1, akapit 1", fill),
        ("w.docx, treść, akapit 2", fill),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["{{ x|upper }}", "{{ xs|join(', ') }}", "{{ 'a' ~ x }}", "{{ o.a }}", "{% for i in x %}{% endfor %}"]
)
def test_none_never_turns_into_text(text: str) -> None:
    assert "nie ma odpowiedzi" in refused(p(text), x=None, xs=["a", None], o={"a": None}).reason


def test_a_missing_name_may_be_tested_and_replaced() -> None:
    text = "{% if x is defined %}a{% else %}b{% endif %}{{ o.y|default('c') }}{{ n|default('d') }}"
    assert filled(text, o={}, n=None) == "bcd"


def test_a_lenient_template_prints_nothing_for_unknown_names() -> None:
    template = compile_template(word_file(p("[{{ x }}{{ o.y.z }}{{ n }}]")), strict=False)
    assert lines(template.render({"o": {}, "n": None})) == ["[]"]


class Poisoned:
    """An object that must not be looked into."""

    secret = "tajne"

    def __str__(self) -> str:
        return "obiekt"


@pytest.mark.parametrize("text", [
    "{{ x.secret }}", "{{ x.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ d.keys() }}", "{{ d.items }}",
    "{{ range.__globals__ }}", "{{ namespace(a=1)._Namespace__attrs }}",
    "{{ x['__class__'] }}", "{{ d|map(attribute='__class__')|list }}", "{{ namespace.__init__ }}",
    "{{ loop.__init__ }}",
])  # fmt: skip
def test_python_attributes_are_out_of_reach(text: str) -> None:
    assert refused(p(text), x=Poisoned(), d={"a": Poisoned()}).place == "w.docx, treść, akapit 1"


@pytest.mark.parametrize("text", [
    "{% for a in range(10**9) %}{% endfor %}", "{{ 'a' * 10**9 }}", "{{ 9 ** 999999 }}",
    "{{ 'aa'|replace('a', 'a' * 900000) }}",
    "{% set n = namespace(x='a' * 99) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{{ range(1000000)|sum }}{% endfor %}",
    "{{ 'a'|batch(10**9, 'x')|length }}", "{{ ['a']|slice(10**9)|length }}", "{{ 1.5|round(10**9, 'ceil') }}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
])  # fmt: skip
def test_endless_work_runs_out_of_fuel(text: str) -> None:
    assert "zbyt wiele" in refused(p(text)).reason


@pytest.mark.parametrize(
    "text",
    [
        '{{ (range(30000)|join("x"*10000))|length }}',
        '{{ ["x"*10000, "y"]|map("join", "z"*900000)|list|length }}',
        '{{ ("x"*1000)|replace("", "y"*10000)|length }}',
        "{{ ([range(1000)|list]*100000)|sum(start=[])|length }}",
        '{% for i in range(100000) %}{% set t = range(1000)|join("x"*900) %}{% endfor %}',
        '{% for i in range(100000) %}{% set t = ("x"*1000)|replace("x", "y"*900) %}{% endfor %}',
        '{% for i in range(100000) %}{% set t = "x"*900000 %}{% endfor %}',
        '{% set t = "x"*900000 %}{% for i in range(100000) %}{% set u = t ~ i %}{% endfor %}',
        '{% set t = "x"*900000 %}{% for i in range(100000) %}{{ t }}{% endfor %}',
    ],
)
def test_text_is_measured_before_it_is_made(text: str) -> None:
    tracemalloc.start()
    try:
        assert re.search("zbyt wiele|nie nadaje się", refused(p(text)).reason)
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


def test_a_list_or_mapping_is_no_text() -> None:
    assert "nie nadaje się" in refused(p("{{ xs }}"), xs=["a"]).reason
    assert "nie nadaje się" in refused(p("{{ o }}"), o={"a": 1}).reason


def test_given_filters_work_with_and_without_context() -> None:
    @pass_context
    def powitanie(context: dict[str, object], x: str) -> str:
        return f"{context['slowo']}, {x}"

    template = compile_template(
        word_file(p("{{ 'Jan'|powitanie }} {{ 3|razy(2) }}")),
        filters={"powitanie": powitanie, "razy": lambda x, n: x * n},
    )
    assert lines(template.render({"slowo": "Witaj"})) == ["Witaj, Jan 6"]


def test_a_filter_gets_the_place_of_its_tag_and_keeps_the_kind_of_its_error() -> None:
    def odmiana(x: str) -> str:
        raise NotReleasableError("forma nie jest pewna", remedy="Zatwierdź ją.")

    with pytest.raises(NotReleasableError) as caught:
        compile_template(word_file(p("{{ x|odmiana }}")), filters={"odmiana": odmiana}, name="w.docx").render(
            {"x": "a"}
        )
    assert str(caught.value) == "w.docx, treść, akapit 1: {{ x|odmiana }} – forma nie jest pewna. Zatwierdź ją."


def test_an_unexpected_error_of_a_filter_shows_no_data() -> None:
    def zly(x: str) -> str:
        raise ValueError(f"PESEL {x}")

    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(p("{{ x|zly }}")), filters={"zly": zly}).render({"x": "44051401458"})
    assert "44051401458" not in str(caught.value)


def test_typography_sees_tags_as_one_object_and_reaches_values() -> None:
    def glue(text: str) -> str:
        return text.replace("w ", "w\u00a0").replace('"\ufffc', "„\ufffc").replace('"', "”")

    body = p("{% if x %}w {{ x", ' }}, "{{ x }}" w domu{% endif %}')
    template = compile_template(word_file(body), text_pass=glue)
    assert lines(template.render({"x": "w lesie"})) == ["w\u00a0w\u00a0lesie, „w\u00a0lesie” w\u00a0domu"]


def test_field_instructions_links_and_alt_texts_are_filled() -> None:
    half = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    field = half.format(' HYPERLINK "{{ a') + half.format('dres }}" ')
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d" descr="Logo {{ n }}"/></wp:inline></w:drawing></w:r>'
    )
    link = (
        '<Relationship Id="rId5" Type="x/hyperlink" Target="https://a.pl/%7B%7B%20n%20%7D%7D" TargetMode="External"/>'
    )
    rendered = compile_template(word_file(p(field, drawing), relations=link)).render(
        {"adres": "http://b?a&b", "n": 'A "ą"'}
    )
    text = "".join(map(str, root_of(rendered).itertext()))
    assert text == ' HYPERLINK "http://b?a&b" '
    assert [d.get("descr") for d in root_of(rendered).iter("{*}docPr")] == ['Logo A "ą"']
    assert [x.get("Target") for x in root_of(rendered, "word/_rels/document.xml.rels")] == [
        "https://a.pl/A%20%22%C4%85%22"
    ]


def test_the_space_after_a_value_is_bound_only_where_the_value_asks_for_it() -> None:
    def bind_numbers(text: str) -> str:
        return re.sub(r"(?<=[\d\ufffc]) (?=[a-z])", "\u00a0", text)

    body = p("{{ x }} rodzin, {{ x", " }}", " osób {% set y %}{{ x }} zł{% endset %}{{ y }}") + p("1 tekst")
    template = compile_template(word_file(body), text_pass=bind_numbers)
    assert lines(template.render({"x": "22"}))[1] == "1\u00a0tekst"
    assert lines(template.render({"x": "22"}))[:1] == ["22\u00a0rodzin, 22\u00a0osób 22\u00a0zł"]
    assert lines(template.render({"x": 5}))[:1] == ["5\u00a0rodzin, 5\u00a0osób 5\u00a0zł"]
    assert lines(template.render({"x": "wiele"}))[:1] == ["wiele rodzin, wiele osób wiele zł"]


@pytest.mark.parametrize("text", ["{{ x }}", "{{ x|join }}", "{{ x|list|length }}", "{% for i in x %}a{% endfor %}"])
def test_an_iterator_among_the_data_is_refused_since_it_could_be_read_once_or_never_end(text: str) -> None:
    assert "nie nadaje się" in refused(p(text), x=itertools.count()).reason


def test_what_a_filter_makes_may_be_read_twice() -> None:
    body = p("{% set a = xs|map('upper') %}{{ a|join }}{{ a|join }}{{ a|length }}")
    assert lines(compile_template(word_file(body)).render({"xs": ["a", "b"]})) == ["ABAB2"]


@pytest.mark.parametrize("value", [object(), float("nan"), float("inf"), Decimal("NaN"), bytearray(b"a"), range(3)])
def test_what_has_no_text_of_its_own_is_refused(value: object) -> None:
    assert "nie nadaje się" in refused(p("{{ x }}"), x=value).reason


def test_the_state_of_a_rendering_cannot_be_printed() -> None:
    assert "nie nadaje się" in refused(p("{{ __stan__ }}")).reason


def test_a_loop_that_calls_itself_is_a_fault_before_any_data() -> None:
    faults = compile_template(word_file(p("{% for a in xs recursive %}{{ loop(a) }}{% endfor %}"))).faults()
    assert [item.reason for item in faults] == ["{% for a in xs recursive %} – pętla nie może wywoływać samej siebie"]


def test_formulas_are_filled_each_value_as_one_line() -> None:
    formula = '<m:oMath xmlns:m="{}"><m:r><m:t>{}</m:t></m:r></m:oMath>'
    body = p("a", formula.format(NAMESPACES["m"], "{{ x }} + {% for i in xs %}{{ i }}{% endfor %}"))
    root = root_of(compile_template(word_file(body)).render({"x": "2 &\n3", "xs": [4, 5]}))
    assert [item.text for item in root.iter(qn("m:t"))] == ["2 & 3 + 45"]


def test_lists_of_rows_are_joined_by_a_sum_that_starts_from_a_list() -> None:
    source = word_file(p('{{ paczki|sum(attribute="pozycje", start=[])|length }}, {{ listy|sum(start=[])|join(" ") }}'))
    data = {"paczki": [{"pozycje": [1, 2]}, {"pozycje": [3]}], "listy": [["a"], ["b", "c"]]}
    assert lines(compile_template(source).render(data)) == ["3, a b c"]
