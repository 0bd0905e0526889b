# Everything one does with this project. Each target sets up what it needs by itself:
# Python 3.11 in .venv, the locked libraries, and the Debian packages of build_spec.

SHELL := /bin/bash
PYTHON_IN_VENV := .venv/bin/python
.DEFAULT_GOAL := help

.PHONY: help
help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Prepare .venv (at once when nothing changed)
	@build_spec/setup.sh

.PHONY: run
run: setup ## Open the desktop; without a screen, say what one can do in the terminal
	@if [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "No screen here: this works in the terminal; 'make demo' shows the whole job."; \
		exec .venv/bin/cso-registry welcome; \
	else exec .venv/bin/cso-registry-desktop; fi

.PHONY: screenshots
screenshots: setup ## Write pictures of the desktop to build/screenshots; OF="letters --theme dark" takes some
	@$(PYTHON_IN_VENV) -m build_spec.screenshots $(OF)

.PHONY: demo
demo: setup ## Do the first whole job and leave its papers in build/demo
	@$(PYTHON_IN_VENV) -m build_spec.demo

.PHONY: bench
bench: setup ## Measure against the raw libraries into build/bench.json
	@$(PYTHON_IN_VENV) -m build_spec.bench

.PHONY: test
test: setup ## Check everything a change must pass
	@$(PYTHON_IN_VENV) -m build_spec.checks

.PHONY: test-long
test-long: setup ## The same with the long setting of every reliability row (hours)
	@CSO_LONG=1 $(PYTHON_IN_VENV) -m build_spec.checks

.PHONY: sizes
sizes: setup ## Report modules and functions longer than we like
	@$(PYTHON_IN_VENV) -m build_spec.sizes

.PHONY: fmt
fmt: setup ## Format, and mend what the linter can mend
	@$(PYTHON_IN_VENV) -m ruff check --fix --quiet . || true
	@$(PYTHON_IN_VENV) -m ruff format .
	@$(PYTHON_IN_VENV) -m ruff check .

.PHONY: lock
lock: setup ## Resolve pyproject.toml again into build_spec/lock
	@$(PYTHON_IN_VENV) -m build_spec.resolve
	@build_spec/setup.sh

.PHONY: clean
clean: ## Remove what was built; the locked environment stays
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
