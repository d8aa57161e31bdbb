"""The options, each declared once, as decorators that commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cards.impose.sheet import Flip

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
    help="A hotline of the directory, or a telephone number; up to three, each with its --hotline. Without it, and "
    "without --region, the card has a line to write one on.",
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
flip = click.option(
    "--flip",
    type=click.Choice([each.value for each in Flip]),
    default=Flip.LONG_EDGE.value,
    show_default=True,
    help="Which edge your printer flips the paper on.",
)
copies = click.option(
    "--copies",
    type=click.IntRange(1, 100_000),
    metavar="N",
    help="How many cards; the last sheet is filled up. Without it: one sheet.",
)
exact = click.option("--exact", is_flag=True, help="Leave the rest of the last sheet empty instead.")
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
