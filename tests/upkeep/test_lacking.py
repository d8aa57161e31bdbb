"""What a language still lacks, in one sentence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.merge.sentences import sentences_of
from cards.read.catalogs import Message, Wording
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, SignOff, string_digest
from cards.upkeep.lacking import NOTHING, first_step, lacks

ASK, QUIET = Source("home/bearer/ask", "**Ask** to go.", ""), Source("home/bearer/quiet", "Stay silent.", "")
HEADING = Source("home/bearer/heading", "Stay calm.", "")
TO_OFFICER, NO = Source("home/officer/heading", "To the officer", ""), Source("home/officer/no", "I refuse.", "")
OFFICER = ScriptSide(TO_OFFICER, (NO,))
CALL, FIND = Source("labels/hotline", "Call:", ""), Source("labels/link", "Find:", "")
LABELS = Labels(CALL, FIND, {}, Source("labels/i", "I", ""))
HOME = Script("home", 1, "Home", "", ScriptSide(HEADING, (ASK, QUIET)), OFFICER)
SHOP = Script(
    "shop",
    1,
    "Shop",
    "",
    ScriptSide(replace(HEADING, context="shop/bearer/heading"), (Source("shop/bearer/own", "Lock up.", ""),)),
    ScriptSide(replace(OFFICER.heading, context="shop/officer/heading"), (Source("shop/officer/out", "Leave.", ""),)),
)
PO = Path("cards.po")
BEARERS = (*HOME.bearer.sources, *SHOP.bearer.sources, LABELS.hotline, LABELS.link)
OFFICERS = (*HOME.officer.sources, *SHOP.officer.sources)


def spanish(*missing: Source, signed: bool = False) -> Wording:
    """A whole catalog without those sources, signed by two people or by none."""
    messages = {each.context: Message(each.context, each.text, "Algo.", False, PO, 1) for each in BEARERS}
    for each in missing:
        del messages[each.context]
    wording = Wording("es", messages, (PO,))
    return replace(wording, sign_offs=signed_by("es", SECOND_TRANSLATOR, "Algo.")) if signed else wording


def signed_by(tag: str, role: str, text: str = "") -> dict[str, tuple[SignOff, ...]]:
    of = BEARERS if tag == "es" else (*BEARERS, *OFFICERS)
    return {
        each.context: (
            SignOff(each.context, string_digest(each, text or each.text, tag, role), role, "Bo", date(2026, 1, 2), tag),
        )
        for each in of
    }


ENGLISH = Wording("en", {}, ())
SIGNED = replace(ENGLISH, sign_offs=signed_by("en", LEGAL))


@pytest.mark.parametrize(
    ("wording", "english", "scripts", "told"),
    [
        (
            Wording("es", {}, ()),
            SIGNED,
            [HOME],
            "Nobody has started. Translate the labels and the card home first: 5 sentences.",
        ),
        (
            spanish(ASK),
            ENGLISH,
            [HOME],
            "1 of 5 sentences needs a translation; 4 need a second reader; the English of home needs a lawyer: "
            "2 statements.",
        ),
        (spanish(ASK, QUIET, signed=True), SIGNED, [HOME], "2 of 5 sentences need a translation."),
        (
            spanish(),
            ENGLISH,
            [HOME, SHOP],
            "6 of 6 sentences need a second reader; the English of home and shop needs a lawyer: 3 statements.",
        ),
        (spanish(signed=True), SIGNED, [HOME, SHOP], NOTHING),
        (
            spanish(signed=True),
            ENGLISH,
            [HOME, SHOP, replace(SHOP, id="yard")],
            "The English of 3 cards needs a lawyer: 3 statements.",
        ),
        (ENGLISH, ENGLISH, [HOME], "The English of home needs a lawyer: 7 statements."),
        (SIGNED, SIGNED, [HOME, SHOP], NOTHING),
    ],
)
def test_what_is_lacking_is_one_sentence(wording: Wording, english: Wording, scripts: list[Script], told: str) -> None:
    assert lacks(scripts, LABELS, wording, english) == told


def test_the_first_step_is_counted() -> None:
    assert first_step([SHOP], LABELS) == "Translate the labels and the card shop first: 4 sentences."
    count = len(sentences_of([HOME], LABELS, Wording("", {}, ())))
    assert first_step([SHOP, HOME], LABELS).endswith(f"the card home first: {count} sentences.")
