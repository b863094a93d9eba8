"""Every name of a case in the forms its papers use: how certain each is, and a sentence to hear it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from schematom_docs.case import CheckedCase
from schematom_docs.errors import NotReleasableError
from schematom_docs.polish import FormRecord
from schematom_docs.polish.cases import CASES, Case, Number
from schematom_docs.polish.inflected import AGREEMENT
from schematom_docs.polish.prepositions import in_form, with_form
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue_all
from schematom_docs.workflow.packing import trial_papers
from schematom_docs.workflow.sets import paper_types, recipe_ids

KINDS: Mapping[str, str] = {
    "person": "osoba",
    "institution": "instytucja",
    "place": "miejscowość",
    "function": "funkcja",
    "family": "rodzina",
    "": "wyrażenie",
    AGREEMENT: "rodzaj nazwy",
}
_SENTENCES: Mapping[str, Mapping[Case, str]] = {
    "person": {
        "nom": "Umowę podpisuje {}.",
        "gen": "Podpis {} potwierdzono.",
        "dat": "Dyplom wręcza się {}.",
        "acc": "Strona jest reprezentowana przez {}.",
        "ins": "Umowę zawarto {z} {}.",
        "loc": "Pismo mówi o {}.",
        "voc": "{}!",
    },
    "institution": {
        "nom": "Stroną jest {}.",
        "gen": "Siedziba {} mieści się w tym budynku.",
        "dat": "Dziękujemy {} za współpracę.",
        "acc": "Sprawę prowadzi się przez {}.",
        "ins": "Porozumienie zawarto {z} {}.",
        "loc": "Spotkanie odbyło się {w} {}.",
        "voc": "{}!",
    },
    "place": {
        "nom": "Miejscowość: {}.",
        "gen": "Goście przyjechali {z} {}.",
        "dat": "Dziękujemy {} za gościnę.",
        "acc": "Wizyta obejmie {}.",
        "ins": "Droga biegnie za {}.",
        "loc": "Umowę zawarto {w} {}.",
        "voc": "{}!",
    },
    "function": {
        "nom": "Umowę podpisuje {}.",
        "gen": "Potrzebny jest podpis {}.",
        "dat": "Sprawę przekazano {}.",
        "acc": "Strona jest reprezentowana przez {}.",
        "ins": "Rozmowę przeprowadzono {z} {}.",
        "loc": "Pismo mówi o {}.",
        "voc": "Szanowna Pani / Szanowny Panie {}!",
    },
    "family": {
        "nom": "W projekcie uczestniczą {}.",
        "gen": "Kontrakt podpisano z Rodziną {}.",
        "dat": "Dyplom wręcza się {}.",
        "acc": "Zaprasza się {}.",
        "ins": "Kontrakt zawarto {z} {}.",
        "loc": "Pismo mówi o {}.",
        "voc": "Szanowni {}!",
    },
}
_PLAIN: Mapping[Case, str] = {
    "nom": "W piśmie jest {}.",
    "gen": "Nie ma {}.",
    "dat": "Przyglądamy się {}.",
    "acc": "Pismo obejmuje {}.",
    "ins": "Strony zajmują się {}.",
    "loc": "Pismo mówi o {}.",
    "voc": "{}!",
}


@dataclass(frozen=True, slots=True)
class NameForm:
    """One form as papers use it. sentence: the form in use; papers: types of the papers; number: sg or pl."""

    case: Case
    form: str
    source: str
    certain: bool
    alternatives: tuple[str, ...]
    sentence: str
    papers: tuple[str, ...]
    number: Number = "sg"


@dataclass(frozen=True, slots=True)
class Name:
    """One name with its used forms in the order of the cases. kind: a key of KINDS; gender: m, f or "".

    Of the kind AGREEMENT: the words in agreement with the name, and its grammatical gender (meski, zenski …).
    """

    lemma: str
    kind: str
    gender: str
    forms: tuple[NameForm, ...]

    @property
    def certain(self) -> bool:
        """Return whether every used form is certain or approved."""
        return all(form.certain for form in self.forms)


def names_of(desk: Desk, case: CheckedCase) -> list[Name]:
    """Return the names of a case in the forms that its papers and the frames of its packs use.

    Raises CaseError and TemplateError where a paper cannot be made.
    """
    return grouped_names(_all_papers(desk, case))


def _all_papers(desk: Desk, case: CheckedCase) -> list[Issued]:
    papers = [item for type_id in paper_types(desk, case) for item in issue_all(desk, case, type_id)]
    made = {(item.document.type_id, item.document.subject): item for item in papers}
    for recipe_id in recipe_ids(desk, case):
        with suppress(NotReleasableError):  # a pack that is not complete yet: its papers count, its frame cannot
            papers += trial_papers(desk, case, recipe_id, made)
    return papers


def grouped_names(papers: Iterable[Issued]) -> list[Name]:
    """Return the forms of papers grouped by name: persons, families, institutions, places, functions, other words."""
    groups: dict[tuple[str, str], dict[tuple[Number, Case, str], tuple[FormRecord, set[str]]]] = {}
    for paper in papers:
        for record in paper.forms:
            forms = groups.setdefault((record.lemma, record.kind), {})
            forms.setdefault((record.number, record.case, record.form), (record, set()))[1].add(paper.document.type_id)
    kinds = list(KINDS)
    return [
        _name(lemma, kind, list(groups[lemma, kind].values()))
        for lemma, kind in sorted(groups, key=lambda key: (kinds.index(key[1]), key[0].casefold(), key[0]))
    ]


def _name(lemma: str, kind: str, uses: list[tuple[FormRecord, set[str]]]) -> Name:
    ordered = sorted(uses, key=lambda use: (use[0].number != "sg", CASES.index(use[0].case), use[0].form))
    forms = tuple(
        NameForm(
            record.case,
            record.form,
            record.source,
            record.certain,
            record.alternatives,
            sample_sentence(record),
            tuple(sorted(papers)),
            record.number,
        )
        for record, papers in ordered
    )
    return Name(lemma, kind, ordered[0][0].gender, forms)


def sample_sentence(record: FormRecord) -> str:
    """Return a sentence that uses the form: „Strona jest reprezentowana przez Annę Nowak.”."""
    if record.kind == AGREEMENT:
        return f"{record.lemma} – {record.form}."
    pattern = _SENTENCES.get(record.kind, _PLAIN)[record.case]
    prepared = pattern.replace("{z}", with_form(record.form)).replace("{w}", in_form(record.form))
    return prepared.replace("{}", record.form)


def uncertain_names(names: Iterable[Name]) -> list[Name]:
    """Return the names with a form that is uncertain and not approved."""
    return [name for name in names if not name.certain]
