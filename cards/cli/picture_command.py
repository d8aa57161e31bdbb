"""`picture`: pictures of cards to share, or to keep on a telephone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import complain, destination, report, say, warn, write_whole
from cards.errors import CardError
from cards.locations import shelves
from cards.read.settings import Place, settings_for
from cards.read.wishes import wishes_from

if TYPE_CHECKING:
    from cards.desk.screens import FinishedPicture

_HELP = {
    "link": "Where there is more help: an entry in the directory of legal aid, or an address, which the picture shows "
    "in letters. Without it, the national directory of free and low-cost legal aid. With none, the picture has no "
    "address.",
    "hotline": "A hotline in the directory, or a telephone number. Give up to three, the most important first; the "
    "picture shows as many as fit.",
    "logo": "The organization's logo, beside the number: an SVG, or a PNG or JPEG about 800 pixels wide.",
}
"""The help of options that mean something else on a picture than on a card."""


def _of_pictures(command: Any) -> Any:
    """The options of `picture`: what it is for, its side, then those that it shares with cards."""
    keys = [each.key for each in settings_for(Place.PICTURE)]
    first = [key for key in keys if key in ("for", "side")]
    for key in reversed([*first, *(key for key in keys if key not in first)]):
        changes: dict[str, Any] = {"help": _HELP[key]} if key in _HELP else {}
        if key == "for":
            changes["required"] = True
        command = options.option(key, **changes)(command)
    return command


@click.command(no_args_is_help=True)
@click.argument("locales", nargs=-1, metavar="LOCALE...")
@options.given("--all", "every", is_flag=True, help="Every locale that has the script.")
@_of_pictures
@options.content
@options.given(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="A folder; for a single locale also a file ending in .png, or - for standard output.",
)
@options.as_of
def picture(
    locales: tuple[str, ...], every: bool, content: Path | None, output: Path, as_of: datetime, **given: Any
) -> None:
    """Makes pictures to share or to keep on a telephone, one PNG for each LOCALE.

    \b
    Examples:
      picture es --for lock-screen --hotline 617-555-0100
      picture es vi ar --for square --region US-NY --allow-stale --org "Lynn Neighbors" -o saturday
      picture es --for lock-screen --side officer

    A picture has one side of the card and no QR code, because nobody can scan their own screen. It has no metadata and
    names no place or person but those that you give. Words that nobody has signed say DRAFT. Whoever shows it keeps the
    telephone in their hand and holds it to the window: who hands it over may be asked to unlock it.
    """
    from cards.decoding import decode
    from cards.desk.orders import refuse_both_or_neither
    from cards.desk.screens import fill_pictures, take_pictures
    from cards.read.picture_files import read_logo

    refuse_both_or_neither(locales, every=every)
    wishes = wishes_from(options.together(given))
    places = shelves(content)
    logo = read_logo(wishes.logo) if wishes.logo else None
    taken = take_pictures(places, wishes, locales, as_of.date(), logo)
    targets = destination(output, [f"{each.name}.png" for each in taken.pictures], ".png")
    for warning in taken.warnings:
        warn(warning)
    failed: list[int] = []
    for finished, target in zip(fill_pictures(places, taken, decode), targets, strict=True):
        error = finished.error or _written(finished, target)
        if error is not None and finished.left_out:
            warn(f"{finished.order.order.locale} skipped: {error.cause}")
        elif error is not None:
            complain(error)
            failed.append(error.exit_code)
        else:
            for warning in finished.warnings(taken.warnings):
                warn(warning)
    if failed:
        click.get_current_context().exit(failed[0])
    say(taken.next_steps)


def _written(finished: FinishedPicture, target: Path) -> CardError | None:
    """Draws a picture, writes its file and reports it; returns the error that prevented this, if any."""
    from cards.cli.picture import shared_png

    assert finished.picture is not None  # otherwise there is an error
    try:
        write_whole(target, shared_png(finished.picture.pdf))
    except CardError as error:
        return error
    report(target, finished.about())
    return None
