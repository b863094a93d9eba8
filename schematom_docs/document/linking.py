"""Join a program with the filters and functions it calls: from plain compiled data to a template that runs."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.runtime import Context

from schematom_docs.document.compiling import Options
from schematom_docs.document.docxtpl_values import adopted
from schematom_docs.document.operations import FUEL, FUEL_NAME, STATE_NAME, concat
from schematom_docs.document.output import Writers
from schematom_docs.document.program import Program
from schematom_docs.document.sandbox import PlainSandbox, lookup

Root = Callable[[Context], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Linked:
    """A program ready to run.

    root: the generated function; environment: whose filters it calls; text_pass: typography; names: what generated
    code calls.
    """

    program: Program
    root: Root
    environment: PlainSandbox
    text_pass: Callable[[str], str] | None
    names: Mapping[str, Any]

    def run(self, context: Mapping[str, object], state: Any, root: Root | None = None) -> Iterator[str]:
        """Return the text of all parts for a context, piece by piece. Raises what the data make the tags raise.

        root: the function to run in place of its own.
        """
        names = {**self.environment.globals, **context, FUEL_NAME: [FUEL], STATE_NAME: state}
        return (root or self.root)(self.environment.context_class(self.environment, names, None, {}))


def link(program: Program, options: Options) -> Linked:
    """Return the program joined with the filters of its options."""
    environment = PlainSandbox(options.all_filters(), strict=options.strict)
    writers = Writers(program.tags, options.text_pass, adopted, strict=options.strict)

    def get(obj: Any, name: str) -> Any:
        return obj[name] if type(obj) is dict and name in obj else lookup(environment, obj, name)

    names: dict[str, Any] = {**writers.table(), "_get": get, "_concat": concat, "environment": environment}
    run = dict(names)
    exec(marshal.loads(program.code), run)
    return Linked(program, run["root"], environment, options.text_pass, names)
