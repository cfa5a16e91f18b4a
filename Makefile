# Triển khai. `make demo` and `make test` set everything up; they need Python 3.11 or newer and make.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test check accuracy bench soak audit serve bundle lock clean
.DEFAULT_GOAL := demo

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml scripts/setup.py
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed: apt-get install -y python3.11 python3.11-venv"; exit 2; }
	$(PYTHON) scripts/setup.py $(VENV)
	@touch $@

demo: setup
	$(BIN)/trienkhai demo

serve: setup
	$(BIN)/trienkhai demo --serve

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

accuracy: setup
	-$(BIN)/python -m benchmarks.accuracy.score --against benchmarks/accuracy/accepted.json

bench: setup
	$(BIN)/python benchmarks/bench.py

soak: setup build/w3c/manifest-all.ttl build/tools/.ready
	$(BIN)/python -m pytest -m soak
	EXAMPLES=$${EXAMPLES:-2000} $(BIN)/python -m pytest -m "hypothesis and not soak"

# W3C's tests of SPARQL 1.1 are in rdflib's source archive, whose hash is locked.
build/w3c/manifest-all.ttl: requirements.txt | setup
	rm -rf build/w3c && mkdir -p build/w3c
	sed -n '/^rdflib==/,/[^\\]$$/p' requirements.txt > build/rdflib.txt
	$(BIN)/python -m pip download --quiet --require-hashes --no-deps --no-binary rdflib -r build/rdflib.txt -d build
	tar -xzf build/rdflib-*.tar.gz -C build/w3c --strip-components=6 --wildcards '*/test/data/suites/w3c/sparql11/*'
	@touch $@

# What the long tests and the audit run as programs, kept apart from our own libraries.
build/tools/.ready: requirements-tools.txt | setup
	$(BIN)/python -m venv --clear build/tools
	build/tools/bin/python -m pip install --quiet --require-hashes -r requirements-tools.txt
	@touch $@

# Known weaknesses of the locked libraries; ends with 1 where one of them could not be looked up.
audit: setup build/tools/.ready
	$(BIN)/python scripts/audit.py

bundle: setup
	rm -rf dist/bundle
	$(BIN)/python -m pip wheel --quiet --require-hashes -r requirements.txt -w dist/bundle
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation . -w dist/bundle
	cp requirements.txt README.md README.vi.md LICENSE dist/bundle/
	$(BIN)/python scripts/sbom.py > dist/bundle/sbom.json
	@echo "dist/bundle: python3 -m pip install --no-index --find-links dist/bundle trienkhai"

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group pyproject.toml:tools -o requirements-tools.txt

clean:
	rm -rf $(VENV) kg demo build dist
