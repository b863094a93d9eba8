"""Capital letters: the dictionary answers in its own case, a paper keeps the writer's."""

from __future__ import annotations


def like(model: str, form: str) -> str:
    """Return the form with the capitals of the model word: ALL CAPS, Initial, each part of a hyphened word."""
    if len(model) > 1 and model.isupper():
        return form.upper()
    if "-" not in model:
        return _initial(model, form) if model[1:].islower() else _inner(model, form)
    parts = model.split("-")
    pieces = form.split("-")
    if len(parts) != len(pieces):
        return _initial(model, form)
    return "-".join(_initial(part, piece) for part, piece in zip(parts, pieces, strict=True))


def _inner(model: str, form: str) -> str:
    """Return the form with the capitals inside the model, as far as both run alike: O'Connor – O'Connora."""
    form = _initial(model, form)
    lower, other = model.lower(), form.lower()
    shared = next((i for i, (a, b) in enumerate(zip(lower, other, strict=False)) if a != b), min(len(model), len(form)))
    return model[:shared] + form[shared:]


def _initial(model: str, form: str) -> str:
    first = model[:1]
    if first == form[:1]:
        return form
    if first.isupper():
        return form[:1].upper() + form[1:]
    if first.islower():
        return form[:1].lower() + form[1:]
    return form
