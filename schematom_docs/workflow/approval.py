"""Approved word forms written into a case file: the text is edited in place, comments and layout stay."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

import yaml

from schematom_docs.case.source import parse_source, raw_at
from schematom_docs.errors import CaseError, OutputError
from schematom_docs.polish.approved import APPROVER, DAY, EDITION, GENDER, PLURAL
from schematom_docs.polish.cases import CASE_NAMES
from schematom_docs.polish.exported_names import edition_in_use
from schematom_docs.polish.inflected import AGREEMENT
from schematom_docs.workflow.names import Name
from schematom_docs.workflow.output import write_files

SECTION = "odmiany"
Forms = Mapping[str, "str | Mapping[str, str]"]
Entries = Mapping[str, Forms]


def approvals(
    names: Iterable[Name], chosen: Entries, *, day: date | None = None, approver: str = ""
) -> dict[str, dict[str, str | dict[str, str]]]:
    """Return what to write for names: lemma → gender, nominative, the used forms by case, those of the plural apart.

    chosen: forms the person has picked instead of the proposed ones, lemma → case → form; those of the plural under
    `liczba_mnoga`. day, approver: when and by whom, written beside the edition of the dictionary that proposed them.
    """
    entries: dict[str, dict[str, str | dict[str, str]]] = {}
    for name in names:
        entry = entries.setdefault(name.lemma, {})
        if name.kind == "person" and name.gender:
            entry["plec"] = "k" if name.gender == "f" else "m"
        if name.kind == AGREEMENT:
            entry[GENDER] = name.gender
            entry.update({key: form for key, form in chosen.get(name.lemma, {}).items() if isinstance(form, str)})
            entry.update(_provenance(day, approver))
            continue
        entry["mianownik"] = name.lemma
        entry.update({CASE_NAMES[form.case]: form.form for form in name.forms if form.number == "sg"})
        plural = {CASE_NAMES[form.case]: form.form for form in name.forms if form.number == "pl"}
        picked = dict(chosen.get(name.lemma, {}))
        picked_plural = picked.pop(PLURAL, {})
        if isinstance(picked_plural, Mapping):
            plural.update(picked_plural)
        known = entry.get(PLURAL, {})
        if plural:
            entry[PLURAL] = {**(known if isinstance(known, dict) else {}), **plural}
        entry.update({case: form for case, form in picked.items() if isinstance(form, str)})
        entry.update(_provenance(day, approver))
    return entries


def _provenance(day: date | None, approver: str) -> dict[str, str]:
    """Return the edition of the dictionary in use, and day and approver where they are known."""
    told = {EDITION: edition_in_use(), DAY: day.isoformat() if day else "", APPROVER: approver.strip()}
    return {key: value for key, value in told.items() if value}


def write_approvals(path: Path, entries: Entries) -> None:
    """Write the entries into the section „odmiany” of a YAML or JSON case file: all of them or none.

    Forms that the file has already stay as they are. Raises CaseError when the edited text would not hold exactly the
    old data and the entries, OutputError when the file cannot be written.
    """
    if not entries:
        return
    raw = path.read_bytes()
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    text = raw.decode("utf-8-sig")
    is_json = path.suffix.lower() == ".json"
    edited = _checked_edit(text, entries, path.name, is_json=is_json)
    if path.read_bytes() != raw:
        raise OutputError("plik zmienił się w czasie pracy", place=path.name, remedy="Uruchom polecenie jeszcze raz.")
    write_files(path.parent, {path.name: (mark + edited).encode("utf-8")})


def _checked_edit(text: str, entries: Entries, name: str, *, is_json: bool) -> str:
    """Return the edited text once it has been read back and found to hold what it should."""
    refusal = CaseError(
        "nie umiem dopisać form do tego pliku, nie psując go",
        place=name,
        remedy="Dopisz je w dziale „odmiany” ręcznie; polecenie „names” je wypisuje.",
    )
    before = parse_source(text, name, is_json=is_json).data
    try:
        edited = with_approvals(text, entries, is_json=is_json)
        after = parse_source(edited, name, is_json=is_json).data
    except (CaseError, yaml.YAMLError) as error:
        raise refusal from error
    if after != _merged(before, entries):
        raise refusal
    return edited


def _merged(data: object, entries: Entries) -> object:
    """Return the data with the entries added, what the data hold already winning."""
    if not isinstance(data, dict):
        return data
    section = raw_at(data, (SECTION,))
    known = section if isinstance(section, dict) else {}
    merged: dict[str, object] = dict(known)
    for lemma, forms in entries.items():
        own = known.get(lemma)
        merged[lemma] = _filled(own, forms) if isinstance(own, dict) and own else forms
    return {**data, SECTION: merged} if entries else data


def _filled(own: Mapping[str, object], forms: Forms) -> dict[str, object]:
    """Return an entry of the data with what it lacks; its plural is filled form by form."""
    whole = {**own, **_missing(own, forms)}
    inner, plural = own.get(PLURAL), forms.get(PLURAL)
    if isinstance(inner, Mapping) and isinstance(plural, Mapping):
        whole[PLURAL] = {**plural, **inner}
    return whole


def _missing(known: Collection[str], forms: Forms) -> Forms:
    """Return what an entry lacks; the edition and the day of forms approved before are not those of today."""
    return {key: form for key, form in forms.items() if key not in known and key not in (EDITION, DAY, APPROVER)}


def with_approvals(text: str, entries: Entries, *, is_json: bool = False) -> str:
    """Return the text of a case file with the entries added to its section „odmiany”."""
    for lemma, forms in entries.items():
        text = _with_entry(text, lemma, forms, is_json=is_json)
    return text


def _with_entry(text: str, lemma: str, forms: Forms, *, is_json: bool) -> str:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        return text
    section = _value(root, SECTION)
    if isinstance(section, yaml.MappingNode) and section.value:
        own = _value(section, lemma)
        if isinstance(own, yaml.MappingNode) and own.value:
            return _with_missing(text, own, forms, is_json=is_json)
        return _add_pairs(text, section, {_quoted(lemma): _flow(forms, is_json=is_json)}, is_json=is_json)
    value = f"{_quoted(lemma)}: {_flow(forms, is_json=is_json)}"
    newline = _newline(text)
    if section is not None:
        if isinstance(section, yaml.MappingNode):  # „odmiany: {}”
            return f"{text[: section.start_mark.index]}{{{value}}}{text[section.end_mark.index :]}"
        end = _line_end(text, section.end_mark.index)  # „odmiany:” with nothing after it
        return f"{text[:end]}{newline}  {value}{text[end:]}"
    if root.flow_style:
        return _add_pairs(text, root, {f'"{SECTION}"': f"{{{value}}}"}, is_json=is_json)
    body = text.rstrip("\r\n")
    return f"{body}{newline}{newline}{SECTION}:   # formy zatwierdzone{newline}  {value}{newline}"


def _with_missing(text: str, own: yaml.MappingNode, forms: Forms, *, is_json: bool) -> str:
    """Return the text with the forms that an entry lacks; the plural comes last in the text or is filled in place."""
    missing = _missing({key.value for key, _ in own.value}, forms)
    inner, plural = _value(own, PLURAL), forms.get(PLURAL)
    pairs = {key: _written(form, is_json=is_json) for key, form in missing.items()}
    text = _add_pairs(text, own, pairs, is_json=is_json)
    if isinstance(inner, yaml.MappingNode) and inner.value and isinstance(plural, Mapping):
        # the place of the inner mapping may have moved only when something was added before it: entries end after it
        known = {key.value for key, _ in inner.value}
        lacking = {key: _written(form, is_json=is_json) for key, form in plural.items() if key not in known}
        text = _add_pairs(text, inner, lacking, is_json=is_json)
    return text


def _value(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _add_pairs(text: str, mapping: yaml.MappingNode, pairs: Mapping[str, str], *, is_json: bool) -> str:
    """Return the text with pairs at the end of a mapping that has some, in the style the mapping is written in."""
    if not pairs:
        return text
    last = mapping.value[-1][1]
    written = {_quoted(key) if is_json and not key.startswith('"') else key: value for key, value in pairs.items()}
    if mapping.flow_style:
        end = last.end_mark.index
        added = "".join(f", {key}: {value}" for key, value in written.items())
        return f"{text[:end]}{added}{text[end:]}"
    indent = " " * mapping.value[0][0].start_mark.column
    newline = _newline(text)
    end = _line_end(text, last.end_mark.index)
    added = "".join(f"{newline}{indent}{key}: {value}" for key, value in written.items())
    return f"{text[:end]}{added}{text[end:]}"


def _line_end(text: str, index: int) -> int:
    """Return where the line ends that holds the last sign before `index`."""
    while index > 0 and text[index - 1] in "\r\n \t":
        index -= 1
    end = text.find("\n", index)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def _flow(forms: Forms, *, is_json: bool) -> str:
    pairs = (f"{_quoted(key) if is_json else key}: {_written(form, is_json=is_json)}" for key, form in forms.items())
    return f"{{{', '.join(pairs)}}}"


def _written(form: str | Mapping[str, str], *, is_json: bool) -> str:
    """Return a form, or the forms of the plural, as they stand in the file."""
    return _quoted(form) if isinstance(form, str) else _flow(form, is_json=is_json)


def _quoted(value: str) -> str:
    """Return the value as a double-quoted scalar, which YAML and JSON read alike."""
    return json.dumps(value, ensure_ascii=False)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
