"""Embedded fonts of forms: any letter of a TrueType font for drawing, a table of 256 codes for typing in a reader."""

from __future__ import annotations

import hashlib
import io
import logging
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.form_codes import TYPED, codes, differences, to_unicode

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of dates in the head of Carlito

TEXT_FONTS = ("Carlito-Regular.ttf", "calibri.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf", "arial.ttf")
BOLD_FONTS = ("Carlito-Bold.ttf", "calibrib.ttf", "LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "arialbd.ttf")
TITLE_FONTS = ("Caladea-Bold.ttf", "cambriab.ttf", "LiberationSerif-Bold.ttf", *BOLD_FONTS)
_UNUSED = ("FFTM", "DSIG", "GSUB", "GPOS", "GDEF", "kern", "meta", "fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH")
NON_SYMBOLIC = 32  # ISO 32000-1, table 123
_SPACES = {"\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\u00a0": " "}


class FormFont:
    """A font of one file in the making: remembers the glyphs it drew, is embedded with them when the file is done."""

    def __init__(self, path: Path, pdf: Pdf, resource: str) -> None:
        """path: TrueType file; resource: its name in resources, without the slash. Raises ConversionError."""
        self._data = _read(path)
        self._facts = _facts(self._data, path.name)
        self._pdf = pdf
        self._used: dict[int, str] = {}
        self.resource = resource
        self.drawing: Object = pdf.make_indirect(Dictionary())
        self.typing: Object = pdf.make_indirect(Dictionary())

    @property
    def ascent(self) -> float:
        """Return the height of the tallest letters above the baseline, as a part of the size."""
        return self._facts.ascent / 1000

    @property
    def descent(self) -> float:
        """Return the depth of the deepest letters below the baseline, ≥ 0, as a part of the size."""
        return -self._facts.descent / 1000

    def missing(self, text: str) -> list[str]:
        """Return the letters of text that the font does not have, each once; ends of lines count as present."""
        return sorted({letter for letter in text if letter not in "\r\n" and self._glyph(letter) is None})

    def width(self, text: str, size: float) -> float:
        """Return the width of text in points."""
        return sum(self._facts.widths[self._glyph(letter) or 0] for letter in text) * size / 1000

    def hexed(self, text: str) -> str:
        """Return text as the operand of Tj. Letters must be in the font (see missing)."""
        glyphs = []
        for letter in text:
            glyph = self._glyph(letter)
            assert glyph is not None, "letters are checked before they are drawn"
            self._used.setdefault(glyph, letter)
            glyphs.append(f"{glyph:04X}")
        return f"<{''.join(glyphs)}>"

    def embed(self) -> None:
        """Write the font with the glyphs drawn and all that people may type; nothing may be drawn after this."""
        typed = {glyph: letter for letter in TYPED if (glyph := self._facts.glyphs.get(ord(letter))) is not None}
        kept = {**typed, **self._used}
        program = _subset(self._data, frozenset(ord(letter) for letter in kept.values()))
        name = Name(f"/{_tag(program)}+{self._facts.name}")
        descriptor = self._pdf.make_indirect(self._descriptor(name, program))
        self._fill_drawing(name, descriptor)
        self._fill_typing(name, descriptor)

    def _glyph(self, letter: str) -> int | None:
        glyph = self._facts.glyphs.get(ord(letter))
        if glyph is None and letter in _SPACES:
            return self._facts.glyphs.get(ord(_SPACES[letter]))
        return glyph

    def _descriptor(self, name: Name, program: bytes) -> Dictionary:
        facts = self._facts
        return Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=NON_SYMBOLIC, FontBBox=Array(list(facts.box)), ItalicAngle=0,
            Ascent=facts.ascent, Descent=facts.descent, CapHeight=facts.capitals, StemV=80,
            FontFile2=self._pdf.make_stream(program, Length1=len(program)),
        )  # fmt: skip

    def _fill_drawing(self, name: Name, descriptor: Object) -> None:
        widths = Array([])
        for glyph in sorted(self._used):
            widths.append(glyph)
            widths.append(Array([self._facts.widths[glyph]]))
        system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDSystemInfo=system, FontDescriptor=descriptor,
            W=widths, DW=1000, CIDToGIDMap=Name.Identity,
        )  # fmt: skip
        _fill(
            self.drawing, Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([self._pdf.make_indirect(descendant)]),
            ToUnicode=self._pdf.make_stream(to_unicode(self._used, digits=4)),
        )  # fmt: skip

    def _fill_typing(self, name: Name, descriptor: Object) -> None:
        letters = codes()
        widths = [self._facts.widths[self._facts.glyphs.get(ord(letters.get(code, " ")), 0)] for code in range(32, 256)]
        encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences()))
        _fill(
            self.typing, Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=32, LastChar=255,
            Widths=Array(widths), FontDescriptor=descriptor, Encoding=encoding,
            ToUnicode=self._pdf.make_stream(to_unicode(letters, digits=2)),
        )  # fmt: skip


class _Facts:
    """Measures of a font in thousandths of its size; glyphs: code point → glyph number; widths by glyph number."""

    def __init__(self, font: TTFont) -> None:
        scale = 1000 / font["head"].unitsPerEm
        order = font.getReverseGlyphMap()
        self.glyphs: dict[int, int] = {point: order[glyph] for point, glyph in font.getBestCmap().items()}
        self.widths: dict[int, int] = {
            order[glyph]: round(pair[0] * scale) for glyph, pair in font["hmtx"].metrics.items()
        }
        head, lines, os2 = font["head"], font["hhea"], font["OS/2"]
        self.box: tuple[int, ...] = tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax))
        self.ascent: int = round(lines.ascent * scale)
        self.descent: int = round(lines.descent * scale)
        self.capitals: int = round(getattr(os2, "sCapHeight", 0) * scale) or 700
        self.name = str(font["name"].getDebugName(6) or "Font").replace(" ", "")


@lru_cache(maxsize=16)
def _facts(data: bytes, name: str) -> _Facts:
    try:
        return _Facts(TTFont(io.BytesIO(data)))
    except (TTLibError, KeyError) as error:
        reason = "Tego kroju pisma nie da się osadzić w pliku PDF."
        raise ConversionError(reason, place=name, remedy="Wskaż plik TrueType (.ttf), np. Carlito.") from error


@lru_cache(maxsize=16)
def _read(path: Path) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=64)
def _subset(data: bytes, points: frozenset[int]) -> bytes:
    """Return the font cut down to the letters; glyph numbers stay, so that both encodings share one program."""
    options = subset.Options(
        retain_gids=True, notdef_outline=True, layout_features=[], name_IDs=[6], hinting=False, glyph_names=False
    )
    options.recalc_timestamp = False
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        for table in _UNUSED:  # before the subsetter reads them: that alone takes three seconds
            if table in font:
                del font[table]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=points)
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _tag(program: bytes) -> str:
    """Return the six capitals that name a subset (ISO 32000-1, 9.6.4), taken from its content."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _fill(target: Object, **entries: object) -> None:
    for key, value in entries.items():
        target[Name(f"/{key}")] = value
