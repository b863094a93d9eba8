"""Names a template may use: the tree of the context of one form, read off specimens of the typed model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from schematom_docs.case.checked import CheckedCase
from schematom_docs.case.context import described, subjects
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.source import SourceData
from schematom_docs.case.specimen import KEYS, VARIANTS, specimen_case

_KINDS: dict[type, str] = {
    str: "tekst", bool: "tak albo nie", int: "liczba", Decimal: "liczba", date: "data", bytes: "obraz",
    dict: "zestaw pól", list: "lista",
}  # fmt: skip
_MARK = {"nazwa": "", "opis": "", "obraz": b""}


class Known:
    """What may stand under a name, read off the plain values met there; looked into only as far as it is asked."""

    def __init__(self, values: Iterable[object] = ()) -> None:
        """Take the values met under the name; the same object met twice counts once."""
        self._values = list({id(value): value for value in values if value is not None}.values())

    @cached_property
    def fields(self) -> dict[str, Known]:
        """Return what may stand under each name of a set of fields."""
        found: dict[str, list[object]] = {}
        for name, item in self._entries():
            if name not in KEYS:
                found.setdefault(name, []).append(item)
        return {name: Known(items) for name, items in found.items()}

    @cached_property
    def keyed(self) -> Known | None:
        """Return what stands under any key; None where only names are."""
        items = [item for name, item in self._entries() if name in KEYS]
        return Known(items) if items else None

    @cached_property
    def items(self) -> Known | None:
        """Return what stands in a list, None where no list was met."""
        lists = [value for value in self._values if isinstance(value, list | tuple)]
        return Known(item for value in lists for item in value) if lists else None

    def _entries(self) -> Iterator[tuple[str, object]]:
        for value in self._values:
            if isinstance(value, dict):
                yield from value.items()

    @cached_property
    def kinds(self) -> set[str]:
        """Return Polish words for what the values were."""
        return {_KINDS[type(value)] for value in self._values if type(value) in _KINDS}

    @property
    def kind(self) -> str:
        """Return the Polish kinds of values met: „data”, „liczba albo tekst”; "" when none was."""
        return " albo ".join(sorted(self.kinds))

    @property
    def open(self) -> bool:
        """Tell whether no value was met, only none and empty lists, so that anything may follow."""
        return not self._values

    def field(self, name: str) -> Known | None:
        """Return what stands under a name, None when nothing does."""
        return self.fields.get(name) or self.keyed or (self if self.open else None)

    def item(self) -> Known | None:
        """Return what stands in a list, or under the keys of a mapping; None when this is neither."""
        return self.items or self.keyed or (self if self.open else None)


def contexts(
    form: FormDefinition, reference: ReferenceData, extra: Mapping[str, object] | None = None
) -> Iterator[dict[str, object]]:
    """Yield contexts of the form for specimen cases; together they show every name. extra: names added."""
    form = _about_all(form)
    for variant in VARIANTS:
        case = CheckedCase(specimen_case(form, reference, variant), SourceData("", {}, {}))
        for key in subjects(case, form):
            context, _ = described(case, form, key, reference, extra or {})
            project = context["projekt"]
            if isinstance(project, dict):
                project["znaki"] = [_MARK]
            if any(slot.condition or (slot.who or "").startswith("dokument.") for slot in form.slots):
                _add_signers(context)
            yield context


def _add_signers(context: dict[str, object]) -> None:
    """Add a signature of each kind of party: where an answer or a condition says who signs, it may be any of them."""
    document, teams = context["dokument"], context["zespoly"]
    rows = document["podpisy"] if isinstance(document, dict) else None
    if not isinstance(rows, list) or not rows or not isinstance(teams, dict):
        return
    parties = [*_some(context["instytucje"]), *_some(context["rodziny"]), *_some(context["osoby"])]
    persons = [person for team in teams.values() for person in team["czlonkowie"]]
    persons += [party["reprezentant"] for party in parties if isinstance(party.get("reprezentant"), dict)]
    persons += [member for party in parties for member in party.get("czlonkowie") or []]
    for party in [*parties, *persons]:
        rows.append({**rows[0], "strona": party, "osoba": persons[0], "osoby": persons})
    rows += [{**rows[0], "osoba": person} for person in persons]


def _some(collection: object) -> list[dict[str, Any]]:
    found = list(collection.values()) if isinstance(collection, dict) else collection
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _about_all(form: FormDefinition) -> FormDefinition:
    """Return the form without the condition on its subjects: a specimen need not fulfil it to show its names."""
    if form.subject is None or not form.subject.where:
        return form
    return form.model_copy(update={"subject": form.subject.model_copy(update={"where": {}})})


def known_names(shown: Iterable[Mapping[str, object]]) -> Known:
    """Return the tree of names of the given contexts, which must not change afterwards."""
    return Known(dict(context) for context in shown)
