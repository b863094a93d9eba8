"""Keys on a card or token, through the library of its maker (PKCS#11). The key never leaves the token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pkcs11 import Session, exceptions
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import signers
from pyhanko.sign.general import SigningError as RefusedError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from schematom_docs.errors import SigningError
from schematom_docs.signing.signing_keys import check_in_force, store_of

_WRONG_PIN = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange)
_LOCKED_PIN = (exceptions.PinLocked, exceptions.PinExpired, exceptions.UserPinNotInitialized)


@dataclass(frozen=True, slots=True)
class Token:
    """Where the key is. library: the maker's library (.dll, .so); label: name of certificate and key on the token;
    name: of the token, "" for the only one."""

    library: Path
    label: str
    pin: str = field(repr=False)
    name: str = ""


@contextmanager
def token_signer(token: Token, at: datetime, chain: Sequence[bytes] = ()) -> Iterator[signers.Signer]:
    """Give a signer by a key on a token, for as long as the block lasts. chain: certificates above it, DER.

    Raises SigningError: no library, no token, wrong or locked PIN, no such key, a certificate out of its time.
    """
    session = _opened(token)
    with session:
        signer = PKCS11Signer(session, cert_label=token.label, key_label=token.label, ca_chain=store_of(chain))
        try:
            certificate = signer.signing_cert
        except (exceptions.PKCS11Error, RefusedError) as error:
            raise _no_key(token) from error
        if certificate is None:
            raise _no_key(token)
        check_in_force(certificate, at)
        try:
            yield signer
        except exceptions.PKCS11Error as error:
            reason = "karta odmówiła podpisu"
            raise SigningError(reason, place=token.label, remedy="Sprawdź kartę i PIN, podpisz jeszcze raz.") from error


def _opened(token: Token) -> Session:
    if not token.library.is_file():
        raise _no_library(token)
    criteria = TokenCriteria(label=token.name) if token.name else None
    try:
        return open_pkcs11_session(str(token.library), token_criteria=criteria, user_pin=token.pin)
    except _WRONG_PIN as error:
        raise SigningError(
            "PIN karty jest zły", remedy="Podaj właściwy PIN; po kilku błędach karta się blokuje."
        ) from error
    except _LOCKED_PIN as error:
        raise SigningError("PIN karty jest zablokowany albo nie nadany", remedy="Odblokuj kartę kodem PUK.") from error
    except exceptions.PKCS11Error as error:
        remedy = "Włóż kartę do czytnika i spróbuj jeszcze raz."
        raise SigningError("nie znaleziono karty ani tokenu", remedy=remedy) from error
    except (RuntimeError, OSError) as error:
        raise _no_library(token) from error


def _no_library(token: Token) -> SigningError:
    return SigningError(
        "biblioteki karty nie da się wczytać",
        place=token.library.name,
        remedy="Zainstaluj program producenta karty i podaj ścieżkę jego biblioteki PKCS#11.",
    )


def _no_key(token: Token) -> SigningError:
    return SigningError(
        "na karcie nie ma certyfikatu o tej nazwie",
        place=token.label,
        remedy="Sprawdź nazwę certyfikatu w programie producenta karty.",
    )
