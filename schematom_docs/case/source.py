"""Reading case data and forms: YAML and JSON as plain text scalars, with the line of every value.

A PESEL never loses its leading zero and `NO` never turns into False, because nothing is typed here. Only an empty
value, `~` and `null` mean „no value”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schematom_docs.case.json_source import MalformedDataError, read_json
from schematom_docs.case.yaml_source import read_yaml
from schematom_docs.errors import CaseError, Fault, system_reason

PathKey = str | int
DataPath = tuple[PathKey, ...]
SUFFIXES = (".yaml", ".yml", ".json")


def path_text(path: DataPath) -> str:
    """Return a dotted path as people read it; rows of lists are counted from 1: „kontrakty.k01.koszyk.2.ilosc”."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


@dataclass(frozen=True, slots=True)
class SourceData:
    """One file read. data: dict, list, str or None all the way down; lines: line (from 1) of each path."""

    file: str
    data: object
    lines: Mapping[DataPath, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def place(self, path: DataPath) -> str:
        """Return „sprawa.yaml, wiersz 41, rodziny.r01.nazwisko”; an absent path has the line of its parent.

        Names that approved forms stand under are hidden.
        """
        if not path:
            return self.file
        shown = (path[0], "***", *path[2:]) if path[0] == "odmiany" and len(path) > 1 else path
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        line = self.lines.get(known)
        parts = [self.file] if line is None else [self.file, f"wiersz {line}"]
        return ", ".join([*parts, path_text(shown)])

    def has(self, path: DataPath) -> bool:
        """Tell whether the file has a value at the path."""
        return raw_at(self.data, path) is not None


def raw_at(data: object, path: DataPath) -> object:
    """Return the plain value at a path, None when there is none."""
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def read_source(path: Path, name: str = "") -> SourceData:
    """Return the file read as text scalars. name: how the file is called in messages, otherwise its own name.

    Faults that leave the rest readable (a key given twice) are in `.faults`.
    Raises CaseError when the file is absent, not UTF-8, or not well-formed.
    """
    label = name or path.name
    if path.suffix.lower() not in SUFFIXES:
        raise CaseError("nieznany rodzaj pliku danych", place=label, remedy="Podaj plik .yaml, .yml albo .json.")
    return parse_source(_text(path, label), label, is_json=path.suffix.lower() == ".json")


def parse_source(text: str, label: str, *, is_json: bool = False) -> SourceData:
    """Return text of a data file read. Raises CaseError naming the line when it is not well-formed."""
    text = text.removeprefix("\ufeff")
    try:
        data, lines, twice = read_json(text) if is_json else read_yaml(text)
    except MalformedDataError as fault:
        raise CaseError(fault.reason, place=f"{label}, wiersz {fault.line}", remedy=fault.remedy) from fault
    faults = tuple(
        Fault(
            f"{label}, wiersz {line}, {path_text(path)}",
            f"ten sam klucz podano drugi raz (pierwszy raz w wierszu {lines.get(path, line)}).",
            "Zostaw jeden z nich; wartości drugiego nie biorę pod uwagę.",
        )
        for path, line in twice
    )
    return SourceData(label, data, lines, faults)


def _text(path: Path, label: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CaseError("nie ma takiego pliku", place=label, remedy="Sprawdź ścieżkę i nazwę pliku.") from error
    except UnicodeDecodeError as error:
        raise CaseError(
            f"plik nie jest zapisany w UTF-8 (bajt {error.start + 1})",
            place=label,
            remedy="Zapisz go ponownie z kodowaniem UTF-8 (w Notatniku: Zapisz jako → Kodowanie: UTF-8).",
        ) from error
    except OSError as error:
        raise CaseError(
            f"pliku nie można odczytać ({system_reason(error)})",
            place=label,
            remedy="Sprawdź prawa dostępu i czy plik nie jest otwarty w innym programie.",
        ) from error
