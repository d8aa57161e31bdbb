"""Translations carried to where they belong, byte for byte; what no card uses, and two translations of one text."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf
from cards.read.catalogs import catalog_path
from cards.read.languages import read_languages
from cards.read.po_file import parse_po
from cards.read.sign_offs import digest, review_path
from cards.upkeep.carry import adopted, carried_to_twins, unused_messages
from cards.upkeep.check import check_locale
from cards.upkeep.findings import Diagnostic

PATH = Path("cards.po")
ENGLISH = {
    "park/bearer/ask": "**Ask** to go.",
    "park/bearer/quiet": "**Be quiet.**",
    "shop/bearer/quiet": "**Be quiet.**",
    "work/bearer/quiet": "**Be quiet.**",
    "labels/link": "Find a lawyer:",
}
HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def message(context: str, english: str, text: str, above: str = "") -> str:
    """A message of a catalog, without a context if that is empty."""
    named = f'msgctxt "{context}"\n' if context else ""
    return f'\n{above}{named}msgid "{english}"\nmsgstr "{text}"\n'


ASK = message("park/bearer/ask", "**Ask** to go.", "", "# Ana: on foot\n#. A question.\n#: park.toml\n")
STRAY = message("", "**Ask** to go.", "**Pregunte** si puede irse.", "# Bo: from the old file\n#, no-wrap\n")
QUIET = message("park/bearer/quiet", "**Be quiet.**", "**Guarde silencio.**")


def belongings(*messages: str) -> list[tuple[str, str]]:
    """The text of each message that no card uses, and the string that it belongs to."""
    file = parse_po(HEADER + "".join(messages), PATH)
    return [(each.entry.msgstr, each.belongs) for each in unused_messages(file, ENGLISH)]


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([ASK, QUIET], []),
        ([STRAY], [("**Pregunte** si puede irse.", "park/bearer/ask")]),
        ([ASK, STRAY], [("**Pregunte** si puede irse.", "park/bearer/ask")]),
        ([message("old/x", "**Ask** to go.", "Pida.")], [("Pida.", "park/bearer/ask")]),
        ([ASK.replace('msgstr ""', 'msgstr "Pida irse."'), STRAY], [("**Pregunte** si puede irse.", "")]),
        ([STRAY, message("old/x", "**Ask** to go.", "Pida.")], [("**Pregunte** si puede irse.", ""), ("Pida.", "")]),
        ([message("", "**Be quiet.**", "Calle.")], [("Calle.", "")]),
        ([message("", "**ask** to go.", "Pida.")], [("Pida.", "")]),
        ([message("", "Gone.", "Ido.")], [("Ido.", "")]),
        ([message("", "**Ask** to go.", "")], []),
        ([message("", "**Ask** to go.", " ")], []),
    ],
)
def test_a_message_belongs_to_the_one_untranslated_string_of_its_english(
    messages: list[str], found: list[tuple[str, str]]
) -> None:
    assert belongings(*messages) == found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_message_is_adopted_with_its_comments_and_flags(end: str, gettext: Callable[..., str]) -> None:
    catalog = (HEADER + ASK + QUIET + STRAY).replace("\n", end)
    done = adopted(catalog, PATH, ENGLISH)
    got = STRAY.replace("msgid", '# Ana: on foot\nmsgctxt "park/bearer/ask"\nmsgid')
    assert done.text == (HEADER + QUIET + got).replace("\n", end)
    assert done.before == {"park/bearer/ask": ""}
    assert adopted(done.text, PATH, ENGLISH).text == done.text
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)


def test_a_message_under_an_old_name_is_adopted_too() -> None:
    old = message("old/x", "Find a lawyer:", "Abogados:", "#, fuzzy\n")
    done = adopted(HEADER + old + QUIET, PATH, ENGLISH)
    assert done.text == HEADER + old.replace("old/x", "labels/link") + QUIET
    assert "#, fuzzy" in done.text, "a doubt goes with it"


def test_nothing_is_adopted_that_is_not_clear() -> None:
    catalog = HEADER + message("", "**Be quiet.**", "Calle.") + QUIET
    assert adopted(catalog, PATH, ENGLISH).text == catalog


SHOP = message("shop/bearer/quiet", "**Be quiet.**", "**Calle.**", "# Ana: short\n#, fuzzy\n")
WORK = '\nmsgctxt "work/bearer/quiet"\nmsgid "**Be quiet.**"\nmsgstr ""\n"**No "\n"hable.**"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_correction_is_carried_to_its_twins_and_nothing_else_changes(end: str) -> None:
    catalog = (HEADER + QUIET + ASK + SHOP + WORK).replace("\n", end)
    done = carried_to_twins(catalog, PATH, "park/bearer/quiet", ENGLISH)
    work = message("work/bearer/quiet", "**Be quiet.**", "**Guarde silencio.**")
    shop = SHOP.replace("Calle", "Guarde silencio")
    assert done.text == (HEADER + QUIET + ASK + shop + work).replace("\n", end)
    assert done.before == {"shop/bearer/quiet": "**Calle.**", "work/bearer/quiet": "**No hable.**"}
    again = carried_to_twins(done.text, PATH, "park/bearer/quiet", ENGLISH)
    assert (again.text, again.before) == (done.text, {})
    wrapped = carried_to_twins(catalog, PATH, "work/bearer/quiet", ENGLISH).text
    assert wrapped.count(f'msgstr ""{end}"**No "{end}"hable.**"') == 3


@pytest.mark.parametrize(
    ("context", "error", "what"),
    [
        ("park/bearer/ask", BadOrder, "has no translation"),
        ("labels/link", BadOrder, "has no translation"),
        ("shop/bearer/quiet", BadOrder, "is fuzzy, or made from an older English text"),
        ("park/bearer/x", UnknownId, "There is no string 'park/bearer/x'"),
    ],
)
def test_what_cannot_be_carried(context: str, error: type[Exception], what: str) -> None:
    with pytest.raises(error, match=what):
        carried_to_twins(HEADER + QUIET + ASK + SHOP + WORK, PATH, context, ENGLISH)


def test_a_translation_of_an_older_english_is_not_carried() -> None:
    with pytest.raises(BadOrder, match="from an older English text"):
        carried_to_twins(HEADER + QUIET, PATH, "park/bearer/quiet", {"park/bearer/quiet": "**Be very quiet.**"})


# What `locale check` says of them

TWO = """
[[bearer.statement]]
id = "still"
text = "**Be quiet.** Show this card to the officer."
authority = ["U.S. Const. amend. V"]

[officer.heading]"""
TEXT = "**Be quiet.** Show this card to the officer."


def found(shelf: Shelf, put: Callable[[Path, str], Path], *messages: str) -> list[Diagnostic]:
    """What a check finds in a catalog of Spanish, of what this file is about."""
    path = shelf.scripts / "park.toml"
    if TWO not in path.read_text("utf-8"):
        put(path, path.read_text("utf-8").replace("\n[officer.heading]", TWO))
    put(catalog_path(shelf, "es"), HEADER + "".join(messages))
    rules = ("no-context", "unknown-string", "same-english", "unread-file", "sign-off")
    return [each for each in check_locale([shelf], read_languages([shelf])["es"]) if each.rule in rules]


def test_two_translations_of_one_text_are_told_with_both_lines(shelf: Shelf, put: Callable[[Path, str], Path]) -> None:
    one = message("park/bearer/quiet", TEXT, "**Guarde silencio.** Muestre esta tarjeta.")
    other = message("park/bearer/still", TEXT, "**Calle.** Muestre esta tarjeta.")
    (each,) = found(shelf, put, one, other)
    assert (each.line, each.context, each.severity) == (10, "park/bearer/still", "warning")
    assert each.message == (
        "park/bearer/quiet (line 6) has the same English but a different translation: "
        "“**Guarde silencio.** Muestre esta tarjeta.”"
    )
    assert "`locale update es --same park/bearer/quiet`" in each.fix
    assert "--same park/bearer/still" in each.fix
    for silent in (
        [one, other.replace("**Calle.**", "**Guarde silencio.**")],
        [one, other.replace("msgctxt", "#, fuzzy\nmsgctxt")],
        [one, other.replace("msgctxt", "# allow same-english: said to a child\nmsgctxt")],
        [one.replace("msgctxt", "# allow same-english: said to a child\nmsgctxt"), other],
        [one, other.replace("**Calle.** Muestre esta tarjeta.", "")],
        [one, message("park/bearer/still", "Old.", "Viejo.")],
    ):
        assert found(shelf, put, *silent) == []


def test_what_no_card_uses_is_told_on_its_line(shelf: Shelf, put: Callable[[Path, str], Path]) -> None:
    heading = "Breathe. You have rights."
    stray, old = message("", heading, "Respire."), message("park/x", "Call for help:", "Llame:")
    seen = found(shelf, put, stray, old, message("park/y", "Gone.", "Ido."))
    assert [(each.rule, each.line, each.severity) for each in seen] == [
        ("no-context", 6, "warning"),
        ("unknown-string", 9, "warning"),
        ("unknown-string", 13, "warning"),
    ]
    assert seen[0].message == (
        "It has no msgctxt, so no card uses it. "
        "Its English is the same as that of park/bearer/heading, which is not translated."
    )
    assert "`locale update es --adopt`" in seen[0].fix
    assert "labels/hotline" in seen[1].message
    assert "--adopt" not in seen[2].fix


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("es/LC_MESSAGES/messages.po", True),
        ("es/LC_MESSAGES/cards.mo", True),
        ("es/cards.po", True),
        ("es.po", True),
        ("fr.po", False),
        ("cards.pot", False),
        ("es/notes.txt", False),
    ],
)
def test_a_catalog_that_nobody_opens_is_told(
    name: str, is_told: bool, shelf: Shelf, put: Callable[[Path, str], Path]
) -> None:
    path = put(shelf.translations / name, "")
    told = [(each.file, each.rule) for each in found(shelf, put)]
    assert told == ([(path, "unread-file")] if is_told else [])


def test_a_sign_off_that_does_not_count_is_told(shelf: Shelf, put: Callable[[Path, str], Path]) -> None:
    quiet = message("park/bearer/quiet", TEXT, "**Guarde silencio.** Muestre esta tarjeta.")
    sha256 = digest("park/bearer/quiet", TEXT, "**Guarde silencio.** Muestre esta tarjeta.", "pt")

    def signed(context: str, locale: str) -> str:
        line = f'locale = "{locale}"\nsha256 = "{sha256}"\n'
        return f'[["{context}"]]\n{line}role = "legal"\nby = "Bo"\non = 2026-01-29\n\n'

    path = put(review_path(shelf, "es"), signed("park/bearer/gone", "es") + signed("park/bearer/quiet", "pt"))
    assert [(each.file, each.line, each.message) for each in found(shelf, put, quiet)] == [
        (path, 1, "It is a sign-off for a string that no card has."),
        (path, 8, "The sign-off of Bo does not count: it was given for pt."),
    ]
