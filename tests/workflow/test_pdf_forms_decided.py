"""Filled PDF forms that name an institution of the case: nothing of it changes before somebody decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case.answering import answers_of
from schematom_docs.case.form_fields import fields_of
from schematom_docs.errors import UsageError
from schematom_docs.fields import Answers
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.filled_forms import read_pdf, read_pdfs, take_in
from schematom_docs.workflow.pdf_forms import case_source
from tests.conftest import ROOT


def case_data() -> dict[str, object]:
    """The data of the example."""
    data = case_source(ROOT / "examples" / "stella-2016" / "sprawa.yaml").data
    assert isinstance(data, dict)
    return data


@pytest.fixture
def another(desk: Desk, tmp_path: Path) -> Path:
    """A blank declaration that a firm filled with the NIP of firma1 and its own name."""
    form = desk.form("deklaracja_pracodawcy")
    own = answers_of(case_data(), form, "dp01").by_path | {"deklaracja.pracodawca.nazwa": "Zupełnie Inna Firma"}
    path = tmp_path / "b1.pdf"
    path.write_bytes(make_form(FormFace(form.type_id, form.name), fields_of(form), Answers("", own)))
    return path


def test_a_shared_institution_of_the_case_waits_for_a_decision(desk: Desk, another: Path) -> None:
    read = read_pdf(desk, another, case_data())
    data, (intake,) = take_in([read], case_data())
    assert data == case_data()
    name = next(line for line in intake.lines if line.label == "Pracodawca – pełna nazwa")
    assert (name.state, name.new) == ("zmiana", "Zupełnie Inna Firma")
    assert "ten sam NIP i KRS, a inna nazwa" in intake.open[0].reason
    users = ("deklaracje_pracodawcow.dp01", "dokumenty.porozumienie_partnerskie, ")
    assert all(user in intake.open[0].reason for user in users)
    kept, (settled,) = take_in([read], case_data(), {"b1.pdf": "firma1"})
    assert kept["instytucje"] == case_data()["instytucje"]
    assert (settled.key, settled.open) == ("dp04", ())
    changed, _ = take_in([read], case_data(), {"b1.pdf": "zmień"})
    assert changed["instytucje"]["firma1"]["nazwa"] == "Zupełnie Inna Firma"  # type: ignore[index]  # plain data


def test_a_decision_for_another_file_or_of_no_meaning_is_refused(desk: Desk, another: Path) -> None:
    read = read_pdf(desk, another, case_data())
    for decisions in ({"b2.pdf": "firma1"}, {"b1.pdf": "firma9"}):
        with pytest.raises(UsageError, match="--decide"):
            take_in([read], case_data(), decisions)


def test_the_same_new_form_twice_is_an_error(desk: Desk, another: Path) -> None:
    second = another.with_name("kopia.pdf")
    second.write_bytes(another.read_bytes())
    _, faults = read_pdfs(desk, [another, second], case_data())
    assert [(fault.place, fault.reason) for fault in faults] == [
        ("kopia.pdf", "plik ma te same odpowiedzi co „b1.pdf”")
    ]
