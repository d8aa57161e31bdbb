"""Phrases that are said in English: what a script may list, and how they are found in a text."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.read.phrases import PHRASE, STANDS_FOR, Piece, in_text, pieces, said_between, stays_english, without
from cards.read.scripts import read_script
from tests.said import FREE, LAWYER, SCRIPT


def put(folder: Path, text: str) -> Path:
    path = folder / "gate.toml"
    path.write_text(text, "utf-8")
    return path


def line_of(text: str, part: str) -> int:
    return text.count("\n", 0, text.index(part)) + 1


def test_a_statement_has_its_phrases(tmp_path: Path) -> None:
    side = read_script(put(tmp_path, SCRIPT)).bearer
    assert [each.say for each in side.sources] == [(), (FREE,), (LAWYER,)]


@pytest.mark.parametrize(
    ("say", "what"),
    [
        ("Am I free to leave?", "'bearer.statement.1.say' has 'Am I free to leave?', which is not in the text."),
        ("am I free to go?", "'bearer.statement.1.say' has 'am I free to go?', which is not in the text."),
        ("Am I fre", "'bearer.statement.1.say' has 'Am I fre', which is not in the text."),
        ("Am I free to go", "'bearer.statement.1.say' has 'Am I free to go' without its “?”."),
        ("Аm I free to go?", "'bearer.statement.1.say' has 'Аm I free to go?'."),
        ("Am  I free to go?", "'bearer.statement.1.say' has 'Am  I free to go?'."),
        ("Ask:** “Am I free to go?", "'bearer.statement.1.say' has 'Ask:** “Am I free to go?'."),
        ("{org}", "'bearer.statement.1.say' has '{org}'."),
        ("", "'bearer.statement.1.say' holds something that is not a text."),
    ],
)
def test_a_phrase_that_is_not_in_the_text_is_refused_at_its_line(say: str, what: str, tmp_path: Path) -> None:
    text = SCRIPT.replace(f'say = ["{FREE}"]', f'say = ["{say}"]')
    with pytest.raises(BadFile) as caught:
        read_script(put(tmp_path, text))
    assert (caught.value.cause, caught.value.line) == (what, line_of(text, "say = ["))
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("say", "part"),
    [
        (f'["{FREE}", "{FREE}"]', "twice or inside another"),
        (f'["{FREE}", "free"]', "twice or inside another"),
        (f'["{FREE}", "yes", "leave", "If", "calmly."]', "has 5 entries. Give at most 4."),
        (f'"{FREE}"', "is not a list"),
    ],
)
def test_a_list_that_would_not_keep_phrases_whole_is_refused(say: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=part):
        read_script(put(tmp_path, SCRIPT.replace(f'say = ["{FREE}"]', f"say = {say}")))


@pytest.mark.parametrize(
    ("text", "say", "what"),
    [
        ("If you know, say “no”.", ["no"], None),
        ("If you know! say “no”.", ["no"], None),
        ("If you know, say “no!”", ["no"], "'no' without its “!”"),
        ("Ask “Why” or “Why?”", ["Why"], "'Why' without its “?”"),
        ("Ask “Why?” or “Why?”", ["Why?"], None),
        ("Say “no” or “I know nothing.”", ["no", "I know nothing."], None),
        ("Say “I want” or “I want a car!”", ["I want", "I want a car!"], "twice or inside another"),
        ("Say “I want a car!”", ["I want", "I want a car!"], "twice or inside another"),
        ("Say “I want.” or “I want a car!”", ["I want.", "I want a car"], "'I want a car' without its “!”"),
    ],
)
def test_a_phrase_is_looked_for_wherever_it_is_and_nowhere_else(
    text: str, say: list[str], what: str | None, tmp_path: Path
) -> None:
    """Not inside a longer word, and not at its first place alone."""
    script = SCRIPT.replace(
        "[officer.heading]", f'[[bearer.statement]]\nid = "more"\ntext = "{text}"\nsay = {say}\n[officer.heading]', 1
    )
    if what is None:
        assert read_script(put(tmp_path, script)).bearer.statements[-1].say == tuple(say)
        return
    with pytest.raises(BadFile, match=re.escape(what)):
        read_script(put(tmp_path, script))


def test_the_officers_side_is_all_english_and_lists_none(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is on the officer's side"):
        read_script(put(tmp_path, SCRIPT + 'say = ["I choose"]\n'))


VARIANT = """
[[bearer.statement.variant]]
id = "there"
regions = ["US-MA"]
authority = ["M.G.L. c. 1"]
"""


def test_a_variant_has_phrases_of_its_own(tmp_path: Path) -> None:
    text = SCRIPT.replace(
        "[officer.heading]", VARIANT + 'text = "**Say:** “Goodbye.”"\nsay = ["Goodbye."]\n[officer.heading]'
    )
    claim = read_script(put(tmp_path, text)).bearer.statements[1]
    assert (claim.say, [each.say for each in claim.variants]) == ((LAWYER,), [("Goodbye.",)])
    with pytest.raises(BadFile, match="which is not in the text"):
        read_script(put(tmp_path, text.replace('say = ["Goodbye."]', f'say = ["{LAWYER}"]')))
    with pytest.raises(BadFile, match="which is not in the text"):
        read_script(put(tmp_path, text.replace('text = "**Say:** “Goodbye.”"', "leave_out = true")))


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("Diga “no” ahora", ("no",), [("Diga “", False), ("no", True), ("” ahora", False)]),
        ("Diga now, nothing", ("no",), [("Diga now, nothing", False)]),
        ("nó no\u0301 noé 7no", ("no",), [("nó no\u0301 noé 7no", False)]),
        ("说no吗", ("no",), [("说", False), ("no", True), ("吗", False)]),
        ("قلno!", ("no",), [("قل", False), ("no", True), ("!", False)]),
        ("I want. I want a car.", ("I want.", "I want a car."), [("I want.", 1), (" ", 0), ("I want a car.", 1)]),
        ("", ("no",), []),
        ("no", (), [("no", False)]),
    ],
)
def test_phrases_are_found_as_whole_words(
    text: str, phrases: tuple[str, ...], expected: list[tuple[str, bool]]
) -> None:
    assert [(piece.text, piece.is_said) for piece in pieces(text, phrases)] == expected
    assert in_text(text, phrases) == tuple(each for each in phrases if (each, True) in expected)


@given(
    st.lists(st.from_regex(PHRASE, fullmatch=True), min_size=1, max_size=4, unique=True),
    st.lists(st.text(max_size=8), min_size=1, max_size=5),
)
def test_pieces_are_the_whole_text_in_order(phrases: list[str], between: list[str]) -> None:
    text = "".join(f"{each} {phrases[place % len(phrases)]} " for place, each in enumerate(between))
    found = list(pieces(text, phrases))
    assert "".join(piece.text for piece in found) == text
    between_them = [*said_between(text, phrases)]
    assert [phrase for _, phrase, _ in between_them] == [piece.text for piece in found if piece.is_said]
    if between_them:
        first, others = between_them[0], between_them[1:]
        assert "".join((*first, *(part for _, *rest in others for part in rest))) == text
    assert all(one[2] == other[0] for one, other in itertools.pairwise(between_them))
    assert all(piece.text in phrases for piece in found if piece.is_said)
    assert any(piece.is_said for piece in found)
    assert without(text, phrases) == "".join(STANDS_FOR if piece.is_said else piece.text for piece in found)
    assert Piece("", False) not in found


def test_what_translators_read_about_phrases() -> None:
    assert stays_english(()) == ""
    assert stays_english((FREE, LAWYER)) == (
        "Said in English: keep “Am I free to go?” and “I want to stay silent. I want a lawyer.” letter for letter, "
        "and write the meaning beside it, in brackets."
    )
