"""What stands after the head of a phrase: plain attributes, or something that may have to be declined as well."""

from __future__ import annotations

from schematom_docs.polish import dictionary

_PREPOSITIONS = frozenset(
    {"w", "we", "z", "ze", "przy", "dla", "do", "na", "nr", "im.", "pw.", "pod", "nad", "o", "u", "od", "po", "przez"}
    | {"za", "ds.", "ws.", "i", "oraz", "–", "-", "sp.", "s.a.", "spółka"}
)
_NAME_HEADS = frozenset({"gmina", "sołectwo", "dzielnica", "osiedle"})
_BRANCHES = frozenset({"oddział", "filia", "delegatura", "ekspozytura", "wydział", "inspektorat", "placówka"})
_CLOSED = {"„": "”", "«": "»", "»": "«", '"': '"', "(": ")"}


def tail_is_plain(words: list[str], start: int, noun: int, kind: str | None) -> bool:
    """Return whether the words after the head are attributes that stay as they are, with no apposition among them."""
    tail = words[start:]
    if any(word.strip(",;").lower() in _BRANCHES for word in tail):
        return False
    closing = ""
    for word in tail:
        if closing:
            closing = "" if word.endswith(closing) else closing
            continue
        if word[0] in _CLOSED:
            closing = "" if word.endswith(_CLOSED[word[0]]) else _CLOSED[word[0]]
            continue
        if word.lower() in _PREPOSITIONS or (word.endswith(("z", "ze")) and len(word) < 3):
            return True
        if word.endswith(",") or (_only_nominative(word) and not _name_after(words, noun, word)):
            return False
    return True


def _name_after(words: list[str], noun: int, word: str) -> bool:
    """Return whether a nominative is a place name that stays beside its generic noun: „Gmina Żmudź”."""
    place = any("nazwa_geograficzna" in reading.labels for reading in dictionary.readings(word))
    generic = any(part.lower() in _NAME_HEADS or part.lower() == "gminy" for part in words[noun:])
    return place and generic


def _only_nominative(word: str) -> bool:
    """Return whether a word has no reading but in the nominative, accusative or vocative."""
    found = [r for r in dictionary.readings(word) if (r.pos == "subst" and "ncol" not in r.extra) or r.pos == "adj"]
    if not found:
        return False
    return all(r.cases <= {"nom", "acc", "voc"} for r in found)
