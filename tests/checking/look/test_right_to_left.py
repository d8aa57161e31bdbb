"""Lines from left to right on the paper, read as in a right-to-left language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.checking.look.right_to_left import in_reading_order, times_in_order
from cards.checking.look.words import letters
from cards.typeset.text.bidi import paragraph_levels, visual_runs

PLANTED = "שלום"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (PLANTED[::-1], PLANTED),
        (f"«I do not consent.»:{PLANTED[::-1]}4", f"4{PLANTED}:»I do not consent.«"),
        (f"(םולש)«I go. Am I?»:{PLANTED[::-1]}", f"{PLANTED}:»I go. Am I?«)שלום("),
        ("«Yes.»«No.»", "»No.«»Yes.«"),
        ("I go.3", "3I go."),
        ("ןופלט617-370-5023", "617-370-5023טלפון"),
        ("א\nב", "א\nב"),
        ("", ""),
    ],
)
def test_a_line_is_read_from_the_right_but_english_from_the_left(seen: str, read: str) -> None:
    assert in_reading_order(seen) == read


@given(words=st.lists(st.sampled_from(["שלום", "לא", "اكتب", "نه", "«I do not consent.»", "«Am I free to go?»", "25"])))
def test_what_the_bidirectional_algorithm_lays_out_is_read_back(words: list[str]) -> None:
    """The order on the paper is that of typesetting. A number has words beside it, as on cards."""
    text = " ".join(f"א {word} ב" for word in words)
    base, levels = paragraph_levels(text, 1)
    runs = visual_runs(text, levels, base, 0, len(text))
    seen = "".join(text[start:end][:: -1 if level % 2 else 1] for start, end, level in runs)
    assert letters(in_reading_order(seen)) == letters(text)


@pytest.mark.parametrize(
    ("wanted", "page", "times"),
    [
        ("محاميا", "محاميا", 1),
        ("محاميًا", "xمحاميًاxمحاميًاx", 2),
        ("محاميًا", "محامًيا", 1),  # beside its letter
        ("محاميًا", "محًاميا", 0),  # too far from it
        ("محاميًا", "محاميا", 0),
        ("محاميا", "محاميًا", 0),
        ("محاميًا", "محاميٍا", 0),
        ("قاضٍ", "قاٍضx", 1),
        ("قاضٍ", "قاضٍ", 1),
        ("قاض", "قاضًxx", 1),  # of the letter beyond, or one too many: nothing tells
        ("لا", "نعم", 0),
    ],
)
def test_letters_are_found_in_order_each_with_its_marks(wanted: str, page: str, times: int) -> None:
    assert times_in_order([wanted], page) == times


def test_anything_may_be_between_two_pieces() -> None:
    assert times_in_order(["אב", "גד"], "אבxyzגד אבגד") == 2
    assert times_in_order(["אב", "גד"], "גד אב") == 0
    assert times_in_order(["אב", "גד"], "אב" + "x" * 200 + "גד") == 0
