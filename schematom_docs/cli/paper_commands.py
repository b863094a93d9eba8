"""generate, bulk: papers of a case as Word and PDF files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schematom_docs.cli.options import case_file, data_argument, final_option, json_option, key_option, output_option
from schematom_docs.cli.polish_click import PolishCommand
from schematom_docs.cli.report import fault_record, print_faults, print_json
from schematom_docs.cli.session import (
    ALL,
    document_files,
    inspection_of,
    inspection_record,
    open_case,
    print_inspection,
    result_folder,
    template_warnings,
    warn_blanks,
    warn_uncertain,
)

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase
    from schematom_docs.errors import CaseError, Fault
    from schematom_docs.values import Document
    from schematom_docs.workflow.desk import Desk
    from schematom_docs.workflow.inspection import Inspection


@dataclass(frozen=True, slots=True)
class Written:
    """Papers of one command and the files they were written to."""

    documents: Sequence[Document]
    paths: Sequence[Path]
    folder: Path

    def show(self, inspection: Inspection, warnings: Sequence[Fault], *, as_json: bool) -> None:
        """Print the result for a program or for a person."""
        if as_json:
            print_json({**self.record(inspection), "szablony": [fault_record(fault) for fault in warnings]})
        else:
            self.tell(inspection, warnings)

    def record(self, inspection: Inspection) -> dict[str, object]:
        """Return what a program is told."""
        return {
            "pliki": [str(path) for path in self.paths],
            "do_potwierdzenia": sorted({form for document in self.documents for form in document.uncertain}),
            "puste_linie": {document.name: list(document.blanks) for document in self.documents if document.blanks},
            **inspection_record(inspection),
        }

    def tell(self, inspection: Inspection, warnings: Sequence[Fault]) -> None:
        """Print what a person is told."""
        warn_uncertain(self.documents)
        warn_blanks(self.documents)
        print_faults(warnings)
        print_inspection(inspection)
        click.echo(f"Dokumenty: {len(self.documents)}, pliki: {len(self.paths)}, folder: {self.folder}")


@click.command(cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@data_argument
@key_option
@click.option("--pdf", is_flag=True, help="Zrób też pliki PDF.")
@click.option("--puste", "blanks", is_flag=True, help="Pytania bez odpowiedzi wydrukuj jako puste linie (szkic).")
@click.option("--no-input", "no_input", is_flag=True, help="O nic nie pytaj: wypisz wszystkie braki (kod wyjścia 3).")
@output_option
@final_option
@json_option
def generate(
    type_id: str,
    data: Path,
    keys: tuple[str, ...],
    pdf: bool,
    blanks: bool,
    no_input: bool,
    folder: Path | None,
    final: bool,
    as_json: bool,
) -> None:
    """Utwórz dokument TYP z danych sprawy, dla każdej pozycji osobny plik.

    TYP „wszystkie” oznacza każdy dokument, do którego sprawa ma dane. W terminalu program pyta o brakujące odpowiedzi.
    """
    from schematom_docs.cli.asking import completed, mended_case
    from schematom_docs.workflow.issue import issue_all
    from schematom_docs.workflow.output import write_files
    from schematom_docs.workflow.sets import paper_types

    def mend(desk: Desk, error: CaseError) -> CheckedCase:
        if blanks or type_id == ALL:
            raise error
        return mended_case(desk, case_file(data), [type_id], keys or None, error, silent=as_json or no_input)

    settings, desk, case = open_case(data, quiet=as_json, mend=mend)
    type_ids = paper_types(desk, case) if type_id == ALL else [type_id]
    if not blanks:
        case = completed(desk, case, case_file(data), type_ids, keys or None, silent=as_json, no_input=no_input)
    documents = [
        item.document for each in type_ids for item in issue_all(desk, case, each, keys or None, blanks=blanks)
    ]
    inspection = inspection_of(settings, desk, case, data, final=final)
    inspection(documents)
    target = result_folder(settings, case, folder)
    written = Written(documents, write_files(target, document_files(desk, documents, pdf=pdf)), target)
    written.show(inspection, template_warnings(desk, documents), as_json=as_json)


@click.command(cls=PolishCommand)
@click.argument("type_id", metavar="TYP")
@click.argument("table", metavar="TABELA", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data",
    metavar="DANE",
    required=True,
    type=click.Path(path_type=Path),
    help="Dane sprawy.",
)
@click.option("--like", "pattern", metavar="KLUCZ", help="Czego wiersz nie podaje, weź z tej pozycji sprawy.")
@click.option("--pdf", is_flag=True, help="Zrób też pliki PDF.")
@output_option
@final_option
@json_option
def bulk(
    type_id: str,
    table: Path,
    data: Path,
    pattern: str | None,
    pdf: bool,
    folder: Path | None,
    final: bool,
    as_json: bool,
) -> None:
    """Utwórz dokument TYP dla każdego wiersza TABELI (xlsx lub csv).

    Kolumny noszą nazwy pól pozycji, np. instytucja, data. Wiersze odrzucone są wypisane i nie wstrzymują
    innych (kod wyjścia 10). Z --final jedna forma niezatwierdzona wstrzymuje całość (kod wyjścia 5).
    """
    from schematom_docs.errors import IncompleteRunError
    from schematom_docs.workflow.bulk import bulk_papers, unapproved_rows
    from schematom_docs.workflow.output import write_files

    settings, desk, case = open_case(data, quiet=as_json)
    made = bulk_papers(desk, case, type_id, table, pattern)
    if final and made.unapproved:
        raise unapproved_rows(made)
    inspection = inspection_of(settings, desk, made.case, data)
    inspection(made.documents)
    target = result_folder(settings, case, folder)
    paths = write_files(target, document_files(desk, made.documents, pdf=pdf)) if made.documents else []
    written = Written(made.documents, paths, target)
    if as_json:
        print_json({**written.record(inspection), "odrzucone": [fault_record(fault) for fault in made.refused]})
        raise click.exceptions.Exit(IncompleteRunError.exit_code if made.refused else 0)
    written.tell(inspection, template_warnings(desk, made.documents))
    print_faults(fault for fault in made.refused if fault.warning)
    if made.refused:
        raise IncompleteRunError(
            f"odrzucono wiersze: {made.refused_rows}",
            place=table.name,
            remedy="Popraw je i uruchom polecenie jeszcze raz.",
            faults=made.refused,
        )
