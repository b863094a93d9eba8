"""Form fields, layers and attachments of joined PDFs: what stands in the catalog beside pages and tags."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.pdf.trees import write_name_tree


def join_attachments(pack: Pdf, attachments: Sequence[Sequence[tuple[str, Object]]]) -> None:
    """Write the embedded files of all parts; a name that comes again gets the number of its part before the suffix."""
    joined: dict[str, Object] = {}
    for number, pairs in enumerate(attachments, 1):
        for name, specification in pairs:
            joined[_free(name, number, joined)] = specification
    if not joined:
        return
    names = pack.Root.get(Name.Names)
    if names is None:
        pack.Root.Names = names = pack.make_indirect(Dictionary())
    names.EmbeddedFiles = pack.make_indirect(write_name_tree(joined.items()))
    associated = [item for item in joined.values() if Name.AFRelationship in item]
    if associated:
        pack.Root.AF = Array(associated)


def join_forms(pack: Pdf, forms: Sequence[Object | None]) -> None:
    """Write one interactive form with the fields of all; a field whose name comes again gets the number of its part."""
    fields: list[Object] = []
    resources = Dictionary()
    taken: dict[str, Object] = {}
    for number, form in enumerate(forms, 1):
        if form is None:
            continue
        _add_resources(resources, form.get(Name.DR))
        for field in form.get(Name.Fields, Array()):
            name = _free(str(field.get(Name.T, "pole")), number, taken)
            taken[name] = field
            field.T = String(name)
            if Name.DA in form and Name.DA not in field:
                field.DA = form.DA
            fields.append(field)
    if fields:
        pack.Root.AcroForm = pack.make_indirect(Dictionary(Fields=Array(fields), DR=resources))


def join_layers(pack: Pdf, layers: Sequence[Object | None]) -> None:
    """Write the optional content of all parts, so that a layer hidden in a part stays hidden."""
    present = [item for item in layers if item is not None]
    if not present:
        return
    defaults = [item.get(Name.D, Dictionary()) for item in present]
    configuration = Dictionary(Name=String("Warstwy"))
    for key in (Name.Order, Name.ON, Name.OFF, Name.Locked):
        values = [value for default in defaults for value in default.get(key, Array())]
        if values:
            configuration[key] = Array(values)
    groups = [group for item in present for group in item.get(Name.OCGs, Array())]
    pack.Root.OCProperties = pack.make_indirect(Dictionary(OCGs=Array(groups), D=configuration))


def _free(name: str, number: int, taken: dict[str, Object]) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    while name in taken:
        stem = f"{stem}-{number}"
        name = f"{stem}{dot}{suffix}"
    return name


def _add_resources(resources: Object, added: Object | None) -> None:
    if not isinstance(added, pikepdf.Dictionary):
        return
    for category in sorted(added.keys()):
        if not isinstance(added[category], pikepdf.Dictionary):
            continue
        if category not in resources:
            resources[category] = Dictionary()
        for key in sorted(added[category].keys()):
            if key not in resources[category]:
                resources[category][key] = added[category][key]
