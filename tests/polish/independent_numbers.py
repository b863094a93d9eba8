"""A second generator of Polish numbers, written from the grammar of groups and tables of words: the judge of ours."""

from __future__ import annotations

ONES = [
    *("zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"),
    *("jedenaście", "dwanaście", "trzynaście", "czternaście"),
    *(word + "naście" for word in ("pięt", "szes", "siedem", "osiem", "dziewięt")),
]
TENS = {2: "dwadzieścia", 3: "trzydzieści", 4: "czterdzieści"} | {
    digit: ONES[digit] + "dziesiąt" for digit in range(5, 10)
}
HUNDREDS = {1: "sto", 2: "dwieście", 3: "trzysta", 4: "czterysta"} | {
    digit: ONES[digit] + "set" for digit in range(5, 10)
}
SCALES = {
    10**9: ("miliard", "miliardy", "miliardów"),
    10**6: ("milion", "miliony", "milionów"),
    10**3: ("tysiąc", "tysiące", "tysięcy"),
}


def form(number: int, forms: tuple[str, str, str]) -> str:
    """Return the noun after a number: by the last digits written as text."""
    text = str(number)
    if text == "1":
        return forms[0]
    teens = len(text) > 1 and text[-2] == "1"
    return forms[1] if text[-1] in "234" and not teens else forms[2]


def words(number: int) -> str:
    """Return a number below 10**12 in words, by recursion over scales."""
    for scale, forms in SCALES.items():
        if number >= scale:
            head, rest = divmod(number, scale)
            front = f"{words(head)} {form(head, forms)}"
            return front if not rest else f"{front} {words(rest)}"
    if number >= 100:
        return HUNDREDS[number // 100] + (f" {words(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def money(grosze: int) -> tuple[str, str]:
    """Return an amount in both conventions: with a fraction, and with grosze in words."""
    zlote, rest = divmod(grosze, 100)
    front = f"{words(zlote)} {form(zlote, ('złoty', 'złote', 'złotych'))}"
    return f"{front} {rest:02d}/100", f"{front} {words(rest)} {form(rest, ('grosz', 'grosze', 'groszy'))}"
