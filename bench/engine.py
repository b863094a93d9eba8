"""The template engine against its peers. Each side does once what can be done once; all our guarantees are on."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
from docxtpl import DocxTemplate

from bench.contract import contract, contract_data, flat_data, rows
from bench.measure import Result, interleaved, seconds, slower, within
from bench.node_peers import NodePeers
from schematom_docs.document import compile_template
from schematom_docs.polish.typography import typography_pass

ROUNDS = 9
LETTERS = 10_000
LETTERS_LIMIT_MB = 20.0


def results() -> Iterator[Result]:
    """Yield the ratios of the engine."""
    yield letters()
    with tempfile.TemporaryDirectory() as folder:
        yield from one_contract(Path(folder))
    yield from first_render()
    yield from many_rows()


def one_contract(folder: Path) -> Iterator[Result]:
    """The contract of nine pages against docxtpl, docxtemplater, easy-template-x and the bare cost."""
    source, data = contract(), contract_data()
    ours, theirs = compile_template(source), DocxTemplate(io.BytesIO(source))
    typeset = compile_template(source, text_pass=typography_pass)
    least = bare(source, data)
    path = folder / "contract.docx"
    path.write_bytes(contract(braces=True))
    with NodePeers(folder / "node") as peers:
        sides = {
            "ours": lambda: seconds(lambda: ours.render(data), 40),
            "typeset": lambda: seconds(lambda: typeset.render(data), 40),
            "bare": lambda: seconds(least, 40),
            "docxtpl": lambda: seconds(lambda: with_docxtpl(theirs, data), 3),
            "docxtemplater": peers.renderer("docxtemplater", path, flat_data(data), 10),
            "easy-template-x": peers.renderer("easy-template-x", path, flat_data(data), 10),
        }
        interleaved(sides, 2)
        taken = interleaved(sides, ROUNDS)
    for peer in ("docxtpl", "docxtemplater", "easy-template-x", "bare"):
        yield slower(f"engine.contract.{peer}", taken["ours"], taken[peer])
    yield slower("engine.contract.typeset", taken["typeset"], taken["docxtpl"])


def first_render() -> Iterator[Result]:
    """Compile plus first render of the contract; the limit is 1.5 times docxtpl's time."""
    source, data = contract(), contract_data()
    taken = interleaved(
        {
            "ours": lambda: seconds(lambda: compile_template(source).render(data)),
            "docxtpl": lambda: seconds(lambda: with_docxtpl(DocxTemplate(io.BytesIO(source)), data)),
        },
        ROUNDS,
    )
    yield slower("engine.first.docxtpl", taken["ours"], taken["docxtpl"])


def many_rows() -> Iterator[Result]:
    """A table of 5,000 rows: time against docxtpl, memory against the size of the XML written (limit: 3 times)."""
    source, data = rows(), {"wiersze": [{f"k{at}": f"komórka {n}/{at}" for at in range(4)} for n in range(5000)]}
    ours, theirs = compile_template(source), DocxTemplate(io.BytesIO(source))
    sides = {
        "ours": lambda: seconds(lambda: ours.render(data), 3),
        "docxtpl": lambda: seconds(lambda: with_docxtpl(theirs, data)),
    }
    taken = interleaved(sides, 5)
    yield slower("engine.rows5000.docxtpl", taken["ours"], taken["docxtpl"])
    size = len(zipfile.ZipFile(io.BytesIO(ours.render(data))).read("word/document.xml"))
    gc.collect()
    tracemalloc.start()
    ours.render(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield within("engine.rows5000.memory", peak / size, 3.0, "x output")


def letters() -> Result:
    """10,000 letters in a process of its own: growth of resident memory after the first 100."""
    command = [sys.executable, "-m", "bench.letters", str(LETTERS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return within("engine.letters10000.memory", max(float(done.stdout), 0.01), LETTERS_LIMIT_MB, "MB")


def with_docxtpl(template: DocxTemplate, context: dict[str, Any]) -> bytes:
    """Return docxtpl's document, with values escaped as ours are."""
    template.render(context, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def bare(source: bytes, context: dict[str, Any]) -> Callable[[], bytes]:
    """Return the least a rendering can do: Jinja over the same text with escaping, and deflate at our level."""
    xml = zipfile.ZipFile(io.BytesIO(source)).read("word/document.xml").decode("utf-8")
    for mark in ("{%tr for u in uslugi %}", "{%tr endfor %}"):
        at = xml.index(mark)
        start, end = xml.rindex("<w:tr>", 0, at), xml.index("</w:tr>", at) + len("</w:tr>")
        xml = xml[:start] + mark.replace("{%tr", "{%") + xml[end:]
    escape = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    template = jinja2.Environment(finalize=lambda value: str(value).translate(escape)).from_string(xml)
    return lambda: zlib.compress(template.render(context).encode("utf-8"), 3)
