"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DATA_NAMES = ("sprawa.yaml", "sprawa.yml", "sprawa.json")


def json_option(command: Command) -> Command:
    """Add `--json`: machine-readable output on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="Wynik jako JSON, dla programów.")(command)


def key_option(command: Command) -> Command:
    """Add `--for KEY`, repeatable."""
    text = "Tylko dla tej pozycji (klucz z danych sprawy); można podać kilka razy."
    return click.option("--for", "keys", metavar="KLUCZ", multiple=True, help=text)(command)


def output_option(command: Command) -> Command:
    """Add `-o DIR`."""
    text = "Folder wyników (domyślnie output/PILOTAŻ)."
    return click.option("-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help=text)(
        command
    )


def final_option(command: Command) -> Command:
    """Add `--final`: no paper may hold a form that nobody has approved."""
    text = "Wersja do podpisu: odmów, gdy jakaś forma jest niepewna i niezatwierdzona (kod wyjścia 5)."
    return click.option("--final", is_flag=True, help=text)(command)


def data_argument(command: Command) -> Command:
    """Add the argument DATA: a case file, or a folder that holds sprawa.yaml."""
    return click.argument("data", metavar="DANE", type=click.Path(path_type=Path))(command)


def case_file(data: Path) -> Path:
    """Return the case file that `data` names; a folder stands for the sprawa.yaml in it."""
    if data.is_dir():
        return next((data / name for name in DATA_NAMES if (data / name).is_file()), data / DATA_NAMES[0])
    return data
