"""Fill a compiled template: run the program, settle the guards, deflate what changed, copy the rest, place errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from schematom_docs.document.compiling import Compiled, Options
from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.invariants import Ids, repair
from schematom_docs.document.marks import Tag
from schematom_docs.document.missing import COLLECTING, NO_ANSWER, MissingAnswerError
from schematom_docs.document.numbering import settle_clauses
from schematom_docs.document.operations import FUEL, FUEL_NAME, FuelExhaustedError
from schematom_docs.document.output import STATE_NAME, ForbiddenCharacterError
from schematom_docs.document.package import Entry, deflate, write_package
from schematom_docs.document.program import PART_BREAK, Program
from schematom_docs.document.rich import Media
from schematom_docs.errors import Fault, SchematomError, TemplateError


@dataclass(slots=True)
class State:
    """What one rendering owns: ids given out, media added; missing: unanswered fields when they are being collected."""

    ids: Ids
    media: Media
    missing: list[tuple[int, MissingAnswerError]] | None = None
    notes: list[str] = field(default_factory=list)


def render(compiled: Compiled, options: Options, context: Mapping[str, object]) -> bytes:
    """Return the filled DOCX. Raises TemplateError naming place, tag and field."""
    if compiled.program is None:
        return write_package(compiled.entries, {})
    state = State(Ids(compiled.top_drawing, compiled.top_bookmark), Media(compiled.parts))
    try:
        text = _run(compiled.program, state, context)
    except Exception as error:
        raise _located(error, compiled, options, context) from error
    changed: dict[str, Entry] = {}
    for name, xml in zip(compiled.parts, text.split(PART_BREAK), strict=True):
        if "\0" in xml:
            xml = repair(settle_clauses(xml), state.ids)
        changed[name] = deflate(name, xml.encode("utf-8"))
    if state.media:
        state.media.add_to(changed, compiled.entries)
    return write_package(compiled.entries, changed)


def _run(program: Program, state: State, context: Mapping[str, object]) -> str:
    environment = program.environment
    names: dict[str, Any] = {**environment.globals, **context, FUEL_NAME: [FUEL], STATE_NAME: state}
    return "".join(program.root(environment.context_class(environment, names, None, {})))


def _located(error: Exception, compiled: Compiled, options: Options, context: Mapping[str, object]) -> SchematomError:
    """Return the error with its place. For unanswered fields: all of them, found by a second run that goes on."""
    program = compiled.program
    if program is None:
        return TemplateError("nie da się wypełnić szablonu", place=options.name)
    if isinstance(error, MissingAnswerError):
        state = State(Ids(compiled.top_drawing, compiled.top_bookmark), Media(compiled.parts), [])
        last: list[tuple[int, Exception]] = []
        token = COLLECTING.set(True)
        try:
            _run(program, state, context)
        except Exception as other:
            last = [(_line(other.__traceback__, program), other)]
        finally:
            COLLECTING.reset(token)
        found = [*(state.missing or []), *last]
        faults = list(dict.fromkeys(_fault(line, item, program, options, context) for line, item in found))
        if len(faults) == 1:
            return TemplateError(faults[0].reason, place=faults[0].place, remedy=faults[0].remedy)
        return TemplateError("danych nie wystarcza do wypełnienia szablonu", place=options.name, faults=faults)
    one = _fault(_line(error.__traceback__, program), error, program, options, context)
    kind = type(error) if isinstance(error, SchematomError) else TemplateError
    return kind(one.reason, place=one.place, remedy=one.remedy)


def _line(traceback: TracebackType | None, program: Program) -> int:
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == program.code.co_filename:
            line = program.line_of(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _fault(line: int, error: Exception, program: Program, options: Options, context: Mapping[str, object]) -> Fault:
    tag = program.tags.get(line) or Tag(0, "", "", "", "")
    place = ", ".join(part for part in (options.name, tag.place) if part)
    if isinstance(error, MissingAnswerError):
        return _missing(error, tag, place, context)
    if isinstance(error, ForbiddenCharacterError):
        reason = f"wartość zawiera znak sterujący U+{error.code:04X}, którego nie wolno zapisać w dokumencie"
        return fault(place, tag.raw, reason, "Usuń ten znak z danych, np. wpisując wartość od nowa.")
    if isinstance(error, FuelExhaustedError):
        return fault(place, tag.raw, "pętla ma zbyt wiele powtórzeń", "Ogranicz listę lub zakres.")
    if isinstance(error, SchematomError):
        return fault(place, tag.raw, error.reason, error.remedy)
    reason = f"wartość nie nadaje się do tego działania ({type(error).__name__})"
    return fault(place, tag.raw, reason, "Sprawdź, czy pole jest tekstem, liczbą lub listą, jak tego chce znacznik.")


def _missing(error: MissingAnswerError, tag: Tag, place: str, context: Mapping[str, object]) -> Fault:
    name = error.name
    if error.reason == NO_ANSWER:
        return fault(
            place,
            tag.raw,
            NO_ANSWER,
            "Uzupełnij dane albo obejmij znacznik warunkiem {% if … %}.",
        )
    before = re.search(rf"([\w.]+)\.{re.escape(name)}\b", tag.body) if name else None
    prefix = f"{before[1]}." if before else ""
    known = error.known or (() if prefix else tuple(key for key in context if not key.startswith("_")))
    remedy = did_you_mean(name, known, prefix=prefix) or "Popraw nazwę w szablonie albo uzupełnij dane."
    return fault(place, tag.raw, f"{error.reason}: {prefix}{name}", remedy)
