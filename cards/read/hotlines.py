"""Hotlines: who answers, at which number, and how far the entry can be trusted.

Every entry has its source; `verified_on` is the day on which somebody confirmed the number, by calling it or asking
those who run it. An entry that nobody confirmed, or not lately, warns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.errors import BadOrder
from cards.locations import Shelf
from cards.read.numbers import dialled
from cards.read.scripts import find_definition, read_id
from cards.read.tables import read_table

FRESH_DAYS = 90
"""An entry confirmed longer ago than this warns: rapid-response lines open and close within months."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """One line. `number` is as people dial it; `name` is empty for a bare number; dates are None when not known."""

    number: str
    name: str = ""
    id: str = ""
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: str = ""
    source: str = ""
    source_date: date | None = None
    doubt: str = ""
    verified_on: date | None = None

    def warnings(self, today: date) -> list[str]:
        """What an organizer should know before printing this line; empty for a freshly confirmed one."""
        if not self.id:
            return []
        found = []
        if self.verified_on is not None and self.verified_on > today:
            found.append(f"{self.name} says that it was verified on {self.verified_on}, which is yet to come")
        elif self.verified_on is None:
            dated = f"dated {self.source_date}" if self.source_date else "undated"
            found.append(
                f"nobody has verified {self.number} of {self.name} (source: {self.source}, {dated}): call it first"
            )
        elif (today - self.verified_on).days > FRESH_DAYS:
            days = (today - self.verified_on).days
            found.append(f"{self.number} of {self.name} was last verified {days} days ago: call it first")
        if self.doubt:
            found.append(f"{self.name}: {self.doubt}")
        return found


def read_hotline(path: Path) -> Hotline:
    """The hotline of a TOML file. Raises BadFile, also for a number that is no telephone number."""
    table = read_table(path)
    table.known(
        "id", "name", "number", "regions", "languages", "hours", "source", "source_date", "doubt", "verified_on"
    )
    try:
        number = dialled(table.text("number"))
    except ValueError as error:
        table.refuse("number", f"cannot be used: {error}", "Write it in digits, such as '617-370-5023'.")
    return Hotline(
        id=read_id(table),
        name=table.name_of("name"),
        number=number,
        regions=table.texts("regions"),
        languages=table.texts("languages", ()),
        hours=table.text("hours", ""),
        source=table.text("source"),
        source_date=table.day("source_date"),
        doubt=table.text("doubt", ""),
        verified_on=table.day("verified_on"),
    )


def choose_hotline(shelves: Sequence[Shelf], given: str, name: str) -> Hotline:
    """The hotline for what a user typed: an id of the directory, or a plain number with an optional `name`.

    Raises UnknownId, BadFile, or BadOrder when it is neither.
    """
    if not given:
        raise BadOrder("--hotline is empty.", "Leave it away for a line to write a number on.")
    if given[:1].isalpha():
        if name:
            raise BadOrder(
                f"The hotline {given!r} of the directory has its name already.", "Leave --hotline-name away."
            )
        return read_hotline(find_definition([shelf.hotlines for shelf in shelves], given, "hotline"))
    try:
        return Hotline(number=dialled(given), name=name)
    except ValueError as error:
        raise BadOrder(f"{error}.", "Give --hotline an id such as luce, or a number such as 617-370-5023.") from error
