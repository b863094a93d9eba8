"""Which names outside the dictionary decline in one way only, so that a form made by rule needs no confirmation.

Where there is no dictionary nothing is safe: the names that alternate would be among those it lacks.

Excluded is all that alternates or wavers: e, ó, ą, o in the last syllable (Dudek, Gwóźdź, Gołąb, Kozioł), labials that
may hide a soft stem (Żuraw – Żurawia), -ia, vowels before -a, foreign spellings, and every name in -o, -e, -y, -i.
"""

from __future__ import annotations

import re

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, Case

_HARD_A = re.compile(r"[^aąeęioóuyjlcżvh](?<!rz)(?<!sz)(?<!cz)(?<!dz)a$")
_ALTERNATING = re.compile(r"i[ao][^aąeęioóuy]+a$")
_CONSONANT = re.compile(
    r"(?:^|[^aąeęioóuy])[aiuy](?:[rtdnszkglł]|ch|cz|sz|rz|ns|nt|nd|rt|rd|rk|lk|st|sk|jd|jk|nk)$|[^aąeęioóuy]ian$"
)
_SAFE_SURNAME = re.compile(r"enko$|[czs]zko$|[aeu]ja$|(?:sz|cz|rz|ż|[iy]c)a$|[^aąeęioóuy]o[rn]$")
_SAFE_GIVEN = re.compile(r"[iey]j$|[oe]r$(?<!er)|[oe]h$|ndr$|(?:tr|[jwy]ł)o$|[nmbv][iu]el$|oel$")
SLAVIC_AJA = re.compile(r"(?:[cs]k|n|st|ł|[oei]w|ch|ż)aja$")  # adjectives of women: Kostornaja, Kowalskaja
_GERMAN = re.compile(r"[äöü][^aąeęioóuyäöü]+er$")
_FOREIGN = re.compile(r"[qxéèêëàâçîïôûñáíúýœ']|[aąeęoóuy][aąeęoóuy]|th|ph|sh|tz|gn|rr|ll|łł|tt|cc|zz|iz$|ou$|v$")


def masculine_is_safe(name: str) -> bool:
    """Return whether a man's name, in lower case, has one declension by its ending."""
    if not dictionary.available() or _FOREIGN.search(name) or len(name) < 3:
        return False
    if name.endswith(("ska", "cka", "dzka", "owa", "ewa", "ówna", "anka")):
        return False  # a woman's surname, given for a man: something is wrong in the data
    if name.endswith("a"):
        return bool(_HARD_A.search(name)) and not _ALTERNATING.search(name)
    return bool(_CONSONANT.search(name) or _GERMAN.search(name))


def masculine_surname_is_safe(name: str) -> bool:
    """Return whether a man's surname, in lower case, has one declension: as any name, and -enko, -aja, -sza, -ica."""
    if dictionary.available() and _J_IN_Y.search(name):
        return not _FOREIGN.search(name[:-2])
    if not dictionary.available() or _FOREIGN.search(name) or len(name) < 4:
        return False
    if name.endswith(("ych", "ich")) or SLAVIC_AJA.search(name):
        return False  # Dolgich, Czernych stay undeclined or not, as the bearer has it; -skaja is a woman's surname
    return masculine_is_safe(name) or bool(_SAFE_SURNAME.search(name))


def masculine_given_name_is_safe(name: str) -> bool:
    """Return whether a man's first name, in lower case, has one declension: as any name, and the East Slavic ones."""
    if not dictionary.available() or len(name) < 4:
        return False
    return masculine_is_safe(name) or (bool(_SAFE_GIVEN.search(name)) and not _FOREIGN.search(name.removesuffix("el")))


# y after e is a consonant: Rey – Reya; French -ay, -oy are vowels and stay (Delaunay, Leroy), so they are not safe
_J_IN_Y = re.compile(r"[^aąeęioóuy]ey$")
_SILENT = re.compile(r"[^aąeęioóuy](?:oi[sx]|eaux?|aux)$|escu$|[^aąeęioóuyj]u$")


def foreign_undeclined(name: str) -> bool:
    """Return whether a foreign surname, in lower case, is never declined: Dubois, Rousseau, Marivaux, Ceaușescu."""
    return len(name) > 3 and bool(_SILENT.search(name))


def feminine_given_name_cases(name: str) -> frozenset[Case]:
    """Return the cases of a woman's first name, in lower case, that its ending settles.

    In another vowel than -a, and in a consonant but -l, -w, -ń, it is not declined (Zoe, Inez; but Lubow, Rachel); the
    genitive in -ji or -i of -ija and the dative of -ha (Olha) waver, the vocative of -la (Nikolo, Nikolu) too.
    """
    if not dictionary.available() or len(name) < 3:
        return frozenset({"nom"})
    if name[-1] != "a":
        return frozenset(CASES) if name[-1] not in "lwńćśź" else frozenset({"nom"})
    if re.search(r"[qxc]a$|[aąoóuy][aąeęoóuy]a?$|(?:th|ph|sh|gh)a$", name):
        return frozenset({"nom"})
    if name.endswith("ija"):
        return frozenset({"nom", "acc", "ins", "voc"})
    if name.endswith("ha") and not name.endswith("cha"):
        return frozenset({"nom", "gen", "acc", "ins", "voc"})
    if name.endswith("la"):
        return frozenset(CASES) - {"voc"}
    if re.search(r"(?:[dtrgklmpbwf]|ch)ia$|ea$", name):
        return frozenset(CASES)
    # Wiara may follow the noun (Wierze), Chiara and Fiona have no noun to follow
    noun = any("nazwa_pospolita" in reading.labels for reading in dictionary.readings(name))
    settled = _HARD_A.search(name) and not (_ALTERNATING.search(name) and noun and not name.endswith("iana"))
    return frozenset(CASES) if settled else frozenset({"nom"})
