# make cards    prints cards for every locale into out/
#               make cards LOCALES="es, Haitian Creole" HOTLINE=617-555-0100 STOCK=avery-5371 COPIES=100 OUT=saturday
#               also SCRIPT, HOTLINE_NAME, REGION, LINK, AUDIO_LINK, ORG, LOGO, LAYOUT, THEME, PAPER, BLEED, FLIP,
#               PAPER_COLOUR, START_AT, PRINTER, REQUIRE, WRITE_IN and CONTENT, as the options; and with =1 EXACT,
#               TOGETHER, INTERPRETER, NO_PICTOGRAMS, ALLOW_STALE and ALLOW_TRACKING
# make picture  makes pictures to share, or to keep on a telephone: FOR=lock-screen, square or story; SIDE=officer for the
#               officer's side; LOCALES, SCRIPT, REGION, HOTLINE, HOTLINE_NAME, LINK, ORG, LOGO, REQUIRE, CONTENT, OUT,
#               INTERPRETER, NO_PICTOGRAMS, ALLOW_STALE and ALLOW_TRACKING as for cards
# make test     runs one case of each test (about three minutes)
# make check    what a change must pass: ruff, mypy, import-linter, then every case of every test
# make newest   runs the tests with the newest versions of all libraries, and says which versions differ
# make hooks    runs ruff, mypy and the grammar of TOML and PO files before each of your commits
# make page     makes the website and the page that makes cards, in site/; fetches their parts into .page (Node.js, npm)
#               with LOCALES, REGION, HOTLINE, HOTLINE_NAME, LINK, AUDIO_LINK, ORG, REQUIRE and CONTENT as for cards
# make fuzz     gives a million changed files and texts to everything that reads any (an hour or more)
# make bench    times a sheet beside other programs, prints the ratios and writes docs/benchmarks.md
# make pot      writes translations/cards.pot; make schemas, the JSON Schemas; make pictures draws those of the README
# Each sets up what it needs in .venv the first time, in the versions of constraints.txt.

PYTHON ?= python3
OUT ?= out

# A name that is misspelled on the command line would be ignored, and a card printed without what it stands for.
FLAGS := ALLOW_STALE ALLOW_TRACKING EXACT INTERPRETER NO_PICTOGRAMS TOGETHER
OPTIONS := AUDIO_LINK BLEED CONTENT COPIES FLIP HOTLINE HOTLINE_NAME LAYOUT LINK LOCALES LOGO ORG OUT PAPER \
	PAPER_COLOUR PRINTER REGION REQUIRE SCRIPT START_AT STOCK THEME WRITE_IN $(FLAGS)
# Those of pictures alone: `make cards` would ignore them.
OPTIONS += $(if $(filter picture,$(MAKECMDGOALS)),FOR SIDE)
GIVEN := $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
UNKNOWN := $(filter-out $(OPTIONS) PYTHON SHELL MAKE% -%,$(GIVEN))
ifneq ($(UNKNOWN),)
$(error There is no option $(firstword $(UNKNOWN)). Give one of these, in capitals: $(OPTIONS))
endif

# Every value goes to the command as one word, whatever is in it; what is not given is left out. Make would take a dollar
# sign in an exported value for something of its own, and the second line of a value for a command.
unexport $(OPTIONS)
define newline


endef
$(foreach name,$(OPTIONS),$(if $(findstring $(newline),$(value $(name))),$(error The value of $(name) has several \
	lines. Write it on one)))
quoted = '$(subst ','\'',$(value $(1)))'
option = $(if $(strip $(value $(2))),--$(1) $(call quoted,$(2)))
flag = $(if $(strip $(value $(2))),--$(1))
WHICH = $(if $(strip $(value LOCALES)),-- $(call quoted,LOCALES),--all)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
NEWEST := .venv-newest/Scripts
else
BIN := .venv/bin
NEWEST := .venv-newest/bin
endif

GIVEN_OPTIONS = $(call option,script,SCRIPT) $(call option,stock,STOCK) $(call option,hotline,HOTLINE) \
	$(call option,hotline-name,HOTLINE_NAME) $(call option,region,REGION) $(call option,link,LINK) \
	$(call option,audio-link,AUDIO_LINK) $(call option,org,ORG) $(call option,logo,LOGO) $(call option,flip,FLIP) \
	$(call option,copies,COPIES) $(call option,layout,LAYOUT) $(call option,theme,THEME) $(call option,paper,PAPER) \
	$(call option,bleed,BLEED) $(call option,start-at,START_AT) $(call option,printer,PRINTER) \
	$(call option,paper-colour,PAPER_COLOUR) $(call option,require,REQUIRE) $(call option,content,CONTENT) \
	$(call flag,allow-stale,ALLOW_STALE) $(call flag,allow-tracking,ALLOW_TRACKING) $(call flag,exact,EXACT) \
	$(call flag,no-pictograms,NO_PICTOGRAMS) $(call flag,together,TOGETHER) $(call flag,interpreter,INTERPRETER) \
	$(call option,write-in,WRITE_IN)

# What pip installs, and what it builds with, in the versions of the file.
INSTALL := $(BIN)/python -m pip install --quiet --constraint constraints.txt
EDITABLE := $(INSTALL) --build-constraint constraints.txt --editable
TEST := -m pytest -n auto --dist worksteal -q

.PHONY: cards picture page test check newest hooks fuzz bench pot schemas pictures clean

cards: .venv/run
	$(BIN)/python generate.py cards $(GIVEN_OPTIONS) -o $(call quoted,OUT) $(WHICH)

PICTURE_OPTIONS = $(call option,for,FOR) $(call option,side,SIDE) $(call option,script,SCRIPT) \
	$(call option,region,REGION) $(call option,hotline,HOTLINE) $(call option,hotline-name,HOTLINE_NAME) \
	$(call option,link,LINK) $(call option,org,ORG) $(call option,logo,LOGO) $(call option,require,REQUIRE) \
	$(call option,content,CONTENT) $(call flag,allow-stale,ALLOW_STALE) $(call flag,allow-tracking,ALLOW_TRACKING) \
	$(call flag,no-pictograms,NO_PICTOGRAMS) $(call flag,interpreter,INTERPRETER)

picture: .venv/run
	$(BIN)/python generate.py picture $(PICTURE_OPTIONS) -o $(call quoted,OUT) $(WHICH)

SITE_OPTIONS = $(call option,languages,LOCALES) $(call option,region,REGION) $(call option,hotline,HOTLINE) \
	$(call option,hotline-name,HOTLINE_NAME) $(call option,link,LINK) $(call option,audio-link,AUDIO_LINK) \
	$(call option,org,ORG) $(call option,require,REQUIRE) $(call option,content,CONTENT) \
	$(call flag,allow-stale,ALLOW_STALE) $(call flag,allow-tracking,ALLOW_TRACKING)

page: .venv/run .page/parts
	$(BIN)/python generate.py site $(SITE_OPTIONS) --parts .page -o site

# The packages of npm and of Python that the page is made of, each in the version and with the checksum of its list.
PARTS := $(addprefix cards/page/parts/,package.json package-lock.json wheels.txt)
.page/parts: $(PARTS) | .venv/made
	mkdir -p .page
	cp $(PARTS) .page
	npm ci --silent --ignore-scripts --omit=optional --prefix .page
	$(BIN)/python -c 'import shutil; shutil.rmtree(".page/wheels", ignore_errors=True)'
	$(BIN)/python -m pip download --quiet --no-deps --only-binary :all: --require-hashes --implementation cp \
		--python-version 3.14 --abi abi3 --platform pyemscripten_2026_0_wasm32 -r .page/wheels.txt -d .page/wheels
	touch $@

test: .venv/test
	$(BIN)/python $(TEST) --quick

check: .venv/test .venv/bench
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg --no-cache
	$(BIN)/python $(TEST) --full

newest:
	$(PYTHON) -m venv --clear .venv-newest
	$(NEWEST)/python -m pip install --quiet --upgrade pip
	$(NEWEST)/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable '.[test]'
	$(NEWEST)/python tests/versions.py
	$(NEWEST)/python $(TEST) --quick

hooks: .venv/test
	$(BIN)/pre-commit install

fuzz: .venv/fuzz
	$(BIN)/python -m tests.fuzz

bench: .venv/bench
	$(BIN)/python -m bench --write docs/benchmarks.md

schemas: .venv/run
	$(BIN)/python -m cards.upkeep.schemas

pot: .venv/run
	$(BIN)/python -m cards.upkeep.template

pictures: .venv/test
	$(BIN)/python docs/draw_pictures.py
	$(BIN)/python docs/draw_architecture.py

.venv/made: constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --upgrade pip
	touch $@

.venv/run: .venv/made setup.cfg
	$(EDITABLE) .
	touch $@

.venv/test: .venv/made setup.cfg
	$(EDITABLE) '.[test]'
	touch .venv/run $@

.venv/fuzz: .venv/made setup.cfg
	$(EDITABLE) '.[test,fuzz]'
	touch .venv/run $@

.venv/bench: .venv/made setup.cfg
	$(EDITABLE) '.[bench]'
	touch .venv/run $@

clean:
	rm -rf .venv .venv-newest out build dist *.egg-info
