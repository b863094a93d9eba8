"""The reading list of docs/papers.md knows every type of the catalogue and shows its page."""

from __future__ import annotations

from schematom_docs.workflow.desk import Desk
from tests.papers.reading_list import BEGIN, END, PAGE, PICTURES


def test_reading_list_shows_every_type_of_the_catalogue_with_its_row_pilots_and_page(desk: Desk) -> None:
    listed = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].splitlines()
    cells = {row.split("`")[1]: [cell.strip() for cell in row.strip("|").split("|")] for row in listed if "`" in row}
    wanted = {form.type_id: form for form in desk.forms.values() if form.catalogue_row}
    assert cells.keys() == wanted.keys()
    for type_id, (row, _, pilots, _, sections, picture) in cells.items():
        assert (row, pilots) == (str(wanted[type_id].catalogue_row), ", ".join(wanted[type_id].pilots)), type_id
        assert ": " in sections and picture == f"![{type_id}](obrazy/pisma/{type_id}.png)"
    assert {path.stem for path in PICTURES.glob("*.png")} == wanted.keys()
