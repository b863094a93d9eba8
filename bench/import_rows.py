"""`python -m bench.import_rows N`: rows a second and peak memory (MB) of one preview of a list of N people."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from bench.letters import peak_mb
from schematom_docs.case.source import read_source
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.importing import preview_import

HEADERS = ("Lp.", "Rodzina", "Nazwisko i imię", "PESEL", "Data urodzenia", "Rola w rodzinie", "Gmina", "Ulica",
           "Numer domu i lokalu", "Kod pocztowy", "Miejscowość", "Telefon")  # fmt: skip
SURNAMES = ("Nowak", "Wójcik", "Zając", "Gołąb", "Kowal", "Mazur", "Sikora", "Żak", "Dąb", "Łoś")
WOMEN, MEN = ("Anna", "Maria", "Ewa", "Zofia", "Łucja"), ("Jan", "Piotr", "Adam", "Paweł", "Józef")
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
MEMBERS = 5


def main(count: int) -> None:
    """Make the list, preview it against a pilot and print the two figures."""
    root = Path(__file__).resolve().parents[1]
    desk = open_desk(load_settings(root, {}))
    source = read_source(root / "examples" / "poznan-2" / "sprawa.yaml")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lista.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Lista")
        sheet.append(list(HEADERS))
        for number in range(count):
            sheet.append(person(number))
        book.save(path)
        start = time.perf_counter()
        preview = preview_import(desk, path, source)
        taken = time.perf_counter() - start
    if preview.count("nowy") != count:
        raise SystemExit(f"rows taken as new: {preview.count('nowy')} of {count}")
    print(count / taken, peak_mb())


def person(number: int) -> list[object]:
    """Return one made-up row: five members a family, children from the third on, a PESEL of each."""
    family, member = divmod(number, MEMBERS)
    surname = f"{SURNAMES[family % 10]}-{SURNAMES[family // 10 % 10]}"
    born = date(1970 if member < 2 else 1998, 1, 1) + timedelta(days=family * 2 + member)
    woman = member % 2 == 0
    first = (WOMEN if woman else MEN)[family % 5]
    role = "dziecko" if member > 1 else "matka" if woman else "ojciec"
    serial = f"{family % 1000:03d}{(family // 1000 * 2 + (0 if woman else 1)) % 10}"
    month = born.month + (20 if born.year >= 2000 else 0)
    body = f"{born:%y}{month:02d}{born:%d}{serial}"
    check = (10 - sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 10) % 10
    return [number + 1, f"{surname} {family}", f"{surname} {first}", f"{body}{check}", born, role, "Swarzędz",
            "Przykładowa", f"{family}", "62-020", "Swarzędz", "600 100 200"]  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
