from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
from pikepdf import Name, pdfa

from schematom_docs.errors import UsageError
from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.attachments import Attachment, attach, free_names, read_attachments
from schematom_docs.pdf.conformance import archival_faults

pytestmark = pytest.mark.xdist_group("libreoffice")

MANIFEST = Attachment("manifest.json", b'{"pakiet": 1}', "application/json", "Manifest pakietu", "Data")
OPINION = Attachment("opinia zespołu.pdf", b"%PDF-1.4 \xff", "application/pdf", "Opinia w oryginale", "Source")


def test_embedded_files_come_back_as_they_were(papers: Mapping[str, bytes]) -> None:
    assert read_attachments(papers["Dyplom"]) == []
    assert read_attachments(attach(papers["Dyplom"], [MANIFEST, OPINION])) == [MANIFEST, OPINION]


def test_files_are_associated_with_the_document_without_dates_of_the_machine(papers: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(attach(papers["Dyplom"], [MANIFEST]))) as document:
        (specification,) = document.Root.AF
        assert specification.AFRelationship == Name.Data
        assert (str(specification.UF), str(specification.Desc)) == ("manifest.json", "Manifest pakietu")
        assert set(specification.EF.F.Params.keys()) == {"/Size", "/CheckSum"}
        assert specification.EF.F.Subtype == Name("/application/json")


def test_label_of_pdf_a_2_becomes_that_of_3_and_passes_the_gate(papers: Mapping[str, bytes]) -> None:
    attached = attach(papers["Dyplom"], [MANIFEST, OPINION])
    report = pdfa.validate_written(io.BytesIO(attached), "3b")
    assert report.passed, report.summary()
    assert archival_faults(attached) == []
    assert pdfa.validate_written(io.BytesIO(attach(papers["Dyplom"], [])), "2b").passed


def test_same_files_give_the_same_bytes(papers: Mapping[str, bytes]) -> None:
    assert attach(papers["Dyplom"], [MANIFEST]) == attach(papers["Dyplom"], [MANIFEST])


def test_files_embedded_before_stay_beside_new_ones(papers: Mapping[str, bytes]) -> None:
    part = attach(papers["Dyplom"], [OPINION])
    pack = attach(merge([Part("Dyplom", part), Part("Umowa", papers["Porozumienie"])], title="Pakiet"), [MANIFEST])
    assert read_attachments(pack) == [MANIFEST, OPINION]
    with pikepdf.open(io.BytesIO(pack)) as document:
        assert [str(item.UF) for item in document.Root.AF] == ["opinia zespołu.pdf", "manifest.json"]


@pytest.mark.parametrize(
    ("attachment", "said"),
    [
        (MANIFEST, "już jest w pakiecie"),
        (Attachment("skany/opinia.pdf", b""), "nie nazwa pliku"),
        (Attachment("opinia.pdf", b"", relationship="Brat"), "Nieznany związek"),
    ],
)
def test_unfit_names_and_relationships_are_refused(
    papers: Mapping[str, bytes], attachment: Attachment, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        attach(attach(papers["Dyplom"], [MANIFEST]), [attachment])


def test_files_of_one_name_are_numbered_as_folders_do_it() -> None:
    given = [Attachment(name, b"") for name in ("skan.pdf", "Skan.pdf", "skan.pdf", "opinia", "opinia")]
    named = [attachment.name for attachment in free_names(given, ["manifest.json", "skan.pdf"])]
    assert named == ["skan (2).pdf", "Skan (3).pdf", "skan (4).pdf", "opinia", "opinia (2)"]
