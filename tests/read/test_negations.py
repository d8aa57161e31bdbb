"""The files of marks: what they may hold, what is refused with its line, and how those of two shelves go together."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.guards.negation import negations, wanted
from cards.locations import Shelf, bundled, shelves
from cards.read.catalogs import translated_tags
from cards.read.folding import fold
from cards.read.languages import read_languages
from cards.read.negations import Claim, claims, misread, negations_path, read_negations
from cards.read.scripts import find_script, read_labels, script_ids

SHELVES = (bundled(),)
LANGUAGES = read_languages(SHELVES)


@pytest.fixture
def content(tmp_path: Path) -> tuple[Shelf, ...]:
    """The bundled shelf and one of our own."""
    return shelves(tmp_path)


def put(places: tuple[Shelf, ...], tag: str, text: str) -> Path:
    path = negations_path(places[-1], tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(places: tuple[Shelf, ...], tag: str, text: str, script: str = "Latn") -> list[str]:
    marks = read_negations(places, tag).marks
    assert marks is not None
    return [each.shown for each in negations(marks, text, script)]


@pytest.mark.parametrize(
    ("mark", "text", "expected"),
    [
        ("nix", "Nix da, nixe, Knix", ["nix"]),
        ("un-", "Unfair? Sun. Un. Under", ["unfair", "under"]),
        ("-los", "hilflos, los, losgehen", ["hilflos"]),
        ("-ma-", "gelmadi, mal, gelma", ["gelmadi"]),
        ("a…la", "abịala, ala, aka la", ["abịala"]),
        ("ne … pas", "Ne dis pas. Ne dis, pas. Pas ne.", ["ne … pas"]),
        ("ne … pas|rien", "ne sais rien", ["ne … rien"]),
        ("by no means", "By no means! By any means", ["by … no … means"]),
        ("d'-", "D’accord", ["d'accord"]),
    ],
)
def test_each_kind_of_mark(content: tuple[Shelf, ...], mark: str, text: str, expected: list[str]) -> None:
    put(content, "qu", f'marks = ["{mark}"]')
    assert found(content, "qu", text) == expected


def test_what_looks_like_a_negation_and_is_none(content: tuple[Shelf, ...]) -> None:
    put(content, "qu", 'marks = ["un-", "no"]\nothers = ["under", "no … but"]')
    assert found(content, "qu", "Under, unfair. No one but me. No.") == ["unfair", "no"]


def test_a_letter_keeps_its_marks(content: tuple[Shelf, ...]) -> None:
    put(content, "qu", 'marks = ["न-"]')
    assert found(content, "qu", "नगर निर न", "Deva") == ["नगर"]


def test_a_content_folder_adds_marks_and_counts(content: tuple[Shelf, ...]) -> None:
    english = "**Sign nothing** before you speak with our lawyer."
    put(content, "es", f'marks = ["rehús-"]\n[counts]\n"{english}" = [0, 2]')
    assert found(content, "es", "No firme. Rehúse firmar.") == ["no", "rehúse"]
    assert (
        wanted(read_negations(content, "es"), english).bold,
        wanted(read_negations(content, "es"), english).rest,
    ) == (0, 2)
    assert wanted(read_negations(SHELVES, "es"), english).bold is None
    put(content, "en", '[counts]\n"Stay out." = [0, 1]')
    assert wanted(read_negations(content, "fr"), "Stay out.").rest == 1


SHIPPED = [
    "**Do not lie, do not resist,** do not hide anyone.",
    "**Keep the door closed.** Show this card under it or at a window.",
]


@pytest.mark.parametrize("tag", ["es", "en"])
@pytest.mark.parametrize("english", SHIPPED)
def test_a_content_folder_cannot_count_the_sentences_of_the_program(
    content: tuple[Shelf, ...], tag: str, english: str
) -> None:
    path = put(content, tag, f'marks = ["xx"]\n[counts]\n"{english}" = [0, 0]')
    with pytest.raises(BadFile) as refused:
        read_negations(content, "es")
    assert "is a sentence of the program" in refused.value.cause
    assert (refused.value.file, refused.value.line) == (path, 3)


def test_a_language_that_the_program_does_not_know_has_counts_of_its_own(content: tuple[Shelf, ...]) -> None:
    put(content, "wo", f'marks = ["bul"]\n[counts]\n"{SHIPPED[0]}" = [1, 1]')
    assert wanted(read_negations(content, "wo"), SHIPPED[0]).rest == 1


def test_what_a_content_folder_adds_is_known_in_words(content: tuple[Shelf, ...]) -> None:
    put(
        content,
        "es",
        'marks = ["rehús-"]\nothers = ["sin duda"]\n[keeps]\nrefuse = ["zafar"]\n[counts]\n"Go." = [0, 2]',
    )
    put(content, "en", 'instead = ["beware"]')
    assert read_negations(content, "es").added == (
        "rehús-: forbids or denies",
        "sin duda: does not forbid or deny",
        "zafar: means “refuse”",
        "“Go.”: 0 negations in bold and 2 others",
        "beware (English): may be translated with a negation",
    )
    assert read_negations(content, "es") is read_negations(content, "es")
    assert not read_negations(SHELVES, "es").added


def test_a_language_of_a_content_folder(content: tuple[Shelf, ...]) -> None:
    assert read_negations(content, "wo").marks is None
    put(content, "wo", 'marks = ["bul", "du"]')
    assert found(content, "wo", "Bul ubbi bunt bi.") == ["bul"]


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ('marks = "no"', 1, "'marks' is not a list of texts in quotes."),
        ('mark = ["no"]', 1, "'mark' is not known here."),
        ('\nmarks = ["no", ""]', 2, "'marks' holds something that is not a text."),
        ('marks = ["-"]', 1, "'marks' has '-', which is not a mark."),
        ('marks = ["… no"]', 1, "'marks' has '… no', which is not a mark."),
        ('marks = ["no …"]', 1, "'marks' has 'no …', which is not a mark."),
        ('marks = ["a…"]', 1, "'marks' has 'a…', which is not a mark."),
        ('marks = ["-a…b"]', 1, "'marks' has '-a…b', which is not a mark."),
        ('marks = ["a b c d e f g"]', 1, "'marks' has 'a b c d e f g', which is not a mark."),
        ('marks = ["no|"]', 1, "'marks' has 'no|', which is not a mark."),
        ('others = ["!"]', 1, "'others' has '!', which is not a mark."),
        ('instead = ["no"]', 1, "'instead' is not known here."),
        ("marks = [" + '"x", ' * 101 + "]", 1, "'marks' has 101 entries."),
        ('[counts]\n"One." = 1', 2, "'counts.One.' is not two counts."),
        ('[counts]\n"One." = [1]', 2, "'counts.One.' is not two counts."),
        ('[counts]\n"One." = [1, -1]', 2, "'counts.One.' is not two counts."),
        ('[counts]\n"One." = [1, true]', 2, "'counts.One.' is not two counts."),
        ('[counts]\n"One." = [1, 10]', 2, "'counts.One.' is not two counts."),
    ],
)
def test_what_a_file_may_not_hold(content: tuple[Shelf, ...], text: str, line: int, cause: str) -> None:
    path = put(content, "es", text)
    with pytest.raises(BadFile) as refused:
        read_negations(content, "es")
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, line)


def test_every_locale_has_marks_and_counts_only_sentences_that_there_are() -> None:
    scripts = [find_script(SHELVES, each) for each in script_ids(SHELVES)]
    sides = [sources for each in scripts for sources in (each.bearer.translated, each.officer.sources)]
    sentences = {each.text for sources in (*sides, read_labels(SHELVES).sources) for each in sources}
    for tag in translated_tags(SHELVES):
        known = read_negations(SHELVES, tag)
        assert known.marks is not None, tag
        assert set(known.counts) <= sentences, tag


def test_what_a_translator_says_of_words() -> None:
    notes = ["Ana: a command", "negation: nada", "no negation: sin duda", "negation: a b c d", "allow length: short"]
    assert claims(notes) == (Claim("nada", negates=True), Claim("sin duda", negates=False))
    assert list(misread(notes)) == ["negation: a b c d"]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("N’OPPOSEZ", "n'opposez"),
        ("boʻlmang", "bo'lmang"),
        ("لَا تُوقِّعوا", "لا توقعوا"),
        ("نكنيد", "نکنید"),
        ("נָא", "נא"),
        ("می‌کنید", "میکنید"),
        ("cafe\u0301", "café"),
        ("ن\u0640ه", "نه"),
        ("ডয়", "ডয়"),
    ],
)
def test_texts_that_are_alike_however_they_are_typed(typed: str, other: str) -> None:
    assert fold(typed) == fold(other)
    assert fold(fold(typed)) == fold(typed)
    assert fold("má") != fold("mà")
