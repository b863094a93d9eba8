"""Options of the commands of the board: which pack, which rows, which day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from schematom_docs.cli.options import actor_option, json_option
from schematom_docs.records import WAYS

HOW = ("ePUAP", "e-Doręczenia", "osobiście", "poczta", "inaczej")
"""How a paper was sent."""
Command = TypeVar("Command", bound=Callable[..., Any])
_POLISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return a day written 22.11.2026 or 2026-11-22. Raises click.BadParameter in Polish."""
    if value is None:
        return None
    text = value.strip()
    try:
        if read := _POLISH.fullmatch(text):
            return date(int(read[3]), int(read[2]), int(read[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"„{text}” to nie jest dzień, np. 22.11.2026") from error


def read_number(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    """Return a whole number that is not negative. Raises click.BadParameter in Polish."""
    if not re.fullmatch(r"\d{1,6}", value.strip()):
        raise click.BadParameter(f"„{value}” to nie jest liczba")
    return int(value)


def read_numbers(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[int, ...]:
    """Return whole numbers that are not negative. Raises click.BadParameter in Polish."""
    return tuple(read_number(ctx, param, value) for value in values)


def pack_argument(command: Command) -> Command:
    """Add the argument PAKIET (number or code) and `--wersja N`."""
    command = click.option(
        "--wersja",
        "version",
        metavar="N",
        callback=read_number,
        default="0",
        help="Wersja pakietu (domyślnie najnowsza).",
    )(command)
    return click.argument("name", metavar="PAKIET")(command)


def row_options(command: Command) -> Command:
    """Add `--strona`, `--egz` and `--wszystko`: which rows of the board."""
    options = (
        click.option("--strona", "slots", metavar="KLUCZ", multiple=True, help="Strona (klucz); można podać kilka."),
        click.option(
            "--egz", "copies", metavar="N", multiple=True, callback=read_numbers, help="Egzemplarz; 0 to plik PDF."
        ),
        click.option("--wszystko", "everything", is_flag=True, help="Wszystkie egzemplarze i strony."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def day_option(command: Command) -> Command:
    """Add `--dzien DZIEŃ`."""
    return click.option(
        "--dzien", "day", metavar="DZIEŃ", callback=read_day, help="Kiedy, np. 22.11.2026 (domyślnie dziś)."
    )(command)


def reason_option(command: Command) -> Command:
    """Add `--powod TEKST`."""
    text = "Powód; konieczny przy odmowie, cofnięciu i poprawieniu wpisu."
    return click.option("--powod", "--reason", "reason", metavar="TEKST", default="", help=text)(command)


def proof_options(command: Command) -> Command:
    """Add `--dowod PLIK` and `--miejsce TEKST`."""
    proof = click.option(
        "--dowod", "proof", metavar="PLIK", type=click.Path(path_type=Path), help="Skan lub podpisany plik."
    )
    place = click.option("--miejsce", "place", metavar="TEKST", help="Gdzie leży oryginał, np. „teczka 3”.")
    return proof(place(command))


def how_option(command: Command) -> Command:
    """Add `--jak JAK`: how a paper was sent."""
    kind = click.Choice(HOW, case_sensitive=False)
    return click.option("--jak", "how", metavar="JAK", type=kind, help=f"Jak wysłano: {', '.join(HOW)}.")(command)


def way_option(command: Command) -> Command:
    """Add `--sposob SPOSÓB`: paper or the kind of electronic signature."""
    help_text = f"Jak podpisano: {', '.join(WAYS)}."
    return click.option("--sposob", "way", metavar="SPOSÓB", type=click.Choice(WAYS), help=help_text)(command)


@dataclass(frozen=True, slots=True)
class Asked:
    """What every entry of the board is asked with: pack, rows, day, reason, who, JSON."""

    name: str
    version: int
    slots: tuple[str, ...]
    copies: tuple[int, ...]
    everything: bool
    day: date | None
    reason: str
    actor: str
    as_json: bool


def entry_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what every entry of the board has, handed on as one argument `asked`."""

    @wraps(command)
    def run(**values: Any) -> None:
        asked = Asked(**{each.name: values.pop(each.name) for each in fields(Asked)})
        command(asked, **values)

    for option in (json_option, actor_option, reason_option, day_option, row_options, pack_argument):
        run = option(run)
    return run
