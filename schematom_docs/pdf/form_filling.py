"""Answers into the fields of a form, ours or an office's own: value, appearance, and what did not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from schematom_docs.errors import CaseError, Fault
from schematom_docs.pdf.form_appearance import set_text, space_of
from schematom_docs.pdf.form_fitting import fit
from schematom_docs.pdf.form_font import FormFont
from schematom_docs.pdf.form_terminals import AREA, CELLS, Terminal, on_states, terminals

_COLOUR = re.compile(r"((?:[\d.]+\s+){1,4}(?:g|rg|k))\b")
BLACK = "0 g"
SHORTEST_PART = 12  # signs; a field for fewer has no room for the mark „… [cd. 10]” and holds a year or a code


@dataclass(frozen=True, slots=True)
class Continued:
    """Text that did not fit. number: of the mark in the field, from 1; label: of the field; rest: what is left."""

    number: int
    label: str
    rest: str


def fill(
    pdf: Pdf, values: Mapping[str, str], font: FormFont, labels: Mapping[str, str], *, place: str, whole: bool = True
) -> list[Continued]:
    """Write values into the fields of pdf and return what did not fit, in the order of the form.

    values: full name → text, for choices an export value or label, for buttons the name of a state („” clears); labels:
    what errors and continuations call a field; place: the file; whole: more signs than a field holds are a fault, else
    words go on outside it. Raises CaseError with every fault of all values.
    """
    fields = terminals(pdf)
    faults: list[Fault] = []
    for name, value in values.items():
        where = f"{place}, pole „{labels.get(name, name)}”"
        faults += _faults(fields.get(name), value, where)
        if name in fields and fields[name].kind in ("text", "choice"):
            faults += _text_faults(fields[name], value, font, where, whole=whole)
    if faults:
        raise CaseError("odpowiedzi nie da się wpisać do formularza", place=place, faults=faults)
    _offer_font(pdf, font)
    continued: list[Continued] = []
    for name, field in fields.items():
        if name not in values:
            continue
        if field.kind in ("check", "radio"):
            _press(field, values[name])
        else:
            rest = _write(pdf, field, values[name], font, len(continued) + 1)
            if rest:
                continued.append(Continued(len(continued) + 1, labels.get(name, field.label), rest))
    return continued


def _faults(field: Terminal | None, value: str, where: str) -> Iterator[Fault]:
    if field is None or field.kind in ("", "push", "signature"):
        yield Fault(where, "formularz nie ma takiego pola do wypełnienia", "Sprawdź nazwę pola.")
        return
    if field.kind in ("check", "radio"):
        if value and value not in _values_of_buttons(field):
            known = ", ".join(_values_of_buttons(field))
            yield Fault(where, "nie ma takiej odpowiedzi do zaznaczenia", f"Odpowiedzi tego pola: {known}.")
    elif field.kind == "choice" and value and option_of(field, value) is None:
        known = ", ".join(f"„{label}”" for _, label in field.options)
        yield Fault(where, "lista nie zawiera takiej odpowiedzi", f"Odpowiedzi tego pola: {known}.")


def _text_faults(field: Terminal, value: str, font: FormFont, where: str, *, whole: bool) -> Iterator[Fault]:
    longest = _longest(field)
    if longest is not None and len(value) > longest and (whole or not _may_go_on(field, longest, value)):
        reason = f"odpowiedź ma {len(value)} znaków, a pole mieści {longest}"
        yield Fault(where, reason, "Skróć ją albo popraw w danych.")
    for letter in font.missing(value):
        reason = f"krój pisma formularza nie ma znaku „{letter}” (U+{ord(letter):04X})"
        shown = letter if letter.isprintable() else " "
        yield Fault(where, reason.replace(letter, shown), "Zapisz tę odpowiedź innymi literami.")


def _may_go_on(field: Terminal, longest: int, value: str) -> bool:
    """Tell whether the rest of a text may stand elsewhere: words may; a number, an amount, a date or a code may not."""
    letters, digits = sum(map(str.isalpha, value)), sum(map(str.isdigit, value))
    return letters > digits and longest >= SHORTEST_PART and not field.flags & CELLS


def _longest(field: Terminal) -> int | None:
    """Return how many signs a text field holds, None when it sets no limit."""
    longest = field.get(Name.MaxLen) if field.kind == "text" else None
    return None if longest is None else int(longest)


def option_of(field: Terminal, value: str) -> tuple[str, str] | None:
    """Return the (export value, label) of a choice that value names by either, None when none does."""
    return next((pair for pair in field.options if value in pair), None)


def _values_of_buttons(field: Terminal) -> list[str]:
    """Return what may be pressed: names of states, and the values /Opt gives them."""
    return [*field.states, *(value for value, _ in field.options)]


def _press(field: Terminal, value: str) -> None:
    states = field.states
    named = [pair[0] for pair in field.options]
    if value in named and value not in states:
        value = states[named.index(value)] if len(states) == len(named) else value
    field.object.V = Name(f"/{value}") if value else Name.Off
    for widget in field.widgets:
        widget.AS = Name(f"/{value}") if value in on_states(widget) else Name.Off


def _write(pdf: Pdf, field: Terminal, value: str, font: FormFont, mark: int) -> str:
    """Set value and appearances of a text or choice field; return what did not fit."""
    shown, left = value, ""
    note = f"… [cd. {mark}]"
    if field.kind == "choice":
        export, shown = option_of(field, value) or ("", "")
        field.object.V = String(export)
        if Name.I in field.object:
            del field.object.I
    else:
        longest = _longest(field)
        if longest is not None and len(value) > longest:
            head = _whole_words(value, longest - len(note) - 1)
            shown, left = f"{head} {note}".strip(), value[len(head) :].strip()
        field.object.V = String(shown)
    for key in (Name.RV, Name.DS):
        if key in field.object:
            del field.object[key]
    rest = _draw(pdf, field, shown, font, note)
    if not left:
        return rest
    return f"{rest.removesuffix(note).strip()} {left}".strip()


def _whole_words(text: str, longest: int) -> str:
    """Return the beginning of a text that ends with a word, "" when its first word is longer already."""
    ends = [match.start() for match in re.finditer(r"\s", text[: longest + 1])]
    return text[: ends[-1]].rstrip() if ends else ""


def _draw(pdf: Pdf, field: Terminal, shown: str, font: FormFont, note: str) -> str:
    rest = ""
    area = field.kind == "text" and bool(field.flags & AREA)
    cells = int(field.get(Name.MaxLen) or 0) if field.kind == "text" and field.flags & CELLS else 0
    colour = _text_colour(field)
    align = int(field.get(Name.Q) or 0)
    for widget in field.widgets:
        space = space_of(widget, area=area, cells=cells)
        fitted = fit(font, shown, space, note)
        rest = max(rest, fitted.rest, key=len)
        set_text(pdf, widget, font, fitted, space, colour, align)
        widget.DA = String(f"/{font.resource} {fitted.size:g} Tf {colour}")
    return rest


def _text_colour(field: Terminal) -> str:
    found = _COLOUR.search(str(field.get(Name.DA) or ""))
    return found[1] if found else BLACK


def _offer_font(pdf: Pdf, font: FormFont) -> None:
    """Put the font among the form's resources, so that a reader uses it when someone types on."""
    form = pdf.Root.AcroForm
    resources = form.get(Name.DR)
    if not isinstance(resources, pikepdf.Dictionary):
        form.DR = resources = Dictionary()
    if not isinstance(resources.get(Name.Font), pikepdf.Dictionary):
        resources.Font = Dictionary()
    resources.Font[Name(f"/{font.resource}")] = font.typing
    for key in (Name.NeedAppearances, Name.XFA):
        if key in form:
            del form[key]
