"""The entries of the directory for a region, with what somebody should know before they choose one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cards.desk.contact import find_directory_region
from cards.locations import Shelf
from cards.read.countries import HOME, countries, region_names
from cards.read.hotlines import Hotline, fresh_lines_for, read_hotlines
from cards.read.line_kinds import LineKind
from cards.read.links import LegalAid, read_links
from cards.read.records import for_region
from cards.read.regions import Region
from cards.read.scripts import find_script, script_ids


@dataclass(frozen=True, slots=True)
class LineForRegion:
    """A hotline, the doubts about it in words, and whether a card prints it although nobody allows old ones.

    `usual` if cards for the region and of the script have it unless somebody chooses another.
    """

    hotline: Hotline
    doubts: tuple[str, ...]
    usable: bool
    usual: bool


def lines_for_region(
    shelves: Sequence[Shelf], given: str, today: date, kind: LineKind = LineKind.LEGAL_HELP
) -> tuple[LineForRegion, ...]:
    """The hotlines for a region as typed, the most local first; without a region, all. Raises UnknownId or BadFile.

    `kind` is that of the lines that the script is for.
    """
    directory = list(read_hotlines(shelves).values())
    found, usual = directory, tuple[Hotline, ...]()
    if given.strip():
        region = find_directory_region(shelves, given)
        found, usual = for_region(directory, region), fresh_lines_for(directory, region, today, kind)[0]
    return tuple(
        LineForRegion(each, tuple(each.warnings(today)), not each.record.is_stale(today), each in usual)
        for each in found
    )


def links_for_region(shelves: Sequence[Shelf], given: str) -> tuple[LegalAid, ...]:
    """The legal aid for a region as typed, the most local first; without a region, all. Raises UnknownId or BadFile."""
    directory = list(read_links(shelves).values())
    return tuple(for_region(directory, find_directory_region(shelves, given)) if given.strip() else directory)


def places_of_directory(shelves: Sequence[Shelf]) -> dict[Region, tuple[Region, ...]]:
    """Each country and each of its parts, with those counties and cities in it that the directory names.

    Of other countries than the United States only those are there whose law a script is about, or that have entries.
    """
    entries: list[Hotline | LegalAid] = [*read_hotlines(shelves).values(), *read_links(shelves).values()]
    parts = sorted({each for entry in entries for each in entry.record.regions if each.place}, key=str)
    known = {HOME} | {region.country for entry in entries for region in entry.record.regions}
    known |= {find_script(shelves, each).country for each in script_ids(shelves)}
    names = [
        code
        for country in countries().values()
        if country.code in known
        for code in (country.code, *sorted(country.parts, key=region_names().__getitem__))
    ]
    return {Region(code): tuple(each for each in parts if each.code == code) for code in names}
