"""The Polish dictionary of forms: every question of every form, written from the definitions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.fields import FormField

KIND_WORDS: Mapping[str, str] = {
    "tekst": "tekst", "dlugi_tekst": "długi tekst", "liczba": "liczba", "kwota": "kwota", "procent": "procent",
    "data": "data", "okres": "okres", "wybor": "wybór", "wiele_z": "kilka do wyboru", "tak_nie": "tak albo nie",
    "lista_tekstow": "lista", "pesel": "PESEL", "nip": "NIP", "regon": "REGON", "krs": "KRS",
    "nrb": "numer rachunku", "dowod": "numer dowodu", "kod_pocztowy": "kod pocztowy", "telefon": "telefon",
    "email": "e-mail", "ade": "adres do doręczeń elektronicznych", "teryt": "TERYT", "odwolanie": "odwołanie",
    "tabela": "tabela",
}  # fmt: skip
PRIVACY_WORDS = {"zwykle": "zwykłe", "osobowe": "osobowe", "szczegolne": "szczególnej kategorii"}
_HEAD = """\
# Słownik formularzy

Pytania wszystkich formularzy w kolejności, w jakiej są zadawane. Nazwa bez kropki to odpowiedź samego pisma
(w szablonie `dokument.NAZWA`), nazwa z kropką – dana sprawy. Gwiazdka przy rodzaju znaczy, że odpowiedź jest
konieczna. Przykłady są zmyślone. Jak się pisze formularze, mówi [formularze.md](formularze.md).

Stronę pisze program: `schematom form dictionary > docs/formularze-slownik.md`.
"""
_SHOWN = 8
"""How many choices the page lists."""
_COLUMNS = "| pytanie | nazwa | rodzaj | kiedy | podpowiedź | przykład | dane |\n|---|---|---|---|---|---|---|"


def form_dictionary(forms: Iterable[FormDefinition]) -> str:
    """Return the dictionary as Markdown: a heading for each form, a table for each section."""
    lines = [_HEAD]
    for form in forms:
        fields = fields_of(form)
        lines += [f"## {form.name} (`{form.type_id}`)", ""]
        if not fields:
            lines += ["Ten dokument nie ma pytań: wszystko bierze z danych sprawy.", ""]
        for section in dict.fromkeys(field.section for field in fields):
            own = [field for field in fields if field.section == section]
            lines += [f"### {section or 'Pytania'}", "", _COLUMNS, *_rows(own), ""]
        lines += [f"- Reguła: {rule.message}" for rule in form.rules]
        lines += [""] if form.rules else []
    return "\n".join(lines).rstrip() + "\n"


def _rows(fields: Iterable[FormField], prefix: str = "") -> Iterator[str]:
    for field in fields:
        cells = (
            f"{'↳ ' if prefix else ''}{field.label}",
            f"`{prefix}{field.path}`",
            kind_words(field),
            _when(field),
            field.hint,
            field.example,
            PRIVACY_WORDS[field.privacy],
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        yield from _rows(field.columns, f"{prefix}{field.path}.")


def kind_words(field: FormField) -> str:
    """Return the kind in words, with its choices or the section it points at; a star when an answer is needed."""
    words = KIND_WORDS[field.kind]
    if field.collection:
        section = "osób" if field.collection == "osoby_sprawy" else f"działu `{field.collection}`"
        words = f"{words} do {section}" if field.kind == "odwolanie" else f"lista kluczy z {section}"
    if len(field.choices) > _SHOWN:
        words += f" jednej z {len(field.choices)} możliwości"
    elif field.choices:
        words += ": " + ", ".join(choice.label for choice in field.choices)
    return f"{words} \\*" if field.required else words


def _when(field: FormField) -> str:
    parts = [f"gdy `{field.condition}`"] if field.condition else []
    if field.default:
        parts.append("bez odpowiedzi: " + " albo ".join(f"`{path}`" for path in field.default))
    elif field.value:
        parts.append(f"bez odpowiedzi: {field.value}")
    return "; ".join(parts)
