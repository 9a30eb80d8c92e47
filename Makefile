# `make site` and `make test` are all that a fresh Debian machine needs to be told; `make help` lists the rest.
# Everything is installed into .venv, from requirements/*.txt, each file checked against its hash.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps
LOCKED := $(INSTALL) --only-binary :all: --require-hashes

# Material tells of its end of life at every build: docs/dependencies.md does, once.
export NO_MKDOCS_2_WARNING := 1
# Python keeps what it compiles, whatever the machine is set to: each command then starts a fifth sooner.
unexport PYTHONDONTWRITEBYTECODE

# A stamp's name is a sum of all it vouches for: this folder, this Python, these locks. If one of them changes there is no such
# stamp, and .venv is made anew. It is written last, so an interrupted install leaves none.
stamp = .venv/$(1)-$(shell { pwd; $(PYTHON) -V; cat $(2); } 2>&1 | cksum | cut -d ' ' -f 1)
SITE := $(call stamp,site,requirements/site.txt requirements/build.txt)
TEST := $(call stamp,test,requirements/site.txt requirements/build.txt requirements/test.txt)
BENCH := $(call stamp,bench,requirements/site.txt requirements/build.txt requirements/test.txt requirements/bench.txt)
PROGRAM := .venv/program

# What keeps this machine from making a .venv, in one line; nothing if all is well.
problem = $(shell \
  if ! command -v $(PYTHON) >/dev/null; then \
    echo "There is no $(PYTHON) here. Type: apt-get install python3-venv"; \
  elif ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
    echo "Python 3.11 or newer is needed, and $(PYTHON) is older. Type, for one that is: make PYTHON=python3.13"; \
  elif ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
    echo "$(PYTHON) cannot make virtual environments. Type: apt-get install $(notdir $(PYTHON))-venv"; \
  fi)

.DEFAULT_GOAL := help
.PHONY: help install site dist serve test test-all fuzz lint format check mutate bench lock clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 14

site: install ## build the site into site/
	@$(BIN)/daybrief build

dist: install ## build the wheel and the source of the program into dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist

serve: install ## show the site while you write, at http://127.0.0.1:8000
	@$(BIN)/daybrief serve

# As many processes as there are cores: one more, and all of them take longer than it saves.
WORKERS = $$($(BIN)/python -c 'import os; print(os.cpu_count() or 1)')

# Tests run in random order. The first lines tell its seed: ARGS=--randomly-seed=NUMBER repeats it.
test: $(TEST) $(PROGRAM) ## run the tests but the slow ones; ARGS='-k feeds' runs some
	@browser=$$(.ci/chromium) && CHROMIUM=$$browser $(BIN)/python -m pytest -n $(WORKERS) -m 'not slow' $(ARGS)

test-all: $(TEST) $(PROGRAM) ## run all tests: up to 40 minutes
	@browser=$$(.ci/chromium) && CHROMIUM=$$browser $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

fuzz: $(TEST) $(PROGRAM) ## read briefings that were changed at random; ARGS='--minutes 5 --seed 1' says how many
	@$(BIN)/python -m tests.hostile.fuzz $(ARGS)

lint: $(TEST) $(PROGRAM) ## check style, types, the direction of imports and the length of modules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy generator/daybrief bench
	@$(BIN)/lint-imports --no-logo --cache-dir .cache/imports
	@$(BIN)/python -m pytest -q tests/test_house.py

format: $(TEST) ## put the code into shape
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

check: lint test ## lint and test: before a pull request, whose checks run the slow tests too

mutate: $(TEST) $(PROGRAM) ## make small changes, tell which ones no test notices; ARGS='--seed 7 --count 20'
	@$(BIN)/python -m bench.mutate $(ARGS)

bench: $(BENCH) $(PROGRAM) ## measure builds and the site beside Hugo and Material; ARGS='--days 365' is the short one
	@browser=$$(.ci/chromium) && CHROMIUM=$$browser $(BIN)/python -m bench.run $(ARGS)

lock: $(TEST) ## write the locks anew; ARGS=--upgrade takes newer versions
	@for name in site build test bench; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	    --no-emit-index-url --no-annotate $(ARGS) requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
	@# On Windows, one of the plugins wants an older tzdata than site.txt has: no lock of them fits all systems.
	@$(BIN)/uv pip compile --quiet --python-platform linux --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate $(ARGS) requirements/plugins.in -o requirements/plugins.txt

clean: ## remove what was built and installed
	rm -rf .venv .cache .hypothesis dist site .site.daybrief

install: $(PROGRAM) ## install what the site needs into .venv

$(SITE):
	$(if $(problem),$(error $(problem)))
	@echo "Installing what the site needs into .venv (once, about half a minute)"
	@rm -f .venv/site-* .venv/test-* .venv/bench-* $(PROGRAM)
	@$(PYTHON) -m venv --clear .venv
	@$(LOCKED) -r requirements/site.txt -r requirements/build.txt
	@touch $@

$(TEST): $(SITE)
	@echo "Installing what the tests need into .venv (once, about half a minute)"
	@$(LOCKED) -r requirements/site.txt -r requirements/test.txt
	@touch $@

$(BENCH): $(TEST)
	@echo "Installing what the bench needs into .venv (once)"
	@$(LOCKED) -r requirements/bench.txt
	@touch $@

$(PROGRAM): $(SITE) pyproject.toml
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@
