"""Composition root: reads settings, picks the adapters, puts the desk together. The only place that reads the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from schematom_docs import __version__
from schematom_docs.case import load_forms, load_reference
from schematom_docs.document import Template, compile_template
from schematom_docs.errors import CaseError
from schematom_docs.pack import Role, check_recipes, load_recipes
from schematom_docs.pdf import LibreOfficeConverter, TimeLimit
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.typography import typography_pass
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk, Progress, silent
from schematom_docs.workflow.press import Press

ENGINE = f"schematom_docs {__version__}"
PICTURES = (".png", ".jpg", ".jpeg")


class SystemClock:
    """The clock of this computer."""

    def today(self) -> date:
        """Return the current local date."""
        return date.today()


def open_desk(settings: Settings, progress: Progress = silent, *, need_templates: bool = True) -> Desk:
    """Return the desk for the forms, templates and recipes that `settings` name.

    need_templates: whether a form whose template is not there yet is a fault. Raises CaseError with every fault of
    forms and recipes.
    """
    reference = load_reference(settings.forms / "dane")
    forms = load_forms(settings.forms, templates=settings.templates if need_templates else None, reference=reference)
    recipes = load_recipes(settings.forms / "packs")
    roles = [
        Role(form.type_id, role.pack, role.order, role.required) for form in forms.values() for role in form.pack_roles
    ]
    faults = check_recipes(list(recipes.values()), roles, forms)
    if faults:
        raise CaseError("Przepisy na pakiety nie zgadzają się z formularzami.", faults=faults)
    converter = LibreOfficeConverter(settings.libreoffice, limit=TimeLimit(settings.conversion_seconds))
    return Desk(
        forms=forms,
        reference=reference,
        recipes=recipes,
        assets=_pictures(settings.templates / "znaki"),
        template=_template_source(settings.templates),
        press=Press(converter),
        engine=ENGINE,
        progress=progress,
    )


def _template_source(folder: Path) -> Callable[[str], Template]:
    @cache
    def template(name: str) -> Template:
        return compile_template(folder / name, filters=FILTERS, text_pass=typography_pass)

    return template


def _pictures(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() in PICTURES}
