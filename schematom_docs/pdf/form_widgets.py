"""The fields of a form as PDF objects: a tree of names, flags, tooltips, lists of choices, widgets on pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.pdf.form_appearance import check_streams, form_stream
from schematom_docs.pdf.form_fitting import LARGEST
from schematom_docs.pdf.form_ink import Rect
from schematom_docs.pdf.form_notation import FORMATS
from schematom_docs.pdf.form_plan import Control
from schematom_docs.pdf.form_terminals import AREA, CELLS, COMBO, HIDDEN, RADIO, READ_ONLY, REQUIRED

PRINTED = 1 << 2
_NO_SPELLING = 1 << 22
_UNSPELLED = ("pesel", "nip", "regon", "krs", "nrb", "dowod", "email", "ade", "kod_pocztowy", "telefon", "data")


@dataclass(slots=True)
class FieldTree:
    """The fields of one form; resource: name of the font people type with."""

    pdf: Pdf
    resource: str
    top: list[Object] = field(default_factory=list)
    _branches: dict[str, Object] = field(default_factory=dict)

    def text(self, control: Control, page: Object, rect: Rect) -> Object:
        """Return the widget of a text field or list."""
        entries = self._entries(control)
        flags = REQUIRED if control.required else 0
        if control.options:
            entries["/FT"], flags = Name.Ch, flags | COMBO
            entries["/Opt"] = Array([Array([String(value), String(label)]) for value, label in control.options])
        else:
            entries["/FT"] = Name.Tx
            flags |= {"area": AREA, "cells": CELLS}.get(control.shape, 0)
            flags |= _NO_SPELLING if control.kind in _UNSPELLED else 0
            if control.longest:
                entries["/MaxLen"] = control.longest
        size = 10 if control.shape == "area" else LARGEST
        entries["/DA"] = String(f"/{self.resource} {size:g} Tf 0 g")
        widget = self.pdf.make_indirect(Dictionary({**entries, **_widget(page, rect), "/Ff": flags}))
        widget.AP = Dictionary(N=form_stream(self.pdf, "/Tx BMC EMC", rect[2] - rect[0], rect[3] - rect[1]))
        self._hang(control.name, widget)
        return widget

    def check(self, control: Control, page: Object, rect: Rect) -> Object:
        """Return the widget of a check box."""
        entries = {**self._entries(control), "/FT": Name.Btn, "/V": Name.Off, **_widget(page, rect)}
        widget = self.pdf.make_indirect(Dictionary({**entries, "/AS": Name.Off}))
        widget.AP = Dictionary(N=check_streams(self.pdf, control.states[0], rect[2] - rect[0], round_mark=False))
        self._hang(control.name, widget)
        return widget

    def radio(self, control: Control, places: list[tuple[Object, Rect]]) -> list[Object]:
        """Return the widgets of radio buttons, one for each option; places: page and rectangle of each."""
        entries = self._entries(control)
        entries |= {"/FT": Name.Btn, "/Ff": RADIO | (REQUIRED if control.required else 0), "/V": Name.Off}
        parent = self.pdf.make_indirect(Dictionary(entries))
        kids: list[Object] = []
        for state, (_, label), (page, rect) in zip(control.states, control.options, places, strict=True):
            kid = self.pdf.make_indirect(Dictionary({**_widget(page, rect), "/AS": Name.Off}))
            kid.Parent = parent
            kid.Contents = String(f"{control.label}: {label}")
            kid.AP = Dictionary(N=check_streams(self.pdf, state, rect[2] - rect[0], round_mark=True))
            kids.append(kid)
        parent.Kids = Array(kids)
        self._hang(control.name, parent)
        return kids

    def hidden(self, name: str, value: str, page: Object) -> None:
        """Add a field nobody sees, which readers keep when they save: it says which form this is."""
        entries = {"/FT": Name.Tx, "/Ff": READ_ONLY, "/TU": String("Oznaczenie formularza"), "/V": String(value)}
        widget = self.pdf.make_indirect(Dictionary({**entries, **_widget(page, (0, 0, 0, 0)), "/F": HIDDEN}))
        widget.DA = String(f"/{self.resource} {LARGEST:g} Tf 0 g")
        self._hang(name, widget)

    def _entries(self, control: Control) -> dict[str, object]:
        required = REQUIRED if control.required else 0
        return {"/TU": String(tooltip(control)), "/Ff": required}

    def _hang(self, name: str, terminal: Object) -> None:
        """Hang a field into the tree under its full name."""
        *above, own = name.split(".")
        terminal.T = String(own)
        parent: Object | None = None
        for depth in range(1, len(above) + 1):
            path = ".".join(above[:depth])
            if path not in self._branches:
                self._branches[path] = self.pdf.make_indirect(Dictionary(T=String(above[depth - 1]), Kids=Array()))
                self._attach(self._branches[path], parent)
            parent = self._branches[path]
        self._attach(terminal, parent)

    def _attach(self, node: Object, parent: Object | None) -> None:
        if parent is None:
            self.top.append(node)
        else:
            node.Parent = parent
            parent.Kids.append(node)


def tooltip(control: Control) -> str:
    """Return what a screen reader says of a control: label, format, whether an answer is needed."""
    notes = [FORMATS[control.kind]] if control.kind in FORMATS else []
    if control.required:
        notes.append("wymagane")
    return f"{control.label} ({', '.join(notes)})" if notes else control.label


def _widget(page: Object, rect: Rect) -> dict[str, object]:
    corners = Array([round(edge, 2) for edge in rect])
    return {"/Type": Name.Annot, "/Subtype": Name.Widget, "/Rect": corners, "/P": page, "/F": PRINTED}
