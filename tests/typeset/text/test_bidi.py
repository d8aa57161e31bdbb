"""UAX #9: every case of its two test files, then properties, then what a card depends on, by example."""

import lzma
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.typeset.text.bidi import (
    BRACKET_PAIRS,
    MAX_DEPTH,
    MAX_OPEN_BRACKETS,
    is_removed,
    paragraph_levels,
    visual_runs,
)

DATA = Path(__file__).parent / "data"
CASES = 91_707
PARTS = 8
"""The quick suite takes one."""

LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
ALEF, HEBREW_ALEF, ZWNJ, ACUTE = "\u0627", "\u05d0", "\u200c", "\u0301"

# One or two characters of each bidi class, and brackets that are each other's canonical equivalents.
NEVER_RAISING = "ab12+-$%,:\u0301\u00ad\u200b\n\t !()[]\u2329\u232a\u3008\u3009" + PDF + PDI
EVERY_CLASS = NEVER_RAISING + HEBREW_ALEF + ALEF + "\u0661" + LRE + RLE + LRO + RLO + LRI + RLI + FSI
BASES = st.sampled_from((0, 1, None))


def unicode_data(name: str) -> Iterator[list[str]]:
    """Yield the fields of each data line of a file of the Unicode Character Database."""
    with lzma.open(DATA / f"{name}.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            content = line.partition("#")[0].strip()
            if content:
                yield [field.strip() for field in content.split(";")]


def levels_and_order(text: str, base: int | None) -> tuple[int, list[int | None], list[int]]:
    """Lay the text out on one line; like the test data, give removed characters no level and no place."""
    base, levels = paragraph_levels(text, base)
    on_the_line: list[int | None] = [None] * len(text)
    order: list[int] = []
    for start, end, level in visual_runs(text, levels, base, 0, len(text)):
        kept = [i for i in range(start, end) if not is_removed(text[i])]
        for i in kept:
            on_the_line[i] = level
        order += reversed(kept) if level & 1 else kept
    return base, on_the_line, order


def displayed(text: str, base: int | None = None) -> str:
    """Show the text as it looks from left to right on one line, with mirrored parentheses (L4)."""
    _, levels, order = levels_and_order(text, base)
    mirror = str.maketrans("()", ")(")
    seen = "".join(text[i].translate(mirror) if (levels[i] or 0) & 1 else text[i] for i in order)
    return seen.translate(dict.fromkeys(map(ord, LRI + RLI + FSI + PDI)))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_case_of_bidi_character_test(part: int) -> None:
    failures: list[str] = []
    cases = list(unicode_data("BidiCharacterTest.txt"))
    assert len(cases) == CASES
    for fields in cases[part::PARTS]:
        text = "".join(chr(int(code, 16)) for code in fields[0].split())
        expected = (
            int(fields[2]),
            [None if level == "x" else int(level) for level in fields[3].split()],
            [int(index) for index in fields[4].split()],
        )
        actual = levels_and_order(text, {"0": 0, "1": 1, "2": None}[fields[1]])
        if actual != expected:
            failures.append(f"{'; '.join(fields)}\n    gave {actual}")
    summary = "\n".join(failures[:5])
    assert not failures, f"{len(failures)} of the cases fail, the first being\n{summary}"


OF_CLASS = {
    "L": "a", "R": "\u05d0", "EN": "1", "ES": "+", "ET": "$", "AN": "\u0661", "CS": ",", "B": "\u2029", "S": "\t",
    "WS": " ", "ON": "!", "BN": "\u00ad", "NSM": "\u0301", "AL": "\u0627", "LRO": "\u202d", "RLO": "\u202e",
    "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip
"""A character of each bidi class."""


@pytest.mark.full_only
@pytest.mark.parametrize("part", range(PARTS))
def test_every_case_of_bidi_test(part: int) -> None:
    """Sequences of bidi classes: 490,846 in the directions that each is for, 770,241 cases in all."""
    tried = 0
    failures: list[str] = []
    levels: list[int | None] = []
    order: list[int] = []
    for number, fields in enumerate(unicode_data("BidiTest.txt")):
        kind, _, told = fields[0].partition(":")
        if kind == "@Levels":
            levels = [None if level == "x" else int(level) for level in told.split()]
        elif kind == "@Reorder":
            order = [int(index) for index in told.split()]
        elif number % PARTS == part:
            text = "".join(OF_CLASS[name] for name in fields[0].split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(fields[1]) & bit:
                    tried += 1
                    _, *found = levels_and_order(text, base)
                    if found != [levels, order]:
                        failures.append(f"{fields[0]} in {base} gave {found}, not {levels}, {order}")
    assert not failures, f"{len(failures)} of {tried} cases fail, the first being\n" + "\n".join(failures[:5])
    assert abs(tried - 770_241 / PARTS) < 7_702


def test_bracket_pairs_are_those_of_bidi_brackets() -> None:
    pairs = {
        chr(int(code, 16)): chr(int(partner, 16))
        for code, partner, kind in unicode_data("BidiBrackets.txt")
        if kind == "o"
    }
    assert pairs == BRACKET_PAIRS
    assert len(pairs) == 64


@given(st.text(EVERY_CLASS) | st.text(), BASES)
@settings(deadline=None)
def test_every_character_has_a_level(text: str, wanted: int | None) -> None:
    base, levels = paragraph_levels(text, wanted)
    assert base in (0, 1)
    assert wanted in (base, None)
    assert len(levels) == len(text)
    assert all(base <= level <= MAX_DEPTH + 1 for level in levels)
    for i, char in enumerate(text):
        if is_removed(char):
            assert levels[i] == (levels[i - 1] if i else base)


@given(st.text(EVERY_CLASS) | st.text(), BASES, st.data())
@settings(deadline=None)
def test_runs_cover_a_line_exactly_once(text: str, wanted: int | None, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    base, levels = paragraph_levels(text, wanted)
    runs = visual_runs(text, levels, base, start, end)
    covered = [i for first, last, _ in runs for i in range(first, last)]
    assert sorted(covered) == list(range(start, end))
    assert all(level == base or {level} == set(levels[first:last]) for first, last, level in runs)
    in_text = sorted(runs)
    assert all(left[2] != right[2] for left, right in pairwise(in_text))


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1))
def test_ascii_letters_are_one_run(text: str) -> None:
    assert paragraph_levels(text, 0) == paragraph_levels(text) == (0, [0] * len(text))
    assert visual_runs(text, [0] * len(text), 0, 0, len(text)) == [(0, len(text), 0)]
    assert paragraph_levels(text, 1) == (1, [2] * len(text))


@given(st.text(NEVER_RAISING))
@settings(deadline=None)
def test_the_short_cut_for_left_to_right_text_gives_what_the_rules_give(text: str) -> None:
    assert paragraph_levels(text, 0) == (0, [0] * len(text))
    _, by_the_rules = paragraph_levels(text + HEBREW_ALEF, 0)  # whose last letter forbids the short cut
    assert by_the_rules == [0] * len(text) + [1]


def test_an_isolated_phone_number_stays_in_order_in_arabic() -> None:
    call, now = "اتصل", "الآن"
    number = "(617) 555-0100"
    seen = displayed(f"{call} {LRI}{number}{PDI} {now}")
    assert seen == f"{now[::-1]} (617) 555-0100 {call[::-1]}"


def test_a_bare_phone_number_in_arabic_is_scrambled_as_the_standard_says() -> None:
    """W2 makes the digits Arabic numbers, and W4 does not join those across a hyphen: hence the isolates."""
    call, now = "اتصل", "الآن"
    seen = displayed(f"{call} (617) 555-0100 {now}")
    assert seen == f"{now[::-1]} 0100-555 (617) {call[::-1]}"


def test_an_isolated_phone_number_is_one_run_of_level_two() -> None:
    text = f"{ALEF}{LRI}(617) 555-0100{PDI}{ALEF}"
    base, levels = paragraph_levels(text)
    assert (base, levels) == (1, [1, 1] + [2] * 14 + [1, 1])
    assert visual_runs(text, levels, base, 0, len(text)) == [(16, 18, 1), (2, 16, 2), (0, 2, 1)]


def test_a_line_ends_in_whitespace_of_the_base_level() -> None:
    """L1 looks at the end of each line, not of the paragraph."""
    text = f"{ALEF} {ALEF} a"
    base, levels = paragraph_levels(text, 0)
    assert levels == [1, 1, 1, 0, 0]
    assert visual_runs(text, levels, base, 0, 2) == [(0, 1, 1), (1, 2, 0)]
    assert visual_runs(text, levels, base, 2, 5) == [(2, 3, 1), (3, 5, 0)]
    assert visual_runs(text, levels, base, 0, 5) == [(0, 3, 1), (3, 5, 0)]


@pytest.mark.parametrize("separator", ["\t", "\n"])
def test_a_separator_and_whitespace_before_it_have_the_base_level(separator: str) -> None:
    text = f"{ALEF} {separator}{ALEF}"
    base, levels = paragraph_levels(text, 0)
    assert visual_runs(text, levels, base, 0, 4) == [(0, 1, 1), (1, 3, 0), (3, 4, 1)]


def test_an_empty_line_has_no_runs() -> None:
    assert paragraph_levels("") == (0, [])
    assert paragraph_levels("", 1) == (1, [])
    assert visual_runs("abc", [0, 0, 0], 0, 1, 1) == []


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("12 a", 0),
        (f"12 {ALEF} a", 1),
        (f"{LRI}a{PDI}{ALEF}", 1),
        (f"{RLI}{ALEF}{PDI}a", 0),
        (f"{RLI}{ALEF}", 0),
        (f"12\n{ALEF}", 0),  # a paragraph separator ends the search,
        (f"{LRI}\n{PDI}{ALEF}", 0),  # and the isolate
    ],
)
def test_the_first_strong_character_outside_isolates_sets_the_base(text: str, base: int) -> None:
    assert paragraph_levels(text)[0] == base


@pytest.mark.parametrize(
    ("inside", "level"),
    [("a", 2), ("1", 2), (f"1{ALEF}", 1), (f"{LRI}a{PDI}{ALEF}", 1)],
)
def test_a_first_strong_isolate_takes_its_direction_from_its_content(inside: str, level: int) -> None:
    _, levels = paragraph_levels(f"a{FSI}{inside}{PDI}{HEBREW_ALEF}", 0)
    assert levels[1 + len(inside)] == level


def test_a_removed_character_joins_the_one_before_it() -> None:
    assert is_removed(ZWNJ)
    assert is_removed(RLE)
    assert not any(map(is_removed, LRI + PDI + "a "))
    assert paragraph_levels(f"{ZWNJ}{ALEF}{ZWNJ}{ALEF}", 0) == (0, [0, 1, 1, 1])


# BidiCharacterTest.txt alone does not notice when these rules break. The last levels of each text are given.
RULES = [
    ("X1 the deepest embedding is 125", RLE * 200 + "a" + ALEF, [126, 125]),
    ("X1 the deepest isolate is 125", RLI * 200 + "a" + ALEF, [126, 125]),
    ("X2 no embedding counts inside an overflowing isolate", RLE * 63 + RLI + RLE + PDI + PDF + "a", [124]),
    ("X5a an override covers an isolate", f"{RLE}a{PDF}{RLO}{LRI}{PDI}{PDF}{RLE}a", [2, 2, 2, 1, 1, 1, 1, 2]),
    ("X6a an override covers a lone PDI", f"{RLE}a{PDF}{RLO}{PDI}{PDF}{RLE}a", [2, 2, 2, 1, 1, 1, 2]),
    ("X6a overflow ends with the isolate", LRI + RLE * 200 + PDI + RLI + "a", [0, 0, 2]),
    ("X7 PDF does nothing in an overflowing isolate", RLE * 63 + RLI + PDF + "a", [126]),
    ("X8 a paragraph separator is at the base", f"{RLE}{ALEF}\n", [0, 1, 0]),
    ("X10 sos follows the higher level before", f"{RLE}{ALEF}{PDF}1", [0, 1, 1, 2]),
    ("X10 eos follows the higher level after", f"{ALEF}!{RLE}a", [1, 1, 1, 2]),
    ("X10 eos looks past closed isolates", f"{ALEF}{LRI}a{PDI}!{RLE}a", [1, 1, 2, 1, 1, 1, 2]),
    ("X10 eos is the base after an open isolate", f"{ALEF}!{RLI}a", [1, 0, 0, 2]),
    ("W1 a mark at the start takes sos", f"{RLE}{ALEF}{PDF}{ACUTE}a", [0, 1, 1, 1, 0]),
    ("W5 terminators after a number", f"{HEBREW_ALEF}1$%", [1, 2, 2, 2]),
    ("W5 terminators before a number", f"{HEBREW_ALEF}$%1", [1, 2, 2, 2]),
    ("W5 terminators away from numbers", f"{HEBREW_ALEF}$!1", [1, 1, 1, 2]),
    ("N0 brackets without a context follow sos", f"{RLE}{ALEF}{PDF}({ALEF})a", [0, 1, 1, 1, 1, 1, 0]),
    ("N2 neutrals between two directions", f"{RLE}{ALEF}{PDF}!a", [0, 1, 1, 0, 0]),
]


@pytest.mark.parametrize(("text", "levels"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_rule(text: str, levels: list[int]) -> None:
    assert paragraph_levels(text, 0)[1][-len(levels) :] == levels


@pytest.mark.parametrize("space", [" ", f" {PDF}", f" {LRI}{PDI}", f" {ZWNJ} "])
def test_invisible_characters_at_the_end_of_a_line_are_whitespace(space: str) -> None:
    text = f"{RLE}{ALEF}{space}"
    base, levels = paragraph_levels(text, 0)
    assert visual_runs(text, levels, base, 0, len(text))[-1] == (2, len(text), 0)


@pytest.mark.parametrize(("surplus", "level"), [(0, 1), (1, 0)])
def test_bracket_pairing_stops_when_its_stack_is_full(surplus: int, level: int) -> None:
    """BD16: with one bracket too many no pair is found, and N2 decides instead of N0."""
    brackets = MAX_OPEN_BRACKETS + surplus
    text = f"{HEBREW_ALEF}{'(' * brackets}{HEBREW_ALEF}{')' * brackets}a"
    assert paragraph_levels(text, 0)[1][-2] == level


def test_marks_on_a_bracket_follow_it() -> None:
    text = f"{HEBREW_ALEF}({HEBREW_ALEF}){ACUTE}{ACUTE}a"
    assert paragraph_levels(text, 0)[1] == [1, 1, 1, 1, 1, 1, 0]


def test_a_mark_on_a_later_letter_does_not_follow_a_bracket() -> None:
    """N0: the accent on b goes with b, whose direction differs from that of the brackets."""
    text = f"{HEBREW_ALEF}({HEBREW_ALEF})b{ACUTE} {ACUTE}{HEBREW_ALEF}"
    assert paragraph_levels(text, 1)[1] == [1, 1, 1, 1, 2, 2, 1, 1, 1]
    assert paragraph_levels(text, 0)[1] == [1, 1, 1, 1, 0, 0, 0, 0, 1]


def test_an_isolate_ends_with_its_paragraph() -> None:
    """BD9: what closes it after a paragraph separator closes nothing."""
    assert paragraph_levels(f"{RLI}\u2029{PDI}{HEBREW_ALEF}") == (0, [0, 0, 0, 1])


def test_canonically_equivalent_brackets_pair() -> None:
    for opening in "\u2329\u3008":
        for closing in "\u232a\u3009":
            text = f"{HEBREW_ALEF}{opening}{HEBREW_ALEF}{closing}a"
            assert paragraph_levels(text, 0)[1] == [1, 1, 1, 1, 0]


def test_other_bases_are_refused() -> None:
    with pytest.raises(ValueError, match="base must be 0, 1 or None, not 2"):
        paragraph_levels("a", 2)
