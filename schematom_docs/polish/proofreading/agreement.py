"""Words that must share a case: a participle and its noun, items of a list, the object of a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.dictionary import noun_forms, readings
from schematom_docs.polish.powiats import powiats
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings
from schematom_docs.polish.proofreading.words import WORD, cases_of, is_noun, parts_of_speech

_PARTICIPLE = re.compile(
    r"\b(?:[Zz]e?|[Pp]rzed|[Nn]ad|[Pp]omiędzy|[Mm]iędzy) \w+(?:ącymi|anymi|onymi)"
    r"( (?:do|od|u|dla|z|przez|przed) (?:nas|nich|niego|niej|was|nami|nimi))? ([a-ząćęłńóśźż]{3,})\b"
)


def _after_participle(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield nouns that leave the case of their participle: „z przybywającymi do nas gości”.

    A noun right after the participle may be its object („z prowadzącymi zajęcia”): only a pronoun between tells.
    """
    for match in _PARTICIPLE.finditer(passage.text):
        word = match[2]
        if match[1] and is_noun(word) and "ins" not in cases_of(word):
            right = _plural_instrumental(word)
            if right:
                yield Correction(match.start(2), match.end(2), right)


def _plural_instrumental(word: str) -> str:
    """Return the instrumental plural of the noun whose plural the word is, "" when there is none."""
    for reading in sorted(readings(word), key=lambda one: "acc" not in one.cases and "nom" not in one.cases):
        if reading.pos == "subst" and "pl" in reading.numbers and not reading.dated:
            forms = noun_forms(reading.lemma, "pl", sorted(reading.genders)[0])
            if forms["ins"]:
                return forms["ins"][0]
    return ""


_DISTRICTS = re.compile(r"\b(?:z|ze|do|dla|od|spośród|z terenu|na terenie) (?:następujących )?powiatów ?:? ?(.*)")
_ITEM = re.compile(r"[^,;·.]+?(?=,|;|·| i | oraz |\.|$)")
_LEADING = re.compile(r"(?:[\s·•–-]|i |oraz )*")


def _districts(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield districts listed after „z powiatów” that are not in the genitive, or are called by their seat."""
    lists = [(match.start(1), match[1]) for match in _DISTRICTS.finditer(passage.text)]
    if not lists and _DISTRICTS.search(passage.lead) and passage.lead.rstrip().endswith(":"):
        lists.append((0, passage.text))
    for offset, items in lists:
        for match in _ITEM.finditer(items):
            leading = _LEADING.match(match.group())
            start = offset + match.start() + (leading.end() if leading else 0)
            name = passage.text[start : offset + match.end()].rstrip()
            seat = powiats().get(name) or powiats().get(name.replace(" ", "-"))
            if re.fullmatch(r"[a-ząćęłńóśźż-]+[sc]ki", name):
                yield Correction(start, start + len(name), f"{name}ego")
            elif seat:
                yield Correction(start, start + len(name), f"{seat}ego", "nazwa powiatu nie jest nazwą jego siedziby")


_PROVIDES = re.compile(
    r"(?<!\bnie )\b(?:zapewni[aą]?|zapewniają|umożliwi[aą]?|umożliwiają|gwarantuj[eą]|przewiduj[eą]|zakłada|zakładają|"
    r"obejmuj[eą]|obejmie|obejmą) (\w+(?:ni|ci)a)\b(?= \w)"
)


def _object(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield gerunds in the genitive after verbs that govern the accusative: „zapewni osiągnięcia efektów”."""
    for match in _PROVIDES.finditer(passage.text):
        following = WORD.search(passage.text, match.end())
        if "ger" in parts_of_speech(match[1]) and following and "gen" in cases_of(following.group()):
            yield Correction(match.start(1), match.end(1), f"{match[1][:-1]}e", "tu potrzebny jest biernik")


RULES = (
    Rule("imieslow", "Rzeczownik po imiesłowie", "rzeczownik ma przypadek swojego imiesłowu", _after_participle),
    Rule("powiaty", "Nazwy powiatów w wyliczeniu", "nazwy powiatów stoją tu w dopełniaczu", _districts),
    Rule("dopelnienie", "Dopełnienie w bierniku", "ten czasownik łączy się z biernikiem", _object),
)
