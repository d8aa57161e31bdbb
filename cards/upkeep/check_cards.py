"""Lays out the real cards of a locale, so that what does not fit is found before somebody prints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cards.errors import BadFile, CardError, DoesNotFit, MissingValue, NoGlyph, Untranslated, setting
from cards.jobs import Job
from cards.merge.card_text import CardText
from cards.merge.contact import Contact
from cards.pipeline import lay_out
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import Telephone
from cards.read.scripts import Script
from cards.typeset.designs import WALLET
from cards.typeset.marks import Face
from cards.upkeep.findings import Diagnostic, Place

TRIAL_STOCK = "avery-5371"
_TRIAL_LINE = Hotline(Telephone("617-555-0100", "tel:+16175550100"), "Massachusetts Immigrant Hotline")

TRIAL_CONTACT = Contact(read_link(LEGAL_AID), (_TRIAL_LINE,))
"""The card that every translation must fit: the smallest common stock, with a number and a name of usual length."""


TRIALS = {
    "with a telephone number": TRIAL_CONTACT,
    "with a line for a number": Contact(TRIAL_CONTACT.link),
}
"""The contacts that a card is tried with, by what is said of it."""


def check_cards(
    job: Job, scripts: Sequence[Script], places: Mapping[str, Place], wrong: set[str]
) -> Iterator[Diagnostic]:
    """Lays out the card of every script that is wholly translated, with a number and with a line for one.

    Where both do not fit, the larger of the two amounts is told: what is shortened by it fits on either card.
    `wrong` are the contexts that have errors already: only that they do not fit is said of them.
    """
    for script in scripts:
        tried = {how: _laid_out(replace(job, script=script, contact=contact)) for how, contact in TRIALS.items()}
        numbered = next(iter(tried.values()))
        refusals = {how: each for how, each in tried.items() if isinstance(each, CardError)}
        if refusals:
            worst = max(refusals.values(), key=_over)
            told = "with and without a telephone number" if len(refusals) == len(TRIALS) else next(iter(refusals))
            finding = _layout_finding(worst, places, script, f"the {script.id} card {told} on {job.stock.id}")
            if finding.rule == "overflow" or finding.context not in wrong:
                yield finding
        if numbered is not None and not isinstance(numbered, CardError):
            yield from _check_size(*numbered, places)


def check_write_in(
    job: Job, scripts: Sequence[Script], places: Mapping[str, Place], labels: frozenset[str]
) -> Iterator[Diagnostic]:
    """Lays those labels out, of a line for the bearer's own lawyer, on the first card that is wholly translated.

    That a card's statements have no room over that line is no fault of theirs: `cards` says then to leave it away.
    """
    for script in scripts:
        result = _laid_out(replace(job, script=script, write_in=True))
        if result is None:
            continue
        if isinstance(result, CardError):
            card = f"the {script.id} card with {setting('write_in')} on {job.stock.id}"
            finding = _layout_finding(result, places, script, card)
            if finding.context in labels:
                yield finding
        return


def _over(error: CardError) -> float:
    """By how much a card does not fit; an error of another kind is told rather than that."""
    return error.over if isinstance(error, DoesNotFit) else math.inf


def _laid_out(job: Job) -> tuple[CardText, Face] | CardError | None:
    """The card's text and bearer's face, or what keeps it from being made; None when words or values are missing."""
    try:
        text, bearer, _ = lay_out(job)
    except (Untranslated, MissingValue):
        return None
    except (DoesNotFit, BadFile) as error:
        return error
    return text, bearer


def _check_size(text: CardText, face: Face, places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Small type is told at the longest statement, which has the most to give."""
    longest = max(text.bearer.statements, key=lambda block: len(block.text)).id
    place = places[longest]
    if face.text_size < WALLET.warn_below and "small-type" not in place.allowed:
        size = f"{face.text_size:.1f} pt, under {WALLET.warn_below:.0f} pt"
        message = f"The statements of the {text.script.id} card are set at {size}; this one is the longest."
        fix = "Shorten it, or another statement of the card."
        yield Diagnostic(place.file, place.line, longest, "warning", "small-type", message, fix)


def _layout_finding(error: CardError, places: Mapping[str, Place], script: Script, card: str) -> Diagnostic:
    """What the layout of that card refuses, at the text that is to be changed."""
    context = error.string if error.string in places else ""
    place = places[context or script.bearer.heading.context]
    rule = "glyph" if isinstance(error, NoGlyph) else "overflow" if isinstance(error, DoesNotFit) else "markup"
    file, line = (error.file, error.line or 1) if error.file else (place.file, place.line)
    return Diagnostic(file, line, context, "error", rule, f"{error.cause} It was tried on {card}.", error.remedy)
