"""What a person says of a scanned sheet: „K7Q2M9XA-2:5”, „K7Q2M9XA-2/1:5” or the letters printed beside the code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schematom_docs.errors import UsageError
from schematom_docs.records import PackVersion, StoredPage
from schematom_docs.signing.page_codes import ALPHABET, CODE_LENGTH, parse_payload
from schematom_docs.signing.scan_sorting import Place
from schematom_docs.world import Registry

_TARGET = re.compile(
    rf"(?P<code>[{ALPHABET}]{{{CODE_LENGTH}}})(?:-(?P<counterpart>[0-9]{{1,4}}))?(?:/(?P<version>[0-9]{{1,4}}))?"
    r":(?P<page>[0-9]{1,4})"
)
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})  # letters that no code has, and what was meant by them
_EXAMPLE = "Napisz np. K7Q2M9XA-2:5 (kod-egzemplarz:strona), z wersją K7Q2M9XA-2/1:5, albo cały napis obok kodu."


@dataclass(frozen=True, slots=True)
class HandEntry:
    """One sheet placed by hand. file: as the person named it; sheet: from 1; target: what it is said to be."""

    file: str
    sheet: int
    target: str

    @classmethod
    def of(cls, text: str) -> HandEntry:
        """Return the entry of „skan.pdf:3=K7Q2M9XA-2:5”. Raises UsageError when it is none."""
        where, sign, target = text.partition("=")
        file, colon, sheet = where.rpartition(":")
        if not sign or not colon or not file or not sheet.strip().isdigit() or not int(sheet) or not target.strip():
            raise UsageError(f"„{text}” nie wskazuje strony skanu", remedy=f'Napisz np. "skan.pdf:3=…". {_EXAMPLE}')
        return cls(file, int(sheet), target.strip())


def placed(registry: Registry, target: str) -> Place:
    """Return what a person says a sheet is. Raises UsageError when there is no such page, or when the version is not
    named and the pack has several."""
    if (code := parse_payload(target)) is not None:
        version = _version(registry.by_code(code.code), code.version, code.code)
        place = (code.code, code.version, code.counterpart, code.page)
        if code.digest not in {page.digest for page in registry.pages(version) if _at(version, page) == place}:
            raise UsageError(f"napis „{target}” nie zgadza się z wydanym", remedy="Przepisz go jeszcze raz.")
        return place
    head, colon, page = target.upper().partition(":")
    found = _TARGET.fullmatch(head.translate(_MISREAD) + colon + page.strip())
    if found is None:
        raise UsageError(f"„{target}” nie wskazuje strony pakietu", remedy=_EXAMPLE)
    version = _version(registry.by_code(found["code"]), int(found["version"] or 0), found["code"])
    place = (version.code, version.version, int(found["counterpart"] or 0), int(found["page"]))
    pages = [_at(version, page) for page in registry.pages(version)]
    if place not in pages:
        copy = [one[3] for one in pages if one[2] == place[2]]
        copies = ", ".join(str(number) for number in sorted({one[2] for one in pages}))
        remedy = f"Egzemplarz ma strony 1–{max(copy)}." if copy else f"Egzemplarze tej wersji: {copies}."
        raise UsageError(f"„{target}”: wydanie nie ma takiej strony", remedy=remedy)
    return place


def _at(version: PackVersion, page: StoredPage) -> Place:
    return (version.code, version.version, page.counterpart, page.page)


def _version(versions: Sequence[PackVersion], wanted: int, code: str) -> PackVersion:
    if not versions:
        raise UsageError(f"rejestr nie zna pakietu {code}", remedy="Sprawdź kod; wydane pakiety pokazuje „board”.")
    numbers = ", ".join(str(one.version) for one in versions)
    if not wanted and len(versions) > 1:
        raise UsageError(f"pakiet {code} ma kilka wersji ({numbers})", remedy=f"Podaj wersję: {code}-1/{numbers[0]}:1.")
    found = [one for one in versions if one.version == wanted or not wanted]
    if not found:
        raise UsageError(f"pakiet {code} nie ma wersji {wanted}", remedy=f"Wersje tego pakietu: {numbers}.")
    return found[0]
