"""Composition root: reads settings, picks the adapters, puts the desk together. The only place that reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from schematom_docs import __version__
from schematom_docs.case import FormDefinition, ReadForms, ReferenceData, load_forms, load_reference, read_forms
from schematom_docs.document import Template, compile_template
from schematom_docs.errors import CaseError, Fault, RegistryError
from schematom_docs.pack import Recipe, Role, check_recipes, load_recipes, read_recipe
from schematom_docs.pdf import LibreOfficeConverter, TimeLimit
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.typography import typography_pass
from schematom_docs.registry import open_registry
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk, Progress, silent
from schematom_docs.workflow.press import Press
from schematom_docs.world import Registry

ENGINE = f"schematom_docs {__version__}"
PICTURES = (".png", ".jpg", ".jpeg")


class SystemClock:
    """The clock of this computer."""

    def today(self) -> date:
        """Return the current local date."""
        return date.today()

    def now(self) -> datetime:
        """Return the current moment with the time zone of this computer, whole seconds."""
        return datetime.now().astimezone().replace(microsecond=0)


def open_desk(settings: Settings, progress: Progress = silent, *, need_templates: bool = True) -> Desk:
    """Return the desk for the forms, templates and recipes that `settings` name.

    need_templates: whether a form whose template is not there yet is a fault. Raises CaseError with every fault of
    forms and recipes.
    """
    reference = load_reference(settings.forms / "dane")
    forms = load_forms(settings.forms, templates=settings.templates if need_templates else None, reference=reference)
    recipes = load_recipes(settings.forms / "packs")
    faults = check_recipes(list(recipes.values()), _roles(forms), forms)
    if faults:
        raise CaseError("Przepisy na pakiety nie zgadzają się z formularzami.", faults=faults)
    return _desk(settings, forms, reference, recipes, progress)


def open_registry_of(settings: Settings, *, create: bool = False) -> Registry:
    """Return the registry of the workspace that `settings` found.

    create: make one when there is none yet, as the first release does. Raises RegistryError outside a workspace, and
    where nothing has been released and `create` is off.
    """
    if settings.workspace is None:
        raise RegistryError(
            "rejestr wydań jest tylko w obszarze roboczym, a tu go nie ma",
            remedy="Utwórz obszar poleceniem „schematom init FOLDER” i pracuj w nim.",
        )
    return open_registry(settings.workspace, create=create, created=SystemClock().now())


def open_faulty_desk(settings: Settings) -> tuple[Desk | None, ReadForms, list[Fault]]:
    """Return (desk, forms as read, every fault of forms, recipes and reference data), however many there are.

    The desk has the forms that are whole; there is none when the reference data themselves are faulty.
    """
    faults: list[Fault] = []
    reference: ReferenceData | None = None
    try:
        reference = load_reference(settings.forms / "dane")
    except CaseError as error:
        faults += error.faults or [Fault(error.place, error.reason, error.remedy)]
    read = read_forms(settings.forms, templates=settings.templates, reference=reference)
    whole = {**read.forms, **read.faulty}
    recipes, lost, wrong = _sound_recipes(settings.forms / "packs")
    roles = [role for role in _roles(whole) if role.recipe_id not in lost]
    faults += [*wrong, *check_recipes(list(recipes.values()), roles, [*whole, *read.files])]
    desk = None if reference is None else _desk(settings, whole, reference, recipes, silent)
    return desk, read, [*read.faults, *faults]


def _sound_recipes(folder: Path) -> tuple[dict[str, Recipe], list[str], list[Fault]]:
    """Return (recipes without faults, file names without „.yaml” of the others, faults of the others)."""
    found: dict[str, Recipe] = {}
    lost: list[str] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            recipe = read_recipe(path.read_text(encoding="utf-8"), name=path.name)
        except UnicodeDecodeError:
            lost.append(path.stem)
            faults.append(Fault(path.name, "plik nie jest zapisany w UTF-8.", "Zapisz go w kodowaniu UTF-8."))
        except CaseError as error:
            lost.append(path.stem)
            faults += error.faults or [Fault(error.place, error.reason, error.remedy)]
        else:
            found[recipe.id] = recipe
    return found, lost, faults


def _roles(forms: Mapping[str, FormDefinition]) -> list[Role]:
    return [
        Role(form.type_id, role.pack, role.order, role.required) for form in forms.values() for role in form.pack_roles
    ]


def _desk(
    settings: Settings,
    forms: Mapping[str, FormDefinition],
    reference: ReferenceData,
    recipes: Mapping[str, Recipe],
    progress: Progress,
) -> Desk:
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
