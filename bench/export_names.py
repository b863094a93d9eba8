"""Write the names whose forms in SGJP deviate from our rules, for systems without morfeusz2.

python bench/export_names.py WORDS: a text of candidate words, one a line (any word list with Polish names in the
nominative; words the dictionary does not label as names are passed over). Rerun after a new edition of the dictionary.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from schematom_docs.polish import dictionary, exported_names, given_names, modifiers, nouns, surnames
from schematom_docs.polish.cases import Case
from schematom_docs.polish.given_names import given_name
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.surnames import labelled, surname

TARGET = Path(surnames.__file__).with_name("data") / "sgjp_names.tsv.gz"
CASES: tuple[Case, ...] = ("gen", "dat", "acc", "ins", "loc")
Key = tuple[str, str, str]


def main(path: str) -> None:
    """Print how many names were compared and how many deviate; write those."""
    words = Path(path).read_text(encoding="utf-8").split()
    edition = dictionary.edition()
    known = dict(named for word in words for named in by_dictionary(word))
    TARGET.unlink(missing_ok=True)
    forget_dictionary()
    lines = [line(key, found) for key, found in sorted(known.items()) if first(by_rules(key)) != first(found)]
    text = f"# {edition}\n" + "".join(f"{one}\n" for one in lines)
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    for kind, gender in ("sm", "sf", "gm", "gf"):
        total = sum(key[1:] == (kind, gender) for key in known)
        kept = sum(one.split("\t")[1] == kind + gender for one in lines)
        print(f"{kind}{gender}: {total} names, {kept} deviate")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


def by_dictionary(word: str) -> list[tuple[Key, Declension]]:
    """Return what the dictionary knows of a word as surname or first name of either sex."""
    found = []
    for gender, tag in (("m", "m1"), ("f", "f")):
        if labelled(word, tag) is not None:
            found.append(((word, "s", gender), surname(word, gender)))
        if any("imię" in c.labels and c.gender == tag and c.number == "sg" for c in nouns.candidates(word)):
            found.append(((word, "g", gender), given_name(word, gender)))
    return found


def forget_dictionary() -> None:
    """Make the inflector work as where no wheel of morfeusz2 exists, and without the table of an earlier run."""
    sys.modules["morfeusz2"] = None  # type: ignore[assignment]
    for module in (dictionary, exported_names, given_names, modifiers, nouns, surnames):
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def by_rules(key: Key) -> Declension:
    """Return the forms by rule alone."""
    name, kind, gender = key
    return surname(name, gender) if kind == "s" else given_name(name, gender)


def first(found: Declension) -> list[str]:
    """Return the first-choice forms."""
    return [found.forms[case][0] for case in CASES]


def line(key: Key, found: Declension) -> str:
    """Return name, kind and sex, „!” for certain, and five forms as „letters to drop + ending”."""
    name, kind, gender = key
    sure = "!" if all(case in found.certain for case in CASES) else "?"
    return "\t".join((name, kind + gender, sure, *(ending(name, form) for form in first(found))))


def ending(name: str, form: str) -> str:
    """Return a form as the number of letters dropped from the name and what is put there."""
    shared = next((i for i, (a, b) in enumerate(zip(name, form, strict=False)) if a != b), min(len(name), len(form)))
    return f"{len(name) - shared}{form[shared:]}"


if __name__ == "__main__":
    main(sys.argv[1])
