"""annex: an aneks proposed from the difference of two states of a case, clause by clause."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import case_file, json_option, output_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import print_faults, print_json, progress
from schematom_docs.cli.session import document_files, warn_blanks, warn_uncertain
from schematom_docs.errors import CaseError, RegistryError, UsageError
from schematom_docs.settings import Settings, load_settings

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.workflow.annex import Proposal
    from schematom_docs.workflow.desk import Desk


@click.command(cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.argument("old", metavar="STARY")
@click.argument("new", metavar="NOWY")
@click.option(
    "--for", "key", metavar="KLUCZ", default="", help="Którego dokumentu dotyczy aneks (klucz z danych sprawy)."
)
@click.option(
    "--dzien", "day", metavar="DATA", type=click.DateTime(["%Y-%m-%d"]), help="Dzień zawarcia aneksu (domyślnie dziś)."
)
@click.option("--sprawa", "pilot", metavar="PILOTAŻ", default="", help="Której sprawy są numery stanów z rejestru.")
@click.option("--ujednolicony", "whole", is_flag=True, help="Zrób też tekst ujednolicony (informacyjny).")
@click.option("--pdf", is_flag=True, help="Zrób też plik PDF.")
@output_option
@json_option
def annex(
    type_id: str,
    old: str,
    new: str,
    key: str,
    day: datetime | None,
    pilot: str,
    whole: bool,
    pdf: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Zaproponuj aneks do dokumentu TYP z różnicy dwóch stanów sprawy: STARY i NOWY.

    Stan to plik sprawy albo numer stanu zapisanego w rejestrze. Powstają: aneks, jego odpowiedzi w pliku YAML i nowe
    brzmienia załączników. W sprawie nic się nie zmienia.
    """
    from schematom_docs.wiring import SystemClock, open_desk
    from schematom_docs.workflow.annex import propose_annex
    from schematom_docs.workflow.annex_text import summary
    from schematom_docs.workflow.desk import silent

    settings = load_settings(Path.cwd())
    desk = open_desk(settings, silent if as_json else progress)
    before, after = _states(settings, desk, old, new, pilot)
    proposal = propose_annex(desk, before, after, type_id, key, day=day.date() if day else SystemClock().today())
    paths = _written(desk, proposal, folder or settings.output / after.case.pilot, whole=whole, pdf=pdf)
    if as_json:
        print_json({**summary(proposal), "pliki": [str(path) for path in paths]})
        return
    print_faults(proposal.outside)
    if not proposal.changes:
        click.echo("Między tymi stanami sprawy żaden przepis się nie zmienił: aneks jest niepotrzebny.")
        return
    for change in proposal.changes:
        click.echo(f"- {change.order}")
        for line in change.after.splitlines():
            click.echo(f"    {line}")
    for path in paths:
        click.echo(f"Plik: {path}")


def _written(desk: Desk, proposal: Proposal, folder: Path, *, whole: bool, pdf: bool) -> list[Path]:
    """Write the files of a proposal; none when nothing changes. A paper that lacks answers is told, not written."""
    from schematom_docs.workflow.annex import annex_paper
    from schematom_docs.workflow.annex_text import answers_yaml, consolidated
    from schematom_docs.workflow.output import write_files

    if not proposal.changes:
        return []
    files = {f"aneks-{proposal.key}.yaml": answers_yaml(proposal).encode("utf-8")}
    try:
        paper = annex_paper(desk, proposal)
    except CaseError as error:
        click.echo("Uwaga: samego aneksu nie da się jeszcze złożyć, odpowiedzi są w pliku YAML:", err=True)
        print_faults(error.faults)
    else:
        warn_uncertain([paper])
        warn_blanks([paper])
        files |= document_files(desk, [paper], pdf=pdf)
    files |= {f"{name}.docx": data for name, data in proposal.attachments.items()}
    if whole:
        files[f"aneks-{proposal.key}-tekst-ujednolicony.docx"] = consolidated(proposal)
    return write_files(folder, files)


def _states(settings: Settings, desk: Desk, old: str, new: str, pilot: str) -> tuple[CheckedCase, CheckedCase]:
    """Return both states; a number is one of the registry, of the case that the other one names."""
    from schematom_docs.case import load_case

    cases: dict[str, CheckedCase] = {}
    for state in (old, new):
        if not state.isdecimal() and state not in cases:
            cases[state] = load_case(case_file(Path(state)), reference=desk.reference)
            pilot = pilot or cases[state].case.pilot
    for state in (old, new):
        if state.isdecimal() and state not in cases:
            cases[state] = _revision(settings, desk, pilot, int(state))
    return cases[old], cases[new]


def _revision(settings: Settings, desk: Desk, pilot: str, number: int) -> CheckedCase:
    """Return the case as the registry keeps it under a number."""
    from schematom_docs.case import checked_case
    from schematom_docs.case.source import parse_source
    from schematom_docs.wiring import open_registry_of

    if not pilot:
        raise UsageError("nie wiadomo, której sprawy są te numery stanów", remedy="Podaj ją opcją --sprawa.")
    registry = open_registry_of(settings)
    known = {revision.number: revision for revision in registry.case_revisions(pilot)}
    if number not in known:
        listed = ", ".join(map(str, known)) or "żadnych"
        raise RegistryError(f"w rejestrze nie ma stanu {number} sprawy „{pilot}”", remedy=f"Są: {listed}.")
    text = registry.content(known[number].sha256).decode("utf-8-sig")
    label = f"{pilot}, stan {number}"
    return checked_case(parse_source(text, label, is_json=text.lstrip().startswith("{")), reference=desk.reference)
