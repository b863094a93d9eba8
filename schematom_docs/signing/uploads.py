"""Any file that comes back: a PDF goes to the judge, a container of signatures is held against the issue."""

from __future__ import annotations

import hashlib

from schematom_docs.signing.allowed_increments import HEADER
from schematom_docs.signing.containers import Held, read_container
from schematom_docs.signing.judging import Issue, Rules, judge
from schematom_docs.signing.verdicts import Kind, Verdict

LARGEST = 200 * 1024 * 1024
_NEAR = 1024  # bytes in which readers look for the beginning of a PDF
NOT_JUDGED = "sam podpis nie został tu oceniony; sprawdź go programem, który go złożył, albo poproś o PAdES"


def judge_upload(data: bytes, issue: Issue, rules: Rules) -> Verdict:
    """Return the verdict on a file of any kind."""
    sha256 = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        return Verdict(Kind.UNREADABLE, sha256, reasons=("plik jest większy niż 200 MB",))
    if data.startswith(HEADER):
        return judge(data, issue, rules)
    files = tuple(dict.fromkeys(one for one in (issue.data, issue.accepted) if one))
    held = read_container(data, files)
    if held is None and HEADER in data[:_NEAR]:
        return judge(data, issue, rules)
    if held is None:
        return Verdict(Kind.UNREADABLE, sha256, reasons=("to nie jest PDF ani plik z podpisem (XAdES, ASiC, .p7s)",))
    return _of_container(held, sha256)


def _of_container(held: Held, sha256: str) -> Verdict:
    if held.inner:
        reason = f"{held.form}: w środku jest PDF podpisany osobno ({', '.join(held.inner)}); wyjmij go i wczytaj"
        return Verdict(Kind.CONTAINER, sha256, reasons=(reason, NOT_JUDGED))
    if not held.matches:
        return Verdict(Kind.OTHER_CONTENT, sha256, reasons=(f"{held.form}: podpis nie dotyczy wydanego pliku",))
    how = "zawiera wydany plik bez zmian" if held.embedded else "podaje skrót wydanego pliku"
    return Verdict(Kind.CONTAINER, sha256, reasons=(f"{held.form}: {how}", NOT_JUDGED))
