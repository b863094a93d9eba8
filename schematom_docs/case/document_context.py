"""What one paper adds to the context: answers, parties, signatures, copies, annexes, legal bases, title, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from schematom_docs.case.answers import answer, outside
from schematom_docs.case.case_context import limited_to, state_on
from schematom_docs.case.entities import Entities, Plain
from schematom_docs.case.form_model import ONE_PER_PARTY, FormDefinition
from schematom_docs.case.form_rules import broken_rules_of
from schematom_docs.case.legal import data_regime, version_on
from schematom_docs.case.question import Question
from schematom_docs.case.reference import MISSING, holds, present, resolve
from schematom_docs.case.signatories import parties, signatures
from schematom_docs.case.source import DataPath
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS, derived_references
from schematom_docs.case.validation import Finding
from schematom_docs.polish.dates import date_text
from schematom_docs.polish.dictionary import edition
from schematom_docs.polish.exported_names import exported_edition
from schematom_docs.polish.money import decimal_figures

SAMPLE_MARK = " · dane przykładowe"
PATTERN_PATH = re.compile(r"\{([^{}]+)\}")


def dictionary_note() -> str:
    """Return which dictionary the word forms of a paper come from, for its properties."""
    own = edition()
    return f"Słownik odmian: {own}" if own else f"Słownik odmian: reguły i tablica z {exported_edition()}"


class Paper:
    """One paper being described: the context grows here, findings are collected, nothing stops at the first one."""

    def __init__(self, entities: Entities, form: FormDefinition, subject: str, context: Plain) -> None:
        self.entities = entities
        self.form = form
        self.subject = subject
        self.context = context
        self.findings: list[Finding] = []
        self.document: Plain = {"typ": form.type_id, "nazwa": form.name}
        self.document["slownik"] = dictionary_note()
        context["dokument"] = self.document
        self.base: DataPath = _base(entities, form, subject)
        self.date_is_missing = False

    def fault(self, reason: str, remedy: str = "", path: DataPath | None = None) -> None:
        """Note a finding at the subject of the paper, or at a path of the data."""
        self.findings.append(Finding(self.base if path is None else path, reason, remedy))

    def describe(self) -> None:
        """Fill the context with everything the paper adds."""
        self._common_fields()
        self._answers()
        blank = {question.name for question in self.form.questions if question.missing == "kropki"}
        for path in self.form.needs:
            if path not in blank and not present(self.context, path):
                self.fault(
                    f"brak danych „{path}”, potrzebnych do dokumentu „{self.form.name}”.",
                    f"Uzupełnij {self._case_path(path)}.",
                )
        day = self.document["data"] if isinstance(self.document["data"], date) else None
        cut_off = self.document.get("stan_na")
        if isinstance(cut_off, date):
            self.context.update(limited_to(self.context, cut_off))
        self.context["stan"] = state_on(self.context, cut_off if isinstance(cut_off, date) else day)
        parties(self)
        signatures(self)
        self._rules()
        self._copies()
        self._legal(day)
        self.document["zalaczniki"] = self._annexes()
        self.document["przyklad"] = bool(self.entities.case.sample_data)
        self._title()

    def _common_fields(self) -> None:
        """Number, date and place: of the subject, until a question of the form answers them."""
        subject = self.context.get(self.form.subject.name) if self.form.subject else None
        for name in ("numer", "data", "miejscowosc"):
            value = subject.get(name) if isinstance(subject, Mapping) else None
            self.document[name] = value

    def _answers(self) -> None:
        for question in self.form.own_questions:
            found = answer(question, self.form, self.subject, self.context, self.entities)
            self.findings.extend(item if item.path else replace(item, path=self.base) for item in found.findings)
            asked = holds(self.context, question.condition)
            if found.value is not None or question.name not in ("numer", "data", "miejscowosc"):
                self.document[question.name] = found.value
            needed = asked and question.required and question.missing not in ("kropki", "przy_wydaniu")
            if needed and self.document[question.name] is None and not found.findings:
                self._unanswered(question)
            if outside(question, found.value, self.context):
                limits = period_words(self.context, question.within)
                self.fault(
                    f"odpowiedź na pytanie „{question.label}” wykracza poza okres {limits}.",
                    f"Popraw {self._answer_path(question)} albo okres {question.within}.",
                )

    def _unanswered(self, question: Question) -> None:
        self.date_is_missing |= question.name == "data"
        elsewhere = "".join(f" albo {self._case_path(path)}" for path in question.default)
        self.fault(
            f"brak odpowiedzi na pytanie „{question.label}” (dokument „{self.form.name}”).",
            f"Wpisz ją w dokumenty.{self.form.type_id}.{self._own()}.{question.name}{elsewhere}.",
        )

    def _rules(self) -> None:
        """Note the rules of the form that the answers, with the facts of the case, do not keep."""
        for rule, row in broken_rules_of(self.form, self.context):
            remedy = rule.remedy or "Popraw odpowiedzi, których dotyczy ta zasada."
            place = f" Wiersz {row}." if row else ""
            self.fault(f"{rule.message.rstrip('.')} (dokument „{self.form.name}”).{place}", remedy)

    def _own(self) -> str:
        return f"dla.{self.subject}" if self.subject else "wspolne"

    def _answer_path(self, question: Question) -> str:
        return f"dokumenty.{self.form.type_id}.{self._own()}.{question.name}"

    def _case_path(self, path: str) -> str:
        """Return a path of the context as a path of the data file: „kontrakt.data” → „kontrakty.k01.data”."""
        subject = self.form.subject
        if subject and path.split(".")[0] == subject.name:
            return ".".join([*map(str, self.base), *path.split(".")[1:]])
        return path

    def _copies(self) -> None:
        count = len(self.document["strony"]) if isinstance(self.document["strony"], list) else 0
        copies = self.form.copies
        self.document["liczba_egzemplarzy"] = max(count, 1) if copies == ONE_PER_PARTY else copies

    def _legal(self, day: date | None) -> None:
        bases = {key: self._basis(key, day) for key in self.form.legal_bases}
        self.context["podstawy"] = {key: basis for key, basis in bases.items() if basis is not None}
        self.context["rezim_danych"] = data_regime(day)

    def _basis(self, key: str, day: date | None) -> Plain | None:
        """Return the version of a legal basis in force on the day; none is a fault, an unconfirmed one a warning."""
        versions = self.entities.reference.legal_bases.get(key, ())
        index = version_on(versions, day) if day else None
        if index is None:
            when = f"w dniu {date_text(day)}" if day else "bez daty dokumentu"
            if not self.date_is_missing:
                reason = f"nie wiadomo, jaką podstawę prawną „{key}” podać {when}."
                self.fault(reason, "Sprawdź datę dokumentu i dane/podstawy_prawne.yaml.")
            return None
        version = versions[index]
        if not version.confirmed:
            reason = f"podstawa prawna „{key}” (dokument „{self.form.name}”) nie jest potwierdzona w źródle."
            remedy = "Sprawdź ją i wpisz „potwierdzone: tak” w dane/podstawy_prawne.yaml."
            self.findings.append(Finding(self.base, reason, remedy, warning=True))
        citation = version.full_citation
        return {"cytat": citation, "id_wersji": f"{key}-{index + 1}", "potwierdzone": version.confirmed}

    def _annexes(self) -> list[Plain]:
        chosen = [item for item in self.form.annexes if holds(self.context, item.condition)]
        return [
            {"numer": number, "tytul": self.filled(item.title), "w_dokumencie": item.inside}
            for number, item in enumerate(chosen, start=1)
        ]

    def _title(self) -> None:
        self.document["tytul"] = self.filled(self.form.title)
        number = self.document["numer"]
        footer = self.form.footer or (self.form.name if number is None else f"{self.form.name} nr {number}")
        sample = SAMPLE_MARK if self.document["przyklad"] else ""
        self.document["stopka"] = self.filled(footer) + sample

    def filled(self, pattern: str) -> str:
        """Return a pattern with each {path} replaced by its value; a path without one is a finding."""
        return PATTERN_PATH.sub(lambda match: self._printed(match[1].strip()), pattern)

    def _printed(self, path: str) -> str:
        value = resolve(self.context, path)
        if value is MISSING or value is None or isinstance(value, dict | list):
            self.fault(
                f"tytuł dokumentu „{self.form.name}” potrzebuje „{path}”.", f"Uzupełnij {self._case_path(path)}."
            )
            return "…"
        if isinstance(value, date):
            return date_text(value)
        return decimal_figures(value) if isinstance(value, Decimal) else str(value)


def _base(entities: Entities, form: FormDefinition, subject: str) -> DataPath:
    """Return the path of the subject in the data file, where findings about it are placed."""
    if form.subject is None:
        return ()
    collection = form.subject.collection
    if collection == OWN_RECORDS:
        return (OWN_RECORDS, form.type_id, "dla", subject)
    if collection not in DERIVED:
        return (collection, subject)
    home, *keys = derived_references(entities.case, collection)[subject].split(".")
    return (home, keys[0], "czlonkowie", *keys[1:]) if len(keys) > 1 else (home, *keys)


def period_words(context: Mapping[str, object], path: str | None) -> str:
    """Return the limits of a period in words: „od 1 kwietnia 2015 r. do 30 września 2015 r.”."""
    limits = resolve(context, path) if path else None
    if not isinstance(limits, dict):
        return ""
    parts = [f"{word} {date_text(limits[word])}" for word in ("od", "do") if isinstance(limits.get(word), date)]
    return " ".join(parts)
