"""All rules between the parts of a case, in one table; every one of them runs on every check."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schematom_docs.case import (
    rules_counts,
    rules_dates,
    rules_institutions,
    rules_keys,
    rules_money,
    rules_people,
    rules_programme,
    rules_references,
    rules_word_forms,
)
from schematom_docs.case.case_model import Case
from schematom_docs.case.source import SourceData
from schematom_docs.case.validation import Finding

RULES: tuple[Callable[[Case], Iterable[Finding]], ...] = (
    rules_people.pesel_agrees,
    rules_people.sex_agrees_with_first_name,
    rules_people.pesel_is_unique,
    rules_people.parents_are_not_children,
    rules_people.born_before_the_papers,
    rules_people.only_adults_represent,
    rules_people.commitments_belong_to_adults,
    rules_institutions.nip_is_the_units_own,
    rules_institutions.regon_is_the_bodys_own,
    rules_institutions.krs_is_of_a_registered_body,
    rules_institutions.offices_of_a_contract_are_of_their_kind,
    rules_institutions.one_in_office,
    rules_money.parts_make_the_total,
    rules_money.basket_within_limit,
    rules_money.families_within_budget,
    rules_money.quantities_are_positive,
    rules_dates.dates_in_project_period,
    rules_dates.deadlines_in_contract_period,
    rules_dates.steps_follow,
    rules_dates.programme_has_opinion,
    rules_dates.notice_dates_in_order,
    rules_dates.stages_in_order,
    rules_counts.thresholds_are_exact,
    rules_counts.numbers_are_unique,
    rules_counts.notices_have_no_gaps,
    rules_counts.months_fit_the_period,
    rules_counts.diplomas_are_whole,
    rules_counts.agreements_have_parties,
    rules_counts.families_take_part,
    rules_programme.versions_follow,
    rules_programme.programmes_detail_the_version_in_force,
    rules_word_forms.approved_forms_do_not_contradict,
    rules_word_forms.approved_forms_are_of_the_right_sex,
)
REPEATING_RULES: tuple[Callable[[Case], Iterable[Finding]], ...] = (
    rules_programme.programmes_detail_the_version_in_force,
)
"""Rules that hold words of one record to a fact of another; their findings stand where the words are repeated."""
SOURCE_RULES: tuple[Callable[[Case, SourceData], Iterable[Finding]], ...] = (
    rules_people.sex_is_known,
    rules_references.references_lead_somewhere,
    rules_references.products_are_linked,
    rules_references.samples_exist,
    rules_keys.keys_are_file_names,
    rules_keys.keys_hide_people,
    rules_counts.team_size,
)
"""Rules that also need the file as it stands, because a part of it may be too faulty to be typed."""


def broken_rules(case: Case, source: SourceData) -> list[Finding]:
    """Return the findings of every rule."""
    findings = [finding for rule in RULES for finding in rule(case)]
    return findings + [finding for rule in SOURCE_RULES for finding in rule(case, source)]


def repeated_facts(case: Case, changed: Case) -> list[str]:
    """Return the dotted paths, rows from 1, of words that repeat a fact which `changed` has otherwise than `case`."""
    known = {finding.path for rule in REPEATING_RULES for finding in rule(case)}
    found = [finding.path for rule in REPEATING_RULES for finding in rule(changed)]
    stale = dict.fromkeys(path for path in found if path not in known)
    return [".".join(str(part + 1 if isinstance(part, int) else part) for part in path) for path in stale]
