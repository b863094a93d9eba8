"""`python -m schematom_docs` = `schematom`."""

from schematom_docs.cli.main import main

main()
