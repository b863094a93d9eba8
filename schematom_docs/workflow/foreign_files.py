"""Files made elsewhere that case data name for a pack: found beside the case file, read, given their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from schematom_docs.case import CheckedCase
from schematom_docs.case.pack_data import ForeignFile
from schematom_docs.errors import CaseError, Fault, system_reason
from schematom_docs.pack import FOREIGN, Candidate, Recipe
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.relations import COLLECTIONS, records

WHOLE = "wspolne"
"""Key of files of a pack that is about the whole case."""
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file named by the case. candidate: its place in the pack, with the reason when it cannot be read; data: its
    bytes; suffix: „.pdf”, „.jpg”, „.jpeg” or „.png”; note: what it is; place: where the case names it."""

    candidate: Candidate
    data: bytes
    suffix: str
    note: str
    place: str

    @property
    def sha256(self) -> str:
        """Return the digest of what the part is made from: its title and the bytes of the file."""
        return hashlib.sha256(self.candidate.title.encode("utf-8") + b"\0" + self.data).hexdigest()


def foreign_files(case: CheckedCase, recipe: Recipe, subject: str) -> list[FoundFile]:
    """Return the files of one pack in the order of the case; one that cannot be read carries the reason."""
    given = case.case.packs.get(recipe.id, {}).get(subject or WHOLE)
    return [_found(case, recipe, subject, number, item) for number, item in enumerate(given.files if given else ())]


def unreadable(files: list[FoundFile]) -> CaseError | None:
    """Return the error of files that cannot be read, each with its place in the case; None when all can."""
    faults = [Fault(f.place, f.candidate.reason, f.candidate.remedy) for f in files if f.candidate.reason]
    return CaseError("nie wszystkie pliki pakietu da się odczytać", faults=faults) if faults else None


def _found(case: CheckedCase, recipe: Recipe, subject: str, number: int, item: ForeignFile) -> FoundFile:
    place = case.source.place(("pakiety", recipe.id, subject or WHOLE, "zalaczniki", number, "plik"))
    member = next((member for member in recipe.members if member.foreign and member.foreign == item.place), None)
    title = item.title or (member.title if member else "") or f"Załącznik {number + 1}"
    suffix = PurePosixPath(item.file.replace("\\", "/")).suffix.lower()
    data, reason, remedy = b"", "", ""
    try:
        data = _read(case.folder, item.file, suffix)
    except CaseError as error:
        reason, remedy = error.reason, error.remedy
    filling = item.place if member else ""
    candidate = Candidate(FOREIGN, str(number + 1), title, reason, remedy, filling or "", annex=item.annex)
    return FoundFile(candidate, data, suffix, item.note or "", place)


def _read(folder: Path | None, name: str, suffix: str) -> bytes:
    """Return the bytes of a file named from the folder of the case. Raises CaseError without a place."""
    if suffix not in SUFFIXES:
        raise CaseError("pakiet przyjmuje tylko pliki PDF, JPG i PNG.", remedy="Zapisz ten plik jako PDF.")
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).is_absolute() or PureWindowsPath(name).drive:
        raise CaseError(
            "ścieżka pliku nie może zaczynać się od dysku ani od „/”.",
            remedy="Połóż plik obok pliku sprawy i wpisz ścieżkę od jego folderu, np. skany/zaswiadczenie.pdf.",
        )
    if folder is None:
        raise CaseError("dane sprawy nie leżą w pliku, więc nie wiadomo, gdzie szukać załącznika.")
    path = folder / name.replace("\\", "/")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CaseError(
            "nie ma takiego pliku.", remedy="Sprawdź nazwę; ścieżka biegnie od folderu pliku sprawy."
        ) from None
    except OSError as error:
        raise CaseError(
            f"pliku nie można odczytać ({system_reason(error)}).", remedy="Sprawdź prawa dostępu."
        ) from error


def unknown_files(desk: Desk, case: CheckedCase) -> Iterator[Fault]:
    """Yield a fault for each pack, subject or place of `pakiety` in the case that no recipe has."""
    for recipe_id, subjects in case.case.packs.items():
        recipe = desk.recipes.get(recipe_id)
        if recipe is None:
            remedy = f"Pakiety: {', '.join(sorted(desk.recipes))}."
            yield Fault(case.source.place(("pakiety", recipe_id)), f"nie ma pakietu „{recipe_id}”.", remedy)
            continue
        known = list(records(case, COLLECTIONS[recipe.subject])) if recipe.subject else [WHOLE]
        for key, given in subjects.items():
            if key not in known:
                place = case.source.place(("pakiety", recipe_id, key))
                yield Fault(place, f"pakiet „{recipe_id}” nie ma pozycji „{key}”.", f"Są: {', '.join(known)}.")
            for number, item in enumerate(given.files):
                yield from _misplaced(case, recipe, (recipe_id, key), number, item)


def _misplaced(
    case: CheckedCase, recipe: Recipe, where: tuple[str, str], number: int, item: ForeignFile
) -> Iterator[Fault]:
    places = [member.foreign for member in recipe.members if member.foreign]
    path = ("pakiety", *where, "zalaczniki", number)
    if item.place and item.place not in places:
        remedy = f"Miejsca: {', '.join(places)}." if places else "Usuń klucz „miejsce” i podaj „tytul”."
        yield Fault(case.source.place((*path, "miejsce")), f"przepis nie ma miejsca „{item.place}”.", remedy)
    elif not item.place and not item.title:
        yield Fault(case.source.place(path), "załącznik nie ma tytułu.", "Wpisz „tytul” albo „miejsce”.")
