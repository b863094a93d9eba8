"""Series of numbers: unique, without gaps, given only inside a release; a void number stays in its place."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from schematom_docs.errors import RegistryError, StaleNumberError
from schematom_docs.records import SUPERSEDED, WITHDRAWN, Expected, GivenNumber, PackKey, ReleaseOrder, StoredPart
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


def take_numbers(version: Version, order: ReleaseOrder) -> None:
    """Give or enter the numbers of the documents of a version.

    First the numbers typed in the case are entered as taken, also of papers not released yet, then each part takes the
    next one. A part whose paper holds its number keeps it. Raises StaleNumberError when a part does not bear the next
    number, RegistryError when a number belongs to another paper or a numbered part has no label.
    """
    db = str(version._state.db)
    pilot = order.expected.key.pilot
    for part in (*order.typed, *(part for part in order.parts if part.series and part.typed)):
        _enter(db, pilot, part)
    for part in order.parts:
        if not part.series:
            continue
        if not part.number:
            raise RegistryError(f"dokument „{part.type_id}” ma dostać numer, a wydrukowano go bez numeru")
        row = _row(db, part)
        if row is None:
            row = _next(db, pilot, part)
        elif row.holder != _holder(pilot, part):
            raise _clash(row, part)
        if row.version_id is None:
            row.version = version
        row.void = ""
        row.save(using=db)


def give_pack_number(version: Version, order: ReleaseOrder) -> None:
    """Write the number of a pack as given with its first version; a void one is in force again."""
    db, wanted = str(version._state.db), order.expected
    rows = Number.objects.using(db).filter(series=wanted.series, number=wanted.number)
    if not rows.update(void=""):
        if Number.objects.using(db).filter(series=wanted.series, label=order.label).exists():
            raise RegistryError(f"numer „{order.label}” jest już nadany w serii „{wanted.series}”")
        Number.objects.using(db).create(
            series=wanted.series, number=wanted.number, label=order.label, version=version, holder=""
        )


def void_numbers(version: Version, reason: str) -> None:
    """Mark numbers of the documents of a version as void, except those that another version in force carries."""
    db = str(version._state.db)
    in_force = Document.objects.using(db).exclude(series="").exclude(version__state__in=(WITHDRAWN, SUPERSEDED))
    carried = set(in_force.exclude(version=version).values_list("series", "number"))
    for series, label in set(version.documents.exclude(series="").values_list("series", "number")) - carried:
        Number.objects.using(db).filter(series=series, label=label, void="").update(void=reason)


def given_numbers(db: str, series: str) -> list[GivenNumber]:
    """Return numbers given, typed and void ones too, by series and number."""
    rows = Number.objects.using(db).select_related("version__pack").order_by("series", "number", "label")
    return [_given(row) for row in (rows.filter(series=series) if series else rows)]


def _given(row: Number) -> GivenNumber:
    code, version = (row.version.pack.code, row.version.number) if row.version else ("", 0)
    return GivenNumber(row.series, row.number or 0, row.label, code, version, row.void)


def gaps(db: str) -> list[str]:
    """Return Polish sentences on series where numbers that a release gave do not run one after another.

    Packs are numbered from 1; a series of documents begins where its first number is, typed or given.
    """
    return [*_sentences(db, typed=False), *_lost(db)]


def typed_gaps(db: str) -> list[str]:
    """Return Polish sentences on what numbers typed in the case leave out before them: no damage, somebody chose so or
    the papers between are not released yet."""
    return _sentences(db, typed=True)


def _sentences(db: str, *, typed: bool) -> list[str]:
    by_series: dict[str, list[Number]] = {}
    for row in Number.objects.using(db).exclude(number=None).order_by("series", "number"):
        by_series.setdefault(row.series, []).append(row)
    return [sentence for series, rows in by_series.items() for sentence in _gaps(series, rows, typed=typed)]


def _lost(db: str) -> list[str]:
    """Return sentences on numbers that released documents bear and the list of numbers does not hold."""
    known = set(Number.objects.using(db).values_list("series", "label"))
    borne = Document.objects.using(db).exclude(series="").order_by("series", "position", "number")
    lost = dict.fromkeys(
        (row.series, row.number, row.position) for row in borne if (row.series, row.number) not in known
    )
    return [f"Numery: w serii „{series}” brakuje {place or label} ({label})." for series, label, place in lost]


def _gaps(series: str, rows: Sequence[Number], *, typed: bool) -> list[str]:
    start = 0 if not rows[0].holder else (rows[0].number or 1) - 1
    found = []
    for row in rows:
        missing = range(start + 1, row.number or 0)
        if missing and row.typed == typed:
            why = f", bo numer „{row.label}” wpisano w sprawie ręcznie" if row.typed else ""
            found.append(f"Numery: w serii „{series}” brakuje {', '.join(str(each) for each in missing)}{why}.")
        start = row.number or 0
    return found


def _holder(pilot: str, part: StoredPart) -> str:
    """Return under which name a paper holds its number, in whatever pack it is."""
    return f"{pilot}/{part.type_id}/{part.subject}"


def _row(db: str, part: StoredPart) -> Number | None:
    return Number.objects.using(db).filter(series=part.series, label=part.number).first()


def _enter(db: str, pilot: str, part: StoredPart) -> None:
    """Enter a typed number as taken; one that was typed before and never released goes to who bears it now."""
    row, holder = _row(db, part), _holder(pilot, part)
    if row is None and part.position:
        same = Number.objects.using(db).filter(series=part.series, number=part.position).first()
        if same is not None:
            raise _clash(same, part)
    if row is None:
        Number.objects.using(db).create(
            series=part.series, number=part.position or None, label=part.number, holder=holder, typed=True
        )
    elif row.holder != holder and row.version_id is None:
        row.holder = holder
        row.save(using=db)
    elif row.holder != holder:
        raise _clash(row, part)


def _next(db: str, pilot: str, part: StoredPart) -> Number:
    """Return the row of a number given now. Raises StaleNumberError when it is not the next one of its series."""
    number = next_number(db, part.series)
    if part.position != number:
        raise StaleNumberError(f"w serii „{part.series}” następny numer to już {number}", remedy=EXPECT_ANEW)
    return Number(series=part.series, number=number, label=part.number, holder=_holder(pilot, part))


def _clash(row: Number, part: StoredPart) -> RegistryError:
    where = f" (pakiet {row.version.pack.label})" if row.version else ""
    return RegistryError(
        f"numer „{part.number}” w serii „{part.series}” ma już {row.holder or 'pakiet'}{where}",
        place=f"{part.type_id} ({part.subject})" if part.subject else part.type_id,
        remedy="Wpisz inny numer albo usuń go z danych – program nada następny.",
    )
