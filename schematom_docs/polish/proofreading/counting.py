"""Numbers with nouns and verbs: „5 rodzin wzięło udział”, „2 rodziny wzięły udział”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.counted import NBSP, counted
from schematom_docs.polish.dictionary import analyses, verb_forms
from schematom_docs.polish.numerals import plural_category
from schematom_docs.polish.proofreading.counted_nouns import COLLECTIVE, lemma_of, numbers_of
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, cased_like
from schematom_docs.polish.proofreading.sentences import sentence_bounds
from schematom_docs.polish.proofreading.words import WORD, is_nominal, parts_of_speech, person_numbers

_WORDS: Mapping[str, int] = {
    **{
        "dwie": 2,
        "trzy": 3,
        "cztery": 4,
        "pięć": 5,
        "sześć": 6,
        "siedem": 7,
        "osiem": 8,
        "dziewięć": 9,
        "dziesięć": 10,
    },
    **{"jedenaście": 11, "dwanaście": 12, "piętnaście": 15, "dwadzieścia": 20, "trzydzieści": 30, "czterdzieści": 40},
}
_NUMBER = "|".join([r"\d{1,3}(?:[ ]\d{3})*(?!,\d)", *_WORDS])
_COUNT = re.compile(
    rf"(?<![\w.,§/–-])({_NUMBER}) ([a-ząćęłńóśźż]{{3,}})\b(?: ([a-ząćęłńóśźż]{{2,}})\b)?", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?:\b(?:nr|ust\.|art\.|pkt|poz\.|lit\.|str\.|s\.|zał\.|tel\.|ul\.|etap|załącznik|rok|§)|[IVX]|\d[ -]) ?$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"\b(?:z|ze|do|od|dla|bez|około|ok\.|ponad|powyżej|poniżej|spośród|spomiędzy|w|we|o|na|po|przy|przez|ku|dzięki|wobec"
    r"|min\.|minimum|maksimum|maks\.|wśród|oprócz|z tego|między|pomiędzy|co najmniej|nie mniej niż) ?$",
    re.IGNORECASE,
)


# Verbs of which the people or things counted are the subject, and those of which they are the object.
_BEFORE = re.compile(
    r"\b((?:wzię|przyby|przysz|powsta|zgłosi|odby)\w+|uczestniczy\w*|wezmą|weźmie|biorą|bierze|uczestniczą)"
    r"(?: udział| się)?"
    rf" ({_NUMBER}) ([a-ząćęłńóśźż]{{3,}})\b",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    rf"\b((?:ukończy|otrzyma|podję|zdoby|uzyska|dosta|znalaz|rozpoczę)ło) ({_NUMBER})"
    r" (osoby|kobiety|uczestniczki|rodziny)\b"
)
_OBJECT = re.compile(
    r"\b(?:podpisa|zawar|sporządz|przeprowadz|zorganizowa|zaplanowa|zrealizowa|wyda|przyję|wybra|powoła|utworz|przygotowa"
    r"|ukończ|odby|przedstaw|obję|złoż)\w*[nt]o $",
    re.IGNORECASE,
)
_IN = re.compile(rf"(?<![\w-])[Ww]e? ({_NUMBER}) ([a-ząćęłńóśźż]{{3,}})\b")
_CONTAINERS = frozenset(
    {"egzemplarz", "gmina", "powiat", "moduł", "instytucja", "rodzina", "spotkanie", "szkolenie", "wizyta", "warsztat"}
)


def _value(text: str) -> int:
    return _WORDS.get(text.lower(), 0) or int(text.replace(" ", ""))


def _noun(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _COUNT.finditer(passage.text):
        lemma, before = lemma_of(match[2]), passage.text[: match.start()]
        if not lemma or match[2][0].isupper() or _REFERENCE.search(before):  # „5 Porozumienie …” is a row of contents
            continue
        value, form = _value(match[1]), match[2].lower()
        category = plural_category(value)
        wrong = _disagrees(category, form, lemma) and (category != "few" or _is_subject(match, before))
        if wrong and value:
            right = counted(value, lemma).rsplit(NBSP, 1)[1]
            yield Correction(match.start(1), match.end(2), f"{match[1]} {right}")


def _disagrees(category: str, form: str, lemma: str) -> bool:
    """Return whether a form of a noun cannot follow a number of the category in the nominative or an oblique case."""
    singular, plural = numbers_of(lemma)
    genitive = plural.forms["gen"]
    nominative = genitive if singular.gender == "m1" or lemma in COLLECTIVE else plural.forms["nom"]
    if category == "many":
        return form in {*plural.forms["nom"], *singular.forms["nom"]} and form not in genitive
    if category == "few":
        return form in {*genitive, *singular.forms["nom"]} and form not in nominative
    return all(form not in forms for forms in singular.forms.values())


def _is_subject(match: re.Match[str], before: str) -> bool:
    """Return whether number and noun can be the subject: nothing governs them, and a verb or „1 rodzina” follows."""
    done = _OBJECT.search(before)
    if done and "imps" in parts_of_speech(done.group().strip().lower()):
        return True
    return not _governed(before) and (
        bool(person_numbers(match[3] or "")) or match[2] in numbers_of(lemma_of(match[2]))[0].forms["nom"]
    )


def _governed(before: str) -> bool:
    """Return whether a preposition or a noun stands right before: „z 2 rodzin”, „udział 2 osób”, not „w gminie 2 …”."""
    if _OBLIQUE.search(before):
        return True
    words = before.split()[-2:]
    if not words or not WORD.fullmatch(words[-1]) or not is_nominal(words[-1]):
        return False
    return len(words) == 1 or "prep" not in parts_of_speech(words[0].lower())


def _verb(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _COUNT.finditer(passage.text):
        lemma, verb = lemma_of(match[2]), match[3] or ""
        before = passage.text[: match.start()]
        if not lemma or not verb or _REFERENCE.search(before) or _governed(before):
            continue
        right = _agreeing(verb, _value(match[1]), lemma) if person_numbers(verb) else ""
        if right and right != verb.lower():
            yield Correction(match.start(3), match.end(3), cased_like(verb, right))


def _agreeing(verb: str, value: int, lemma: str) -> str:
    """Return the verb as the number with its noun asks: „2 rodziny wzięły”, „2 dzieci wzięło”."""
    category, gender = plural_category(value), numbers_of(lemma)[0].gender
    many = category == "many" or (category == "few" and (gender == "m1" or lemma in COLLECTIVE))
    return _verb_form(verb, "sg" if many or category == "one" else "pl", "n" if many else gender)


def _verb_before(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield verbs before the number they belong to: „wzięło udział 22 rodziny”, „uczestniczyły 15 osób”."""
    for match in _BEFORE.finditer(passage.text):
        lemma = lemma_of(match[3])
        if not lemma:
            continue
        right = _agreeing(match[1], _value(match[2]), lemma)
        if right and right != match[1].lower():
            yield Correction(match.start(1), match.end(1), cased_like(match[1], right))


def _finished_by(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „kurs ukończyło 4 uczestniczki”: a neuter verb before people of whom there are two, three or four."""
    for match in _FINISHED.finditer(passage.text):
        lemma = lemma_of(match[3])
        if not lemma or plural_category(_value(match[2])) != "few" or numbers_of(lemma)[0].gender == "m1":
            continue
        start = sentence_bounds(passage.text, match.start())[0]
        before = WORD.findall(passage.text[start : match.start()])
        right = _verb_form(match[1], "pl", numbers_of(lemma)[0].gender)
        if right and before and not any(_neuter_subject(word) for word in before):
            yield Correction(match.start(1), match.end(1), cased_like(match[1], right))


def _neuter_subject(word: str) -> bool:
    """Return whether a word can be a neuter noun in the nominative, or is an acronym: „PCPR objęło 4 rodziny”."""
    known = analyses(word)
    neuter = any(tag[0] in ("subst", "ger") and "n" in tag[3].split(".") and "nom" in tag[2] for _, tag, _ in known)
    return neuter or not known or word.isupper()


def _places(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield counted nouns after „w” in another case than the locative: „w 3 egzemplarze”."""
    for match in _IN.finditer(passage.text):
        lemma = lemma_of(match[2])
        if lemma not in _CONTAINERS or _value(match[1]) < 2:
            continue
        locative = numbers_of(lemma)[1].forms["loc"]
        if match[2].lower() not in locative:
            yield Correction(match.start(1), match.end(2), f"{match[1]} {locative[0]}")


def _verb_form(verb: str, number: str, gender: str) -> str:
    """Return the third person of the verb in a number and gender, "" when unknown."""
    tense = next((tag for _, tag, _ in analyses(verb) if tag[0] in ("fin", "praet", "bedzie")), ())
    for form, tag in verb_forms(verb):
        parts = tag.split(":")
        if not tense or parts[0] != tense[0] or parts[1] != number:
            continue
        if parts[0] != "praet" and "ter" in parts:
            return form
        if parts[0] == "praet" and gender in parts[2].split("."):
            return form
    return ""


_SHARE = re.compile(r"\d ?%(?: [a-ząćęłńóśźż]+){1,3}", re.IGNORECASE)


def _predicates(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield verbs of one list of predicates that disagree: „60% uczestników rozpocznie naukę, wzmocnią motywację”."""
    for share in _SHARE.finditer(passage.text):
        bounds = sentence_bounds(passage.text, share.start())
        clause = passage.text[share.start() : bounds[1]].split(";")[0]
        if re.search(r"\bktór|\bże\b|\bgdy\b|\baby\b", clause):
            continue
        verbs = [(found, person_numbers(found.group())) for found in WORD.finditer(clause)]
        known = [(found, numbers) for found, numbers in verbs if len(numbers) == 1]
        if known and any(numbers != known[0][1] for _, numbers in known[1:]):
            number = "pl" if known[0][1] == frozenset({"pl"}) else "sg"
            other = next(found for found, numbers in known[1:] if numbers != known[0][1])
            right = _verb_form(other.group(), number, "n")
            start = share.start() + other.start()
            yield Correction(
                start, start + len(other.group()), right, hint="Użyj jednej liczby we wszystkich orzeczeniach."
            )
            return


def _quantity(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „ilość” of what can be counted: „ilość osób” → „liczba osób”."""
    for match in re.finditer(r"\b([Ii])loś(ć|ci|cią) ([a-ząćęłńóśźż]+)\b", passage.text):
        lemma = lemma_of(match[3])
        if lemma and match[3].lower() in numbers_of(lemma)[1].forms["gen"] and is_nominal(match[3]):
            base = {"ć": "liczba", "ci": "liczby", "cią": "liczbą"}[match[2]]
            if base == "liczba" and _is_object(passage.text[: match.start()]):
                base = "liczbę"
            yield Correction(match.start(), match.end(), f"{cased_like(match[1], base)} {match[3]}")


def _is_object(before: str) -> bool:
    """Return whether what follows is the object: of „podano”, „określa”, „zwiększyć”, or stands after „na”."""
    last = re.search(r"([^\W\d_]+) $", before)
    if not last:
        return False
    found = analyses(last[1].lower())
    if last[1].lower() in ("na", "przez", "o", "ponad", "za", "pod"):
        return True
    transitive = {"imps", "inf"} & {tag[0] for _, tag, _ in found}
    present = any(tag[0] == "fin" and "ter" in tag for _, tag, _ in found) and not last[1].lower().endswith("się")
    return bool(transitive) or present


RULES = (
    Rule("liczba-rzeczownik", "Rzeczownik po liczbie", "rzeczownik nie zgadza się z liczbą", all_of(_noun, _places)),
    Rule(
        "liczba-orzeczenie",
        "Orzeczenie po liczbie",
        "orzeczenie nie zgadza się z liczbą",
        all_of(_verb, _verb_before, _finished_by),
    ),
    Rule("orzeczenia", "Niezgodne orzeczenia", "orzeczenia jednego podmiotu mają różną liczbę", _predicates),
    Rule("ilosc", "„Ilość” zamiast „liczba”", "rzeczy i osoby policzalne mają liczbę, a nie ilość", _quantity),
)
