"""The template engine against its peers, in one run: python bench/engine.py. Prints a line a ratio; larger is better.

Both sides do once what can be done once: the template is read and compiled before the clock starts.
"""

from __future__ import annotations

import gc
import io
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import jinja2
from docxtpl import DocxTemplate

from schematom_docs.document import compile_template
from schematom_docs.polish.typography import typography_pass

WORDS = (
    "Strony zobowiązują się do realizacji działań przewidzianych w programie aktywności lokalnej, w terminach i na "
    "zasadach określonych w harmonogramie, które stanowią załącznik. "
)


def contract() -> bytes:
    """Return a contract of 9 pages: 120 paragraphs with an expression each, a table of 20 rows made by a loop."""
    document = docx.Document()
    for number in range(120):
        paragraph = document.add_paragraph(WORDS)
        paragraph.add_run(f"{{{{ osoba.pole{number} }}}}").bold = True
        paragraph.add_run(" " + WORDS[:20])
    table = document.add_table(4, 5)
    for at, text in enumerate(("Lp.", "Usługa", "Liczba", "Koszt", "Uwagi")):
        table.cell(0, at).text = text
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for u in uslugi %}", "{%tr endfor %}"
    for at, text in enumerate(("loop.index", "u.nazwa", "u.liczba", "u.koszt", "u.uwagi")):
        table.cell(2, at).text = f"{{{{ {text} }}}}"
    return saved(document)


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


def contract_data() -> dict[str, Any]:
    """Return data for the contract."""
    fields = {f"pole{number}": f"wartość {number} Kowalski & Syn" for number in range(120)}
    services = [
        {"nazwa": f"usługa {n}", "liczba": n + 1, "koszt": f"{n}00,00 zł", "uwagi": "brak uwag"} for n in range(20)
    ]
    return {"osoba": fields, "uslugi": services}


def with_docxtpl(template: DocxTemplate, context: dict[str, Any]) -> bytes:
    """Return docxtpl's document, with values escaped as ours are."""
    template.render(context, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def median(call: Callable[[], object], times: int) -> float:
    """Return the median time of a call in seconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return sorted(spent)[times // 2]


def bare(source: bytes, context: dict[str, Any]) -> Callable[[], bytes]:
    """Return the least a rendering can do: Jinja over the same text with escaping, deflate as ours."""
    xml = zipfile.ZipFile(io.BytesIO(source)).read("word/document.xml").decode("utf-8")
    for mark in ("{%tr for u in uslugi %}", "{%tr endfor %}"):
        at = xml.index(mark)
        start, end = xml.rindex("<w:tr>", 0, at), xml.index("</w:tr>", at) + 7
        xml = xml[:start] + mark.replace("{%tr", "{%") + xml[end:]
    escape = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    template = jinja2.Environment(finalize=lambda value: str(value).translate(escape)).from_string(xml)
    return lambda: zlib.compress(template.render(context).encode("utf-8"), 3)


def report(name: str, ratio: float, note: str) -> None:
    """Print one line of the result."""
    print(f"{name:32} {ratio:8.2f}  {note}", flush=True)


def resident_mb() -> float:
    """Return the largest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def bench_contract() -> None:
    """Contract of nine pages against docxtpl and the bare cost."""
    source, data = contract(), contract_data()
    ours, theirs = compile_template(source), DocxTemplate(io.BytesIO(source))
    least = bare(source, data)
    fast, slow, floor = (
        median(lambda: ours.render(data), 300),
        median(lambda: with_docxtpl(theirs, data), 15),
        median(least, 300),
    )
    report("engine.contract.docxtpl", slow / fast, f"{fast * 1e3:.3f} ms : {slow * 1e3:.1f} ms")
    report("engine.contract.bare", floor / fast, f"{fast * 1e3:.3f} ms : {floor * 1e3:.3f} ms")
    typeset = compile_template(source, text_pass=typography_pass)
    full = median(lambda: typeset.render(data), 300)
    report("engine.contract.typeset", slow / full, f"{full * 1e3:.3f} ms with typography of every value")
    first = median(lambda: compile_template(source).render(data), 7)
    once = median(lambda: with_docxtpl(DocxTemplate(io.BytesIO(source)), data), 7)
    report("engine.first.docxtpl", once / first, f"compile and first render {first * 1e3:.1f} ms : {once * 1e3:.1f} ms")


def bench_rows() -> None:
    """A table of 5,000 rows against docxtpl."""
    source, data = rows(), {"wiersze": [{f"k{at}": f"komórka {n}/{at}" for at in range(4)} for n in range(5000)]}
    ours, theirs = compile_template(source), DocxTemplate(io.BytesIO(source))
    fast, slow = median(lambda: ours.render(data), 7), median(lambda: with_docxtpl(theirs, data), 3)
    report("engine.rows5000.docxtpl", slow / fast, f"{fast * 1e3:.1f} ms : {slow * 1e3:.0f} ms")


def bench_letters() -> None:
    """10,000 letters in one process: growth of resident memory after the first 100, before any peer runs."""
    template, data = compile_template(contract()), contract_data()
    start = 0.0
    for number in range(10_000):
        data["osoba"]["pole0"] = f"adresat {number}"
        template.render(data)
        if number == 100:
            gc.collect()
            start = resident_mb()
    growth = resident_mb() - start
    report("engine.letters10000.memory", 20 / max(growth, 0.1), f"grew {growth:.1f} MB (limit 20)")


if __name__ == "__main__":
    bench_letters()
    bench_contract()
    bench_rows()
