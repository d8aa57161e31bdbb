"""The strings that a card has on each side, by their English: the one list for all that print, check or count them."""

from __future__ import annotations

from cards.errors import setting
from cards.read.card_options import PLAIN, WRITE_INS, CardOptions
from cards.read.script_types import Labels, Script, Source


def bearer_sources(
    script: Script, labels: Labels, options: CardOptions = PLAIN, *, linked: bool = True, called: bool = True
) -> tuple[Source, ...]:
    """The strings in the bearer's language. A card that is not `linked` has no code of legal aid, and no label; one
    that is not `called` has no telephone number, and does not tell its bearer to call it."""
    written = (labels.written[options.write_in],) if options.write_in else ()
    return (
        *script.bearer.on_card(called=called).sources,
        labels.hotline,
        *((labels.link,) if linked else ()),
        *written,
    )


def officer_sources(script: Script, labels: Labels, options: CardOptions = PLAIN) -> tuple[Source, ...]:
    """The strings of the officer's side, which are printed in English; a plan has no such side."""
    if script.is_plan:
        return ()
    return (*script.officer.sources, *((labels.interpreter,) if options.interpreter else ()))


def left_out(script: Script) -> tuple[Source, ...]:
    """The variants by which cards of a script for a state leave a statement out: a lawyer signs that, in English."""
    return (*script.bearer.left_out, *script.officer.left_out)


def every_source(script: Script, labels: Labels, *, in_english: bool) -> tuple[Source, ...]:
    """All that cards of a script may have in the bearer's language, for those who read or sign it; in English that of
    the officer's side too."""
    written, interpreter = optional_sources(script, labels)
    if not in_english:
        return (*script.bearer.translated, *labels.always, *written)
    return (*script.bearer.every, *script.officer.every, *labels.always, *written, *interpreter)


def optional_sources(script: Script, labels: Labels) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The strings that cards of a script have only if somebody asks: on the bearer's side, and on the officer's.

    A plan has neither: all its lines are for writing, and no officer reads it.
    """
    return ((), ()) if script.is_plan else (tuple(labels.written.values()), (labels.interpreter,))


def only_with(context: str) -> str:
    """Which setting puts a label on a card, in brackets after a space; "" for a string that it always has."""
    if context == "labels/officer/interpreter":
        return f" (only needed with {setting('interpreter')})"
    section, _, name = context.rpartition("/")
    return f" (only needed with {setting('write_in', name)})" if section == "labels" and name in WRITE_INS else ""
