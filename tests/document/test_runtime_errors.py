"""What the data make fail is told all at once: each tag with its place, a reason and a remedy, and the rest goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.document import compile_template
from schematom_docs.errors import Fault, TemplateError, UsageError
from tests.document.word_files import lines, p, table, word_file


def failed(body: str, data: dict[str, object]) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(body), name="w.docx").render(data)
    return caught.value


def tags(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.reason.split(" – ")[0] for fault in faults]


def test_wrong_kinds_of_values_and_a_missing_name_are_told_together_with_their_places() -> None:
    error = failed(
        p("{{ x + 1 }}") + table(("a", "{{ y + 1 }}")) + p("{{ ok }}") + p("{{ z }}"), {"x": "a", "y": "b", "ok": 1}
    )
    assert (error.place, error.reason) == ("w.docx", "tymi danymi nie da się wypełnić szablonu")
    assert [(fault.place, fault.reason.split(" – ")[0]) for fault in error.faults] == [
        ("w.docx, treść, akapit 1", "{{ x + 1 }}"),
        ("w.docx, treść, tabela 1, wiersz 1, komórka 2, akapit 1", "{{ y + 1 }}"),
        ("w.docx, treść, akapit 3", "{{ z }}"),
    ]
    assert all(fault.remedy for fault in error.faults)


@pytest.mark.parametrize(
    ("tag", "values", "reason"),
    [
        ("{{ %s }}", ("a\x00", "b\x01"), "U+000"),
        ("{{ %s }}", ([1], {}), "nie nadaje się"),
        ("{{ %s|qr }}", ("", ""), "kod QR nie może być pusty"),
    ],
    ids=["forbidden characters", "values without text", "filters"],
)
def test_two_failures_of_one_kind_are_both_told(tag: str, values: tuple[object, object], reason: str) -> None:
    error = failed(p(tag % "x") + p(tag % "y"), dict(zip("xy", values, strict=True)))
    assert tags(error.faults) == [tag % "x", tag % "y"]
    assert all(reason in fault.reason for fault in error.faults)


def test_a_variable_whose_value_fails_is_quiet_and_a_block_whose_condition_fails_is_passed_over() -> None:
    body = (
        "{% set a = x + 1 %}{{ a }}{{ a.b }}{{ a|upper }}{{ a ~ 'c' }}{% for q in a %}{{ q }}{% endfor %}"
        "{% set c, d = x %}{{ c }}{{ d }}"
        "{% if x + 2 %}{% set w = 2 %}{% else %}{{ nie }}{% endif %}{{ w }}"
        "{% for k, v in y %}{{ k }}{{ nie }}{% endfor %}"
        "{% set t %}{{ x + 3 }}{{ 1 / 0 }}{% endset %}{{ t }}"
        "{% macro m(a) %}{{ a + 4 }}{% endmacro %}{{ m('x') }}"
        "{% if brak %}{% endif %}"
    )
    assert tags(failed(p(body), {"x": "abc", "y": [1]}).faults) == [
        "{% set a = x + 1 %}",
        "{% set c, d = x %}",
        "{% if x + 2 %}",
        "{% for k, v in y %}",
        "{{ x + 3 }}",
        "{{ 1 / 0 }}",
        "{{ a + 4 }}",
        "{% if brak %}",
    ]


def test_a_tag_that_fails_at_each_turn_of_a_loop_is_told_once() -> None:
    error = failed(p("{% for a in range(500) %}{{ x + 1 }}{{ z }}{% endfor %}"), {"x": "a"})
    assert tags(error.faults) == ["{{ x + 1 }}", "{{ z }}"]


def test_a_single_failure_is_the_error_itself() -> None:
    error = failed(p("{{ x + 1 }}{{ ok }}"), {"x": "a", "ok": 1})
    assert error.faults == () and error.place == "w.docx, treść, akapit 1" and error.reason.startswith("{{ x + 1 }} – ")


def test_what_cannot_be_passed_over_stops_at_once_and_is_told_last() -> None:
    error = failed(p("{{ x + 1 }}{{ range(100000000)|list }}{{ z }}"), {"x": "a"})
    assert tags(error.faults) == ["{{ x + 1 }}", "{{ range(100000000)|list }}"]
    first = failed(p("{% for i in range(1000000000) %}a{% endfor %}{{ z }}"), {})
    assert first.faults == () and "zbyt wiele powtórzeń" in first.reason


def test_fifty_faults_are_told_and_the_number_of_the_rest() -> None:
    error = failed("".join(p(f"{{{{ x{number} }}}}") for number in range(60)), {})
    assert len(error.faults) == 51 and "{{ x49 }}" in error.faults[49].reason
    assert error.faults[50].reason == "dalszych błędów: 10"


def test_an_error_of_another_kind_keeps_its_kind_when_it_is_the_only_one() -> None:
    def refuse(value: object) -> str:
        raise UsageError("tak nie można", remedy="Zapytaj.")

    template = compile_template(word_file(p("{{ x|odmow }}{{ y }}")), filters={"odmow": refuse})
    with pytest.raises(UsageError, match="tak nie można"):
        template.render({"x": "a", "y": "b"})
    with pytest.raises(TemplateError) as caught:
        template.render({"x": "a"})
    assert tags(caught.value.faults) == ["{{ x|odmow }}", "{{ y }}"]


@given(st.lists(st.sampled_from(["dobre", 3, None, [1], "a\x00", True]), min_size=1, max_size=8))
def test_exactly_the_values_that_fail_alone_are_told_together(values: list[object]) -> None:
    data: dict[str, object] = {f"x{at}": value for at, value in enumerate(values)}
    bad = [f"{{{{ {name} }}}}" for name, value in data.items() if value is None or value == [1] or value == "a\x00"]
    body = "".join(p(f"{{{{ {name} }}}}") for name in data)
    if not bad:
        assert len(lines(compile_template(word_file(body)).render(data))) == len(values)
        return
    error = failed(body, data)
    assert (tags(error.faults) or [error.reason.split(" – ")[0]]) == bad
