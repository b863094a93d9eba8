"""The command `schematom`: the group of commands and the one place where errors become text and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from schematom_docs import __version__
from schematom_docs.cli import (
    annex_command,
    board_commands,
    changes_command,
    data_commands,
    demo_command,
    form_commands,
    form_definition_commands,
    form_group,
    form_pdf_commands,
    import_command,
    language_commands,
    pack_commands,
    paper_commands,
    registry_commands,
    release_commands,
    scan_command,
    template_commands,
    verify_command,
    workspace_commands,
)
from schematom_docs.cli.polish_click import PolishGroup, polish_usage_errors
from schematom_docs.cli.report import error_record, print_error, print_json
from schematom_docs.errors import SchematomError

INTERRUPTED = 130
UNEXPECTED = 1


@click.group(cls=PolishGroup, no_args_is_help=False, invoke_without_command=True)
@click.option("--wersja", "show_version", is_flag=True, help="Pokaż wersję programu i zakończ.")
@click.pass_context
def schematom(ctx: click.Context, show_version: bool) -> None:
    """Polskie dokumenty projektów społecznych: z danych sprawy do kompletnego pakietu pism."""
    if show_version:
        click.echo(__version__)
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


_FORM_COMMANDS = (form_commands, form_definition_commands, form_pdf_commands)  # they join the group „form”

for _command in (
    workspace_commands.init,
    workspace_commands.types,
    workspace_commands.new,
    data_commands.check,
    paper_commands.generate,
    paper_commands.bulk,
    pack_commands.pack,
    board_commands.board,
    registry_commands.registry,
    release_commands.release,
    release_commands.supersede,
    release_commands.withdraw,
    release_commands.fetch,
    changes_command.stan,
    scan_command.scan_papers,
    annex_command.annex,
    template_commands.template,
    form_group.form,
    import_command.import_table,
    data_commands.inflect_phrase,
    language_commands.names,
    language_commands.proofread,
    verify_command.verify,
    demo_command.demo,
):
    schematom.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code (see schematom_docs.errors)."""
    try:
        with polish_usage_errors():
            code = schematom.main(args=list(arguments), prog_name="schematom", standalone_mode=False)
    except SchematomError as error:
        if "--json" in arguments:
            print_json(error_record(error))
        else:
            print_error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Przerwano.", err=True)
        return INTERRUPTED
    return code if isinstance(code, int) else 0  # click hands back the code of ctx.exit() and of Exit


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(run(sys.argv[1:]))
    except Exception as error:  # a fault of the program itself: no case may end in a page of Python
        if os.environ.get("SCHEMATOM_DEBUG"):
            raise
        kind = type(error).__name__
        click.echo(f"Błąd programu ({kind}). Nic nie zapisano. Zgłoś go; szczegóły: SCHEMATOM_DEBUG=1.", err=True)
        sys.exit(UNEXPECTED)
