"""The template as a value: immutable, picklable, deterministic, thread-safe; its schema, its text, its faults."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schematom_docs.document import compile_template
from schematom_docs.errors import TemplateError
from tests.document.word_files import lines, p, story, table, word_file


def shout(text: str) -> str:
    return text.upper() + "!"


def test_a_pickled_template_renders_the_same_bytes() -> None:
    template = compile_template(word_file(p("{{ x|shout }}")), filters={"shout": shout}, name="w.docx")
    twin = pickle.loads(pickle.dumps(template))
    assert twin == template
    assert hash(twin) == hash(template)
    assert twin.render({"x": "a"}) == template.render({"x": "a"})


def test_templates_differ_by_content_and_options() -> None:
    source = word_file(p("{{ x }}"))
    assert compile_template(source) == compile_template(source)
    assert compile_template(source) != compile_template(source, strict=False)
    assert compile_template(source) != compile_template(word_file(p("{{ y }}")))


def test_a_template_cannot_be_changed() -> None:
    template = compile_template(word_file(p("a")))
    with pytest.raises(AttributeError):
        template.nowe = 1
    with pytest.raises(AttributeError, match="immutable"):
        del template._compiled
    assert lines(template.render({})) == ["a"]


def test_many_threads_fill_one_template_without_mixing_data() -> None:
    template = compile_template(word_file(p("{% for x in xs %}{{ x }};{% endfor %}")))
    with ThreadPoolExecutor(8) as pool:
        results = pool.map(lambda n: lines(template.render({"xs": [n] * 20})), range(100))
    assert list(results) == [[f"{n};" * 20] for n in range(100)]


def test_the_schema_follows_dots_and_loops() -> None:
    body = p("{{ osoba.adres.ulica }}{% for d in osoba.dzieci if d.wiek > 3 %}{{ d.imie }}{% endfor %}{{ data|upper }}")
    schema = compile_template(
        word_file(body, parts={"word/footer1.xml": story("ftr", p("{{ dokument.numer }}"))})
    ).schema()
    person = schema["properties"]["osoba"]["properties"]
    assert sorted(schema["properties"]) == ["data", "dokument", "osoba"]
    assert person["adres"]["properties"] == {"ulica": {}}
    assert person["dzieci"] == {
        "type": "array",
        "items": {"type": "object", "properties": {"imie": {}, "wiek": {"type": "number"}}},
    }


def test_filters_comparisons_and_conditions_tell_types() -> None:
    body = p(
        "{{ dzien|data }}{{ suma|kwota }}{{ osoby|liczba('osoba') }}{{ nazwa|upper }}{{ znak|obraz }}{{ imiona|join }}"
        "{% if pilne and not stare %}x{% endif %}{% if uwaga is defined and uwaga %}{{ uwaga }}{% endif %}"
        "{{ 'a' if rola == 'opiekun' else 'b' }}{% if lista %}{% for i in lista %}{{ i }}{% endfor %}{% endif %}"
        "{{ anna|upper }}{{ anna.wiek|round }}"
    )
    filters = dict.fromkeys(("data", "kwota", "liczba"), str)
    found = compile_template(word_file(body), filters=filters).schema()["properties"]
    assert {name: kind.get("type", "") for name, kind in found.items()} == {
        "dzien": "string", "suma": ["number", "string"], "osoby": "integer", "nazwa": "string", "znak": "object",
        "imiona": "array", "pilne": "boolean", "stare": "boolean", "uwaga": "", "rola": "string", "lista": "array",
        "anna": "object",
    }  # fmt: skip
    assert found["dzien"]["format"] == "date"
    assert found["anna"]["properties"] == {"wiek": {"type": "number"}}


def test_names_made_by_the_template_are_no_data() -> None:
    body = p("{% set a = b %}{{ a }}{% for c in range(3) %}{{ c }}{{ loop.index }}{% endfor %}")
    assert sorted(compile_template(word_file(body)).schema()["properties"]) == ["b"]


def test_the_text_view_shows_parts_paragraphs_and_cells() -> None:
    header = story("hdr", p("{{ znak }}"))
    source = word_file(p("Umowa {{ nr }}") + table(("a", "b")), parts={"word/header1.xml": header})
    assert compile_template(source).text() == "== treść ==\nUmowa {{ nr }}\n| a\n| b\n== nagłówek ==\n{{ znak }}\n"


def test_a_cached_template_is_the_same_template(tmp_path: Path) -> None:
    source = word_file(p("{{ x }}"))
    first = compile_template(source, cache=tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".szablon"]
    assert compile_template(source, cache=tmp_path).render({"x": "a"}) == first.render({"x": "a"})


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: b""])
def test_a_damaged_or_foreign_cache_entry_is_compiled_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    source = word_file(p("{{ x }}"))
    good = compile_template(source, cache=tmp_path).render({"x": "a"})
    entry = next(tmp_path.iterdir())
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert compile_template(source, cache=tmp_path).render({"x": "a"}) == good
    assert entry.read_bytes() == whole


def test_all_faults_are_found_at_once_with_their_places() -> None:
    body = p("{{ a|odmian }}") + table(("{% if x %}", "{{ b( }}")) + p("{% endfor %}")
    header = story("hdr", p("{{ }}"))
    template = compile_template(
        word_file(body, parts={"word/header1.xml": header}), name="w.docx", filters={"odmiana": shout}
    )
    found = {(fault.place, fault.reason.partition(" –")[0], fault.remedy) for fault in template.faults()}
    assert ("w.docx, treść, akapit 1", "{{ a|odmian }}", "Czy chodzi o odmiana?") in found
    assert {place for place, _, _ in found} == {
        "w.docx, treść, akapit 1", "w.docx, treść, tabela 1, wiersz 1, komórka 1, akapit 1",
        "w.docx, treść, tabela 1, wiersz 1, komórka 2, akapit 1", "w.docx, treść, akapit 2",
        "w.docx, nagłówek, akapit 1",
    }  # fmt: skip
    with pytest.raises(TemplateError) as caught:
        template.render({})
    assert len(caught.value.faults) == len(template.faults())


def test_the_kind_of_header_is_named() -> None:
    relations = '<Relationship Id="rId3" Type="x/header" Target="header1.xml"/>'
    section = '<w:headerReference w:type="first" r:id="rId3"/>'
    header = story("hdr", p("{{ brak }}"))
    source = word_file(p("a"), parts={"word/header1.xml": header}, relations=relations, section=section)
    with pytest.raises(TemplateError) as caught:
        compile_template(source).render({})
    assert caught.value.place == "nagłówek pierwszej strony, akapit 1"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(tmp_path / "umowa.docx")
    assert caught.value.place == "umowa.docx"


def test_the_file_name_is_the_template_name(tmp_path: Path) -> None:
    path = tmp_path / "umowa.docx"
    path.write_bytes(word_file(p("{{ x }}")))
    assert compile_template(path).name == "umowa.docx"


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        ("{%%}", "Wpisz w nim polecenie"),
        ("{% zupełnieobce %}", "Znaczniki bloków to: if, for"),
        ("{% raw %}", 'wpisz jako {{ "{{" }}'),
        ("{{ x|qwertyuiop }}", "Usuń go albo użyj któregoś z tych: abs, batch"),
        ("{{ x is qwertyuiop }}", "Usuń go albo użyj któregoś z tych: boolean"),
    ],
)
def test_a_tag_nobody_knows_has_a_remedy_even_without_a_name_like_it(tag: str, remedy: str) -> None:
    (found,) = compile_template(word_file(p(tag))).faults()
    assert found.place == "treść, akapit 1"
    assert remedy in found.remedy
