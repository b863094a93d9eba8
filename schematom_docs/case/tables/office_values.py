"""A cell as an office fills it → the answer in its one spelling, or why it is refused; and an answer → cell text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic_core import PydanticCustomError

from schematom_docs.case.answer_kinds import limit_error, read_scalar, refused
from schematom_docs.case.answer_values import BETWEEN
from schematom_docs.case.datafault import refusal, sentence
from schematom_docs.case.suggestion import ascii_folded, did_you_mean
from schematom_docs.case.tables.written_dates import written_date
from schematom_docs.fields import Answer, FormField

BULLET = "• "
KEY_SEPARATOR = " – "
LISTS = ("lista_tekstow", "wiele_z")
_PERIOD = re.compile(r"\s+(?:–|—|-|do)\s+|\s*[–—]\s*|(?<=\d)\s*-\s*(?=\d{1,2}\.)", re.IGNORECASE)
_YES = {"x": "tak", "✓": "tak", "+": "tak", "1": "tak", "0": "nie", "-": "nie", "brak": "nie", "t": "tak", "n": "nie"}
_EMPTY = frozenset({"-", "–", "—", "nd", "n/d", "nie dotyczy", "brak", "b/d", "bd", "brak danych"})
_MAY_BE_DASH = frozenset({"tekst", "dlugi_tekst", "tak_nie", "wybor", "lista_tekstow"})

SYNONYMS = {
    "matka": "rodzic", "mama": "rodzic", "ojciec": "rodzic", "tata": "rodzic", "zona": "rodzic", "maz": "rodzic",
    "corka": "dziecko", "syn": "dziecko", "konkubent": "partner", "konkubina": "partner", "partnerka": "partner",
    "babcia": "inny", "dziadek": "inny", "opiekunka": "opiekun", "kob": "k", "zenska": "k", "meska": "m",
    "mez": "m",
}  # fmt: skip
"""Words of lists of offices, folded → value of a choice, where the question has such a value."""


@dataclass(frozen=True, slots=True)
class Value:
    """One cell read. answer: in its one spelling, "" = nothing said; reason, remedy: why not; note: how it was read."""

    answer: Answer = ""
    reason: str = ""
    remedy: str = ""
    note: str = ""


def read_value(field: FormField, text: str) -> Value:
    """Return the answer that a cell gives to a field. text: of the cell, trimmed."""
    if not text or (text.casefold() in _EMPTY and field.kind not in _MAY_BE_DASH):
        return Value()
    try:
        answer, note = _read(field, text)
    except PydanticCustomError as error:
        found = refused(error, ())
        return Value(reason=found.reason, remedy=found.remedy)
    wrong = _size_error(field, answer)
    return Value(reason=sentence(wrong), remedy="Popraw tę komórkę.") if wrong else Value(answer, note=note)


def _read(field: FormField, text: str) -> tuple[Answer, str]:
    if field.kind == "data":
        return written_date(text)
    if field.kind == "okres":
        return _period(text)
    if field.kind == "wybor":
        return _choice(field, text), ""
    if field.kind == "wiele_z":
        return [_choice(field, item) for item in list_items(text)], ""
    if field.kind == "lista_tekstow":
        return [_reference(item) if field.collection else item for item in list_items(text)], ""
    if field.kind == "odwolanie":
        return _reference(text), ""
    return _scalar(field, text), ""


def _scalar(field: FormField, text: str) -> str:
    bare = text
    if field.kind == "kwota":
        bare = re.sub(r",\s*[-–—]\s*(?=zł|$)", "", text).strip()
    elif field.kind == "tak_nie":
        bare = _YES.get(text.casefold(), text)
    elif field.kind == "liczba":
        bare = _number(text)
    elif field.kind == "procent":
        bare = _without_zeros(text)
    elif field.kind == "kod_pocztowy":
        bare = re.sub(r"\s*[-–—]\s*", "-", text)
    value, findings = read_scalar(field.kind, bare, ())
    if findings:
        raise refusal(findings[0].reason, findings[0].remedy)
    return _plain(field, value)


_THOUSANDS = re.compile(r"[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}\.\d\d0")
"""A cell that holds a number never ends with a zero after the point, so this was typed as a text."""


def _number(text: str) -> str:
    """Return a number without dots between its thousands: „1.000,00” → „1000”. Refuses „1.000”, which may be 1."""
    if _DOUBTFUL.fullmatch(text):
        reason = "nie wiadomo, czy kropka oddziela tysiące, czy ułamek"
        raise refusal(reason, f"Wpisz {text.replace('.', '')} albo {text.replace('.', ',')}.")
    return _without_zeros(text.replace(".", "") if _THOUSANDS.fullmatch(text) else text)


def _without_zeros(text: str) -> str:
    """Return a whole number or percent without the decimal zeros that Excel shows: „3,0” → „3”."""
    return re.sub(r"[,.]0+(?=%?$)", "", text) if re.fullmatch(r"\d+[,.]0+%?", text) else text


def _plain(field: FormField, value: object) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, Decimal):
        if field.kind == "kwota":
            return f"{value:.2f}"
        return f"{value.normalize():f}"
    return str(value)


def _period(text: str) -> tuple[str, str]:
    bare = " ".join(text.split())
    lowered = bare.casefold()
    for word in ("od", "do"):
        rest = bare[len(word) :].strip(" :") if lowered.startswith(word) else ""
        if rest and not _PERIOD.search(rest):
            day, note = written_date(rest)
            return f"{word} {day}", note
    parts = [part for part in _PERIOD.split(re.sub(r"^od\s+", "", bare, flags=re.IGNORECASE)) if part]
    if len(parts) != 2:
        raise refusal("to nie jest okres", "Wpisz okres tak: 14.05.2015 – 30.09.2015.")
    (start, first), (end, second) = written_date(parts[0]), written_date(parts[1])
    if end < start:
        raise refusal("okres kończy się wcześniej, niż zaczyna", "Zamień daty albo popraw rok.")
    return f"{start}{BETWEEN}{end}", first or second


def _choice(field: FormField, text: str) -> str:
    """Return the stored value of a choice given as value or label, in letters of any size, with or without tails."""
    for choice in field.choices:
        if text in (choice.value, choice.label):
            return choice.value
    wanted = ascii_folded(" ".join(text.split()))
    found = {item.value for item in field.choices if wanted in (ascii_folded(item.value), ascii_folded(item.label))}
    meant = SYNONYMS.get(wanted, "")
    found |= {meant} & {item.value for item in field.choices}
    if len(found) == 1:
        return found.pop()
    labels = [choice.label for choice in field.choices]
    raise refusal("takiej odpowiedzi nie ma na liście", did_you_mean(text, labels))


def _reference(text: str) -> str:
    """Return the key of „r01 – Rodzina Nowaków”, as drop-downs offer it."""
    return text.split(KEY_SEPARATOR)[0].strip()


def list_items(text: str) -> list[str]:
    """Return the items of a list in one cell: bulleted, one a line, or divided by semicolons."""
    if any(line.startswith(BULLET) for line in text.split("\n")):
        parts = re.split(rf"(?:^|\n){re.escape(BULLET)}", text)
    else:
        parts = re.split(r"[;\n]", text)
    return [part.strip() for part in parts if part.strip()]


def list_text(items: list[str]) -> str:
    """Return a list as one cell, one item a line; bullets where an item has a line break or a semicolon itself.

    Raises CaseError through the caller when an item holds the bullet at the start of a line: see `fits_a_cell`.
    """
    if any("\n" in item or ";" in item or item.startswith(BULLET) for item in items):
        return "\n".join(BULLET + item for item in items)
    return "\n".join(items)


def _size_error(field: FormField, answer: Answer) -> str:
    value: object = answer
    if field.kind in ("liczba", "kwota", "procent") and isinstance(answer, str):
        value = Decimal(answer)
    elif field.kind not in ("tekst", "dlugi_tekst", *LISTS):
        return ""
    return limit_error(value, field.lowest, field.highest, field.longest)


def same_answer(field: FormField, answer: Answer, other: Answer) -> bool:
    """Tell whether two answers say the same in different spellings: „25 zł” and „25.00”."""
    return answer == other or _canonical(field, answer) == _canonical(field, other)


def _canonical(field: FormField, answer: Answer) -> Answer:
    if not isinstance(answer, str):
        return answer
    read = read_value(field, answer)
    return answer if read.reason else read.answer


def shown_text(field: FormField, answer: str) -> str:
    """Return an answer as people read it: the label of a choice, a date as 14.05.2015, an amount with „zł”."""
    if field.choices:
        return next((choice.label for choice in field.choices if choice.value == answer), answer)
    if not answer:
        return ""
    if field.kind in ("data", "okres"):
        return re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", answer)
    read = read_value(field, answer)
    if field.kind == "kwota" and isinstance(read.answer, str) and read.answer:
        return f"{Decimal(read.answer):,.2f} zł".replace(",", " ").replace(".", ",")
    return answer
