"""Markup: strong pairs and allow-listed placeholders, and nothing that hides what a text says."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.merge.markup import (
    FSI,
    LRI,
    PDI,
    PLACEHOLDERS,
    Span,
    is_visible,
    isolated,
    left_to_right,
    spans,
)

VALUES = {
    "hotline": left_to_right("617-370-5023"),
    "hotline_name": isolated("LUCE"),
    "link": left_to_right("www.ilrc.org"),
    "org": isolated("Comité"),
    "language": isolated("Spanish"),
}

MARKED_UP = {
    "": (),
    "Stay calm.": (Span("Stay calm."),),
    "**Stay silent.** Say so.": (Span("Stay silent.", bold=True), Span(" Say so.")),
    "Say **nothing**": (Span("Say "), Span("nothing", bold=True)),
    "**a** b **c**": (Span("a", bold=True), Span(" b "), Span("c", bold=True)),
    "**a****b**": (Span("a", bold=True), Span("b", bold=True)),
    "2 * 3 * 4": (Span("2 * 3 * 4"),),
    "**a*b**": (Span("a*b", bold=True),),
    "_a_ `b` <b>c</b> %s %(d)s \\n &amp;": (Span("_a_ `b` <b>c</b> %s %(d)s \\n &amp;"),),
    "**Call {hotline}** now": (Span(f"Call {LRI}617-370-5023{PDI}", bold=True), Span(" now")),
    "{hotline_name}: {hotline}, {link}, {org}": (
        Span(f"{FSI}LUCE{PDI}: {LRI}617-370-5023{PDI}, {LRI}www.ilrc.org{PDI}, {FSI}Comité{PDI}"),
    ),
    "{org}{org}": (Span(f"{FSI}Comité{PDI}" * 2),),
}

REFUSED = {
    "**a": r"has an unpaired \*\*",
    "a**": r"has an unpaired \*\*",
    "**a** **b": r"has an unpaired \*\*",
    "**": r"has an unpaired \*\*",
    "**a** b** c": r"has an unpaired \*\*",
    "****": r"has a \*\* pair with nothing between",
    "a ** ** b": r"has a \*\* pair with nothing between",
    "**\u00a0**": r"has a \*\* pair with nothing between",
    "{": "has an unpaired brace { or }",
    "}": "has an unpaired brace { or }",
    "{hotline": "has an unpaired brace { or }",
    "hotline}": "has an unpaired brace { or }",
    "{{hotline}}": "has an unpaired brace { or }",
    "{hotline}}": "has an unpaired brace { or }",
    "{hot**line} a**": "has an unpaired brace { or }",
    "{}": "has the unknown placeholder {}; there are hotline, hotline_name, link, org",
    "{0}": "has the unknown placeholder {0}",
    "{phone}": "has the unknown placeholder {phone}",
    "{ hotline }": "has the unknown placeholder { hotline }",
    "{Hotline}": "has the unknown placeholder {Hotline}",
    "{hotline.number}": "has the unknown placeholder {hotline.number}",
    "{hotline[0]}": "has the unknown placeholder {hotline\\[0\\]}",
    "{hotline!r}": "has the unknown placeholder {hotline!r}",
    "{hotline:>99999999}": "has the unknown placeholder {hotline:>99999999}",
}

HIDDEN = ["\n", "\r", "\t", "\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d",
          "\u202e", "\ue000", "\U000f0000", "\ufffe", "\u0378", "\ud800", "\u00ad", "\ufeff", "\u180e", "\u2061",
          "\u2064", "\u206a", "\u206f", "\ufff9", "\ufffb", "\U000e0001", "\U000e0020", "\U000e0041", "\U000e007f",
          "\U0001d173"]  # fmt: skip

# Letters and symbols, says Unicode, that leave white paper.
BLANK = ["\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"]

# Joiners, marks of direction and places where a line may break are part of many languages.
SEEN = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00a0", "\u202f", "\u061c", "\ufe0f", "\u3000"]


@pytest.mark.parametrize(("text", "expected"), MARKED_UP.items())
def test_spans_of_a_text(text: str, expected: tuple[Span, ...]) -> None:
    assert spans(text, VALUES) == expected


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_markup_that_cannot_be_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        spans(text, VALUES)


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_a_placeholder_needs_its_value(name: str) -> None:
    assert spans(f"{{{name}}}", VALUES) == (Span(VALUES[name]),)
    without = {key: value for key, value in VALUES.items() if key != name}
    for values in (without, {**VALUES, name: ""}):
        assert spans("**Call** now", values)
        with pytest.raises(ValueError, match=f"needs {{{name}}}, which this card does not have"):
            spans(f"**Call** {{{name}}}", values)


@pytest.mark.parametrize("value", ["**b**", "{link}", "a ** b", "}", "\\1", "\\g<0>"])
def test_a_value_is_never_markup(value: str) -> None:
    assert spans("**a** {org} c", {"org": value}) == (Span("a", bold=True), Span(f" {value} c"))


@pytest.mark.parametrize("character", HIDDEN + BLANK, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_that_hides_is_refused_by_its_code(character: str) -> None:
    known = {"\n": "a line feed (U+000A)", "\t": "a tab (U+0009)", "\r": "a carriage return (U+000D)"}
    told = known.get(character, f"the character U+{ord(character):04X}")
    why = "and the card breaks" if character in "\n\r\x85\u2028\u2029" else "which can hide"
    for text in (f"a{character}b", character, f"**{character}a** b", f"a {{hotline}}{character}"):
        with pytest.raises(ValueError, match=re.escape(f"has {told}, {why}")):
            spans(text, VALUES)


@pytest.mark.parametrize("character", SEEN, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_that_languages_need_stays(character: str) -> None:
    assert spans(f"a{character}b", {}) == (Span(f"a{character}b"),)


@pytest.mark.parametrize("character", [*SEEN[:9], "\u2003"], ids=lambda character: f"U+{ord(character):04X}")
def test_a_strong_pair_has_something_that_is_seen(character: str) -> None:
    for text in (f"**{character}**", f"a **{character} {character}** b"):
        with pytest.raises(ValueError, match=r"has a \*\* pair with nothing between"):
            spans(text, {})
    assert spans(f"**{character}a**", {}) == (Span(f"{character}a", bold=True),)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", *SEEN[:9], *SEEN[10:], *HIDDEN, *BLANK, f"{LRI} {PDI}", "\u3164\u200b \ufeff"]
)
def test_white_paper_is_not_visible(text: str) -> None:
    assert not is_visible(text)
    assert is_visible(f"{text}ሀ")
    assert is_visible(f".{text}")


@pytest.mark.parametrize(
    "selector", ["\ufe00", "\ufe0f", "\u180b", "\U000e0100"], ids=lambda text: f"U+{ord(text):04X}"
)
def test_a_variation_selector_alone_is_not_visible(selector: str) -> None:
    assert not is_visible(selector)
    assert not is_visible(f" {selector}\u200d")
    assert is_visible(f"☎{selector}")


@pytest.mark.parametrize("text", ["a", ".", "*", "1", "حق", "ကို", "한", "，", "¿", "☎", "\u200dක", "\u3164x"])
def test_letters_figures_and_signs_are_visible(text: str) -> None:
    assert is_visible(text)


@pytest.mark.parametrize("isolate", ["\u2066", "\u2067", "\u2068"])
def test_isolates_are_opened_and_closed(isolate: str) -> None:
    balanced = f"a {isolate}b {isolate}c{PDI}{PDI} {isolate}d{PDI}"
    assert spans(balanced, {}) == (Span(balanced),)
    for text in (f"a{isolate}", f"{isolate}{isolate}a{PDI}", PDI, f"a{PDI}{isolate}", f"{isolate}a{PDI}{PDI}"):
        with pytest.raises(ValueError, match=r"has an isolate .* that is not closed, or not opened"):
            spans(text, {})


def test_numbers_and_names_are_isolated() -> None:
    assert left_to_right("617-370-5023") == "\u2066617-370-5023\u2069"
    assert isolated("LUCE") == "\u2068LUCE\u2069"


@given(st.text() | st.text("ab * \u00a0"))
@example("***a***")
@example("**a*** b")
def test_joined_spans_are_the_text_without_its_stars(text: str) -> None:
    if "{" in text or "}" in text:
        return
    try:
        found = spans(text, {})
    except ValueError:
        return
    assert "".join(span.text for span in found) == text.replace("**", "")
    assert all(span.text for span in found)
    assert sum(span.bold for span in found) == text.count("**") / 2


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["a", "b c", "حق", "{hotline}", "{org}"])), max_size=6))
def test_what_was_marked_strong_comes_out_bold(pieces: list[tuple[bool, str]]) -> None:
    text = "".join(f"**{piece}**" if bold else f" {piece} " for bold, piece in pieces)
    bold_text = [piece for bold, piece in pieces if bold]
    expected = [piece.replace("{hotline}", VALUES["hotline"]).replace("{org}", VALUES["org"]) for piece in bold_text]
    assert [span.text for span in spans(text, VALUES) if span.bold] == expected


@given(st.text() | st.text("{}*hotline _.a" + LRI + PDI), st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text()))
def test_any_text_has_spans_or_a_complaint(text: str, values: dict[str, str]) -> None:
    try:
        spans(text, values)
    except ValueError as error:
        assert str(error).startswith(("has ", "needs "))


SAID = ("Am I free to go?", "I want a lawyer.")


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("Am I free to go?", False, [("Am I free to go?", False, True)]),
        ("**a Am I free to go? b**", False, [("a ", 1, 0), ("Am I free to go?", 1, 1), (" b", 1, 0)]),
        ("a **Am I free to go?**b", False, [("a ", 0, 0), ("Am I free to go?", 1, 1), ("b", 0, 0)]),
        (
            "**«Am I free to go?»** I want a lawyer.",
            True,
            [
                (f"«{LRI}", 1, 0),
                ("Am I free to go?", 1, 1),
                (f"{PDI}»", 1, 0),
                (f" {LRI}", 0, 0),
                ("I want a lawyer.", 0, 1),
                (PDI, 0, 0),
            ],
        ),
    ],
)
def test_phrases_that_are_said_in_english_are_spans_of_their_own(
    text: str, rtl: bool, expected: list[tuple[str, bool, bool]]
) -> None:
    found = spans(text, VALUES, SAID, rtl=rtl)
    assert [(span.text, span.bold, span.english) for span in found] == expected


@given(st.lists(st.sampled_from([*SAID, "**x**", "حق", " ", "{org}", "?"])), st.booleans())
def test_phrases_change_no_letter_of_a_text(parts: list[str], rtl: bool) -> None:
    text = "-".join(parts)
    plain = "".join(span.text for span in spans(text, VALUES))
    said = spans(text, VALUES, SAID, rtl=rtl)
    assert re.sub(f"{LRI}({'|'.join(map(re.escape, SAID))}){PDI}", r"\1", "".join(span.text for span in said)) == plain
    assert [span.text for span in said if span.english] == [part for part in parts if part in SAID]
    assert all(span.text for span in said)
