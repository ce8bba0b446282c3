# Run `make help` for the targets. Everything a target needs, it makes first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

STAMPS := .build
RUN := node --conditions=@stoker/source --import tsx

WORKSPACES := shared controller agent cli
SOURCES := $(shell find $(addsuffix /src,$(WORKSPACES)) agent/wrapper \( -name '*.ts' -o -name '*.js' -o -name '*.c' -o -name '*.h' \) \
	-not -name '*.test.ts' 2>/dev/null)
MANIFESTS := package.json package-lock.json $(addsuffix /package.json,$(WORKSPACES))
COMPILER_SETTINGS := tsconfig.base.json tsconfig.build.json $(addsuffix /tsconfig.build.json,$(WORKSPACES))

.PHONY: help setup build generate check test conformance bench crash soak e2e-vm demo format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## Name missing prerequisites, install packages if package-lock.json changed
	@tools/prerequisites.sh
	@node tools/setup.mjs

build: setup ## Bundle the programs and compile the library, each if its sources changed
	@$(MAKE) -s $(STAMPS)/bundles $(STAMPS)/library

generate: setup ## Write shared/src/wire from proto, and docs/errors.md from the table of codes
	@$(RUN) tools/generate.ts

check: setup ## Format, lint, types, import rules, unused code, proto lint, generated code, links
	@$(RUN) tools/check.ts

test: build ## Run every test once; the last line counts them
	@tools/test-programs.sh
	@$(RUN) tools/test.ts

conformance: setup ## Answer the recorded cases of the old systems; CASES=FOLDER takes other cases
	@$(RUN) test/conformance/main.ts

bench: build ## Measure against the budgets; SUITES='compile …' takes some of: compile engine simulate storage image programs dispatch enrol memory reconnect end-to-end
	@$(RUN) test/bench/main.ts $(SUITES)

crash: build ## Crash at every durable write of a deployment, then kill every program there; takes about an hour
	@$(RUN) test/crash/main.ts

soak: build ## Deploy for SOAK_MINUTES (30) while something always breaks; the figures are for docs/reliability.md
	@$(RUN) test/soak/main.ts

e2e-vm: build ## Install virtual machines, reboot them from their disks, break them; SMOKE=1 takes one installation
	@tools/vm-programs.sh
	@$(RUN) test/vm/main.ts

demo: build ## A controller and seven agents on this machine deploy a small release
	@$(RUN) examples/demo/run.ts

format: setup ## Rewrite the sources in the project's format
	@node_modules/.bin/biome format --write

clean: ## Remove what was built, not the installed packages
	rm -rf $(STAMPS) .demo $(addsuffix /dist,$(WORKSPACES))

$(STAMPS)/bundles: $(SOURCES) $(MANIFESTS) tools/build.ts
	@$(RUN) tools/build.ts
	@mkdir -p $(@D) && touch $@

# The types of the exported client library, and the modules behind them.
$(STAMPS)/library: $(SOURCES) $(MANIFESTS) $(COMPILER_SETTINGS)
	@node_modules/.bin/tsc -b tsconfig.build.json
	@mkdir -p $(@D) && touch $@
