"""The directory for a region: what prints on the day of a release, and what the page is told of a line."""

import re
from datetime import date
from pathlib import Path

import pytest

from cards.desk.directory import lines_for_region
from cards.desk.orders import take
from cards.errors import plainly, worded
from cards.locations import bundled
from cards.read.hotlines import Hotline, read_hotlines
from cards.read.line_kinds import LineKind
from cards.read.wishes import Wishes

SHELVES = (bundled(),)


def release_day() -> date:
    """The day of the newest release: what is unreleased becomes one by getting a number and a day."""
    changes = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    found = re.search(r"^## \d+\.\d+\.\d+ \((\d{4}-\d\d-\d\d)\)$", changes, re.MULTILINE)
    assert found is not None
    return date.fromisoformat(found[1])


def lines_that_print(day: date) -> dict[str, list[Hotline]]:
    """Each region with a line whose source is under a year old on that day, and its lines."""
    found: dict[str, list[Hotline]] = {}
    for line in read_hotlines(SHELVES).values():
        if not line.record.by_id_only and not line.record.is_stale(day):
            for region in line.record.regions:
                found.setdefault(str(region), []).append(line)
    return found


def test_a_release_has_a_directory_that_prints() -> None:
    """Otherwise somebody has to look for newer sources or, better, call, before it is released."""
    kinds = {line.kind for lines in lines_that_print(release_day()).values() for line in lines}
    assert LineKind.LEGAL_HELP in kinds
    assert not lines_that_print(date(2028, 1, 1)), "the sources of today are too old in two years"


@pytest.mark.parametrize("region", lines_that_print(release_day()))
def test_a_region_with_a_fresh_line_prints_it_with_its_doubts(region: str) -> None:
    """On the card of a door if it is of legal help; one for sightings on that of witnesses, and is named on others."""
    for script, kinds in (("home", [LineKind.LEGAL_HELP]), ("witness", [LineKind.SIGHTING, LineKind.LEGAL_HELP])):
        taken = take(SHELVES, Wishes(region=region, scripts=(script,)), ["es"], release_day())
        printed = taken.files[0].orders[0].contact.hotlines
        for line in lines_that_print(release_day())[region]:
            if line.kind in kinds:
                assert line in printed
                assert {*line.warnings(release_day())} <= {*taken.warnings}
            else:
                assert line not in printed
                told = [worded(each, plainly) for each in taken.warnings]
                assert any(f"ask for it with 'hotline' {line.id}" in each for each in told)
        shown = {each.hotline.id for each in lines_for_region(SHELVES, region, release_day(), kinds[0]) if each.usual}
        assert shown == {line.id for line in printed}
