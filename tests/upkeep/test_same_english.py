"""A new script begins with the translations of the same English, and only where nobody has to choose."""

from pathlib import Path

import pytest

from cards.read.po_file import parse_po
from cards.read.script_types import Source
from cards.upkeep.template import Extracted
from cards.upkeep.update import updated_catalog

PATH = Path("cards.po")
FILE = "cards/definitions/scripts/park.toml"
HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n\n'
SILENCE, DOOR, NEW = "**Stay silent.**", "**Do not open** the door.", "A new sentence."


def message(context: str, english: str, text: str, *comments: str) -> str:
    lines = [*comments, f'msgctxt "{context}"', f'msgid "{english}"', f'msgstr "{text}"']
    return "\n".join(lines) + "\n\n"


def source(context: str, english: str) -> Extracted:
    return Extracted(FILE, Source(context, english, ""), ("A note.",))


OLD = [source("home/bearer/silence", SILENCE), source("home/bearer/door", DOOR)]
ADDED = [source("park/plan/silence", SILENCE), source("park/plan/door", DOOR), source("park/plan/new", NEW)]
CATALOG = (
    HEADER
    + message("home/bearer/silence", SILENCE, "**Im lặng.**")
    + message("home/bearer/door", DOOR, "**Đừng mở** cửa.", "# negation: Đừng", "#, no-wrap")
)


def texts(catalog: str) -> dict[str, str]:
    return {each.context: each.msgstr for each in parse_po(catalog, PATH).entries}


def test_what_others_say_is_a_draft_that_says_where_it_is_from() -> None:
    new = updated_catalog(CATALOG, PATH, [*OLD, *ADDED])
    assert texts(new.text)["park/plan/silence"] == "**Im lặng.**"
    assert texts(new.text)["park/plan/door"] == "**Đừng mở** cửa."
    assert texts(new.text)["park/plan/new"] == ""
    assert (new.drafts, new.added) == (("park/plan/silence", "park/plan/door"), ("park/plan/new",))
    (door,) = [each for each in parse_po(new.text, PATH).entries if each.context == "park/plan/door"]
    assert door.notes == ("negation: Đừng", "The translation of the same English in home/bearer/door.")
    assert "#. A note." in door.comments
    assert updated_catalog(new.text, PATH, [*OLD, *ADDED]).text == new.text


def test_a_script_that_nobody_has_begun_is_filled_and_one_that_somebody_has_is_not() -> None:
    empty = "".join(message(each.context, each.text, "", "#. A note.") for each in ADDED)
    unbegun = updated_catalog(CATALOG + empty, PATH, [*OLD, *ADDED])
    assert unbegun.drafts == ("park/plan/silence", "park/plan/door")
    fresh = unbegun.text + message("home/bearer/new", NEW, "Mới.")
    assert updated_catalog(fresh, PATH, [*OLD, source("home/bearer/new", NEW), *ADDED]).drafts == ("park/plan/new",)
    begun = CATALOG + empty.replace(f'msgid "{NEW}"\nmsgstr ""', f'msgid "{NEW}"\nmsgstr "Mới."')
    left = updated_catalog(begun, PATH, [*OLD, *ADDED])
    assert left.drafts == ()
    assert texts(left.text)["park/plan/silence"] == "", "a translator has left it empty"


@pytest.mark.parametrize(
    "other",
    [
        message("car/bearer/silence", SILENCE, "**Hãy im lặng.**"),
        message("car/bearer/silence", SILENCE, "**Hãy im lặng.**", "# Ana: for a driver"),
    ],
)
def test_of_two_translations_a_person_chooses(other: str) -> None:
    sources = [*OLD, source("car/bearer/silence", SILENCE), *ADDED]
    new = updated_catalog(CATALOG + other, PATH, sources)
    assert texts(new.text)["park/plan/silence"] == ""
    assert new.drafts == ("park/plan/door",)


@pytest.mark.parametrize(
    ("english", "flag"), [("**Stay quiet.**", ""), (SILENCE, "#, fuzzy")], ids=["older English", "fuzzy"]
)
def test_no_doubtful_translation_is_taken(english: str, flag: str) -> None:
    catalog = HEADER + message("home/bearer/silence", english, "**Im lặng.**", *filter(None, [flag]))
    new = updated_catalog(catalog, PATH, [OLD[0], ADDED[0]])
    assert texts(new.text)["park/plan/silence"] == ""
    assert new.drafts == ()
