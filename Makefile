# Everything here sets up what it needs, on a fresh Debian 12 with Python 3.11 as well as elsewhere,
# and is quick where all is there. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Prometheus 3.14.0, as Go counts. Its own module forbids `go install`: it replaces another.
PROMTOOL := github.com/prometheus/prometheus/cmd/promtool
PROMETHEUS_MODULE := v0.314.0
PROMETHEUS_VERSION := 3.14.0
COMPOSE_PARSER := github.com/compose-spec/compose-go/v2
COMPOSE_PARSER_VERSION := v2.16.2
NEWEST := $(CURDIR)/$(VENV)/newest
PACKAGES := prometheus prometheus-alertmanager prometheus-node-exporter

.PHONY: help
help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 18

.PHONY: build
build: setup ## compile sources/ to build/, verified
	$(BIN)/frontierkit build

.PHONY: lint
lint: setup ## judge sources/, and build nothing
	$(BIN)/frontierkit lint

.PHONY: test
test: setup ## style, types, and all tests but the nightly ones
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n 2 -m "not nightly"

.PHONY: nightly
nightly: setup ## the tests that take long
	$(BIN)/python -m pytest -q -m nightly

.PHONY: bench
bench: setup ## how fast lint is, beside other programs; fails where it is slower than promised
	$(BIN)/python -m tests.bench.speed --gate

.PHONY: generated
generated: setup ## write anew what is made from the code
	$(BIN)/python -m tests.generated

.PHONY: promtool-newest
promtool-newest: setup ## build with the newest promtool as referee (needs Go, and minutes)
	@command -v go >/dev/null || { echo "promtool-newest: Go is needed to build promtool" >&2; exit 3; }
	mkdir -p $(NEWEST)/module
	cd $(NEWEST)/module && { test -f go.mod || go mod init newest; } \
		&& go get $(PROMTOOL)@$(PROMETHEUS_MODULE) && go build -o $(NEWEST)/promtool -ldflags \
		"-X github.com/prometheus/common/version.Version=$(PROMETHEUS_VERSION)" $(PROMTOOL)
	$(NEWEST)/promtool --version
	PATH=$(NEWEST):$$PATH $(BIN)/frontierkit build --output $(NEWEST)/build

.PHONY: compose-check
compose-check: setup ## let Compose's own parser read stacks/ (needs Go, and a minute)
	@command -v go >/dev/null || { echo "compose-check: Go is needed to build the parser" >&2; exit 3; }
	test -x $(NEWEST)/compose-go || { mkdir -p $(NEWEST)/compose && cd $(NEWEST)/compose \
		&& { test -f go.mod || go mod init compose; } && go get \
		$(COMPOSE_PARSER)/cmd@$(COMPOSE_PARSER_VERSION) && go build -o $(NEWEST)/compose-go \
		$(COMPOSE_PARSER)/cmd; }
	$(BIN)/python -m pytest -q tests/test_compose.py

.PHONY: setup
setup: programs $(INSTALLED)

$(INSTALLED): pyproject.toml | interpreter
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# Debian's Python makes no virtual environment without a package of its own.
.PHONY: interpreter
interpreter:
	@test -x $(BIN)/python || $(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' \
		|| $(call install,python3-venv)
	@test -x $(BIN)/python || $(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "setup: Python 3.11 or later with its venv module is needed; PYTHON=… names it" >&2; exit 3; }

.PHONY: programs
programs:
	@for program in promtool amtool prometheus-node-exporter; do \
		command -v $$program >/dev/null || { $(call install,$(PACKAGES)); break; }; \
	done

# Install Debian packages as root; where that cannot be, say what is missing and go on.
define install
{ as=; test "$$(id -u)" = 0 || as="sudo -n"; \
  if command -v apt-get >/dev/null && $$as true 2>/dev/null; then \
    { $$as apt-get update -qq || true; }; $$as env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
  else false; fi \
  || echo "setup: install these packages, as root: $(1)" >&2; }
endef
