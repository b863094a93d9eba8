"""Rules on institutions: identifiers that cannot be shared, kinds that a role needs."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.case_model import Case
from schematom_docs.case.record import InstitutionRef
from schematom_docs.case.source import DataPath
from schematom_docs.case.validation import Finding

_WELFARE = ("ops", "gops", "mops", "pcpr")
_LOCAL = (*_WELFARE, "pup", "starostwo", "urzad_gminy", "szkola")


def nip_is_the_units_own(case: Case) -> Iterator[Finding]:
    """Two institutions of different bodies do not share a NIP; of one body they may, but it is worth a look."""
    first: dict[str, str] = {}
    for key, item in case.institutions.items():
        if item.nip is None:
            continue
        earlier = first.setdefault(item.nip, key)
        if earlier != key:
            same_body = item.legal_entity is not None and item.legal_entity == case.institutions[earlier].legal_entity
            yield Finding(
                ("instytucje", key, "nip"),
                f"ten sam NIP ma już „{earlier}”" + (" – to NIP gminy albo powiatu?" if same_body else "."),
                "Wpisz NIP tej jednostki, a nie jej organu prowadzącego.",
                warning=same_body,
            )


def regon_is_the_bodys_own(case: Case) -> Iterator[Finding]:
    """A legal person has a REGON of nine digits; fourteen are those of a local unit."""
    for key, item in case.institutions.items():
        if item.regon is None or len(item.regon) != 14:
            continue
        path: DataPath = ("instytucje", key, "regon")
        if item.regon.endswith("00000"):
            reason = "REGON ma 14 cyfr z zerami na końcu, a to numer podmiotu."
            yield Finding(path, reason, "Wpisz tylko pierwsze 9 cyfr.", warning=True)
        elif item.legal_entity is None:
            reason = "REGON ma 14 cyfr – to numer jednostki lokalnej, a instytucja jest osobą prawną."
            yield Finding(path, reason, "Wpisz 9 cyfr podmiotu albo uzupełnij pole „podmiot”.", warning=True)


def krs_is_of_a_registered_body(case: Case) -> Iterator[Finding]:
    """Units of local government have no KRS number."""
    for key, item in case.institutions.items():
        if item.krs is not None and (item.legal_entity is not None or item.kind in _LOCAL):
            reason = "jednostka samorządu nie ma KRS."
            yield Finding(
                ("instytucje", key, "krs"), reason, "Usuń numer albo popraw „rodzaj” i „podmiot”.", warning=True
            )


def offices_of_a_contract_are_of_their_kind(case: Case) -> Iterator[Finding]:
    """The labour office of a contract is a PUP, the welfare centre an OPS, GOPS, MOPS or PCPR."""
    for key, contract in case.contracts.items():
        yield from _kind(case, ("kontrakty", key, "pup"), contract.labour_office, ("pup",))
        yield from _kind(case, ("kontrakty", key, "ops"), contract.welfare_centre, _WELFARE)
    for key, social in case.social_contracts.items():
        yield from _kind(case, ("kontrakty_socjalne", key, "osrodek"), social.centre, _WELFARE)


def _kind(case: Case, path: DataPath, reference: InstitutionRef, kinds: tuple[str, ...]) -> Iterator[Finding]:
    institution = case.institutions.get(reference)
    if institution is not None and institution.kind not in kinds:
        reason = f"„{reference}” to instytucja rodzaju „{institution.kind}”."
        yield Finding(path, reason, f"Wskaż instytucję rodzaju: {', '.join(kinds)}.")


def one_in_office(case: Case) -> Iterator[Finding]:
    """Periods in office of an institution's representatives do not overlap: otherwise nobody knows who signs."""
    for key, item in case.institutions.items():
        for index, later in enumerate(item.representatives):
            for earlier in item.representatives[:index]:
                apart = (earlier.end and later.start and earlier.end < later.start) or (
                    later.end and earlier.start and later.end < earlier.start
                )
                if not apart:
                    path = ("instytucje", key, "reprezentanci", index)
                    reason = "urzęduje w tym samym czasie co osoba podana wyżej; podpisuje pierwsza z listy."
                    yield Finding(path, reason, "Sprawdź daty „od” i „do” obu osób.", warning=True)
                    break
