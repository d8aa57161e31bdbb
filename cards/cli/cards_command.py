"""`cards`: sheets of cards, one file for each locale."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import complain, destination, report, say, warn, write_whole
from cards.errors import CardError
from cards.locations import shelves
from cards.read.wishes import wishes_from

if TYPE_CHECKING:
    from cards.desk.files import Finished


@click.command(no_args_is_help=True)
@click.argument("locales", nargs=-1, metavar="LOCALE...")
@options.given("--all", "every", is_flag=True, help="Every locale that has the script.")
@options.of_cards
@options.content
@options.output
@options.as_of
def cards(
    locales: tuple[str, ...], every: bool, content: Path | None, output: Path, as_of: datetime, **given: Any
) -> None:
    """Makes cards to print, one PDF for each LOCALE (es, vi, zh-Hans, or a name such as Spanish).

    \b
    Examples:
      cards es vi --hotline 617-555-0100
      cards --all --copies 100 --stock plain-a4 -o saturday
      cards ar --region US-MA --allow-stale --org "Lynn Neighbors" -o arabic.pdf
      cards es vi --layout poster --paper tabloid --together

    A hotline that nobody has confirmed in the past year is refused (exit code 8): call it, then record the call with
    `hotline verify`. With --allow-stale it prints, and the card says when it was last confirmed.

    Print at actual size (100 %), on both sides. Cards whose wording nobody has signed say DRAFT.
    """
    from cards.decoding import decode
    from cards.desk.files import fill
    from cards.desk.orders import refuse_both_or_neither, take
    from cards.read.picture_files import read_logo

    refuse_both_or_neither(locales, every=every)
    wishes = wishes_from(options.together(given))
    places = shelves(content)
    taken = take(places, wishes, locales, as_of.date(), read_logo(wishes.logo) if wishes.logo else None)
    targets = destination(output, [file.name for file in taken.files])
    for warning in taken.warnings:
        warn(warning)
    failed: list[int] = []
    count = len(targets)
    with click.progressbar(length=count, label="Making cards", file=sys.stderr, hidden=count < 4) as progress:
        for finished, target in zip(fill(places, taken, decode), targets, strict=True):
            error = finished.error or _written(finished, target)
            if error is not None and finished.left_out:
                warn(f"{finished.order.locales} skipped: {error.cause}")
            elif error is not None:
                complain(error)
                failed.append(error.exit_code)
            else:
                for warning in finished.warnings(taken.warnings, pictograms=given["pictograms"] is True):
                    warn(warning)
            progress.update(1)
    if failed:
        click.get_current_context().exit(failed[0])
    say(taken.next_steps)


def _written(finished: Finished, target: Path) -> CardError | None:
    """Writes a file and reports it; returns the error that prevented this, if any."""
    assert finished.cards is not None  # otherwise there is an error
    try:
        write_whole(target, finished.cards.pdf)
    except CardError as error:
        return error
    report(target, finished.about())
    return None
