"""Rights scripts: what a card says, with the legal authority of every statement.

A script is one TOML file, `<id>.toml`. Its bearer's side is the source of the translations; its officer's side is
printed as it is, in English or the `officer_language`. The message context (msgctxt) of a string in the catalogs is
`<script>/<side>/<id>`, and that of a variant for some states is `<script>/<side>/<id>/<variant>`. A script with a plan
to fill in has its sections in place of both sides (`read/plans.py`): `<script>/plan/<id>`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cards.errors import BadOrder, UnknownId, either, setting
from cards.locations import Shelf
from cards.read import keys
from cards.read.card_options import WRITE_INS
from cards.read.countries import CODES, HOME, country_of
from cards.read.files import list_folder, stands
from cards.read.keys import Format, Key
from cards.read.layouts import CARD_LAYOUTS, PLAN_LAYOUTS, Layout
from cards.read.line_kinds import LineKind, kind_key
from cards.read.names import names_somebody
from cards.read.phrases import SAY, phrases_of
from cards.read.pictograms import PICTOGRAMS
from cards.read.regions import Region, find_region, state_name
from cards.read.tables import Table, read_table

MAX_STATEMENTS = 9
"""The points of a side are numbered with one digit."""

MAX_VARIANTS = 60
"""The variants of one statement: there cannot be more than states."""

HOTLINE = "hotline"
"""What a statement `needs` that tells the bearer to call the number on the card."""

SOURCE_LANGUAGE = "en"
"""The language of the bearer's side, from which translators translate, and of an officer's side that names none."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CODE = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}")
PLAIN_ID = keys.matching(
    "id",
    "Its name in the catalogs.",
    _ID,
    "is {}",
    "Use small letters, digits and hyphens, at most 40, beginning with a letter.",
)


def _of_file(table: Table, key: str) -> str:
    found = PLAIN_ID.of(table)
    if found != table.path.stem:
        table.refuse(key, f"is {found!r} in a file named {table.path.name}", "Give both the same name.")
    return found


ID = Key(PLAIN_ID.name, "The name of this file without .toml.", PLAIN_ID.schema, _of_file, required=True)
"""The id of a definition, which must be the name of its file."""

_VERSION = keys.whole("version", "A number that goes up with every change to the English.")
_TITLE = keys.text("title", "Its name in lists and file names.")
_ABOUT = keys.text("about", "The situation that it is for.")
TEXT = keys.text("text", "The English, with any strong words as **strong**.")
NOTE = keys.text("note", "What translators need to know.", "", lines=True)
AUTHORITY = keys.texts("authority", "The law that it is based on.")
_NEEDS = keys.choice("needs", "What a card must have to say it: a telephone number.", [HOTLINE], optional=True)
PICTOGRAM = keys.choice("pictogram", "The picture beside it.", sorted(PICTOGRAMS), optional=True)

_REGIONS = keys.texts(
    "regions",
    'The states and territories whose cards have it, such as "US-MA".',
    needed=True,
    pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
)
_INSTEAD = keys.text("text", "The English there, instead of that of the statement.", "")
_LEAVE_OUT = keys.flag("leave_out", "Whether cards there do not have the statement, instead of another text.")
_WHY = keys.texts(
    "authority", "The law of those states that it is based on, or why they leave the statement out.", needed=True
)
_VARIANT = keys.tables(
    "variant",
    Format(
        "What cards for some states say instead of a statement.",
        (PLAIN_ID, _REGIONS, _INSTEAD, _LEAVE_OUT, SAY, PICTOGRAM, NOTE, _WHY),
    ),
    1,
    MAX_VARIANTS,
    f"A statement has at most {MAX_VARIANTS} variants.",
)

LABEL = Format("A label.", (TEXT, NOTE, AUTHORITY))
_HOTLINE, _LINK = keys.table("hotline", LABEL), keys.table("link", LABEL)
_WRITTEN = {name: keys.table(name, LABEL) for name in WRITE_INS}
_INTERPRETER = keys.table("interpreter", LABEL)
_OFFICERS = keys.table("officer", Format("What the officer's side may say, in English.", (_INTERPRETER,)))
LABELS = Format(
    "The words that are on a card whatever its script.",
    (_HOTLINE, _LINK, *(replace(each, required=False) for each in (*_WRITTEN.values(), _OFFICERS))),
)
HEADING = keys.table("heading", Format("The heading of a side.", (PLAIN_ID, TEXT, NOTE, AUTHORITY)))
_STATEMENT = keys.tables(
    "statement",
    Format(
        "A statement.",
        (PLAIN_ID, TEXT, SAY, PICTOGRAM, _NEEDS, NOTE, AUTHORITY, replace(_VARIANT, required=False)),
    ),
    1,
    MAX_STATEMENTS,
    f"A side has 1 to {MAX_STATEMENTS} statements.",
)
_SIDE = Format("One side of the card.", (HEADING, _STATEMENT))
_BEARER, _OFFICER = keys.table("bearer", _SIDE), keys.table("officer", _SIDE)
_LINES = kind_key("lines", "The kind of telephone lines that its cards have by region, if a region has any.")

LAW_REVIEWED_ON = "law_reviewed_on"
_REVIEWED_ON = keys.day(LAW_REVIEWED_ON, "The day on which a lawyer reviewed the law that it rests on.")
_REVIEWED_BY = keys.text("law_reviewed_by", "That lawyer: name and role, such as “Ana Ruiz, attorney in MA”.", "")
_REVIEWED_CODE = keys.text("law_reviewed_code", "What was reviewed: the code that `locale sign en` prints.", "")
LAW_REVIEW: tuple[Key[Any], ...] = (_REVIEWED_ON, _REVIEWED_BY, _REVIEWED_CODE)
"""The keys of a review of a script's law: all of them, or none."""

_COUNTRY = keys.choice(
    "country", "The country whose law it is about; without one, the United States.", CODES, optional=True
)
_OFFICER_LANGUAGE = replace(
    keys.matching(
        "officer_language",
        "The tag of the language of the officer's side, such as fr.",
        re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
        "is {}, which is not a language tag",
        "Write a tag such as en or fr.",
    ),
    required=False,
    default=SOURCE_LANGUAGE,
)
_LAYOUTS = keys.texts("layouts", "The only layouts that it is for, the usual one first.", most=len(Layout))
HEAD: tuple[Key[Any], ...] = (ID, _VERSION, _TITLE, _ABOUT, *LAW_REVIEW, _LINES, _COUNTRY, _OFFICER_LANGUAGE, _LAYOUTS)
"""The keys above the words of a script."""

SCRIPT = Format("What a card says.", (*HEAD, _BEARER, _OFFICER))
PLAN = "plan"
"""The key of a plan to fill in, which a script has in place of both sides."""


class Part(Enum):
    """What a string of a side is: a statement or, in a plan, the title of a section or the label of a line."""

    STATEMENT = "statement"
    SECTION = "section"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Source:
    """An English text with its message context, the authority for it, a note to translators, and its file.

    `pictogram` is the name of the one beside a statement, or "" for none. `needs` is `HOTLINE` if only cards with a
    telephone number say it. `say` are the phrases in it that the bearer says in English.

    `variants` are what cards for some states say instead of a statement. A variant is a source too: `regions` are the
    codes of its states, and its text is "" if their cards leave the statement out.

    In a plan, `blanks` are the lines to write on after a label, and `times` how often the lines of a section are
    repeated; `address` is printed after a statement, for readers to type.
    """

    context: str
    text: str
    note: str
    authority: tuple[str, ...] = ()
    file: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)
    pictogram: str = ""
    needs: str = ""
    say: tuple[str, ...] = ()
    variants: tuple[Source, ...] = ()
    regions: tuple[str, ...] = ()
    part: Part = Part.STATEMENT
    blanks: int = 0
    times: int = 1
    address: str = ""

    @property
    def leaves_out(self) -> bool:
        """Whether it is a variant by which cards do not have a statement."""
        return bool(self.regions) and not self.text

    def for_law(self, text: str) -> str:
        """What a lawyer's sign-off of a text of it, in any language, covers: for a variant its states too, because its
        law is theirs, and for one without a text the statement that it leaves out."""
        if not self.regions:
            return text
        return " ".join((text if self.text else self.context, *self.regions))

    def variant(self, code: str) -> Source | None:
        """The variant for the state with that code, if there is one."""
        return next((each for each in self.variants if code in each.regions), None)


@dataclass(frozen=True, slots=True)
class ScriptSide:
    """One side of a script: the heading, and the statements in order; of a plan, all below its heading in order.

    A side for one state (`in_region`) has no more variants. `state` is its code if any variant is in force there, and
    `left_out` are those by which a statement is not there.
    """

    heading: Source
    statements: tuple[Source, ...]
    left_out: tuple[Source, ...] = ()
    state: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The texts of a card's side in reading order: without variants, unless it is for a state."""
        return (*self._headed, *self.statements)

    @property
    def _headed(self) -> tuple[Source, ...]:
        return (self.heading,) if self.heading.context else ()

    @property
    def translated(self) -> tuple[Source, ...]:
        """Every text that any card may have, each variant after its statement."""
        return tuple(each for each in self.every if not each.leaves_out)

    @property
    def every(self) -> tuple[Source, ...]:
        """The same with the variants that leave a statement out, which a lawyer signs like a text."""
        return (*self._headed, *(source for each in self.statements for source in (each, *each.variants)))

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of the states that a variant is for, sorted."""
        return tuple(
            sorted({code for each in self.statements for variant in each.variants for code in variant.regions})
        )

    def in_region(self, code: str, without: Collection[str] = ()) -> ScriptSide:
        """The side for the state with that code, or for none ("").

        It does not use variants whose contexts are in `without`.
        """
        chosen: list[Source] = []
        found: list[Source] = []
        for each in self.statements:
            variant = each.variant(code)
            if variant is None or variant.context in without:
                chosen.append(replace(each, variants=()))
            else:
                found.append(variant)
                chosen += [] if variant.leaves_out else [variant]
        left_out = tuple(each for each in found if each.leaves_out)
        return ScriptSide(self.heading, tuple(chosen), left_out, code if found else "")

    def on_card(self, *, called: bool) -> ScriptSide:
        """The side as a card has it: only one that is `called`, which has a number, says to call the number."""
        return self if called else replace(self, statements=tuple(each for each in self.statements if not each.needs))


NO_SIDE = ScriptSide(Source("", "", ""), ())
"""The officer's side of a plan: it has no strings."""


@dataclass(frozen=True, slots=True)
class LawReview:
    """Which lawyer reviewed the law behind a script and when. `code` stands for what they read (`law_reviews`)."""

    by: str
    on: date
    code: str
    file: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A rights script. `version` goes up with every change to its English; `lines` is the kind of lines it is for.

    `law_review` is None if no lawyer has reviewed its law. `country` is the country whose law it is about, a code of
    `countries.CODES`, and `officer_language` the tag of the language of the officer's side. `layouts`
    are those that it can be made in, the usual one first.

    A plan to fill in is its bearer's side, and its officer's side has no strings.
    """

    id: str
    version: int
    title: str
    about: str
    bearer: ScriptSide
    officer: ScriptSide
    lines: LineKind = LineKind.LEGAL_HELP
    law_review: LawReview | None = None
    country: str = HOME
    officer_language: str = SOURCE_LANGUAGE
    layouts: tuple[Layout, ...] = CARD_LAYOUTS

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan to fill in."""
        return self.layouts[0].traits.is_plan

    def state_in(self, region: Region) -> str:
        """The code of a region's state if the script has other words there, otherwise ""."""
        return region.state if region.state in (*self.bearer.regions, *self.officer.regions) else ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that may be on a card whatever its script.

    `written` are those before a line for the bearer to write on, by the name of the line (`WRITE_INS`). `interpreter`
    is on the officer's side, in English, and not translated.
    """

    hotline: Source
    link: Source
    written: Mapping[str, Source]
    interpreter: Source

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every label that is translated."""
        return (*self.always, *self.written.values())

    @property
    def always(self) -> tuple[Source, ...]:
        """The labels of a usual card."""
        return (self.hotline, self.link)


def read_script(path: Path) -> Script:
    """The script of a TOML file. Raises BadFile."""
    return script_of(read_table(path))


@lru_cache(maxsize=64)
def script_of(table: Table) -> Script:
    """The script of a table, whose file it is named after. Raises BadFile."""
    from cards.read.plans import PLAN_SCRIPT, plan_of  # here, because a plan is made of the parts of scripts

    is_plan = PLAN in table.values
    (PLAN_SCRIPT if is_plan else SCRIPT).check(table)
    script_id = ID.of(table)
    bearer, officer = (
        (plan_of(table, f"{script_id}/{PLAN}"), NO_SIDE)
        if is_plan
        else (_side(_BEARER.of(table), f"{script_id}/bearer"), _side(_OFFICER.of(table), f"{script_id}/officer"))
    )
    found = Script(
        id=script_id,
        version=_VERSION.of(table),
        title=_TITLE.of(table),
        about=_ABOUT.of(table),
        bearer=bearer,
        officer=officer,
        lines=_LINES.of(table),
        law_review=_law_review(table),
        country=_COUNTRY.of(table) or HOME,
        officer_language=_OFFICER_LANGUAGE.of(table) if _OFFICER_LANGUAGE.name in table.values else SOURCE_LANGUAGE,
        layouts=_layouts(table, PLAN_LAYOUTS if is_plan else CARD_LAYOUTS),
    )
    for code in (*found.bearer.regions, *found.officer.regions):
        if country_of(code) != found.country:
            _COUNTRY.refuse(table, f"is {found.country}, but a variant is for {code}", "Correct one of them.")
    said = next((each for each in found.bearer.every if each.say), None)
    if said is not None and found.officer_language != SOURCE_LANGUAGE:
        _OFFICER_LANGUAGE.refuse(
            table,
            f"is {found.officer_language!r}, but {said.context} has a phrase to say in English",
            "Remove 'say' there: nobody checks phrases in other languages.",
        )
    return found


def layouts_of(script: Script, asked: Sequence[Layout]) -> tuple[Layout, ...]:
    """The layouts to make a script in: those of the `asked` ones that it has, or its usual one if none is asked for.

    Raises BadOrder if it has none of them.
    """
    found = tuple(layout for layout in asked if layout in script.layouts) if asked else script.layouts[:1]
    if not found:
        raise BadOrder(
            f"The script {script.id} ({script.title}) cannot be made with {setting('layout', asked[0].value)}.",
            f"Remove it, or choose {either([each.value for each in script.layouts])}.",
        )
    return found


def find_script(shelves: Sequence[Shelf], script_id: str) -> Script:
    """The script with that id, from the last shelf that has it. Raises UnknownId or BadFile."""
    return read_script(find_definition([shelf.scripts for shelf in shelves], script_id, "script"))


def script_ids(shelves: Sequence[Shelf]) -> list[str]:
    """The ids of every script, sorted."""
    return sorted(definitions([shelf.scripts for shelf in shelves]))


def read_labels(shelves: Sequence[Shelf]) -> Labels:
    """The labels of the last shelf that has a labels.toml. Optional ones may come from another. Raises BadFile."""
    found = [read_table(shelf.labels) for shelf in shelves if stands(shelf.labels)]
    for each in found:
        LABELS.check(each)
    last = found[-1]

    def optional(key: Key[Table]) -> Table:
        return key.of(next((each for each in reversed(found) if key.name in each.values), last))

    return Labels(
        hotline=_source(_HOTLINE.of(last), "labels/hotline"),
        link=_source(_LINK.of(last), "labels/link"),
        written={name: _source(optional(key), f"labels/{name}") for name, key in _WRITTEN.items()},
        interpreter=_source(_INTERPRETER.of(optional(_OFFICERS)), "labels/officer/interpreter"),
    )


def definitions(folders: Sequence[Path]) -> dict[str, Path]:
    """Each `<id>.toml` of the folders by its id; a later folder replaces an earlier one's. Raises BadFile."""
    return {path.stem: path for folder in folders for path in list_folder(folder, ".toml")}


def find_definition(folders: Sequence[Path], wanted: str, kind: str) -> Path:
    """The path of `<wanted>.toml`. Raises UnknownId with the closest ids."""
    known = definitions(folders)
    if wanted not in known:
        raise UnknownId(kind, wanted, list(known))
    return known[wanted]


def _law_review(table: Table) -> LawReview | None:
    """The review of the law, or None. Raises BadFile for a part of one: an undated or unsigned review is none."""
    given = [key for key in LAW_REVIEW if key.name in table.values]
    if not given:
        return None
    lacking = next((key for key in LAW_REVIEW if key not in given), None)
    if lacking is not None:
        given[0].refuse(table, f"is without '{lacking.name}'", "Give all keys of the review, or none.")
    on, by, code = _REVIEWED_ON.of(table), _REVIEWED_BY.of(table), _REVIEWED_CODE.of(table)
    assert on is not None  # the key is there
    if not names_somebody(by):
        _REVIEWED_BY.refuse(table, f"is {by[:20]!r}, which names nobody", "Give the lawyer's name and role.")
    if not _CODE.fullmatch(code):
        _REVIEWED_CODE.refuse(table, f"is {code[:40]!r}", "Copy the code that `locale sign en` prints.")
    return LawReview(by, on, code, table.path, table.line_of(_REVIEWED_ON.name))


def _side(table: Table, context: str) -> ScriptSide:
    heading = identified(HEADING.of(table), context)
    statements = tuple(_statement(each, context) for each in _STATEMENT.of(table))
    side = ScriptSide(heading, statements)
    refuse_same_ids(side, table, _STATEMENT)
    for code in side.regions:
        if not side.in_region(code).statements:
            _STATEMENT.refuse(
                table, f"has no statement in {state_name(code)}, where each is left out", "Leave one of them there."
            )
    return side


def refuse_same_ids(side: ScriptSide, table: Table, key: Key[Any]) -> None:
    """Raises BadFile, about that key, if two strings of a side have one id, by which the catalogs know them."""
    contexts = [each.context for each in side.sources]
    for each in contexts:
        if contexts.count(each) > 1:
            key.refuse(table, f"has the id {each.rpartition('/')[2]!r} twice", "Give each a different id.")


def _layouts(table: Table, possible: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """The layouts that a script names, of those that are possible for its kind; all of these if it names none."""
    names = {layout.value: layout for layout in possible}
    given = _LAYOUTS.of(table)
    for each in given:
        if each not in names:
            _LAYOUTS.refuse(table, f"has {each[:40]!r}", f"Name {either(list(names))}.")
    return tuple(dict.fromkeys(names[each] for each in given)) or possible


def _statement(table: Table, context: str) -> Source:
    """A statement, with its pictogram if it names one, what it needs, what in it stays English, and its variants."""
    found = identified(table, context)
    say = said_in(table, found.context, found.text)
    found = replace(found, pictogram=PICTOGRAM.of(table), needs=_NEEDS.of(table), say=say)
    variants: list[Source] = []
    for each in _VARIANT.of(table) if _VARIANT.name in table.values else ():
        variant = _variant(each, found)
        if any(variant.context == other.context for other in variants):
            PLAIN_ID.refuse(each, "is that of another variant of the statement", "Give each a different id.")
        taken = next((code for code in variant.regions for other in variants if code in other.regions), None)
        if taken is not None:
            _REGIONS.refuse(each, f"has {taken}, which another variant has too", "Leave it in one of them.")
        variants.append(variant)
    return replace(found, variants=tuple(variants))


def _variant(table: Table, of: Source) -> Source:
    """A variant of a statement, which has the statement's pictogram unless it names one, and needs the same."""
    text, authority = _INSTEAD.of(table), _WHY.of(table)
    if _LEAVE_OUT.of(table):
        if text:
            _LEAVE_OUT.refuse(table, "is true, but there is a text", "Remove one of them.")
    elif not text:
        _INSTEAD.refuse(table, "is missing", "Add what cards there say, or leave_out = true if they say nothing.")
    if not authority:
        _WHY.refuse(table, "is empty", "Name the law of those states.")
    return Source(
        f"{of.context}/{PLAIN_ID.of(table)}",
        text,
        NOTE.of(table),
        authority,
        table.path,
        table.line_of(_INSTEAD.name),
        PICTOGRAM.of(table) or of.pictogram,
        of.needs,
        said_in(table, of.context, text),
        regions=_regions(table),
    )


def said_in(table: Table, context: str, text: str) -> tuple[str, ...]:
    """The phrases of a statement or of a variant, on the bearer's side alone."""
    if SAY.name in table.values and "/officer/" in context:
        SAY.refuse(table, "is on the officer's side, all of which is in English", "Remove it.")
    return phrases_of(table, text)


def _regions(table: Table) -> tuple[str, ...]:
    """The codes of a variant's states. A county has the law of its state, and the nation is the statement itself."""
    found = _REGIONS.of(table)
    if not found:
        _REGIONS.refuse(table, "is empty", "Name the states that it is for, such as US-MA.")
    for given in found:
        try:
            region = find_region(given)
        except UnknownId as error:
            _REGIONS.refuse(table, f"has {given[:40]!r}, which is not a state", error.remedy)
        if region.depth != 1 or given != region.code:
            remedy = f"Write {region.state}." if region.depth else "Remove it: the statement itself is for all others."
            _REGIONS.refuse(table, f"has {given[:40]!r}, which is not the code of a state", remedy)
        if found.count(given) > 1:
            _REGIONS.refuse(table, f"has {given} twice", "Remove one of them.")
    return found


def identified(table: Table, context: str) -> Source:
    """The source of a table with an id, below that context. Raises BadFile."""
    return _source(table, f"{context}/{PLAIN_ID.of(table)}")


def _source(table: Table, context: str) -> Source:
    line = table.line_of(TEXT.name)
    return Source(context, TEXT.of(table), NOTE.of(table), AUTHORITY.of(table), table.path, line)
