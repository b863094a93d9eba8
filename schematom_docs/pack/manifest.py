"""Manifest of a pack: which bytes it was made of, as JSON that is the same for the same pack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from schematom_docs.errors import UsageError
from schematom_docs.pack.completeness import Place
from schematom_docs.pack.recipe import Recipe

MANIFEST_VERSION = 2


@dataclass(frozen=True, slots=True)
class PartRecord:
    """One bound part. docx: bytes of the Word file, b"" for a foreign PDF; pdf: bytes as bound; pages: its page count;
    template_sha256, data_sha256: hex digests of what it was made from, "" when there was nothing; public: its title
    free of personal data, "" when the title itself is."""

    type_id: str
    subject: str
    title: str
    place: Place
    docx: bytes
    pdf: bytes
    pages: int
    template_sha256: str = ""
    data_sha256: str = ""
    public: str = ""


def build_manifest(
    recipe: Recipe,
    parts: Sequence[PartRecord],
    bound_pdf: bytes,
    *,
    pages: int,
    engine: str,
    dictionary: str = "",
    subject: str = "",
    title: str = "",
) -> dict[str, object]:
    """Return JSON-ready manifest: hashes of pack, parts, templates and data, page ranges, recipe, engine.

    bound_pdf: the pack before anything is stamped on it; pages: its page count;
    engine: name and version of the program; dictionary: edition of the dictionary of its
    word forms. The manifest holds no moment and no machine: equal packs have equal manifests. Raises UsageError when
    the parts do not add up to pages.
    """
    together = sum(part.pages for part in parts)
    if together != pages:
        reason = f"Części pakietu mają razem {together} stron, a pakiet {pages}."
        raise UsageError(reason, place="manifest", remedy="Złóż pakiet jeszcze raz.")
    return {
        "manifest": MANIFEST_VERSION,
        "program": engine,
        "slownik": dictionary or None,
        "przepis": {"id": recipe.id, "nazwa": recipe.name, "sha256": recipe.sha256},
        "podmiot": subject,
        "tytul": title,
        "pakiet": {"stron": pages, "sha256_przed_nadrukiem": sha256(bound_pdf)},
        "czesci": _parts(parts),
    }


def _parts(parts: Sequence[PartRecord]) -> list[dict[str, object]]:
    described: list[dict[str, object]] = []
    first = 1
    for number, part in enumerate(parts, 1):
        described.append(
            {
                "lp": number,
                "typ": part.type_id,
                "podmiot": part.subject,
                "tytul": part.public or part.title,
                "miejsce": part.place.value,
                "strony": {"od": first, "do": first + part.pages - 1},
                "docx_sha256": sha256(part.docx) if part.docx else None,
                "pdf_sha256": sha256(part.pdf),
                "szablon_sha256": part.template_sha256 or None,
                "dane_sha256": part.data_sha256 or None,
            }
        )
        first += part.pages
    return described


def page_rows(fingerprints: Sequence[str], codes: Sequence[str | None] = ()) -> list[dict[str, object]]:
    """Return what a manifest says of each page: fingerprint before stamping and page code as drawn, None for none."""
    drawn = codes or [None] * len(fingerprints)
    return [
        {"strona": page, "odcisk": fingerprint, "kod": code}
        for page, (fingerprint, code) in enumerate(zip(fingerprints, drawn, strict=True), 1)
    ]


def file_rows(files: Sequence[tuple[str, str, bytes]]) -> list[dict[str, object]]:
    """Return what the manifest beside files says of each. files: (role, name, bytes)."""
    return [{"rola": role, "nazwa": name, "sha256": sha256(data), "bajtow": len(data)} for role, name, data in files]


def manifest_json(manifest: dict[str, object]) -> bytes:
    """Return manifest as UTF-8 JSON with sorted keys and LF line ends: equal manifests, equal bytes."""
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2)
    return (text + "\n").encode("utf-8")


def sha256(data: bytes) -> str:
    """Return SHA-256 of data as 64 hex letters."""
    return hashlib.sha256(data).hexdigest()
