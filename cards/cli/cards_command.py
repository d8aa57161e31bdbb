"""`cards`: sheets of cards, one file a locale."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cards.cli import options
from cards.cli.output import destination, report, write_whole
from cards.errors import BadOrder, CardError, Untranslated
from cards.impose.sheet import check_places, layout_stock
from cards.locations import Shelf, shelves
from cards.merge.contact_choice import Wishes, choose_contact, language_warnings, recording_warnings
from cards.merge.review import Review
from cards.read.layouts import Layout
from cards.read.orders import check_theme, idle
from cards.read.pictures import read_logo
from cards.read.printers import Profile
from cards.read.scripts import find_script
from cards.read.stocks import PAPERS, SHEETS, Flip, find_stock
from cards.typeset.themes import RED_PAPER, Rgb, find_theme, theme_warnings

MOST_OF_NAME = 40
"""Letters of locales in the name of a file, more of which are counted instead."""

FOLDED_STOCK = "plain-letter"
"""The stock of --layout fold unless somebody names one: perforated cards come apart where they are to be folded."""

if TYPE_CHECKING:
    from cards.jobs import Order
    from cards.merge.contact import Contact
    from cards.pipeline import Cards


@click.command(no_args_is_help=True)
@click.argument("locales", nargs=-1, metavar="LOCALE...")
@click.option("--all", "every", is_flag=True, help="Every locale that has the script.")
@options.script
@options.region
@options.hotlines
@options.hotline_name
@options.link
@options.audio_link
@options.allow_stale
@options.allow_tracking
@options.org
@options.logo
@options.stock
@options.layout
@click.option("--together", is_flag=True, help="One poster with all the LOCALEs instead of one for each.")
@options.theme
@options.paper_colour
@options.paper
@options.bleed
@options.pictograms
@options.write_in
@options.flip
@options.printer
@options.copies
@options.exact
@options.start_at
@options.content
@click.option(
    "--require",
    type=click.Choice(["reviewed", "approved"], case_sensitive=False),
    help="Make only cards whose every string has been signed so far.",
)
@options.output
@options.as_of
def cards(
    locales: tuple[str, ...],
    every: bool,
    script: str,
    region: str | None,
    hotlines: tuple[str, ...],
    hotline_name: str,
    link: str | None,
    audio_link: str | None,
    allow_stale: bool,
    allow_tracking: bool,
    org: str,
    logo: Path | None,
    stock: str,
    layout: str,
    together: bool,
    theme: str | None,
    paper_colour: Rgb | None,
    paper: str | None,
    bleed: float | None,
    pictograms: bool,
    write_in: bool,
    flip: str,
    printer: Profile | None,
    copies: int | None,
    exact: bool,
    start_at: int,
    content: Path | None,
    require: str | None,
    output: Path,
    as_of: datetime,
) -> None:
    """Makes cards to print, one PDF for each LOCALE (es, vi, zh-Hans, or a name like Spanish).

    \b
    Examples:
      cards es vi --hotline 617-555-0100
      cards --all --copies 100 --stock plain-a4 -o saturday
      cards ar --region US-MA --allow-stale --org "Lynn Neighbors" -o arabic.pdf
      cards es vi --layout poster --paper tabloid --together

    A line of the directory that nobody has confirmed for a year is refused (exit code 8): call it, then note it with
    `hotline verify`. With --allow-stale it is printed, and the card says when it was last confirmed.

    Print at actual size (100 %), on both sides. Cards whose wording nobody has signed carry the word DRAFT.
    """
    from cards.jobs import Order

    places = shelves(content)
    if bool(locales) == every:
        raise BadOrder("Give locales, or --all, and not both.", "For example: cards es vi")
    if printer is not None:
        printer.check_flip(flip)
    kind = Layout(layout)
    _check_layout(kind, theme, paper_colour=paper_colour, paper=paper, bleed=bleed, copies=copies, printer=printer)
    _check_sheets(kind, exact=exact)
    _check_poster(kind, together=together, write_in=write_in)
    if kind is Layout.FOLD and not _typed("stock"):
        stock = FOLDED_STOCK
    sheet = layout_stock(kind, find_stock(places, stock), SHEETS[paper] if paper else None, bleed)
    check_places(sheet, start_at, kind)
    picture = read_logo(logo) if logo else None
    wishes = Wishes(region, hotlines, hotline_name, link, org, allow_stale, allow_tracking, picture, audio_link)
    choice = choose_contact(places, wishes, as_of.date())
    _refuse_same_code(choice.contact, audio_link)
    order = Order(
        locale="",
        script=find_script(places, script).id,
        stock=sheet.id,
        contact=choice.contact,
        flip=Flip(flip),
        copies=copies,
        exact=exact,
        start_at=start_at,
        require=Review(require) if require else None,
        printer=printer,
        layout=kind,
        theme=theme or "",
        paper_colour=paper_colour or RED_PAPER,
        paper=sheet.paper_name if kind.traits.papers else "",
        bleed=bleed,
        pictured=pictograms,
        write_in=write_in,
        as_of=as_of.date(),
    )
    tags = _locales(places, locales)
    heard = recording_warnings((choice.contact, tag) for tag in tags)
    for warning in (*choice.warnings, *language_warnings(choice.entries, tags), *heard, *_of_the_run(order)):
        _warn(warning)
    orders = [replace(order, locale=tag) for tag in tags]
    if together:
        _make_together(places, orders, output)
    else:
        _make(places, orders, output, skip_untranslated=every)
    steps = _next_steps(kind, order.flip, cut_marks=sheet.cut_marks)
    if steps:
        click.echo(steps, err=True)


def _check_layout(
    layout: Layout,
    theme: str | None,
    *,
    paper_colour: Rgb | None,
    paper: str | None,
    bleed: float | None,
    copies: int | None,
    printer: Profile | None,
) -> None:
    """Raises BadOrder for options that would change nothing: whoever gives them expects them to."""
    if layout is Layout.LARGE and paper and paper not in PAPERS:
        raise BadOrder("Large cards are printed on letter or a4.", f"Leave --paper {paper} away, or take one of those.")
    for key, what in idle((layout,), (theme or "",), paper=paper or "", bleed=bleed, coloured=paper_colour is not None):
        raise BadOrder(f"--{key.replace('_', '-')} is for {what}.", "Leave it away, or take that one.")
    check_theme((layout,), theme or "")
    if copies is not None and not layout.traits.counted:
        raise BadOrder(f"--copies is for sheets of cards, not for --layout {layout.value}.", "Leave it away.")
    if printer is not None and not layout.traits.moves_backs:
        raise BadOrder(
            f"--printer moves the backs of sheets, and --layout {layout.value} has none.", "Leave one of them away."
        )


def _check_sheets(layout: Layout, *, exact: bool) -> None:
    """Raises BadOrder for options about places and sides that the sheets of a layout do not have."""
    for key, is_given in (("exact", exact), ("start_at", _typed("start_at")), ("flip", _typed("flip"))):
        if is_given and key in layout.traits.refuses:
            option = f"--{key.replace('_', '-')}"
            what, reason = layout.traits.refuses[key]
            raise BadOrder(f"{option} is for {what}: {reason}.", f"Leave {option} away.")


def _check_poster(layout: Layout, *, together: bool, write_in: bool) -> None:
    """Raises BadOrder for what only posters can be, or only cards."""
    if together and not layout.traits.together:
        raise BadOrder(
            "--together puts several languages on one poster.", "Add --layout poster, or leave --together away."
        )
    if write_in and not layout.traits.carried:
        raise BadOrder("--write-in is for cards that somebody carries.", "Leave it away on posters.")


def _typed(parameter: str) -> bool:
    """Whether somebody gave an option on the command line."""
    return click.get_current_context().get_parameter_source(parameter) is ParameterSource.COMMANDLINE


def _refuse_same_code(contact: Contact, audio_link: str | None) -> None:
    """Raises BadOrder for a recording at the address of legal aid: nobody could tell the two codes apart."""
    if audio_link is not None and contact.link in dict(contact.recordings).values():
        raise BadOrder(
            f"--audio-link is {contact.link.shown}, where the QR code of legal aid leads already.",
            "Give the address of the recording itself, or leave --audio-link away.",
        )


def _of_the_run(order: Order) -> tuple[str, ...]:
    """The warnings that are the same for every locale. Raises BadOrder for paper on which nothing can be read."""
    return theme_warnings(find_theme(order.theme), order.paper_colour) if order.theme else ()


def _locales(places: Sequence[Shelf], given: Sequence[str]) -> list[str]:
    """The tags to make, each once, in the order given; all that have a catalog, English first, when none is given."""
    from cards.read.catalogs import translated_tags
    from cards.read.languages import find_language, read_languages

    languages = read_languages(places)
    names = [name.strip() for each in given for name in each.split(",")]
    if not given:
        found = translated_tags(places)
        names = ["en", *(tag for tag in found if tag in languages)]
        for tag in found:
            if tag not in languages:
                _warn(f"{tag} left out: languages.toml has no table for it")
    return list(dict.fromkeys(find_language(languages, name, places).tag for name in names))


def _make(places: Sequence[Shelf], orders: Sequence[Order], output: Path, *, skip_untranslated: bool) -> None:
    """Makes each order. One that fails does not stop the others; the exit code is then that of the first failure."""
    targets = destination(output, [_file_name(order) for order in orders])
    failed: list[CardError] = []
    progress = click.progressbar(length=len(orders), label="Making cards", file=sys.stderr, hidden=len(orders) < 4)
    with progress:
        for order, target in zip(orders, targets, strict=True):
            try:
                done = _make_one(places, [order], target)
            except Untranslated as error:
                if skip_untranslated:
                    _warn(f"{order.locale} left out: {error.cause}")
                else:
                    failed.append(_refused(error))
            except CardError as error:
                failed.append(_refused(error))
            else:
                _report(order, target, done)
            progress.update(1)
    if failed:
        click.get_current_context().exit(failed[0].exit_code)


def _make_together(places: Sequence[Shelf], orders: Sequence[Order], output: Path) -> None:
    """Makes one poster of all the orders, which differ in their locale. Raises CardError."""
    (target,) = destination(output, [_file_name(*orders)])
    done = _make_one(places, orders, target)
    _report(replace(orders[0], locale=" ".join(order.locale for order in orders)), target, done)


def _file_name(order: Order, *others: Order) -> str:
    """What a file is called in the folder of output; that of a poster has the locales of several orders."""
    locales = "-".join(each.locale for each in (order, *others))
    if len(locales) > MOST_OF_NAME:
        locales = f"{len(others) + 1}-languages"
    parts = [order.script, locales, order.paper or order.stock]
    if order.layout is not Layout.DUPLEX:
        parts.append(order.layout.value)
    if order.theme:
        parts.append(order.theme)
    return "-".join(parts) + ".pdf"


def _refused(error: CardError) -> CardError:
    click.echo(f"Error: {error}", err=True)
    return error


def _make_one(places: Sequence[Shelf], orders: Sequence[Order], target: Path) -> Cards:
    """Makes the file of an order, or a poster of several."""
    from cards.decoding import decode
    from cards.jobs import gather
    from cards.pipeline import make_together
    from cards.upkeep.sound import refuse_unsound_card

    jobs = [gather(places, order) for order in orders]
    for job in jobs:
        refuse_unsound_card(job)
    done = make_together(jobs, decode)
    write_whole(target, done.pdf)
    return done


def _report(order: Order, target: Path, done: Cards) -> None:
    filled = f" ({order.copies} asked for, last sheet filled)" if order.copies not in (None, done.copies) else ""
    what = "a poster" if order.layout is Layout.POSTER else f"{_counted(done.copies, 'card')}{filled}"
    report(
        target,
        f"{_counted(done.pages, 'page')}, {what}, {_sizes(order.layout, done)}, "
        f"contrast {done.contrast:.1f}:1, {done.review.value.upper()}",
    )
    for warning in done.warnings:
        if warning not in _of_the_run(order):
            _warn(f"{order.locale}: {warning}")
    if done.lacks_pictograms and order.layout in _ON_CARDS and _typed("pictograms"):
        _warn(f"{order.locale}: no room for pictograms: --layout large and poster have more")


_ON_CARDS = (Layout.DUPLEX, Layout.FRONTS, Layout.FOLD, Layout.PRESS)
"""Layouts of bearers' sides on which pictograms are left out without a word; large print has a warning of its own."""


def _sizes(layout: Layout, done: Cards) -> str:
    """The sizes of the sides that are in the file."""
    sizes = [] if layout is Layout.BACKS else [f"text {done.bearer_size:.1f} pt"]
    if layout is not Layout.FRONTS:
        sizes.append(f"officer's side {done.officer_size:.1f} pt")
    return ", ".join(sizes)


def _next_steps(layout: Layout, flip: Flip, *, cut_marks: bool) -> str:
    """What is to be done with files of a layout that no printer finishes by itself; "" for the others.

    The words are those of the cover sheet of a pack (`merge.how_to_print`).
    """
    if layout is Layout.FRONTS:
        return (
            "Print these on one side, at actual size. The officer's side is in --layout backs: let the ink dry, and "
            "print that on the other side of the same sheets. Try it with one sheet."
        )
    if layout is Layout.BACKS:
        is_long = flip is Flip.LONG_EDGE
        over = "over like the page of a book" if is_long else "up and over like the page of a wall calendar"
        return (
            f"Print these on sheets that have their fronts: turn the sheets {over} and put them back into the tray. "
            "Try it with one sheet, and hold it against the light: the two sides of each card must meet."
        )
    if layout is Layout.FOLD and cut_marks:
        return "Fold along the dashed marks, glue, press flat, then cut along the outer marks."
    if layout is Layout.FOLD:
        return "Take the pieces apart, fold each in the middle, glue, and press flat."
    return ""


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def _warn(text: str) -> None:
    click.echo(f"Warning: {text}", err=True)
