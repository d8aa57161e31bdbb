"""The options, each declared once, as decorators that commands share."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from cards.read.printers import Profile, find_printer
from cards.read.stocks import Flip

CONFIG = "RIGHTS_CARDS_CONFIG"
"""The environment variable that names another folder for what the user has set."""


def printers_file() -> Path:
    """The file of printers' profiles, in the user's folder for settings; it need not exist."""
    return Path(os.environ.get(CONFIG) or click.get_app_dir("rights-cards")) / "printers.toml"


def _profile(ctx: click.Context, param: click.Parameter, name: str | None) -> Profile | None:
    return None if name is None else find_printer(printers_file(), name)


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
    "--allow-tracking", is_flag=True, help="Take a --link that is a shortener or has tracking parameters."
)
org = click.option("--org", default="", metavar="NAME", help="The organisation that gives out the card.")
logo = click.option(
    "--logo",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's logo over the QR code, on white: PNG or JPEG, about 800 pixels wide.",
)
flip = click.option(
    "--flip",
    type=click.Choice([each.value for each in Flip]),
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
    help="A folder, or for one locale a file ending in .pdf.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.now().strftime("%Y-%m-%d"),
    show_default="today",
    help="The day to judge a hotline's age by: for warnings and refusals, never for what is printed.",
)
