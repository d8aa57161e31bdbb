"""A review of the law in a script's file: where it is written, and what is left alone."""

from datetime import date
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import bundled
from cards.read.law_reviews import LawState, law_code, law_state
from cards.read.scripts import find_script, script_ids, script_of
from cards.read.tables import table_of
from cards.upkeep.law_review import with_law_review

DAY = date(2026, 11, 30)
BY = 'Ana "Nita" Ruiz, attorney (MA 123)'
SCRIPT = """\
# Ours.
id = "park"
version = 1  # the first
title = "In the park"
about = "Somebody is stopped."

# The heading.
[bearer.heading]
id = "heading"
text = "Stay calm."

[[bearer.statement]]
id = "quiet"
text = "**Be quiet.**"

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "quiet"
text = "**I remain silent.**"
"""
PARK = Path("park.toml")


def with_review(text: str, by: str = BY, on: date = DAY) -> str:
    return with_law_review(text, PARK, by, on)


def test_the_review_is_below_the_keys_and_above_the_tables() -> None:
    text = with_review(SCRIPT)
    code = law_code(script_of(table_of(SCRIPT, "park.toml")))
    added = (
        f'law_reviewed_on = 2026-11-30\nlaw_reviewed_by = "Ana \\"Nita\\" Ruiz, attorney (MA 123)"\n'
        f'law_reviewed_code = "{code}"\n'
    )
    assert text == SCRIPT.replace('stopped."\n', f'stopped."\n{added}')
    assert law_state(script_of(table_of(text, "park.toml")), DAY) is LawState.CURRENT


@pytest.mark.parametrize("script_id", script_ids([bundled()]))
def test_every_shipped_file_takes_one(script_id: str) -> None:
    path = bundled().scripts / f"{script_id}.toml"
    before = path.read_text("utf-8")
    lines = with_law_review(before, path, BY, DAY).splitlines()
    assert [line for line in lines if not line.startswith("law_reviewed_")] == before.splitlines()
    assert find_script([bundled()], script_id).law_review is None


@pytest.mark.parametrize("where", ['about = "Somebody', "version", 'id = "park"'])
def test_a_later_review_is_there_instead(where: str) -> None:
    earlier = 'law_reviewed_code = "0000-0000-0000-0000"\nlaw_reviewed_by = "Bo"\nlaw_reviewed_on = 2020-01-01\n'
    before = SCRIPT.replace(where, earlier + where, 1)
    assert with_review(before) == with_review(SCRIPT)
    assert with_review(with_review(SCRIPT)) == with_review(SCRIPT)
    assert with_review(with_review(SCRIPT), "Cy", date(2027, 1, 2)) == with_review(SCRIPT, "Cy", date(2027, 1, 2))


def test_lines_end_as_they_did() -> None:
    assert with_review(SCRIPT.replace("\n", "\r\n")) == with_review(SCRIPT).replace("\n", "\r\n")


def test_a_review_that_has_no_place_is_given_to_write() -> None:
    """A line of `about` looks like a key of a review: to take it out would change the script."""
    about = 'about = """\\\nSomebody \\\nlaw_reviewed_on = 1 \\\ngo."""'
    with pytest.raises(BadFile) as refused:
        with_review(SCRIPT.replace('about = "Somebody is stopped."', about))
    assert refused.value.cause.startswith("The review cannot be added to the file")
    assert "law_reviewed_on = 2026-11-30; law_reviewed_by = " in refused.value.remedy


def test_a_broken_script_is_refused() -> None:
    with pytest.raises(BadFile):
        with_review(SCRIPT.replace("version = 1", "version = 0"))
