"""Commas and stray marks, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, by_pattern
from schematom_docs.polish.proofreading.words import is_noun, parts_of_speech

_FREE_BEFORE_ZE = (
    r"dlatego|mimo|pomimo|tylko|chyba|zwłaszcza|szczególnie|i|oraz|a|lub|albo|ale|bardziej|tyle|nie|jako|jedynie|także"
)
_WHICH = re.compile(
    r"(?<=[a-ząćęłńóśźż]) (?=((?:w ramach |na podstawie |za pomocą |w |na |z |do |dla |o |przy |za |od |przez )?)"
    r"któr(?:y|a|e|ego|ej|emu|ych|ym|ymi|zy|ą)\b)"
)
_LAST = re.compile(r"[^\W\d_]+$")
# „…, w ramach których”, „…, na podstawie której”: the comma stands before the preposition.
_INNER = re.compile(
    r"(?:, (?:\w{1,4} )?[^\W\d_]+|\b(?:ramach|podstawie|pomocą|trakcie|celu|wyniku|sprawie|czasie|rzecz))$"
)
_SHORT = re.compile(
    r"(?:in|np|itp|itd|ok|tzw|tj|ul|al|pl|os|ds|im|ust|art|poz|lit|pkt|godz|min|zł|gr|proc|tys|wg|str)$"
)


def _which(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield nouns that a relative clause follows without a comma: „koszyk usług które pozwolą”."""
    for match in _WHICH.finditer(passage.text):
        before = passage.text[: match.start()]
        word = _LAST.search(before)
        if (
            word
            and not _INNER.search(before)
            and is_noun(word.group())
            and not parts_of_speech(word.group()) & {"prep", "conj", "fin", "part", "adv"}
        ):
            yield Correction(match.start(), match.end(), ", ")


def _mid_sentence(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield full stops in mid-sentence: „Grupa Interdyscyplinarna. testująca praktyki”."""
    for match in re.finditer(r"(?<=[a-ząćęłńóśźż]{4})\. (?=[a-ząćęłńóśźż]{3})", passage.text):
        word = _LAST.search(passage.text[: match.start()])
        found = parts_of_speech(word.group()) if word else frozenset()
        if found and "brev" not in found and word and not _SHORT.search(word.group()):
            yield Correction(match.start(), match.end(), "", hint="Usuń kropkę albo zacznij zdanie wielką literą.")


_OPENING = re.compile(r"(?:^|(?<=[.!?] ))((?:Z|Ze|W|We|Dla|Na|Po|Przy|Od|Do) [^,.;:()–!?]{3,60}), (\w+)")


def _opening(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield a comma between an opening phrase and its verb: „Z każdą rodziną, podpisano kontrakt”."""
    for match in _OPENING.finditer(passage.text):
        verb = "imps" in parts_of_speech(match[2])
        inner = {part for word in match[1].split() for part in parts_of_speech(word)}
        if verb and not inner & {"pcon", "pant", "imps"} and "któr" not in match[1]:
            yield Correction(match.end(1), match.start(2), " ")


def _doubled(match: re.Match[str]) -> str | None:
    return match[1] if match[1].lower() not in ("tak", "nie", "bla", "raz", "coraz") else None


RULES = (
    Rule(
        "zbedny-znak",
        "Zbędny znak",
        "dwa znaki przestankowe stoją obok siebie albo znak rozdziela to, co należy do siebie",
        all_of(
            by_pattern(r"(?<=[^\W\d_]), ?([:;.])(?!\.)", r"\1", holds=","),
            by_pattern(r"(?<=[^\W\d_]) ?([;:]),", r"\1", holds=","),
            by_pattern(r"\b([Zz]arówno)[;:,.]", r"\1", holds="arówno"),
            by_pattern(r"(?<=\w)([!?])\.(?!\w)", r"\1"),
            by_pattern(r"(?<=[^\W\d_]),,", ",", holds=",,"),
        ),
    ),
    Rule("kropka-w-zdaniu", "Kropka w środku zdania", "po kropce następuje mała litera", _mid_sentence),
    Rule(
        "przecinek-przed-ze",
        "Przecinek przed „że”",
        "przed „że” stawia się przecinek",
        by_pattern(r"(?<=[a-ząćęłńóśźż])(?<!\bby)(?<!\bto) (że|iż)(?= )", lambda m: _before_that(m)),
    ),
    Rule("przecinek-przed-ktory", "Przecinek przed „który”", "zdanie z „który” oddziela przecinek", _which),
    Rule(
        "przecinek-przed-a-takze",
        "Przecinek przed „a także”",
        "przed „a także”, „a ponadto” i „ale także” stawia się przecinek",
        by_pattern(r"(?<=[\w)”%]) (a także|a ponadto|ale także|ale również|lecz także)\b", r", \1"),
    ),
    Rule(
        "przecinek-zbedny",
        "Zbędny przecinek",
        "przecinek nie oddziela okolicznika na początku zdania od orzeczenia",
        _opening,
    ),
    Rule(
        "powtorzony-wyraz",
        "Powtórzony wyraz",
        "ten sam wyraz stoi dwa razy",
        by_pattern(r"\b([^\W\d_]{1,30}) \1\b(?![-.])", _doubled, re.IGNORECASE),
    ),
)


def _before_that(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    word = _LAST.search(before)
    if word and re.fullmatch(_FREE_BEFORE_ZE, word.group(), re.IGNORECASE):
        return None
    return f", {match[1]}"
