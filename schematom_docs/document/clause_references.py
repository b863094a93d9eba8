"""References by number to an ustęp that is alone in its §: „§ 3 ust. 1” becomes „§ 3”, for the ustęp has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schematom_docs.document.faults import fault
from schematom_docs.document.invariants import Guards, Ids
from schematom_docs.document.marks import Marks
from schematom_docs.document.numbering import CLAUSE, REFERRED, SECTION, SECTION_TEXT, SECTION_TEXT_END, Outline
from schematom_docs.document.ooxml import W_INSTR, W_P, W_PPR, XML_SPACE, qn
from schematom_docs.document.ranges import FIELD_CHAR, follow
from schematom_docs.errors import Fault

SIMPLE_FIELD: Final = qn("w:fldSimple")
_FIELD, _FIELD_END = "V", "v"
"""Around a field that shows the number of an ustęp; the rest of the code is the number of the field among such."""
_BOOKMARK, _NAME = qn("w:bookmarkStart"), qn("w:name")
_BY_NUMBER: Final = re.compile(r'(?<!\S)REF\s+"?([^\s"\\{]+)"?[^{]*\\[rnw](?!\w)', re.IGNORECASE)
_POINTING: Final = re.compile(r'((?<![\w])REF\s+(?:"|&quot;)?)([^\s"\\&<]+)')
_LONELY: Final = re.compile(rf'\0{REFERRED}(\d+);<w:bookmarkStart\b[^>]*?w:name="([^"]*)"')
_FIELDS: Final = re.compile(rf"\0{_FIELD}(\d+);(.*?)\0{_FIELD_END};", re.DOTALL)
_GUARDS: Final = re.compile(rf"\0(?:[{REFERRED}{_FIELD}{_FIELD_END}]|{SECTION_TEXT}|{SECTION_TEXT_END})\d*;")
_TEXT: Final = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_WHOLE: Final = re.compile(r"(§\s*\d+\w*)\.?,?\s*ust\.\s*\d+\w*\.?$")
_NUMBER: Final = re.compile(r"\d+\w*\.?$")
_SECTION_BEFORE: Final = re.compile(r"§\s*\d+\w*\.?$")
_WORD_BEFORE: Final = re.compile(
    r"(?:[,\s]*)\bust\.\s*(</w:t>(?:</?w:r>|<w:r [^>]*>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:proofErr\b[^>]*/>)*)$"
)
_LONE: Final = "odsyłacz podaje numer ustępu, który jest w swoim paragrafie sam i numeru nie ma"
_REMEDY: Final = "Wstaw odsyłacz do paragrafu albo napisz przed polem „§ 3 ust.”: „ust.” zniknie wtedy razem z numerem."


@dataclass(slots=True)
class _Found:
    """Fields by number, as (first mark, last mark, name), and bookmarks in an ustęp by name."""

    fields: list[tuple[etree._Element, etree._Element, str]] = field(default_factory=list)
    homes: dict[str, etree._Element] = field(default_factory=dict)


def guard_clause_references(root: etree._Element, outline: Outline, guards: Guards) -> list[etree._Element]:
    """Set guards at references to the number of an ustęp and at their targets. Return the fields' first marks."""
    found = _read(root, outline)
    known = [item for item in found.fields if item[2] in found.homes]
    for number, (first, last, _) in enumerate(known):
        _run_of(first).addprevious(guards.node(f"{_FIELD}{number}"))
        end, closing = _run_of(last), guards.node(_FIELD_END)
        closing.tail, end.tail = end.tail, None
        end.addnext(closing)
    for name in dict.fromkeys(name for _, _, name in known):
        found.homes[name].addprevious(guards.node(REFERRED))
    for paragraph in root.iter(W_P) if known else ():
        properties = paragraph.find(W_PPR)
        if properties is not None and outline.kind(paragraph) == SECTION:
            properties.addnext(guards.node(SECTION_TEXT))
            paragraph.append(guards.node(SECTION_TEXT_END))
    return [first for first, _, _ in known]


def _read(root: etree._Element, outline: Outline) -> _Found:
    found = _Found()
    opened: list[tuple[etree._Element, list[etree._Element]]] = []
    for element in root.iter(FIELD_CHAR, W_INSTR, SIMPLE_FIELD):
        kind = element.get(qn("w:fldCharType"))
        if element.tag == SIMPLE_FIELD:
            if match := _BY_NUMBER.search(element.get(qn("w:instr"), "")):
                found.fields.append((element, element, match[1]))
        elif element.tag == W_INSTR:
            if opened:
                opened[-1][1].append(element)
        elif kind == "begin":
            opened.append((element, []))
        elif kind == "end" and opened:
            first, texts = opened.pop()
            match = _BY_NUMBER.search("".join(text.text or "" for text in texts))
            if match and _run_of(first).getparent() is _run_of(element).getparent():
                found.fields.append((first, element, match[1]))
                _join(texts)
    for bookmark in root.iter(_BOOKMARK) if found.fields else ():
        home = next(bookmark.iterancestors(W_P), None)
        if home is not None and outline.kind(home) == CLAUSE:
            found.homes.setdefault(bookmark.get(_NAME, ""), bookmark)
    return found


def _join(texts: list[etree._Element]) -> None:
    """Put an instruction that stands in several runs into the first of them."""
    if len(texts) > 1 and not any(len(text) for text in texts):
        texts[0].text = "".join(text.text or "" for text in texts)
        texts[0].set(XML_SPACE, "preserve")
        for text in texts[1:]:
            text.text = ""


def _run_of(mark: etree._Element) -> etree._Element:
    """Return what a mark of a field stands in beside its text: its run, or a simple field itself."""
    parent = mark.getparent()
    return mark if mark.tag == SIMPLE_FIELD or parent is None else parent


def always_lone(
    root: etree._Element, outline: Outline, guards: Guards, fields: Sequence[etree._Element], places: Sequence[str]
) -> list[Fault]:
    """Return a fault for each reference to an ustęp that no data ever give a number; a warning where „ust.” just goes.

    fields: first marks of the references, in the order of their guards; places: of theirs.
    """
    lone = _static_lone(root, outline, guards.marks)
    homes = _read(root, outline).homes if lone else {}
    faults: list[Fault] = []
    for first, place in zip(fields, places, strict=True):
        paragraph = next(first.iterancestors(W_P), None)
        if paragraph is None:
            continue
        xml = guards.settle(etree.tostring(paragraph, encoding="unicode", with_tail=False))
        match = next((item for item in _FIELDS.finditer(xml) if int(item[1]) == fields.index(first)), None)
        name = _POINTING.search(match[2]) if match else None
        home = homes.get(name[2]) if name else None
        if match and home is not None and next(home.iterancestors(W_P), None) in lone:
            right = _mended(xml[: match.start()], match[2], "_") is not None
            faults.append(fault(place, "", _LONE, _REMEDY, warning=right))
    return faults


def _static_lone(root: etree._Element, outline: Outline, marks: Marks) -> set[etree._Element]:
    """Return the ustępy that are alone in their § whatever the data say."""
    path: list[int] = []
    lone: set[etree._Element] = set()
    group: list[etree._Element] = []
    sure = False
    for element in root.iter(etree.ProcessingInstruction, W_P):
        if isinstance(element, etree._ProcessingInstruction):
            if marks.is_mark(element):
                follow(path, marks.tag_of(element))
            continue
        kind = outline.kind(element)
        if kind == CLAUSE:
            group.append(element)
            sure = sure and not path
        elif kind == SECTION:
            lone.update(group if sure and len(group) == 1 and not path else ())
            group, sure = [], not path
    lone.update(group if sure and len(group) == 1 else ())
    return lone


def settle_clause_references(xml: str, places: Sequence[str], ids: Ids) -> tuple[str, list[Fault]]:
    """Return rendered XML with references to lone ustępy made right, and a fault for each that cannot be.

    places: of the references. Sections and lone ustępy carry the guards that `settle_clauses` leaves.
    """
    lone = {name: section for section, name in _LONELY.findall(xml)}
    faults: list[Fault] = []
    goals: dict[str, str] = {}
    out, position = "", 0
    for match in _FIELDS.finditer(xml) if lone else ():
        pointing = _POINTING.search(match[2])
        section = lone.get(pointing[2]) if pointing else None
        out += xml[position : match.start()]
        position = match.end()
        if section is None:
            out += match[2]
            continue
        at = max(out.rfind("<w:p>"), out.rfind("<w:p "))
        goal = goals.get(section, "") or (ids.fresh_name("_Paragraf") if int(section) else "")
        mended = _mended(out[at:], match[2], goal)
        if mended is None:
            faults.append(fault(places[int(match[1])], "", _LONE, _REMEDY))
            continue
        out = out[:at] + mended[0] + mended[1]
        if mended[1]:
            goals[section] = goal
    xml = _with_goals(out + xml[position:], goals, ids) if goals else out + xml[position:]
    return _GUARDS.sub("", xml), faults


def _mended(before: str, shown: str, goal: str) -> tuple[str, str] | None:
    """Return a paragraph up to a field, and the field, without „ust. 1”; None when the words do not allow it.

    goal: bookmark of the §, at which a field that shows all of „§ 3 ust. 1” points from now on; "" for none.
    """
    result = _visible(shown)
    if goal and (whole := _WHOLE.match(result)):
        texts = iter((whole[1],))
        head, mark, rest = shown.rpartition('w:fldCharType="separate"')
        rest = _TEXT.sub(lambda match: match[1] + next(texts, "") + match[3], rest)
        return before, _POINTING.sub(lambda match: match[1] + goal, head + mark + rest, count=1)
    word = _WORD_BEFORE.search(before)
    if word is None or not _NUMBER.match(result):
        return None
    left = before[: word.start()] + word[1]
    return (left, "") if _SECTION_BEFORE.search(_visible(left).rstrip()) else None


def _visible(xml: str) -> str:
    return "".join(match[2] for match in _TEXT.finditer(xml)).strip()


def _with_goals(xml: str, goals: dict[str, str], ids: Ids) -> str:
    for section, name in goals.items():
        ids.bookmark += 1
        start = f'<w:bookmarkStart w:id="{ids.bookmark}" w:name="{name}"/>'
        xml = xml.replace(f"\0{SECTION_TEXT}{section};", start, 1)
        xml = xml.replace(f"\0{SECTION_TEXT_END}{section};", f'<w:bookmarkEnd w:id="{ids.bookmark}"/>', 1)
    return xml
