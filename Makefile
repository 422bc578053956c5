# Everything a person runs. Every target makes the virtual environment it needs.
PYTHON ?= python3
VENV   ?= .venv
DATA   ?= ../shared/data
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help sandbox run test test-detoxify lint format types layers check messages wheel lock clean \
	bench-toxicity bench-accusations bench-articles

help:  ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

$(VENV)/.run: requirements/run.txt
	$(PYTHON) -c 'import sys; sys.exit("Evenhand needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (on Debian: apt install python3-venv)."; exit 1; }
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	touch $@

# torch 2.13.0 asked for by its exact version takes the CPU build where one is at hand.
$(VENV)/.detoxify: $(VENV)/.dev
	$(PIP) install --quiet torch==2.13.0
	$(PIP) install --quiet detoxify==0.5.4 onnx==1.23.2 onnxscript==0.7.2
	touch $@

# Training and the benchmarks that train a baseline; torch first, so that its CPU build stays.
.venv-training/.done: requirements/training.txt requirements/run.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet torch==2.13.0
	.venv-training/bin/python -m pip install --quiet -r requirements/run.txt
	.venv-training/bin/python -m pip install --quiet -r requirements/training.txt
	touch $@

sandbox: $(VENV)/.run  ## Watch the real bot at work against a Discord stand-in on this machine (no token)
	$(BIN)/python -m bot sandbox $(ARGS)

run: $(VENV)/.run  ## Run the bot against Discord (DISCORD_TOKEN in .env)
	$(BIN)/python -m bot run

test: $(VENV)/.dev  ## All tests that need no torch
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

test-detoxify: $(VENV)/.detoxify  ## The Detoxify backend's tests (installs torch)
	$(BIN)/python -m pytest -m detoxify $(ARGS)

lint: $(VENV)/.dev  ## Lint and check the format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev  ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev  ## Strict type check
	$(BIN)/mypy

layers: $(VENV)/.dev  ## Check that rooms import downward only
	$(BIN)/lint-imports

check: lint types layers test  ## All of the above

bench-toxicity: .venv-training/.done  ## Measure the toxicity model (by hand; DATA=folder of the data)
	.venv-training/bin/python -m benchmarks.toxicity --data $(DATA) $(ARGS)

bench-accusations: .venv-training/.done  ## Measure the accusation detector (by hand)
	.venv-training/bin/python -m benchmarks.accusations --data $(DATA)/accusations $(ARGS)

bench-articles: $(VENV)/.dev  ## Measure the article summaries (by hand)
	$(BIN)/python -m benchmarks.articles --data $(DATA)/articles $(ARGS)

messages: $(VENV)/.dev  ## Collect what people read into the catalogues, and compile the translations
	$(BIN)/python -m tools.messages

wheel: $(VENV)/.dev  ## Build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation

lock:  ## Renew the lock files (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" -o requirements/run.txt -q
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" -c requirements/run.txt -o requirements/dev.txt -q

clean:  ## Remove the virtual environment and what was built
	rm -rf $(VENV) .venv-training dist build
