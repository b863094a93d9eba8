"""Which tag of a template reads which field."""

from __future__ import annotations

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.uses import uses
from tests.document.word_files import p, story, table, word_file


def read(body: str, **parts: str) -> list[tuple[str, str]]:
    """Return (path, place) of every use, in order."""
    source = word_file(body, parts={f"word/{name}.xml": xml for name, xml in parts.items()})
    return [(".".join(use.path), use.tag.place) for use in uses(source, filters={})]


def test_each_field_is_found_with_the_tag_that_reads_it() -> None:
    assert read(p("{{ a.b }} i {{ c }}") + table(("x", "{{ a.b }}"))) == [
        ("a", "treść, akapit 1"),
        ("a.b", "treść, akapit 1"),
        ("c", "treść, akapit 1"),
        ("a", "treść, tabela 1, wiersz 1, komórka 2, akapit 1"),
        ("a.b", "treść, tabela 1, wiersz 1, komórka 2, akapit 1"),
    ]


def test_names_of_a_loop_lead_back_to_the_list() -> None:
    body = p("{%p for s in strony %}") + p("{{ s.nazwa }}") + p("{%p endfor %}")
    assert read(body) == [("strony", "treść, akapit 1"), ("strony.[].nazwa", "treść, akapit 2")]


def test_rows_made_by_batch_lead_back_to_the_list() -> None:
    body = p("{%p for wiersz in podpisy|batch(2) %}") + p("{{ wiersz[0].osoba }}") + p("{%p endfor %}")
    assert read(body)[-1] == ("podpisy.[].osoba", "treść, akapit 2")


def test_headers_are_read_too() -> None:
    assert read(p("x"), header1=story("hdr", p("{{ znak }}"))) == [("znak", "nagłówek, akapit 1")]


def test_a_field_the_template_asks_for_first_is_optional() -> None:
    source = word_file(p("{% if a.b is defined %}{{ a.b }}{% endif %}{{ c|default('x') }}{{ d }}"))
    assert {use.path: use.optional for use in uses(source, filters={})} == {
        ("a",): False, ("a", "b"): True, ("c",): True, ("d",): False,
    }  # fmt: skip


def test_of_a_faulty_template_the_sound_tags_are_read_with_their_blocks() -> None:
    body = p("{{ a| }} {{ b.c }}") + p("{%p for x in d.e %}") + p("{{ x.f }}{% elif g %}{% set h = i %}{{ h }}")
    assert [path for path, _ in read(body)] == ["b", "b.c", "d", "d.e", "d.e.[].f", "g", "i", "i"]


def doubted(body: str) -> list[str]:
    """Return the first names that a broken tag may have bound."""
    return [use.path[0] for use in uses(word_file(body), filters={}) if not use.sure]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (p("{{ a b }}{{ c }}"), []),
        (p("{{ a }}{% endfor %}{{ b }}"), ["a"]),
        (p("{{ a }}{% endif %}{{ b }}"), []),
        (p("{% for a w lista %}{{ a }}{% endfor %}{{ b }}{{ a }}"), ["a", "a"]),
        (p("{% fro a in lista %}{{ a }}{{ b }}"), ["a"]),
        (p("{% for a in lista }{{ a }}{{ b }}{{ c d }}"), ["a"]),
        (p("{{ a }}{{ b }}") + p("% set a = 1 %}{{ c d }}"), ["a"]),
        (p("{% for a in b %}{% for c w a %}{{ c }}{% endfor %}{% endfor %}{{ d }}"), ["b", "c"]),
    ],
)
def test_a_name_that_a_broken_tag_may_have_bound_is_doubted_and_no_other(body: str, names: list[str]) -> None:
    assert doubted(body) == names


def test_a_name_bound_by_a_sound_tag_is_no_data_of_a_faulty_template() -> None:
    body = p(
        "{{ x }}{% if %}{% for x in a %}{{ x.b }}{{ loop.index }}{% else %}{{ c }}{% else %}{% endfor %}{{ loop }}"
    )
    assert [path for path, _ in read(body)] == ["a", "c"]
    assert [path for path, _ in read(p("{% macro m(x) %}{{ x }}{{ a }}{% endmacro %}{{ m(b) }}{{ c d }}"))] == [
        "a",
        "b",
    ]


def test_a_template_without_tags_uses_nothing() -> None:
    assert uses(word_file(p("zwykły tekst")), filters={}) == []


def test_uses_and_schema_name_the_same_fields() -> None:
    body = p("{% for x in a.lista %}{{ x.y[0].z }}{% endfor %}{% set q = b.c %}{{ q.d }}")
    source = word_file(body)
    schema = compile_template(source).schema()["properties"]
    paths = {".".join(use.path) for use in uses(source, filters={})}
    assert paths == {"a", "a.lista", "a.lista.[].y", "a.lista.[].y.[].z", "b", "b.c", "b.c.d"}
    assert set(schema) == {"a", "b"} and set(schema["b"]["properties"]["c"]["properties"]) == {"d"}


def test_a_macro_is_no_data() -> None:
    assert read(p("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(b) }}")) == [("b", "treść, akapit 1")]
