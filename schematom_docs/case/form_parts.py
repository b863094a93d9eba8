"""What a person, an institution and an address are asked for: their parts, each a question of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schematom_docs.fields import Choice, FieldKind, Privacy


@dataclass(frozen=True, slots=True)
class Part:
    """One part. path: below that of the whole; label: follows „etykieta – ”; needed: required when the whole is."""

    path: str
    label: str
    kind: FieldKind = "tekst"
    privacy: Privacy = "osobowe"
    hint: str = ""
    example: str = ""
    needed: bool = False
    choices: tuple[Choice, ...] = ()


SEXES = (Choice("k", "kobieta"), Choice("m", "mężczyzna"))
INSTITUTION_KINDS = (
    Choice("pup", "powiatowy urząd pracy"),
    Choice("pcpr", "powiatowe centrum pomocy rodzinie"),
    Choice("ops", "ośrodek pomocy społecznej"),
    Choice("gops", "gminny ośrodek pomocy społecznej"),
    Choice("mops", "miejski ośrodek pomocy społecznej"),
    Choice("starostwo", "starostwo powiatowe"),
    Choice("urzad_gminy", "urząd gminy albo miasta"),
    Choice("crzl", "Centrum Rozwoju Zasobów Ludzkich"),
    Choice("ministerstwo", "ministerstwo"),
    Choice("organizacja", "organizacja pozarządowa"),
    Choice("przedsiebiorca", "przedsiębiorca"),
    Choice("cis", "centrum integracji społecznej"),
    Choice("kis", "klub integracji społecznej"),
    Choice("fundacja", "fundacja"),
    Choice("szkola", "szkoła"),
    Choice("policja", "policja"),
    Choice("sad", "sąd"),
    Choice("zdrowie", "placówka ochrony zdrowia"),
    Choice("inne", "inna instytucja"),
)
_ADDRESS = (
    Part("ulica", "ulica", hint="Bez „ul.”; puste, gdy miejscowość nie ma ulic", example="Przykładowa"),
    Part("numer", "numer domu i lokalu", example="7/2"),
    Part("kod", "kod pocztowy", "kod_pocztowy", hint="Pięć cyfr z kreską", example="62-020"),
    Part("miejscowosc", "miejscowość", example="Swarzędz", needed=True),
    Part("poczta", "poczta", hint="Tylko gdy inna niż miejscowość", example="Kobylnica"),
)


def _below(path: str, label: str, parts: tuple[Part, ...], privacy: Privacy, *, needed: bool) -> tuple[Part, ...]:
    return tuple(
        replace(
            part, path=f"{path}.{part.path}", label=f"{label}{part.label}", privacy=privacy, needed=part.needed & needed
        )
        for part in parts
    )


_NAME = (
    Part("imie", "imię", example="Anna", needed=True),
    Part("drugie_imie", "drugie imię", example="Maria"),
    Part("nazwisko", "nazwisko", example="Przykładowa", needed=True),
    Part("plec", "płeć", "wybor", hint="Można pominąć, gdy wskazuje ją imię albo PESEL", example="k", choices=SEXES),
)
_FUNCTION = Part("funkcja", "funkcja albo stanowisko", privacy="zwykle", example="Dyrektor")
_PERSON = (
    *_NAME,
    Part("pesel", "PESEL", "pesel", hint="11 cyfr, także zera na początku", example="84030741265"),
    Part("data_urodzenia", "data urodzenia", "data", hint="Można pominąć, gdy wskazuje ją PESEL", example="7.03.1984"),
    Part("miejsce_urodzenia", "miejsce urodzenia", hint="Miejscowość w mianowniku", example="Poznań"),
    *_below("adres", "adres: ", _ADDRESS, "osobowe", needed=False),
    Part("status", "sytuacja na rynku pracy", privacy="szczegolne", example="bezrobotna"),
    _FUNCTION,
    Part("telefon", "telefon", "telefon", example="600 100 200"),
    Part("email", "adres e-mail", "email", example="anna.przykladowa@example.pl"),
)
_REPRESENTATIVE = (
    *_NAME,
    replace(_FUNCTION, needed=True),
    Part(
        "umocowanie",
        "podstawa umocowania",
        privacy="zwykle",
        hint="Dopełniacz: ciąg dalszy słów „na podstawie …”",
        example="pełnomocnictwa nr 1/2015 z dnia 2 stycznia 2015 r.",
    ),
)
_INSTITUTION = (
    Part("nazwa", "pełna nazwa", privacy="zwykle", example="Powiatowy Urząd Pracy w Poznaniu", needed=True),
    Part("skrot", "skrót", privacy="zwykle", hint="Używany po słowach „zwanym dalej”", example="PUP"),
    Part("rodzaj", "rodzaj", "wybor", privacy="zwykle", example="pup", needed=True, choices=INSTITUTION_KINDS),
    Part(
        "podmiot",
        "osoba prawna, której jest jednostką",
        privacy="zwykle",
        hint="Puste, gdy sama jest osobą prawną",
        example="Powiat Poznański",
    ),
    Part("siedziba", "miejscowość siedziby", privacy="zwykle", hint="Miejscowość w mianowniku", example="Poznań"),
    *_below("adres", "adres: ", _ADDRESS, "zwykle", needed=False),
    Part("nip", "NIP", "nip", privacy="zwykle", hint="10 cyfr, bez „PL”", example="7771234567"),
    Part("regon", "REGON", "regon", privacy="zwykle", hint="9 cyfr (jednostka lokalna: 14)", example="631472124"),
    Part("krs", "KRS", "krs", privacy="zwykle", hint="10 cyfr z zerami na początku", example="0000123456"),
    Part("nrb", "numer rachunku", "nrb", privacy="zwykle", hint="26 cyfr", example="44102000030000000012345678"),
    Part("telefon", "telefon", "telefon", privacy="zwykle", example="61 123 45 67"),
    Part("email", "adres e-mail", "email", privacy="zwykle", example="sekretariat@example.pl"),
    Part("ade", "adres do doręczeń elektronicznych", "ade", "zwykle", example="AE:PL-12345-67890-ABCDE-12"),
    *_below("reprezentant", "osoba reprezentująca: ", _REPRESENTATIVE, "osobowe", needed=True),
)
PARTS = {"osoba": _PERSON, "instytucja": _INSTITUTION, "adres": _ADDRESS}
"""Composite kind → its parts in the order in which they are asked."""


def parts_of(kind: str, chosen: tuple[str, ...], needed: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return the parts of a composite kind: all, or those chosen by name („adres” stands for all its parts).

    needed: parts required beside those that always are.
    """
    parts = [part for part in PARTS[kind] if not chosen or _named(part, chosen) or part.path in needed]
    return tuple(replace(part, needed=part.needed or part.path in needed) for part in parts)


def _named(part: Part, chosen: tuple[str, ...]) -> bool:
    return part.path in chosen or part.path.split(".")[0] in chosen


def unknown_parts(kind: str, chosen: tuple[str, ...]) -> list[str]:
    """Return the chosen names that no part of the kind has."""
    return [name for name in chosen if not any(_named(part, (name,)) for part in PARTS[kind])]


def part_names(kind: str) -> list[str]:
    """Return the names under which parts of a kind may be chosen."""
    return list(dict.fromkeys(name for part in PARTS[kind] for name in (part.path.split(".")[0], part.path)))
