"""Rich and ready values of docxtpl's users: written right or refused with their place, in both engines."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docxtpl
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import pass_environment
from markupsafe import Markup

from schematom_docs.document import Paragraphs, Picture, RichText, compile_template
from schematom_docs.document.docxtpl_api import DocxTemplate
from schematom_docs.document.ooxml import NAMESPACES, W_VAL, qn
from schematom_docs.errors import TemplateError
from tests.document.test_rich import png
from tests.document.word_files import lines, p, r, root_of, word_file

R = docxtpl.RichText
RP = docxtpl.RichTextParagraph
CHARACTER = "znak sterujący U+"
BROKEN = "ma znak, który psuje dokument"
LINK = (
    f'<Relationship Id="rId9" Type="{NAMESPACES["r"]}/hyperlink" Target="https://example.org" TargetMode="External"/>'
)


def native(tag: str, context: dict[str, Any], relations: str = "") -> bytes:
    return compile_template(word_file(p("ok") + p(tag), relations=relations)).render(context)


def drop_in(tag: str, context: dict[str, Any], relations: str = "") -> bytes:
    template = DocxTemplate(io.BytesIO(word_file(p("ok") + p(tag), relations=relations)))
    template.render(context)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


Engine = Callable[..., bytes]
ENGINES = pytest.mark.parametrize(("engine", "tag"), [(native, "{{ x }}"), (drop_in, "{{r x }}"), (drop_in, "{{ x }}")])


@ENGINES
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (R("a\x0b"), CHARACTER + "000B"),
        (R("a\uffff"), CHARACTER + "FFFF"),
        (R("a\ud800"), CHARACTER + "D800"),
        (R("a", color='"><w:x'), BROKEN),
        (R("a", style='q"&<'), BROKEN),
        (R("a", font='q"<'), BROKEN),
        (R("a", lang='pl"<'), BROKEN),
        (R("a", highlight="\x0b"), CHARACTER + "000B"),
        (R("a", size='abc"'), BROKEN),
        (R("a", size="abc"), "rozmiar pisma w RichText nie jest liczbą"),
        (R("a", size=10.5), "rozmiar pisma w RichText nie jest liczbą"),
        (R("a", color='00FF00"/><w:x w:val="'), "element „x” nie może stać"),
        (R("a", color='00FF00"/></w:rPr><w:p/><w:rPr><w:b w:val="1'), "element „p” nie może stać"),
        (R("l", url_id="rId99"), "odsyłacz „rId99” nie ma relacji"),
        (R("l", url_id='"x'), BROKEN),
        (RP("a\x0b"), CHARACTER + "000B"),
        (RP("a", parastyle='x"<'), BROKEN),
        (RP(R("l", url_id="rId99")), "odsyłacz „rId99” nie ma relacji"),
        (docxtpl.Listing("a\x0b"), CHARACTER + "000B"),
        ("a\x0bb", CHARACTER + "000B"),
        ("a\ud800", CHARACTER + "D800"),
    ],
)
def test_a_value_that_would_break_the_document_names_its_paragraph_tag_and_reason(
    engine: Engine, tag: str, value: object, reason: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        engine(tag, {"x": value})
    assert caught.value.place == "treść, akapit 2"
    assert caught.value.reason.startswith(f"{tag} – ")
    assert reason in caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize(
    "value",
    [
        RichText((("a\x0b", "b"),)),
        Paragraphs((("a\x0b", ""),)),
        Picture(png(1, 1), 5, 5, "opis\x0b"),
        Picture(png(1, 1), 5, 5, "opis\ud800"),
    ],
)
def test_own_rich_values_refuse_forbidden_characters_too(value: object) -> None:
    with pytest.raises(TemplateError) as caught:
        native("{{ x }}", {"x": value})
    assert caught.value.reason.startswith("{{ x }} – wartość zawiera znak sterujący")


@pytest.mark.parametrize("tag", ["{{ x|html }}", "{{ x|markdown }}", "{{ x|qr }}"])
def test_forbidden_characters_are_refused_by_filters_that_make_rich_values(tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        native(tag, {"x": "a\x0b"})
    assert (caught.value.place, tag in caught.value.reason) == ("treść, akapit 2", True)


@pytest.mark.parametrize(("engine", "tag"), [(native, "{{ x }}"), (drop_in, "{{r x }}")])
def test_ampersands_in_attributes_and_known_links_are_written_right(engine: Engine, tag: str) -> None:
    value = R("a & b > c\n", font="A&B", style="S&amp;T", color="#FF0000", size=24, bold=True, lang="pl-PL")
    value.add("l", url_id="rId9")
    root = root_of(engine(tag, {"x": value}, relations=LINK))
    fonts, style = root.find(f".//{qn('w:rFonts')}"), root.find(f".//{qn('w:rStyle')}")
    assert fonts is not None
    assert style is not None
    assert (fonts.get(qn("w:ascii")), style.get(W_VAL)) == ("A&B", "S&T")
    assert "".join(map(str, root.itertext())).replace("\n", "") == "oka & b > cl"
    assert [link.get(qn("r:id")) for link in root.iter(qn("w:hyperlink"))] == ["rId9"]


def test_a_line_break_in_an_attribute_stays_in_it() -> None:
    root = root_of(native("{{ x }}", {"x": R("a\tb\r\nc", font="A\nB")}))
    assert [len(list(root.iter(qn(name)))) for name in ("w:tab", "w:br")] == [1, 1]


def test_a_link_does_not_stand_in_another_link() -> None:
    source = word_file(f'<w:p><w:hyperlink w:anchor="c">{r("{{ x }}")}</w:hyperlink></w:p>', relations=LINK)
    with pytest.raises(TemplateError) as caught:
        compile_template(source).render({"x": R("l", url_id="rId9")})
    assert "własny odsyłacz" in caught.value.reason


@pytest.mark.parametrize("tag", ["{{ x|upper }}", "{{ x ~ 'a' }}", "{{ [x]|join }}"])
def test_rich_text_is_no_text_for_filters_and_a_listing_is(tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        native(tag, {"x": R("a")})
    assert "nie nadaje się" in caught.value.reason
    assert lines(native("{{ x ~ '' }}", {"x": docxtpl.Listing("a & b")})) == ["ok", "a & b"]
    assert lines(native("{{ x|upper }}", {"x": docxtpl.Listing("a & b")})) == ["ok", "A & B"]


def test_a_class_made_from_rich_text_is_rich_text() -> None:
    own = type("Own", (R,), {})
    assert lines(native("{{ x }}", {"x": own("a", bold=True)})) == ["ok", "a"]
    with pytest.raises(TemplateError):
        native("{{ x }}", {"x": own("a", color='"<')})


def test_rich_text_does_not_print_its_xml_in_a_field() -> None:
    field = "<w:p><w:r><w:instrText> {{ x }} </w:instrText></w:r></w:p>"
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(field)).render({"x": R("a")})
    assert caught.value.place == "treść, akapit 1, pole"


ARGUMENTS = st.none() | st.text(max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=8), ARGUMENTS, ARGUMENTS, ARGUMENTS, ARGUMENTS)
def test_any_rich_text_gives_a_valid_document_or_a_located_error(
    text: str, style: str | None, color: str | None, font: str | None, size: str | None
) -> None:
    value = R(text, style=style, color=color, font=font, size=size)
    for engine, tag in ((native, "{{ x }}"), (drop_in, "{{r x }}")):
        try:
            rendered = engine(tag, {"x": value})
        except TemplateError as error:
            assert error.place == "treść, akapit 2"
        else:
            assert root_of(rendered).find(f".//{qn('w:pgSz')}") is not None


@pytest.mark.parametrize(
    ("value", "printed"),
    [("Kowalski & Syn", "Kowalski & Syn"), (Markup("a & b"), "a & b"), ("a &amp; b &lt;", "a & b <")],
)
def test_b1_an_ampersand_in_ready_text_is_printed_and_not_deleted(value: str, printed: str) -> None:
    assert lines(drop_in("{{ x|safe }}", {"x": value})) == ["ok", printed]


@pytest.mark.parametrize("value", ["wiek <18 lat", "a<b i c>d", "<i>x</i>", "<w:x", "<!-- x -->"])
def test_b1_ready_text_whose_bracket_opens_no_element_is_a_located_error(value: str) -> None:
    with pytest.raises(TemplateError) as caught:
        drop_in("{{ x|safe }}", {"x": value})
    assert caught.value.place == "treść, akapit 2"
    assert caught.value.reason.startswith("{{ x|safe }} – wartość podana jako gotowy XML")
    assert "|safe" in caught.value.remedy


def test_ready_elements_are_put_where_the_template_says() -> None:
    value = '</w:t><w:br/><w:t xml:space="preserve">'
    assert lines(drop_in("a{{ x|safe }}b", {"x": value})) == ["ok", "a\nb"]


def test_new_paragraphs_and_pages_in_values_are_no_forbidden_characters() -> None:
    assert lines(drop_in("{{ x }}", {"x": docxtpl.Listing("a\ab")})) == ["ok", "a", "b"]
    assert lines(drop_in("{{r x }}", {"x": R("a\fb")}))[-1] == "b"


def test_a_forbidden_character_in_a_property_names_the_property() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("a"))))
    template.init_docx()
    template.core_properties.title = "{{ x }}"
    with pytest.raises(TemplateError) as caught:
        template.render_properties({"x": "a\x0b"})
    assert (caught.value.place, CHARACTER in caught.value.reason) == ("właściwości dokumentu, title", True)


def test_a_finalize_of_the_user_still_sees_every_value() -> None:
    @pass_environment
    def finalize(environment: jinja2.Environment, value: object) -> object:
        return "–" if value is None else value

    template = DocxTemplate(io.BytesIO(word_file(p("{{ x }}{{ y }}"))))
    template.render({"x": None, "y": "a & b"}, jinja2.Environment(finalize=finalize))
    assert [item.text for item in template.paragraphs] == ["–a & b"]


@pytest.mark.parametrize(
    "given",
    [
        {"variable_start_string": "[[", "variable_end_string": "]]"},
        {"block_start_string": "<%", "block_end_string": "%>"},
        {"comment_start_string": "[#", "comment_end_string": "#]"},
    ],
)
def test_an_environment_with_delimiters_of_its_own_is_refused_by_name(given: dict[str, str]) -> None:
    environment = jinja2.Environment(**given)  # type: ignore[arg-type]
    template = DocxTemplate(io.BytesIO(word_file(p("[[ a ]] {{ b }}"))))
    with pytest.raises(TemplateError) as caught:
        template.render({"a": "q"}, environment)
    assert next(iter(given)) in caught.value.reason
    with pytest.raises(TemplateError):
        template.get_undeclared_template_variables(environment)


def test_filters_of_equal_names_in_two_environments_are_not_mixed() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("{{ x|znak }}"))))
    for sign in "ab":
        environment = jinja2.Environment()
        environment.filters["znak"] = lambda x, sign=sign: f"{x}{sign}"
        template.render({"x": "1"}, environment)
        assert [item.text for item in template.paragraphs] == [f"1{sign}"]


def test_tags_kept_raw_bind_no_paragraph_and_stay_comments() -> None:
    body = p("{% raw %}{%p if x %}{# uwaga #}{{p x }}{% endraw %}") + p("{{ x }}")
    template = DocxTemplate(io.BytesIO(word_file(body)))
    template.render({"x": "1"})
    assert [item.text for item in template.paragraphs] == ["{%p if x %}{# uwaga #}{{p x }}", "1"]


@pytest.mark.parametrize("tag", ["{% raw %}{{ x }}", "{{ x }}{% endraw %}"])
def test_half_a_raw_block_is_an_error_with_its_tag(tag: str) -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("ok") + p(tag))))
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        template.render({"x": "1"})
    assert caught.value.docx_context[0] == "treść, akapit 2"  # type: ignore[attr-defined]


@pytest.mark.parametrize("tag", ["{% raw %}{{ x }}{% endraw %}", "{%p raw %}"])
def test_the_native_engine_refuses_raw_with_its_place(tag: str) -> None:
    (found, *_) = compile_template(word_file(p("ok") + p(tag))).faults()
    assert found.place == "treść, akapit 2"
    assert "nie ma znacznika „raw”" in found.reason


def test_raw_in_an_attribute_prints_the_tag_as_typed() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="d" descr="{}"/></wp:inline></w:drawing></w:r>'
    source = word_file(p(drawing.format("{% raw %}{{ x|d(1) }}{% endraw %} {{ x }}")))
    rendered = root_of(compile_template(source).render({"x": 1}))
    assert [item.get("descr") for item in rendered.iter(qn("wp:docPr"))] == ["{{ x|d(1) }} 1"]


class Both:
    """An object with a text and with ready XML."""

    def __init__(self, ready: str) -> None:
        self.ready = ready

    def __html__(self) -> str:
        return self.ready

    def __str__(self) -> str:
        return "tekst & <"


def test_an_object_is_its_text_and_with_autoescape_its_ready_xml_as_in_docxtpl() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("{{ x }}"))))
    for escaped, printed in ((False, "tekst & <"), (True, "gotowe"), (False, "tekst & <")):
        template.render({"x": Both("gotowe")}, autoescape=escaped)
        assert [item.text for item in template.paragraphs] == [printed]
    with pytest.raises(TemplateError) as caught:
        template.render({"x": Both("<b>x</b>")}, autoescape=True)
    assert caught.value.place == "treść, akapit 1"
