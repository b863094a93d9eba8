"""DOCX → PDF by LibreOffice: found on the machine, run without a window in its own profile, ended by its own pid."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.errors import ConversionError, MissingProgramError, system_reason
from schematom_docs.pdf.files import open_pdf
from schematom_docs.pdf.graft import is_tagged

PROGRAM_VARIABLE = "SCHEMATOM_SOFFICE"
PDF_START = b"%PDF-"
ZIP_START = b"PK\x03\x04"

# Tagged PDF/A-2b with bookmarks. PDFUACompliance makes LibreOffice write the structure that PDF/UA asks for.
# Comments of reviewers stay in the Word file: as annotations they would lie upon the paper that parties sign.
# Measured on LibreOffice 7.4: versions 2 and 3 differ in the XMP label alone, so a pack may raise the label to A-3.
EXPORT_OPTIONS: Mapping[str, tuple[str, str]] = {
    "SelectPdfVersion": ("long", "2"),
    "PDFUACompliance": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "ExportBookmarksToPDFDestination": ("boolean", "true"),
    "ExportNotes": ("boolean", "false"),
    "UseReferenceXObject": ("boolean", "false"),
    "InitialView": ("long", "0"),
}

# LibreOffice 7.4 keeps what it has opened: one start ended silently after 241 papers. Starts are short beside the work.
FILES_PER_START = 60
# Starts side by side, each with a profile of its own; more than two gain little and take some 300 MB each.
STARTS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Seconds that one start may take: a fixed part for starting and a part for each document."""

    start: float = 90.0
    document: float = 15.0

    def seconds(self, documents: int) -> float:
        """Return the limit in seconds for a start with this many documents."""
        return self.start + self.document * documents


class LibreOfficeConverter:
    """world.Converter by LibreOffice. Each call has a profile of its own, so calls may run side by side."""

    def __init__(self, program: Path | None = None, *, limit: TimeLimit | None = None) -> None:
        """program: path of soffice, None to look for it at the first use; limit: time limit of one start."""
        self._program = program
        self._limit = limit or TimeLimit()

    def convert(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return one PDF for each (name, DOCX bytes), in order; many in one start of LibreOffice.

        Documents that a start leaves behind, because LibreOffice ended in the middle, get one start more.
        Raises ConversionError naming the document that did not come out, MissingProgramError without LibreOffice.
        """
        if not documents:
            return []
        for name, docx in documents:
            if not docx.startswith(ZIP_START):  # LibreOffice would print such bytes as plain text
                reason = "To nie jest plik Worda (.docx)."
                raise ConversionError(reason, place=name, remedy="Zapisz dokument w Wordzie jako .docx.")
        program = find_soffice(self._program)
        starts = -(-len(documents) // FILES_PER_START)
        size = -(-len(documents) // min(len(documents), max(starts, STARTS_AT_ONCE if len(documents) > 8 else 1)))
        batches = [documents[start : start + size] for start in range(0, len(documents), size)]
        with ThreadPoolExecutor(min(STARTS_AT_ONCE, os.cpu_count() or 1)) as pool:
            made = list(pool.map(lambda batch: self._converted(program, batch), batches))
        return [pdf for batch in made for pdf in batch]

    def _converted(self, program: Path, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        outcomes = self._convert_in_one_start(program, documents)
        left = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, ConversionError)]
        if left and len(left) < len(documents):
            again = self._convert_in_one_start(program, [documents[number] for number in left])
            for number, outcome in zip(left, again, strict=True):
                outcomes[number] = outcome
        for outcome in outcomes:
            if isinstance(outcome, ConversionError):
                raise outcome
        return [outcome for outcome in outcomes if isinstance(outcome, bytes)]

    def _convert_in_one_start(
        self, program: Path, documents: Sequence[tuple[str, bytes]]
    ) -> list[bytes | ConversionError]:
        with tempfile.TemporaryDirectory(prefix="schematom-", ignore_cleanup_errors=True) as folder:
            work = Path(folder)
            sources = [f"{number:04d}.docx" for number in range(1, len(documents) + 1)]
            for source, (_, docx) in zip(sources, documents, strict=True):
                (work / source).write_bytes(docx)
            limit = self._limit.seconds(len(documents))
            message, timed_out = _run(_command(program, work / "profile", sources), work, limit)
            names = [name for name, _ in documents]
            return [_collect(work / "pdf", names, place, message, timed_out) for place in range(len(names))]


def find_soffice(preferred: Path | None = None) -> Path:
    """Return path of the LibreOffice program: preferred, then SCHEMATOM_SOFFICE, PATH and the usual places.

    Raises MissingProgramError when none exists; a preferred path that is wrong is an error too, never passed over.
    """
    asked = preferred or (Path(os.environ[PROGRAM_VARIABLE]) if os.environ.get(PROGRAM_VARIABLE) else None)
    if asked is not None:
        if asked.is_file():
            return asked
        raise MissingProgramError(
            f"Nie ma programu LibreOffice pod wskazaną ścieżką ({asked.name}).",
            place=PROGRAM_VARIABLE if preferred is None else "ustawienia",
            remedy="Podaj pełną ścieżkę do pliku soffice albo usuń to ustawienie, a program poszuka go sam.",
        )
    # On Windows soffice.com waits for the end of the work and has a console; soffice.exe returns at once.
    on_path = (shutil.which(name) for name in ("soffice.com", "soffice", "libreoffice"))
    for candidate in (*(Path(found) for found in on_path if found), *usual_places(sys.platform, os.environ)):
        if candidate.is_file():
            return candidate
    raise MissingProgramError(
        "Nie znaleziono programu LibreOffice, który zamienia dokumenty Worda na PDF.",
        remedy=f"Zainstaluj LibreOffice (libreoffice.org) albo wskaż plik soffice w zmiennej {PROGRAM_VARIABLE}.",
    )


def usual_places(platform: str, environment: Mapping[str, str]) -> list[Path]:
    """Return paths where LibreOffice usually stands on platform (a value of sys.platform), best first."""
    if platform == "win32":
        roots = (environment.get(key, "") for key in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"))
        folders = [Path(root) / "LibreOffice" / "program" for root in dict.fromkeys(roots) if root]
        return [folder / name for folder in folders for name in ("soffice.com", "soffice.exe")]
    if platform == "darwin":
        bundle = Path("Applications/LibreOffice.app/Contents/MacOS/soffice")
        return [Path("/") / bundle, Path(environment.get("HOME", "/")) / bundle]
    fixed = [Path("/usr/bin/soffice"), Path("/usr/lib/libreoffice/program/soffice"), Path("/snap/bin/libreoffice")]
    return [*fixed, *sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]


def _command(program: Path, profile: Path, sources: Sequence[str]) -> list[str]:
    options = {key: {"type": kind, "value": value} for key, (kind, value) in EXPORT_OPTIONS.items()}
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        "--infilter=MS Word 2007 XML",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}",
        "--outdir",
        "pdf",
        *sources,
    ]


def _run(command: Sequence[str], folder: Path, limit: float) -> tuple[str, bool]:
    """Return (what the program said, whether the time limit ended it)."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise MissingProgramError(
            f"Nie udało się uruchomić LibreOffice: {system_reason(error)}.",
            remedy="Sprawdź, czy LibreOffice uruchamia się na tym komputerze.",
        ) from error
    try:
        output, _ = process.communicate(timeout=limit)
        return output.decode("utf-8", "replace"), False
    except subprocess.TimeoutExpired:
        return "", True
    finally:
        _end_tree(process)


def _end_tree(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process and its children; they share its process group, or its tree on Windows."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/PID", str(process.pid), "/T", "/F"], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a group that has ended
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def _require_tags(data: bytes, name: str) -> None:
    """Raise MissingProgramError for an untagged PDF: LibreOffice before 7.4 passes over our options in silence."""
    with open_pdf(data, name=name) as pdf:
        if not is_tagged(pdf):
            raise MissingProgramError(
                "LibreOffice utworzył PDF bez znaczników dostępności.",
                place=name,
                remedy="Zainstaluj LibreOffice w wersji 7.4 lub nowszej.",
            )


def _collect(folder: Path, names: Sequence[str], place: int, message: str, timed_out: bool) -> bytes | ConversionError:
    path = folder / f"{place + 1:04d}.pdf"
    data = path.read_bytes() if path.is_file() else b""
    if data.startswith(PDF_START) and b"%%EOF" in data[-1024:]:
        _require_tags(data, names[place])
        return data
    if timed_out:
        reason = "LibreOffice nie skończył zamiany na PDF w wyznaczonym czasie."
        remedy = (
            "Spróbuj jeszcze raz; jeżeli to się powtórzy, otwórz dokument w LibreOffice i sprawdź, co go zatrzymuje."
        )
    else:
        said = " ".join(message.split())[-200:]
        reason = "LibreOffice nie utworzył pliku PDF." + (f" Komunikat programu: {said}" if said else "")
        remedy = "Otwórz ten dokument w LibreOffice i sprawdź, czy plik nie jest uszkodzony."
    return ConversionError(reason, place=names[place], remedy=remedy)
