"""A blank line „……………” in place of a missing answer: printed like any value, kept by filters, false when asked."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import nodes
from jinja2.runtime import Undefined

from schematom_docs.errors import TemplateError

BLANK_FILTER: Final = "kropki"
LENGTH: Final = 15
_LONGEST: Final = 200
_DOTS: Final = "…"


@dataclass(slots=True)
class Noted:
    """What became of blank lines in one rendering. printed, read: names of fields, in order."""

    printed: dict[str, None] = field(default_factory=dict)
    read: dict[str, None] = field(default_factory=dict)


NOTED: Final[ContextVar[Noted | None]] = ContextVar("noted", default=None)


class FillIn(Undefined):
    """A missing answer to be written by hand. name: of the field; length: of its line, in „…” of three dots.

    Filters and operations leave it as it is, conditions and comparisons on it are false, a loop over it is an error.
    """

    __slots__ = ("_length", "_name")

    def __init__(self, name: str, length: int = LENGTH) -> None:
        super().__init__(name=name)
        self._name, self._length = name, length

    def passed(self, *_: Any, **__: Any) -> FillIn:
        """Return the same blank: what any filter or operation makes of it."""
        self._note()
        return self

    def resized(self, length: int) -> FillIn:
        """Return the same blank with a line of another length: that of the tag, which knows the room it has."""
        return FillIn(self._name, length)

    def part(self, name: str) -> FillIn:
        """Return the blank that stands for a field of this one."""
        return FillIn(f"{self._name}.{name}" if self._name else name, self._length)

    def _note(self) -> None:
        noted = NOTED.get()
        if noted is not None:
            noted.read[self._name] = None

    def __str__(self) -> str:
        self._note()
        noted = NOTED.get()
        if noted is not None:
            noted.printed[self._name] = None
        return _DOTS * self._length

    def _no(self, *_: Any) -> bool:
        self._note()
        return False

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return hash((FillIn, self._name))

    def __iter__(self) -> Any:
        """Refuse to be a list: rows nobody knows the number of are not invented. Raises TemplateError."""
        self._note()
        name = f" „{self._name}”" if self._name else ""
        raise TemplateError(
            f"lista{name} nie ma odpowiedzi, a puste linie jej nie zastąpią",
            remedy="Podaj listę albo obejmij pętlę warunkiem {% if … %}.",
        )

    _same: Any = passed
    _false: Any = _no
    __bool__ = __contains__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _false
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = __getitem__ = _same
    __pow__ = __rpow__ = _same


def kropki(value: Any, dlugosc: int = LENGTH, nazwa: str = "") -> Any:
    """Return a blank line for `{{ umowa.data|kropki(30) }}` when the value is missing or empty, else the value.

    dlugosc: of the line, 1–200 „…”; nazwa: of the field, set by the compiler. Raises TemplateError.
    """
    if type(dlugosc) is not int or not 1 <= dlugosc <= _LONGEST:
        raise TemplateError(f"długość linii kropek musi być liczbą od 1 do {_LONGEST}", remedy="Popraw ją w nawiasie.")
    if isinstance(value, FillIn):
        return value.resized(dlugosc)
    return FillIn(nazwa, dlugosc) if value is None or isinstance(value, Undefined) or value == "" else value


kropki.accepts_none = True  # type: ignore[attr-defined]


def blanks_first(tree: nodes.Template) -> None:
    """Let `x|data|kropki` mean `x|kropki|data`: the filter works on the field itself, and tells its name."""
    for found in list(tree.find_all(nodes.Filter)):
        if found.name != BLANK_FILTER or found.node is None:
            continue
        last = found
        while isinstance(last.node, nodes.Filter) and last.node.name != BLANK_FILTER:
            last = last.node
        if not any(item.key == "nazwa" for item in found.kwargs):
            found.kwargs.append(nodes.Keyword("nazwa", nodes.Const(_dotted(last.node)), lineno=found.lineno))  # type: ignore[arg-type]
        if last is not found and last.node is not None:
            last.node = nodes.Filter(last.node, BLANK_FILTER, found.args, found.kwargs, None, None, lineno=found.lineno)


def _dotted(node: nodes.Node | None) -> str:
    """Return the name of a field as typed: „umowa.data”, „strony[0].nazwa”; "" for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = _dotted(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        owner = _dotted(node.node)
        return f"{owner}[{node.arg.value}]" if owner else ""
    return ""
