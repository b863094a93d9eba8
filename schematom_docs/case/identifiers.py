"""Identifiers with check digits: each function returns the number in its stored form or refuses it in Polish.

No message repeats a number: a PESEL shows its last two digits, the rest not at all. Source: docs of python-stdnum.
"""

from __future__ import annotations

import re
from datetime import date

from stdnum import exceptions, iban
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import pesel as stdnum_pesel
from stdnum.pl import regon as stdnum_regon

from schematom_docs.case.datafault import refusal

_NOISE = re.compile(r"[\s\u00a0\u202f-]+")
_EXCEL = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")


def masked(number: str) -> str:
    """Return a number with all but its last two signs hidden: „*********65”."""
    return "*" * max(len(number) - 2, 0) + number[-2:]


def _digits(text: str, name: str, length: int | tuple[int, ...]) -> str:
    """Return the digits alone. Refuses letters, Excel's exponent and a wrong count with the likely cause."""
    if _EXCEL.fullmatch(text):
        raise refusal(
            f"{name} ma postać wykładniczą – Excel zamienił numer na liczbę",
            "Ustaw w Excelu kolumnę jako tekst i wpisz numer jeszcze raz.",
        )
    number = _NOISE.sub("", text)
    if not re.fullmatch(r"[0-9]+", number):
        raise refusal(f"{name} ma inne znaki niż cyfry", "Sprawdź, czy zamiast zera nie ma litery O.")
    lengths = (length,) if isinstance(length, int) else length
    if len(number) not in lengths:
        expected = " albo ".join(str(item) for item in lengths)
        zero = " – Excel zgubił zero?" if len(number) + 1 in lengths else ""
        raise refusal(
            f"{name} ma {len(number)} {_digit_word(len(number))}{zero}",
            f"Wpisz {expected} cyfr" + (", z zerem na początku." if zero else "."),
        )
    return number


def _digit_word(count: int) -> str:
    if count == 1:
        return "cyfrę"
    return "cyfry" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "cyfr"


def pesel(text: str) -> str:
    """Return a PESEL of eleven digits with a right check digit and a real birth date."""
    number = _digits(text, "PESEL", 11)
    try:
        stdnum_pesel.validate(number)
    except exceptions.InvalidChecksum:
        raise refusal(
            f"PESEL {masked(number)} ma złą cyfrę kontrolną",
            "Przepisz go z dokumentu; sprawdź, czy nie zamieniono sąsiednich cyfr.",
        ) from None
    except exceptions.ValidationError:
        raise refusal(
            f"PESEL {masked(number)} zawiera datę, której nie ma w kalendarzu", "Przepisz go z dokumentu."
        ) from None
    return number


def birth_date(number: str) -> date:
    """Return the birth date that a valid PESEL carries."""
    found = stdnum_pesel.get_birth_date(number)
    return date(found.year, found.month, found.day)


def sex(number: str) -> str:
    """Return „k” or „m” as the tenth digit of a valid PESEL says."""
    return "m" if int(number[9]) % 2 else "k"


def nip(text: str) -> str:
    """Return a NIP of ten digits; dashes and the prefix PL are dropped."""
    number = _digits(re.sub(r"^PL\s*", "", text.upper()), "NIP", 10)
    if not stdnum_nip.is_valid(number) or set(number) == {"0"}:
        raise refusal(f"NIP {masked(number)} ma złą cyfrę kontrolną", "Przepisz go z wpisu w rejestrze.")
    return number


def regon(text: str) -> str:
    """Return a REGON of nine digits (body) or fourteen (local unit)."""
    number = _digits(text, "REGON", (9, 14))
    if not stdnum_regon.is_valid(number) or set(number) == {"0"}:
        raise refusal(f"REGON {masked(number)} ma złą cyfrę kontrolną", "Przepisz go z wpisu w rejestrze.")
    return number


def krs(text: str) -> str:
    """Return a KRS number of ten digits, leading zeros kept. It has no check digit."""
    number = _NOISE.sub("", text)
    if re.fullmatch(r"\d{4,9}", number):
        raise refusal(f"KRS ma {len(number)} {_digit_word(len(number))} – zgubiono zera z przodu?", "Wpisz 10 cyfr.")
    return _digits(text, "KRS", 10)


def nrb(text: str) -> str:
    """Return an account number of 26 digits."""
    number = _digits(re.sub(r"^PL\s*", "", text.upper()), "Numer rachunku", 26)
    if not iban.is_valid(f"PL{number}", check_country=False):
        raise refusal(f"numer rachunku {masked(number)} ma złe cyfry kontrolne", "Przepisz go z umowy z bankiem.")
    return number


def postcode(text: str) -> str:
    """Return a post code „62-020”."""
    if re.fullmatch(r"\d{5}", text):
        raise refusal("kod pocztowy nie ma kreski", f"Wpisz {text[:2]}-{text[2:]}.")
    if re.fullmatch(r"\d{4}|\d-\d{3}", text):
        raise refusal("kod pocztowy ma 4 cyfry – zgubiono zero z przodu?", "Wpisz pięć cyfr z kreską, np. 05-800.")
    if not re.fullmatch(r"\d{2}-\d{3}", text):
        raise refusal("to nie jest kod pocztowy", "Wpisz pięć cyfr z kreską, np. 62-020.")
    return text


def phone(text: str) -> str:
    """Return a phone number as typed, when it has nine digits, with or without +48 (an extension may follow)."""
    bare = re.sub(r"\s*(wew|w)\.?\s*\d+$", "", text)
    digits = re.sub(r"[\s()\u00a0-]", "", bare)
    if not re.fullmatch(r"(\+48|0048)?0?\d{9}", digits):
        raise refusal("numer telefonu powinien mieć 9 cyfr", "Wpisz np. 61 123 45 67 albo +48 600 100 200.")
    return text


def email(text: str) -> str:
    """Return an e-mail address."""
    if text.upper().startswith("AE:PL"):
        raise refusal("to jest adres do doręczeń elektronicznych, nie e-mail", "Przenieś go do pola ade.")
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", text):
        raise refusal("to nie jest adres e-mail", "Wpisz np. sekretariat@example.pl.")
    return text


def ade(text: str) -> str:
    """Return an electronic delivery address „AE:PL-12345-67890-ABCDE-12”."""
    if not re.fullmatch(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}", text.upper()):
        hint = "To wygląda na e-mail – przenieś go do pola email." if "@" in text else ""
        raise refusal("to nie jest adres do doręczeń elektronicznych", hint or "Wpisz AE:PL-12345-67890-ABCDE-12.")
    return text.upper()
