# A Python 3.11 or newer; `make PYTHON=python3.12 demo` takes another one.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready
NODE := tests/local_workspace/node

.DEFAULT_GOAL := help
.PHONY: help demo test check node recorded serve bench docs lock clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/ -/'

$(READY): requirements.lock pyproject.toml setup.py
	$(PYTHON) -c 'import sys; sys.exit("dienhinh needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## the example term on a local workspace: no account needed; leaves var/demo
	$(RUN)/dienhinh demo

test: $(READY)  ## the whole test suite
	$(RUN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(READY)  ## all that must hold beside the tests: lint, format, types, import contracts, docs
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python docs/build.py --check

node: $(NODE)/node_modules/.ready  ## Google's client for Node, with which one test looks at the local workspace; wants npm

$(NODE)/node_modules/.ready: $(NODE)/package-lock.json
	npm ci --silent --prefix $(NODE)
	@touch $@

recorded: $(READY)  ## hold the local workspace to recordings of the real services, where ../shared/oracle has them
	$(RUN)/python -m tests.recorded.hold $(RECORDED)

serve: $(READY) var/demo/summary.json  ## local workspace with its pages on the demo data, on the demo's clock, and the scheduler
	DIENHINH_DATA=var/demo DIENHINH_CREDENTIALS=var/demo/office/credentials.json \
		DIENHINH_LEDGER=sqlite:///var/demo/office/ledger.db $(RUN)/dienhinh serve

bench: $(READY)  ## the benchmarks, each beside its baseline; leaves var/bench.json
	$(RUN)/python benchmarks/run.py

docs: $(READY)  ## write the pages that follow from the code
	$(RUN)/python docs/build.py

lock: $(READY)  ## pin every package again, with hashes
	$(RUN)/python -m pip install --quiet uv
	$(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock

clean:  ## remove what was made
	rm -rf $(VENV) $(NODE)/node_modules var build *.egg-info

var/demo/summary.json:
	$(MAKE) demo
