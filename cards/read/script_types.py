"""The parts of a rights script: its strings, its sides, the review of its law, and the labels that all cards share.

`scripts.py` reads them, with `statements.py` for the sides of a card and `plans.py` for a plan to fill in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path

from cards.read.countries import HOME
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.line_kinds import LineKind
from cards.read.regions import Region

HOTLINE = "hotline"
"""What a statement `needs` that tells the bearer to call the number on the card."""

SOURCE_LANGUAGE = "en"
"""The language of the bearer's side, from which translators translate, and of an officer's side that names none."""


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
    codes of its states, and its text is "" if their cards leave the statement out. `replaces` is the English of the
    statement, and `apart`, of a statement, the codes of all states that have a variant, whose cards do not have it.

    `country` is the country whose law it is about, as of its script.

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
    replaces: str = ""
    apart: tuple[str, ...] = ()
    country: str = HOME

    @property
    def leaves_out(self) -> bool:
        """Whether it is a variant by which cards do not have a statement."""
        return bool(self.regions) and not self.text

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

    def in_country(self, code: str) -> ScriptSide:
        """The side with its strings about the law of that country."""

        def there(source: Source) -> Source:
            return replace(source, country=code, variants=tuple(map(there, source.variants)))

        return replace(self, heading=there(self.heading), statements=tuple(map(there, self.statements)))

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
