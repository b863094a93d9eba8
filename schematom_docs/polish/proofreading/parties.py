"""Words that agree with a party of a contract: „Gmina Turek, zwana dalej”, „Panią Anną Nowak, działającą”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, cased_like

# Heads of parties in the nominative and the instrumental, by gender; „Centrum” shows no case.
_HEADS: Mapping[str, tuple[str, str]] = {
    "f": (
        "Pani|Gmina|Fundacja|Spółdzielnia|Szkoła|Rodzina|Poradnia|Spółka",
        "Panią|Gminą|Fundacją|Spółdzielnią|Szkołą|Rodziną|Poradnią|Spółką",
    ),
    "m": (
        "Pan|Powiat|Urząd|Ośrodek|Klub|Zespół|Zarząd|Zakład",
        "Panem|Powiatem|Urzędem|Ośrodkiem|Klubem|Zespołem|Zarządem|Zakładem",
    ),
    "n": (
        "Stowarzyszenie|Starostwo|Towarzystwo|Województwo|Centrum",
        "Stowarzyszeniem|Starostwem|Towarzystwem|Województwem|Centrum",
    ),
}
_ENDINGS: Mapping[str, tuple[str, str]] = {"f": ("a", "ą"), "m": ("y", "ym"), "n": ("e", "ym")}
_NOMINATIVE, _INSTRUMENTAL = ("|".join(forms[at] for forms in _HEADS.values()) for at in (0, 1))
_ADJECTIVE = r"[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]*(?:[sc]k|dzk|[^\W\daeiouy]n|ow)(?:a|e|ie|i|y|ym|im|ą)"
_SAYS = (
    r"(?P<tail>(?: (?!a )[^ ,;:()]+){0,10}), (?P<stem>zwan|reprezentowan|działając|zamieszkał|urodzon|legitymując)"
    r"(?P<ending>y|a|e|ym|ą) (?=dalej|przez|na podstawie|w |się|przy |we |dnia)(?P<called>dalej [„»]?(?P<name>\w+))?"
)
_FIRST = re.compile(
    rf"^(?:\d{{1,2}}[.)] |[–•-] )?(?:{_ADJECTIVE} ){{0,2}}(?P<head>{_NOMINATIVE}|{_INSTRUMENTAL})\b{_SAYS}"
)
_OTHER = re.compile(rf"\b(?:a|pomiędzy|między|ze?) (?:{_ADJECTIVE} ){{0,2}}(?P<head>{_INSTRUMENTAL})\b{_SAYS}")
# What may own the word after the comma instead: a second party, a person who represents, an office inside.
_OWNERS = re.compile(
    r"\b(?:przez|który|która|które|oraz|i|lub|ze?(?! siedzibą)|nad|za|pod|Pan|Panem|Panią|Pani|prowadz\w+)\b| [–—/-] "
    r"|\b(?:w|we|przy|na|o) (?:\w+ )?(?:Urzędz|Ośrod|Powie|Klub|Centrum|Zespo|Starostw|Stowarzysz|Zakład)"
)
_DOCUMENTS = ("umow", "porozum", "kontrakt", "projekt", "program", "stron", "wspó", "list", "aneks", "dokument", "zada")


def _first(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „Pani Anna Nowak, zwany dalej”: the party opens the paragraph, so the word can be of nothing else."""
    match = _FIRST.match(passage.text)
    if match is None or _OWNERS.search(match["tail"]):
        return
    right, other = _right(match["head"], match["ending"])
    if match["ending"] not in (right, other):
        yield _correction(match, right)


def _other(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „a Powiatowym Urzędem Pracy, zwaną dalej”; the contract itself may be „zwaną dalej „Umową””."""
    for match in _OTHER.finditer(passage.text):
        name = match["name"] or ""
        if _OWNERS.search(match["tail"]) or name.lower().startswith(_DOCUMENTS) or match["ending"] in "yae":
            continue
        if match.group().startswith("z") and not (name.isupper() and len(name) > 1):
            continue  # „umowę z Urzędem, zwaną dalej „Umową””
        right = _ENDINGS[_gender(match["head"], 1)][1]
        if match["ending"] != right:
            yield _correction(match, right)


def _gender(head: str, at: int) -> str:
    return next(gender for gender, forms in _HEADS.items() if head in forms[at].split("|"))


def _right(head: str, ending: str) -> tuple[str, str]:
    """Return the ending that agrees with the head, and the other one that may."""
    at = 0 if head in _NOMINATIVE.split("|") else 1
    own = _ENDINGS[_gender(head, at)]
    return (own[0], own[1]) if head == "Centrum" else (own[at], own[at])


def _correction(match: re.Match[str], ending: str) -> Correction:
    return Correction(match.start("stem"), match.end("ending"), match["stem"] + ending)


_PAPERS: Mapping[str, str] = {"umowa": "a", "ugoda": "a", "porozumienie": "e", "kontrakt": "y", "aneks": "y"}
_CONCLUDED = re.compile(
    rf"(?<![\w-])(?<! i )(?<!oraz )(?<!lub )(?<!, )(?P<paper>{'|'.join(_PAPERS)})"
    r"(?: nr \S+)? (?P<word>zawart(?:y|a|e)) (?=w dniu|dnia|pomiędzy|między|w )",
    re.IGNORECASE,
)


def _concluded(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „umowa zawarty w dniu”, „porozumienie zawarta”."""
    for match in _CONCLUDED.finditer(passage.text):
        right = f"zawart{_PAPERS[match['paper'].lower()]}"
        if match["word"].lower() != right:
            yield Correction(match.start("word"), match.end("word"), cased_like(match["word"], right))


RULES = (
    Rule(
        "zgoda-strony",
        "Określenie strony umowy",
        "określenie zgadza się z rodzajem i przypadkiem strony albo pisma, do którego należy",
        all_of(_first, _other, _concluded),
    ),
)
