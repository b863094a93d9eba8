"""Which names outside the dictionary decline in one way only, so that a form made by rule needs no confirmation.

Where there is no dictionary nothing is safe: the names that alternate would be among those it lacks.

Excluded is all that alternates or wavers: e, ó, ą, o in the last syllable (Dudek, Gwóźdź, Gołąb, Kozioł), labials that
may hide a soft stem (Żuraw – Żurawia), -ia, vowels before -a, foreign spellings, and every name in -o, -e, -y, -i.
"""

from __future__ import annotations

import re

from schematom_docs.polish import dictionary

_HARD_A = re.compile(r"[^aąeęioóuyjlcżvh](?<!rz)(?<!sz)(?<!cz)(?<!dz)a$")
_ALTERNATING = re.compile(r"i[ao][^aąeęioóuy]+a$")
_CONSONANT = re.compile(
    r"(?:^|[^aąeęioóuy])[aiuy](?:[rtdnszkglł]|ch|cz|sz|rz|ns|nt|nd|rt|rd|rk|lk|st|sk|jd|jk|nk)$|[^aąeęioóuy]ian$"
)
_SAFE_SURNAME = re.compile(r"enko$|[czs]zko$|[aeu]ja$|(?:sz|cz|rz|ż|[iy]c)a$|[^aąeęioóuy]o[rn]$")
_SAFE_GIVEN = re.compile(r"[iey]j$|[oe]r$(?<!er)|[oe]h$|ndr$|(?:tr|[jwy]ł)o$|[nmbv][iu]el$|oel$")
_GERMAN = re.compile(r"[äöü][^aąeęioóuyäöü]+er$")
_FOREIGN = re.compile(r"[qvxéèêëàâçîïôûñáíúýœ']|[aąeęoóuy][aąeęoóuy]|th|ph|ou$")


def masculine_is_safe(name: str) -> bool:
    """Return whether a man's name, in lower case, has one declension by its ending."""
    if not dictionary.available() or _FOREIGN.search(name) or len(name) < 3:
        return False
    if name.endswith("a"):
        return bool(_HARD_A.search(name)) and not _ALTERNATING.search(name)
    return bool(_CONSONANT.search(name) or _GERMAN.search(name))


def masculine_surname_is_safe(name: str) -> bool:
    """Return whether a man's surname, in lower case, has one declension: as any name, and -enko, -aja, -sza, -ica."""
    if not dictionary.available() or _FOREIGN.search(name) or len(name) < 4:
        return False
    return masculine_is_safe(name) or bool(_SAFE_SURNAME.search(name))


def masculine_given_name_is_safe(name: str) -> bool:
    """Return whether a man's first name, in lower case, has one declension: as any name, and the East Slavic ones."""
    if not dictionary.available() or len(name) < 4:
        return False
    return masculine_is_safe(name) or (bool(_SAFE_GIVEN.search(name)) and not _FOREIGN.search(name.removesuffix("el")))


def feminine_given_name_is_safe(name: str) -> bool:
    """Return whether a woman's first name, in lower case, has one declension by its ending."""
    if not dictionary.available() or len(name) < 3:
        return False
    if name[-1] in "eiouy":
        return True  # Zoe, Noemi: no woman's first name in such a vowel is declined
    if _FOREIGN.search(name) and not name.endswith("ea"):
        return False
    if re.search(r"[^aąeęioóuy](?:[dtrgk]|ch|l)ia$|[aeou](?:[dtrgkl]|ch)ia$|ea$", name):
        return True
    return len(name) > 3 and bool(_HARD_A.search(name)) and not (_ALTERNATING.search(name) and name[-4:] != "iana")


def feminine_in_la_is_safe(name: str) -> bool:
    """Return whether a woman's first name in -la has one declension but for its vocative: Nikoli, Nikolę."""
    return dictionary.available() and name.endswith("la") and len(name) > 3 and not _FOREIGN.search(name)
