"""docxtpl's replacements: pictures by name, media and embedded files by content, zip entries by name."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from schematom_docs.document.ooxml import NAMESPACES, qn

Source = IO[bytes] | str | os.PathLike[str]


class Replacements:
    """What DocxTemplate replaces while it saves. docx: python-docx's opened document."""

    HEADER_URI = RELATIONSHIP_TYPE.HEADER
    FOOTER_URI = RELATIONSHIP_TYPE.FOOTER

    docx: Any
    allow_missing_pics: bool
    pic_map: dict[str, Any]

    def reset_replacements(self) -> None:
        """Forget all replacements of pictures, media, embedded files and zip entries."""
        self.crc_to_new_media: dict[int, bytes] = {}
        self.crc_to_new_embedded: dict[int, bytes] = {}
        self.zipname_to_replace: dict[str, bytes] = {}
        self.pics_to_replace: dict[str, bytes] = {}

    @staticmethod
    def get_file_crc(file_obj: Source) -> int:
        """Return the CRC-32 of a file."""
        return zlib.crc32(_bytes(file_obj))

    def replace_media(self, src_file: Source, dst_file: Source) -> None:
        """Replace a media file, known by its content, while saving."""
        self.crc_to_new_media[self.get_file_crc(src_file)] = _bytes(dst_file)

    def replace_embedded(self, src_file: Source, dst_file: Source) -> None:
        """Replace an embedded object, known by its content, while saving."""
        self.crc_to_new_embedded[self.get_file_crc(src_file)] = _bytes(dst_file)

    def replace_pic(self, embedded_file: str, dst_file: Source) -> None:
        """Replace a picture, known by its name, title or description, while saving."""
        self.pics_to_replace[embedded_file] = _bytes(dst_file)

    def replace_zipname(self, zipname: str, dst_file: Source) -> None:
        """Replace an entry of the zip while saving."""
        self.zipname_to_replace[zipname] = _bytes(dst_file)

    def pre_processing(self) -> None:
        """Replace pictures before saving."""
        self._replace_pics()

    def post_processing(self, docx_file: Any) -> None:
        """Replace media, embedded files and zip entries of a saved file."""
        if isinstance(docx_file, str | os.PathLike):
            Path(docx_file).write_bytes(self.replaced(Path(docx_file).read_bytes()))
            return
        docx_file.seek(0)
        data = self.replaced(docx_file.read())
        docx_file.seek(0)
        docx_file.truncate()
        docx_file.write(data)
        docx_file.seek(0)

    def replaced(self, data: bytes) -> bytes:
        """Return a saved file with media, embedded files and zip entries replaced."""
        if not (self.crc_to_new_media or self.crc_to_new_embedded or self.zipname_to_replace):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
            for item in before.infolist():
                new = self.zipname_to_replace.get(item.filename)
                if item.filename.startswith("word/media/"):
                    new = new or self.crc_to_new_media.get(item.CRC)
                elif item.filename.startswith("word/embeddings/"):
                    new = new or self.crc_to_new_embedded.get(item.CRC)
                after.writestr(item, before.read(item) if new is None else new)
        return out.getvalue()

    def _replace_pics(self) -> None:
        found: set[str] = set()
        main = self.docx.part
        stories = [
            main,
            *(r.target_part for r in main.rels.values() if r.reltype in (self.HEADER_URI, self.FOOTER_URI)),
        ]
        for part in stories if self.pics_to_replace else ():
            for picture in etree.fromstring(part.blob).iter(f"{{{NAMESPACES['pic']}}}pic"):
                found |= self._replace_pic(part, picture)
        missing = self.pics_to_replace.keys() - found
        if missing and not self.allow_missing_pics:
            raise ValueError(f"Picture {min(missing)} not found in the docx template")

    def _replace_pic(self, part: Any, picture: etree._Element) -> set[str]:
        names, blip = picture.find(f".//{qn('pic:cNvPr')}"), picture.find(f".//{qn('a:blip')}")
        relation = None if blip is None else part.rels.get(blip.get(qn("r:embed"), ""))
        if names is None or relation is None:
            return set()
        self.pic_map[names.get("name", "")] = (relation.target_ref, relation.target_part)
        called = {names.get(key) for key in ("name", "title", "descr")}
        hits = {name for name in self.pics_to_replace if name in called}
        for name in hits:
            relation.target_part._blob = self.pics_to_replace[name]
        return hits


def _bytes(source: Source) -> bytes:
    return Path(source).read_bytes() if isinstance(source, str | os.PathLike) else source.read()
