"""Keys of a recipe file read one by one: texts, yes and no, numbers, lists of types; faults are noted, not raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from schematom_docs.errors import Fault
from schematom_docs.pack.yaml_text import Path, Text, TextFile, unknown_keys

YES_NO = {"tak": True, "nie": False}
BYTES_PER_MB = 1_000_000


class Reading:
    """One recipe file being read, with what is wrong in it."""

    def __init__(self, file: TextFile) -> None:
        self.file = file

    def fault(self, path: Path, reason: str, remedy: str) -> None:
        """Note a fault at a path of the file."""
        self.file.faults.append(Fault(self.file.place(path), reason, remedy))

    def rows(self, listed: Text | None, path: Path, keys: Sequence[str]) -> Iterator[tuple[Mapping[str, Text], Path]]:
        """Yield each row of an optional list of mappings with its path; unknown keys are faults."""
        if listed is None:
            return
        if not isinstance(listed, list):
            self.fault(path, "To musi być lista.", "Zacznij każdą pozycję od kreski.")
            return
        for number, row in enumerate(listed):
            place = (*path, number)
            if not isinstance(row, dict):
                self.fault(place, "Pozycja musi być zbiorem kluczy i wartości.", f"Klucze: {', '.join(keys)}.")
                continue
            self.file.faults += unknown_keys(self.file, row, keys, place)
            yield row, place

    def text(self, value: Mapping[str, Text], key: str, path: Path = (), *, required: bool = False) -> str:
        """Return a plain text, "" when there is none."""
        text = value.get(key, "")
        if not isinstance(text, str):
            self.fault((*path, key), f"Klucz „{key}” musi mieć zwykły tekst.", "Wpisz jedną wartość.")
            return ""
        if required and not text.strip():
            self.fault((*path, key), f"Brakuje wartości klucza „{key}”.", "Uzupełnij ją.")
        return text.strip()

    def texts(self, value: Mapping[str, Text], key: str, path: Path = ()) -> tuple[str, ...]:
        """Return a list of plain texts, () when there is none."""
        listed = value.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
            self.fault((*path, key), f"Klucz „{key}” musi mieć listę nazw.", "Na przykład: [kontrakt_rodzinny]")
            return ()
        return tuple(str(item) for item in listed)

    def yes_no(self, value: Mapping[str, Text], path: Path, key: str, *, default: bool) -> bool:
        """Return a yes or no."""
        said = value.get(key)
        if said is None:
            return default
        if isinstance(said, str) and said in YES_NO:
            return YES_NO[said]
        self.fault((*path, key), f"Klucz „{key}” przyjmuje wartości tak albo nie.", "Wpisz: tak albo nie.")
        return default

    def megabytes(self, value: Mapping[str, Text], key: str) -> int:
        """Return a size in bytes written as megabytes („3.5” or „3,5”), 0 when there is none."""
        said = value.get(key)
        if said is None:
            return 0
        try:
            size = Decimal(said.replace(",", ".")) if isinstance(said, str) else Decimal(0)
        except InvalidOperation:
            size = Decimal(0)
        if not size.is_finite() or size <= 0:
            self.fault((key,), f"Klucz „{key}” musi mieć liczbę megabajtów.", "Na przykład: 3.5")
            return 0
        return int(size * BYTES_PER_MB)
