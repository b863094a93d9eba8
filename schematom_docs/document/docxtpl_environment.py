"""The Jinja environment of the drop-in class: a sandbox or the user's own, with values checked as they are written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import jinja2
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import pass_context
from markupsafe import Markup

from schematom_docs.document.docxtpl_fragments import (
    Relations,
    checked_markup,
    checked_paragraphs,
    checked_runs,
)
from schematom_docs.document.docxtpl_repair import NEW_PAGE, NEW_PARAGRAPH
from schematom_docs.document.docxtpl_subdoc import Subdoc
from schematom_docs.document.output import checked
from schematom_docs.errors import TemplateError

_DELIMITERS: Final = {
    "variable_start_string": "{{", "variable_end_string": "}}", "block_start_string": "{%", "block_end_string": "%}",
    "comment_start_string": "{#", "comment_end_string": "#}",
}  # fmt: skip
_RAISED: Final = str.maketrans({"\a": NEW_PARAGRAPH, "\f": NEW_PAGE})


def dialect_environment(
    own: jinja2.Environment | None, relations: Relations, *, ready: bool = False
) -> jinja2.Environment:
    """Return the environment that fills a part: autoescaping, values checked, all else as in the user's own.

    own: None for Jinja's sandbox; relations: of the part that is being written; ready: what an object's `__html__`
    gives is ready XML, as with docxtpl's autoescape, otherwise the object is written as its text.
    Raises TemplateError when it has delimiters of its own.
    """
    environment = plain_environment(own)
    return environment.overlay(autoescape=True, finalize=_writer(environment.finalize, relations, ready))


def plain_environment(own: jinja2.Environment | None) -> jinja2.Environment:
    """Return the user's environment or Jinja's sandbox. Raises TemplateError when it has delimiters of its own."""
    environment = own or SandboxedEnvironment()
    for name, usual in _DELIMITERS.items():
        given = getattr(environment, name)
        if given != usual:
            raise TemplateError(
                f"jinja_env ma własne znaki znaczników ({name}=„{given}”), a szablon ma zwykłe: „{usual}”",
                remedy="Zapisz znaczniki szablonu w zwykłych nawiasach i usuń te ustawienia z jinja_env.",
            )
    return environment


def _writer(own: Callable[..., Any] | None, relations: Relations, ready: bool) -> Callable[..., Any]:
    """Return the function that Jinja calls with each value before it is written; own: the user's, called before it."""
    passed = str(getattr(getattr(own, "jinja_pass_arg", None), "name", ""))

    @pass_context  # never while compiling, when no tag would be known
    def written(context: Context, value: Any) -> Any:
        if own is not None:
            first = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
            value = own(first[passed], value) if passed else own(value)
        return _written(value, relations, ready)

    return written


def _written(value: Any, relations: Relations, ready: bool) -> Any:
    """Return a value fit to be written. Raises ForbiddenCharacterError and TemplateError."""
    if isinstance(value, RichText):
        return _shielded(functools.partial(checked_runs, relations=relations), str(value))
    if isinstance(value, RichTextParagraph):
        return _shielded(functools.partial(checked_paragraphs, relations=relations), str(value))
    if isinstance(value, InlineImage | Subdoc):
        return value
    if hasattr(value, "__html__") and (ready or isinstance(value, str | Listing)):
        return _shielded(checked_markup, str(value.__html__()))
    text = str(value)
    checked(text.translate(_RAISED))
    return text


def _shielded(check: Callable[[str], str], xml: str) -> Markup:
    """Return checked XML; „\\a” and „\\f”, which become paragraphs and pages later, pass the check as other signs."""
    return Markup(check(xml.translate(_RAISED)))
