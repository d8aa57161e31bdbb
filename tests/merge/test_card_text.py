"""Script, wording, hotline and link become the text of a card, or a list of what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.errors import BadFile, MissingValue, Untranslated, setting
from cards.locations import shelves
from cards.merge.card_text import Block, CardText, LegalAidText, _named, merge
from cards.merge.contact import Contact
from cards.merge.markup import FSI, LRI, PDI, Span
from cards.merge.review import Review
from cards.read.card_options import PLAIN, CardOptions
from cards.read.catalogs import Message, Wording, read_wording, translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import Language, read_languages
from cards.read.links import read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.read.records import Record
from cards.read.script_types import NO_SIDE, Labels, Script, ScriptSide, Source
from cards.read.scripts import find_script, read_labels
from cards.read.sign_offs import SignOff, digest

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
ENGLISH, SPANISH, ARABIC = LANGUAGES["en"], LANGUAGES["es"], LANGUAGES["ar"]

HOTLINE = Hotline(dialled("617-370-5023"), "LUCE", "luce")
LINK = read_link("https://www.ilrc.org/redcards")
PO = Path("translations/es/LC_MESSAGES/cards.po")


def source(context: str, text: str) -> Source:
    """An English text."""
    return Source(context, text, "", ())


SCRIPT = Script(
    id="street",
    version=3,
    title="On the street",
    about="Somebody is stopped.",
    bearer=ScriptSide(
        source("street/bearer/heading", "Stay calm."),
        (
            source("street/bearer/silence", "**Stay silent.** Say so."),
            source("street/bearer/leave", "Ask **to go.**"),
        ),
    ),
    officer=ScriptSide(
        source("street/officer/heading", "To the officer"),
        (source("street/officer/silence", "**I choose** silence."),),
    ),
)
LABELS = Labels(
    source("labels/hotline", "Call:"),
    source("labels/link", "Read:"),
    {"lawyer": source("labels/lawyer", "Mine:")},
    source("labels/officer/interpreter", "**I speak {language}.** Help."),
)

TRANSLATIONS = {
    "street/bearer/heading": "Calma.",
    "street/bearer/silence": "**No hable.** Dígalo.",
    "street/bearer/leave": "Pregunte **si puede irse.**",
    "labels/hotline": "Llame:",
    "labels/link": "Lea:",
    "labels/lawyer": "Mi defensor:",
}
WITH_LAWYER = CardOptions(write_in="lawyer")
TRANSLATED = (*SCRIPT.bearer.sources, *LABELS.sources)


def wording(changes: Mapping[str, Message | None] | None = None, tag: str = "es") -> Wording:
    """The Spanish of every text, on lines 10, 20, ..., with some of the messages changed or taken away."""
    messages = {
        each.context: Message(each.context, each.text, TRANSLATIONS[each.context], False, PO, 10 * place)
        for place, each in enumerate(TRANSLATED, 1)
    }
    for context, message in (changes or {}).items():
        if message is None:
            del messages[context]
        else:
            messages[context] = message
    return Wording(tag, messages, (PO,))


def message(context: str, **changes: str | bool) -> Message:
    """The message of a context with some of its parts changed."""
    return replace(wording().messages[context], **changes)  # type: ignore[arg-type]


def card(
    words: Wording | None = None,
    *,
    language: Language = SPANISH,
    script: Script = SCRIPT,
    hotline: Hotline | None = HOTLINE,
    org: str = "",
    labels: Labels = LABELS,
    options: CardOptions = PLAIN,
) -> CardText:
    """A card's text, in Spanish with a hotline unless something else is asked for."""
    contact = Contact(LINK, (hotline,) if hotline else (), org)
    return merge(script, labels, words or wording(), language, ENGLISH, contact, options=options)


def merged(contact: Contact, script: Script) -> CardText:
    """An English card's text."""
    return merge(script, LABELS, wording(), ENGLISH, ENGLISH, contact)


def with_statement(text: str) -> Script:
    """The script with another English text on the bearer's side."""
    heading, (_, second) = SCRIPT.bearer.heading, SCRIPT.bearer.statements
    return replace(SCRIPT, bearer=ScriptSide(heading, (source("street/bearer/silence", text), second)))


def legal_aid(text: CardText) -> LegalAidText:
    assert text.footer.legal_aid is not None
    return text.footer.legal_aid


def blocks(text: CardText) -> list[Block]:
    """Every block of the bearer's side that is in the bearer's language."""
    bearer, footer = text.bearer, text.footer
    return [bearer.heading, *bearer.statements, footer.hotline_label, legal_aid(text).label]


def test_a_translated_card() -> None:
    text = card()
    assert text.script is SCRIPT
    assert text.bearer.language is SPANISH
    assert text.bearer.heading == Block("street/bearer/heading", SPANISH, (Span("Calma."),))
    assert text.bearer.statements == (
        Block("street/bearer/silence", SPANISH, (Span("No hable.", bold=True), Span(" Dígalo."))),
        Block("street/bearer/leave", SPANISH, (Span("Pregunte "), Span("si puede irse.", bold=True))),
    )
    assert text.footer.hotline_label == Block("labels/hotline", SPANISH, (Span("Llame:"),))
    assert legal_aid(text).label == Block("labels/link", SPANISH, (Span("Lea:"),))


def test_the_officers_side_is_english_whatever_the_language() -> None:
    expected = Block("street/officer/silence", ENGLISH, (Span("I choose", bold=True), Span(" silence.")))
    for text in (card(), card(language=ENGLISH), card(wording(tag="ar"), language=ARABIC)):
        assert text.officer.language is ENGLISH
        assert text.officer.heading.text == "To the officer"
        assert text.officer.statements == (expected,)


def test_languages_are_never_mixed_in_the_bearers_words() -> None:
    assert {block.language for block in blocks(card())} == {SPANISH}
    assert {block.language for block in blocks(card(language=ENGLISH))} == {ENGLISH}


@pytest.mark.parametrize("words", [Wording("en", {}, ()), wording()])
def test_an_english_card_needs_no_catalog(words: Wording) -> None:
    text = card(words, language=ENGLISH)
    assert [block.text for block in blocks(text)] == [
        "Stay calm.",
        "Stay silent. Say so.",
        "Ask to go.",
        "Call:",
        "Read:",
    ]
    assert text.bearer.statements[0].spans == (Span("Stay silent.", bold=True), Span(" Say so."))


def test_number_and_address_are_isolated_left_to_right() -> None:
    text = card(wording(tag="ar"), language=ARABIC, org="Comité")
    footer, led_to = text.footer, legal_aid(text)
    (line,) = footer.hotlines
    assert (line.number.language, line.number.spans) == (ENGLISH, (Span(f"{LRI}617-370-5023{PDI}"),))
    assert (led_to.address.language, led_to.address.spans) == (ENGLISH, (Span(f"{LRI}www.ilrc.org/redcards{PDI}"),))
    assert line.name == Block("hotline-name", ENGLISH, (Span("LUCE"),))
    assert footer.org is not None
    assert footer.org.text == "Comité"
    assert led_to.link is LINK


def test_what_was_not_given_is_not_there() -> None:
    footer = card(hotline=None).footer
    assert (footer.hotlines, footer.org, footer.logo) == ((), None, None)
    (line,) = card(hotline=Hotline(dialled("211"))).footer.hotlines
    assert (line.number.text, line.name, line.confirmation) == (f"{LRI}211{PDI}", None, None)


def test_every_line_is_in_the_foot_and_statements_name_the_first() -> None:
    hotlines = (HOTLINE, Hotline(dialled("211")), Hotline(dialled("855-435-7693"), "ICIRR", "icirr"))
    text = merged(Contact(LINK, hotlines), with_statement("Call {hotline}."))
    assert [line.number.text.strip(LRI + PDI) for line in text.footer.hotlines] == [
        str(each.number) for each in hotlines
    ]
    assert [line.name and line.name.text for line in text.footer.hotlines] == ["LUCE", None, "ICIRR"]
    assert text.bearer.statements[0].text == f"Call {LRI}617-370-5023{PDI}."


def test_lines_of_the_directory_say_when_they_were_confirmed_on_request() -> None:
    verified = replace(HOTLINE, record=Record(verified_on=date(2026, 3, 2)))
    contact = Contact(LINK, (verified, HOTLINE, Hotline(dialled("211"), "Ours")), says_confirmed=True)
    said = [line.confirmation for line in merged(contact, SCRIPT).footer.hotlines]
    assert said == [
        Block("confirmation", ENGLISH, (Span("confirmed 2026-03-02"),)),
        Block("confirmation", ENGLISH, (Span("not confirmed"),)),
        None,
    ]
    silent = merged(replace(contact, says_confirmed=False), SCRIPT)
    assert {line.confirmation for line in silent.footer.hotlines} == {None}


def test_the_logo_goes_into_the_foot_as_it_is() -> None:
    logo = Picture(1, 1, b"abc")
    assert merged(Contact(LINK, logo=logo), SCRIPT).footer.logo is logo


def test_the_small_print_names_language_script_version_and_state() -> None:
    text = card()
    assert text.footer.status.text == "Spanish · street 3 · DRAFT"
    assert text.review is Review.DRAFT
    assert card(language=ENGLISH).footer.status.text == "English · street 3 · DRAFT"


def test_placeholders_are_filled_and_isolated() -> None:
    placeholders = "**Llame a {hotline_name}:** {hotline} ({link}, {org})"
    text = card(
        wording({"street/bearer/silence": message("street/bearer/silence", text=placeholders)}), org="**{link}**"
    )
    assert text.bearer.statements[0].spans == (
        Span(f"Llame a {FSI}LUCE{PDI}:", bold=True),
        Span(f" {LRI}617-370-5023{PDI} ({LRI}www.ilrc.org/redcards{PDI}, {FSI}**{{link}}**{PDI})"),
    )
    assert text.footer.org is not None
    assert text.footer.org.text == "**{link}**"


@pytest.mark.parametrize(
    ("placeholder", "hotline"), [("hotline", None), ("hotline_name", Hotline(dialled("211"))), ("org", HOTLINE)]
)
def test_a_placeholder_without_a_value_names_file_and_line(placeholder: str, hotline: Hotline | None) -> None:
    words = wording({"labels/link": message("labels/link", text=f"Lea {{{placeholder}}}:")})
    with pytest.raises(BadFile, match=f"has {{{placeholder}}}, which the English does not have. Remove it.") as stray:
        card(words, hotline=hotline)
    assert not isinstance(stray.value, MissingValue)
    assert (stray.value.file, stray.value.line) == (PO, 50)
    english = f"Find {{{placeholder}}}:"
    words = wording({"labels/link": message("labels/link", source=english, text=f"Lea {{{placeholder}}}:")})
    with pytest.raises(MissingValue) as refused:
        card(words, hotline=hotline, labels=replace(LABELS, link=replace(LABELS.link, text=english)))
    assert refused.value.cause == (
        f"The translation of labels/link needs {{{placeholder}}}, which this card does not have."
    )
    assert (refused.value.file, refused.value.line) == (PO, 50)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("**No hable. Dígalo.", "has an unpaired **"),
        ("**No hable.** {telefono}", "has the unknown placeholder {telefono}"),
        ("No hable. {hotline", "has an unpaired brace { or }"),
        ("No hable.\u202e", "has the character U+202E"),
        ("No ha\u00adble.", "has the character U+00AD"),
        ("No hable.\U000e0041", "has the character U+E0041"),
        ("\u3164No hable.", "has the character U+3164"),
        ("No hable.\nDígalo.", "has a line feed"),
        (f"No hable.{LRI}", "has an isolate"),
    ],
)
def test_bad_markup_in_a_translation_names_file_and_line(text: str, why: str) -> None:
    words = wording({"street/bearer/silence": message("street/bearer/silence", text=text)})
    with pytest.raises(BadFile) as refused:
        card(words)
    assert refused.value.cause.startswith(f"The translation of street/bearer/silence {why}")
    assert (refused.value.file, refused.value.line) == (PO, 20)
    assert str(refused.value).startswith(f"{PO}:20: ")
    assert refused.value.exit_code == 3


def test_bad_markup_in_the_english_is_a_broken_file() -> None:
    with pytest.raises(BadFile, match=r"The English text of street/bearer/silence has an unpaired \*\*"):
        card(script=with_statement("**Stay silent."), language=ENGLISH)
    officer = ScriptSide(SCRIPT.officer.heading, (source("street/officer/silence", "{badge}"),))
    with pytest.raises(
        BadFile, match=r"The English text of street/officer/silence has the unknown placeholder \{badge\}"
    ):
        card(script=replace(SCRIPT, officer=officer))


def test_bad_markup_in_the_english_names_file_and_line() -> None:
    path = Path("scripts/street.toml")
    for text, hotline, remedy in (
        ("{badge}", HOTLINE, "Correct it there."),
        ("{hotline}", None, f"Give {setting('hotline')}."),
    ):
        claim = Source("street/officer/silence", text, "", (), path, 31)
        script = replace(SCRIPT, officer=ScriptSide(SCRIPT.officer.heading, (claim,)))
        with pytest.raises(BadFile) as refused:
            card(script=script, hotline=hotline)
        assert (refused.value.file, refused.value.line, refused.value.remedy) == (path, 31, remedy)


def test_a_number_in_a_sentence_stays_on_one_line() -> None:
    words = wording({"labels/link": message("labels/link", text="Lea {hotline}:")})
    text = card(words, hotline=Hotline(dialled("+52 55 5093 0000 x7")))
    assert legal_aid(text).label.text == f"Lea {LRI}+52\u00a055\u00a05093\u00a00000\u00a0x7{PDI}:"
    assert text.footer.hotlines[0].number.text == f"{LRI}+52 55 5093 0000 x7{PDI}"


STALE = message("labels/link", source="Look:")
FUZZY = message("street/bearer/leave", fuzzy=True)


@pytest.mark.parametrize(
    ("changes", "said", "line"),
    [
        ({"street/bearer/silence": None}, "street/bearer/silence (not translated)", None),
        (
            {"street/bearer/silence": message("street/bearer/silence", text="")},
            "street/bearer/silence (not translated)",
            20,
        ),
        (
            {"street/bearer/silence": message("street/bearer/silence", text="\u200b\u3164 ")},
            "street/bearer/silence (not translated)",
            20,
        ),
        ({"street/bearer/leave": FUZZY}, "street/bearer/leave (fuzzy)", 30),
        ({"labels/link": STALE}, "labels/link (translated from an older English text)", 50),
        (
            {"street/bearer/leave": FUZZY, "labels/link": STALE, "labels/hotline": None},
            "street/bearer/leave (fuzzy); labels/hotline (not translated); "
            "labels/link (translated from an older English text)",
            30,
        ),
    ],
)
def test_gaps_are_listed_with_the_line_of_the_first(
    changes: dict[str, Message | None], said: str, line: int | None
) -> None:
    with pytest.raises(Untranslated) as refused:
        card(wording(changes))
    error = refused.value
    assert error.cause == f"Spanish (es) cannot be printed: {said}."
    assert "translations/es/LC_MESSAGES/cards.po" in error.remedy
    assert (error.file, error.line) == (PO if line else None, line)
    assert error.exit_code == 5


def test_a_locale_without_a_catalog_lacks_everything() -> None:
    with pytest.raises(Untranslated) as refused:
        card(Wording("es", {}, ()))
    assert refused.value.cause == "Spanish (es) has no translations yet."
    with pytest.raises(Untranslated) as refused:
        card(Wording("es", {}, (PO,)))
    assert refused.value.cause.count("(not translated)") == len(TRANSLATED) - 1
    with pytest.raises(Untranslated, match="labels/lawyer"):
        card(Wording("es", {}, (PO,)), options=WITH_LAWYER)


def test_a_long_list_of_gaps_is_cut() -> None:
    statements = tuple(source(f"street/bearer/s{place}", "Say so.") for place in range(12))
    script = replace(SCRIPT, bearer=ScriptSide(SCRIPT.bearer.heading, statements))
    with pytest.raises(Untranslated) as refused:
        card(Wording("es", {}, (PO,)), script=script)
    assert refused.value.cause.count("(not translated)") == 12
    assert refused.value.cause.endswith(" and 3 more.")


def test_gaps_come_before_bad_markup() -> None:
    bad = message("street/bearer/heading", text="**Calma.")
    with pytest.raises(Untranslated):
        card(wording({"street/bearer/heading": bad, "labels/link": None}))


def test_a_line_for_a_lawyer_has_its_label() -> None:
    assert card().footer.written is None
    assert card(options=WITH_LAWYER).footer.written == Block(
        "labels/lawyer", SPANISH, (Span("Mi defensor:"),), pictogram="scales"
    )
    assert card(wording({"labels/lawyer": None})) == card()


def test_a_message_that_the_card_does_not_need_may_be_anything() -> None:
    other = Message("home/bearer/door", "Door.", "**Puerta", True, PO, 99)
    assert card(wording({"home/bearer/door": other})) == card()


def sign_off(of: Source, text: str, role: str) -> SignOff:
    """One sign-off."""
    return SignOff(of.context, digest(of.context, of.text, text), role, "somebody", date(2026, 1, 29))


def test_a_card_is_reviewed_when_both_sides_are_signed() -> None:
    signed = {each.context: (sign_off(each, TRANSLATIONS[each.context], "community"),) for each in TRANSLATED}
    english = {each.context: (sign_off(each, each.text, "legal"),) for each in SCRIPT.officer.sources}
    words = replace(wording(), sign_offs=signed)

    def review(
        words: Wording, english: Mapping[str, tuple[SignOff, ...]] | None, options: CardOptions = WITH_LAWYER
    ) -> tuple[Review, str]:
        contact = Contact(LINK, (HOTLINE,))
        text = merge(SCRIPT, LABELS, words, SPANISH, ENGLISH, contact, english, options)
        return text.review, text.footer.status.text

    draft = (Review.DRAFT, "Spanish · street 3 · English approved, translation DRAFT")
    english_draft = (Review.DRAFT, "Spanish · street 3 · translation reviewed, English DRAFT")
    assert review(words, english) == (Review.REVIEWED, "Spanish · street 3 · reviewed")
    assert review(words, None) == english_draft
    assert review(wording(), None) == (Review.DRAFT, "Spanish · street 3 · DRAFT")
    assert review(wording(), english) == draft
    for context in english:
        assert review(words, {key: value for key, value in english.items() if key != context}) == english_draft
    for context in signed:
        some = {key: value for key, value in signed.items() if key != context}
        assert review(replace(words, sign_offs=some), english) == draft
        is_drawn_always = context != "labels/lawyer"
        assert (review(replace(words, sign_offs=some), english, PLAIN) == draft) == is_drawn_always
    changed = wording({"labels/link": message("labels/link", text="Vea:")})
    assert review(replace(changed, sign_offs=signed), english) == draft


def test_the_shorter_forms_of_the_small_print_leave_out_what_is_signed() -> None:
    signed = {each.context: (sign_off(each, TRANSLATIONS[each.context], "community"),) for each in TRANSLATED}
    text = merge(SCRIPT, LABELS, replace(wording(), sign_offs=signed), SPANISH, ENGLISH, Contact(LINK, (HOTLINE,)))
    assert [each.text for each in text.footer.statuses] == [
        "Spanish · street 3 · translation reviewed, English DRAFT",
        "es · street 3 · translation reviewed, English DRAFT",
        "Spanish · street 3 · DRAFT",
        "es · street 3 · DRAFT",
        "DRAFT",
    ]


def test_english_cards_name_one_state() -> None:
    english = {each.context: (sign_off(each, each.text, "legal"),) for each in SCRIPT.officer.sources}
    text = merge(SCRIPT, LABELS, Wording("en", {}, ()), ENGLISH, ENGLISH, Contact(LINK, (HOTLINE,)), english)
    assert text.footer.status.text == "English · street 3 · DRAFT"


@pytest.mark.parametrize("tag", ["en", *translated_tags(SHELVES)])
def test_every_shipped_locale_merges_without_gaps(tag: str) -> None:
    script = find_script(SHELVES, "home")
    language = LANGUAGES[tag]
    contact = Contact(LINK, (HOTLINE,), "Comité")
    text = merge(script, read_labels(SHELVES), read_wording(SHELVES, tag), language, ENGLISH, contact)
    assert [block.id for block in text.bearer.statements] == [each.context for each in script.bearer.statements]
    assert all(block.text.strip() for block in blocks(text))
    assert all(any(span.bold for span in block.spans) for block in text.bearer.statements)
    assert {block.language for block in blocks(text)} == {language}
    assert text.review.printable


@pytest.mark.parametrize("name", ["جمعية (النور) Lynn 5-6", "خط 24/7 النور (A1)", "עמותה 2026 (Lynn)", "24/7 النور"])
def test_a_name_that_begins_from_right_to_left_keeps_its_direction(name: str) -> None:
    """In small print, which runs from left to right, as in every other text: its first letter decides."""
    assert _named(name) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("name", ["Lynn Neighbors", "Lynn (النور)", "2026", "24/7", "互助社 Lynn", ""])
def test_other_names_stay_as_they_are(name: str) -> None:
    assert _named(name) == name


def test_a_script_without_an_officers_side_has_the_state_of_its_own_words() -> None:
    bare = replace(SCRIPT, officer=NO_SIDE)
    text = merge(bare, LABELS, wording(), SPANISH, ENGLISH, Contact(None))
    assert text.review is Review.DRAFT
    assert [each.text for each in text.footer.statuses] == [
        "Spanish · street 3 · DRAFT",
        "es · street 3 · DRAFT",
        "DRAFT",
    ]
