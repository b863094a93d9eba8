"""Rules on sums: parts make the total, a basket stays within the family's limit. All arithmetic is exact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schematom_docs.case.case_model import Case
from schematom_docs.case.contract_view import basket_sum
from schematom_docs.case.validation import Finding
from schematom_docs.polish.money import LIMIT, money_figures


def parts_make_the_total(case: Case) -> Iterator[Finding]:
    """The parts of a budget add up to its total."""
    for key, budget in (("budzet", case.project.budget), ("budzet_calego_projektu", case.project.whole_budget)):
        if budget is None or not budget.parts:
            continue
        total = sum((part.amount for part in budget.parts), Decimal("0.00"))
        if total != budget.amount:
            gap = _figures(abs(total - budget.amount))
            word = "więcej" if total > budget.amount else "mniej"
            yield Finding(
                ("projekt", key),
                f"suma części ({_figures(total)}) nie zgadza się z kwotą razem "
                f"({_figures(budget.amount)}): {gap} {word}.",
                "Popraw kwotę jednej z części albo kwotę razem.",
            )


def _figures(amount: Decimal) -> str:
    """Return an amount as printed, also one that no paper could print."""
    return money_figures(amount) if amount < LIMIT else "ponad bilion złotych"


def basket_within_limit(case: Case) -> Iterator[Finding]:
    """The basket of a contract costs no more than the family may get."""
    for key, contract in case.contracts.items():
        family = case.families.get(contract.family)
        limit = family.support_limit if family else None
        total = basket_sum(contract, case)
        if limit is not None and total > limit:
            yield Finding(
                ("kontrakty", key, "koszyk"),
                f"koszyk kosztuje {_figures(total)} i przekracza limit rodziny {_figures(limit)} "
                f"o {_figures(total - limit)}.",
                f"Zmniejsz ilości albo popraw rodziny.{contract.family}.limit_wsparcia.",
            )


def families_within_budget(case: Case) -> Iterator[Finding]:
    """All baskets together cost no more than the budget of the project."""
    budget = case.project.budget
    total = sum((basket_sum(contract, case) for contract in case.contracts.values()), Decimal("0.00"))
    if budget is not None and total > budget.amount:
        yield Finding(
            ("projekt", "budzet", "kwota"),
            f"wszystkie koszyki kosztują razem {_figures(total)}, więcej niż cały budżet {_figures(budget.amount)}.",
            "Sprawdź koszty jednostkowe i ilości w koszykach albo budżet.",
        )


def quantities_are_positive(case: Case) -> Iterator[Finding]:
    """Nobody is given nothing: each row of a basket has a quantity above zero."""
    for key, contract in case.contracts.items():
        for index, item in enumerate(contract.basket):
            if item.quantity == 0:
                path = ("kontrakty", key, "koszyk", index, "ilosc")
                yield Finding(path, "ilość wynosi zero.", "Wpisz ilość albo usuń pozycję.")
