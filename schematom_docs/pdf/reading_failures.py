"""What libraries raise on files that are damaged or made to harm: one list for whoever must answer in words."""

from __future__ import annotations

import zipfile
import zlib

import pikepdf

from schematom_docs.errors import SchematomError

# RuntimeError holds RecursionError, NotImplementedError and what PDFium raises; LookupError and ArithmeticError come of
# a structure of the wrong shape, MemoryError of a stream that unpacks to more than there is.
READING_FAILURES: tuple[type[Exception], ...] = (
    SchematomError,
    pikepdf.PikepdfError,
    zlib.error,
    zipfile.BadZipFile,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    MemoryError,
    OSError,
    EOFError,
)
