# The two commands of the README: make quickstart, make test.

# What the build needs from Debian, and what Swift itself needs to compile and link C.
PACKAGES := libopenblas-dev libhdf5-dev libzstd-dev libbz2-dev zlib1g-dev libxml2-dev libicu-dev pkg-config libc6-dev binutils git
# Elsewhere oneDNN multiplies with plain loops, and is not used.
ifeq ($(shell uname -m),x86_64)
PACKAGES += libdnnl-dev
endif
ifeq ($(wildcard /usr/include/c++/*),)
PACKAGES += g++
endif

SOURCES := Package.swift Sources Tests
PROGRAM := .build/release/luke-train

.PHONY: quickstart test build dependencies format lint schema

# Pretrains a tiny LUKE on linked sentences, fine-tunes it to find entities, and does the same
# fine-tuning from random weights.
quickstart: build
	$(PROGRAM) Recipes/quickstart-pretraining.json --fresh
	$(PROGRAM) Recipes/quickstart-fine-tuning.json --fresh
	$(PROGRAM) Recipes/quickstart-from-scratch.json --fresh
	@echo
	@echo "F1 on the test sentences, whose names no labelled training sentence has:"
	@for run in fine-tuning from-scratch; do \
	  score=$$(sed -n 's/.*"split":"test".*"f1":\([0-9.eE-]*\).*/\1/p' \
	    Checkpoints/quickstart-$$run/metrics.jsonl); \
	  awk -v run=$$run -v score=$$score 'BEGIN { \
	    name = run == "fine-tuning" ? "after pretraining" : "from random weights"; \
	    printf "  %-20s %6.2f\n", name, 100 * score }'; \
	done

test: dependencies
	swift test -c release

build: dependencies
	swift build -c release --product luke-train

# Installs the Debian packages that are missing; does nothing when all are there.
dependencies:
	@command -v swift > /dev/null || { \
	  echo "Swift 6.3 is not installed; see https://www.swift.org/install" >&2; exit 1; }
	@if command -v dpkg-query > /dev/null; then \
	  missing=; \
	  for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q 'ok installed' \
	      || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "Installing$$missing"; \
	    if [ "$$(id -u)" = 0 ]; then root=; else root=sudo; fi; \
	    $$root apt-get update -q \
	      && $$root env DEBIAN_FRONTEND=noninteractive \
	        apt-get install -q -y --no-install-recommends $$missing; \
	  fi; \
	else \
	  pkg-config --exists hdf5-serial libzstd libxml-2.0 icu-uc \
	    || echo "Not a Debian system: install OpenBLAS, HDF5, zstd, bzip2, zlib, libxml2 and ICU with their headers" >&2; \
	fi

# Lays out the sources as .swift-format says.
format:
	swift format --in-place --recursive $(SOURCES)

lint:
	swift format lint --strict --recursive $(SOURCES)

# Writes the files that follow from the code: the recipe schema and the README's table of keys.
schema:
	LUKE_RECORD=1 swift test -c release --filter RecordedFileTests || true
	swift test -c release --filter RecordedFileTests
