"""DocxTemplate beside docxtpl itself: the same templates and data, the parts compared as canonical XML."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import docxtpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from schematom_docs.document.docxtpl_api import RP, DocxTemplate, Listing, RichText
from schematom_docs.document.ooxml import NAMESPACES, W_R, W_RPR, W_T, XML_SPACE, qn
from tests.document.word_files import cell, p, r, root_of, row, story, table, word_file

DATA: dict[str, Any] = {
    "x": "wartość", "n": 3, "flag": True, "empty": [], "none": None, "xs": ["a", "b", "c"],
    "o": {"a": "A", "b": {"c": "C"}},
    "rows": [{"k": "1", "v": "jeden"}, {"k": "2", "v": "dwa"}], "multi": "a\nb\tc", "para": "a\ab", "page": "a\fb",
    "rich": lambda api: api.RichText("gruby", bold=True), "listing": lambda api: api.Listing("a\nb & <c>"),
    "rp": lambda api: api.RichTextParagraph("akapit", parastyle="Normal"),
}  # fmt: skip
GRID = "<w:tblGrid><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/></w:tblGrid>"
LOOP_ROW = row("{%tr for r in rows %}", "") + row("{{ r.k }}", "{{ r.v }}") + row("{%tr endfor %}", "")
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="d" descr="{}"/></wp:inline></w:drawing></w:r>'

TEMPLATES = {
    "text": p("Dzień dobry {{ x }}!"),
    "split tag": p("a {{ o", ".b.", "c }} z"),
    "split tag with formatting": p(r("a {{ x", "<w:b/>"), r(" }} b", "<w:i/>")),
    "attribute": p("{{ o.a }} {{ o['b'].c }} {{ o.b['c'] }}"),
    "method": p("{{ x.upper() }} {{ ', '.join(xs) }}"),
    "filters": p("{{ xs|join('; ') }} {{ x|length }} {{ none|default('brak', true) }}"),
    "undefined": p("[{{ unknown }}]"),
    "none": p("[{{ none }}]"),
    "number": p("{{ n }} {{ n + 1 }} {{ n / 2 }}"),
    "comment": p("a{# uwaga #}b"),
    "inline if": p("a {% if flag %}tak{% else %}nie{% endif %} b"),
    "inline for": p("{% for i in xs %}{{ i }}, {% endfor %}koniec"),
    "inline over runs": p("{% for i in xs %}", r("{{ i }}", "<w:b/>"), ";{% endfor %}"),
    "if over paragraphs": p("{% if flag %}a") + p("b{% endif %}"),
    "for over paragraphs": p("A {% for i in xs %}1") + p("{{ i }} B{% endfor %} C"),
    "empty for over paragraphs": p("A {% for i in empty %}1") + p("2 B{% endfor %} C"),
    "block in own paragraph": p("{% for i in xs %}") + p("{{ i }}") + p("{% endfor %}"),
    "paragraph if": p("{%p if flag %}") + p("tak") + p("{%p else %}") + p("nie") + p("{%p endif %}"),
    "paragraph for": p("{%p for i in xs %}") + p("{{ loop.index }}. {{ i }}") + p("{%p endfor %}"),
    "two paragraph tags in one": p("{%p if flag %}{%p if n %}") + p("a") + p("{%p endif %}"),
    "paragraph comment": p("{#p uwaga #}") + p("zostaje"),
    "paragraph tag with text": p("tekst {%p if flag %} ginie") + p("a") + p("{%p endif %}"),
    "row for": f"<w:tbl><w:tblPr/>{GRID}{row('h', 'i')}{LOOP_ROW}</w:tbl>",
    "row if": f"<w:tbl>{GRID}{row('{%tr if empty %}', '')}{row('a', 'b')}"
              f"{row('{%tr endif %}', '')}{row('c', 'd')}</w:tbl>",
    "row comment": f"<w:tbl>{GRID}{row('{#tr uwaga #}', '')}{row('c', 'd')}</w:tbl>",
    "cell for": f"<w:tbl>{GRID}{row('{%tc for i in xs %}', '{{ i }}', '{%tc endfor %}')}</w:tbl>",
    "cell for shrinks": f"<w:tbl>{GRID}{row('{%tc for i in xs[:1] %}', '{{ i }}', '{%tc endfor %}')}</w:tbl>",
    "cell if": f"<w:tbl>{GRID}{row('{%tc if flag %}', 'a', '{%tc endif %}', 'b')}</w:tbl>",
    "tags inside a cell": table(("{% for i in xs %}{{ i }}{% endfor %}", "{{ x }}")),
    "nested tables": f"<w:tbl>{GRID}<w:tr>{cell(table(('{{ x }}', 'b')) + p(''))}{cell('{{ n }}')}</w:tr></w:tbl>",
    "run tag": p(r("a {%r if flag %} b", "<w:b/>"), r("c"), r("{%r endif %}"), r("d")),
    "rich run": p(r("przed {{r rich }} po", "<w:i/>")),
    "rich run alone": p("{{r rich }}"),
    "rich paragraph": p("przed") + p("{{p rp }}") + p("po"),
    "listing": p(r("{{ listing }}", "<w:b/>")),
    "line break and tab": p(r("{{ multi }}", "<w:b/>")),
    "new paragraph": p(r("x{{ para }}y", "<w:b/>"), style="Normal"),
    "new page": p(r("x{{ page }}y", "<w:b/>")),
    "literal braces": p("{_{ x }_} {_% if %_}"),
    "typed quotes": p("{{ o[‘a’] }} {{ unknown|default(“brak”) }}"),
    "escaped comparison": p("{% if n &gt; 2 %}duże{% endif %}{% if n &lt; 2 %}małe{% endif %}"),
    "set": p("{% set y = n * 2 %}{{ y }}"),
    "macro": p("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}{{ m(n) }}"),
    "macro with runs": p("{% macro m(a) %}", r("{{ a }}", "<w:b/>"), "{% endmacro %}x{{ m(x) }}"),
    "raw": p("{% raw %}a b{% endraw %}"),
    "filter block": p("{% filter upper %}abc{% endfilter %}"),
    "with": p("{% with a = n %}{{ a }}{% endwith %}"),
    "loop helpers": p("{% for i in xs %}{{ loop.index }}/{{ loop.length }}{{ '' if loop.last else ',' }}{% endfor %}"),
    "for else": p("{% for i in empty %}{{ i }}{% else %}pusto{% endfor %}"),
    "nested for": p("{% for a in xs %}{% for b in xs %}{{ a }}{{ b }} {% endfor %}{% endfor %}"),
    "elif": p("{% if n == 1 %}1{% elif n == 3 %}3{% else %}?{% endif %}"),
    "trim left": p("ala") + p("{%- if flag %} b{% endif %}"),
    "trim right": p("{% if flag -%}") + p("b{% endif %}"),
    "trim both": p("a {% if flag -%}") + p("b") + p("{%- endif %} c"),
    "colspan": f"<w:tbl>{GRID}{row('{% colspan 2 %}a')}{row('b', 'c')}</w:tbl>",
    "cellbg": f"<w:tbl>{GRID}{row('{% cellbg o.a %}a', 'b')}</w:tbl>",
    "horizontal merge": f"<w:tbl>{GRID}{row('{%tc for i in xs %}', '{% hm %}a', '{%tc endfor %}')}</w:tbl>",
    "vertical merge": f"<w:tbl>{GRID}{row('{%tr for r in rows %}', '')}{row('{% vm %}a', '{{ r.v }}')}"
                      f"{row('{%tr endfor %}', '')}</w:tbl>",
    "hyperlink": p("a", f'<w:hyperlink w:anchor="z">{r("{{ x }}")}</w:hyperlink>'),
    "content control": f"<w:sdt><w:sdtContent>{p('{{ x }}')}</w:sdtContent></w:sdt>",
    "tracked insertion": p(f'<w:ins w:id="1" w:author="A">{r("{{ x }}")}</w:ins>'),
    "field instruction": p('<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ x }}" </w:instrText></w:r>'),
    "alt text": p(DRAWING.format("{{ x }}")),
    "formula": p("a", f'<m:oMath xmlns:m="{NAMESPACES["m"]}"><m:r><m:t>{{{{ x }}}} + 1</m:t></m:r></m:oMath>'),
    "simple field": f'<w:p><w:fldSimple w:instr=" MERGEFIELD {{{{ x }}}} ">{r("{{ x }}")}</w:fldSimple></w:p>',
    "break in a tag": "<w:p><w:r><w:t>{{ x</w:t><w:br/><w:t> }}</w:t></w:r></w:p>",
    "control alias": '<w:sdt><w:sdtPr><w:alias w:val="{{ x }}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    "colspan beside one there is": f"<w:tbl>{GRID}{row('{% colspan n - 1 %}a')}{row('b', 'c')}</w:tbl>",
    "vertical merge of two paragraphs": f"<w:tbl>{GRID}{row('{%tr for r in rows %}', '')}"
        f"{row(p('{% vm %}a') + p('drugi'), '{{ r.v }}')}{row('{%tr endfor %}', '')}</w:tbl>",
    "vertical merge in the inner loop": f"<w:tbl>{GRID}{row('{%tr for r in rows %}', '')}"
        f"{row('{%tr for i in xs %}', '')}{row('{% vm %}{{ r.k }}', '{{ i }}')}{row('{%tr endfor %}', '')}"
        f"{row('{%tr endfor %}', '')}</w:tbl>",
    "vertical merge tag in the second paragraph": f"<w:tbl>{GRID}{row('{%tr for r in rows %}', '')}"
        f"{row('{% vm %}{{ r.k }}', p('x') + p(r('y'), r('{% vm %}{{ r.v }}', '<w:b/>')) + p('z'))}"
        f"{row('{%tr endfor %}', '')}</w:tbl>",
    "raw beside text": p("A{% raw %}{{ x }}{% if %}{% endraw %}B{{ x }}"),
    "raw over paragraphs": p("{% raw %}") + p("{{ x }}", " b {% if %}") + p("{% endraw %}"),
    "raw paragraphs": p("{%p raw %}") + p("{{ x }}") + p("{%p endraw %}") + p("{{ x }}"),
    "raw split": p(r("a{% ra", "<w:b/>"), r("w %}{{", "<w:i/>"), r(" x }}"), r("{% endraw %}b")),
    "raw alt text": p(DRAWING.format("{% raw %}{{ x }}{% endraw %} {{ x }}")),
    "trim of an expression": p("a  {{- x -}}  b"),
    "helpers": p("{% set j = joiner(',') %}{% for i in xs %}{{ j() }}{{ i }}{% endfor %}{{ range(3)|list }}"),
    "two drawings": p(2 * DRAWING.format(""), "{{ x }}"),
}  # fmt: skip


HOLDERS = [qn(f"w:{name}") for name in ("hyperlink", "ins", "smartTag", "sdtContent", "sdt")]


def canonical(root: etree._Element) -> str:
    """Return the part with ids left out, equal neighbouring runs merged, empty texts and runs gone."""
    for element in root.iter("*"):
        for name in (XML_SPACE, f"{{{NAMESPACES['w14']}}}paraId"):
            if name in element.attrib:
                del element.attrib[name]
        if element.tag == qn("wp:docPr"):
            element.set("id", "0")
    for run in list(root.iter(W_R)):
        for text in [child for child in run.findall(W_T) if not text_in(child)]:
            run.remove(text)
        if all(child.tag == W_RPR for child in run) and (parent := run.getparent()) is not None:
            parent.remove(run)
    for holder in list(root.iter(*HOLDERS))[::-1]:  # docxtpl leaves links and the like behind that hold nothing more
        if len(holder) == 0 and (above := holder.getparent()) is not None:
            above.remove(holder)
    for run in list(root.iter(W_R)):
        merge_into_previous(run)
    for properties in root.iter(qn("w:tcPr")):  # docxtpl puts spans and colours first, against the schema (B8)
        properties[:] = sorted(properties, key=lambda child: str(child.tag))
    etree.cleanup_namespaces(root)
    return str(etree.canonicalize(etree.tostring(root, encoding="unicode"), rewrite_prefixes=True))


def text_in(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def merge_into_previous(run: etree._Element) -> None:
    """Merge a run of text into the run before it when both look the same."""
    before = run.getprevious()
    if before is None or before.tag != W_R or (run.tail or before.tail or "").strip():
        return
    for one in (before, run):
        if any(child.tag not in (W_RPR, W_T) for child in one):
            return
    if looks(before) != looks(run):
        return
    last = before.findall(W_T)[-1]
    last.text = (last.text or "") + "".join(text_in(child) for child in run.findall(W_T))
    for extra in before.findall(W_T)[:-1]:
        last.text = text_in(extra) + (last.text or "")
        before.remove(extra)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
    following = before.getnext()
    if following is not None and following.tag == W_R:
        merge_into_previous(following)


def looks(run: etree._Element) -> str:
    formatting = run.find(W_RPR)
    return "" if formatting is None else str(etree.canonicalize(etree.tostring(formatting, encoding="unicode")))


def rendered(api: Any, source: bytes, data: dict[str, Any]) -> bytes:
    template = api.DocxTemplate(io.BytesIO(source))
    template.render({key: value(api) if callable(value) else value for key, value in data.items()}, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


class Ours:
    """Our drop-in module under the names of docxtpl's."""

    DocxTemplate = DocxTemplate
    RichText = RichText
    Listing = Listing
    RichTextParagraph = RP


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_drop_in_renders_what_docxtpl_renders(name: str) -> None:
    source = word_file(TEMPLATES[name])
    assert canonical(root_of(rendered(Ours, source, DATA))) == canonical(root_of(rendered(docxtpl, source, DATA)))


def test_headers_are_rendered_like_docxtpl_renders_them() -> None:
    relations = '<Relationship Id="rId3" Type="{}/header" Target="header1.xml"/>'.format(NAMESPACES["r"])
    source = word_file(
        p("{{ x }}"), parts={"word/header1.xml": story("hdr", p("{{ x }} {{ n }}"))}, relations=relations,
        section='<w:headerReference w:type="default" r:id="rId3"/>',
    )  # fmt: skip
    ours, theirs = (root_of(rendered(api, source, DATA), "word/header1.xml") for api in (Ours, docxtpl))
    assert canonical(ours) == canonical(theirs)


def test_undeclared_variables_are_those_docxtpl_finds() -> None:
    source = word_file(p("{{ a.b }}{% for i in c %}{{ i }}{{ d }}{% endfor %}{% set e = f %}{{ e }}"))
    ours, theirs = (api.DocxTemplate(io.BytesIO(source)) for api in (Ours, docxtpl))
    assert (
        ours.get_undeclared_template_variables() == theirs.get_undeclared_template_variables() == {"a", "c", "d", "f"}
    )
    assert ours.get_undeclared_template_variables(context={"a": 1}) == {"c", "d", "f"}


def test_data_with_markup_survive_even_without_autoescape() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("{{ x }}"))))
    template.render({"x": "Kowalski & Syn <18"})
    assert [item.text for item in template.paragraphs] == ["Kowalski & Syn <18"]


def test_an_error_names_its_tag() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("a") + p("{{ x.y.z }}"))))
    with pytest.raises(Exception) as caught:
        template.render({"x": {}})
    assert caught.value.docx_context == ["treść, akapit 2", "{{ x.y.z }}"]  # type: ignore[attr-defined]


def test_a_template_is_rendered_again_and_again() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("{{ x }}"))))
    for value in ("pierwszy", "drugi"):
        template.render({"x": value})
        assert [item.text for item in template.paragraphs] == [value]


FRAGMENTS = st.sampled_from([
    "tekst ", " i ", "{{ x }}", "{{ n }}", "{{ o.b.c }}", "{% if flag %}a{% endif %}", "{# u #}", "{{ unknown }}",
    "{% for i in xs %}{{ i }}{% endfor %}", "{{ rows[0].v }}", "{% set z = n %}{{ z }}",
])  # fmt: skip
STYLES = st.sampled_from(["", "<w:b/>", "<w:i/>"])


def cut(text: str, parts: list[tuple[int, str]]) -> str:
    """Return a paragraph of the text cut at the given places into runs of the given formatting."""
    places = sorted({0, len(text), *(at % (len(text) + 1) for at, _ in parts)})
    styles = [style for _, style in parts] or [""]
    return p(*[r(text[a:b], styles[n % len(styles)]) for n, (a, b) in enumerate(pairwise(places))])


PARAGRAPHS = st.builds(
    cut, st.lists(FRAGMENTS, max_size=4).map("".join), st.lists(st.tuples(st.integers(0, 80), STYLES), max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=3), st.booleans())
def test_generated_paragraphs_render_as_docxtpl_renders_them(paragraphs: list[str], in_table: bool) -> None:
    body = "".join(paragraphs)
    source = word_file(f"<w:tbl>{GRID}<w:tr>{cell(body)}{cell('b')}</w:tr></w:tbl>{p('')}" if in_table else body)
    assert canonical(root_of(rendered(Ours, source, DATA))) == canonical(root_of(rendered(docxtpl, source, DATA)))
