"""Money and decimal numbers: figures with a decimal comma and non-breaking spaces, amounts in words.

Conventions of amounts in words: `ulamek` – „… złotych 00/100”, `slowa` – „… złotych dwadzieścia groszy”.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from schematom_docs.polish.numerals import cardinal, plural_category

NBSP = "\u00a0"
LIMIT = Decimal(10) ** 12  # the greatest amount
_GROSZ = Decimal("0.01")
_ZLOTY = {"one": "złoty", "few": "złote", "many": "złotych"}
_GROSZE = {"one": "grosz", "few": "grosze", "many": "groszy"}


def exact(value: object) -> Decimal:
    """Return a number as Decimal. value: int, Decimal or text with a decimal point or comma; never float."""
    if isinstance(value, bool | float):
        raise ValueError(
            "Liczba musi być podana dokładnie (całkowita, dziesiętna albo tekst), nie jako ułamek binarny."
        )
    if not isinstance(value, int | Decimal | str):
        raise ValueError("Oczekiwano liczby.")
    try:
        text = value.replace(NBSP, "").replace(" ", "").replace(",", ".") if isinstance(value, str) else value
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"„{value}” nie jest liczbą.") from None
    if not number.is_finite():
        raise ValueError(f"„{value}” nie jest liczbą.")
    return number


def amount(value: object) -> Decimal:
    """Return an amount in złote with exactly two places. Raises ValueError for fractions of a grosz."""
    money = exact(value)
    if abs(money) > LIMIT:
        raise ValueError("Kwota nie może być większa niż bilion złotych.")
    rounded = money.quantize(_GROSZ)
    if rounded != money:
        raise ValueError(f"Kwota {money} ma ułamek grosza.")
    return rounded


def grouped(number: Decimal) -> str:
    """Return figures with a decimal comma and groups of three set apart by non-breaking spaces: „34 337 973,00”."""
    return f"{number:,f}".replace(",", NBSP).replace(".", ",")


def money_figures(value: object) -> str:
    """Return „724 860,00 zł” with non-breaking spaces."""
    return f"{grouped(amount(value))}{NBSP}zł"


def money_words(value: object, convention: str = "ulamek", *, spell_one: bool = True) -> str:
    """Return an amount in words, 0 ≤ value ≤ 10**12. spell_one: „jeden tysiąc złotych” as accountants write."""
    money = amount(value)
    if money < 0:
        raise ValueError("Kwota słownie nie może być ujemna.")
    zlote, grosze = divmod(int(money * 100), 100)
    words = f"{cardinal(zlote, 'm3', spell_one=spell_one)} {_ZLOTY[plural_category(zlote)]}"
    if convention == "ulamek":
        return f"{words} {grosze:02d}/100"
    if convention == "slowa":
        return f"{words} {cardinal(grosze)} {_GROSZE[plural_category(grosze)]}"
    raise ValueError(f"Nie ma zapisu kwoty „{convention}”; są „ulamek” i „slowa”.")


def decimal_figures(value: object, places: int | None = None) -> str:
    """Return a number with a decimal comma; places: fixed count of decimals, otherwise none is added or lost."""
    number = exact(value)
    if places is not None and not 0 <= places <= 9:
        raise ValueError("Liczba miejsc po przecinku jest od 0 do 9.")
    if abs(number) > LIMIT:
        raise ValueError("Liczba nie może być większa niż bilion.")
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    else:
        number = number.normalize()
    return grouped(number)


def percent(value: object, places: int | None = None) -> str:
    """Return „37,5%”: no space before the sign."""
    return f"{decimal_figures(value, places)}%"
