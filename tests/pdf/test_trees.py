from __future__ import annotations

import pikepdf
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from schematom_docs.pdf.references import DestinationNames
from schematom_docs.pdf.trees import plain, read_name_tree, read_number_tree, write_name_tree, write_number_tree

keys = st.text(st.characters(codec="utf-8", exclude_characters="\x00", max_codepoint=0x2FFF), min_size=1, max_size=12)


@given(st.dictionaries(keys, st.integers(0, 99), max_size=20))
def test_name_tree_reads_back_every_name_also_with_polish_letters(names: dict[str, int]) -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Proba = write_name_tree((key, Array([value])) for key, value in names.items())
        read = {key: int(value[0]) for key, value in read_name_tree(pdf.Root.Proba)}
    assert read == names


@given(st.dictionaries(keys, st.integers(0, 99), min_size=1, max_size=40))
def test_reader_that_halves_the_name_tree_finds_every_name(names: dict[str, int]) -> None:
    with pikepdf.new() as pdf:
        tree = pdf.make_indirect(write_name_tree((key, Array([value])) for key, value in names.items()))
        halving = pikepdf.NameTree(tree)
        assert {key: int(halving[key][0]) for key in names} == names


@given(st.dictionaries(st.integers(0, 10_000), st.integers(0, 99), max_size=20))
def test_number_tree_reads_back_every_key_in_order(numbers: dict[int, int]) -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Proba = write_number_tree((key, Array([value])) for key, value in numbers.items())
        read = [(key, int(value[0])) for key, value in read_number_tree(pdf.Root.Proba)]
    assert read == sorted(numbers.items())


def test_tree_with_branches_is_read_whole_and_a_circle_ends() -> None:
    with pikepdf.new() as pdf:
        leaves = [Dictionary(Names=Array([String(key), Array([place])])) for place, key in enumerate("ab")]
        root = pdf.make_indirect(Dictionary(Kids=Array([pdf.make_indirect(leaf) for leaf in leaves])))
        root.Kids.append(root)
        assert [key for key, _ in read_name_tree(root)] == ["a", "b"]
        assert read_number_tree(pdf.Root.get(Name.Brak)) == []


@given(st.lists(st.lists(st.sampled_from(["par1", "par1.2", "par2", "cel"]), max_size=6), max_size=5))
def test_no_two_parts_share_a_destination_name(parts: list[list[str]]) -> None:
    names, given_names = DestinationNames(), []
    for number, part in enumerate(parts, 1):
        renamed = names.renaming(number)
        first = {name: renamed(name) for name in part}
        assert {name: renamed(name) for name in part} == first
        given_names += list(first.values())
    assert len(given_names) == len(set(given_names))


@given(st.lists(keys, unique=True))
@example(["ż", "\\u017c"])
def test_names_made_plain_stay_different(names: list[str]) -> None:
    made = [plain(name) for name in names]
    assert len(set(made)) == len(names)
    assert all(name.isascii() and name.isprintable() for name in made)
