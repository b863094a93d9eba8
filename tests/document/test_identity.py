"""Which templates are one and the same: functions told apart by what they do, never by a name that others share."""

from __future__ import annotations

import functools
import importlib
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.document import compile_template
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.typography import typography_pass
from tests.document.word_files import lines, p, word_file

SOURCE = word_file(p("Umowa {{ x|f }}"))
Pass = Callable[[str], str]


def changed(method: str, text: str) -> str:
    return str(getattr(text, method)())


class Case:
    """A typography with a state of its own."""

    def __init__(self, method: str) -> None:
        self.method = method

    def typeset(self, text: str) -> str:
        return changed(self.method, text)

    __call__ = typeset


def local(method: str) -> Pass:
    def typeset(text: str) -> str:
        return changed(method, text)

    return typeset


PAIRS: dict[str, tuple[Pass, Pass]] = {
    "partials": (functools.partial(changed, "upper"), functools.partial(changed, "lower")),
    "lambdas": (lambda text: text.upper(), lambda text: text.lower()),
    "closures": (local("upper"), local("lower")),
    "methods": (Case("upper").typeset, Case("lower").typeset),
    "callable objects": (Case("upper"), Case("lower")),
    "partials of an object": (functools.partial(Case("upper")), functools.partial(Case("lower"))),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_functions_that_share_a_name_never_share_a_compiled_template(pair: tuple[Pass, Pass], tmp_path: Path) -> None:
    as_pass = [compile_template(SOURCE, filters={"f": changed}, text_pass=one, cache=tmp_path) for one in pair]
    as_filter = [compile_template(SOURCE, filters={"f": one}, cache=tmp_path) for one in pair]
    for upper, lower in (as_pass, as_filter):
        assert upper != lower and upper.sha256 != lower.sha256
    assert [lines(made.render({"x": "Ala"})) for made in as_filter] == [["Umowa ALA"], ["Umowa ala"]]
    plain = word_file(p("Umowa") + p("{{ x }}"))
    texts = [lines(compile_template(plain, text_pass=one, cache=tmp_path).render({"x": "Ala"})) for one in pair]
    assert texts == [["UMOWA", "ALA"], ["umowa", "ala"]]


def test_a_template_with_a_function_known_only_to_this_process_is_not_kept(tmp_path: Path) -> None:
    same = local("upper")
    made = [compile_template(SOURCE, filters={"f": same}, cache=tmp_path) for _ in range(2)]
    assert made[0] == made[1] and list(tmp_path.iterdir()) == []


def test_a_partial_of_a_named_function_with_plain_arguments_is_kept_and_pickled_under_one_key(tmp_path: Path) -> None:
    made = [
        compile_template(SOURCE, filters={"f": functools.partial(changed, "upper")}, cache=tmp_path) for _ in range(2)
    ]
    assert made[0] == made[1] == pickle.loads(pickle.dumps(made[0]))
    assert len(list(tmp_path.iterdir())) == 1


def test_a_function_of_a_module_that_was_edited_is_another_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    keys = []
    for method in ("upper", "casefold"):
        text = f"def zmien(tekst):\n    return tekst.{method}()\n"
        (tmp_path / "moje_filtry.py").write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, "moje_filtry", raising=False)
        module = importlib.import_module("moje_filtry")
        keys.append(compile_template(SOURCE, filters={"f": module.zmien}).sha256)
    monkeypatch.delitem(sys.modules, "moje_filtry")
    assert keys[0] != keys[1]


def test_templates_of_this_program_are_kept(tmp_path: Path) -> None:
    compile_template(word_file(p("{{ x }}")), filters=FILTERS, text_pass=typography_pass, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
