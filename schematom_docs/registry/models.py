"""Tables of the registry. Rows refer to each other by foreign keys; nothing is deleted, the log is never changed."""

from __future__ import annotations

from typing import Any

from django.db import models

from schematom_docs.records import ISSUED, PAPER, TO_SEND

SHA256 = 64
KEY = 200


class Workspace(models.Model):
    """The one row about the workspace itself, which is also the head of the chain of events and the lock of writers."""

    identity = models.CharField(max_length=SHA256)
    created_at = models.DateTimeField()
    last_event = models.PositiveIntegerField(default=0)
    last_sha256 = models.CharField(max_length=SHA256, default="", blank=True)


class Event(models.Model):
    """One entry of the append-only log: data hold keys and digests only, `sha256` covers this entry and the last."""

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=KEY)
    subject = models.CharField(max_length=KEY, db_index=True)
    data = models.JSONField()
    actor = models.CharField(max_length=KEY)
    at = models.DateTimeField()
    previous = models.CharField(max_length=SHA256, blank=True)
    sha256 = models.CharField(max_length=SHA256, unique=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the entry; an entry that is there is never saved again."""
        super().save(*args, **{**kwargs, "force_insert": True})


class EventNote(models.Model):
    """What a person typed with an event: kept beside the log, so that it can be erased and the chain stays whole."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="notes")
    name = models.CharField(max_length=KEY)
    text = models.TextField()


class StoredFile(models.Model):
    """One file of the content-addressed store."""

    sha256 = models.CharField(max_length=SHA256, primary_key=True)
    size = models.PositiveBigIntegerField()


class CaseRevision(models.Model):
    """One state of a case file."""

    pilot = models.CharField(max_length=KEY)
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT)
    actor = models.CharField(max_length=KEY)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pilot", "number"), name="one_revision_a_number"),)


class ApprovedForms(models.Model):
    """Approved word forms of a case; the newest row is in force, the older ones stay."""

    pilot = models.CharField(max_length=KEY, db_index=True)
    forms = models.JSONField()
    actor = models.CharField(max_length=KEY)
    at = models.DateTimeField()


class Pack(models.Model):
    """A pack through all its versions."""

    pilot = models.CharField(max_length=KEY)
    recipe_id = models.CharField(max_length=KEY)
    subject = models.CharField(max_length=KEY, blank=True)
    series = models.CharField(max_length=KEY)
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=KEY)
    code = models.CharField(max_length=8, unique=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("pilot", "recipe_id", "subject"), name="one_pack_a_key"),
            models.UniqueConstraint(fields=("series", "number"), name="one_pack_a_number"),
        )


class Version(models.Model):
    """One frozen version of a pack; only its state changes."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.TextField()
    day = models.DateField()
    pages = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT)
    state = models.CharField(max_length=KEY, default=ISSUED)
    case_revision = models.ForeignKey(CaseRevision, models.PROTECT)
    reason = models.TextField(blank=True)
    event = models.OneToOneField(Event, models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pack", "number"), name="one_version_a_number"),)


class VersionFile(models.Model):
    """A file of a released version under its role („elektroniczny”, „egz-1”)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="files")
    role = models.CharField(max_length=KEY)
    file = models.ForeignKey(StoredFile, models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "role"), name="one_file_a_role"),)


class Document(models.Model):
    """One document of a released version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="documents")
    order = models.PositiveIntegerField()
    type_id = models.CharField(max_length=KEY)
    subject = models.CharField(max_length=KEY, blank=True)
    title = models.TextField()
    pages = models.PositiveIntegerField()
    number = models.CharField(max_length=KEY, blank=True)
    series = models.CharField(max_length=KEY, blank=True)
    position = models.PositiveIntegerField(default=0)
    typed = models.BooleanField(default=False)
    template_sha256 = models.CharField(max_length=SHA256, blank=True)
    data_sha256 = models.CharField(max_length=SHA256, blank=True)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "order"), name="one_document_a_place"),)


class Number(models.Model):
    """One number of a pack or of a document; a void one stays, with the reason.

    number: place in the series, null for a typed one of another shape; holder: the paper („kielce-1/dyplom/d01”), ""
    for a pack; typed: written in the case by hand; version: the first that carries it, null while none does.
    """

    series = models.CharField(max_length=KEY)
    number = models.PositiveIntegerField(null=True)
    label = models.CharField(max_length=KEY)
    holder = models.CharField(max_length=KEY, blank=True)
    typed = models.BooleanField(default=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="given_numbers", null=True)
    void = models.CharField(max_length=KEY, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "number"), name="a_number_is_given_once"),
            models.UniqueConstraint(fields=("series", "label"), name="a_label_is_given_once"),
        )


class Slot(models.Model):
    """A place for a signature in a released version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="slots")
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY)
    party = models.TextField()
    person = models.TextField(blank=True)
    role = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="one_slot_a_key"),)


class Counterpart(models.Model):
    """A paper copy of a released version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="counterparts")
    number = models.PositiveIntegerField()
    party = models.CharField(max_length=KEY, blank=True)
    label = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="one_counterpart_a_number"),)


class PageCode(models.Model):
    """The code printed on one page of a counterpart; counterpart 0 is the electronic file."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="page_codes")
    counterpart = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    digest = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "counterpart", "page"), name="one_code_a_page"),)


class BoardCell(models.Model):
    """One cell of the signature board: counterpart × slot."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="cells")
    counterpart = models.PositiveIntegerField()
    state = models.CharField(max_length=KEY, default=TO_SEND)
    way = models.CharField(max_length=KEY, default=PAPER)
    sent_on = models.DateField(null=True)
    sent_how = models.TextField(blank=True)
    returned_on = models.DateField(null=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    verdict = models.TextField(blank=True)
    place = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    entered_by = models.CharField(max_length=KEY, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("slot", "counterpart"), name="one_cell_a_counterpart_and_slot"),)


class ScannedPage(models.Model):
    """One page of a scanned file and what it was found to be."""

    file = models.ForeignKey(StoredFile, models.PROTECT)
    sheet = models.PositiveIntegerField()
    finding = models.CharField(max_length=KEY)
    payload = models.TextField(blank=True)
    code = models.CharField(max_length=KEY, blank=True)
    version = models.PositiveIntegerField(default=0)
    counterpart = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField(default=0)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "sheet"), name="a_sheet_is_kept_once"),)
