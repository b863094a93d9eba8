"""The built wheel brings templates, forms and examples along and works in a folder of its own."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

LIMIT = 180


def call(*command: str, cwd: Path) -> str:
    """Run a program in a clean environment and return what it prints."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Python of a new virtual environment with the wheel; it borrows the dependencies of the running one."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist"), cwd=ROOT)
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    packages = next((folder / "env").rglob("site-packages"))
    wheel = next((folder / "dist").glob("*.whl"))
    call(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(packages), str(wheel), cwd=folder)
    borrowed = [path for path in site.getsitepackages() if path != str(packages)]
    (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return programs / ("python.exe" if os.name == "nt" else "python")


def test_wheel_makes_a_workspace_and_generates_from_it(installed: Path, tmp_path: Path) -> None:
    where = "import schematom_docs; print(schematom_docs.__file__)"
    assert str(installed.parent.parent) in call(str(installed), "-c", where, cwd=tmp_path)
    call(str(installed), "-m", "schematom_docs", "init", "biuro", cwd=tmp_path)
    for part in ("templates/pl/kontrakt_rodzinny.docx", "forms/kontrakt_rodzinny.yaml", "forms/packs/rodzinny.yaml"):
        assert (tmp_path / "biuro" / part).is_file()
    call(str(installed), "-m", "schematom_docs", "generate", "porozumienie", "examples/turek", cwd=tmp_path / "biuro")
    assert list((tmp_path / "biuro" / "output" / "turek").glob("porozumienie-*.docx"))


def test_wheel_lists_types_without_a_workspace(installed: Path, tmp_path: Path) -> None:
    assert "kontrakt_rodzinny" in call(str(installed), "-m", "schematom_docs", "types", cwd=tmp_path)
