"""Bodies so long that they are written piece by piece say the same as short ones and hold the same invariants."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO
from typing import Any

import pytest

from schematom_docs.document import SubDocument, compile_template, rendering, settling
from schematom_docs.document.ooxml import W_TBL, W_TC, W_TR, qn
from tests.document.test_known_bugs import NOTES
from tests.document.test_properties import MARK, check_structure
from tests.document.word_files import lines, p, r, root_of, row, story, table, word_file

ROWS = f"<w:tbl><w:tblGrid/>{row('{%tr for i in xs %}')}{row('{{ i }}', 'ą')}{row('{%tr endfor %}')}</w:tbl>"
EMPTY = f"<w:tbl><w:tblGrid/>{row('{%tr for i in empty %}')}{row('{{ i }}')}{row('{%tr endfor %}')}</w:tbl>"
BODY = (
    p("wstęp {{ x }}") + ROWS + p("{% for i in xs %}") + p(MARK.format(r("{{ i }}{% if i %}.{% endif %}")))
    + p("{{ z }}") + p("{% endfor %}") + EMPTY + p("koniec {{ x }}")
)  # fmt: skip
DATA: dict[str, Any] = {
    "x": "a\nb", "xs": [f"nr {n}." for n in range(40)], "empty": [],
    "z": SubDocument(word_file(p("część") + table(("k",)))),
}  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 7, 50])
def test_a_body_in_pieces_equals_the_body_at_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    source = word_file(BODY, parts={"word/footer1.xml": story("ftr", p("stopka {{ x }}"))})
    template = compile_template(source)
    whole = template.render(DATA)
    monkeypatch.setattr(rendering, "_MANY", size)
    monkeypatch.setattr(settling, "_MANY", size)
    pieces = template.render(DATA)
    for part in ("word/document.xml", "word/footer1.xml"):
        assert lines(pieces, part) == lines(whole, part)
    root = root_of(pieces)
    check_structure(root, tagged=True)
    assert [len(list(root.iter(tag))) for tag in (W_TBL, W_TR, W_TC)] == [41, 80, 120]
    assert "nr 39." in lines(pieces)
    assert not [line for line in lines(pieces) if ".." in line]


def test_a_body_whose_notes_vary_is_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = story("footnotes", f'<w:footnote w:id="2">{p("n {{ x }}")}</w:footnote>')
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("{% for i in xs %}") + p("{{ i }}", note) + p("{% endfor %}")
    template = compile_template(word_file(body, parts={"word/footnotes.xml": notes}, relations=NOTES))
    monkeypatch.setattr(rendering, "_MANY", 1)
    rendered = template.render(DATA)
    ids = [item.get(qn("w:id")) for item in root_of(rendered).iter(qn("w:footnoteReference"))]
    assert len(set(ids)) == len(lines(rendered, "word/footnotes.xml")) == 40


def test_five_thousand_rows_take_little_more_memory_than_their_text() -> None:
    template = compile_template(word_file(ROWS))
    data = {"xs": [f"wiersz {n}" for n in range(5000)]}
    with zipfile.ZipFile(BytesIO(template.render(data))) as archive:
        size = len(archive.read("word/document.xml"))
    tracemalloc.start()
    try:
        template.render(data)
        assert tracemalloc.get_traced_memory()[1] < 3 * size
    finally:
        tracemalloc.stop()
