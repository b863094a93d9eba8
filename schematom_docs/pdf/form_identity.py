"""Which form a PDF is: type, version of its questions, key of the subject; kept in a hidden field and in Info."""

from __future__ import annotations

from dataclasses import dataclass

IDENTITY = "schematom_formularz"
INFO_KEY = "/SchematomFormularz"
_SCHEME = "1"


@dataclass(frozen=True, slots=True)
class Identity:
    """type_id: document type; version: of its questions (form_version); key: of the subject, "" when it is new."""

    type_id: str
    version: str
    key: str = ""

    @property
    def text(self) -> str:
        """Return the identity as kept in the file."""
        return f"{_SCHEME}|{self.type_id}|{self.version}|{self.key}"

    @property
    def footer(self) -> str:
        """Return the identity as printed."""
        return f"formularz {self.type_id}, wersja {self.version[:6]}"


def parse_identity(text: str) -> Identity | None:
    """Return the identity a file states, None when it states none that this program writes."""
    parts = text.split("|", 3)
    if len(parts) != 4 or parts[0] != _SCHEME or not parts[1]:
        return None
    return Identity(parts[1], parts[2], parts[3])
