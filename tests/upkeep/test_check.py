"""`check_locale`: each defect that is put into a good catalog is found, at its line, by its rule, and nothing else is.

The catalogs are those of a script of two statements, on a shelf of its own; at last, those that ship.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.decoding import decode
from cards.errors import DoesNotFit, plainly, worded
from cards.jobs import Order, gather
from cards.locations import Shelf, bundled
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.card_options import CardOptions
from cards.read.catalogs import catalog_path, translated_tags
from cards.read.languages import read_languages
from cards.read.sign_offs import digest, review_path
from cards.upkeep.check import check_locale
from cards.upkeep.check_cards import TRIAL_CONTACT, TRIAL_STOCK
from cards.upkeep.findings import Diagnostic

HEADER = """\
# By hand.
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Generator: Poedit 3.4\\n"
"""

GOOD = {
    "park/bearer/heading": ("Breathe. You have rights.", "Respire. Tiene derechos."),
    "park/bearer/ask": (
        "**Ask** whether you may go. You have 48 hours.",
        "**Pregunte** si puede irse. Tiene 48 horas.",
    ),
    "park/bearer/quiet": (
        "**Be quiet.** Show this card to the officer.",
        "**Guarde silencio.** Muestre esta tarjeta.",
    ),
    "labels/hotline": ("Call for help:", "Llame para pedir ayuda:"),
    "labels/link": ("Find a lawyer:", "Busque un abogado:"),
    "labels/lawyer": ("My lawyer:", "Mi abogado:"),
    "labels/contact": ("In an emergency:", "En una emergencia:"),
    "labels/a-number": ("A-number:", "Número A:"),
}
HEADING, ASK, QUIET = "park/bearer/heading", "park/bearer/ask", "park/bearer/quiet"
LAWYER = "labels/lawyer"

ODD = """\
# Ana: nothing here is wrong
#
# allow length: it is not used
#. A note for translators: <b>Fuzzy</b>, {nothing}, **
#: scripts/park.toml
#, no-wrap
#| msgctxt "park/bearer/ask"
#| msgid ""
#| "**Ask** "
#| "“May I go?”"
msgctxt ""
"park/bearer/ask"
msgid ""
"**Ask** whether you may go. "
"You have 48 hours."
msgstr ""
"**Pregunte** si puede "
"irse. Tiene 48 horas."

#, fuzzy
msgctxt "park/bearer/quiet"
msgid "**Be quiet.** Show this card to the officer."
msgstr "**Guarde silencio.** Muestre esta tarjeta."

# Ana: an old one
#, Fuzzy
#~ msgctxt "park/bearer/old"
#~ msgid "Old <b>{one}</b>."
#~ msgstr "Vieja** www.example.org"
"""

Put = Callable[[Path, str], Path]
Check = Callable[..., list[Diagnostic]]


def catalog() -> str:
    """`GOOD` as a catalog."""
    entries = [
        f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{text}"\n' for context, (english, text) in GOOD.items()
    ]
    return "\n".join([HEADER, *entries])


def edited(old: str, new: str) -> str:
    """The good catalog with one thing written otherwise."""
    assert catalog().count(old) == 1
    return catalog().replace(old, new)


def line_of(text: str, context: str) -> int:
    """The line of a message's msgctxt, from 1."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line == f'msgctxt "{context}"')


@pytest.fixture
def check(shelf: Shelf, put: Put) -> Check:
    """What is found in a catalog of Spanish, or of another language."""

    def run(text: str, tag: str = "es") -> list[Diagnostic]:
        path = put(catalog_path(shelf, tag), text)
        found = check_locale([shelf], read_languages([shelf])[tag])
        assert all(each.file == path for each in found)
        for each in found:
            assert 1 <= each.line <= text.count("\n") + 1
            assert re.fullmatch(r".+[.)]", each.message), each
            assert each.fix.endswith("."), each
        return found

    return run


def test_nothing_is_wrong_with_a_good_catalog(check: Check) -> None:
    assert check(catalog()) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_oddities_are_left_alone(newline: str, check: Check) -> None:
    """Texts on several lines, the English of before, flags, entries that are no longer used."""
    others = [entry for entry in catalog().split("\n\n")[1:] if not re.search("bearer/(ask|quiet)", entry)]
    (found,) = check("\n\n".join([HEADER.rstrip(), *others, ODD]).replace("\n", newline))
    assert (found.rule, found.context) == ("fuzzy", QUIET)


def test_a_locale_without_a_catalog_has_everything_to_do(shelf: Shelf) -> None:
    (found,) = check_locale([shelf], read_languages([shelf])["es"])
    assert (found.rule, found.severity, found.line) == ("untranslated", "warning", 1)
    assert found.message.startswith("8 strings")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('derechos."', "derechos.", 10, "quotation mark is missing"),
        ('"Respire', "Respire", 10, "quotation mark is missing"),
        ('"Respire. Tiene derechos."', "“Respire. Tiene derechos.”", 10, "typographic quotation marks"),
        ('"Respire. Tiene derechos."', "«Respire. Tiene derechos.»", 10, "typographic quotation marks"),
        ('Tiene derechos."', 'Tiene "derechos"."', 10, "has a quotation mark in it"),
        ("Tiene derechos.", "Tiene derechos\\q.", 10, "backslash"),
        ('msgid "Breathe', 'msgit "Breathe', 9, "'msgit'"),
        ('msgstr "Respire. Tiene derechos."\n', "", 11, "msgctxt cannot come after msgid"),
        ('msgstr "Respire', '# my comment\nmsgstr "Respire', 10, "comment is inside"),
        ('msgstr "Respire. Tiene derechos."', 'msgstr "Respire."\nTiene derechos.', 11, "not part of a catalog"),
        ("# By hand.", "\ufeff# By hand.", 1, "byte order mark"),
        ("park/bearer/quiet", "park/bearer/heading", 16, "is already on line 8"),
        ('msgstr "Número A:"\n', "", 37, "ends after msgid"),
        ("# By hand.", "By hand.", 1, "'By'"),
    ],
)
def test_broken_lines(old: str, new: str, line: int, message: str, check: Check) -> None:
    found = check(edited(old, new))
    assert [(each.rule, each.severity, each.context, each.line) for each in found] == [("syntax", "error", "", line)]
    assert message in found[0].message


@pytest.mark.parametrize("flag", ["fuzzy", "Fuzzy", "FUZZY", "fuzzY"])
def test_a_fuzzy_string_keeps_the_card_from_being_printed(flag: str, check: Check) -> None:
    text = edited(f'msgctxt "{ASK}"', f'#, no-wrap, {flag}\nmsgctxt "{ASK}"')
    found = check(text)
    assert [(each.rule, each.severity, each.context) for each in found] == [("fuzzy", "warning", ASK)]
    assert found[0].line == line_of(text, ASK)
    assert "printed until the mark is cleared" in found[0].message
    assert [each.rule for each in check(text.replace(f'msgstr "{GOOD[ASK][1]}"', 'msgstr ""'))] == ["untranslated"]


@pytest.mark.parametrize(
    ("context", "old", "new", "rule", "severity"),
    [
        (HEADING, "Tiene derechos.", "Tiene {derechos}.", "placeholders", "error"),
        (HEADING, "Tiene derechos.", "Tiene {org}.", "placeholders", "error"),
        (QUIET, "**Guarde silencio.** ", "Guarde silencio. ", "stars", "error"),
        (QUIET, "**Guarde silencio.** ", "**Guarde silencio. ", "stars", "error"),
        (QUIET, "**Guarde silencio.** ", "*Guarde silencio.* ", "stars", "error"),
        (QUIET, "**Guarde silencio.** ", "**** Guarde silencio. ", "markup", "error"),
        (ASK, "48 horas", "84 horas", "numbers", "error"),
        (ASK, "48 horas", "٨٤ horas", "numbers", "error"),
        (ASK, "48 horas", "۸۴ horas", "numbers", "error"),
        (ASK, "48 horas", "८४ horas", "numbers", "error"),
        (ASK, "48 horas", "၈၄ horas", "numbers", "error"),
        (ASK, "48 horas", "muchas horas", "numbers", "error"),
        (ASK, "puede irse", "\u202epuede irse\u202c", "markup", "error"),
        (ASK, "puede irse", "\u2067puede irse", "markup", "error"),
        (ASK, "puede irse", "puede irse\u2069", "markup", "error"),
        (ASK, "puede irse", "puede\u0008 irse", "markup", "error"),
        (ASK, "puede irse", "puede \\n irse", "markup", "error"),
        (ASK, "puede irse", "puede \ue000 irse", "markup", "error"),
        (ASK, "puede irse", "puede <i>irse</i>", "angle-brackets", "error"),
        (ASK, "puede irse", "puede irse www.example.org", "address", "error"),
        (ASK, "puede irse", "puede irse example@example", "address", "error"),
        (ASK, "puede irse", "puede irse \U00013000", "glyph", "error"),
        (HEADING, "Respire. Tiene derechos.", "Breathe. You have rights.", "untranslated-text", "error"),
        (ASK, "puede irse", "puede \N{CYRILLIC SMALL LETTER I}rse", "mixed-script", "warning"),
        (ASK, "puede irse", "pue\u0301de irse", "nfc", "warning"),
        (ASK, "48 horas.", "48 horas", "end-punctuation", "warning"),
        ("labels/link", "un abogado:", "un abogado", "end-punctuation", "warning"),
        ("labels/lawyer", "Mi abogado:", "Mi abogado", "end-punctuation", "warning"),
        ("labels/lawyer", "Mi abogado:", "Mi abogado de {org}:", "placeholders", "error"),
        (HEADING, "Respire. Tiene derechos.", "Sí.", "length", "warning"),
        (ASK, "puede irse", "puede\u200b irse", "zero-width-space", "warning"),
        (ASK, "puede irse", "puede  irse", "spaces", "warning"),
        (QUIET, "**Guarde silencio.** ", "**Guarde silencio. **", "spaces", "warning"),
        (QUIET, "**Guarde silencio.** ", "** Guarde silencio.** ", "spaces", "warning"),
        (QUIET, "**Guarde silencio.** ", "**Guarde silencio.**", "spaces", "warning"),
    ],
)
def test_each_defect_is_found_where_it_is(
    context: str, old: str, new: str, rule: str, severity: str, check: Check
) -> None:
    text = edited(old, new)
    found = check(text)
    wanted = [(rule, severity, context, line_of(text, context))]
    seen = [(each.rule, each.severity, each.context, each.line) for each in found]
    # A foreign letter is told by the rule of its script too, and foreign digits by the fonts.
    assert wanted[0] in seen
    assert {each[0] for each in seen} - {rule} <= {"glyph", "mixed-script"}
    assert len(found) == len({each.message for each in found}), "nothing is told twice"
    assert {each[2:] for each in seen} == {wanted[0][2:]}

    allowed = text.replace(f'msgctxt "{context}"', f'# allow {rule}: Ana says so\nmsgctxt "{context}"')
    still = {each.rule for each in check(allowed)}
    assert (rule in still) == (severity == "error")


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        ("# allow end-punctuation: our language ends so", True),
        ("# a word before\n# allow end-punctuation: because\n#. a note\n#, no-wrap", True),
        ("#  allow end-punctuation: because", True),
        ("# allow end-punctuation:", False),
        ("# allow end-punctuation: ", False),
        ("# allow end-punctuation", False),
        ("# allow: end-punctuation", False),
        ("# allow spaces: because", False),
        ("# allow all: because", False),
        ("# Allow end-punctuation: because", False),
        ("# allowing end-punctuation: because", False),
        ("# do not allow end-punctuation: because", False),
        ("#. allow end-punctuation: because", False),
        ("#~ allow end-punctuation: because", False),
    ],
)
def test_a_warning_is_silenced_by_a_reason(comment: str, silent: bool, check: Check) -> None:
    text = edited("48 horas.", "48 horas").replace(f'msgctxt "{ASK}"', f'{comment}\nmsgctxt "{ASK}"')
    rules = [each.rule for each in check(text) if each.rule != "allow-comment"]
    assert rules == ([] if silent else ["end-punctuation"])


@pytest.mark.parametrize(
    ("comment", "is_told"),
    [
        ("# allow end-punctuation:", True),
        ("# allow end-punctuation", True),
        ("# allow: end-punctuation", True),
        ("# allow end-punktuation: because", True),
        ("# Allow end-punctuation: because", True),
        ("# allow numbers: because", True),  # an error, which no comment silences
        ("# allow", True),
        ("# allow spaces: because", False),  # nothing to silence now
        ("# allow small-type: because", False),
        ("# allowing for the short line, I left out a word", False),
        ("# do not allow end-punctuation: because", False),
    ],
)
def test_a_comment_that_silences_nothing_is_told_of(comment: str, is_told: bool, check: Check) -> None:
    text = catalog().replace(f'msgctxt "{ASK}"', f'{comment}\nmsgctxt "{ASK}"')
    found = check(text)
    assert [(each.rule, each.severity, each.context) for each in found] == (
        [("allow-comment", "warning", ASK)] if is_told else []
    )
    assert all(
        comment.removeprefix("# ") in each.message and "# allow same-as-source: reason" in each.fix for each in found
    )


def test_a_reason_counts_for_its_own_string_only(check: Check) -> None:
    text = edited("48 horas.", "48 horas").replace("tarjeta.", "tarjeta")
    text = text.replace(f'msgctxt "{ASK}"', f'# allow end-punctuation: because\nmsgctxt "{ASK}"')
    assert [(each.rule, each.context) for each in check(text)] == [("end-punctuation", QUIET)]


def test_plural_forms_are_told_where_they_stand(check: Check) -> None:
    text = edited('msgstr "Llame', 'msgid_plural "Calls:"\nmsgstr[0] "Llame')
    found = [each for each in check(text) if each.severity == "error"]
    assert [each.line for each in found] == [line_of(text, "labels/hotline")]
    assert "plural" in found[0].fix


def test_a_broken_file_of_sign_offs_is_told_of(shelf: Shelf, put: Put) -> None:
    put(catalog_path(shelf, "es"), edited("48 horas", "84 horas"))
    path = put(review_path(shelf, "es"), "ask = 1\n")
    found = check_locale([shelf], read_languages([shelf])["es"])
    assert [(each.severity, each.rule == "numbers") for each in found] == [("error", True), ("error", False)]
    assert (found[1].file, found[1].line) == (path, 1)


def test_a_broken_sign_off_is_told_at_its_own_line(shelf: Shelf, put: Put) -> None:
    """Its message has the context in it, which stands in the catalog too."""
    put(catalog_path(shelf, "es"), catalog())
    signed = f'\n[["{ASK}"]]\nsha256 = "{"0" * 64}"\nrole = "aunt"\nby = "Bo"\non = 2026-01-02\n'
    path = put(review_path(shelf, "es"), signed)
    (found,) = check_locale([shelf], read_languages([shelf])["es"])
    assert (found.file, found.line, found.severity) == (path, 4, "error")
    assert "aunt" in found.message


def test_two_reasons_silence_two_rules(check: Check) -> None:
    text = edited("48 horas.", "48  horas")
    assert sorted(each.rule for each in check(text)) == ["end-punctuation", "spaces"]
    reasons = "# allow end-punctuation: because\n# allow spaces: because\n"
    assert check(text.replace(f'msgctxt "{ASK}"', f'{reasons}msgctxt "{ASK}"')) == []


def test_every_defect_is_told_in_the_order_of_the_lines(check: Check) -> None:
    text = (
        catalog().replace("derechos.", "derechos").replace("48 horas", "49 horas").replace("un abogado:", "un abogado")
    )
    assert [(each.context, each.rule) for each in check(text)] == [
        (HEADING, "end-punctuation"),
        (ASK, "numbers"),
        ("labels/link", "end-punctuation"),
    ]


def test_a_string_whose_english_has_changed(check: Check) -> None:
    text = edited("Breathe. You have rights.", "Breathe. You have many rights.")
    found = check(text)
    assert [(each.rule, each.severity, each.context) for each in found] == [("stale", "warning", HEADING)]
    assert "locale update" in found[0].fix


def test_a_string_of_no_card(check: Check) -> None:
    text = edited(
        f'msgctxt "{HEADING}"', f'msgctxt "park/bearer/old"\nmsgid "Old"\nmsgstr "<b>"\n\nmsgctxt "{HEADING}"'
    )
    found = check(text)
    assert [(each.rule, each.severity, each.context) for each in found] == [
        ("unknown-string", "warning", "park/bearer/old")
    ]


@pytest.mark.parametrize("missing", [[HEADING], [ASK, "labels/link"], ["labels/link", LAWYER], list(GOOD)])
def test_untranslated_strings_are_counted_together(missing: list[str], check: Check) -> None:
    """One by one they would hide what is wrong with the others."""
    text = catalog()
    for context in missing:
        text = text.replace(f'msgstr "{GOOD[context][1]}"', 'msgstr ""')
    (found,) = check(text)
    assert (found.rule, found.severity, found.line) == ("untranslated", "warning", line_of(text, missing[0]))
    assert found.message.startswith(f"{len(missing)} ")
    assert missing[0] in found.message


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('msgstr "Mi abogado:"', 'msgstr ""', "untranslated"),
        (f'msgctxt "{LAWYER}"', f'#, fuzzy\nmsgctxt "{LAWYER}"', "fuzzy"),
        ('msgid "My lawyer:"', 'msgid "Mine:"', "stale"),
    ],
)
def test_a_string_that_only_some_cards_need_is_told_and_hides_nothing(
    old: str, new: str, rule: str, check: Check
) -> None:
    """Without a translation of that label the card is laid out all the same."""
    text = edited(old, new)
    (found,) = check(text)
    assert (found.rule, found.severity) == (rule, "warning")
    if rule == "untranslated":
        assert found.line == line_of(text, LAWYER)
        assert (
            worded(found.message, plainly)
            == f"1 string is not translated: {LAWYER} (only needed with 'write_in' lawyer)."
        )
    also = check(text.replace("Guarde silencio.", f"{'Silencio' * 14}."))
    assert [(each.rule, each.context) for each in also if each.severity == "error"] == [("overflow", QUIET)]


def test_a_space_is_no_translation(check: Check) -> None:
    found = check(edited("Respire. Tiene derechos.", "\u00a0"))
    assert "untranslated" in {each.rule for each in found}


def test_type_that_becomes_small_is_told_of(check: Check) -> None:
    text = edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 27}.")
    found = [each for each in check(text) if each.rule != "length"]
    assert [(each.rule, each.severity) for each in found] == [("small-type", "warning")]
    assert "park" in found[0].message.lower()


def test_small_type_is_told_at_the_longest_statement(check: Check) -> None:
    long = f"Tiene 48 horas{' y más de lo que se piensa' * 27}."
    text = edited("Tiene 48 horas.", long).replace(f'msgctxt "{ASK}"', f'# allow length: a trial\nmsgctxt "{ASK}"')
    assert [(each.rule, each.context, each.line) for each in check(text)] == [
        ("small-type", ASK, line_of(text, ASK)),
    ]
    assert check(text.replace("# allow length", "# allow small-type: it must be long\n# allow length")) == []


def test_small_type_is_told_in_the_catalog_that_the_words_are_in(shelf: Shelf, put: Put, tmp_path: Path) -> None:
    """A language that only a content folder has: the bundled shelf has no catalog of it."""
    mine = content_shelf(tmp_path)
    text = edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 27}.")
    path = put(catalog_path(mine, "es"), text)
    found = check_locale([shelf, mine], read_languages([shelf])["es"])
    assert [(each.rule, each.file) for each in found] == [("length", path), ("small-type", path)]


def test_a_missing_glyph_is_found_before_all_is_translated(check: Check) -> None:
    text = edited("puede irse", "puede irse \U00013000 ᚠ").replace(f'msgstr "{GOOD[QUIET][1]}"', 'msgstr ""')
    found = [each for each in check(text) if each.severity == "error"]
    assert [(each.rule, each.context, each.line) for each in found] == [("glyph", ASK, line_of(text, ASK))]
    assert "U+13000" in found[0].message
    assert "U+16A0" in found[0].message


def test_a_missing_glyph_of_the_officers_side_is_told_in_the_script(shelf: Shelf, put: Put) -> None:
    put(catalog_path(shelf, "es"), catalog())
    script = shelf.scripts / "park.toml"
    broken = put(script, script.read_text("utf-8").replace("I remain silent.", "I remain \U00013000."))
    (found,) = check_locale([shelf], read_languages([shelf])["es"])
    assert (found.rule, found.file, found.context) == ("glyph", broken, "park/officer/silent")
    assert found.line == next(
        number for number, line in enumerate(broken.read_text("utf-8").split("\n"), 1) if "\U00013000" in line
    )


def test_a_context_that_is_part_of_another_is_not_blamed(shelf: Shelf, put: Put) -> None:
    """`go` comes first in the catalog; `go-away` is what does not fit."""
    script = shelf.scripts / "park.toml"
    put(script, script.read_text("utf-8").replace('id = "ask"', 'id = "go"').replace('id = "quiet"', 'id = "go-away"'))
    text = catalog().replace(ASK, "park/bearer/go").replace(QUIET, "park/bearer/go-away")
    text = text.replace("Guarde silencio.", f"{'Silencio' * 14}.")
    put(catalog_path(shelf, "es"), text)
    found = [each for each in check_locale([shelf], read_languages([shelf])["es"]) if each.severity == "error"]
    assert [(each.rule, each.context, each.line) for each in found] == [
        ("overflow", "park/bearer/go-away", line_of(text, "park/bearer/go-away"))
    ]


def test_the_longest_statement_is_blamed_for_what_comes_after_it(shelf: Shelf, put: Put) -> None:
    """The first that does not fit is shorter and has less to give. It stands first in this catalog."""
    header, heading, ask, quiet, *labels = catalog().split("\n\n")
    ask = ask.replace("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 26}.")
    quiet = quiet.replace("Muestre esta tarjeta.", f"Muestre{' siempre y con calma' * 6} esta tarjeta.")
    text = "\n\n".join([header, quiet, ask, heading, *labels])
    put(catalog_path(shelf, "es"), text)
    (found,) = [each for each in check_locale([shelf], read_languages([shelf])["es"]) if each.severity == "error"]
    assert f"{QUIET} is the first that does not fit, {ASK} is the longest" in found.message
    assert (found.rule, found.context, found.line) == ("overflow", ASK, line_of(text, ASK))


@pytest.mark.parametrize("label", ["labels/hotline", "labels/link", "labels/lawyer"])
def test_a_glyph_that_is_missing_in_a_label(label: str, check: Check) -> None:
    text = GOOD[label][1]
    found = [each for each in check(edited(text, f"{text[:-1]} \U00013000:")) if each.severity == "error"]
    assert [(each.rule, each.context) for each in found] == [("glyph", label)]
    assert "U+13000" in found[0].message


def millimetres_in(message: str) -> float:
    found = re.search(r"(\d+\.\d) mm", message)
    assert found, message
    return float(found[1])


def test_a_statement_too_long_for_the_card(check: Check) -> None:
    """Said in millimetres, which grow with the text, at the line of that string."""
    over = []
    for times in (33, 35):
        text = edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * times}.")
        found = [each for each in check(text) if each.severity == "error"]
        assert [(each.rule, each.context, each.line) for each in found] == [("overflow", ASK, line_of(text, ASK))]
        over.append(millimetres_in(found[0].message))
        tried = "Tested on the park card with and without a telephone number on avery-5371."
        assert found[0].message.endswith(f" {tried}")
    assert 0 < over[0] < over[1]


def test_a_label_too_long_for_one_of_the_two_cards(check: Check) -> None:
    """Beside a number there is less room for a line than for the number itself."""
    (found,) = [
        each for each in check(edited(GOOD["labels/hotline"][1], f"Llame {'a' * 28}:")) if each.severity == "error"
    ]
    assert (found.rule, found.context) == ("overflow", "labels/hotline")
    assert found.message.endswith(" Tested on the park card with a line for a number on avery-5371.")


def test_the_larger_overflow_of_both_cards_is_told(shelf: Shelf, put: Put) -> None:
    """What `cards` refuses without a number is not more than what `check` has told."""
    put(catalog_path(shelf, "es"), edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 36}."))
    (found,) = [each for each in check_locale([shelf], read_languages([shelf])["es"]) if each.rule == "overflow"]
    amounts = []
    for contact in (TRIAL_CONTACT, Contact(TRIAL_CONTACT.link)):
        with pytest.raises(DoesNotFit) as refusal:
            make(gather([shelf], Order("es", "park", TRIAL_STOCK, contact)), decode)
        amounts.append(millimetres_in(refusal.value.cause))
    assert amounts[0] != amounts[1]
    assert millimetres_in(found.message) == max(amounts)


def test_a_heading_too_long_for_two_lines(check: Check) -> None:
    text = edited("Tiene derechos.", f"Tiene derechos{' y derechos' * 12}.")
    found = [each for each in check(text) if each.severity == "error"]
    assert [(each.rule, each.context, each.line) for each in found] == [("overflow", HEADING, line_of(text, HEADING))]
    assert millimetres_in(found[0].message) > 0


def test_a_word_wider_than_its_line(check: Check) -> None:
    text = edited("Guarde silencio.", f"{'Silencio' * 14}.")
    found = [each for each in check(text) if each.severity == "error"]
    assert [(each.rule, each.context, each.line) for each in found] == [("overflow", QUIET, line_of(text, QUIET))]
    assert millimetres_in(found[0].message) > 0


def test_a_label_too_wide_for_a_line_that_only_some_cards_have(check: Check) -> None:
    text = edited("Mi abogado:", f"Mi {'abogado' * 8}:")
    found = [each for each in check(text) if each.severity == "error"]
    assert [(each.rule, each.context, each.line) for each in found] == [("overflow", LAWYER, line_of(text, LAWYER))]
    assert millimetres_in(found[0].message) > 0
    missing = text.replace(f'msgstr "{GOOD[QUIET][1]}"', 'msgstr ""')
    assert {each.rule for each in check(missing)} == {"untranslated"}, "there is no card to lay out"


def test_statements_without_room_over_a_line_that_only_some_cards_have(shelf: Shelf, put: Put, check: Check) -> None:
    """That card is refused, and may be left away: no translation is wrong."""
    text = edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 24}.")
    assert [each for each in check(text) if each.severity == "error"] == []
    order = Order("es", "park", TRIAL_STOCK, TRIAL_CONTACT, options=CardOptions(write_in="lawyer"))
    with pytest.raises(DoesNotFit):
        make(gather([shelf], order), decode)


def test_a_long_statement_that_fits(check: Check) -> None:
    text = edited("Tiene 48 horas.", f"Tiene 48 horas{' y más de lo que se piensa' * 8}.")
    assert [each.rule for each in check(text)] == ["length"]


OTHERS = {
    "ar": {
        HEADING: "تنفسوا. لديكم حقوق.",
        ASK: "**اسألوا** إن كان بإمكانكم الذهاب. لديكم ٤٨ ساعة.",
        QUIET: "**اصمتوا.** أظهروا هذه البطاقة.",
        "labels/hotline": "للمساعدة:",
        "labels/link": "محامون:",
        "labels/lawyer": "محامي:",
        "labels/contact": "جهة اتصال للطوارئ:",
        "labels/a-number": "رقم A:",
    },
    "km": {
        HEADING: "ដកដង្ហើម។ អ្នកមានសិទ្ធិ។",
        ASK: "**សួរ**ថាតើអ្នកអាចទៅបានទេ។ អ្នកមាន ៤៨ ម៉ោង។",
        QUIET: "**នៅស្ងៀម។** បង្ហាញ\u200bកាត\u200bនេះ។",
        "labels/hotline": "ជំនួយ៖",
        "labels/link": "មេធាវី៖",
        "labels/lawyer": "មេធាវីរបស់ខ្ញុំ៖",
        "labels/contact": "ទំនាក់ទំនងបន្ទាន់៖",
        "labels/a-number": "លេខ A៖",
    },
    "my": {
        HEADING: "အသက်ရှူပါ။ သင့်မှာ အခွင့်အရေးရှိသည်။",
        ASK: "**မေးပါ** သွားနိုင်သလား။ ၄၈ နာရီ ရှိသည်။",
        QUIET: "**တိတ်တိတ်နေပါ။** ဤကတ်ကို ပြပါ။",
        "labels/hotline": "အကူအညီ:",
        "labels/link": "ရှေ့နေ:",
        "labels/lawyer": "ကျွန်ုပ်၏ ရှေ့နေ:",
        "labels/contact": "အရေးပေါ် ဆက်သွယ်ရန်:",
        "labels/a-number": "A နံပါတ်:",
    },
    "th": {
        HEADING: "หายใจ คุณมีสิทธิ",
        ASK: "**ถาม**ว่าไปได้ไหม คุณมีเวลา ๔๘ ชั่วโมง",
        QUIET: "**เงียบไว้** แสดงบัตรนี้ต่อเจ้าหน้าที่",
        "labels/hotline": "โทรขอความช่วยเหลือ:",
        "labels/link": "หาทนายความ:",
        "labels/lawyer": "ทนายความของฉัน:",
        "labels/contact": "ผู้ติดต่อฉุกเฉิน:",
        "labels/a-number": "หมายเลข A:",
    },
}


@pytest.mark.parametrize("tag", OTHERS)
def test_good_catalogs_in_other_scripts(tag: str, check: Check) -> None:
    text = catalog().replace("Language: es", f"Language: {tag}")
    for context, new in OTHERS[tag].items():
        text = text.replace(f'msgstr "{GOOD[context][1]}"', f'msgstr "{new}"')
    assert check(text, tag) == []


def content_shelf(folder: Path) -> Shelf:
    """The shelf of a content folder."""
    return Shelf(*(folder / "mine" / name for name in ("scripts", "stocks", "hotlines", "translations", "fonts")))


def test_entries_that_a_content_folder_replaces_are_left_alone(shelf: Shelf, put: Put, tmp_path: Path) -> None:
    """An own English sentence with its own translation: the bundled one is older and wrong, and no card uses it."""
    mine = content_shelf(tmp_path)
    put(catalog_path(shelf, "es"), edited("48 horas.", "84 horas"))
    old, new = "You have 48 hours.", "You have 72 hours."
    put(mine.scripts / "park.toml", (shelf.scripts / "park.toml").read_text("utf-8").replace(old, new))
    english = GOOD[ASK][0].replace(old, new)
    ours = f'msgctxt "{ASK}"\nmsgid "{english}"\nmsgstr "**Pregunte** si puede irse. Tiene 72 horas."\n'
    path = put(catalog_path(mine, "es"), ours)
    spanish = read_languages([shelf])["es"]
    assert [each.rule for each in check_locale([shelf, mine], spanish)] == ["half-catalog"]

    put(path, ours.replace("72 horas", "27 horas"))
    assert [(each.file, each.line, each.rule) for each in check_locale([shelf, mine], spanish)] == [
        (path, 1, "numbers"),
        (path, 1, "half-catalog"),
    ]


def test_statements_that_a_content_folder_leaves_out_are_left_alone(shelf: Shelf, put: Put, tmp_path: Path) -> None:
    mine = content_shelf(tmp_path)
    put(catalog_path(shelf, "es"), edited("48 horas.", "84 horas"))
    head, _, tail = (shelf.scripts / "park.toml").read_text("utf-8").split("[[bearer.statement]]")
    put(mine.scripts / "park.toml", f"{head}[[bearer.statement]]{tail}")
    assert check_locale([shelf, mine], read_languages([shelf])["es"]) == []


@pytest.mark.parametrize("begun", ["", "other", "empty"])
def test_an_own_sentence_without_an_own_translation(begun: str, shelf: Shelf, put: Put, tmp_path: Path) -> None:
    """The bundled translation is of another text: to be translated in the folder's own catalog, and told there."""
    mine = content_shelf(tmp_path)
    put(catalog_path(shelf, "es"), catalog())
    text = (shelf.scripts / "park.toml").read_text("utf-8").replace("whether you may go", "whether you may leave")
    put(mine.scripts / "park.toml", text)
    path = catalog_path(mine, "es")
    if begun:
        context = ASK if begun == "empty" else QUIET
        put(path, f'\n\nmsgctxt "{context}"\nmsgid "{GOOD[context][0]}"\nmsgstr ""\n')
    (found,) = check_locale([shelf, mine], read_languages([shelf])["es"])
    assert (found.file, found.rule, found.line) == (path, "untranslated", 3 if begun == "empty" else 1)
    assert found.message == f"1 string is not translated: {ASK}."
    fix = {
        "": f"`locale init es --content {tmp_path / 'mine'}`",
        "other": "`locale update es --content",
        "empty": "Translate it.",
    }
    assert fix[begun] in found.fix


def test_an_empty_entry_of_a_content_folder_replaces_nothing(shelf: Shelf, put: Put, tmp_path: Path) -> None:
    mine = content_shelf(tmp_path)
    put(catalog_path(shelf, "es"), catalog())
    put(catalog_path(mine, "es"), f'msgctxt "{ASK}"\nmsgid "{GOOD[ASK][0]}"\nmsgstr ""\n')
    assert check_locale([shelf, mine], read_languages([shelf])["es"]) == []


def test_english_needs_no_translation(shelf: Shelf) -> None:
    assert check_locale([shelf], read_languages([shelf])["en"]) == []


@pytest.mark.parametrize("is_long", ["ours", "theirs"])
def test_two_shelves_are_checked_each_in_its_own_file(is_long: str, shelf: Shelf, put: Put, tmp_path: Path) -> None:
    """What an organisation has written over ours is laid out, and told at its place."""
    mine = content_shelf(tmp_path)
    long = f"**{'Silencio' * 14}.** Muestre esta tarjeta."
    text = edited("48 horas.", "48 horas").replace(GOOD[QUIET][1], long)
    theirs = put(catalog_path(shelf, "es"), text)
    context = QUIET if is_long == "ours" else HEADING
    own = long.replace("Silencio" * 14, "Silencio") if context == QUIET else GOOD[HEADING][1]
    ours = put(catalog_path(mine, "es"), f'msgctxt "{context}"\nmsgid "{GOOD[context][0]}"\nmsgstr "{own}"\n')
    found = check_locale([shelf, mine], read_languages([shelf])["es"])
    seen = [
        (each.file, each.line, each.rule, each.context) for each in found if each.rule not in ("length", "half-catalog")
    ]
    assert seen[0] == (theirs, line_of(text, ASK), "end-punctuation", ASK)
    assert seen[1:] == ([] if is_long == "ours" else [(theirs, line_of(text, QUIET), "overflow", QUIET)])

    put(ours, f'\nmsgctxt "{QUIET}"\nmsgid "{GOOD[QUIET][0]}"\nmsgstr "{long}"\n')
    found = check_locale([shelf, mine], read_languages([shelf])["es"])
    assert [(each.file, each.line) for each in found if each.rule == "overflow"] == [(ours, 2)]


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", translated_tags([bundled()]))
def test_what_ships_has_no_errors(tag: str) -> None:
    findings = check_locale([bundled()], read_languages([bundled()])[tag])
    assert [each for each in findings if each.severity == "error"] == []


def test_a_lost_negation_is_an_error_and_a_comment_may_name_another_word(shelf: Shelf, put: Put, check: Check) -> None:
    """The shelf's script forbids something here."""
    script = shelf.scripts / "park.toml"
    put(script, script.read_text("utf-8").replace("**Be quiet.** Show", "**Do not speak.** Show"))
    text = catalog().replace("**Be quiet.** Show", "**Do not speak.** Show")
    (lost,) = check(text)
    assert (lost.context, lost.rule, lost.severity) == (QUIET, "negation", "error")
    assert lost.message == "It has no negation where the English needs 1 (“not”): the negation was lost."
    assert check(text.replace("Guarde silencio", "No hable")) == []
    noted = text.replace(f'msgctxt "{QUIET}"', f'# negation: silencio\nmsgctxt "{QUIET}"')
    assert check(noted) == []
    assert [each.rule for each in check(noted.replace("silencio\n", "silenzio\n"))] == ["negation-comment", "negation"]
    assert [each.rule for each in check(noted.replace("negation: silencio", "allow negation: it is right"))] == [
        "allow-comment",
        "negation",
    ]


def test_a_language_without_marks_of_negation_is_told_once(shelf: Shelf, check: Check) -> None:
    (shelf.translations / "es" / "negations.toml").unlink()
    (told,) = check(catalog())
    assert (told.rule, told.severity, told.line, told.context) == ("negation-marks", "warning", 1, "")
    assert told.message.startswith("No marks of negation are listed for Spanish")
    assert str(shelf.translations / "es" / "negations.toml") in told.fix
    empty = re.sub('msgstr "[^"].*', 'msgstr ""', catalog())
    assert {each.rule for each in check(empty)} == {"untranslated"}


def test_a_string_that_changed_since_it_was_read_back(shelf: Shelf, put: Put, check: Check) -> None:
    english, text = GOOD[QUIET]
    read = shelf.translations / "es" / "back-translation.toml"
    put(read, f'["{QUIET}"]\nsha256 = "{digest(QUIET, english, text)}"\nenglish = "Keep silent. Show this card."\n')
    assert check(catalog()) == []
    changed = catalog().replace("Guarde silencio", "Quede en silencio")
    (told,) = check(changed)
    assert (told.context, told.rule, told.severity) == (QUIET, "read-back", "warning")
    assert told.message.startswith("It was translated back into English as “Keep silent. Show this card.”;")
    comment = f'# allow read-back: a typing mistake\nmsgctxt "{QUIET}"'
    assert check(changed.replace(f'msgctxt "{QUIET}"', comment)) == []
    put(
        review_path(shelf, "es"),
        f'[["{QUIET}"]]\nsha256 = "{digest(QUIET, english, text.replace("Guarde", "Quede en"), "es")}"\n'
        'locale = "es"\nrole = "back-translation"\nby = "Rosa"\non = 2026-01-02\n',
    )
    assert check(changed) == []
    put(read, f'["{QUIET}"]\nsha = 1\n')
    (broken,) = check_locale([shelf], read_languages([shelf])["es"])
    assert (broken.file, broken.rule, broken.message) == (read, "syntax", "'park/bearer/quiet.sha' is not known here.")
