# Two commands set Limen up from nothing but Python 3.11 and make: `make demo` and `make test`.
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin

.PHONY: demo test check soak hazards pictures bench calibrate words docs lock clean run-ready dev-ready

# Hundreds of programs start in the tests: each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
# One thread for matrix products, as in the program: threads would only wait for each other.
test check bench hazards: export OPENBLAS_NUM_THREADS = 1
# Branches are counted where `make check` looks for them.
test: export COVERAGE_FILE = $(CURDIR)/build/.coverage

demo: run-ready  ## an invented trial as a table, then an invented practice in the browser
	@$(BIN)/limen demo

test: dev-ready build  ## all tests except the nightly ones; with COVERED=yes, what they reach
	@$(BIN)/pytest -n 2 --dist worksteal -m "not nightly" \
		$(if $(COVERED),--cov --cov-report=term-missing:skip-covered)

check: dev-ready  ## everything that must hold before a commit; with STEPS=-tests, what is no test
	@$(BIN)/python tools/check.py $(STEPS)

soak: dev-ready  ## the nightly tests at full size, with what each counted: about an hour
	@$(BIN)/pytest -n 2 -v -m nightly --durations=20
	@LIMEN_LAWS=nightly $(BIN)/pytest -n 2 -q -m "not nightly" tests/journal tests/diary/importers/test_laws.py

hazards: dev-ready  ## every control of the hazard log switched off, to see its tests fail; with ROWS="H04 H05", those
	@$(BIN)/python tools/hazards.py --on $(or $(ON),$(shell date +%F)) $(ROWS)

pictures: dev-ready  ## the pictures of the manual, taken from the pages in a browser
	@LIMEN_PICTURES=docs/pictures $(BIN)/pytest -q -m nightly tests/journeys/test_pictures.py

bench: dev-ready  ## our speed beside a peer's, on the same data in the same run
	@$(BIN)/python bench/run.py

calibrate: dev-ready  ## every table of error rates, in at most an hour on two cores
	@$(BIN)/python tools/calibrate.py

words: dev-ready  ## bring the catalogues of the languages up to date, and list what they lack
	@$(BIN)/python tools/words.py

docs: dev-ready  ## the documentation, in build/docs
	@$(BIN)/sphinx-build -W -E -q -b html docs build/docs

build:
	@mkdir build

run-ready:
	@$(if $(PYTHON),,$(error Limen needs Python 3.11 or newer, and none was found on the PATH))
	@$(PYTHON) tools/prepare.py run

dev-ready:
	@$(if $(PYTHON),,$(error Limen needs Python 3.11 or newer, and none was found on the PATH))
	@$(PYTHON) tools/prepare.py dev

LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock:  ## pin the newest allowed versions with their hashes (needs uv)
	$(LOCK) --extra web --extra study --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
	$(LOCK) --extra web --extra study -c requirements/dev.txt pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) requirements/installer.in -o requirements/installer.txt

clean:  ## remove what the commands above made
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
