"""click in Polish: help pages, usage errors and the text of wrong arguments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from schematom_docs.errors import UsageError


class PolishCommand(click.Command):
    """A command whose help page is in Polish."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Użycie: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return ["[OPCJE]" if piece == "[OPTIONS]" else piece for piece in pieces]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _polish_help(super().get_help_option(ctx))


class PolishGroup(click.Group):
    """A group of commands whose help page is in Polish."""

    command_class = PolishCommand
    group_class = type

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPCJE] POLECENIE [ARGUMENTY]…", prefix="Użycie: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=90)) for name, command in commands if command]
        if rows:
            with formatter.section("Polecenia"):
                formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _polish_help(super().get_help_option(ctx))


def _polish_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Pokaż tę pomoc i zakończ."
    return option


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = [each for each in command.get_params(ctx) if isinstance(each, click.Option)]
    rows = [record for option in options if (record := option.get_help_record(ctx)) is not None]
    if rows:
        with formatter.section("Opcje"):
            formatter.write_dl([(names, text.replace("[required]", "[wymagane]")) for names, text in rows])


@contextmanager
def polish_usage_errors() -> Iterator[None]:
    """Turn click's usage errors into UsageError with a Polish text."""
    try:
        yield
    except click.UsageError as error:
        help_path = error.ctx.command_path if error.ctx else "schematom"
        raise UsageError(_reason(error), remedy=f"Pomoc: {help_path} --help") from error


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"brak argumentu {_parameter(error)}"
    if isinstance(error, click.NoSuchOption):
        hint = f"; czy chodzi o {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"nie ma opcji {error.option_name}{hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"opcja {error.option_name} jest użyta niewłaściwie (brak wartości albo wartość zbędna)"
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        value = error.message.partition(" is not one of ")[0].strip("'\"")
        allowed = ", ".join(str(each) for each in error.param.type.choices)
        return f"nieznana wartość „{value}” opcji {_parameter(error)}; dozwolone: {allowed}"
    if isinstance(error, click.BadParameter):
        return f"wartość argumentu {_parameter(error)} jest niewłaściwa: {error.message}"
    if "such command" in error.message:
        return f"nie ma takiego polecenia: {error.message.split(chr(39))[1]}"
    if "unexpected extra argument" in error.message:
        return f"zbędne argumenty: {error.message.rpartition('(')[2].rstrip(')')}"
    return error.message


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return (
        error.param.make_metavar(error.ctx)
        if isinstance(error.param, click.Argument) and error.ctx
        else "/".join(error.param.opts)
    )
