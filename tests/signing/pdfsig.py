"""Debian's `pdfsig` with a key store of NSS: an independent judge of signatures, and an independent signer."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing.pki import make_pki

PASSWORD = "haslo"
SECONDS = 60
_FOLDERS: list[TemporaryDirectory[str]] = []


@dataclass(frozen=True, slots=True)
class Seen:
    """What pdfsig says of one signature. whole: it covers the file to its end."""

    name: str
    valid: bool
    trusted: bool
    whole: bool
    said: str


def seen(pdf: bytes) -> list[Seen]:
    """Return what pdfsig says of each signature, time stamps of the document left out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plik.pdf"
        path.write_bytes(pdf)
        text = _run("pdfsig", "-nssdir", _store(), str(path), check=False)
    parts = re.split(r"^Signature #\d+:\n", text, flags=re.MULTILINE)[1:]
    return [_seen(part) for part in parts if "not signed" not in part and "Field Name: Timestamp-" not in part]


def sign_in_field(pdf: bytes, field: str, nick: str, *, etsi: bool = True) -> bytes:
    """Return pdf signed by `pdfsig -sign` in a field that stands in it."""
    return _signed(pdf, nick, "-sign", field, *(["-etsi"] if etsi else []))


def sign_in_own_field(pdf: bytes, nick: str, name: str = "Obce pole") -> bytes:
    """Return pdf signed by `pdfsig -add-signature`, in a field that it makes itself."""
    return _signed(pdf, nick, "-add-signature", "-new-signature-field-name", name)


def _signed(pdf: bytes, nick: str, *arguments: str) -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "przed.pdf", Path(folder) / "po.pdf"
        source.write_bytes(pdf)
        said = _run("pdfsig", str(source), str(target), "-nssdir", _store(), "-nick", nick, *arguments, check=False)
        assert target.exists(), said
        return target.read_bytes()


@cache
def _store() -> str:
    """Return the NSS store: root and CA trusted, the three signers with their keys („strona1” …), made once."""
    folder = TemporaryDirectory()
    _FOLDERS.append(folder)
    store = f"sql:{folder.name}"
    _run("certutil", "-N", "-d", store, "--empty-password")
    pki = make_pki()
    for nick, identity, trust in (("korzen", pki.root, "CT,CT,CT"), ("urzad", pki.ca, ",,")):
        path = Path(folder.name) / f"{nick}.pem"
        path.write_bytes(identity.certificate.public_bytes(Encoding.PEM))
        _run("certutil", "-A", "-d", store, "-n", nick, "-t", trust, "-i", str(path))
    for number, signer in enumerate(pki.signers.values(), 1):
        path = Path(folder.name) / f"strona{number}.p12"
        path.write_bytes(signer.pkcs12(f"strona{number}", PASSWORD))
        _run("pk12util", "-i", str(path), "-d", store, "-W", PASSWORD, "-K", "")
    return store


def _run(*command: str, check: bool = True) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, timeout=SECONDS, check=False, env=environment, encoding="utf-8", errors="replace"
    )
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done.stdout


def _seen(part: str) -> Seen:
    name = re.search(r"Common Name: (.*)", part)
    return Seen(
        name[1].strip() if name else "",
        "Signature is Valid" in part,
        "Certificate is Trusted" in part,
        "- Total document signed" in part,
        part,
    )
