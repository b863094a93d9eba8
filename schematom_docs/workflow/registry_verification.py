"""A released file held against the registry: whether it is the released one, and in what state its version is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schematom_docs.errors import Fault, RegistryError
from schematom_docs.records import SUPERSEDED, WITHDRAWN, PackVersion
from schematom_docs.workflow.verdicts import Check, Verdict
from schematom_docs.world import Registry

REGISTER = "rejestr"


def with_register(verdict: Verdict, registry: Registry) -> Verdict:
    """Return the verdict with what the registry says of the file; unchanged for a file that names no pack."""
    if verdict.identity is None or not verdict.identity.code:
        return verdict
    try:
        check = _registered(verdict, registry.by_code(verdict.identity.code))
    except RegistryError as error:
        check = Check(REGISTER, error.reason, done=False)
    return replace(verdict, checks=(*verdict.checks, check))


def _registered(verdict: Verdict, versions: Sequence[PackVersion]) -> Check:
    identity = verdict.identity
    assert identity is not None
    if not versions:
        return Check(REGISTER, "ten rejestr nie zna pakietu o tym kodzie", done=False)
    version = next((one for one in versions if one.version == identity.version), None)
    if version is None:
        known = ", ".join(str(one.version) for one in versions)
        fault = Fault(REGISTER, f"nie wydano wersji {identity.version} tego pakietu; wydane: {known}")
        return Check(REGISTER, faults=(fault,))
    if not {verdict.sha256, verdict.issued_sha256} & set(version.files.values()):
        fault = Fault(REGISTER, "to nie jest plik, który wydano", "Pobierz wydany plik z rejestru.")
        return Check(REGISTER, faults=(fault,))
    return Check(REGISTER, f"plik wydany; stan: {version.state}", _state(version, versions[-1]))


def _state(version: PackVersion, last: PackVersion) -> tuple[Fault, ...]:
    """Return a warning for a version that is no longer in force."""
    if version.state == SUPERSEDED:
        reason = f"wersja {version.version} została zastąpiona; obowiązuje wersja {last.version} ({last.state})"
        return (Fault(REGISTER, reason, "Używaj nowszej wersji.", warning=True),)
    if version.state == WITHDRAWN:
        return (Fault(REGISTER, f"wersja {version.version} została wycofana", warning=True),)
    return ()
