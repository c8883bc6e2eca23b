# The two commands a newcomer needs, `make demo` and `make test`, and the few that a developer adds.

PLAYBOOK := .venv/bin/playbook
PYTHON := .venv/bin/python
EXAMPLE := content/profiles/car-lease-installer.yaml
PORTFOLIO := content/portfolio

.PHONY: demo demo-portfolio test setup tools lint bench fit pictures help-texts

demo: setup ## set everything up, build the example account's documents into output/, print their paths
	@$(PLAYBOOK) build $(EXAMPLE) --lang en || [ $$? -eq 5 ]
	@$(PLAYBOOK) build $(EXAMPLE) --lang nl || [ $$? -eq 5 ]

demo-portfolio: setup ## build a brief and a leave-behind for every account of the example portfolio, with its overview
	@$(PLAYBOOK) build $(PORTFOLIO)/accounts.csv --offering $(PORTFOLIO)/fleet.yaml \
		--offering $(PORTFOLIO)/special-vehicles.yaml --offering $(PORTFOLIO)/charging.yaml \
		--kind brief,leave-behind --lang nl || [ $$? -eq 5 ]

test: setup tools lint ## set everything up and pass the tests
	@$(PYTHON) -m pytest -q -n auto

tools: ## what only the tests use, where it can be installed: Chromium, LibreOffice Calc, poppler-utils, qpdf
	@sh tools/setup.sh tests

lint: setup ## format, lint, types and import contracts
	@$(PYTHON) -m ruff format --check -q playbook tests tools
	@$(PYTHON) -m ruff check -q playbook tests tools
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-cache > .venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }

bench: setup ## ratios that say whether we got slower
	@$(PYTHON) -m tools.bench

fit: setup ## refit the placement model from content/cases/placements.yaml, and measure it on sources left out
	@$(PYTHON) tools/fit.py

help-texts: setup ## the help that is printed without loading Typer; after a change to a command or an option
	@$(PYTHON) tools/help_texts.py

pictures: setup ## the README's pictures, from the example account (needs pdftoppm)
	@$(PYTHON) tools/pictures.py

setup: .venv/ready

.venv/ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh
