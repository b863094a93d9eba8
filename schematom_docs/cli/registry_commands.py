"""registry: whether the registry of the workspace is whole, and which numbers were given."""

from __future__ import annotations

from pathlib import Path

import click

from schematom_docs.cli.options import json_option
from schematom_docs.cli.polish_click import PolishGroup
from schematom_docs.cli.report import print_json, print_table
from schematom_docs.errors import Fault, VerificationError
from schematom_docs.settings import load_settings

IN_FORCE = "obowiązuje"


@click.group("registry", cls=PolishGroup, no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def registry(ctx: click.Context) -> None:
    """Rejestr wydań obszaru roboczego: czy jest cały i jakie numery nadano."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@registry.command("check")
@click.option("--usun", "remove", is_flag=True, help="Usuń pliki, które zostały po przerwanym wydaniu.")
@json_option
def check(remove: bool, as_json: bool) -> None:
    """Sprawdź dziennik, numery, pliki i kody stron; kod wyjścia 8, gdy coś jest naruszone."""
    from schematom_docs.wiring import open_registry_of

    opened = open_registry_of(load_settings(Path.cwd()))
    found = opened.damage()
    left = opened.remove_orphans() if remove else opened.orphans()
    if found:
        faults = [Fault("", sentence) for sentence in found]
        raise VerificationError(
            "rejestr jest naruszony", place="rejestr", remedy="Odtwórz go z kopii zapasowej.", faults=faults
        )
    if as_json:
        names = [path.name for path in left]
        entries = len(opened.events())
        print_json({"caly": True, "wpisy": entries, "uwagi": opened.remarks(), "po_przerwanych": names})
        return
    click.echo(f"Rejestr jest cały; wpisów w dzienniku: {len(opened.events())}.")
    for remark in opened.remarks():
        click.echo(f"Uwaga: {remark}")
    if left:
        done = "usunięto" if remove else "usunie je opcja --usun"
        click.echo(f"Pliki po przerwanych wydaniach: {len(left)} ({done}).")


@registry.command("numbers")
@click.argument("series", metavar="[SERIA]", required=False, default="")
@json_option
def numbers(series: str, as_json: bool) -> None:
    """Wypisz nadane numery, także nieważne, z powodem; SERIA to np. pakiety/rodzinny/2026."""
    from schematom_docs.wiring import open_registry_of

    given = open_registry_of(load_settings(Path.cwd())).numbers(series)
    if as_json:
        print_json(
            {
                "numery": [
                    {
                        "seria": each.series,
                        "numer": each.number,
                        "oznaczenie": each.label,
                        "kod": each.code,
                        "wersja": each.version,
                        "niewazny": each.void,
                    }
                    for each in given
                ]
            }
        )
    elif not given:
        click.echo("Nie nadano żadnego numeru.")
    else:
        rows = [
            (each.series, str(each.number or "–"), each.label, each.code, str(each.version), each.void or IN_FORCE)
            for each in given
        ]
        print_table(("Seria", "Numer", "Oznaczenie", "Kod pakietu", "Wersja", "Stan"), rows)
