"""Page codes read from a clean picture of a page, as a released file draws it; scans need more than this."""

from __future__ import annotations

import zxingcpp
from PIL import Image

from schematom_docs.signing.page_codes import claims_ours

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def drawn_codes(picture: Image.Image) -> list[str]:
    """Return the texts of the QR symbols of a picture that claim to be page codes, sorted; foreign ones left out."""
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS)
    return sorted({code.text for code in found if claims_ours(code.text)})
