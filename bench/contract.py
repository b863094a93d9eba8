"""The contract that all engines fill: nine pages, 145 expressions, a table of 20 rows, in the language of each."""

from __future__ import annotations

import io
from typing import Any

import docx

WORDS = (
    "Strony zobowiązują się do realizacji działań przewidzianych w programie aktywności lokalnej, w terminach i na "
    "zasadach określonych w harmonogramie, które stanowią załącznik. "
)
PARAGRAPHS = 140
ROWS = 20
COLUMNS = ("Lp.", "Usługa", "Liczba", "Koszt", "Uwagi")
JINJA_ROW = ("{{ loop.index }}", "{{ u.nazwa }}", "{{ u.liczba }}", "{{ u.koszt }}", "{{ u.uwagi }}")
BRACE_ROW = ("{#uslugi}{lp}", "{nazwa}", "{liczba}", "{koszt}", "{uwagi}{/uslugi}")


def contract(*, braces: bool = False) -> bytes:
    """Return the template: 140 paragraphs with an expression each and a row of five. braces: tags of the Node peers."""
    document = docx.Document()
    for number in range(PARAGRAPHS):
        paragraph = document.add_paragraph(WORDS[: 135 if number % 2 else 45])
        paragraph.add_run(f"{{pole{number}}}" if braces else f"{{{{ osoba.pole{number} }}}}").bold = True
        paragraph.add_run(" " + WORDS[:20])
    table = document.add_table(2 if braces else 4, len(COLUMNS))
    for at, text in enumerate(COLUMNS):
        table.cell(0, at).text = text
    if not braces:
        table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for u in uslugi %}", "{%tr endfor %}"
    for at, text in enumerate(BRACE_ROW if braces else JINJA_ROW):
        table.cell(1 if braces else 2, at).text = text
    return saved(document)


def contract_data() -> dict[str, Any]:
    """Return data for the contract."""
    fields = {f"pole{number}": f"wartość {number} Kowalski & Syn" for number in range(PARAGRAPHS)}
    services = [
        {"nazwa": f"usługa {n}", "liczba": n + 1, "koszt": f"{n}00,00 zł", "uwagi": "brak uwag"} for n in range(ROWS)
    ]
    return {"osoba": fields, "uslugi": services}


def flat_data(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same data as the Node peers read them: fields at the top, rows with their number."""
    return {**data["osoba"], "uslugi": [{**row, "lp": number} for number, row in enumerate(data["uslugi"], 1)]}


def rows() -> bytes:
    """Return a template whose table has one row a record."""
    document = docx.Document()
    table = document.add_table(3, 4)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for r in wiersze %}", "{%tr endfor %}"
    for at in range(4):
        table.cell(1, at).text = f"{{{{ r.k{at} }}}}"
    return saved(document)


def saved(document: Any) -> bytes:
    """Return the bytes of a python-docx document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
