"""Gaps: which strings a card lacks, and the words that show them while somebody translates."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.errors import Untranslated
from cards.locations import shelves
from cards.merge.card_text import CardText, LegalAidText, merge
from cards.merge.contact import Contact
from cards.merge.gaps import find_gaps, refuse_nothing, with_gaps_shown
from cards.merge.review import Review
from cards.merge.sources import bearer_sources
from cards.read.card_options import CardOptions
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import read_languages
from cards.read.links import LEGAL_AID, read_link
from cards.read.scripts import find_script, read_labels
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, SignOff, string_digest

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
SCRIPT, LABELS = find_script(SHELVES, "home"), read_labels(SHELVES)
SOURCES = (*SCRIPT.bearer.sources, *LABELS.sources)
LAWYER = LABELS.written["lawyer"]
USUAL = bearer_sources(SCRIPT, LABELS)
WITH_LAWYER = bearer_sources(SCRIPT, LABELS, CardOptions(write_in="lawyer"))
DAY = date(2026, 1, 29)
HEADING, DOOR, SILENCE = (source.context for source in SCRIPT.bearer.sources[:3])


def whole(tag: str = "es") -> Wording:
    """A wording of the script without a gap, every string signed by a second translator."""
    wording = read_wording(SHELVES, tag)
    messages, signed = dict(wording.messages), {}
    for source in SOURCES:
        message = messages[source.context]
        messages[source.context] = replace(message, source=source.text, fuzzy=False)
        sha256 = string_digest(source, message.text, tag, SECOND_TRANSLATOR)
        signed[source.context] = (SignOff(source.context, sha256, SECOND_TRANSLATOR, "Bo", DAY, tag),)
    return replace(wording, messages=messages, sign_offs=signed)


def gappy(tag: str = "es") -> Wording:
    """The same with a missing heading, an empty label, a fuzzy statement and one from an older English text."""
    wording = whole(tag)
    messages = dict(wording.messages)
    del messages[HEADING]
    messages["labels/link"] = replace(messages["labels/link"], text="")
    messages[DOOR] = replace(messages[DOOR], fuzzy=True)
    messages[SILENCE] = replace(messages[SILENCE], source="Be quiet.")
    return replace(wording, messages=messages)


def card(wording: Wording, write_in: str = "") -> CardText:
    language, contact = LANGUAGES[wording.tag], Contact(read_link(LEGAL_AID))
    return merge(SCRIPT, LABELS, wording, language, LANGUAGES["en"], contact, options=CardOptions(write_in=write_in))


def legal_aid(text: CardText) -> LegalAidText:
    assert text.footer.legal_aid is not None
    return text.footer.legal_aid


def test_the_gaps_of_a_card_in_its_order() -> None:
    found = [(gap.source.context, gap.state) for gap in find_gaps(USUAL, gappy())]
    assert found == [
        (HEADING, Review.MISSING),
        (DOOR, Review.FUZZY),
        (SILENCE, Review.STALE),
        ("labels/link", Review.MISSING),
    ]


def test_a_whole_translation_and_the_english_have_none() -> None:
    for wording in (whole(), Wording("en", {}, ())):
        assert find_gaps(SOURCES, wording) == ()
    assert with_gaps_shown(whole(), ()) == whole()


@pytest.mark.parametrize(
    ("changes", "state", "shown"),
    [
        ({"text": ""}, Review.MISSING, "(not translated)"),
        ({"fuzzy": True}, Review.FUZZY, "(fuzzy)"),
        ({"source": "Counsel:"}, Review.STALE, "(out of date)"),
    ],
)
def test_the_label_for_a_lawyer_is_a_gap_of_cards_that_have_it(
    changes: dict[str, str | bool], state: Review, shown: str
) -> None:
    wording = whole()
    lawyer = replace(wording.messages["labels/lawyer"], **changes)  # type: ignore[arg-type]
    wording = replace(wording, messages={**wording.messages, "labels/lawyer": lawyer})
    assert find_gaps(USUAL, wording) == ()
    assert card(wording) == card(whole())
    gaps = find_gaps(WITH_LAWYER, wording)
    assert [(gap.source, gap.state) for gap in gaps] == [(LABELS.written["lawyer"], state)]
    with pytest.raises(Untranslated, match="labels/lawyer"):
        card(wording, "lawyer")
    label = card(with_gaps_shown(wording, gaps), "lawyer").footer.written
    assert label is not None
    assert label.text == shown


def test_a_proof_of_one_string_is_worth_reading() -> None:
    """Whichever it is: a proof shows them all."""
    wording = whole()
    for source in SOURCES:
        one = replace(wording, messages={source.context: wording.messages[source.context]})
        refuse_nothing([SCRIPT], LABELS, one, LANGUAGES["es"])
        fuzzy = replace(one.messages[source.context], fuzzy=True)
        refuse_nothing([SCRIPT], LABELS, replace(one, messages={source.context: fuzzy}), LANGUAGES["es"])
    with pytest.raises(Untranslated, match="No string of home is translated into Spanish"):
        refuse_nothing([SCRIPT], LABELS, replace(wording, messages={}), LANGUAGES["es"])


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_gap_is_shown_by_a_word_in_brackets_and_the_rest_as_it_is(tag: str) -> None:
    wording = gappy(tag)
    with pytest.raises(Untranslated, match=HEADING):
        card(wording)
    shown = card(with_gaps_shown(wording, find_gaps(USUAL, wording)))
    assert shown.bearer.heading.text == "(not translated)"
    assert [block.text for block in shown.bearer.statements[:2]] == ["(fuzzy)", "(out of date)"]
    assert shown.bearer.statements[2:] == card(whole(tag)).bearer.statements[2:]
    assert legal_aid(shown).label.text == "(not translated)"
    assert shown.footer.hotline_label == card(whole(tag)).footer.hotline_label
    with pytest.raises(Untranslated):
        card(wording)


def test_a_card_with_a_gap_says_draft_whatever_is_signed() -> None:
    signed = {
        each.context: (SignOff(each.context, string_digest(each, each.text, "en", LEGAL), LEGAL, "A", DAY, "en"),)
        for each in SCRIPT.officer.sources
    }

    def status(wording: Wording) -> str:
        text = merge(SCRIPT, LABELS, wording, LANGUAGES["es"], LANGUAGES["en"], Contact(read_link(LEGAL_AID)), signed)
        return text.footer.status.text

    assert status(whole()).endswith(" · reviewed")
    one = replace(whole(), messages={**whole().messages, DOOR: replace(whole().messages[DOOR], text="")})
    assert status(with_gaps_shown(one, find_gaps(USUAL, one))).endswith(" DRAFT")


def test_a_locale_that_is_not_begun_stays_refused() -> None:
    nothing = Wording("mam", {}, ())
    gaps = find_gaps(USUAL, nothing)
    assert [gap.source for gap in gaps] == [*USUAL]
    with pytest.raises(Untranslated, match="has no translations yet"):
        card(with_gaps_shown(nothing, gaps))
    begun = replace(nothing, files=(Path("translations/mam/LC_MESSAGES/cards.po"),))
    assert {block.text for block in card(with_gaps_shown(begun, gaps)).bearer.statements} == {"(not translated)"}
