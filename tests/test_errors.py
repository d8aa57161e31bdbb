"""Errors: what they print, their documented exit codes, and the ids that they suggest."""

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import errors
from cards.errors import (
    BadFile,
    BadOrder,
    CannotWrite,
    CardError,
    DoesNotFit,
    NoGlyph,
    Notice,
    StaleHotline,
    UnknownId,
    Untranslated,
    closest,
    command,
    plainly,
    setting,
    worded,
)

CODES: dict[type[CardError], int] = {
    BadOrder: 2,
    BadFile: 3,
    UnknownId: 4,
    Untranslated: 5,
    DoesNotFit: 6,
    CannotWrite: 7,
    StaleHotline: 8,
}
IDS = ["ciam", "icirr", "luce", "maine", "migrawatch", "sf"]

# What people may type for a language, and what they are shown.
TYPED = {
    "es": "es (Spanish)",
    "spa": "es (Spanish)",
    "spanish": "es (Spanish)",
    "espanol": "es (Spanish)",
    "vi": "vi (Vietnamese)",
    "vietnamese": "vi (Vietnamese)",
}


def test_each_kind_of_error_has_its_own_exit_code() -> None:
    assert {kind: kind.exit_code for kind in CODES} == CODES
    assert set(CardError.__subclasses__()) == set(CODES)


def test_the_exit_codes_are_those_of_the_table() -> None:
    rows = re.findall(r"^\| (\d) +\| (\w+) +\| \S", errors.__doc__ or "", re.MULTILINE)
    assert {name: int(code) for code, name in rows} == {kind.__name__: code for kind, code in CODES.items()}


@pytest.mark.parametrize(
    ("file", "line", "shown"),
    [
        (None, None, "Wrong. Mend it."),
        (Path("home.toml"), None, "home.toml: Wrong. Mend it."),
        (Path("home.toml"), 7, "home.toml:7: Wrong. Mend it."),
    ],
)
def test_an_error_prints_its_place_its_cause_and_its_remedy(file: Path | None, line: int | None, shown: str) -> None:
    error = BadFile("Wrong.", "Mend it.", file=file, line=line)
    assert str(error) == shown
    assert (error.cause, error.remedy, error.file, error.line) == ("Wrong.", "Mend it.", file, line)


@pytest.mark.parametrize(
    ("given_id", "remedy"),
    [
        ("luec", "Did you mean luce?"),
        ("LUCE", "Did you mean luce?"),
        ("migrawath", "Did you mean migrawatch?"),
        ("xyz", "There are: ciam, icirr, luce, maine, migrawatch, sf."),
    ],
)
def test_an_unknown_id_is_answered_with_the_closest(given_id: str, remedy: str) -> None:
    error = UnknownId("hotline", given_id, IDS)
    assert error.cause == f"There is no hotline {given_id!r}."
    assert error.remedy == remedy


def test_suggestions_keep_their_own_spelling() -> None:
    error = UnknownId("locale", "ZH-HAN", ["zh-Hans", "zh-Hant", "es"])
    assert error.remedy in ("Did you mean zh-Hans or zh-Hant?", "Did you mean zh-Hant or zh-Hans?")


def test_digits_are_never_guessed() -> None:
    error = UnknownId("stock", "5370", ["5371", "5372", "5373", "5374"])
    assert error.remedy == "There are: 5371, 5372, 5373, 5374."
    assert UnknownId("stock", "5372", ["5371"]).remedy == "There are: 5371."
    assert UnknownId("stock", "avery 537", ["avery-5371"]).remedy == "There are: avery-5371."
    assert UnknownId("stock", "stok-5371", ["stock-5371", "stock-5317"]).remedy == "Did you mean stock-5371?"


def test_of_too_many_that_are_as_close_none_is_suggested() -> None:
    assert UnknownId("script", "cat", ["car", "bat", "cut"]).remedy == "Did you mean bat, car or cut?"
    assert UnknownId("script", "cat", ["car", "bat", "cut", "rat"]).remedy == "There are: bat, car, cut, rat."


def test_a_suggestion_may_say_more_of_an_id() -> None:
    told = UnknownId("hotline", "luec", IDS, described={"luce": "Massachusetts"}).remedy
    assert told == "Did you mean luce (Massachusetts)?"


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("hoem", ["home"]), ("hom", ["home"]), ("homee", ["home"]), ("hime", ["home"]), ("H-O M/E", ["home"]),
        ("home.toml", ["home"]), ("hoe", ["home"]), ("hmoee", []), ("ho", []), ("house", []), ("", []), ("?", []),
        ("witnes", ["witness"]), ("wittnes", []), ("migrawtach", ["migrawatch"]), ("migrwtch", ["migrawatch"]),
        ("migrtch", []), ("x" * 1000, []),
    ],
)  # fmt: skip
def test_what_counts_as_a_slip_of_the_pen(typed: str, close: list[str]) -> None:
    assert closest(typed, ["home", "witness", "migrawatch"]) == close


@given(st.text("abcde", min_size=8, max_size=12), st.integers(0, 7), st.sampled_from(["out", "swap", "add", "change"]))
def test_any_single_slip_in_a_long_name_is_found(name: str, place: int, kind: str) -> None:
    letters = list(name)
    if kind == "out":
        del letters[place]
    elif kind == "swap":
        letters[place : place + 2] = reversed(letters[place : place + 2])
    else:
        letters[place : place + (kind == "change")] = "x"
    typed = "".join(letters)
    assert closest(typed, [name]) == ([name] if len(typed) > 2 else [])


def test_a_long_list_is_not_recited() -> None:
    known = [f"stock-{number:02}" for number in range(21)]
    assert UnknownId("stock", "?", known).remedy == "There are 21, from stock-00 to stock-20."
    assert UnknownId("stock", "?", known, "Look here.").remedy == "Look here."


def test_nothing_known_is_said() -> None:
    assert UnknownId("script", "home", []).remedy == "There are none."
    assert UnknownId("script", "home", {}).remedy == "There are none."
    assert UnknownId("script", "home", [], "Look here.").remedy == "Look here."


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("Spnish", "Did you mean es (Spanish)?"),
        ("espanish", "Did you mean es (Spanish)?"),  # close to two of its names
        ("VIETNAMSE", "Did you mean vi (Vietnamese)?"),
        ("?", "There are: es (Spanish), vi (Vietnamese)."),
    ],
)
def test_what_is_typed_is_answered_with_what_is_shown(typed: str, remedy: str) -> None:
    error = UnknownId("locale", typed, TYPED)
    assert error.cause == f"There is no locale {typed!r}."
    assert error.remedy == remedy


def test_each_id_counts_once_however_many_names_it_has() -> None:
    known = {f"name {name} of {number:02}": f"stock-{number:02}" for number in range(21) for name in "abc"}
    assert UnknownId("stock", "?", known).remedy == "There are 21, from stock-00 to stock-20."
    first = {typed: shown for typed, shown in known.items() if shown == "stock-00"}
    assert UnknownId("stock", "?", first).remedy == "There are: stock-00."
    assert UnknownId("stock", "name a of 00", known).remedy.count("stock-") <= 3


@given(st.text(), st.lists(st.text()) | st.dictionaries(st.text(), st.text()))
def test_any_id_and_any_list_make_a_sentence(given_id: str, known: list[str] | dict[str, str]) -> None:
    error = UnknownId("script", given_id, known)
    assert error.cause == f"There is no script {given_id!r}."
    assert str(error) == f"{error.cause} {error.remedy}"
    assert error.remedy[-1] in ".?"
    if error.remedy.startswith("Did you mean "):
        shown = known.values() if isinstance(known, dict) else known
        assert any(each in error.remedy for each in shown)


def test_an_error_knows_the_text_that_it_is_about() -> None:
    assert (
        DoesNotFit("It is too long.", "Shorten it.", over=3.0, string="home/bearer/door").string == "home/bearer/door"
    )
    assert BadFile("It is broken.", "Mend it.").string == ""
    assert isinstance(NoGlyph("It has a letter.", "Write another.", string="org"), DoesNotFit)


def test_settings_and_commands_are_in_the_words_of_a_front_end() -> None:
    error = UnknownId("stock", "x", (), f"`{command('stock list')}` shows {setting('stock', 'a4')}: {command('a b')}.")
    assert error.setting == "stock"
    assert str(error) == "There is no stock 'x'. `stock list` shows 'stock' a4: a b."

    def shown(line: str, quote: str) -> str:
        return f"{quote}{line.upper()}{quote}"

    assert worded(error.remedy, plainly, shown) == "`STOCK LIST` shows 'stock' a4: A B."


def test_a_notice_is_its_sentence_and_its_parts() -> None:
    notice = Notice("no-room", "no room for the logo", f"remove {setting('write_in')}", ("the logo",))
    assert worded(notice, plainly) == "no room for the logo: remove 'write_in'"
    assert Notice("red-paper", "the paper is red") == "the paper is red"
    told = notice.worded(plainly)
    assert told.parts == ("no-room", "no room for the logo", "remove 'write_in'", ("the logo",))
    again = pickle.loads(pickle.dumps(told))
    assert (type(again), again, again.parts) == (Notice, told, told.parts)
