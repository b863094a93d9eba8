"""Rules on people: PESEL against typed data, the same PESEL twice, who may represent a family. No names in messages."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case import identifiers
from schematom_docs.case.case_model import Case
from schematom_docs.case.contract import Contract
from schematom_docs.case.family import Family
from schematom_docs.case.person import Person
from schematom_docs.case.record import walk
from schematom_docs.case.source import DataPath, SourceData, path_text
from schematom_docs.case.validation import Finding
from schematom_docs.polish.dates import date_text

_SEX = {"k": "kobiety", "m": "mężczyzny"}


def persons(case: Case) -> Iterator[tuple[DataPath, Person]]:
    """Yield every person written anywhere in the case."""
    for path, value in walk(case):
        if isinstance(value, Person):
            yield path, value


def pesel_agrees(case: Case) -> Iterator[Finding]:
    """The birth date and the sex that are typed are those that the PESEL carries."""
    for path, person in persons(case):
        if person.pesel is None:
            continue
        where, hidden = (*path, "pesel"), identifiers.masked(person.pesel)
        if person.typed_birth_date not in (None, identifiers.birth_date(person.pesel)):
            reason = f"PESEL {hidden} ma inną datę urodzenia niż pole „data_urodzenia”."
            yield Finding(where, reason, "Sprawdź w dokumencie, która jest właściwa; może to PESEL innej osoby.")
        sex = identifiers.sex(person.pesel)
        if person.typed_sex not in (None, sex) and not person.sex_confirmed:
            reason = f"PESEL {hidden} jest numerem {_SEX[sex]}, a w polu „plec” jest „{person.typed_sex}”."
            yield Finding(
                where,
                reason,
                "Popraw płeć albo PESEL (może to PESEL innej osoby) albo dopisz „plec_potwierdzona: tak”.",
            )


def sex_agrees_with_first_name(case: Case) -> Iterator[Finding]:
    """The sex, typed or read from the PESEL, is that of the first name, unless somebody has confirmed it."""
    for path, person in persons(case):
        by_pesel = identifiers.sex(person.pesel) if person.pesel else None
        told_already = None not in (by_pesel, person.typed_sex) and by_pesel != person.typed_sex
        if told_already or person.sex_confirmed or person.sex == (person.sex_of_first_name or person.sex):
            continue
        source = "pole „plec” mówi co innego" if person.typed_sex else "PESEL mówi co innego"
        yield Finding(
            (*path, "imie"),
            f"imię jest imieniem {_SEX[str(person.sex_of_first_name)]}, a {source}.",
            "Popraw imię albo płeć; jeżeli jest dobrze, wpisz płeć i dopisz „plec_potwierdzona: tak”.",
        )


def sex_is_known(case: Case, source: SourceData) -> Iterator[Finding]:
    """Every person has a sex, typed or read from the PESEL: the papers speak differently of women and men."""
    for path, person in persons(case):
        told = any(source.has((*path, field)) for field in ("plec", "pesel"))
        if person.sex is None and not told:
            yield Finding(
                (*path, "plec"),
                "brak pola „plec”, a nie wskazuje jej też PESEL ani imię.",
                "Dopisz „plec: k” albo „plec: m”.",
            )


def pesel_is_unique(case: Case) -> Iterator[Finding]:
    """No two entries have the same PESEL: two families, a family and a participant, two members."""
    first: dict[str, DataPath] = {}
    for path, person in persons(case):
        if person.pesel is None:
            continue
        earlier = first.setdefault(person.pesel, path)
        if earlier != path:
            hidden = identifiers.masked(person.pesel)
            two_families = path[0] == earlier[0] == "rodziny" and path[1] != earlier[1]
            reason = f"PESEL {hidden} jest już w {path_text((*earlier, 'pesel'))}"
            reason += " – ta sama osoba w dwóch rodzinach albo pomyłka." if two_families else "."
            yield Finding((*path, "pesel"), reason, "Zostaw osobę w jednym miejscu albo popraw numer.")


_YOUNGEST_PARENT = 15


def parents_are_not_children(case: Case) -> Iterator[Finding]:
    """The PESEL of a parent, guardian or partner is not that of a child: numbers of one family get mixed up."""
    start = case.project.period.start if case.project.period else None
    signed = {str(item.family): item.date for item in case.contracts.values()}
    for key, family in case.families.items():
        day = start or signed.get(key)
        for own, member in family.members.items():
            born = identifiers.birth_date(member.pesel) if member.pesel else None
            if day is None or born is None or member.role not in _ADULT_ROLES or member.typed_birth_date:
                continue
            if (day.year - born.year) < _YOUNGEST_PARENT:
                yield Finding(
                    ("rodziny", key, "czlonkowie", own, "pesel"),
                    f"PESEL {identifiers.masked(member.pesel or '')} należy do dziecka, a rola to „{member.role}”.",
                    "Czy to nie PESEL dziecka z tej rodziny? Popraw numer albo rolę.",
                )


_ADULT_ROLES = ("rodzic", "opiekun", "partner")


def born_before_the_papers(case: Case) -> Iterator[Finding]:
    """Nobody is born after the end of the project."""
    end = case.project.period.end if case.project.period else None
    for path, person in persons(case):
        if end and person.birth_date and person.birth_date > end:
            field = "data_urodzenia" if person.typed_birth_date else "pesel"
            yield Finding(
                (*path, field), "data urodzenia jest późniejsza niż koniec projektu.", "Sprawdź rok urodzenia."
            )


def only_adults_represent(case: Case) -> Iterator[Finding]:
    """Only adults represent a family on the day of its contract, and somebody does."""
    for key, contract in case.contracts.items():
        family = case.families.get(contract.family)
        if family is not None:
            yield from _representatives(contract, str(contract.family), family, key)
    with_contract = {str(item.family) for item in case.contracts.values()}
    for key, family in case.families.items():
        if key in with_contract:
            continue
        for own, member in family.members.items():
            if member.represents and member.role == "dziecko" and member.is_minor(None):
                yield _child(("rodziny", key, "czlonkowie", own, "reprezentuje"), "")


def _representatives(contract: Contract, key: str, family: Family, contract_key: str) -> Iterator[Finding]:
    chosen = [(own, member) for own, member in family.members.items() if member.represents]
    day = f" w dniu kontraktu ({date_text(contract.date)})" if contract.date else ""
    for own, member in chosen:
        if member.is_minor(contract.date):
            yield _child(("rodziny", key, "czlonkowie", own, "reprezentuje"), day)
    if not any(not member.is_minor(contract.date) for _, member in chosen):
        yield Finding(
            ("rodziny", key, "czlonkowie"),
            f"rodziny nikt pełnoletni nie reprezentuje, a ma kontrakt „{contract_key}”.",
            "Dopisz „reprezentuje: tak” dorosłemu, który podpisze kontrakt.",
        )


def _child(path: DataPath, day: str) -> Finding:
    return Finding(
        path, f"rodzinę reprezentuje osoba niepełnoletnia{day}.", "Reprezentują tylko dorośli: usuń to pole."
    )


def commitments_belong_to_adults(case: Case) -> Iterator[Finding]:
    """A commitment of the family names one of its adults; commitments of offices name nobody."""
    for key, contract in case.contracts.items():
        family = case.families.get(contract.family)
        for index, item in enumerate(contract.commitments):
            path: DataPath = ("kontrakty", key, "zobowiazania", index, "osoba")
            if item.party == "rodzina" and item.person is None:
                yield Finding(
                    path, "zobowiązanie rodziny nie ma osoby.", "Dopisz „osoba: o1” – klucz dorosłego z rodziny."
                )
            if item.party != "rodzina" and item.person is not None:
                yield Finding(
                    path, f"zobowiązanie strony „{item.party}” wskazuje osobę z rodziny.", "Usuń pole „osoba”."
                )
            member = family.members.get(item.person.rsplit(".", 1)[-1]) if family and item.person else None
            if member is not None and member.is_minor(contract.date):
                yield Finding(path, "zobowiązanie przypisano osobie niepełnoletniej.", "Wskaż dorosłego z rodziny.")
