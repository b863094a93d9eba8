# make demo – papers and packs of the five example pilots; make test – tests; make check – every gate; make bench – figures
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup system demo test check format lint types contract accessible accessible-packs bench pictures clean

setup: system $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || { echo "Potrzebny Python 3.11 lub nowszy: make PYTHON=/ścieżka/python3.11"; exit 11; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

# Debian packages: installed where we are root, else a hint with the exact command.
system:
	@PYTHON=$(PYTHON) sh .ci/system-packages

demo: setup
	$(BIN)/schematom demo -o output

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

check: setup format lint types contract accessible test

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

contract:
	$(BIN)/lint-imports

# PDF/UA of fillable forms, judged by outloud in build/outloud (made on first use).
accessible:
	$(BIN)/python -m tests.accessible_forms

# The same of packs in output/ (made by make demo), as released and as signed, beside PDF/A and qpdf.
accessible-packs:
	$(BIN)/python -m tests.accessible_packs

bench: setup
	$(BIN)/python -m bench

# Pictures of README and of the handbook, from the example data.
pictures: setup
	$(BIN)/schematom generate kontrakt_rodzinny examples/poznan-2 --for k01 --pdf -o output/obrazy
	$(BIN)/schematom generate dyplom examples/kielce-2 --for d01 --pdf -o output/obrazy
	mkdir -p docs/obrazy
	pdftoppm -r 62 -png -f 1 -singlefile output/obrazy/kontrakt_rodzinny-k01.pdf docs/obrazy/kontrakt
	pdftoppm -r 62 -png -f 1 -singlefile output/obrazy/dyplom-d01.pdf docs/obrazy/dyplom
	$(BIN)/schematom form pdf deklaracja_pracodawcy --data examples/stella-2016 --for dp01 -o output/obrazy/formularz.pdf
	pdftoppm -r 62 -png -f 1 -singlefile output/obrazy/formularz.pdf docs/obrazy/formularz
	$(BIN)/python -m tests.handbook.pictures docs/obrazy
	$(BIN)/python -m tests.papers.reading_list

clean:
	rm -rf output build dist .mypy_cache .ruff_cache .pytest_cache
