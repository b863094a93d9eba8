"""What holds for every template and all data: checked on generated ones."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from schematom_docs.document import Html, Paragraphs, Picture, RichText, SubDocument, compile_template
from schematom_docs.document.ooxml import W_P, W_TBL, W_TC, W_TR, qn
from schematom_docs.errors import TemplateError
from tests.document.test_rich import png
from tests.document.word_files import cell, lines, p, r, root_of, story, table, word_file

ALLOWED = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\n\t")
SAFE = st.text(st.sampled_from("abc ąę.<>&\"'„”1%}"), max_size=8)
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d"/></wp:inline></w:drawing></w:r>'
MARK = '<w:bookmarkStart w:id="1" w:name="m"/>{}<w:bookmarkEnd w:id="1"/>'
TAGS = st.sampled_from([
    "{{ x }}", "{{ xs[0] }}", "{{ o.a }}", "{{ i }}", "{{ o.brak }}", "{% for i in xs %}", "{% endfor %}",
    "{% if x %}", "{% elif o.a %}", "{% else %}", "{% endif %}", "{%p for i in xs %}", "{%p endfor %}",
    "{%tr for i in xs %}", "{%tr endfor %}", "{%tc for i in xs %}", "{%tc endfor %}", "{%p if x %}",
    "{%p endif %}", "{%r if x %}", "{%r endif %}", "{# uwaga #}", "{%tr if x %}", "{%tr endif %}",
    "{% set y = x %}", "{% vm %}", "{% hm %}", "{% colspan 2 %}", "{{ x|upper }}.", "{{ 7*7", "{% set z %}",
    "{% endset %}", "{{p x }}", "{% if x %}{{ x }}{% endif %}.", "{{ x|qr }}",
    "{{ x|html }}", "{{ x|markdown }}", "{{ x|kropki(3) }}",
    "{{ x|obraz }}", "{{r x }}", "{%- if x -%}", "{%- endif -%}", "{%tbl if x %}", "{%tbl endif %}",
    "{%col for i in xs %}", "{%col endfor %}", "{%sec for i in xs %}", "{%sec endfor %}", "{%tbl else %}",
])  # fmt: skip
PAIRS = st.sampled_from([
    ("{% for i in xs %}", "{% endfor %}"), ("{% if x %}", "{% endif %}"),
    ("{%tr for i in xs %}", "{%tr endfor %}"),
    ("{%tc for i in xs %}", "{%tc endfor %}"), ("{%p if empty %}", "{%p endif %}"),
    ("{% for i in empty %}", "{% endfor %}"),
    ("{% if empty %}", "{% endif %}"), ("{%tr for i in empty %}", "{%tr endfor %}"),
    ("{%tbl for i in xs %}", "{%tbl endfor %}"), ("{%col for i in xs %}", "{%col endfor %}"),
    ("{%tbl if empty %}", "{%tbl endif %}"), ("{%col if empty %}", "{%col endif %}"),
    ("{%sec for i in xs %}", "{%sec endfor %}"), ("{%sec if empty %}", "{%sec endif %}"),
])  # fmt: skip


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def word_runs(text: str) -> st.SearchStrategy[str]:
    """Return runs of the text cut at random places, some bold, some in links or tracked insertions."""
    wraps = ["{}", "{}", '<w:hyperlink w:anchor="a">{}</w:hyperlink>', '<w:ins w:id="9" w:author="A">{}</w:ins>', MARK]

    def cut(parts: list[tuple[int, str, bool]]) -> str:
        places = sorted({at % (len(text) + 1) for at, _, _ in parts} | {0, len(text)})
        styles = [(wrap, bold) for _, wrap, bold in parts] or [("{}", False)]
        pieces = [text[a:b] for a, b in pairwise(places)]
        return "".join(
            styles[n % len(styles)][0].format(r(escaped(piece), "<w:b/>" if styles[n % len(styles)][1] else ""))
            for n, piece in enumerate(pieces)
        )

    return st.lists(st.tuples(st.integers(0, 60), st.sampled_from(wraps), st.booleans()), max_size=5).map(cut)


TEXTS = st.lists(SAFE | TAGS, max_size=4).map("".join) | st.tuples(SAFE, PAIRS, SAFE | TAGS, SAFE).map(
    lambda t: t[0] + t[1][0] + t[2] + t[1][1] + t[3]
)
BOXED = (
    "<w:r><w:drawing><wp:inline><wp:docPr id='2' name='p'/><w:txbxContent>{}</w:txbxContent></wp:inline></w:drawing>"
    "</w:r>"
)


def story_blocks(texts: st.SearchStrategy[str], *, tagged: bool = True) -> st.SearchStrategy[str]:
    """Return paragraphs, tables, text boxes and content controls, nested, with or without blocks around them."""
    runs = texts.flatmap(word_runs) | st.just(DRAWING)
    paragraphs = st.lists(runs, max_size=2).map(lambda items: p(*[item for item in items if item]))

    def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        cells = inner.map(lambda xml: cell(xml + "<w:p/>")) | paragraphs.map(cell)
        rows = st.lists(cells, min_size=1, max_size=3).map(lambda items: f"<w:tr>{''.join(items)}</w:tr>")
        tables = st.lists(rows, min_size=1, max_size=3).map(
            lambda items: f"<w:tbl><w:tblGrid/>{''.join(items)}</w:tbl>"
        )
        boxes = inner.map(lambda xml: p(BOXED.format(xml + "<w:p/>")))
        controls = inner.map(lambda xml: f"<w:sdt><w:sdtContent>{xml}<w:p/></w:sdtContent></w:sdt>")
        wrapped = st.tuples(PAIRS if tagged else st.just(("", "")), inner).map(lambda t: p(t[0][0]) + t[1] + p(t[0][1]))
        return st.lists(tables | boxes | controls | wrapped | paragraphs, min_size=1, max_size=3).map("".join)

    return st.recursive(paragraphs, nested, max_leaves=6)


RICH = [
    SubDocument(word_file(p("część {{ 7*7 }}") + table(("k",)) + p(DRAWING, MARK.format(r("z"))))),
    Html("<b>a & b</b>"), Html("<p>a</p><ul><li>b</li></ul>"),
    SubDocument(word_file("")), Paragraphs((("jeden", ""), ("dwa\n‑", ""))), RichText((("a & b", "bi"),)),
    Picture(png(2, 2), 5, 5, "„obraz” & <"), {"obraz": png(2, 2), "opis": ""},
]  # fmt: skip
DATA = st.fixed_dictionaries({
    "x": st.text(ALLOWED, max_size=5) | st.none() | st.integers()
    | st.sampled_from([*RICH, "{{ 7*7 }}", "{% if", "a & <b>"]),
    "xs": st.lists(st.text(ALLOWED, max_size=3), max_size=3),
    "o": st.fixed_dictionaries({"a": st.text(ALLOWED, max_size=3) | st.booleans()}),
    "empty": st.just([]),
})  # fmt: skip


TEXTS_OF_RUNS = (qn("w:t"), qn("w:instrText"))
HOLDERS = tuple(qn(f"w:{name}") for name in ("body", "hdr", "tc", "txbxContent", "sdtContent"))
PARENTS = {
    W_TR: (W_TBL,), W_TC: (W_TR,), W_P: HOLDERS, W_TBL: HOLDERS, qn("w:t"): (qn("w:r"),),
    qn("w:r"): (W_P, qn("w:hyperlink"), qn("w:ins")),
}  # fmt: skip


def check_structure(root: etree._Element, *, tagged: bool) -> None:
    """Assert what Word asks of every story."""
    for tc in root.iter(W_TC):
        assert tc[-1].tag == W_P
    for found in root.iter(W_TBL):
        assert found.find(W_TR) is not None
    for tr in root.iter(W_TR):
        assert tr.find(W_TC) is not None
    for box in root.iter(qn("w:txbxContent")):
        assert box.find(W_P) is not None
    for element in root.iter():
        assert isinstance(element.tag, str), "a mark of the compiler is left"
        assert element.tag in TEXTS_OF_RUNS or not (element.text or "").strip()
        assert not (element.tail or "").strip()
        parent = element.getparent()
        assert parent is None or element.tag not in PARENTS or parent.tag in PARENTS[element.tag]
    if not tagged:
        return
    drawings = [drawing.get("id") for drawing in root.iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings))
    bookmarks = [mark.get(qn("w:id")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert set(bookmarks) == {mark.get(qn("w:id")) for mark in root.iter(qn("w:bookmarkEnd"))}


@settings(max_examples=300, deadline=None)
@given(body=story_blocks(TEXTS), data=DATA)
def test_any_template_with_any_data_gives_a_valid_document_or_a_located_error(body: str, data: dict[str, Any]) -> None:
    template = compile_template(
        word_file(body, parts={"word/header1.xml": story("hdr", body + "<w:p/>")}), name="w.docx"
    )
    try:
        rendered = template.render(data)
    except TemplateError as error:
        assert all(item.place.startswith("w.docx, ") for item in error.faults or [error])
        return
    root = root_of(rendered)
    tagged = "{%" in template.text() or "{{" in template.text()
    check_structure(root, tagged=tagged)
    check_structure(root_of(rendered, "word/header1.xml"), tagged=tagged)
    assert root.find(f".//{qn('w:pgSz')}") is not None
    assert template.render(data) == rendered


@settings(max_examples=100, deadline=None)
@given(story_blocks(SAFE, tagged=False))
def test_a_template_without_tags_renders_to_itself(body: str) -> None:
    source = word_file(body)
    with (
        zipfile.ZipFile(BytesIO(source)) as before,
        zipfile.ZipFile(BytesIO(compile_template(source).render({}))) as after,
    ):
        assert [(name, before.read(name)) for name in before.namelist()] == [
            (name, after.read(name)) for name in after.namelist()
        ]


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from([
    "Dnia {{ x }} w {{ o.a }}.", "{% for i in xs %}{{ i }}, {% endfor %}koniec",
    "{% if x %}tak{% else %}nie{% endif %}!",
    "{{ x|default(„brak”) }} {# uwaga #}{{ xs|join(' – ') }}",
]))  # fmt: skip
def test_splitting_tags_over_runs_changes_nothing(data: st.DataObject, text: str) -> None:
    context = {"x": "2015", "o": {"a": "Turku"}, "xs": ["a", "b"]}
    whole = compile_template(word_file(p(r(escaped(text))))).render(context)
    split = compile_template(word_file(p(data.draw(word_runs(text))))).render(context)
    assert lines(split) == lines(whole)


@settings(max_examples=500, deadline=None)
@given(st.text(ALLOWED))
def test_any_text_comes_back_unchanged(value: str) -> None:
    template = compile_template(word_file(p("{{ x }}")))
    assert lines(template.render({"x": value})) == [value]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        ["{{ 7*7 }}", "{% for %}", "{#", "}}", "{{ ''.__class__ }}", "{%p if x %}", "${x}", "<?st 1?>", "\ufffc"]
    ),
    SAFE,
)
def test_data_are_never_executed(attack: str, around: str) -> None:
    body = p("{% for i in xs %}") + p("{{ i }}") + p("{% endfor %}") + p("{{ o[k] }}")
    rendered = compile_template(word_file(body)).render({"xs": [around + attack], "o": {attack: attack}, "k": attack})
    assert lines(rendered) == [around + attack, attack]


DAMAGE = st.sampled_from([b"<", b"&", b'="x"', b'=""', b'="99999999999999999999"', b"{{", b"%}", b"\x00", b"</w:p>"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 30), DAMAGE), min_size=1, max_size=3))
def test_a_damaged_file_is_refused_or_rendered_but_never_crashes(damages: list[tuple[int, int, bytes]]) -> None:
    body = p("{% for i in xs %}") + p(DRAWING, "{{ i }}", style="Par") + p("{% endfor %}") + p(MARK.format(r("a")))
    with zipfile.ZipFile(BytesIO(word_file(body))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = bytearray(files["word/document.xml"])
    start = text.index(b"<w:body>")  # lxml itself is of two minds about damaged namespace names
    for at, length, piece in damages:
        place = start + at % (len(text) - start)
        text[place : place + length] = piece
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in {**files, "word/document.xml": bytes(text)}.items():
            archive.writestr(name, data)
    try:
        rendered = compile_template(buffer.getvalue()).render({"xs": [1, 2]})
    except TemplateError as error:
        assert error.reason
        return
    assert root_of(rendered).tag == qn("w:document")
