# Đôn Đốc — the two commands are `make up` and `make test`.
.DEFAULT_GOAL := help
PY ?= python3
VENV := .venv
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
WORKERS ?= 3

.PHONY: faults year fuzz-api machine setup up test test-bundle bundle chaos check fmt lock help index bench mutate fuzz

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(UV):
	@$(PY) -m pip install --quiet --disable-pip-version-check --target .tools uv

$(VENV)/.ready: requirements.lock pyproject.toml | $(UV)
	@test -x $(VENV)/bin/python || $(UV) venv --quiet --python $$(command -v $(PY)) $(VENV)
	@$(UV) pip sync --quiet --python $(VENV)/bin/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(VENV)/bin/python --no-deps --editable .
	@touch $@

setup: $(VENV)/.ready ## prepare .venv with the dondoc command

up: setup ## start the whole system on this machine
	@exec $(VENV)/bin/dondoc up

test: setup ## run the tests
	@exec $(VENV)/bin/python -m pytest -n $(WORKERS) --dist worksteal --durations=15 -m "not chaos and not bundle"

test-bundle: setup ## pack the bundle, install it without network, and see it serve
	@exec $(VENV)/bin/python -m pytest -m bundle

chaos: setup ## kill processes in the middle of work, for long
	@exec $(VENV)/bin/python -m pytest -m chaos

index: setup ## five thousand random scorecards and quarters against the slow index
	@exec $(VENV)/bin/python -m pytest -n $(WORKERS) --hypothesis-profile=long tests/domain/test_scorecard_quarters.py

bench: setup ## what the index costs against a bare computation, reading against length, reviews against units, urgent nudges beside an issue
	@$(VENV)/bin/python -m proof.bench_index
	@$(VENV)/bin/python -m proof.bench_reading
	@$(VENV)/bin/python -m proof.bench_reviews
	@$(VENV)/bin/python -m proof.bench_issue

mutate: setup ## change the index's code in thousands of ways (SAMPLE=20: so many a file), and count those no test notices
	@exec $(VENV)/bin/python -m tests.domain.mutation $(if $(SAMPLE),--sample $(SAMPLE))

fuzz: setup ## spoilt files of every format through the readers, for long
	@exec $(VENV)/bin/python -m tests.reading.directives.fuzz

fuzz-api: setup ## tens of thousands of made-up and spoilt calls of the API, a thousand pairs of editors
	@exec $(VENV)/bin/python -m pytest -n $(WORKERS) tests/api/test_fuzz.py tests/api/test_spoilt.py tests/api/test_races.py --hypothesis-profile=long

machine: setup ## what may happen in an office in any order: two thousand runs of fifty steps, each verified
	@exec $(VENV)/bin/python -m pytest -rP tests/acts/test_machine.py --hypothesis-profile=long

faults: setup ## the faults of docs/faults.md in their long form: killed processes, five hundred mails, ten thousand early wakes
	@exec $(VENV)/bin/python -m pytest -n $(WORKERS) --dist worksteal --durations=20 --hypothesis-profile=long tests/faults tests/activities/test_patient_smtp.py tests/workflows/test_clock_skipping.py tests/acts/test_after_an_outage.py tests/api/test_races.py tests/system/test_faults.py tests/system/test_restore.py tests/system/test_review_kill.py tests/system/test_province.py

year: setup ## a whole year of a province's office with all that befalls it, into OUT (COMMUNES=12: with so many of its 168)
	@exec $(VENV)/bin/python -m proof.year $(or $(OUT),year-2026) $(COMMUNES)

check: setup ## format, lint, types, import contracts
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo 2>/dev/null || $(VENV)/bin/lint-imports
	@$(VENV)/bin/deptry .

fmt: setup ## format the code and mend what lint can mend
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format --quiet .

lock: | $(UV) ## write requirements.lock anew
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev --python $$(command -v $(PY)) --output-file requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements.lock --python $$(command -v $(PY)) --output-file deploy/runtime.lock pyproject.toml

bundle: setup ## pack everything for a machine without network into dist/
	@deploy/bundle.sh $$(command -v $(PY))
