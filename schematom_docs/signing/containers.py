"""Signatures outside a PDF – XAdES, ASiC, CMS (.p7s, .sig) – recognised by content, held against what was issued.

The signature itself is not judged: what is proved is only which file it is about, by embedded bytes or by digest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asn1crypto import cms, pem  # type: ignore[import-untyped]  # no stubs
from lxml import etree

XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/"
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
STRONG = frozenset(DIGESTS.values())
_ASIC = "application/vnd.etsi.asic-"
_MOST_MEMBERS = 200


class Form(StrEnum):
    """Kind of a container, as told to people."""

    XADES = "XAdES"
    ASIC = "ASiC"
    CMS = "CMS (.p7s, .sig)"


@dataclass(frozen=True, slots=True)
class Held:
    """What a container is about. form: its kind; embedded: it holds one of the files, byte for byte; digest: it names
    the digest of one; inner: PDFs in it that begin with one and go on (signed themselves), by name."""

    form: Form
    embedded: bool = False
    digest: bool = False
    inner: tuple[str, ...] = ()

    @property
    def matches(self) -> bool:
        """Return whether it is about one of the files."""
        return self.embedded or self.digest


def read_container(data: bytes, files: Sequence[bytes]) -> Held | None:
    """Return what a container holds of `files` (those issued or accepted), None when it is no container of signatures.

    Damaged ones are of their kind and match nothing. Never unpacks more than the longest of the files needs.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:64]
    if start.startswith(b"<"):
        return _of_xml(data, files)
    if start.startswith(b"PK\x03\x04"):
        return _of_archive(data, files)
    return _of_cms(data, files)


def _of_xml(data: bytes, files: Sequence[bytes]) -> Held | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Held(Form.XADES) if XMLDSIG.encode("ascii") in data else None
    if next(root.iter(f"{{{XMLDSIG}}}Signature"), None) is None:
        return None
    return Held(Form.XADES, _embeds(root, files), _names(root, files))


def _embeds(root: etree._Element, files: Sequence[bytes]) -> bool:
    """Return whether an element of text holds one of the files in base64."""
    shortest = min((len(one) for one in files), default=0)
    for element in root.iter():
        text = element.text if isinstance(element.tag, str) else None
        if text and len(text) >= shortest and (decoded := _decoded(text)) is not None and decoded in files:
            return True
    return False


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _names(root: etree._Element, files: Sequence[bytes]) -> bool:
    """Return whether a reference gives the digest of one of the files, by an algorithm that still holds."""
    for reference in root.iter(f"{{{XMLDSIG}}}Reference"):
        method, value = reference.find(f"{{{XMLDSIG}}}DigestMethod"), reference.findtext(f"{{{XMLDSIG}}}DigestValue")
        name = DIGESTS.get(str(method.get("Algorithm"))) if method is not None else None
        said = _decoded(value or "")
        if name and said and any(hashlib.new(name, one).digest() == said for one in files):
            return True
    return False


def _of_archive(data: bytes, files: Sequence[bytes]) -> Held | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()[:_MOST_MEMBERS]
            if not _signed(archive, members):
                return None
            return _members(archive, members, files)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
        return Held(Form.ASIC) if _ASIC.encode("ascii") in data[:200] else None


def _signed(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> bool:
    names = [member.filename for member in members]
    if "mimetype" in names and _read(archive, "mimetype", 100).decode("ascii", "replace").startswith(_ASIC):
        return True
    folder = [name.lower() for name in names if name.upper().startswith("META-INF/")]
    return any("signature" in name and name.endswith((".xml", ".p7s")) for name in folder)


def _members(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], files: Sequence[bytes]) -> Held:
    longest = max((len(one) for one in files), default=0)
    embedded, inner = False, []
    for member in members:
        content = _read(archive, member.filename, longest + 1)
        embedded = embedded or content in files
        if any(len(content) > len(one) and content.startswith(one) for one in files):
            inner.append(member.filename)
    return Held(Form.ASIC, embedded, inner=tuple(inner))


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as member:
        return member.read(limit)


def _of_cms(data: bytes, files: Sequence[bytes]) -> Held | None:
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        if der[:1] != b"\x30":
            return None
        message = cms.ContentInfo.load(der)
        if message["content_type"].native != "signed_data":
            return None
        signed = message["content"]
        content = signed["encap_content_info"]["content"].native
        return Held(Form.CMS, isinstance(content, bytes) and content in files, any(_stated(signed, files)))
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _stated(signed: cms.SignedData, files: Sequence[bytes]) -> Iterator[bool]:
    """Yield for each signer whether the signed digest is of one of the files."""
    for signer in signed["signer_infos"]:
        name = signer["digest_algorithm"]["algorithm"].native
        for attribute in signer["signed_attrs"]:
            if attribute["type"].native == "message_digest" and name in STRONG:
                said = attribute["values"][0].native
                yield any(hashlib.new(name, one).digest() == said for one in files)
