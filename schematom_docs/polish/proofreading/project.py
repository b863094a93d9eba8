"""Names that the project fixes once: its title, modules, teams, work products, the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, by_pattern

TITLE = "Schematom STOP! Wspólne działania instytucji pomocy społecznej i instytucji rynku pracy – pilotaż"
_SUBTITLE = TITLE.removeprefix("Schematom STOP! ")
_CONTRACT = "Trójstronny Kontrakt Rodzinny"


def _subtitle(match: re.Match[str]) -> str | None:
    return None if match.group() == _SUBTITLE else _SUBTITLE


_TEAM = re.compile(
    r"\b(Mobiln\w+) ([Gg]rup\w*) ([Ii]nterdyscyplinarn\w+)|\b(Lokaln\w+) ([Pp]rogram\w*) ([Ii]nterdyscyplinarn\w+)"
    r" ([Ww]spółpracy)|\b(Powiatow\w+) ([Zz]esp[oó]ł\w*) ([Kk]oordynując\w+) ([Ww]spółpracę)"
)
_PROGRAMME = re.compile(r"\bRodzinn(ego|emu|ym|y|ych|e|ymi) programy?(u|owi|em|ie|ów|ami)? aktywizacji zawodowej")


def _names(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield names of teams and programmes with some words small, some capital."""
    for match in _TEAM.finditer(passage.text):
        words = match.group().split(" ")
        right = " ".join(word[0].upper() + word[1:] for word in words)
        if right != match.group():
            yield Correction(match.start(), match.end(), right)
    for match in _PROGRAMME.finditer(passage.text):
        if match.start() > 0 and passage.text[match.start() - 2 : match.start()] not in (". ", "„"):
            before = passage.text[match.start() - 1]
            if before == " " and match[1] not in ("y", "e"):
                right = match.group()[0].lower() + match.group()[1:]
                yield Correction(match.start(), match.end(), right)


_CONTRACTS: Mapping[str, str] = {
    "kontrakt": "Trójstronny Kontrakt Rodzinny",
    "kontraktu": "Trójstronnego Kontraktu Rodzinnego",
    "kontrakcie": "Trójstronnym Kontrakcie Rodzinnym",
    "kontraktem": "Trójstronnym Kontraktem Rodzinnym",
    "kontraktowi": "Trójstronnemu Kontraktowi Rodzinnemu",
    "kontrakty": "Trójstronne Kontrakty Rodzinne",
    "kontraktów": "Trójstronnych Kontraktów Rodzinnych",
    "kontraktach": "Trójstronnych Kontraktach Rodzinnych",
    "kontraktami": "Trójstronnymi Kontraktami Rodzinnymi",
    "kontraktom": "Trójstronnym Kontraktom Rodzinnym",
}
_OTHER_CONTRACT = re.compile(
    r"(?<!„)\b(kontrakt\w*) (?:pracy|trójstronn\w+)(?! Rodzinn)"
    r"|(?:zawiera(?:ne|ny|no) (?:będą|będzie|są|jest)?|zawart[oey]|podpisa(?:no|ne|ny)|podpisują|zawierają)"
    r" (kontrakty?) socjaln[ey]",
    re.IGNORECASE,
)


def _contract(passage: Passage, surroundings: Surroundings) -> Iterator[Correction]:
    """Yield other names of the contract of the pilot."""
    if not surroundings.pilot:
        return
    for match in _OTHER_CONTRACT.finditer(passage.text):
        word = match[1] or match[2]
        start = match.start(1) if match[1] else match.start(2)
        right = _CONTRACTS.get(word.lower(), _CONTRACT)
        yield Correction(start, match.end(), right)


RULES = (
    Rule(
        "tytul-projektu",
        "Tytuł projektu",
        "tytuł projektu ma jedną postać, tę z umowy",
        all_of(
            by_pattern(
                r"\bWspólne działania instytucji pomocy społecznej i instytucji rynku[^„”\"]{0,14}?pilotaż", _subtitle
            ),
            by_pattern(r"\b(?:SCHEMATOM STOP|Schematom [Ss]top)\b!?", "Schematom STOP!"),
            by_pattern(r"\bSchematom STOP(?:!\.+|(?!!))", "Schematom STOP!"),
        ),
    ),
    Rule(
        "modul",
        "Nazwa modułu",
        "moduł ma w projekcie jedną nazwę: prozatrudnieniowy, społeczny i integracyjny, rodzinny, sport i kultura",
        all_of(
            by_pattern(r"\bpoza(zatrudnieniow\w+)", r"pro\1", holds="pozazatrud"),
            by_pattern(r"\bsportow(?:y|ego|ym) i kulturaln(?:y|ego|ym)\b", "sport i kultura", holds="sportow"),
        ),
    ),
    Rule("nazwa-wlasna", "Wielkie litery w nazwie", "nazwę pisze się wszędzie tak samo, jak w projekcie", _names),
    Rule("nazwa-kontraktu", "Nazwa kontraktu", "kontrakt ma w projekcie jedną nazwę", _contract),
)
