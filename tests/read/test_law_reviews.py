"""Reviews of the law: what counts as one, what ends it, and what whoever prints cards is told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, Notice
from cards.locations import bundled
from cards.merge.sources import every_source
from cards.read.law_reviews import KIND, LawState, law_code, law_notices, law_state
from cards.read.records import Record, is_over_a_year
from cards.read.script_types import LawReview, Script, ScriptSide
from cards.read.scripts import find_script, read_labels, read_script, script_ids

DAY = date(2026, 11, 30)
SCRIPT = """\
id = "park"
version = 1
title = "In the park"
about = "Somebody is stopped."
{}
[bearer.heading]
id = "heading"
text = "Stay calm."

[[bearer.statement]]
id = "quiet"
text = "**Be quiet.**"
authority = ["U.S. Const. amend. V", "Salinas v. Texas, 570 U.S. 178 (2013)"]

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "quiet"
text = "**I remain silent.**"
"""


def put(folder: Path, review: str = "") -> Path:
    path = folder / "park.toml"
    path.write_text(SCRIPT.format(review), encoding="utf-8")
    return path


def reviewed(folder: Path, on: date = DAY, code: str = "") -> Script:
    """The script with a review of what it says, or of what has that code."""
    code = code or law_code(read_script(put(folder)))
    keys = f'law_reviewed_on = {on}\nlaw_reviewed_by = "Ana Ruiz, attorney"\nlaw_reviewed_code = "{code}"\n'
    return read_script(put(folder, keys))


def told(script: Script, today: date = DAY) -> list[str]:
    return [*law_notices([script], today)]


@pytest.mark.parametrize("script_id", script_ids([bundled()]))
def test_nobody_has_reviewed_the_law_of_what_ships(script_id: str) -> None:
    """Whoever adds a review that somebody made deletes the script from here, in a change that says who made it."""
    script = find_script([bundled()], script_id)
    assert script.law_review is None
    (notice,) = law_notices([script], DAY)
    assert notice == f"no lawyer has reviewed the law behind {script_id}"
    assert isinstance(notice, Notice)
    assert (notice.kind, notice.names) == (KIND, (script_id,))


def test_a_review_of_what_it_says_counts(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    assert script.law_review == LawReview("Ana Ruiz, attorney", DAY, law_code(script))
    assert law_state(script, DAY) is LawState.CURRENT
    assert told(script) == []


def test_after_a_year_of_365_days_a_review_is_old(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    assert told(script, DAY + timedelta(days=365)) == []
    old = DAY + timedelta(days=366)
    assert told(script, old) == ["the law behind park was last reviewed on 2026-11-30, over a year ago"]
    assert [*law_notices([script], old, of_the_day=True)] == told(script, old)
    assert law_notices([find_script([bundled()], "home")], old, of_the_day=True) == ()


def test_hotlines_and_reviews_are_old_after_the_same_365_days() -> None:
    assert [is_over_a_year(days) for days in (0, 365, 366)] == [False, False, True]
    ages = {days: Record(verified_on=DAY).is_stale(DAY + timedelta(days=days)) for days in (365, 366)}
    assert ages == {365: False, 366: True}


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("**Be quiet.**", "**Be very quiet.**"),
        ("570 U.S. 178", "570 U.S. 179"),
        ('"U.S. Const. amend. V", ', ""),
        ("Stay calm.", "Keep calm."),
        ("**I remain silent.**", "**I stay silent.**"),
    ],
)
def test_an_edit_of_words_or_authorities_ends_a_review(tmp_path: Path, part: str, other: str) -> None:
    path = put(tmp_path)
    before = reviewed(tmp_path)
    path.write_text(path.read_text("utf-8").replace(part, other), encoding="utf-8")
    after = read_script(path)
    assert law_state(before, DAY) is LawState.CURRENT
    assert law_state(after, DAY) is LawState.CHANGED
    assert told(after) == ["park has changed since a lawyer reviewed its law"]


@pytest.mark.parametrize("script_id", script_ids([bundled()]))
def test_the_code_stands_for_every_string_that_a_lawyer_signs(script_id: str) -> None:
    """Of a form too: the law of each string is in the code, so none can change behind a review."""
    script = find_script([bundled()], script_id)
    signed = every_source(script, read_labels([bundled()]), in_english=True)
    own = {each.context for each in signed if not each.context.startswith("labels/")}
    assert own == {each.context for each in (*script.bearer.every, *script.officer.every)}


def test_so_does_a_statement_that_comes_goes_or_moves(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    heading, (quiet,) = script.bearer.heading, script.bearer.statements
    for statements in ((), (quiet, replace(quiet, context="park/bearer/more"))):
        assert law_state(replace(script, bearer=ScriptSide(heading, statements)), DAY) is LawState.CHANGED
    more = replace(quiet, context="park/bearer/more")
    codes = {law_code(replace(script, bearer=ScriptSide(heading, each))) for each in ((quiet, more), (more, quiet))}
    assert len(codes) == 2


def test_so_does_a_variant_for_a_state_and_a_change_of_its_states(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    (quiet,) = script.bearer.statements
    variant = replace(quiet, context="park/bearer/quiet/ma", text="**Be quiet there.**", regions=("US-MA",))
    other = replace(variant, regions=("US-MA", "US-NH"))
    sides = [ScriptSide(script.bearer.heading, (replace(quiet, variants=(each,)),)) for each in (variant, other)]
    changed = [replace(script, bearer=side) for side in sides]
    assert [law_state(each, DAY) for each in changed] == [LawState.CHANGED] * 2
    assert law_code(changed[0]) != law_code(changed[1])


@pytest.mark.parametrize(
    "change",
    [
        {"text": "**Be quiet!**"},
        {"note": "Say so."},
        {"say": ("Be quiet",)},
        {"authority": ("Salinas",)},
        {"needs": "hotline"},
        {"apart": ("US-MA",)},
        {"address": "locator.ice.gov"},
    ],
)
def test_whatever_the_lawyer_vouches_for_ends_a_review(tmp_path: Path, change: dict[str, Any]) -> None:
    script = reviewed(tmp_path)
    (quiet,) = script.bearer.statements
    side = ScriptSide(script.bearer.heading, (replace(quiet, **change),))
    assert law_state(replace(script, bearer=side), DAY) is LawState.CHANGED


def test_so_does_another_country(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    path = put(tmp_path)
    path.write_text('country = "CA"\n' + path.read_text("utf-8"), encoding="utf-8")
    assert law_state(replace(read_script(path), law_review=script.law_review), DAY) is LawState.CHANGED


def test_so_does_the_sentence_that_a_variant_replaces_or_leaves_out(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    (quiet,) = script.bearer.statements
    for text in ("**Be quiet there.**", ""):
        codes = set()
        for replaces in ("**Be quiet.**", "**Be loud.**"):
            variant = replace(quiet, context="park/bearer/quiet/ma", text=text, regions=("US-MA",), replaces=replaces)
            side = ScriptSide(script.bearer.heading, (replace(quiet, variants=(variant,)),))
            codes.add(law_code(replace(script, bearer=side)))
        assert len(codes) == 2


def test_another_title_or_pictogram_does_not(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    (quiet,) = script.bearer.statements
    side = ScriptSide(script.bearer.heading, (replace(quiet, pictogram="silence"),))
    assert told(replace(script, bearer=side, title="Park")) == []


def test_authorities_do_not_run_into_one_another(tmp_path: Path) -> None:
    script = reviewed(tmp_path)
    (quiet,) = script.bearer.statements
    other = replace(quiet, authority=(", ".join(quiet.authority),))
    assert law_state(replace(script, bearer=ScriptSide(script.bearer.heading, (other,))), DAY) is LawState.CHANGED


def test_a_review_in_the_future_is_refused_with_its_place(tmp_path: Path) -> None:
    script = reviewed(tmp_path, DAY + timedelta(days=2))
    for ask in (lambda: law_state(script, DAY), lambda: law_notices([script], DAY)):
        with pytest.raises(BadFile) as refused:
            ask()
        assert refused.value.cause == "'law_reviewed_on' is 2026-12-02, which is in the future."
        assert (refused.value.file, refused.value.line) == (tmp_path / "park.toml", 5)
    assert told(reviewed(tmp_path, DAY + timedelta(days=1))) == []  # where the lawyer is, it is tomorrow already


def test_each_script_is_told_once() -> None:
    scripts = [find_script([bundled()], each) for each in ("street", "home", "street")]
    assert [each.names for each in law_notices(scripts, DAY)] == [("street",), ("home",)]


CODE = "law_reviewed_code = '3f9a-07c2-11be-90d4'"
BROKEN = [
    ("law_reviewed_on = 2026-11-30", "'law_reviewed_on' is without 'law_reviewed_by'.", 5),
    ("law_reviewed_by = 'Ana Ruiz'", "'law_reviewed_by' is without 'law_reviewed_on'.", 5),
    ("law_reviewed_on = 2026-11-30\nlaw_reviewed_by = 'Ana'", "'law_reviewed_on' is without 'law_reviewed_code'.", 5),
    (CODE, "'law_reviewed_code' is without 'law_reviewed_on'.", 5),
    (f"law_reviewed_on = '2026-11-30'\nlaw_reviewed_by = 'Ana'\n{CODE}", "'law_reviewed_on' is not a date", 5),
    (f"law_reviewed_on = 2026-11-30\nlaw_reviewed_by = '.'\n{CODE}", "'law_reviewed_by' is '.', which names nobody", 6),
    (f"law_reviewed_on = 2026-11-30\nlaw_reviewed_by = ''\n{CODE}", "'law_reviewed_by' is '', which names nobody", 6),
    (f"law_reviewed_on = 2026-11-30\nlaw_reviewed_by = 7\n{CODE}", "'law_reviewed_by' is not a text", 6),
    (f"law_reviewed_on = 2026-11-30\nlaw_reviewed_by = 'Ana'\n{CODE[:-3]}'", "'law_reviewed_code' is '3f9a", 7),
    ("[[law_reviewed_on]]", "'law_reviewed_on' is without", 5),
]  # fmt: skip


@pytest.mark.parametrize(("review", "cause", "line"), BROKEN, ids=[each[1] for each in BROKEN])
def test_a_part_of_a_review_is_refused_on_its_line(tmp_path: Path, review: str, cause: str, line: int) -> None:
    path = put(tmp_path, review)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert refused.value.cause.startswith(cause)
    assert (refused.value.file, refused.value.line) == (path, line)
