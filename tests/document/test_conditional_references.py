"""References to paragraphs that data may leave out."""

from __future__ import annotations

from schematom_docs.document.conditional_references import unsure_references
from tests.document.word_files import p, word_file

TARGET = '<w:bookmarkStart w:id="1" w:name="_cel"/><w:r><w:t>Cel</w:t></w:r><w:bookmarkEnd w:id="1"/>'
REFERENCE = '<w:fldSimple w:instr=" REF _cel \\r \\h "><w:r><w:t>§ 1</w:t></w:r></w:fldSimple>'


def warned(body: str) -> list[str]:
    found = unsure_references(word_file(body), "w.docx")
    assert all(item.warning for item in found)
    return [item.place for item in found]


def test_a_reference_that_outlives_its_target_is_warned_of() -> None:
    body = p("{%p if a %}") + p(TARGET) + p("{%p endif %}") + p("zob. ", REFERENCE)
    assert warned(body) == ["w.docx, treść, akapit 4"]
    (found,) = unsure_references(word_file(body), "w.docx")
    assert "tylko pod warunkiem „if a”" in found.reason


def test_a_target_that_always_stays_needs_no_warning() -> None:
    assert warned(p(TARGET) + p("{%p if a %}") + p(REFERENCE) + p("{%p endif %}") + p(REFERENCE)) == []


def test_a_reference_under_the_same_condition_needs_no_warning() -> None:
    body = p("{%p if a %}") + p(TARGET) + p("{%p endif %}")
    assert warned(body + p("{%p if a %}") + p(REFERENCE) + p("{%p endif %}")) == []
    assert warned(body + p("jak w ", "{% if a %}", REFERENCE, "{% endif %}")) == []


def test_the_other_branch_of_the_condition_is_another_condition() -> None:
    body = p("{%p if a %}") + p(TARGET) + p("{%p else %}") + p(REFERENCE) + p("{%p endif %}")
    assert warned(body) == ["w.docx, treść, akapit 4"]


def test_a_paragraph_that_vanishes_as_a_whole_takes_its_bookmark_along() -> None:
    assert warned(p("{% if a %}", TARGET, "{% endif %}") + p(REFERENCE)) == ["w.docx, treść, akapit 2"]
