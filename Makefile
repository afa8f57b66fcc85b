# Everything a person does with Kalm. `make` alone explains the targets.

# Fails unless this Python is supported; works on every Python there ever was.
SUPPORTED := import sys; sys.exit(not (3, 11) <= tuple(sys.version_info[:2]) <= (3, 14))
PYTHON ?= $(firstword $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(SUPPORTED)' 2>/dev/null && echo $$python; done) python3)
VENV := .venv
PY := $(VENV)/bin/python
WITH := $(PY) -m deploy.stack with --
NPM := ../$(PY) -m deploy.node npm
TESTS ?= tests
# One more than there are processors: tests that drive a browser or a stack wait most of the time.
JOBS ?= $(shell expr $$(nproc) + 1)
APPS := core accounts notifications media scenarios training coaching demo deploy

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard $(APPS:%=%/locale/*/LC_MESSAGES/django.po)))
WEB_FILES := $(shell find web -name node_modules -prune -o -name build -prune \
	-o -name .svelte-kit -prune -o -name schema.d.ts -prune -o -type f -print 2>/dev/null)

export PYTHONPATH := $(CURDIR)
export PORT
# A test run starts over a hundred Pythons that import the same modules: each reads what an earlier
# one compiled, also where the environment forbids to keep that.
test test-quick test-browser coverage: export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install install-dev web run dev hooks reset test test-quick test-browser coverage fuzz tour lint format lock \
	messages openapi licences clips bench-video bench-uploads bench-nudges bench-moments bench-messages bench-coaching bench-fairness
.DELETE_ON_ERROR:

help: ## explain every target
	@echo "Kalm. make TARGET, with:"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r target text; do printf '%-16s %s\n' "$$target" "$$text"; done

install: $(VENV)/.installed ## make .venv and install what running needs, pinned and hashed

install-dev: $(VENV)/.installed-dev ## the same, and what testing needs

$(VENV)/.installed: requirements.txt deploy/install.py
	@$(PYTHON) -c '$(SUPPORTED)' 2>/dev/null || { echo "Kalm needs Python 3.11 to 3.14, and $(PYTHON) is" \
		"$$($(PYTHON) --version 2>&1 | head -n 1): install one, or name it with PYTHON=/path/to/python." >&2; exit 1; }
	@$(PYTHON) deploy/install.py requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@$(PY) deploy/install.py requirements-dev.txt
	@touch $@

web: web/build/.built ## build the web client, when it changed

web/node_modules/.installed: web/package-lock.json $(VENV)/.installed
	@echo "Installing the web client's packages."
	@cd web && $(NPM) ci --no-audit --no-fund --loglevel=error || \
		{ echo "npm ci failed: the lines above say why. Is this machine online?" >&2; exit 1; }
	@touch $@

web/build/.built: $(WEB_FILES) docs/openapi.yaml web/node_modules/.installed
	@echo "Building the web client."
	@cd web && $(NPM) run --silent build >node_modules/.build.log 2>&1 || { cat node_modules/.build.log >&2; exit 1; }
	@touch $@

messages: $(CATALOGUES) ## compile the message catalogues

%.mo: %.po $(VENV)/.installed
	@$(VENV)/bin/pybabel --quiet compile --input-file $< --output-file $@

run: install web messages ## bring everything up on http://localhost:8000 (PORT=..., LAN=1 for a phone)
	@exec $(PY) -m deploy.stack run --attached $(if $(LAN),--lan)

dev: install-dev web messages ## the same for development: server, worker and client restart when a file changes
	@exec $(PY) -m deploy.stack run --attached --reload

hooks: install-dev web/node_modules/.installed ## check format, style and contracts before each commit
	@git config core.hooksPath .githooks

reset: install ## delete .data/: database, videos, mail, demo
	@$(PY) -m deploy.stack reset

test: install-dev web messages ## run every test, with a PostgreSQL and a Valkey of their own (TESTS=..., JOBS=...)
	@$(PY) -m pytest $(TESTS) -n $(JOBS) --dist loadgroup

# Its tests wait for little, and each worker takes seconds to begin.
test-quick: JOBS = $(shell nproc)
test-quick: install-dev messages ## the tests that need no browser, no running stack and little time each
	@$(PY) -m pytest $(TESTS) -n $(JOBS) --dist loadgroup -m "not browser and not stack and not slow"

coverage: install-dev web messages ## run every test and say which lines none of them reaches
	@$(PY) -m pytest $(TESTS) -n $(JOBS) --dist loadgroup --cov --cov-report=term-missing:skip-covered

test-browser: install-dev web messages ## only the tests that drive a Chromium
	@$(PY) -m pytest $(TESTS) -m browser -n 0

fuzz: install-dev web messages ## send hostile requests to every route as each role; fails on any 5xx or undocumented status (EXAMPLES=5)
	@$(PY) -m tests.fuzz

tour: install-dev web messages ## play the main loop once, over HTTP, with a phone's clip
	@$(PY) -m tests.tour

lint: install-dev messages web/node_modules/.installed ## format, lint, types, contracts, migrations, OpenAPI drift, web
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(WITH) $(PY) manage.py makemigrations --check --dry-run
	$(WITH) $(PY) manage.py spectacular --validate --fail-on-warn --file $(VENV)/openapi.yaml
	@diff -u docs/openapi.yaml $(VENV)/openapi.yaml || { echo "docs/openapi.yaml is out of date: make openapi." >&2; exit 1; }
	cd web && $(NPM) run --silent check

format: install-dev web/node_modules/.installed ## format everything, and fix what can be fixed
	$(VENV)/bin/ruff check --fix --quiet . || true
	$(VENV)/bin/ruff format .
	cd web && $(NPM) run --silent format

openapi: install-dev ## write docs/openapi.yaml and docs/problems.md anew from the code
	$(WITH) $(PY) manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml
	@$(PY) manage.py list_problems > docs/problems.md

licences: install ## write docs/licences.md anew from the installed packages
	@$(PY) manage.py list_licences > docs/licences.md

bench-nudges: install-dev ## measure nudges at 100k, 1M and 5M enrolments beside the bare SQL (ROUNDS=3, some ten minutes; SIZES=100000)
	@$(PY) -m bench.nudges

bench-moments: install-dev ## compare learned hours of nudges with a fixed hour, on simulated people
	@$(PY) -m bench.moments

bench-messages: install-dev ## measure mails and pushes a second beside the plain ways (ROUNDS=3, under a minute)
	@$(PY) -m bench.messages

bench-coaching: install-dev ## measure the coaches' queue, claims, saves and releases at 10k and 1M submissions (ROUNDS=10, some ten minutes; SIZES=10000; TRIES=100000)
	@$(PY) -m bench.coaching

bench-fairness: install-dev ## measure how often harsh, mild, drifting and fair coaches are flagged, on simulated scoring (SEEDS=100, some two minutes)
	@$(PY) -m bench.fairness

bench-video: install-dev ## time to playable and finished beside the bare ffmpeg (ROUNDS=...)
	@$(PY) docs/benchmarks/video.py

clips: install-dev ## speak and draw the demo's clips anew
	$(PY) -m demo.make_clips

lock: install-dev ## resolve and hash the requirements for every supported Python (UPGRADE=1 for newer ones)
	$(VENV)/bin/uv pip compile $(if $(UPGRADE),--upgrade) --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet requirements.in --output-file requirements.txt
	$(VENV)/bin/uv pip compile $(if $(UPGRADE),--upgrade) --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet requirements-chat.in --output-file requirements-chat.txt
	$(VENV)/bin/uv pip compile $(if $(UPGRADE),--upgrade) --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet requirements-captions.in --output-file requirements-captions.txt
	$(VENV)/bin/uv pip compile $(if $(UPGRADE),--upgrade) --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet requirements-dev.in --output-file requirements-dev.txt

BENCH := .data/bench/peers

bench-uploads: install-dev ## measure uploads beside two published tus servers (ROUNDS=3, some twenty minutes; ONLY=T1,T2)
	@mkdir -p $(BENCH)
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/pip install --quiet --require-hashes --requirement bench/uploads/peers/requirements.txt
	@cd bench/uploads/peers && ../../../$(PY) -m deploy.node npm ci --no-audit --no-fund --loglevel=error
	$(PY) -m bench.uploads
