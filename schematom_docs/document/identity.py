"""What makes two templates the same: source, options, and the functions among the options, told apart by what they do.

A function is known by its name when its module holds it under that name, with the source of the module; a partial by
its function and plain arguments. Any other – a lambda, a closure, a method of an object – is known only while it lives.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import os
import sys
import weakref
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import Any, Final

from schematom_docs.document.compiling import Options

COMPILER_VERSION: Final = "8"
_PLAIN: Final = (str, bytes, int, float, bool, type(None))
_PACKAGE: Final = __name__.partition(".")[0]
_SERIAL: Final = itertools.count(1)
_KNOWN: Final[dict[int, tuple[weakref.ref[Any], int]]] = {}


def content_key(source: bytes, options: Options) -> str:
    """Return the hex digest of source, options and compiler version; one for this process when it is not lasting."""
    digest = hashlib.sha256(COMPILER_VERSION.encode())
    for name, function in [("", options.text_pass), *sorted(options.filters.items())]:
        digest.update(repr((name, lasting_name(function) or _passing_name(function))).encode())
    digest.update(repr((options.strict, options.name)).encode())
    digest.update(source)
    return digest.hexdigest()


def lasting(options: Options) -> bool:
    """Tell whether a template of these options may be kept for another process: each function has a lasting name."""
    return all(lasting_name(function) for function in (options.text_pass, *options.filters.values()))


def lasting_name(function: object) -> str:
    """Return a name that only a function of the same code has, now and in other processes; "" when there is none."""
    if function is None:
        return "-"
    if type(function) is functools.partial and not vars(function):
        arguments = (function.args, sorted(function.keywords.items()))
        inner = lasting_name(function.func)
        return f"partial({inner}, {arguments!r})" if inner and _plain(arguments) else ""
    if not isinstance(function, FunctionType | BuiltinFunctionType):
        return ""
    module = sys.modules.get(function.__module__ or "")
    found: object = module
    for part in function.__qualname__.split("."):
        found = getattr(found, part, None)
    code = _module_code(function.__module__) if found is function else ""
    return f"{function.__module__}.{function.__qualname__}/{code}" if code else ""


def _plain(value: object) -> bool:
    if type(value) in (tuple, list):
        return all(map(_plain, value))  # type: ignore[call-overload]
    return type(value) in _PLAIN


def _module_code(name: str) -> str:
    """Return what tells the code of a module: its digest; "" for one without a source file.

    The build's own stamp knows this package and what Python itself is made of.
    """
    if name.partition(".")[0] == _PACKAGE or name in sys.builtin_module_names:
        return "-"
    path = Path(str(getattr(sys.modules[name], "__file__", "")))
    try:
        found = path.stat()
        return _digest(path, found.st_mtime_ns, found.st_size)
    except OSError:
        return ""


@functools.lru_cache(maxsize=256)
def _digest(path: Path, changed_ns: int, size: int) -> str:
    """Return the digest of a file, read again when its time or size has changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _passing_name(function: Any) -> str:
    """Return a name that no other function of this process has or had."""
    known = _KNOWN.get(id(function))
    if known is not None and known[0]() is function:
        return f"{os.getpid()}/{known[1]}"
    serial, key = next(_SERIAL), id(function)
    with contextlib.suppress(TypeError):  # of what cannot be watched each use is another
        _KNOWN[key] = (weakref.ref(function, lambda _: _KNOWN.pop(key, None)), serial)
    return f"{os.getpid()}/{serial}"
