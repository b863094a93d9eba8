"""Fill a compiled template: run the program, settle the guards, deflate what changed, copy the rest, place errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Final

from schematom_docs.document.additions import BODY, Additions
from schematom_docs.document.clause_references import settle_clause_references
from schematom_docs.document.collecting import STOPPING, Failures, run_to_end, tag_of
from schematom_docs.document.comments import BESIDE, settle_comments, without
from schematom_docs.document.compiling import Compiled
from schematom_docs.document.copied_references import settle_copied_references
from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.invariants import Ids, repair
from schematom_docs.document.linking import Linked
from schematom_docs.document.marks import Tag
from schematom_docs.document.missing import NO_ANSWER, MissingAnswerError
from schematom_docs.document.notes import PARTS, settle_notes
from schematom_docs.document.numbering import settle_clauses
from schematom_docs.document.operations import FuelExhaustedError
from schematom_docs.document.output import ForbiddenCharacterError
from schematom_docs.document.package import Entry, deflate, write_package
from schematom_docs.document.program import PART_BREAK
from schematom_docs.document.references import left_alone
from schematom_docs.document.section_flow import settle_sections
from schematom_docs.document.settling import settle, streamed
from schematom_docs.document.subdocuments import Importer
from schematom_docs.errors import Fault, SchematomError, TemplateError

_MANY: Final = 4096
"""Pieces of output that make a document long: its body is then written piece by piece."""
_SHOWN: Final = 50
"""Faults that one error tells."""


@dataclass(slots=True)
class State:
    """What one rendering owns. blocks: XML of block values; dots: a last full stop waits for what
    follows it; missing: what fails, while it is collected; text_pass: typography of the template.
    """

    ids: Ids
    additions: Additions
    importer: Importer
    text_pass: Callable[[str], str] | None = None
    blocks: list[str] = field(default_factory=list)
    dots: bool = False
    missing: Failures | None = None


def render(compiled: Compiled, linked: Linked | None, name: str, context: Mapping[str, object]) -> bytes:
    """Return the filled DOCX. linked: None when nothing varies; name: of the template. Raises located errors."""
    if linked is None:
        return write_package(compiled.entries, {})
    state = _state(compiled, linked)
    names, changed = compiled.parts, {}
    try:
        pieces = linked.run(context, state)
        first = list(islice(pieces, _MANY))
        if compiled.streams and len(first) == _MANY:
            changed[BODY], text = streamed(chain(first, pieces), state)
            names = names[1:]
        else:
            text = "".join(chain(first, pieces))
    except Exception as error:
        raise _located(error, compiled, linked, name, context) from error
    parts = dict(zip(names, text.split(PART_BREAK), strict=True)) if names else {}
    lost = _settle_guards(parts, compiled, state, name)
    if compiled.sections.ends or state.importer.foreign:
        if BODY in changed:  # written piece by piece, before a value brought sections of its own
            return render(replace(compiled, streams=False), linked, name, context)
        parts[BODY] = settle_sections(parts[BODY], compiled.sections, state.importer.foreign, state.additions)
    if compiled.notes_vary:
        _settle_notes(parts)
    if compiled.commented:
        changed |= _settle_comments(parts, compiled, state.additions)
    if state.additions.notes:
        state.additions.put_notes(parts)
    if compiled.referred:
        _refuse(left_alone(compiled.referred, parts.values(), lost), name)
    changed |= {part: deflate(part, xml.encode("utf-8")) for part, xml in parts.items()}
    if state.additions:
        state.additions.put_into(changed)
    return write_package(compiled.entries, changed)


def _settle_guards(parts: dict[str, str], compiled: Compiled, state: State, name: str) -> set[str]:
    """Settle the guards of the rendered parts. Return names of bookmarks that a copy refers to and does not have.

    Raises TemplateError for a reference to the number of an ustęp that the data have left without one.
    """
    lost: set[str] = set()
    for part, xml in parts.items():
        settled = settle(xml, state)
        if part in compiled.copied:
            settled, missing = settle_copied_references(settled, state.ids)
            lost |= missing
        if part in compiled.guarded:
            settled = settle_clauses(settled)
            if part == BODY and compiled.by_number:
                settled, wrong = settle_clause_references(settled, compiled.by_number, state.ids)
                _refuse(wrong, name)
            settled = repair(settled, state.ids)
        parts[part] = settled
    return lost


def _refuse(found: list[Fault], name: str) -> None:
    """Raise TemplateError with faults of references, when there are any."""
    if found:
        faults = [replace(item, place=f"{name}, {item.place}" if name else item.place) for item in found]
        raise TemplateError("odsyłacz prowadzi donikąd", place=name, faults=faults)


def _settle_notes(parts: dict[str, str]) -> None:
    for part, kind in PARTS.items():
        if part in parts:
            parts[BODY], parts[part] = settle_notes(parts[BODY], parts[part], kind)


def _settle_comments(parts: dict[str, str], compiled: Compiled, additions: Additions) -> dict[str, Entry]:
    """Bring comments into step with the text. Return the parts beside them that change."""
    gone = settle_comments(parts, compiled.commented)
    beside = {part: additions.known[part].unpack() for part in BESIDE if part in additions.known} if gone else {}
    return {part: deflate(part, data) for part, data in without(beside, gone).items()}


def _ids(compiled: Compiled) -> Ids:
    return Ids(compiled.top_drawing, compiled.top_bookmark, compiled.top_control, compiled.bookmarks)


def _state(compiled: Compiled, linked: Linked) -> State:
    ids, additions = _ids(compiled), Additions(compiled.entries)
    importer = Importer(additions, ids, set(compiled.bookmarks), compiled.sections)
    return State(ids, additions, importer, linked.text_pass)


def _located(
    error: Exception, compiled: Compiled, linked: Linked, name: str, context: Mapping[str, object]
) -> SchematomError:
    """Return the error with its place; when more than one tag fails, all, found by a second run that goes on."""
    faults, kinds = [], {type(error)}
    if not isinstance(error, STOPPING):
        found = _failures(compiled, linked, context)
        faults, kinds = _faults(found, name, context), {type(each) for _, each in found}
    if len(faults) < 2:
        one = faults[0] if faults else _fault(tag_of(error.__traceback__, linked.program), error, name, context)
        kind = type(error) if isinstance(error, SchematomError) else TemplateError
        return kind(one.reason, place=one.place, remedy=one.remedy)
    unanswered = kinds == {MissingAnswerError}
    reason = (
        "danych nie wystarcza do wypełnienia szablonu" if unanswered else "tymi danymi nie da się wypełnić szablonu"
    )
    if len(faults) > _SHOWN:
        faults[_SHOWN:] = [Fault("", f"dalszych błędów: {len(faults) - _SHOWN}", "Popraw powyższe i spróbuj ponownie.")]
    return TemplateError(reason, place=name, faults=faults)


def missing_answers(compiled: Compiled, linked: Linked | None, name: str, context: Mapping[str, object]) -> list[Fault]:
    """Return a fault for each tag whose field has no answer or fails, found by one run to the end."""
    return [] if linked is None else _faults(_failures(compiled, linked, context), name, context)


def _failures(compiled: Compiled, linked: Linked, context: Mapping[str, object]) -> list[tuple[Tag, Exception]]:
    """Return what fails in a rendering, with the tags."""
    state, failures = _state(compiled, linked), Failures(linked.program)
    state.missing = failures
    run_to_end(linked, context, state, failures)
    return failures.found()


def _faults(found: list[tuple[Tag, Exception]], name: str, context: Mapping[str, object]) -> list[Fault]:
    return list(dict.fromkeys(_fault(tag, error, name, context) for tag, error in found))


def _fault(tag: Tag, error: Exception, name: str, context: Mapping[str, object]) -> Fault:
    place = ", ".join(part for part in (name, tag.place) if part)
    if isinstance(error, MissingAnswerError):
        return _missing(error, tag, place, context)
    if isinstance(error, ForbiddenCharacterError):
        return fault(place, tag.raw, error.reason, error.remedy)
    if isinstance(error, FuelExhaustedError):
        return fault(place, tag.raw, "pętla lub tekst ma zbyt wiele powtórzeń", "Ogranicz listę lub zakres.")
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
