"""Options that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from schematom_docs.errors import UsageError

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


def actor_option(command: Command) -> Command:
    """Add `--kto OSOBA`: who does what the registry writes down; else SCHEMATOM_OSOBA, else the login name."""
    text = "Kto to robi, do dziennika rejestru (domyślnie zmienna SCHEMATOM_OSOBA, potem nazwa konta)."
    return click.option(
        "--kto", "actor", metavar="OSOBA", envvar="SCHEMATOM_OSOBA", default=login_name, help=text, show_default=False
    )(command)


def login_name() -> str:
    """Return the name of the account. Raises UsageError where the system tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError(
            "system nie podaje nazwy konta", remedy="Podaj osobę opcją --kto albo w zmiennej SCHEMATOM_OSOBA."
        ) from error


def data_argument(command: Command) -> Command:
    """Add the argument DATA: a case file, or a folder that holds sprawa.yaml."""
    return click.argument("data", metavar="DANE", type=click.Path(path_type=Path))(command)


def case_file(data: Path) -> Path:
    """Return the case file that `data` names; a folder stands for the sprawa.yaml in it."""
    if data.is_dir():
        return next((data / name for name in DATA_NAMES if (data / name).is_file()), data / DATA_NAMES[0])
    return data
