"""The options, each declared once, as decorators that commands share."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from cards.read.layouts import Layout
from cards.read.orders import read_bleed, read_colour
from cards.read.printers import Profile, find_printer
from cards.read.stocks import Flip

CONFIG = "RIGHTS_CARDS_CONFIG"
"""The environment variable that names another folder for what the user has set."""


def printers_file() -> Path:
    """The file of printers' profiles, in the user's folder for settings; it need not exist."""
    return Path(os.environ.get(CONFIG) or click.get_app_dir("rights-cards")) / "printers.toml"


def _profile(ctx: click.Context, param: click.Parameter, name: str | None) -> Profile | None:
    return None if name is None else find_printer(printers_file(), name)


def _colour(ctx: click.Context, param: click.Parameter, given: str | None) -> tuple[float, float, float] | None:
    return None if given is None else read_colour(given, "--paper-colour")


def _bleed(ctx: click.Context, param: click.Parameter, given: str | None) -> float | None:
    return None if given is None else read_bleed(given, "--bleed")


script = click.option("--script", default="home", show_default=True, metavar="ID", help="What the card says.")
stock = click.option(
    "--stock", default="avery-5371", show_default=True, metavar="ID", help="The paper, by id or product number."
)
region = click.option(
    "--region",
    metavar="REGION",
    help="A state such as US-MA or Massachusetts, or a county or city in one such as US-CA/San Mateo: the hotlines and "
    "legal aid that the directory has for it. --hotline and --link win over them.",
)
hotline = click.option(
    "--hotline",
    metavar="ID|NUMBER",
    help="A hotline of the directory, or a telephone number. Without it the card has a line to write one on.",
)
hotlines = click.option(
    "--hotline",
    "hotlines",
    multiple=True,
    metavar="ID|NUMBER",
    help="A hotline of the directory, or a telephone number; up to three, each with its --hotline, as far as there "
    "is room. Without it, and without --region, the card has a line to write one on.",
)
hotline_name = click.option("--hotline-name", default="", metavar="NAME", help="Who answers a number of your own.")
link = click.option(
    "--link",
    metavar="ID|HTTPS-ADDRESS",
    help="Where the QR code leads: legal aid of the directory, or an address. Without it: the national directory of "
    "free and low-cost legal aid.",
)
allow_stale = click.option(
    "--allow-stale",
    is_flag=True,
    help="Print lines of the directory that nobody has confirmed for a year; the card says when somebody did.",
)
allow_tracking = click.option(
    "--allow-tracking",
    is_flag=True,
    help="Take a --link or --audio-link that is a shortener or has tracking parameters.",
)
audio_link = click.option(
    "--audio-link",
    metavar="HTTPS-ADDRESS",
    help="A recording of the words, for those who do not read: a second QR code leads there. Without it: the recording "
    "that the hotline or the legal aid of the directory has in the card's language, if any.",
)
org = click.option("--org", default="", metavar="NAME", help="The organisation that gives out the card.")
logo = click.option(
    "--logo",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's logo over the QR code, on white: SVG, or PNG or JPEG about 800 pixels wide.",
)
flip = click.option(
    "--flip",
    type=click.Choice([each.value for each in Flip], case_sensitive=False),
    default=Flip.LONG_EDGE.value,
    show_default=True,
    help="Which edge your printer flips the paper on.",
)
printer = click.option(
    "--printer",
    metavar="NAME",
    callback=_profile,
    help="A printer saved with `calibration`: the backs are moved so that they meet the fronts.",
)
layout = click.option(
    "--layout",
    type=click.Choice([each.value for each in Layout], case_sensitive=False),
    default=Layout.DUPLEX.value,
    show_default=True,
    help="duplex: both sides of the sheet. fronts, backs: one side of it, for a printer that you feed twice. fold: "
    "both sides of a card next to each other, to fold and glue, on plain-letter unless --stock says otherwise. press: "
    "one card for a print shop. large: two cards in large print on a sheet. poster: one for a door or a wall.",
)
theme = click.option(
    "--theme",
    type=click.Choice(["red", "outline", "red-stock"], case_sensitive=False),
    help="red: white on red. outline: black on white with a red edge, for little ink and for low vision. red-stock: "
    "black only, for red paper. Without it: red, and outline for large and poster.",
)
paper_colour = click.option(
    "--paper-colour",
    metavar="RRGGBB",
    callback=_colour,
    help="The colour of your red paper, to judge whether black can be read on it: F04E45, or '#F04E45' in quotes, "
    "because a shell takes # for a comment.",
)
paper = click.option(
    "--paper",
    type=click.Choice(["letter", "a4", "tabloid", "a3"], case_sensitive=False),
    help="The paper of --layout large (letter, a4) and poster. Without it: that of the stock.",
)
bleed = click.option(
    "--bleed",
    metavar="LENGTH",
    callback=_bleed,
    help="How far the colour of --layout press goes past the card, such as 0.125in or 3mm; without it 0.125in on "
    "Letter stock and 3mm on A4.",
)
pictograms = click.option(
    "--pictograms/--no-pictograms",
    default=True,
    show_default=True,
    help="A small picture beside each statement, for those who do not read, as long as the words stay large enough.",
)
write_in = click.option(
    "--write-in", is_flag=True, help="Add a blank line on which the bearer writes their own lawyer's name and number."
)
copies = click.option(
    "--copies",
    type=click.IntRange(1, 100_000),
    metavar="N",
    help="How many cards; the last sheet is filled up. Without it: one sheet.",
)
exact = click.option("--exact", is_flag=True, help="Leave the rest of the last sheet empty instead.")
start_at = click.option(
    "--start-at",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="The place of the first card on the first sheet, row by row from the top left, when cards have been taken off "
    "it already.",
)
content = click.option(
    "--content",
    type=click.Path(path_type=Path),
    envvar="RIGHTS_CARDS_CONTENT",
    metavar="FOLDER",
    help="A folder with scripts/, stocks/, hotlines/, links/, translations/ or fonts/ of your own.",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="A folder, or for one locale a file ending in .pdf, or - for standard output.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.now().strftime("%Y-%m-%d"),
    show_default="today",
    help="The day to judge a hotline's age by: for warnings and refusals, and for lines of a region that are too old.",
)
