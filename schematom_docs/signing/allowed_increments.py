"""Which increments of a signed PDF are nothing but further signatures and their proofs, and how such a file is read."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON, VALUE_UPDATE_KEYS

HEADER = b"%PDF-"


class UnusedObjectRule(WhitelistRule):
    """Allows an object under a used number of an old one, when nothing of the new revision leads to that number.

    Poppler leaves one behind, empty, in place of the look of the field it signs.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        """Yield the objects allowed."""
        reused = [one for one in new.explicit_refs_in_revision() if one.generation]
        used = _numbers_in_use(new) if reused else set()
        for one in reused:
            if one.idnum not in used:
                yield ReferenceUpdate(one)


def _numbers_in_use(revision: HistoricalResolver) -> set[int]:
    """Return the numbers of all objects that the trailer of a revision leads to."""
    used: set[int] = set()
    waiting: list[object] = [revision.trailer_view]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum not in used:
                used.add(one.idnum)
                waiting.append(revision(one.reference))
        elif isinstance(one, DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += [one.raw_get(place) for place in range(len(one))]
    return used


_LTA = ModificationLevel.LTA_UPDATES
_CATALOG = ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}  # set by a signature that certifies
_SIGNED_FIELD = VALUE_UPDATE_KEYS | {"/M"}  # poppler notes in the field when it was signed

POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ignored_keys=_CATALOG),
        DocInfoRule().as_qualified(_LTA),
        XrefStreamRule().as_qualified(_LTA),
        ObjectStreamRule().as_qualified(_LTA),
        DSSCompareRule().as_qualified(_LTA),
        MetadataUpdateRule().as_qualified(_LTA),
        UnusedObjectRule().as_qualified(_LTA),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),
            SigFieldModificationRule(value_update_keys=_SIGNED_FIELD),
            GenericFieldModificationRule(),
        ],
    ),
)
"""pyHanko's policy, with what poppler does besides: a date in the field it signs, an empty object left behind."""


def open_signed(data: bytes) -> PdfFileReader:
    """Return a reader of a PDF whose revisions are told apart.

    Numbers of objects used again in a way the standard does not know (poppler does so) are read all the same. Raises
    what pyHanko raises, ValueError for bytes before the header and for two tables of contents in one revision.
    """
    if not data.startswith(HEADER):
        raise ValueError("bytes before the header")
    try:
        return PdfFileReader(io.BytesIO(data))
    except PdfStrictReadError:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.xrefs.hybrid_xrefs_present:
            raise ValueError("hybrid cross-references") from None
        return reader
