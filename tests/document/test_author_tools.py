"""What the author of a template gets: comments at faults."""

from __future__ import annotations

import io

from docx import Document

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import W_P, qn
from tests.document.word_files import lines, p, root_of, story, table, text_of, word_file


def test_each_fault_gets_a_comment_at_its_paragraph() -> None:
    body = p("dobry") + p("{{ x| }}") + table(("a", "{% endif %}"))
    source = word_file(body, parts={"word/header1.xml": story("hdr", p("{{ }}"))})
    template = compile_template(source, name="w.docx")
    marked = template.marked()
    where = [text_of(next(m.iterancestors(W_P))) for m in root_of(marked).iter(qn("w:commentReference"))]
    assert sorted(where) == sorted(["{% endif %}", "{{ x| }}", "dobry"])
    texts = lines(marked, "word/comments.xml")
    assert len(texts) == len(template.faults()) == 3
    assert any(text.startswith("Błąd: w.docx, nagłówek, akapit 1: „” – znacznik jest pusty") for text in texts)
    assert len(Document(io.BytesIO(marked)).paragraphs) == 2


def test_marking_keeps_the_comments_already_there() -> None:
    comments = story("comments", f'<w:comment w:id="4" w:author="A">{p("stary")}</w:comment>')
    relation = '<Relationship Id="rId7" Type="x/comments" Target="comments.xml"/>'
    source = word_file(p("{{ }}"), parts={"word/comments.xml": comments}, relations=relation)
    ids = [c.get(qn("w:id")) for c in root_of(compile_template(source).marked(), "word/comments.xml")]
    assert ids == ["4", "5"]
