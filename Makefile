# Mingjian: two commands to remember are `make demo` and `make test`.
PYTHON ?= python3
PEOPLE ?= 100000
SEED   ?= 1
SERVE  ?= 1
# a folder of statutes for the demo's law and search, where one is at hand
STATUTES ?= $(if $(MINGJIAN_DATA),$(wildcard $(MINGJIAN_DATA)/lawrefbook))
UV     := $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.bootstrap/bin/uv)
RUN    := $(UV) run --frozen --no-sync
# what has no database, or processes with one of their own (the wizard's is SQLite), would only be tested twice
NO_DATABASE = $(addprefix --ignore tests/desk/,browser letters backup wizard test_config.py test_setup.py)
# where locks, searches and two at once are what matters; `make test-all` asks all of the desk of PostgreSQL
SLICE_OF_DESK = $(addprefix tests/desk/,answers clues cases contests evidence exchange jobs offices shelving traces training workshop \
	test_agreement.py) $(addprefix --ignore tests/desk/,contests/test_sweep.py jobs/test_killed.py)
ON_POSTGRES = MINGJIAN_TEST_DESK=postgres $(RUN) pytest -q -n 3 --dist worksteal
# many short queries: what Java's second compiler costs they never earn (half the processor time without it)
SHORT_JAVA = JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
ON_SPARK = $(SHORT_JAVA) $(RUN) pytest -q -m "spark and not slow" tests/engines/spark tests/runs tests/library
OPERATORS = $(SHORT_JAVA) MINGJIAN_TEST_ENGINE=spark $(RUN) pytest -q tests/collision
SLICE = (brute_force or test_filter or test_derive or test_latest or test_check or test_extract or test_aggregate or test_count or test_ratio or test_within or test_overlap_of_two or outlier or test_hubs or test_rings_in_time or test_addresses or pairs_of_two or test_groups) and not wrong
export UV_PYTHON_DOWNLOADS = never
export PYTHONPATH :=
# every command started by a test would read all sources anew
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-all lint types both on-spark operators spark bench bundle setup frontend clean help

help:            ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: .venv/ready-demo ## make a synthetic province, import it, run every model, serve the desk (SERVE=0: do not)
	@$(PYTHON) frontend/build.py & front=$$!; \
	$(UV) run --frozen --no-sync --no-group dev mingjian demo demo --people $(PEOPLE) --seed $(SEED) $(if $(STATUTES),--statutes "$(STATUTES)") && wait $$front
	@$(if $(filter 0,$(SERVE)),,test ! -t 1 || $(UV) run --frozen --no-sync --no-group dev mingjian serve demo/desk --open)

test: setup frontend both ## every test but the slow ones, of which a real slice runs
	$(RUN) pytest -q -m "not slow and not spark" -n 3 --dist worksteal
	@$(MAKE) $(TWO) spark
	$(if $(MINGJIAN_POSTGRES),$(ON_POSTGRES) $(SLICE_OF_DESK) -m "not slow")

test-all: setup frontend both ## every test
	$(RUN) pytest -q -m "not spark" -n 2 --dist worksteal
	$(subst and not slow,,$(ON_SPARK))
	$(if $(MINGJIAN_SPARK),MINGJIAN_TEST_EXAMPLES=5 $(OPERATORS))
	$(if $(MINGJIAN_POSTGRES),$(ON_POSTGRES) tests/desk $(NO_DATABASE))

# what keeps one processor busy for a minute or more is run beside what keeps the other
TWO = --no-print-directory -j 2

both: setup
	@$(MAKE) $(TWO) lint types

spark: on-spark $(if $(MINGJIAN_SPARK),operators)

on-spark:
	$(ON_SPARK)

operators:
	MINGJIAN_TEST_EXAMPLES=1 $(OPERATORS) -m "not slow" -k "$(SLICE)"

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

setup: .venv/ready $(if $(MINGJIAN_SPARK),.venv/ready-spark) ## the environment, from the lock file

$(CURDIR)/.bootstrap/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m pip install -q --target $(CURDIR)/.bootstrap uv

.venv/ready: pyproject.toml uv.lock | $(filter $(CURDIR)/%,$(UV))
	$(UV) sync --frozen -q --python $(PYTHON)
	@touch .venv/ready .venv/ready-demo

.venv/ready-spark: pyproject.toml uv.lock .venv/ready
	$(UV) sync --frozen -q --extra spark --python $(PYTHON)
	@touch .venv/ready-spark

.venv/ready-demo: pyproject.toml uv.lock | $(filter $(CURDIR)/%,$(UV))
	@if [ -e .venv/ready ]; then $(UV) sync --frozen -q --python $(PYTHON); else $(UV) sync --frozen -q --no-dev --python $(PYTHON); fi
	@touch .venv/ready-demo

clean:
	rm -rf .venv .bootstrap demo frontend/node_modules src/mingjian/desk/static .mypy_cache .ruff_cache .pytest_cache .hypothesis
