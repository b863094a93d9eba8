"""Pictures of the handbook, made by the program: python -m tests.handbook.pictures FOLDER."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from schematom_docs.cli.main import run
from schematom_docs.pdf.libreoffice import find_soffice
from tests.conftest import ROOT
from tests.handbook.pages import WriteFile, steps

DOTS_PER_INCH = 62


def make_pictures(target: Path) -> list[Path]:
    """Return the pictures written to a folder. Raises RuntimeError when a command of the program fails."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name) / "biuro"
        _schematom(["init", str(room)])
        os.chdir(room)
        for step in steps(ROOT / "docs" / "podrecznik" / "5-nowe-pismo.md"):
            if isinstance(step, WriteFile):
                Path(step.name).write_text(step.text, encoding="utf-8", newline="\n")
        _schematom(["template", "new", "notatka_sluzbowa", "-o", "templates/pl/notatka_sluzbowa.docx"])
        _schematom(["generate", "notatka_sluzbowa", "proba.yaml", "--pdf", "-o", "out"])
        _schematom(["generate", "list_intencyjny", "examples/kielce-1", "--for", "l01", "--pdf", "-o", "out"])
        _schematom(["pack", "instytucji", "examples/kielce-1", "--for", "pup", "-o", "out"])
        _schematom(["form", "xlsx", "list_intencyjny", "--data", "examples/kielce-1", "-o", "out/arkusz.xlsx"])
        _workbook_to_pdf(Path("out"))
        pack = next(path for path in sorted(Path("out").glob("*.pdf")) if "instytucji" in path.name)
        shown = {
            "podrecznik-list": (Path("out/list_intencyjny-l01.pdf"), 1),
            "podrecznik-notatka": (Path("out/notatka_sluzbowa-n1.pdf"), 1),
            "podrecznik-spis": (pack, 2),
            "podrecznik-arkusz": (Path("out/arkusz.pdf"), 1),
        }
        return [_picture(pdf, page, target / name) for name, (pdf, page) in shown.items()]


def _schematom(arguments: Sequence[str]) -> None:
    code = run(list(arguments))
    if code:
        raise RuntimeError(f"schematom {' '.join(arguments)}: {code}")


def _workbook_to_pdf(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profil').resolve().as_uri()}"
    command = [str(find_soffice()), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "arkusz.xlsx")], check=True, timeout=120, capture_output=True)


def _picture(pdf: Path, page: int, target: Path) -> Path:
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-f", str(page), "-singlefile", str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target.with_suffix(".png")


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    for picture in make_pictures(folder):
        print(picture.relative_to(ROOT))
