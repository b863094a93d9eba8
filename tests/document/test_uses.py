"""Which tag of a template reads which field."""

from __future__ import annotations

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


def test_of_a_faulty_template_each_tag_is_read_by_itself() -> None:
    body = p("{{ a| }} {{ b.c }}") + p("{%p for x in d.e %}") + p("{{ x.f }}{% elif g %}{% set h = i %}{{ h }}")
    assert [path for path, _ in read(body)] == ["b", "b.c", "d", "d.e", "g", "i"]


def test_a_template_without_tags_uses_nothing() -> None:
    assert uses(word_file(p("zwykły tekst")), filters={}) == []


def test_uses_and_schema_name_the_same_fields() -> None:
    body = p("{% for x in a.lista %}{{ x.y[0].z }}{% endfor %}{% set q = b.c %}{{ q.d }}")
    source = word_file(body)
    schema = compile_template(source).schema()["properties"]
    paths = {".".join(use.path) for use in uses(source, filters={})}
    assert paths == {"a", "a.lista", "a.lista.[].y", "a.lista.[].y.[].z", "b", "b.c", "b.c.d"}
    assert set(schema) == {"a", "b"} and set(schema["b"]["properties"]["c"]["properties"]) == {"d"}
