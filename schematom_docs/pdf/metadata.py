"""What a PDF says of itself: title, language, producer, conformance label; the same facts in Info, XMP and catalog."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

_PDFA_PART = re.compile(rb"<pdfaid:part>\s*(\d)|pdfaid:part=['\"](\d)")


@dataclass(frozen=True, slots=True)
class Properties:
    """Facts a PDF states. pdfa: part of PDF/A claimed with level B, pdfua: part of PDF/UA, 0 for none; made: moment
    printed, None for none."""

    title: str
    language: str = "pl-PL"
    author: str = ""
    producer: str = ""
    creator: str = ""
    made: datetime | None = None
    pdfa: int = 0
    pdfua: int = 0


def pdfa_claim(pdf: Pdf) -> int:
    """Return the part of PDF/A (1, 2, 3) that the XMP of pdf claims, 0 for none."""
    metadata = pdf.Root.get(Name.Metadata)
    if not isinstance(metadata, pikepdf.Stream):
        return 0
    found = _PDFA_PART.search(metadata.read_bytes())
    return int(found[1] or found[2]) if found else 0


def claim_pdfa(pdf: Pdf, part: int) -> None:
    """Change the part of PDF/A that the XMP of pdf claims; a file that claims none stays so."""
    metadata = pdf.Root.get(Name.Metadata)
    if isinstance(metadata, pikepdf.Stream):
        packet = metadata.read_bytes()
        found = _PDFA_PART.search(packet)
        if found is not None:
            start, end = found.span(1 if found[1] else 2)
            metadata.write(packet[:start] + b"%d" % part + packet[end:])


def producer(pdf: Pdf) -> str:
    """Return the program that made pdf, as it says itself, or "" when it does not say."""
    return str(pdf.docinfo.get(Name.Producer, ""))


def write_properties(pdf: Pdf, properties: Properties) -> None:
    """Replace Info and XMP of pdf and set language, title display and a clean start in the catalog."""
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    texts = {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Creator": properties.creator,
        "/Producer": properties.producer,
    }
    for key, text in texts.items():
        if text:
            pdf.docinfo[key] = String(text)
    if properties.made is not None:
        pdf.docinfo[Name.CreationDate] = String(_info_date(properties.made))
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp_packet(properties), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(properties.language)
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    preferences.DisplayDocTitle = True
    root.ViewerPreferences = preferences
    if Name.OpenAction in root:  # LibreOffice writes a page position there, which PDF/A checkers do not know
        del root.OpenAction
    if "/DocChecksum" in pdf.trailer:
        del pdf.trailer["/DocChecksum"]


def xmp_packet(properties: Properties) -> bytes:
    """Return the XMP packet (UTF-8) that says the same as Info, in a fixed order and without random parts."""
    parts = ['<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>']
    parts.append('<x:xmpmeta xmlns:x="adobe:ns:meta/">')
    parts.append(' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">')
    if properties.pdfa:
        label = f"<pdfaid:part>{properties.pdfa}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        parts.append(_description("pdfaid", "http://www.aiim.org/pdfa/ns/id/", label))
    if properties.pdfua:
        label = f"<pdfuaid:part>{properties.pdfua}</pdfuaid:part>"
        parts.append(_description("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", label))
    parts.append(_description("dc", "http://purl.org/dc/elements/1.1/", _dublin_core(properties)))
    if properties.producer:
        text = f"<pdf:Producer>{escape(properties.producer)}</pdf:Producer>"
        parts.append(_description("pdf", "http://ns.adobe.com/pdf/1.3/", text))
    basic = f"<xmp:CreatorTool>{escape(properties.creator)}</xmp:CreatorTool>" if properties.creator else ""
    if properties.made is not None:
        basic += f"<xmp:CreateDate>{properties.made.isoformat(timespec='seconds')}</xmp:CreateDate>"
    if basic:
        parts.append(_description("xmp", "http://ns.adobe.com/xap/1.0/", basic))
    parts += [" </rdf:RDF>", "</x:xmpmeta>", '<?xpacket end="w"?>']
    return "\n".join(parts).encode("utf-8")


def _description(prefix: str, namespace: str, content: str) -> str:
    return f'  <rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{content}</rdf:Description>'


def _dublin_core(properties: Properties) -> str:
    title = f'<rdf:li xml:lang="x-default">{escape(properties.title)}</rdf:li>'
    content = f"<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>"
    if properties.author:
        content += f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>"
    language = f"<rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag>"
    return content + f"<dc:language>{language}</dc:language>"


def _info_date(moment: datetime) -> str:
    offset = moment.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    return moment.strftime("D:%Y%m%d%H%M%S") + zone
