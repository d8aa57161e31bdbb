"""Plans to fill in: scripts with sections of what to do and lines to write on, in place of the sides of a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cards.read import keys
from cards.read.government import LOOK_UP
from cards.read.keys import Format
from cards.read.phrases import SAY
from cards.read.script_types import Part, ScriptSide, Source
from cards.read.statements import (
    AUTHORITY,
    HEADING,
    NOTE,
    PICTOGRAM,
    PLAIN_ID,
    TEXT,
    identified,
    refuse_same_ids,
    said_in,
)
from cards.read.tables import Table

MAX_SECTIONS, MAX_IN_SECTION = 12, 20
"""Sections of a plan, and statements or lines in one: a page has room for fewer."""

MOST_ON_PAGE = 100
"""Statements of a plan, and lines to write on, each as often as it is repeated: at the smallest size the two columns
have room for 100 statements of one line. Ours has 40."""

MOST_LETTERS = 6_000
"""Characters of all English texts of a plan: at the smallest size the columns have room for about 8,000. Ours has
1,400, and a translation may be longer."""

MOST_LINES, MOST_TIMES = 4, 6
"""Lines of writing after a label, and how often the lines of a section may be repeated, as for each child."""

_ADDRESS = keys.choice("address", "The one government address that may be printed after it.", [LOOK_UP], optional=True)
_BLANKS = keys.optional_whole("lines", "How many lines there are to write on.", 1, most=MOST_LINES)
_TIMES = keys.optional_whole("times", "How often its lines are repeated, as for each child.", 1, most=MOST_TIMES)
_MOST = f"A section has at most {MAX_IN_SECTION} of them."
_STATEMENT = keys.tables(
    "statement",
    Format("What to do.", (PLAIN_ID, TEXT, SAY, PICTOGRAM, _ADDRESS, NOTE, AUTHORITY)),
    0,
    MAX_IN_SECTION,
    _MOST,
)
_LINE = keys.tables(
    "line", Format("A line to write on.", (PLAIN_ID, TEXT, _BLANKS, NOTE, AUTHORITY)), 0, MAX_IN_SECTION, _MOST
)
_SECTION = keys.tables(
    "section",
    Format("A section.", (PLAIN_ID, TEXT, NOTE, AUTHORITY, _TIMES, _STATEMENT, _LINE)),
    1,
    MAX_SECTIONS,
    f"A plan has 1 to {MAX_SECTIONS} sections.",
)
PLAN = keys.table("plan", Format("A plan to fill in.", (HEADING, _SECTION)))
"""A plan to fill in, which a script has in place of both sides."""


def plan_of(table: Table, context: str) -> ScriptSide:
    """The sections of a script's plan, one after the other: the title of each, what to do, then the lines to write on.

    Raises BadFile.
    """
    plan = PLAN.of(table)
    found: list[Source] = []
    for section in _SECTION.of(plan):
        title = replace(identified(section, context), part=Part.SECTION, times=_TIMES.of(section))
        advice = [_statement(each, context) for each in _STATEMENT.of(section)]
        lines = [
            replace(identified(each, context), part=Part.LINE, blanks=_BLANKS.of(each)) for each in _LINE.of(section)
        ]
        if not advice and not lines:
            PLAIN_ID.refuse(section, "names a section without a statement or a line", "Add one, or remove it.")
        found += (title, *advice, *lines)
    _refuse_more_than_a_page(plan, found)
    side = ScriptSide(identified(HEADING.of(plan), context), tuple(found))
    refuse_same_ids(side, plan, _SECTION)
    return side


def _refuse_more_than_a_page(plan: Table, strings: Sequence[Source]) -> None:
    """Raises BadFile for more than any page has room for, which takes long to lay out."""
    count, times = 0, 1
    for each in strings:
        times = each.times if each.part is Part.SECTION else times
        count += {Part.SECTION: 0, Part.STATEMENT: 1, Part.LINE: each.blanks * times}[each.part]
    if count > MOST_ON_PAGE:
        _SECTION.refuse(
            plan,
            f"has {count} statements and lines to write on, counting those that are repeated",
            f"Give at most {MOST_ON_PAGE}: a page has room for fewer.",
        )
    letters = sum(len(each.text) for each in strings)
    if letters > MOST_LETTERS:
        _SECTION.refuse(
            plan,
            f"has {letters:,} characters of text",
            f"Give at most {MOST_LETTERS:,}: a page has room for fewer.",
        )


def _statement(table: Table, context: str) -> Source:
    found = identified(table, context)
    say = said_in(table, found.context, found.text)
    return replace(found, pictogram=PICTOGRAM.of(table), address=_ADDRESS.of(table), say=say)
