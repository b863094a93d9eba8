"""A failed rendering once more, to the end: what failed is noted with its tag and prints nothing, the rest goes on.

The generated code is rewritten for this run alone, so a rendering that succeeds pays nothing for it.
"""

from __future__ import annotations

import ast
import functools
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, TracebackType
from typing import Any, Final

from schematom_docs.document.fill_in import FillIn
from schematom_docs.document.linking import Linked
from schematom_docs.document.marks import Tag
from schematom_docs.document.operations import FuelExhaustedError
from schematom_docs.document.output import Writers
from schematom_docs.document.program import CODE_NAME, Program

STOPPING: Final = (FuelExhaustedError, RecursionError, MemoryError)
"""Errors after which a rendering cannot go on."""
_WRITERS: Final = frozenset(Writers({}, None, lambda value: value, strict=True).table())
_VARIABLE: Final = "l_"
_TRY: Final = "try:\n    pass\nexcept Exception as _error:\n    _note(_error)"


class Failures:
    """What failed in one rendering, each kind of error at each tag once, in the order met."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: dict[tuple[object, ...], tuple[Tag, Exception]] = {}

    def append(self, failed: tuple[int, Exception]) -> None:
        """Note an error by the line of its tag in the source."""
        line, error = failed
        self._keep(self._program.tags[line], error)

    def note(self, error: Exception) -> None:
        """Note an error at the tag whose code raised it. Raises it again when the rendering cannot go on."""
        if isinstance(error, STOPPING):
            raise error
        self.last(error)

    def last(self, error: Exception) -> None:
        """Note the error that ended the rendering."""
        self._keep(tag_of(error.__traceback__, self._program), error)

    def found(self) -> list[tuple[Tag, Exception]]:
        """Return the errors with their tags."""
        return list(self._found.values())

    def _keep(self, tag: Tag, error: Exception) -> None:
        key = (tag.number, type(error), str(error), getattr(error, "reason", ""))
        self._found.setdefault(key, (tag, error.with_traceback(None)))


class Quiet(FillIn):
    """The value of a variable whose expression failed: prints nothing, and whatever is done to it fails no more."""

    __slots__ = ()

    def __init__(self, *_: Any) -> None:
        super().__init__("", 0)

    def part(self, name: str) -> Quiet:
        """Return itself: nothing is known of its fields."""
        return self

    def _note(self) -> None:
        """Tell nobody: it stands for no field."""

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def tag_of(traceback: TracebackType | None, program: Program) -> Tag:
    """Return the tag whose generated code stands innermost in the traceback."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == CODE_NAME:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return program.tag_at(line)


def run_to_end(linked: Linked, context: Mapping[str, object], state: Any, failures: Failures) -> None:
    """Run the program to its end and note all that fails; what cannot be passed over ends it and is noted last."""

    def attempt(action: Callable[[], str]) -> str:
        try:
            return action()
        except Exception as error:
            failures.note(error)
            return ""

    names: dict[str, Any] = {**linked.names, "_attempt": attempt, "_note": failures.note, "_quiet": Quiet()}
    try:
        exec(_code(linked.program.written), names)
        for _ in linked.run(context, state, names["root"]):
            pass
    except Exception as error:
        failures.last(error)


@functools.lru_cache(maxsize=4)
def _code(written: bytes) -> CodeType:
    """Return generated code rewritten so that its expressions fail one by one. written: its packed text."""
    tree = _GoOn().visit(ast.parse(zlib.decompress(written).decode("utf-8")))
    return compile(ast.fix_missing_locations(tree), CODE_NAME, "exec")


class _GoOn(ast.NodeTransformer):
    """Each written value becomes an attempt; blocks, loops and assignments that fail are noted and passed over."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`_text(context, x, 7)` → `_attempt(lambda: _text(context, x, 7))`."""
        self.generic_visit(node)
        if not (isinstance(node.func, ast.Name) and node.func.id in _WRITERS):
            return node
        nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        thunk = ast.copy_location(ast.Lambda(nothing, node), node)
        return ast.copy_location(ast.Call(ast.Name("_attempt", ast.Load()), [thunk], []), node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Let variables of the template be quiet when their value fails."""
        self.generic_visit(node)
        of_template = any(part.id.startswith(_VARIABLE) for part in ast.walk(node) if isinstance(part, ast.Name))
        return _attempted(node) if of_template and not isinstance(node.value, ast.Name | ast.Constant) else node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Take no way through a block whose condition fails: what it would set is quiet."""
        self.generic_visit(node)
        own = isinstance(node.test, ast.Constant) or isinstance(node.body[0], ast.Raise)
        return node if own else _attempted(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        """Pass over a loop whose list fails."""
        self.generic_visit(node)
        return _attempted(node)


def _attempted(node: ast.Assign | ast.If | ast.For) -> ast.Try:
    """Return a statement whose error is noted."""
    guarded = ast.parse(_TRY).body[0]
    if not isinstance(guarded, ast.Try):
        raise TypeError("no try statement")
    guarded.body = [node]
    names = {
        part.id: None
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part.id.startswith(_VARIABLE)
    }
    if names:
        targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in names]
        guarded.handlers[0].body.append(ast.Assign(targets, ast.Name("_quiet", ast.Load())))
    return ast.copy_location(guarded, node)
