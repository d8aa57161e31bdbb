"""Back-translations: what somebody who saw the translation only understood, and whether it is still of this text."""

from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import bundled, shelves
from cards.read.back_translations import BackTranslation, read_back_translations
from cards.read.catalogs import read_wording, translated_tags
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import digest

SHELVES = (bundled(),)
SOURCES = {
    source.context: source
    for source in (
        *(each for name in script_ids(SHELVES) for each in find_script(SHELVES, name).bearer.translated),
        *read_labels(SHELVES).sources,
    )
}
SHA = "0123456789abcdef" * 4

UNDERSTOOD = f"""\
# What a reader understood.
["home/bearer/door"]
sha256 = "{SHA}"
english = "Keep the door shut."

["home/bearer/sign"]
sha256 = "{SHA[::-1]}"
english = "Sign “nothing”."
"""


def put(folder: Path, text: str) -> Path:
    """Write the back-translations of a content folder."""
    path = folder / "translations" / "es" / "back-translation.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_by_value(tmp_path: Path) -> None:
    put(tmp_path, UNDERSTOOD)
    assert read_back_translations(shelves(tmp_path)[1:], "es") == {
        "home/bearer/door": BackTranslation(SHA, "Keep the door shut."),
        "home/bearer/sign": BackTranslation(SHA[::-1], "Sign “nothing”."),
    }
    assert read_back_translations(shelves(tmp_path)[1:], "fr") == {}


def test_those_of_a_content_folder_replace_ours(tmp_path: Path) -> None:
    put(tmp_path / "a", UNDERSTOOD)
    put(tmp_path / "b", UNDERSTOOD[: UNDERSTOOD.index('\n["home/bearer/sign"]')].replace("shut", "closed"))
    first, second = shelves(tmp_path / "a")[1], shelves(tmp_path / "b")[1]
    both = read_back_translations([first, second], "es")
    assert [each.english for each in both.values()] == ["Keep the door closed.", "Sign “nothing”."]
    assert read_back_translations([second, first], "es") == read_back_translations([first], "es")


BROKEN = [
    (
        'english = "Sign “nothing”."',
        'english = ""',
        "'home/bearer/sign.english' is empty, or begins or ends with a space.",
    ),
    ('english = "Sign “nothing”."', 'englisch = "a"', "'home/bearer/sign.englisch' is not known here."),
    (f'sha256 = "{SHA}"', "sha256 = 1", "'home/bearer/door.sha256' is not a text in quotes."),
    ("# What a reader understood.", "x = 1", "'x' is not a table."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[1] for each in BROKEN])
def test_a_broken_file_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = UNDERSTOOD.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_back_translations(shelves(tmp_path)[1:], "es")
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


@pytest.mark.parametrize("tag", translated_tags(SHELVES))
def test_the_shipped_ones_are_of_strings_that_exist(tag: str) -> None:
    found = read_back_translations(SHELVES, tag)
    assert set(found) <= set(SOURCES)
    assert all(len(each.sha256) == 64 and each.english for each in found.values())


def test_an_edit_of_the_text_shows_that_a_back_translation_is_of_an_older_one() -> None:
    wording = read_wording(SHELVES, "es")
    for context, each in read_back_translations(SHELVES, "es").items():
        text, english = wording.messages[context].text, SOURCES[context].text
        assert each.sha256 != digest(context, english, f"{text}.")
        assert each.sha256 != digest(context, f"{english}.", text)
