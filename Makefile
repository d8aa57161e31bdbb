# make cards   prints cards for every locale into out/
#              make cards LOCALES="es vi" HOTLINE=617-555-0100 STOCK=avery-5371 COPIES=100 OUT=saturday
#              also SCRIPT, HOTLINE_NAME, REGION, LINK, AUDIO_LINK, ORG, LOGO, LAYOUT, THEME, PAPER, BLEED, FLIP,
#              START_AT, PRINTER and CONTENT, as the options; WRITE_IN=1 for the line for a lawyer
# make test    runs every test, with one case of each (two minutes)
# make check   what a change must pass: ruff, mypy, import-linter, then every case of every test
# make bench   times a sheet beside other programs and prints the ratios
# make pot      writes translations/cards.pot anew; make pictures draws those of the README anew
# Each sets up what it needs in .venv the first time.

PYTHON ?= python3
OUT ?= out
STOCK ?= avery-5371
SCRIPT ?= home
LOCALES ?=
HOTLINE ?=
HOTLINE_NAME ?=
LINK ?=
ORG ?=
FLIP ?=
COPIES ?=
CONTENT ?=
REGION ?=
LOGO ?=
START_AT ?=
PRINTER ?=
LAYOUT ?=
THEME ?=
PAPER ?=
BLEED ?=
WRITE_IN ?=
AUDIO_LINK ?=

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# The locales go to the command as words, everything else as one; what is not given is left away.
WHICH = $(if $(strip $(LOCALES)),$(LOCALES),--all)
option = $(if $(strip $(2)),--$(1) '$(subst ','\'',$(2))')
OPTIONS = $(call option,hotline,$(value HOTLINE)) $(call option,hotline-name,$(value HOTLINE_NAME)) \
	$(call option,region,$(value REGION)) $(call option,link,$(value LINK)) $(call option,org,$(value ORG)) \
	$(call option,logo,$(value LOGO)) $(call option,flip,$(FLIP)) $(call option,copies,$(COPIES)) \
	$(call option,layout,$(LAYOUT)) $(call option,theme,$(THEME)) $(call option,paper,$(PAPER)) \
	$(call option,bleed,$(BLEED)) $(call option,audio-link,$(value AUDIO_LINK)) $(if $(strip $(WRITE_IN)),--write-in) \
	$(call option,start-at,$(START_AT)) $(call option,printer,$(value PRINTER)) $(call option,content,$(value CONTENT))

.PHONY: cards test check bench pot pictures clean

cards: .venv/run
	$(BIN)/python generate.py cards $(WHICH) --script $(SCRIPT) --stock $(STOCK) $(OPTIONS) -o "$(OUT)"

test: .venv/test
	$(BIN)/python -m pytest --quick -n auto --dist worksteal -q

check: .venv/test .venv/bench
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg --no-cache
	$(BIN)/python -m pytest --full -n auto --dist worksteal -q

bench: .venv/bench
	$(BIN)/python -m bench

pot: .venv/run
	$(BIN)/python -m cards.upkeep.template

pictures: .venv/test
	$(BIN)/python docs/draw_pictures.py

.venv/made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

.venv/run: .venv/made setup.cfg
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test: .venv/made setup.cfg
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch .venv/run $@

.venv/bench: .venv/made setup.cfg
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch .venv/run $@

clean:
	rm -rf .venv out build dist *.egg-info
