# The two commands of the README: make quickstart, make test.

# What the build needs from Debian, and what Swift itself needs to compile and link C.
PACKAGES := libopenblas-dev libhdf5-dev libzstd-dev libbz2-dev zlib1g-dev libxml2-dev libicu-dev libcurl4-openssl-dev pkg-config libc6-dev binutils git
# Elsewhere oneDNN multiplies with plain loops, and is not used.
ifeq ($(shell uname -m),x86_64)
PACKAGES += libdnnl-dev
endif
ifeq ($(wildcard /usr/include/c++/*),)
PACKAGES += g++
endif
# Checks of documentation and packages are written in it; any python3 will do.
ifeq ($(shell command -v python3 2> /dev/null),)
PACKAGES += python3
endif

# What others would write, in Tests/Packages, has no documentation to be built.
SOURCES := Package.swift Sources $(filter-out Tests/Packages Tests/README.md, $(wildcard Tests/*))
PROGRAM := .build/release/luke-train

.PHONY: quickstart test test-suite test-documentation test-packages attack fuzz soak test-address test-undefined test-thread build documentation figures \
  dependencies format lint schema install

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

test: test-suite test-documentation test-packages

# The tests sync thousands of small files, which takes no time in memory: that is where they put them, unless TMPDIR
# says otherwise or there is no room.
TESTS_IN_MEMORY := $(shell test -z "$$TMPDIR" && test -w /dev/shm \
  && test "$$(df -k --output=avail /dev/shm | tail -n 1)" -gt 4000000 && echo TMPDIR=/dev/shm)

test-suite: dependencies
	$(TESTS_IN_MEMORY) swift test -c release --disable-testable-imports

test-documentation: test-suite
	python3 Tests/Scripts/check_documentation.py

test-packages: test-suite
	Tests/Packages/run

# Fails or kills the program at every change of a file, kills and interrupts runs at random moments,
# damages every byte of checkpoints, and prints what was tried and what was lost. Takes about an hour on
# two cores; LUKE_ATTACK_ONLY=import makes the faults of the commands with this in their names alone, and
# LUKE_ATTACK_PART=2/4 the second quarter of all faults, which has one at each call.
attack: dependencies
	@mkdir -p .build && : > .build/attack.txt
	LUKE_ATTACK=$(CURDIR)/.build/attack.txt swift test -c release \
	  --filter 'FaultTests|RandomKillTests|DiskTests|FlippedByteTests'; status=$$?; \
	  python3 Tests/Scripts/interrupt_runs.py > .build/interrupts.txt || status=1; \
	  echo; (echo 'attacked | how | lost'; echo '--- | --- | ---'; sort .build/attack.txt); \
	  cat .build/interrupts.txt; exit $$status

# Feeds every reader with inputs that libFuzzer makes, FUZZ_SECONDS each (or FUZZ_RUNS inputs); see
# Tests/Fuzzing/run. Takes some four minutes on two cores; FUZZ_RUNS=400000 makes ten million inputs. With `test` it
# waits for the suite, which holds much to a time.
fuzz: dependencies $(if $(filter test test-suite,$(MAKECMDGOALS)),test-suite)
	Tests/Fuzzing/run

# The tests under sanitizers, each in a build of its own. What is not looked at, and why:
#   - Swift for undefined behaviour: the sanitizer is for C alone, and Swift traps by itself at overflow
#     and at places outside of an array. C traps at once too, so that no library of it is needed;
#   - libraries of the system, which are not instrumented: address sees what they do through the C
#     library, thread and undefined see nothing of them;
#   - leaks: Swift's runtime and swift-testing keep metadata for good;
#   - races of which Tests/Sanitizers/thread.txt says why they are none.
# FILTER is a regular expression of tests to run alone.
FILTER ?= .
test-address: dependencies
	ASAN_OPTIONS=detect_leaks=0:$(ASAN_OPTIONS) \
	  swift test -c release --scratch-path .build-address --sanitize address --filter '$(FILTER)' \
	  --skip lackOfMemory

test-undefined: dependencies
	swift test -c release --scratch-path .build-undefined \
	  -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined --filter '$(FILTER)'

test-thread: dependencies
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/thread.txt:$(TSAN_OPTIONS) \
	  swift test -c release --scratch-path .build-thread --sanitize thread --filter '$(FILTER)' \
	  --skip 'lackOfMemory|WikitextRobustnessTests'

# A hundred thousand steps with evaluations and checkpoints, some minutes: memory, files and threads
# stay what they are.
soak: dependencies
	LUKE_SOAK=100000 swift test -c release --filter SoakTests

build: dependencies
	swift build -c release --product luke-train

# Installs the program, its manual page and what shells complete below PREFIX, and below DESTDIR before it.
PREFIX ?= /usr/local
install: build
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/luke-train
	install -D -m 644 Sources/luke-train/luke-train.1 $(DESTDIR)$(PREFIX)/share/man/man1/luke-train.1
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/, \
	  bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	$(PROGRAM) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/luke-train
	$(PROGRAM) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_luke-train
	$(PROGRAM) --generate-completion-script fish \
	  > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/luke-train.fish

# Builds the documentation of the libraries into .build/documentation; fails for what DocC warns of and for
# what is public and has no comment.
documentation: build
	python3 Tests/Scripts/check_documentation.py

# Trains what the README and the guides give scores of, and holds them against it; some minutes on two cores.
figures: build
	python3 Tests/Scripts/readme_figures.py $(PROGRAM)

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
	    || echo "Not a Debian system: install OpenBLAS, HDF5, zstd, bzip2, zlib, libxml2, ICU and libcurl with their headers" >&2; \
	fi

# Lays out the sources as .swift-format says.
format:
	swift format --in-place --recursive $(SOURCES)

lint:
	swift format lint --strict --recursive $(SOURCES)

# Writes the files that follow from the code: the recipe schema, the guide's tables of keys, and the manual page.
RECORDED := RecordedFileTests|ManualTests/thePageIsThatOfTheProgram
schema:
	LUKE_RECORD=1 swift test -c release --filter '$(RECORDED)' || true
	swift test -c release --filter '$(RECORDED)'
