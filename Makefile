# make run    Beschut with invented children, on http://127.0.0.1:8000
# make test   everything; ends with what ran and what was skipped. NO_SKIPS=1 fails on a skip.
# One stage:  make lint | types | checks | suite | alone | e2e | smoke. For pytest: make suite ARGS="-k consent -x"
# make fuzz       20,000 invented calls of the API against its own description; in `make test` there are 2,000
# make cohort      a year of arrivals beside (or before) the stories of the demo; ARGS="--busy-day": today is its busiest
# make mutants     removes each check of access in turn and says which of them no test misses, in an hour or more
# make check-long  the whole year on PostgreSQL, and every page of every role in a browser;  make bench  what it costs, against bare SQL
# make pictures    every kind of page in docs/pictures/, for each role, at three widths, in both languages; in minutes
# make drill       loses everything and gets it back, on two servers of its own, and breaks each thing once; with figures, in minutes
# make faults      kills every process while partners write, and more: is what they were told there? ARGS="kills --kills 1000"
# make review      bandit, and semgrep with the rules of this house;  make sbom  what a release is made of, in var/sbom.json
# make tamper      500 alterations of the ledger by the database's owner: are they all found? Some ten minutes

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# The demo never touches another database, whatever the caller's environment says.
DEMO := env -u DATABASE_URL -u SECRET_KEY -u BESCHUT_KEY_RING BESCHUT_DEMO=true DJANGO_RUNSERVER_HIDE_WARNING=true $(PY) manage.py
STAGES := lint types checks suite alone e2e smoke
UV := 0.13.9

.PHONY: run test venv messages translations policy requirements pictures cohort check-long bench tamper fuzz mutants drill faults review sbom $(STAGES)

run: .venv/.runtime messages
	@$(DEMO) migrate --verbosity 0
	@$(DEMO) seed
	@$(DEMO) seal >/dev/null
	@$(DEMO) runserver --noreload 127.0.0.1:8000

cohort: .venv/.runtime messages
	@$(DEMO) migrate --verbosity 0
	@$(DEMO) seed --cohort 2015 $(ARGS)

test: venv messages
	@$(PY) -m tools.run_tests $(if $(NO_SKIPS),--no-skips) -- $(ARGS)

$(STAGES): venv messages
	@$(PY) -m tools.run_tests $@ $(if $(NO_SKIPS),--no-skips) -- $(ARGS)

check-long: venv messages
	@$(PY) -m tools.run_tests long $(if $(NO_SKIPS),--no-skips) -- $(ARGS)

# Does a test notice when a check of access is removed? docs/access-proof.md. ARGS="--list", ARGS="access.py --cells 5 --recording var/reached"
mutants: venv messages
	@$(PY) -m tools.remove_each_check $(ARGS)

fuzz: venv messages
	@$(PY) tools/throwaway_postgres.py -- $(PY) -m tools.fuzz --long

pictures: venv messages
	@$(PY) -m tools.pictures

bench: venv messages
	@$(PY) -m bench $(ARGS)

tamper: venv messages
	@$(PY) tools/throwaway_postgres.py -- $(PY) -m bench.tamper $(ARGS)

# Run it after every change of PostgreSQL, of migrations or of what is confidential.
drill: venv messages
	@$(PY) -m tools.drill
	@$(PY) -m bench.faults --short

faults: venv messages
	@$(PY) -m bench.faults $(ARGS)

review: venv
	@$(PY) -m tools.review

sbom: venv
	@$(PY) -m tools.review bill

venv: .venv/.dev

messages: $(CATALOGUES)

# Brings locale/nl in step with the texts in the code; says what still has no Dutch.
translations: .venv/.runtime
	@$(PY) -m tools.messages

# The tables of policy/ and the access table as pages to read; a test fails if they differ.
policy: .venv/.runtime messages
	@$(DEMO) policy --write
	@$(DEMO) access --write
	@$(DEMO) register --write

# Pins the newest versions that requirements*.in allow, with hashes, for every supported Python.
requirements: .venv/.runtime
	@$(PIP) uv==$(UV)
	@for name in requirements requirements-dev requirements-postgres requirements-fuzz requirements-review; do \
		.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
			--no-emit-index-url --no-emit-find-links --no-header \
			$$(test $$name = requirements-postgres && echo --no-deps) \
			$$(test $$name = requirements-review && echo --no-strip-extras) $$name.in --output-file $$name.txt || exit 1; \
	done

%.mo: %.po | .venv/.runtime
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@

.venv/.runtime: requirements.txt | .venv/bin/python
	@$(PIP) --require-hashes --requirement $<
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	@$(PIP) --require-hashes --requirement $<
	@touch $@ .venv/.runtime

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Beschut needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv .venv
