"""Release of a pack: composed with the number it would get, checked, then all written in one transaction or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

from schematom_docs.case import CheckedCase
from schematom_docs.errors import BusyRegistryError, NotReleasableError, StaleNumberError
from schematom_docs.records import SUPERSEDED, WITHDRAWN, Act, PackKey, PackVersion, ReleaseOrder
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.edition import Edition, pack_label
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.issuing import IssuedPack, issue_pack
from schematom_docs.workflow.marked_copy import Stage, no_stage
from schematom_docs.workflow.pack_numbers import Wanted, wanted_numbers
from schematom_docs.workflow.registered_case import keep_forms
from schematom_docs.world import Registry

FREE_TRIES = 2
"""How often a pack is composed without holding the registry, before it is composed inside the lock."""

PATIENT_TRIES = 10
"""How often a release waits for a registry that another program holds; each wait lasts what registry/sqlite.py says."""

Inspect = Callable[[CheckedCase], Inspection]
Bind = Callable[[CheckedCase, Inspection, str, int], BoundPack]
"""(case with its numbers, gate, number of the pack as printed, version) → the bound pack."""


@dataclass(frozen=True, slots=True)
class Office:
    """What releases of one case are made with. content: bytes of the case file as it was read; inspect: makes the
    proofreading gate of a case; stage: told what begins."""

    desk: Desk
    registry: Registry
    case: CheckedCase
    content: bytes
    inspect: Inspect
    stage: Stage = no_stage


@dataclass(frozen=True, slots=True)
class Request:
    """One release asked for. subject: "" for the whole case; replaces: the version it supersedes, 0 for none; reason:
    why it does; accepted: why findings of the proofreader do not stop it, "" when they do; duplex: paper copies get
    blank sides for printing on both."""

    recipe_id: str
    subject: str
    day: date
    act: Act
    replaces: int = 0
    reason: str = ""
    accepted: str = ""
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """A released version with the files it was frozen as. files: role → bytes; names: role → file name."""

    version: PackVersion
    files: Mapping[str, bytes]
    names: Mapping[str, str]


def release_pack(office: Office, asked: Request, bind: Bind) -> Released:
    """Return the released version.

    The pack is composed with the number it would get, without holding the registry; when another release was faster,
    it is composed again, the last time while nobody else can write. Raises NotReleasableError with every reason that
    stops it, and then nothing is written; RegistryError and OutputError from the registry.
    """
    for _ in range(FREE_TRIES):
        issued, order = composed(office, asked, bind)
        try:
            return write_release(office, issued, order, asked.act)
        except StaleNumberError:
            office.stage("ktoś był szybszy – składam z następnym numerem")
    with _held(office):
        issued, order = composed(office, asked, bind)
        return write_release(office, issued, order, asked.act)


@contextmanager
def _held(office: Office) -> Iterator[None]:
    """Hold the only right to write. Another release may compose its pack in it, so this waits longer than a reader."""
    with ExitStack() as stack:
        for turn in range(1, PATIENT_TRIES + 1):
            try:
                stack.enter_context(office.registry.exclusive())
                break
            except BusyRegistryError:
                if turn == PATIENT_TRIES:
                    raise
                office.stage("rejestr jest zajęty – czekam")
        yield


def composed(office: Office, asked: Request, bind: Bind) -> tuple[IssuedPack, ReleaseOrder]:
    """Return the files of the version that a release made now would give, all gates passed, and what it writes."""
    office.stage("numery")
    key = PackKey(office.case.case.pilot, asked.recipe_id, asked.subject)
    known = office.registry.versions()
    _refuse_released([version for version in known if version.key == key], asked)
    wanted = wanted_numbers(office.desk, office.case, asked.recipe_id, asked.subject, known)
    expected = office.registry.expected(key, asked.day.year, wanted.series)
    case, numbers = wanted.numbered(expected)
    label = pack_label(expected)
    office.stage("dokumenty i pakiet")
    inspection = office.inspect(case)
    bound = bind(case, inspection, label, expected.version)
    office.stage("korekta")
    _refuse_findings(inspection, asked)
    issued = issue_pack(bound, Edition(expected, label, asked.day, numbers, asked.duplex), office.stage)
    return issued, _order(office, asked, issued, wanted)


def _order(office: Office, asked: Request, issued: IssuedPack, wanted: Wanted) -> ReleaseOrder:
    bound, edition = issued.bound, issued.edition
    return ReleaseOrder(
        expected=edition.expected,
        title=bound.title,
        label=edition.label,
        day=asked.day,
        pages=bound.pages,
        case=hashlib.sha256(office.content).hexdigest(),
        files=issued.files,
        parts=issued.parts,
        slots=bound.slots,
        counterparts=bound.counterparts,
        page_codes=issued.page_codes,
        supersedes=asked.replaces,
        reason="; ".join(text for text in (asked.reason, asked.accepted) if text),
        typed=wanted.typed,
    )


def write_release(office: Office, issued: IssuedPack, order: ReleaseOrder, act: Act) -> Released:
    """Write the state of the case, its approved forms and the version: all of it or nothing."""
    office.stage("zapis w rejestrze")
    pilot, registry = order.expected.key.pilot, office.registry
    with _held(office):
        registry.revise_case(pilot, office.content, act)
        keep_forms(registry, office.case, act)
        version = registry.release(order, act)
    return Released(version, issued.files, issued.names)


def in_force(versions: list[PackVersion]) -> PackVersion | None:
    """Return the version of a pack that is neither withdrawn nor superseded, None when there is none."""
    return next((each for each in reversed(versions) if each.state not in (WITHDRAWN, SUPERSEDED)), None)


def _refuse_released(versions: list[PackVersion], asked: Request) -> None:
    live = in_force(versions)
    if live is not None and asked.replaces != live.version:
        raise NotReleasableError(
            f"pakiet {live.label} jest już wydany w wersji {live.version} ({live.state})",
            remedy=f"Nową wersję wydaje „schematom supersede {live.label} DANE --reason …”, pliki tej oddaje „fetch”.",
        )
    if asked.replaces and live is None:
        raise NotReleasableError(
            "nie ma obowiązującej wersji, którą miałaby zastąpić nowa", remedy="Wydaj pakiet poleceniem „release”."
        )


def _refuse_findings(inspection: Inspection, asked: Request) -> None:
    found = [] if asked.accepted else inspection.faults()
    if found:
        raise NotReleasableError(
            f"korekta ma uwagi do pism pakietu ({len(found)})",
            remedy="Popraw je, a gdy są niesłuszne, podaj powód opcją „--mimo-uwag”.",
            faults=found,
        )
