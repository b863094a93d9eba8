"""Files that are broken or made to harm are answered in words: no error of the program, no end of unpacking."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from random import Random

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf

from schematom_docs.workflow.pack_verification import verify_pdf
from schematom_docs.workflow.verdicts import SOUND, UNDONE, UNREADABLE, Verdict
from schematom_docs.workflow.verification import verify_file
from tests.verify.issued_packs import Issue, unsealed, usual_pack

REFERENCE = re.compile(rb"\d+(?= 0 R)")
WORDS = (b"/Kids", b"/Parent", b"/Contents", b"/Names", b"/EF", b"/Length", b"/Filter", b"/K", b"obj", b"stream", b"<<")


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_bytes_put_in_taken_out_and_exchanged_never_make_a_pack_nor_an_error(seed: int) -> None:
    chance = Random(seed)
    data = _mutilated(chance, usual_pack() if chance.random() < 0.3 else _plain())
    assert not verify_file("plik.pdf", data)[0].sound


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_objects_rewired_at_random_never_make_a_pack_nor_an_error(seed: int) -> None:
    verdict = _verdict(lambda pdf: _rewire(Random(seed), pdf))
    assert not verdict.sound


def _endless_form(pdf: Pdf) -> None:
    form = pdf.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources.XObject.F = form
    pdf.pages[0].contents_add(b"/F Do")


def _pages_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _parents_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.Pages.Parent = pdf.Root.Pages


def _attachments_in_a_circle(pdf: Pdf) -> None:
    tree = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
    pdf.Root.Names.EmbeddedFiles = tree
    tree.Kids = Array([tree, tree])


def _tags_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([pdf.Root.StructTreeRoot, pdf.Root.StructTreeRoot])


def _deep_resources(pdf: Pdf) -> None:
    inner = pdf.make_indirect(Dictionary())
    for _ in range(20_000):
        inner = pdf.make_indirect(Dictionary(K=inner))
    pdf.pages[0].obj.Resources.XObject.A = inner
    pdf.pages[0].contents_add(b"/A Do")


def _sheet_of_five_metres(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = page.obj.CropBox = Array([0, 0, 14_400, 14_400])


@pytest.mark.parametrize(
    "change",
    [
        _endless_form,
        _pages_in_a_circle,
        _parents_in_a_circle,
        _attachments_in_a_circle,
        _tags_in_a_circle,
        _deep_resources,
        _sheet_of_five_metres,
    ],
)
def test_structures_without_end_are_answered(change: Callable[[Pdf], None]) -> None:
    assert not _verdict(change).sound


def test_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    def bomb(pdf: Pdf) -> None:
        packed = zlib.compress(bytes(300 * 1024**2), 9)
        picture = pdf.make_stream(packed, Type=Name.XObject, Subtype=Name.Image, Filter=Name.FlateDecode)
        pdf.pages[0].obj.Resources.XObject.Bomb = picture

    verdict = _verdict(bomb)
    assert verdict.kind == UNREADABLE
    assert [fault.reason for fault in verdict.faults] == ["po rozpakowaniu jest nienaturalnie duży"]


def test_millions_of_drawing_instructions_are_not_read_one_by_one() -> None:
    verdict = _verdict(lambda pdf: pdf.pages[0].contents_add(b"q Q " * (5 * 1024**2)))
    skipped = [check for check in verdict.checks if check.outcome == UNDONE]
    assert [check.name for check in skipped] == ["PDF/A", "dostępność"]
    assert {check.note for check in skipped} == {"pominięte, bo treść stron jest za duża"}


def test_undamaged_base_of_these_tests_lacks_its_seal_alone() -> None:
    outcomes = {check.name: check.outcome for check in verify_pdf("plik.pdf", unsealed(Issue())).checks}
    assert outcomes.pop("bajty") != SOUND
    assert set(outcomes.values()) == {SOUND}


def _verdict(change: Callable[[Pdf], object]) -> Verdict:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(unsealed(Issue()))) as pdf:
        change(pdf)
        pdf.save(out)
    return verify_pdf("plik.pdf", out.getvalue())


def _plain() -> bytes:
    """Return a pack with all its objects readable in the file, so that a change of bytes reaches them."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(usual_pack())) as pdf:
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _mutilated(chance: Random, data: bytes) -> bytes:
    """Return data with one kind of damage, never as it was."""
    at, length = chance.randrange(len(data)), chance.randrange(1, 3000)
    kind = chance.randrange(6)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + data[chance.randrange(len(data)) :][:length] + b"\0" + data[at:]
    if kind == 3:
        changed = bytearray(data)
        for place in chance.sample(range(len(data)), 100):
            changed[place] ^= chance.randrange(1, 256)
        return bytes(changed)
    if kind == 4:
        rewired = REFERENCE.sub(lambda found: _other_number(chance, found[0]), data)
        return rewired + b" "
    word, other = chance.sample(WORDS, 2)
    return data.replace(word, other, chance.randrange(1, 20)) + b" "


def _other_number(chance: Random, number: bytes) -> bytes:
    return b"%d" % chance.randrange(200) if chance.random() < 0.02 else number


def _rewire(chance: Random, pdf: Pdf) -> None:
    """Let entries of objects point at other objects, take them away, put values of another kind there."""
    keys = [key for key in pdf.get_xref_table() if key[0]]
    holders = [thing for thing in map(pdf.get_object, keys) if isinstance(thing, (Dictionary, pikepdf.Stream))]
    for _ in range(chance.randrange(1, 12)):
        holder = chance.choice(holders)
        names = [name for name in holder.keys() if name != "/Length"]  # noqa: SIM118  # a pikepdf object, no dict
        if not names or holder.objgen == pdf.Root.objgen:
            continue
        name = chance.choice(names)
        values: list[Object | int] = [pdf.get_object(chance.choice(keys)), -1, 2**40, Name.X, Array([]), Dictionary()]
        holder[name] = chance.choice(values)
