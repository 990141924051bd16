# `make` or `make help` lists what there is. The only thing that must be there already is Python 3.11 or newer.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell scripts/python)
# Whatever the installation reads: when one of these changes, the next command installs again.
SOURCES := pyproject.toml package.json package-lock.json .npmrc scripts/build_hook.py $(wildcard locale/*/LC_MESSAGES/*.po)

PORT ?= 8000
HOST ?= 127.0.0.1
DATA_DIR ?= $(or $(HEMICYCLE_DATA_DIR),data)

.DEFAULT_GOAL := help
.PHONY: help install run test lint types format bench clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Start the server with the example workshop (PORT=8000 HOST=127.0.0.1 DATA_DIR=data)
	@# Without these the server runs too, and says that it writes no PDF.
	@scripts/libraries || true
	@PORT=$(PORT) HOST=$(HOST) HEMICYCLE_DATA_DIR="$(DATA_DIR)" exec $(BIN)/hemicycle serve

install: $(VENV)/.dev ## Install everything for development into .venv

test: $(VENV)/.dev ## Check style, types and catalogues, then run every test, those in a browser included
	@scripts/check
	@scripts/libraries
	@# Playwright keeps an event loop running in its process, so the tests in a browser have processes of their own.
	$(BIN)/pytest --numprocesses 4 --dist loadfile --ignore tests/browser
	CHROMIUM="$$(scripts/browser)" && export CHROMIUM && $(BIN)/pytest --numprocesses 3 --dist loadfile tests/browser

format: $(VENV)/.dev ## Put the source code in order
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

bench: $(VENV)/.dev ## Measure, and write docs/reference/performance.md
	$(BIN)/python -m benchmarks.run

clean: ## Remove the environment and what tools left behind; the data directory stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis static/vendor

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Hemicycle needs Python 3.11 or newer with its venv module; none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@# Dependency groups need this version.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.run: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@ $(VENV)/.run
