"""Papers with every optional part left out: no heading without text, no table without rows, nothing after a dash."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

from docx import Document

from schematom_docs.case import CheckedCase
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.papers.wording import plain

Example = Callable[[str], CheckedCase]


def without(desk: Desk, case: CheckedCase, type_id: str, key: str, **changes: dict[str, Any]) -> str:
    """Return the text of a paper whose context has other values: name of a mapping = its new values."""
    context: dict[str, Any] = copy.deepcopy(dict(issue(desk, case, type_id, key).context))
    for name, values in changes.items():
        context[name].update(values)
    return plain(desk.template(f"{type_id}.docx").render(context))


def test_schedule_without_dated_duties_says_so_instead_of_an_empty_table(desk: Desk, example: Example) -> None:
    case = example("kielce-1")
    duty = {"strona": "rodzina", "osoba": None, "tresc": "ukończenia kursu", "termin": None, "dowod": None}
    text = without(desk, case, "harmonogram_dzialan", "k01", kontrakt={"zobowiazania": [duty]})
    assert "W Kontrakcie nie zapisano zobowiązań z terminem." in text
    assert "Potwierdzenie" not in text
    assert "Potwierdzenie" in without(desk, case, "harmonogram_dzialan", "k01")


def test_attendance_list_without_people_has_rows_to_write_in_and_counts_nobody(desk: Desk, example: Example) -> None:
    key = next(iter(example("kielce-1").case.answers["lista_obecnosci"].by_subject))
    nobody: dict[str, Any] = {"osoby": [], "zespol": None, "wolne": 0}
    text = without(desk, example("kielce-1"), "lista_obecnosci", key, dokument=nobody)
    assert "\n12.\n" in text
    assert "\n13.\n" not in text
    assert "Na listę wpisano" not in text


def test_plan_without_a_starting_point_begins_with_its_aims(desk: Desk, example: Example) -> None:
    key = next(iter(example("stella-2016").case.answers["plan_indywidualny_kis"].by_subject))
    text = without(
        desk, example("stella-2016"), "plan_indywidualny_kis", key,
        dokument={"kontrakt_socjalny": None, "punkt_wyjscia": None},
    )  # fmt: skip
    assert "Punkt wyjścia" not in text
    assert "Cele" in text


def test_agreement_lists_only_institutions_that_delegate_somebody(desk: Desk, example: Example) -> None:
    case = example("kielce-1")
    context: Any = issue(desk, case, "porozumienie", "p01").context
    rows = [{**row, "pzkw": None, "mgi": None} for row in context["porozumienie"]["delegowani"]]
    some = without(desk, case, "porozumienie", "p01", porozumienie={"delegowani": [{**rows[0], "mgi": 2}, *rows[1:]]})
    assert f"{rows[0]['instytucja']['nazwa']} – do MGI: 2 osoby." in some
    none = without(desk, case, "porozumienie", "p01", porozumienie={"delegowani": rows})
    assert "Strony delegują do prac w zespołach" not in none
    assert "deleguje do prac w PZKW i w MGI co najmniej po jednym przedstawicielu" in none


def test_card_of_advice_without_meetings_has_rows_to_write_in(desk: Desk, example: Example) -> None:
    key = next(iter(example("kielce-1").case.answers["karta_doradztwa"].by_subject))
    text = without(
        desk, example("kielce-1"), "karta_doradztwa", key, dokument={"spotkania": [], "wolnych": None},
    )  # fmt: skip
    assert "\n6.\n" in text
    assert "\n7.\n" not in text


def test_grown_up_members_beyond_two_sign_the_contract_three_in_a_row(desk: Desk, example: Example) -> None:
    context: Any = copy.deepcopy(dict(issue(desk, example("poznan-2"), "kontrakt_rodzinny", "k01").context))
    family = context["dokument"]["podpisy"][0]
    family["osoby"] = [family["osoby"][0]] * 6
    document = Document(io.BytesIO(desk.template("kontrakt_rodzinny.docx").render(context)))
    table = next(table for table in document.tables if "członek Rodziny" in table.cell(0, 0).text)
    signed = [[cell.text.count("członek Rodziny") for cell in row.cells] for row in table.rows]
    assert [row for row in signed if any(row)] == [[1, 0, 0], [1, 0, 0], [1, 1, 1], [1, 0, 0]]
