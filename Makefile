# Mingjian: two commands to remember are `make demo` and `make test`.
PYTHON ?= python3
PEOPLE ?= 100000
SEED   ?= 1
SERVE  ?= 1
UV     := $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.bootstrap/bin/uv)
RUN    := $(UV) run --frozen --no-sync
ON_POSTGRES = MINGJIAN_TEST_DESK=postgres $(RUN) pytest -q tests/desk -n 2 --dist worksteal --ignore tests/desk/browser --ignore tests/desk/letters --ignore tests/desk/backup
export UV_PYTHON_DOWNLOADS = never
export PYTHONPATH :=
# every command started by a test would read all sources anew
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-all lint types bench bundle setup frontend clean help

help:            ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: .venv/ready-demo ## make a synthetic province, import it, run every model, serve the desk (SERVE=0: do not)
	@$(PYTHON) frontend/build.py & front=$$!; \
	$(UV) run --frozen --no-sync --no-group dev mingjian demo demo --people $(PEOPLE) --seed $(SEED) && wait $$front
	@$(if $(filter 0,$(SERVE)),,test ! -t 1 || $(UV) run --frozen --no-sync --no-group dev mingjian serve demo/desk --open)

test: setup frontend lint types ## every test but the slow ones, of which a real slice runs
	$(RUN) pytest -q -m "not slow" -n 2 --dist worksteal
	$(if $(MINGJIAN_POSTGRES),$(ON_POSTGRES) -m "not slow")

test-all: setup frontend lint types ## every test
	$(RUN) pytest -q -n 2 --dist worksteal
	$(if $(MINGJIAN_POSTGRES),$(ON_POSTGRES))

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) lint-imports
	$(PYTHON) frontend/build.py check

types: setup
	$(RUN) mypy

bench: setup     ## the benchmarks, side by side with their rivals
	$(UV) sync --frozen -q --group bench
	$(RUN) python -m benchmarks

bundle: setup frontend ## wheels and installer for machines without a network, in dist/ (PYTHONS="3.11 3.12" PLATFORM=linux-aarch64)
	$(PYTHON) scripts/bundle.py $(if $(PYTHONS),--python $(PYTHONS)) $(if $(PLATFORM),--platform $(PLATFORM))

frontend: ## build the browser side into the package, if a source has changed
	@$(PYTHON) frontend/build.py

setup: .venv/ready ## the environment, from the lock file

$(CURDIR)/.bootstrap/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m pip install -q --target $(CURDIR)/.bootstrap uv

.venv/ready: pyproject.toml uv.lock | $(filter $(CURDIR)/%,$(UV))
	$(UV) sync --frozen -q --python $(PYTHON)
	@touch .venv/ready .venv/ready-demo

.venv/ready-demo: pyproject.toml uv.lock | $(filter $(CURDIR)/%,$(UV))
	@if [ -e .venv/ready ]; then $(UV) sync --frozen -q --python $(PYTHON); else $(UV) sync --frozen -q --no-dev --python $(PYTHON); fi
	@touch .venv/ready-demo

clean:
	rm -rf .venv .bootstrap demo frontend/node_modules src/mingjian/desk/static .mypy_cache .ruff_cache .pytest_cache .hypothesis
