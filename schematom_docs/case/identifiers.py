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
        zeros = next((item - len(number) for item in lengths if 0 < item - len(number) < 3), 0)
        zero = ("", " – Excel zgubił zero?", " – Excel zgubił zera?")[zeros]
        raise refusal(
            f"{name} ma {len(number)} {_digit_word(len(number))}{zero}",
            f"Wpisz {expected} cyfr" + (", z zerem na początku." if zero else "."),
        )
    if set(number) == {"0"}:
        raise refusal(f"{name} {masked(number)} ma same zera", "Wpisz prawdziwy numer albo zostaw pole puste.")
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
            f"PESEL {masked(number)} zawiera datę, której nie ma w kalendarzu",
            "Przepisz go z dokumentu; u urodzonych od 2000 r. miesiąc jest powiększony o 20.",
        ) from None
    return number


def birth_date(number: str) -> date:
    """Return the birth date that a valid PESEL carries."""
    found = stdnum_pesel.get_birth_date(number)
    return date(found.year, found.month, found.day)


def sex(number: str) -> str:
    """Return „k” or „m” as the tenth digit of a valid PESEL says."""
    return "m" if int(number[9]) % 2 else "k"


def _as_other(text: str, name: str, length: int) -> str:
    """Return the text, unless it is a valid number of another kind that people mix up with this one."""
    number = _NOISE.sub("", text)
    for other, check in (("PESEL", stdnum_pesel), ("REGON", stdnum_regon), ("NIP", stdnum_nip)):
        if other != name and number.isdigit() and len(number) != length and check.is_valid(number):
            if number.zfill(length) != number and _VALID[name](number.zfill(length)):
                continue  # a lost zero explains it as well
            raise refusal(
                f"to nie jest {name}, lecz {other} {masked(number)}", f"Przenieś go do pola „{other.lower()}”."
            )
    return text


_VALID = {"NIP": stdnum_nip.is_valid, "REGON": stdnum_regon.is_valid}


def nip(text: str) -> str:
    """Return a NIP of ten digits; dashes and the prefix PL are dropped."""
    number = _digits(_as_other(re.sub(r"^PL\s*", "", text.upper()), "NIP", 10), "NIP", 10)
    if not stdnum_nip.is_valid(number):
        raise refusal(f"NIP {masked(number)} ma złą cyfrę kontrolną", "Przepisz go z wpisu w rejestrze.")
    return number


def regon(text: str) -> str:
    """Return a REGON of nine digits (body) or fourteen (local unit)."""
    number = _digits(_as_other(text, "REGON", 9), "REGON", (9, 14))
    if not stdnum_regon.is_valid(number):
        raise refusal(f"REGON {masked(number)} ma złą cyfrę kontrolną", "Przepisz go z wpisu w rejestrze.")
    return number


def krs(text: str) -> str:
    """Return a KRS number of ten digits, leading zeros kept. It has no check digit."""
    number = _NOISE.sub("", text)
    if re.fullmatch(r"\d{4,9}", number):
        raise refusal(f"KRS ma {len(number)} {_digit_word(len(number))} – zgubiono zera z przodu?", "Wpisz 10 cyfr.")
    return _digits(text, "KRS", 10)


_BANK_WEIGHTS = (3, 9, 7, 1, 3, 9, 7, 1)
"""Of the eight digits of a bank's branch; the last is its check digit. Source: numbering of Polish banks (NBP)."""


def nrb(text: str) -> str:
    """Return an account number of 26 digits; its check digits and that of its bank's branch must agree."""
    bare = re.sub(r"^PL\s*", "", text.upper())
    if re.match(r"[A-Z]{2}\s*\d", bare):
        raise refusal("to jest numer rachunku w banku zagranicznym", "Wpisz polski numer rachunku: 26 cyfr.")
    number = _digits(bare, "Numer rachunku", 26)
    if not iban.is_valid(f"PL{number}", check_country=False):
        if number.endswith("0" * 9):
            raise refusal(
                f"numer rachunku {masked(number)} ma na końcu same zera – Excel zaokrąglił liczbę?",
                "Ustaw w Excelu kolumnę jako tekst i wpisz numer jeszcze raz.",
            )
        raise refusal(f"numer rachunku {masked(number)} ma złe cyfry kontrolne", "Przepisz go z umowy z bankiem.")
    if sum(weight * int(digit) for weight, digit in zip(_BANK_WEIGHTS, number[2:10], strict=True)) % 10:
        raise refusal(
            f"numer rachunku {masked(number)} ma zły numer banku",
            "Sprawdź cyfry od 3. do 10. z umową z bankiem; ostatnia z nich jest kontrolna.",
        )
    return number


def postcode(text: str) -> str:
    """Return a post code „62-020”; another dash or spaces round it are put right."""
    text = re.sub(r"\s*[-–—]\s*", "-", text)
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
    if _EXCEL.fullmatch(text):
        raise refusal(
            "numer telefonu ma postać wykładniczą – Excel zamienił go na liczbę",
            "Ustaw w Excelu kolumnę jako tekst i wpisz numer jeszcze raz.",
        )
    if re.fullmatch(r"48\d{9}", digits):
        raise refusal("numer telefonu zaczyna się od 48 bez plusa", "Dopisz plus (+48 …) albo wpisz same 9 cyfr.")
    if re.match(r"\+(?!48)", digits):
        raise refusal("to jest zagraniczny numer telefonu", "Wpisz numer polski: 9 cyfr albo +48 i 9 cyfr.")
    if not re.fullmatch(r"(\+48|0048)?0?\d{9}", digits):
        raise refusal("numer telefonu powinien mieć 9 cyfr", "Wpisz np. 61 123 45 67 albo +48 600 100 200.")
    return text


def email(text: str) -> str:
    """Return an e-mail address."""
    if text.upper().startswith("AE:PL"):
        raise refusal("to jest adres do doręczeń elektronicznych, nie e-mail", "Przenieś go do pola ade.")
    if re.search(r"[;,]| i ", text) and text.count("@") > 1:
        raise refusal("tu stoi więcej niż jeden adres e-mail", "Wpisz jeden adres.")
    if re.search(r"\s", text):
        raise refusal("w adresie e-mail jest spacja", "Usuń ją.")
    if "@" not in text:
        raise refusal("w adresie e-mail nie ma znaku @", "Wpisz np. sekretariat@example.pl.")
    if not text.isascii():
        raise refusal("w adresie e-mail jest polska litera", "Wpisz go bez ogonków, np. lukasz@example.pl.")
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", text):
        raise refusal("to nie jest adres e-mail", "Wpisz np. sekretariat@example.pl.")
    return text


def ade(text: str) -> str:
    """Return an electronic delivery address „AE:PL-12345-67890-ABCDE-12”."""
    if not re.fullmatch(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}", text.upper()):
        hint = "To wygląda na e-mail – przenieś go do pola email." if "@" in text else ""
        raise refusal("to nie jest adres do doręczeń elektronicznych", hint or "Wpisz AE:PL-12345-67890-ABCDE-12.")
    return text.upper()
