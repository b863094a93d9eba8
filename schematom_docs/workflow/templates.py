"""Where forms and templates meet: a template checked against the forms that use it, with what each name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.known_names import Known, contexts, known_names
from schematom_docs.document import compile_template
from schematom_docs.document.clauses import places
from schematom_docs.document.conditional_references import unsure_references
from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.uses import ITEM, Use, uses
from schematom_docs.errors import Fault, TemplateError, system_reason
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.typography import typography_pass
from schematom_docs.values import Document
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.board_receipt import RECEIPT, SHAPE
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.pack_copies import SHEET
from schematom_docs.workflow.pack_findings import LISTED

ANSWERS = "dokument"
SHOWN = 12
"""How many names a remedy lists."""
_ROW: Mapping[str, object] = {"lp": 1, "tytul": "", "strona": 1, "stron": 1, "zalacznik": False}


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template checked. source: its bytes, b"" when it cannot be read; forms: ids of the types that use it."""

    name: str
    source: bytes
    forms: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults without warnings."""
        return tuple(item for item in self.faults if not item.warning)


def check_template(desk: Desk, path: Path, forms: tuple[FormDefinition, ...] | None = None) -> CheckedTemplate:
    """Return the template with everything wrong with it, by itself and against its forms; nothing is raised for it.

    forms: to check it against, by default those that name a template file so called.
    """
    chosen = tuple(form for form in desk.forms.values() if path.name in form.template_files) if forms is None else forms
    types = tuple(form.type_id for form in chosen)
    try:
        source = path.read_bytes()
        template = compile_template(source, filters=FILTERS, text_pass=typography_pass, name=path.name)
    except OSError as error:
        reason = f"nie da się odczytać szablonu ({system_reason(error)})"
        return CheckedTemplate(path.name, b"", types, (Fault(str(path), reason, "Sprawdź ścieżkę i nazwę pliku."),))
    except TemplateError as error:
        return CheckedTemplate(path.name, b"", types, (Fault(path.name, error.reason, error.remedy),))
    found = [*template.faults(), *unsure_references(source, path.name)]
    if chosen:
        found += name_faults(desk, path.name, names_read(source), chosen)
    return CheckedTemplate(path.name, source, types, tuple(_in_order(found, source, path.name)))


@lru_cache(maxsize=256)
def names_read(source: bytes) -> list[Use]:
    """Return every name a template reads, with the tag that reads it. Raises TemplateError."""
    return uses(source, filters=FILTERS)


def _in_order(faults: Iterable[Fault], source: bytes, name: str) -> list[Fault]:
    """Return the faults each once, in the order in which the template is read."""
    order = {f"{name}, {place}": number for number, place in enumerate(places(source))}

    def position(item: Fault) -> int:
        return order.get(item.place, order.get(item.place.rpartition(", ")[0], len(order)))

    return sorted(dict.fromkeys(faults), key=position)


def name_faults(desk: Desk, name: str, used: list[Use], forms: tuple[FormDefinition, ...]) -> list[Fault]:
    """Return a fault for each tag that reads what no context of a form has; a warning where the template asks first.

    A strange first name that may be that of a broken loop is told only when it resembles a known one.
    """
    faults: list[Fault] = []
    for form in forms:
        known = names_of(desk, form)
        broken: set[tuple[str, ...]] = set()
        for use in used:
            missing = _break(known, use.path)
            if missing is None or (len(missing) < len(use.path) and missing in broken):
                continue
            broken.add(missing)
            if use.sure or len(missing) > 1 or did_you_mean(missing[0], known.fields):
                faults.append(_unknown(name, form, use, known, missing))
    return faults


def _break(known: Known, path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the path up to the first name that is not known, None when all are."""
    for number, part in enumerate(path, 1):
        found = known.item() if part == ITEM else known.field(part)
        if found is None:
            return path[:number]
        known = found
    return None


def _unknown(name: str, form: FormDefinition, use: Use, known: Known, missing: tuple[str, ...]) -> Fault:
    owner: Known | None = known
    for part in missing[:-1]:
        owner = (owner.item() if part == ITEM else owner.field(part)) if owner else None
    shown = ".".join(missing).replace(f".{ITEM}", "[]")
    if missing[0] == ANSWERS and len(missing) == 2:
        reason = f"formularz „{form.type_id}” nie ma pytania „{missing[1]}”, a program takiej danej nie podaje"
    else:
        reason = f"dane dokumentu „{form.type_id}” nie mają nazwy „{shown}”"
    names = sorted(owner.fields) if owner else []
    remedy = did_you_mean(missing[-1], names, prefix=_prefix(missing)) or _other_remedy(form, missing, names)
    return fault(f"{name}, {use.tag.place}", use.tag.raw, reason, remedy, warning=use.optional)


def _other_remedy(form: FormDefinition, missing: tuple[str, ...], names: list[str]) -> str:
    """Return what to do about a name that resembles no known one."""
    if missing[0] == ANSWERS and len(missing) == 2:
        return f"Dopisz pytanie do forms/{form.type_id}.yaml albo zmień nazwę."
    if len(missing) == 1 or not names:
        return "Nazwy danych opisuje docs/dane.md."
    return f"Nazwy w tym miejscu: {', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}."


def _prefix(missing: tuple[str, ...]) -> str:
    """Return what stands before the last name, where it can be typed so: „dokument.”, "" behind a list."""
    return "" if ITEM in missing or len(missing) == 1 else ".".join(missing[:-1]) + "."


def names_of(desk: Desk, form: FormDefinition) -> Known:
    """Return the tree of names a template of the form may use; frame papers of packs see `pakiet` too."""
    shown = list(contexts(form, desk.reference))
    recipe = next((recipe for recipe in desk.recipes.values() if form.type_id in recipe.frame), None)
    if recipe is not None:
        for context in shown:
            paper = Issued(Document(form.type_id, "", form.name, b"", "", ""), context)
            context["pakiet"] = {
                **pack_facts(recipe, "", [paper], [_ROW], number="1", version=1),
                **LISTED,
                "karta": SHEET,
            }
    if form.type_id == RECEIPT:
        for context in shown:
            context["pakiet"] = dict(SHAPE)
    return known_names(shown)


def workspace_templates(folder: Path) -> Iterator[Path]:
    """Yield the Word files of the folder of templates in name order, lock files of an open Word left out."""
    yield from (path for path in sorted(folder.glob("*.docx")) if not path.name.startswith("~$"))
