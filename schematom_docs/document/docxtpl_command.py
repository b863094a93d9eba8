"""docxtpl's command line on our engine: python -m schematom_docs.document.docxtpl_command TEMPLATE JSON OUTPUT."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError

from schematom_docs.document.docxtpl_api import DocxTemplate
from schematom_docs.errors import SchematomError, system_reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a template with JSON data and return the exit code: 0 done, 2 wrong usage, 3 data, 4 template, 12 output."""
    chosen = _parser().parse_args(arguments)
    template, data, output = (Path(name) for name in (chosen.template_path, chosen.json_path, chosen.output_filename))
    if output.exists() and not chosen.overwrite:
        return _refuse(12, f"Plik {output.name} już istnieje. Dodaj opcję -o, aby go zastąpić.")
    try:
        context = json.loads(data.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return _refuse(3, f"Nie da się odczytać danych z pliku {data.name}: {error}")
    try:
        document = DocxTemplate(str(template))
        document.render(context)
    except (TemplateError, SchematomError, OSError, ValueError) as error:
        notes = "; ".join(getattr(error, "__notes__", ()))
        return _refuse(4, f"Nie da się wypełnić szablonu {template.name}: {error} {notes}".rstrip())
    try:
        document.save(output)
    except OSError as error:
        return _refuse(12, f"Nie da się zapisać pliku {output.name}: {system_reason(error)}")
    if not chosen.quiet:
        print(f"Zapisano {output}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Wypełnij szablon DOCX danymi z pliku JSON.")
    parser.add_argument("template_path", help="szablon DOCX")
    parser.add_argument("json_path", help="dane JSON")
    parser.add_argument("output_filename", help="plik wynikowy DOCX")
    parser.add_argument("-o", "--overwrite", action="store_true", help="zastąp istniejący plik bez pytania")
    parser.add_argument("-q", "--quiet", action="store_true", help="nie pisz zbędnych komunikatów")
    return parser


def _refuse(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
