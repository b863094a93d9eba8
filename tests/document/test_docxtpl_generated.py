"""Generated templates rendered by DocxTemplate and by docxtpl: nested tables, text boxes, content controls, links,
tracked changes, footnotes, headers, merged cells, split tags. What B1–B19 name is left out: it differs on purpose."""

from __future__ import annotations

from itertools import pairwise

import docxtpl
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.document.ooxml import NAMESPACES
from tests.document.test_docxtpl_conformance import DATA, Ours, canonical, rendered
from tests.document.word_files import p, r, root_of, story, word_file

RELATIONS = "".join(
    f'<Relationship Id="{key}" Type="{NAMESPACES["r"]}/{kind}" Target="{kind}{number}.xml"/>'
    for key, kind, number in (("rId3", "header", "1"), ("rId4", "footer", "1"), ("rId5", "footnotes", ""))
)
SECTION = '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
PARTS = ("document", "header1", "footer1", "footnotes")
WORDS = st.sampled_from(["tekst ", "ąę ", "a &amp; b ", ", ", "– ", "100% ", " "])
VALUES = st.sampled_from([
    "{{ x }}", "{{ n }}", "{{ o.b.c }}", "{{ unknown }}", "{{ rows[1].v }}", "{{ xs|join('; ') }}", "{# uwaga #}",
    "{{ x|upper }}", "{{ n * 2 + 1 }}", "{{ 'tak' if flag else 'nie' }}", "{{ none }}", "{% set z = n %}{{ z }}",
    "{{ o['a'] }}", "{{ \u201ccytat\u201d }}", "{_{ klamry }_}",
])  # fmt: skip
INLINE = st.sampled_from([
    ("{% if flag %}", "{% endif %}"), ("{% if empty %}", "{% else %}inaczej{% endif %}"),
    ("{% for i in xs %}", "{{ i }}{% endfor %}"), ("{% for i in empty %}", "{% else %}nic{% endfor %}"),
    ("{% if n == 1 %}", "{% elif n == 3 %}trzy{% endif %}"), ("{% with a = n %}", "{{ a }}{% endwith %}"),
])  # fmt: skip
STYLES = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>'])
WRAPS = st.sampled_from([
    "{}", "{}", "{}", '<w:hyperlink w:anchor="cel">{}</w:hyperlink>', '<w:ins w:id="7" w:author="A">{}</w:ins>',
    '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>', '<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>',
])  # fmt: skip
OBJECTS = st.sampled_from([
    '<w:del w:id="8" w:author="A"><w:r><w:delText>skreślone</w:delText></w:r></w:del>',
    '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>",
    '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="d" descr="{{ x }}"/></wp:inline></w:drawing></w:r>',
    '<w:bookmarkStart w:id="1" w:name="z"/><w:bookmarkEnd w:id="1"/>',
    '<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ o.a }}" </w:instrText></w:r>',
])  # fmt: skip


@st.composite
def split_runs(draw: st.DrawFn, text: str) -> str:
    """Return the text in runs cut at random places."""
    places = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    pieces = [text[a:b] for a, b in pairwise(places)] if "&" not in text else [text]
    return "".join(r(piece, draw(STYLES)) for piece in pieces)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Return a paragraph of words, values, blocks and objects, some in links, insertions or content controls."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from("wwvvvio"))
        if kind == "o":
            parts.append(draw(OBJECTS))
            continue
        before, after = draw(INLINE) if kind == "i" else ("", "")
        text = before + draw(WORDS if kind == "w" else VALUES) + after
        parts.append(draw(WRAPS).format(draw(split_runs(text)).replace("{", "\ue000").replace("}", "\ue001")))
    text = "".join(parts).replace("\ue000", "{").replace("\ue001", "}")
    properties = '<w:pPr><w:jc w:val="center"/></w:pPr>' if draw(st.booleans()) else ""
    return f"<w:p>{properties}{text}</w:p>"


def cell(text: str, span: int = 1, merge: str = "") -> str:
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{text}</w:tc>'


@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[str], *, nested: bool) -> str:
    """Return a table of two columns: rows with merged cells, looped rows and cells, nested tables of two columns."""
    rows: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["plain", "plain", "wide", "down", "loop", "if"]))
        if kind == "wide":
            rows.append(f"<w:tr>{cell(draw(inner) + p(''), 2)}</w:tr>")
        elif kind == "down":
            rows += [
                f"<w:tr>{cell(draw(paragraphs()), merge=merge)}{cell(draw(paragraphs()))}</w:tr>"
                for merge in ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
            ]
        elif kind == "plain" or nested:
            rows.append(f"<w:tr>{cell(draw(inner) + p(''))}{cell(draw(paragraphs()))}</w:tr>")
        else:
            opening, closing = (
                ("{%tr for k in rows %}", "{%tr endfor %}") if kind == "loop" else ("{%tr if flag %}", "{%tr endif %}")
            )
            mark = draw(st.sampled_from(["{% vm %}", "{% cellbg 'D9E2F3' %}", ""])) if kind == "loop" else ""
            rows.append(f"<w:tr>{cell(p(opening))}{cell(p(''))}</w:tr>")
            value = "{{ k.v }}" if kind == "loop" else "{{ x }}"
            rows.append(f"<w:tr>{cell(p(mark + 'k'))}{cell(p(value))}</w:tr>")
            rows.append(f"<w:tr>{cell(p(closing))}{cell(p(''))}</w:tr>")
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)
LEVELS = st.sampled_from([
    ("{%p if flag %}", "{%p endif %}"), ("{%p for i in xs %}", "{%p endfor %}"), ("{%p if empty %}", "{%p endif %}"),
    ("{% for i in xs %}", "{% endfor %}"), ("{% if flag %}", "{% endif %}"),
])  # fmt: skip


@st.composite
def wrapped(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Return blocks inside a paragraph-level block, a content control or a text box."""
    kind = draw(st.sampled_from(["level", "control", "box"]))
    if kind == "level":
        opening, closing = draw(LEVELS)
        return p(opening) + draw(inner) + p(closing)
    if kind == "control":
        return f"<w:sdt><w:sdtContent>{draw(inner)}</w:sdtContent></w:sdt>"
    return BOX.replace("{}", draw(paragraphs()))


SIMPLE = st.lists(paragraphs(), min_size=1, max_size=2).map("".join)
INNER = SIMPLE | tables(SIMPLE, nested=True).map(lambda xml: xml + p(""))
BODIES = st.lists(SIMPLE | tables(INNER, nested=False) | wrapped(SIMPLE), min_size=1, max_size=3).map(
    lambda blocks: "".join(blocks) + p("")
)


@settings(max_examples=200, deadline=None)
@given(BODIES, paragraphs(), paragraphs(), paragraphs())
def test_generated_documents_render_as_docxtpl_renders_them(body: str, head: str, foot: str, note: str) -> None:
    source = word_file(
        body,
        parts={
            "word/header1.xml": story("hdr", head), "word/footer1.xml": story("ftr", foot),
            "word/footnotes.xml": story("footnotes", f'<w:footnote w:id="2">{note}</w:footnote>'),
        },
        relations=RELATIONS, section=SECTION,
    )  # fmt: skip
    ours, theirs = (rendered(api, source, DATA) for api in (Ours, docxtpl))
    for part in PARTS:
        name = f"word/{part}.xml"
        assert canonical(root_of(ours, name)) == canonical(root_of(theirs, name)), part
