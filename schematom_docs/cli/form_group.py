"""The group `form`: the faces of a form; its commands stand in form_*_commands.py."""

from __future__ import annotations

import click

from schematom_docs.cli.polish_click import PolishGroup


@click.group("form", cls=PolishGroup, no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def form(ctx: click.Context) -> None:
    """Formularze: te same pytania w arkuszu, w PDF do wypełnienia i z powrotem w danych sprawy."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
