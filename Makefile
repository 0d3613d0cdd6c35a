# The one front door. `make help` lists what it opens.
PY := .venv/bin/python
UV := .venv/bin/uv
.DEFAULT_GOAL := help
.PHONY: help demo setup run test check check-a11y fix bench bench-reading assets built first pictures
# Side by side, each shown in one piece when it ends; a make that cannot hold back what is said (before 4.0) mixes it.
BESIDE := --no-print-directory -j3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

help:    ## what can be done here
	@grep -E '^[a-z0-9-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/  /'

.venv/.runtime: requirements.lock pyproject.toml
	@test -x $(PY) || python3 -m venv .venv
	@test -x $(UV) || .venv/bin/pip install -q --disable-pip-version-check uv
	@$(UV) pip install -q -p $(PY) --compile-bytecode --require-hashes -r requirements.lock
	@CHUNGTAY_ASSETS=later $(UV) pip install -q -p $(PY) --no-deps -e .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	@$(UV) pip install -q -p $(PY) --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@

assets: built first             ## build CSS, scripts, fonts (Node from the machine, else from PyPI), the empty database

built: .venv/.runtime
	@$(PY) scripts/build_assets.py

first: .venv/.runtime
	@$(PY) scripts/first_database.py

setup: .venv/.runtime assets    ## install what the product needs

demo: setup                     ## load the demonstration chapter, print its review, serve it (SERVE=0: only write it)
	@.venv/bin/chungtay demo $(if $(filter 0,$(SERVE)),--no-serve)

run: setup                      ## serve the site on the data folder
	@.venv/bin/chungtay serve

test: .venv/.dev                ## everything that must hold: checks, then tests on SQLite, PostgreSQL and a browser
	@$(MAKE) $(BESIDE) first check built
	@$(PY) scripts/run_tests.py

check: .venv/.dev               ## lint, types, floor plan, sizes, names
	@.venv/bin/ruff check src tests scripts bench
	@.venv/bin/ruff format --check src tests scripts bench
	@.venv/bin/lint-imports
	@.venv/bin/mypy

check-a11y: .venv/.dev assets   ## every page in a browser in every size, theme and language (ONLY="word word": some)
	@$(PY) -m tests.browser.grid $(ONLY)

fix: .venv/.dev                 ## format and mend what a tool can mend
	@.venv/bin/ruff check --fix src tests scripts bench
	@.venv/bin/ruff format src tests scripts bench

SIZE ?= 1m
bench: .venv/.runtime           ## measure beside peers and limits: SIZE=small|1m|10m (bench/README.md)
	@$(PY) bench/run.py $(SIZE)

bench-reading: .venv/.dev       ## how well documents are read, by kind, seen and unseen (ARGS=--misses)
	@$(PY) bench/reading_quality.py $(ARGS)

pictures: .venv/.dev assets     ## photograph the demonstration for the guides and the README
	@$(PY) scripts/pictures.py
