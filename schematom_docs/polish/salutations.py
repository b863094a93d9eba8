"""Salutations of letters: „Szanowna Pani Dyrektor”, „Szanowny Panie Kierowniku”, „Szanowni Państwo”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schematom_docs.polish import dictionary
from schematom_docs.polish.agreement import Agreement, agree
from schematom_docs.polish.approved import Approved
from schematom_docs.polish.declined import text_form
from schematom_docs.polish.entities import Entity, agreement_of, gender_code, is_entity
from schematom_docs.polish.modifiers import agrees
from schematom_docs.polish.nouns import candidates


def salutation(value: object, approved: Approved) -> str:
    """Return the salutation of a person (with the function, if there is one), several persons or a family.

    A woman's title of masculine form is not declined („Pani Dyrektor”), one that is an adjective takes her gender
    („Pani Przewodnicząca”). Raises ValueError for anything else.
    """
    if is_entity(value, "osoba"):
        assert isinstance(value, Mapping)
        return _personal(value, approved)
    if is_entity(value, "rodzina"):
        return "Szanowni Państwo"
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        if len(value) == 1:
            return salutation(value[0], approved)
        return "Szanowni Państwo" if agreement_of(value).gender == "m1" else "Szanowne Panie"
    raise ValueError("zwrot grzecznościowy mają osoby, listy osób i rodziny.")


def _personal(person: Entity, approved: Approved) -> str:
    title = str(person.get("funkcja") or "").strip()
    woman = gender_code(person) == "f"
    if not title:
        return "Szanowna Pani" if woman else "Szanowny Panie"
    if woman:
        return f"Szanowna Pani {feminine_title(title)}"
    return f"Szanowny Panie {text_form(title, 'voc', approved, kind='funkcja').form}"


def feminine_title(title: str) -> str:
    """Return a title as it follows „Pani”: „Dyrektor” stays, „Przewodniczący”, „Główny Księgowy” agree."""
    words = title.split()
    count = 0
    while count < len(words) and _is_adjectival(words[count]):
        count += 1
    following = words[count] if count < len(words) else ""
    # „Starszy Asystent” keeps its masculine noun, „Główny Księgowy Ośrodka” is adjectives alone
    if not count or (following and following[0].isupper() and _is_masculine_noun(following)):
        return title
    return " ".join([*(agree(word, Agreement("f")) for word in words[:count]), *words[count:]])


def _is_adjectival(word: str) -> bool:
    """Return whether a word declines like an adjective: „Główny”, „Przewodniczący”; „Rady”, „Gminy” do not."""
    if not word.lower().endswith(("y", "i")):
        return False
    nouns = [c for c in candidates(word) if c.gender == "m1" and c.number == "sg"]
    ending = word.lower().endswith(("ący", "wy", "czny", "ny", "ski", "cki"))
    known = agrees(word, "m1", "sg") or any(form.endswith("ego") for c in nouns for form in c.forms["gen"])
    return known or (ending and not dictionary.available())


def _is_masculine_noun(word: str) -> bool:
    """Return whether a word is a masculine noun in the nominative, so that adjectives before it belong to it."""
    return any(c.gender == "m1" and c.number == "sg" and "nazwa_pospolita" in c.labels for c in candidates(word))
