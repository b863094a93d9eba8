"""Rules on the family programme: it details the version of the local programme that was in force on its day."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.case_model import Case
from schematom_docs.case.project import Product
from schematom_docs.case.source import DataPath
from schematom_docs.case.validation import Finding
from schematom_docs.polish.dates import date_text


def programmes_detail_the_version_in_force(case: Case) -> Iterator[Finding]:
    """A family programme names the version of the local programme that was the current one on the programme's day."""
    product = case.project.local_programme
    if product is None or not product.versions:
        return
    for key, contract in case.contracts.items():
        programme = contract.programme
        if programme is None or (programme.date is None and programme.local_programme is None):
            continue
        path: DataPath = ("kontrakty", key, "program", "lpiw")
        current = product.version_on(programme.date)
        name = product.short_name or product.name
        if current is None:
            reason = f"w dniu programu rodzinnego ({date_text(programme.date)}) nie było jeszcze {name}."
            yield Finding(path, reason, "Popraw datę programu albo projekt.produkty (wersje).")
        elif programme.local_programme is None:
            reason = f"program rodzinny nie mówi, którą wersję {name} uszczegóławia."
            yield Finding(path, reason, f"Wpisz „{current.words}”.", warning=True)
        elif _folded(programme.local_programme) != _folded(current.words):
            written = programme.local_programme
            reason = f"program rodzinny wskazuje „{written}”, a w jego dniu obowiązywała inna wersja {name}."
            yield Finding(path, reason, f"Wpisz „{current.words}”, a program dostosuj do tej wersji.")


def versions_follow(case: Case) -> Iterator[Finding]:
    """Versions of a product are adopted one after another, each with its own number."""
    for index, product in enumerate(case.project.products):
        yield from _in_order(product, ("projekt", "produkty", index, "wersje"))


def _in_order(product: Product, path: DataPath) -> Iterator[Finding]:
    for number, version in enumerate(product.versions):
        earlier = product.versions[:number]
        if any(item.number == version.number for item in earlier):
            yield Finding((*path, number, "numer"), f"wersja {version.number} jest drugi raz.", "Nadaj inny numer.")
        if any(item.date >= version.date for item in earlier):
            reason = f"wersja {version.number} nie jest późniejsza niż poprzednia."
            yield Finding((*path, number, "data"), reason, "Popraw datę albo kolejność wersji.")


def _folded(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())
