"""The fields of any interactive form by their full names, with what they inherit and where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.files import UNSOUND

READ_ONLY, REQUIRED = 1, 1 << 1
AREA, COMBO, CELLS = 1 << 12, 1 << 17, 1 << 24
RADIO, PUSH = 1 << 15, 1 << 16
HIDDEN = 1 << 1  # ISO 32000-1, table 165
_DEEPEST = 50


@dataclass(frozen=True, slots=True, eq=False)
class Terminal:
    """One field that holds an answer. name: full name; object: its dictionary; widgets: where it is drawn."""

    name: str
    object: Object
    widgets: tuple[Object, ...]
    _above: tuple[Object, ...]

    def get(self, key: Name) -> Object | None:
        """Return an entry of the field, its own or inherited."""
        for holder in (self.object, *reversed(self._above)):
            if key in holder:
                return holder[key]
        return None

    @property
    def kind(self) -> str:
        """Return text, check, radio, choice, push or signature; "" for what is none of them."""
        form = str(self.get(Name.FT) or "")
        if form == "/Btn":
            return "push" if self.flags & PUSH else "radio" if self.flags & RADIO else "check"
        return {"/Tx": "text", "/Ch": "choice", "/Sig": "signature"}.get(form, "")

    @property
    def flags(self) -> int:
        """Return the field flags Ff."""
        return int(self.get(Name.Ff) or 0)

    @property
    def required(self) -> bool:
        """Tell whether an answer is needed."""
        return bool(self.flags & REQUIRED)

    @property
    def label(self) -> str:
        """Return what the form calls the field to people: its tooltip, else its name."""
        tooltip = self.get(Name.TU)
        return str(tooltip) if tooltip is not None else self.name

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return (export value, label) pairs of a choice field, or of buttons that name their values in /Opt."""
        options = self.get(Name.Opt)
        pairs = []
        for item in options if isinstance(options, pikepdf.Array) else []:
            value, label = (item[0], item[1]) if isinstance(item, pikepdf.Array) else (item, item)
            pairs.append((str(value), str(label)))
        return pairs

    @property
    def states(self) -> list[str]:
        """Return the names of the „on” states of buttons, without slashes, in the order of the widgets."""
        return [state for widget in self.widgets for state in on_states(widget)]


@contextmanager
def sound_form(name: str) -> Iterator[None]:
    """Inside, an entry of a form that is not what the PDF standard makes it becomes a ConversionError naming the file.

    Such a form comes from a damaged file or a faulty program: a number where a rectangle belongs, a text for a list.
    """
    try:
        yield
    except UNSOUND as error:
        reason = "pola formularza w pliku PDF są uszkodzone albo niezgodne z normą"
        remedy = "Otwórz plik w czytniku PDF, zapisz go jeszcze raz pod inną nazwą i powtórz."
        raise ConversionError(reason, place=name, remedy=remedy) from error


def on_states(widget: Object) -> list[str]:
    """Return the names of the states a button widget can take beside Off."""
    drawn = widget.get(Name.AP, Dictionary()).get(Name.N)
    if not isinstance(drawn, pikepdf.Dictionary):
        return []
    return [str(key).removeprefix("/") for key in drawn.keys() if str(key) != "/Off"]  # noqa: SIM118  # not a dict


def terminals(pdf: Pdf) -> dict[str, Terminal]:
    """Return full name → field, in the order of the form; {} without a form. Circles in the tree are left."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, pikepdf.Dictionary):
        return {}
    found: dict[str, Terminal] = {}
    for field in form.get(Name.Fields, Array()):
        for terminal in _below(field, "", (form,)):
            known = found.get(terminal.name)
            if known is not None:  # one name, two dictionaries: one field in two places
                widgets = (*known.widgets, *terminal.widgets)
                terminal = Terminal(known.name, known.object, widgets, known._above)
            found[terminal.name] = terminal
    return found


def _below(field: Object, prefix: str, above: tuple[Object, ...]) -> Iterator[Terminal]:
    if not isinstance(field, pikepdf.Dictionary) or len(above) > _DEEPEST:
        return
    own = str(field.get(Name.T, ""))
    name = f"{prefix}.{own}" if prefix and own else prefix or own
    kids = [kid for kid in field.get(Name.Kids, Array()) if isinstance(kid, pikepdf.Dictionary)]
    branches = [kid for kid in kids if Name.T in kid]
    for kid in branches:
        yield from _below(kid, name, (*above, field))
    if not branches:
        widgets = tuple(kids) if kids else (field,) if Name.Rect in field else ()
        yield Terminal(name, field, widgets, above)
