"""Series of numbers: unique, without gaps, given only inside a release; a void number stays in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max

from schematom_docs.errors import RegistryError, StaleNumberError
from schematom_docs.records import Expected, GivenNumber, PackKey, ReleaseOrder, StoredPart
from schematom_docs.registry.codes import pack_code
from schematom_docs.registry.models import Document, Number, Pack, Version, Workspace

EXPECT_ANEW = "Odczytaj numery jeszcze raz i powtórz wydanie."


def pack_series(key: PackKey, year: int) -> str:
    """Return the series of packs of a recipe in a year."""
    return f"pakiety/{key.recipe_id}/{year}"


def next_number(db: str, series: str) -> int:
    """Return the number that the next one in a series would get, from 1."""
    last = Number.objects.using(db).filter(series=series).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def pack_of(db: str, key: PackKey) -> Pack | None:
    """Return the row of a pack, None when it was never released."""
    found = Pack.objects.using(db).filter(pilot=key.pilot, recipe_id=key.recipe_id, subject=key.subject)
    return found.first()


def expected(db: str, key: PackKey, year: int, series: Sequence[str]) -> Expected:
    """Return what a release made now would get."""
    numbers = {each: next_number(db, each) for each in series}
    pack = pack_of(db, key)
    if pack:
        last = pack.versions.aggregate(last=Max("number"))["last"] or 0
        return Expected(key, pack.series, pack.number, pack.code, last + 1, numbers)
    line = pack_series(key, year)
    number = next_number(db, line)
    workspace = Workspace.objects.using(db).get().identity
    code = pack_code(workspace, line, number, lambda code: Pack.objects.using(db).filter(code=code).exists())
    return Expected(key, line, number, code, 1, numbers)


def new_numbers(db: str, pack: Pack | None, order: ReleaseOrder) -> list[tuple[str, int, str]]:
    """Return (series, number, label) of the numbers that a release gives to documents, in order of the parts.

    A part keeps a number that its pack holds in force. Raises StaleNumberError when the next numbers are not those the
    order expects, RegistryError when a numbered part has no label.
    """
    given: list[tuple[str, int, str]] = []
    following: dict[str, int] = {}
    for part in order.parts:
        if not part.series or (pack and _held(db, pack, part)):
            continue
        if not part.number:
            raise RegistryError(f"dokument „{part.type_id}” ma dostać numer, a wydrukowano go bez numeru")
        if part.series not in following:
            following[part.series] = _agreed(db, order.expected, part.series)
        given.append((part.series, following[part.series], part.number))
        following[part.series] += 1
    return given


def give(version: Version, numbers: Iterable[tuple[str, int, str]]) -> None:
    """Write the numbers as given with a version. Raises RegistryError when a label was given before."""
    db = str(version._state.db)
    for series, number, label in numbers:
        if Number.objects.using(db).filter(series=series, label=label).exists():
            raise RegistryError(
                f"numer „{label}” jest już nadany w serii „{series}”", remedy="Popraw wzór numeru w formularzu."
            )
        Number.objects.using(db).create(series=series, number=number, label=label, version=version)


def void_numbers(version: Version, reason: str, kept: Iterable[tuple[str, str]] = ()) -> None:
    """Mark numbers of the documents of a version as void, except the (series, label) that a later version keeps."""
    own = set(version.documents.exclude(series="").values_list("series", "number"))
    for series, label in own - set(kept):
        Number.objects.using(version._state.db).filter(series=series, label=label, void="").update(void=reason)


def given_numbers(db: str, series: str) -> list[GivenNumber]:
    """Return numbers given, void ones too, by series and number."""
    rows = Number.objects.using(db).select_related("version__pack").order_by("series", "number")
    return [
        GivenNumber(row.series, row.number, row.label, row.version.pack.code, row.version.number, row.void)
        for row in (rows.filter(series=series) if series else rows)
    ]


def gaps(db: str) -> list[str]:
    """Return Polish sentences on series whose numbers do not run 1, 2, 3…"""
    by_series: dict[str, list[int]] = {}
    for series, number in Number.objects.using(db).order_by("series", "number").values_list("series", "number"):
        by_series.setdefault(series, []).append(number)
    return [
        f"Numery: w serii „{series}” brakuje {', '.join(str(each) for each in missing)}."
        for series, numbers in by_series.items()
        if (missing := sorted(set(range(1, numbers[-1] + 1)) - set(numbers)))
    ]


def _held(db: str, pack: Pack, part: StoredPart) -> bool:
    """Return whether the pack holds the number of a part in force: given to the same document of an earlier version."""
    before = Document.objects.using(db).filter(
        version__pack=pack, type_id=part.type_id, subject=part.subject, series=part.series, number=part.number
    )
    in_force = Number.objects.using(db).filter(series=part.series, label=part.number, void="")
    return bool(part.number) and before.exists() and in_force.exists()


def _agreed(db: str, wanted: Expected, series: str) -> int:
    """Return the next number of a series. Raises StaleNumberError when it is not the expected one."""
    number = next_number(db, series)
    if wanted.numbers.get(series) != number:
        raise StaleNumberError(f"w serii „{series}” następny numer to już {number}", remedy=EXPECT_ANEW)
    return number
