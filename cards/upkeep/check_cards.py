"""Lays out the finished cards of a locale, to find what does not fit before somebody prints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cards.errors import BadFile, CardError, DoesNotFit, MissingValue, NoGlyph, Untranslated, setting
from cards.jobs import Job, in_its_layout
from cards.merge.card_text import CardText
from cards.merge.contact import Contact
from cards.merge.variants import local_script
from cards.pipeline import lay_out_faces
from cards.read.card_options import WRITE_INS, CardOptions
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import Telephone
from cards.read.regions import state_name
from cards.read.script_types import Script, Source
from cards.typeset.designs import WALLET
from cards.typeset.marks import Face
from cards.upkeep.findings import Diagnostic, Place

TRIAL_STOCK = "avery-5371"
_TRIAL_LINE = Hotline(Telephone("617-555-0100", "tel:+16175550100"), "Massachusetts Immigrant Hotline")

TRIAL_CONTACT = Contact(read_link(LEGAL_AID), (_TRIAL_LINE,))
"""The contact on the card that every translation must fit: a number, and a name of typical length."""


TRIALS = {
    "with a telephone number": TRIAL_CONTACT,
    "with a line for a number": Contact(TRIAL_CONTACT.link),
}
"""The contacts that a card is tried with, by their description."""


def check_cards(
    job: Job, scripts: Sequence[Script], places: Mapping[str, Place], wrong: set[str]
) -> Iterator[Diagnostic]:
    """Lays out the card of every fully translated script, with a number and with a blank line for one.

    If neither fits, the larger excess is reported: a text shortened by it fits on either card. `wrong` are the contexts
    that already have errors: nothing more is reported about them than that they do not fit.
    """
    for script in [local for each in scripts for local in _local_scripts(job, each)]:
        fitting = in_its_layout(job, script)
        tried = {how: _laid_out(replace(fitting, contact=contact)) for how, contact in TRIALS.items()}
        numbered = next(iter(tried.values()))
        refusals = {how: each for how, each in tried.items() if isinstance(each, CardError)}
        if refusals:
            worst = max(refusals.values(), key=_over)
            told = "with and without a telephone number" if len(refusals) == len(TRIALS) else next(iter(refusals))
            finding = _layout_finding(worst, places, script, f"{_card(script)} {told} on {_paper(fitting)}")
            if finding.rule == "overflow" or finding.context not in wrong:
                yield finding
        if numbered is not None and not isinstance(numbered, CardError):
            yield from _check_size(*numbered, places)


def _local_scripts(job: Job, script: Script) -> Iterator[Script]:
    """The script as cards for no state have it, and once for all states with the same words."""
    known: set[tuple[Source, ...]] = set()
    for code in ("", *script.bearer.regions):
        local = local_script(script, code, job.wording).script
        if local.bearer.sources not in known:
            known.add(local.bearer.sources)
            yield local


def _card(script: Script) -> str:
    """The card of a script, and its state if it has words for one."""
    what = "plan" if script.is_plan else "card"
    return f"the {script.id} {what}{f' for {state_name(script.bearer.state)}' if script.bearer.state else ''}"


def check_write_in(
    job: Job, scripts: Sequence[Script], places: Mapping[str, Place], labels: frozenset[str]
) -> Iterator[Diagnostic]:
    """Lays out those labels, each before its line for the bearer to write on, on the first fully translated card.

    If the statements have no room above that line, the labels are not to blame: `cards` then says to remove the line.
    """
    for name in WRITE_INS:
        for script in (each for each in scripts if not each.is_plan):
            result = _laid_out(replace(job, script=script, options=CardOptions(write_in=name)))
            if result is None:
                continue
            if isinstance(result, CardError):
                card = f"the {script.id} card with {setting('write_in', name)} on {job.stock.id}"
                finding = _layout_finding(result, places, script, card)
                if finding.context in labels:
                    yield finding
            break


def _paper(job: Job) -> str:
    """What a trial card or plan is on."""
    return job.stock.paper_name if job.layout.traits.papers else job.stock.id


def _over(error: CardError) -> float:
    """The excess by which a card does not fit; errors of other kinds come first."""
    return error.over if isinstance(error, DoesNotFit) else math.inf


def _laid_out(job: Job) -> tuple[CardText, Face] | CardError | None:
    """The card's text and bearer's face, or the error that prevents it; None if words or values are missing."""
    try:
        text, (bearer, *_) = lay_out_faces(job)
    except (Untranslated, MissingValue):
        return None
    except (DoesNotFit, BadFile) as error:
        return error
    return text, bearer


def _check_size(text: CardText, face: Face, places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """A warning about small type, at the longest statement, which is the easiest to shorten."""
    longest = max(text.bearer.statements, key=lambda block: len(block.text)).id
    place = places[longest]
    if face.text_size < WALLET.warn_below and "small-type" not in place.allowed:
        size = f"{face.text_size:.1f} pt, under {WALLET.warn_below:.0f} pt"
        message = f"The statements of {_card(text.script)} are set at {size}. This is the longest."
        fix = "Shorten it, or another statement of the card."
        yield Diagnostic(place.file, place.line, longest, "warning", "small-type", message, fix)


def _layout_finding(error: CardError, places: Mapping[str, Place], script: Script, card: str) -> Diagnostic:
    """What the layout of that card refuses, at the text to change."""
    context = error.string if error.string in places else ""
    place = places[context or script.bearer.heading.context]
    rule = "glyph" if isinstance(error, NoGlyph) else "overflow" if isinstance(error, DoesNotFit) else "markup"
    file, line = (error.file, error.line or 1) if error.file else (place.file, place.line)
    return Diagnostic(file, line, context, "error", rule, f"{error.cause} Tested on {card}.", error.remedy)
