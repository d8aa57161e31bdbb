"""The strings of a script in its file: how a heading, a statement and its variants for some states are written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from cards.errors import UnknownId
from cards.read import keys
from cards.read.keys import Format, Key
from cards.read.phrases import SAY, phrases_of
from cards.read.pictograms import PICTOGRAMS
from cards.read.regions import find_region, state_name
from cards.read.script_types import HOTLINE, ScriptSide, Source
from cards.read.tables import Table

MAX_STATEMENTS = 9
"""The points of a side are numbered with one digit."""

MAX_VARIANTS = 60
"""The variants of one statement, and the states of one: there cannot be more than states and territories."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
PLAIN_ID = keys.matching(
    "id",
    "Its name in the catalogs.",
    _ID,
    "is {}",
    "Use small letters, digits and hyphens, at most 40, beginning with a letter.",
)

TEXT = keys.text("text", "The English, with any strong words as **strong**.")
NOTE = keys.text("note", "What translators need to know.", "", lines=True)
MOST_AUTHORITIES = 20
"""Authorities of one sentence: ours have up to six, and a lawyer reads each of them."""

AUTHORITY = keys.texts("authority", "The law that it is based on.", most=MOST_AUTHORITIES)
_NEEDS = keys.choice("needs", "What a card must have to say it: a telephone number.", [HOTLINE], optional=True)
PICTOGRAM = keys.choice("pictogram", "The picture beside it.", sorted(PICTOGRAMS), optional=True)

_REGIONS = keys.texts(
    "regions",
    'The states and territories whose cards have it, such as "US-MA".',
    needed=True,
    most=MAX_VARIANTS,
    pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
)
_INSTEAD = keys.text("text", "The English there, instead of that of the statement.", "")
_LEAVE_OUT = keys.flag("leave_out", "Whether cards there do not have the statement, instead of another text.")
_WHY = keys.texts(
    "authority",
    "The law of those states that it is based on, or why they leave the statement out.",
    needed=True,
    most=MOST_AUTHORITIES,
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
SIDE = Format("One side of the card.", (HEADING, _STATEMENT))


def side_of(table: Table, context: str) -> ScriptSide:
    """The side of a card in a table, below that context. Raises BadFile."""
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
    apart = tuple(code for each in variants for code in each.regions)
    return replace(found, variants=tuple(variants), apart=apart)


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
        replaces=of.text,
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
    return source_of(table, f"{context}/{PLAIN_ID.of(table)}")


def source_of(table: Table, context: str) -> Source:
    """The source of a table, with that context. Raises BadFile."""
    line = table.line_of(TEXT.name)
    return Source(context, TEXT.of(table), NOTE.of(table), AUTHORITY.of(table), table.path, line)
