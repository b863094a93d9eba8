"""Template: a compiled Word file that renders to bytes, again and again, the same for the same data."""

from __future__ import annotations

import copy
import functools
import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import jinja2

from schematom_docs.document.cache import load, store
from schematom_docs.document.compiling import Compiled, Options, compile_package
from schematom_docs.document.filling import close_gaps, fill
from schematom_docs.document.identity import COMPILER_VERSION, content_key, lasting
from schematom_docs.document.linking import Linked, link
from schematom_docs.document.marking import mark_faults
from schematom_docs.document.missing_policy import Asker, Filled, MissingPolicy
from schematom_docs.document.rendering import missing_answers, render
from schematom_docs.document.schema import EMPTY
from schematom_docs.document.textview import text_view
from schematom_docs.errors import Fault, TemplateError

NO_FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType({})


class Template:
    """A compiled template: immutable, picklable, equal when source and options are equal; made by compile_template."""

    __slots__ = ("_compiled", "_key", "_linked", "_options", "_source")

    _source: bytes
    _options: Options
    _compiled: Compiled
    _linked: Linked | None
    _key: str

    def __init__(self, source: bytes, options: Options, compiled: Compiled) -> None:
        program = compiled.program
        object.__setattr__(self, "_source", source)
        object.__setattr__(self, "_options", options)
        object.__setattr__(self, "_compiled", compiled)
        object.__setattr__(self, "_linked", None if program is None else link(program, options))
        object.__setattr__(self, "_key", content_key(source, options))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a template is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a template is immutable")

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Template) and other._key == self._key

    def __reduce__(self) -> tuple[Any, ...]:
        options = replace(self._options, filters=dict(self._options.filters))
        return _restored, (self._source, options, build_stamp(), self._compiled)

    @property
    def name(self) -> str:
        """Name under which errors call the template."""
        return self._options.name

    @property
    def sha256(self) -> str:
        """Hex digest of source, options and compiler version."""
        return self._key

    def render(
        self, context: Mapping[str, object], *, missing: Mapping[str, str] | None = None, ask: Asker | None = None
    ) -> bytes:
        """Return the filled DOCX; same template and context give the same bytes.

        missing, ask: as in fill. Raises TemplateError with all faults of the template, or with place, tag and field
        of what the data lack.
        """
        if missing is not None:
            return self.fill(context, missing, ask).docx
        self._refuse_faults()
        return render(self._compiled, self._linked, self.name, context)

    def fill(
        self, context: Mapping[str, object], missing: Mapping[str, str] | None = None, ask: Asker | None = None
    ) -> Filled:
        """Return the filled DOCX and the names of fields printed as blank lines.

        missing: what to do without an answer, by path – zatrzymaj, kropki or zapytaj (see MissingPolicy); ask: gives
        answers to the fields of „zapytaj” that this rendering needs. Raises as render does, UsageError for a bad rule.
        """
        self._refuse_faults()
        return fill(self._compiled, self._linked, self.name, context, MissingPolicy(missing or {}), ask)

    def missing(self, context: Mapping[str, object], rules: Mapping[str, str] | None = None) -> list[Fault]:
        """Return a fault for each tag whose field has no answer, or fails, before any rendering; [] when none does.

        rules: as `missing` of fill. A block whose condition fails is passed over.
        """
        self._refuse_faults()
        closed = close_gaps(self._compiled, self._linked, self.name, context, MissingPolicy(rules or {}), None)
        return missing_answers(self._compiled, self._linked, self.name, closed)

    def _refuse_faults(self) -> None:
        wrong = [fault for fault in self.faults() if not fault.warning]
        if wrong:
            raise TemplateError("szablon zawiera błędy i nie da się go wypełnić", place=self.name, faults=wrong)

    def faults(self) -> list[Fault]:
        """Return all faults and warnings of the template, found at once without any data."""
        return list(self._compiled.faults)

    def schema(self) -> dict[str, Any]:
        """Return a JSON Schema of the data the template needs, inferred from use."""
        program = self._compiled.program
        return copy.deepcopy(EMPTY if program is None else program.schema)

    def marked(self) -> bytes:
        """Return a copy of the template with a Word comment at each fault."""
        return mark_faults(self._source, self.faults(), self.name)

    def text(self) -> str:
        """Return the template as plain text, a line a paragraph, tags as typed."""
        return text_view(self._source)


def compile_template(
    source: Path | bytes,
    *,
    filters: Mapping[str, Callable[..., object]] = NO_FILTERS,
    strict: bool = True,
    text_pass: Callable[[str], str] | None = None,
    name: str = "",
    cache: Path | None = None,
) -> Template:
    """Return the compiled template; faults of tags wait in faults(). Raises TemplateError when it is no Word file.

    filters: added to the language, by name; strict: an unknown name is an error; text_pass: length-preserving
    typography for fixed text and values; name: how errors call the template, by default the file's name;
    cache: folder of compiled templates, private to the user; one with a function that has no lasting name is not kept.
    """
    if isinstance(source, Path):
        try:
            data = source.read_bytes()
        except OSError as error:
            raise TemplateError(
                "nie da się odczytać szablonu", place=source.name, remedy="Sprawdź nazwę pliku."
            ) from error
        name = name or source.name
    else:
        data = source
    options = Options(filters, strict, text_pass, name)
    if cache is None or not lasting(options):
        return Template(data, options, _compiled(data, options))
    key, stamp = content_key(data, options), build_stamp()
    compiled = load(cache, key, stamp)
    if compiled is None:
        compiled = _compiled(data, options)
        store(cache, key, stamp, compiled)
    return Template(data, options, compiled)


def _compiled(source: bytes, options: Options) -> Compiled:
    """Return the compiled form; an error of the whole file names the template."""
    try:
        return compile_package(source, options)
    except TemplateError as error:
        if error.place or not options.name:
            raise
        raise TemplateError(error.reason, place=options.name, remedy=error.remedy, faults=error.faults) from error


def _restored(source: bytes, options: Options, stamp: str, compiled: Compiled) -> Template:
    """Return a pickled template; compiled anew when another build pickled it."""
    return Template(source, options, compiled if stamp == build_stamp() else compile_package(source, options))


@functools.cache
def build_stamp() -> str:
    """Return what compiled code depends on besides its source: this package's code, the versions of Jinja and Python.

    The whole package counts: typography, which fixed text has passed, belongs to it too.
    """
    digest = hashlib.sha256(f"{COMPILER_VERSION}/{jinja2.__version__}/{sys.version}".encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{sys.implementation.cache_tag}/{digest.hexdigest()}"
