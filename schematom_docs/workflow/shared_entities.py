"""Institutions and persons of the case that a form answers for: nothing of a shared one changes without a decision."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from schematom_docs.case import FormDefinition
from schematom_docs.case.answering import answers_of, place_answers
from schematom_docs.case.form_places import Places, entity_place, hops_of, put
from schematom_docs.case.record import InstitutionRef, PersonRef, Reference
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.tables.office_values import same_answer
from schematom_docs.fields import Answer, Answers, FormField
from schematom_docs.workflow.decisions import DecisionError, EntityChoice, Verdict
from schematom_docs.workflow.entity_uses import entity_text, listed, users_of, uses_of_entities
from schematom_docs.workflow.import_preview import Change, change_of
from schematom_docs.workflow.known_entities import IDENTITY, KnownEntities, Named

_TRIAL = "proba"
CaseData = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person has to decide of an entity. prefix: of its facts; changes: its values that would change;
    why: what makes it doubtful; users: records of the case that name it beside this one; known: path → what it has."""

    prefix: str
    choice: EntityChoice
    changes: tuple[Change, ...]
    why: str
    users: tuple[str, ...]
    known: Mapping[str, Answer]

    @property
    def reason(self) -> str:
        """Return the question as a sentence."""
        name = self.choice.references[0]
        shared = f"; korzystają z niej też: {listed(list(self.users))}" if self.users else ""
        doubt = f" ({self.why})" if self.why else ""
        what = "odpowiedzi różnią się od tego, co ma" if self.changes else "odpowiedzi wskazują"
        return f"{what} w sprawie {name}{doubt}{shared} – rozstrzyga człowiek"

    def remedy(self, row: int | str) -> str:
        """Return how to decide."""
        first, *others = self.choice.references
        change, new = self.choice.words[-2:]
        more = [f'"{row}={other}" – chodzi o {other}' for other in others]
        options = [f'"{row}={first}" – zostaje, jaka jest', *more, f'"{row}={change}" – zmień ją we wszystkich pismach',
                   f'"{row}={new}" – to ktoś inny, nowa pozycja']  # fmt: skip
        return f"--decide {'; '.join(options)}."


@dataclass(slots=True)
class Settled:
    """What is to be done with the entities of one subject. links: prefix → entity, "" = new; dropped: paths not to be
    written; known: path → what the entity has; changes: decided ones of shared entities; notes: whom the case has
    already; open: questions left."""

    links: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    known: dict[str, Answer] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    open: list[Question] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One entity that answers describe. current: the one the subject names now."""

    prefix: str
    reference: type[Reference]
    answers: dict[str, Answer]
    named: Named
    current: DataPath | None


class EntityDesk:
    """Settles the entities of one form in one state of the data, which `start` tells and `learn` keeps up with."""

    def __init__(self, form: FormDefinition, fields: Mapping[str, FormField]) -> None:
        self.form, self.fields = form, fields
        self.uses: Mapping[str, list[DataPath]] = {}
        self.known = KnownEntities({})
        self.hops = {path: hop for path in fields if (hop := _entity_hop(form, path))}

    def start(self, data: CaseData) -> None:
        """Begin with the data of a case."""
        if self.hops:
            self.known, self.uses = KnownEntities(data), uses_of_entities(data)

    def settle(self, data: CaseData, answers: Answers, decisions: Sequence[str], row: int | str) -> Settled:
        """Return what is to be done with the entities that the answers describe.

        answers: with the key of an existing subject, "" = a new one. Raises DecisionError for a decision that answers
        no question.
        """
        settled = Settled()
        questions: list[tuple[_Asked, Question]] = []
        for asked in self._asked(data, answers):
            question = self._question(data, asked, answers, settled)
            if question is not None:
                questions.append((asked, question))
        single = len(questions) == 1
        left = list(decisions)
        for asked, open_question in questions:
            shown = replace(open_question, choice=replace(open_question.choice, single=single))
            given = next((text for text in left if shown.choice.verdict(text)), "")
            verdict = shown.choice.verdict(given) if given else None
            if verdict is None:
                settled.open.append(shown)
                continue
            left.remove(given)
            self._apply(data, asked, verdict, shown, answers, settled)
        if left:
            words = [word for question in settled.open for word in question.choice.words]
            raise DecisionError(row, left[0], words, "" if words else "ten wiersz nie czeka na rozstrzygnięcie")
        return settled

    def learn(self, data: CaseData, key: str) -> None:
        """Let the entities of a subject that has just been written be found by the next ones."""
        places = Places(dict(data), self.form, key)
        for prefix, reference in {prefix: kind for prefix, kind, _ in self.hops.values()}.items():
            path = self._current(places, prefix, reference)
            if path is not None:
                self.known.learn(path, raw_at(data, path))

    def _asked(self, data: CaseData, answers: Answers) -> Iterator[_Asked]:
        places = Places(dict(data), self.form, answers.key)
        by_hop: dict[tuple[str, type[Reference], bool], dict[str, Answer]] = {}
        for path, answer in answers.by_path.items():
            if path in self.hops and answer:
                by_hop.setdefault(self.hops[path], {})[path] = answer
        for (prefix, reference, inline), own in by_hop.items():
            exists = bool(answers.key) or self.form.subject is None
            where = places.reference(prefix) if exists else None
            if where is not None and isinstance(raw_at(data, where), dict):
                continue
            said = {path.removeprefix(f"{prefix}."): text for path, text in own.items() if isinstance(text, str)}
            named = self.known.named(reference, said)
            if inline and not named.sure:
                named = Named()
            yield _Asked(prefix, reference, own, named, self._current(places, prefix, reference) if exists else None)

    def _current(self, places: Places, prefix: str, reference: type[Reference]) -> DataPath | None:
        where = places.reference(prefix)
        written = raw_at(places.data, where) if where is not None else None
        found = entity_place(places.data, reference, written) if isinstance(written, str) and written else None
        return found if found is not None and raw_at(places.data, found) is not None else None

    def _question(self, data: CaseData, asked: _Asked, answers: Answers, settled: Settled) -> Question | None:
        """Return what has to be decided and what the entity has; settle at once what is clear."""
        named, current = asked.named, asked.current
        if current is not None and (not named.sure or current in named.paths):
            named = Named((current,), sure=True, why=named.why if current in named.paths else "")
        if not named.paths:
            return None
        target = named.paths[0]
        old = self._known(data, asked, target, answers)
        differing = self._differing(asked, old)
        others = users_of(self.uses.get(entity_text(target), []), self._record(answers.key))
        told = any(path.rpartition(".")[2] in IDENTITY and path.count(".") == asked.prefix.count(".") + 1
                   for path in differing)  # fmt: skip
        same_one = current in (None, target)
        own = current == target and not others and not told and target[0] in ("instytucje", "uczestnicy", "osoby")
        if same_one and (not differing or own):
            settled.links |= {asked.prefix: _written(asked.reference, target)} if current is None else {}
            settled.dropped |= {path for path in asked.answers if path not in differing}
            settled.known |= old
            settled.notes += [f"jest już w sprawie: {entity_text(target)}"] if current is None else []
            return None
        paths = [target, *(path for path in asked.named.paths if path != target)]
        if current is not None and current not in paths:
            paths.append(current)
        why = named.why if same_one else f"pozycja sprawy ma dotąd {entity_text(current or target)}"
        references = tuple(entity_text(path) for path in paths)
        changes = self._changes(asked, old, differing, references[0])
        return Question(asked.prefix, EntityChoice(references), changes, why, tuple(others), old)

    def _apply(
        self,
        data: CaseData,
        asked: _Asked,
        verdict: Verdict,
        question: Question,
        answers: Answers,
        settled: Settled,
    ) -> None:
        old = dict(question.known)
        if not verdict.reference:
            settled.links[asked.prefix] = ""
            return
        target = entity_place(data, asked.reference, verdict.reference)
        assert target is not None
        if verdict.reference != question.choice.references[0]:
            old = self._known(data, asked, target, answers)
        settled.links[asked.prefix] = _written(asked.reference, target)
        settled.known |= old
        if not verdict.changes:
            settled.dropped |= set(asked.answers)
            settled.notes.append(f"zgodnie z decyzją {verdict.reference} ze sprawy, bez zmian")
            return
        settled.dropped |= {path for path in asked.answers if path not in self._differing(asked, old)}
        settled.changes += question.changes
        settled.notes.append(f"zgodnie z decyzją zmienia się {verdict.reference}")

    def _differing(self, asked: _Asked, old: Mapping[str, Answer]) -> set[str]:
        return {
            path for path, new in asked.answers.items() if not same_answer(self.fields[path], new, old.get(path, ""))
        }

    def _changes(self, asked: _Asked, old: Mapping[str, Answer], differing: set[str], name: str) -> tuple[Change, ...]:
        """Return the changes of an entity, told as those of what they are: they reach further than the row."""
        changes = (change_of(self.fields[path], old.get(path, ""), new) for path, new in asked.answers.items()
                   if path in differing)  # fmt: skip
        return tuple(replace(change, label=f"{change.label} ({name})") for change in changes)

    def _known(self, data: CaseData, asked: _Asked, target: DataPath, answers: Answers) -> dict[str, Answer]:
        """Return what an entity would answer, were it the one meant: on the day of the paper, so tried out beside."""
        key = answers.key or ("" if self.form.subject is None else _TRIAL)
        trial = self._trial(data, key)
        put(trial, target, copy.deepcopy(raw_at(data, target)))
        own = {path: text for path, text in answers.by_path.items() if path in self.fields and path not in self.hops
               and self.fields[path].kind != "tabela"}  # fmt: skip
        place_answers(trial, self.form, Answers(key, own), {asked.prefix: _written(asked.reference, target)})
        found = answers_of(trial, self.form, key).by_path
        return {path: text for path, text in found.items() if path in self.hops and self.hops[path][0] == asked.prefix}

    def _trial(self, data: CaseData, key: str) -> dict[str, object]:
        """Return the least data that one subject stands in."""
        trial: dict[str, object] = {"projekt": copy.deepcopy(data.get("projekt") or {})}
        record = self._record(key)
        for path in (record, ("dokumenty", self.form.type_id, "wspolne"), ("dokumenty", self.form.type_id, "dla", key)):
            if path and (value := raw_at(data, path)) is not None:
                put(trial, path, copy.deepcopy(value))
        return trial

    def _record(self, key: str) -> DataPath:
        return (self.form.subject.collection, key) if self.form.subject is not None and key else ()


def _entity_hop(form: FormDefinition, path: str) -> tuple[str, type[Reference], bool] | None:
    """Return the last institution or person on the way of a fact."""
    hops = hops_of(form, path)
    return hops[-1] if hops and issubclass(hops[-1][1], (InstitutionRef, PersonRef)) else None


def _written(reference: type[Reference], path: DataPath) -> str:
    return entity_text(path) if issubclass(reference, PersonRef) else str(path[-1])
