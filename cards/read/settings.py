"""Settings: what somebody can ask for, each declared once.

Click options, pack keys and their JSON Schema, table columns, and the fields of a page come from here; a test compares
the variables of the Makefile. A new setting is a row, a field of `Wishes`, and code that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

from cards.errors import BadOrder, either, setting
from cards.measures import POINTS_PER_MM, points, shown_excess
from cards.read.card_options import WRITE_INS
from cards.read.layouts import BOTH_SIDES, THEMES, Layout
from cards.read.screens import Screen
from cards.read.stocks import SHEETS, Flip

MOST_BLEED = 10 * POINTS_PER_MM
"""In points: no print shop asks for more."""

MOST_COPIES = 100_000
"""Cards in one locale for one recipient."""


class Kind(Enum):
    """The kind of value that a setting takes."""

    TEXT = "text"
    SEVERAL = "several texts"
    FLAG = "yes or no"
    CHOICE = "one of a few"
    CHOICES = "some of a few"
    COUNT = "a whole number"
    FILE = "a file"
    LENGTH = "a length"
    COLOUR = "a color"


class Place(Enum):
    """Where a setting can be given: for a run of `cards`, for a whole pack, for each row of a pack's table, for the
    picture of a card that `preview` draws, or for a `picture` to share."""

    RUN = "run"
    PACK = "pack"
    ROW = "row"
    VIEW = "view"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be asked for.

    `about` is its help, a sentence or more, in which `setting` names others. `default` applies if nobody gives a value,
    `what` names the kind of value (ID, NAME), and `most` limits a count. `read` makes a value from a text; if it
    refuses one, it raises BadOrder, in which `label` names the setting. `alone` is the choice that it stands for where
    it is given without a value, or as yes: it was once a flag.
    """

    key: str
    kind: Kind
    about: str
    places: frozenset[Place]
    default: str = ""
    what: str = ""
    choices: tuple[str, ...] = ()
    most: int = 0
    alone: str = ""

    def read(self, text: str) -> Any:
        """The value of a text that somebody gave. Raises BadOrder about the setting."""
        if not text.strip() and self.what != "NAME":
            raise BadOrder(f"{setting(self.key)} is empty.", "Remove it, or give it a value.")
        return _READERS[self.kind](self, text) if self.kind in _READERS else text

    def read_exactly(self, text: str) -> Any:
        """The same for a file that an editor checks too, which accepts a choice only in small letters."""
        if self.choices and text not in self.choices:
            refuse_choice(text, self.choices, setting(self.key))
        return self.read(text)


def read_colour(text: str, label: str) -> tuple[float, float, float]:
    """The color `#RRGGBB`, each part from 0 to 1; a shell may have removed the #. Raises BadOrder."""
    found = _COLOUR.fullmatch(text)
    if found is None:
        raise BadOrder(f"{label} is {text[:40]!r}, which is not a color.", "Write it as #RRGGBB, such as #F04E45.")
    red, green, blue = bytes.fromhex(found[1])
    return red / 255, green / 255, blue / 255


def read_bleed(text: str, label: str) -> float:
    """A bleed such as `3mm`, in points. Raises BadOrder for anything but a length of at most `MOST_BLEED`."""
    try:
        bleed = points(text)
    except ValueError as error:
        raise BadOrder(f"{label} is {text[:40]!r}.", "Write it with a unit, such as 0.125in or 3mm.") from error
    if bleed > MOST_BLEED:
        raise BadOrder(
            f"{label} is {text}, more than {shown_excess(MOST_BLEED)}.",
            "Ask the print shop: most want 3mm or 0.125in.",
        )
    return bleed


def read_choice(text: str, choices: tuple[str, ...], label: str) -> str:
    """One of the `choices`, in any case. Raises BadOrder with all of them."""
    word = text.strip().casefold()
    if word not in choices:
        refuse_choice(text, choices, label)
    return word


def refuse_choice(text: str, choices: tuple[str, ...], label: str) -> NoReturn:
    """Raises BadOrder with the choices."""
    raise BadOrder(f"{label} is {text[:40]!r}.", f"Choose {either(choices)}.")


_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")


def _count(each: Setting, text: str) -> int:
    label = setting(each.key)
    if not re.fullmatch(r" *0*[0-9]{1,9} *", text) or not 1 <= int(text) <= each.most:
        raise BadOrder(f"{label} is {text[:40]!r}.", f"Give a whole number from 1 to {each.most}.")
    return int(text)


_READERS: Mapping[Kind, Callable[[Setting, str], Any]] = {
    Kind.CHOICE: lambda each, text: read_choice(text, each.choices, setting(each.key)),
    Kind.CHOICES: lambda each, text: read_choice(text, each.choices, setting(each.key)),
    Kind.COUNT: _count,
    Kind.LENGTH: lambda each, text: read_bleed(text, setting(each.key)),
    Kind.COLOUR: lambda each, text: read_colour(text, setting(each.key)),
}

_RUN, _PACK, _ROW = Place.RUN, Place.PACK, Place.ROW
_EVERYWHERE = frozenset({_RUN, _PACK, _ROW})
_NOT_BY_ROW = frozenset({_RUN, _PACK})
_RUN_ONLY = frozenset({_RUN})
_SHOWN = _EVERYWHERE | {Place.VIEW}
_SHOWN_NOT_BY_ROW = _NOT_BY_ROW | {Place.VIEW}
_SHARED = frozenset({Place.PICTURE})


def _rows() -> tuple[Setting, ...]:
    return (
        Setting(
            "script", Kind.SEVERAL, "What the card says.", _SHOWN | _SHARED, default="home", what="ID",
        ),
        Setting(
            "region",
            Kind.TEXT,
            "A state such as US-MA or Massachusetts, or a county or city in one such as US-CA/San Mateo; for scripts "
            "of your own in other countries, one such as GB, GB-SCT, Canada or CA-ON. The card gets "
            f"hotlines and legal aid from the directory for that region, unless {setting('hotline')} or "
            f"{setting('link')} names others, and the words for that state where a script has any.",
            _SHOWN | _SHARED,
            what="REGION",
        ),
        Setting(
            "hotline",
            Kind.SEVERAL,
            "A hotline in the directory, or a telephone number. Give up to three, the most important first; the card "
            "shows as many as fit. Without one, the card has a blank line for a number.",
            _SHOWN | _SHARED,
            what="ID|NUMBER",
        ),
        Setting("hotline_name", Kind.TEXT, "Who answers a number of your own.", _SHOWN | _SHARED, what="NAME"),
        Setting(
            "link",
            Kind.TEXT,
            "Where the QR code leads: an entry in the directory of legal aid, or an address. Without it, the national "
            "directory of free and low-cost legal aid, which other countries do not have. With none, the card has no "
            "code, and more room for its words.",
            _SHOWN | _SHARED,
            what="ID|HTTPS-ADDRESS|none",
        ),
        Setting(
            "audio_link",
            Kind.TEXT,
            "A recording of the words for people who do not read: a QR code on the officer's side, or on a separate "
            "page of a poster, leads there. Without it, the directory's recording in the card's language, if any.",
            _SHOWN,
            what="HTTPS-ADDRESS",
        ),
        Setting(
            "allow_stale",
            Kind.FLAG,
            "Print hotlines that nobody has confirmed within a year. The card says when each was last confirmed.",
            _NOT_BY_ROW | _SHARED,
        ),
        Setting(
            "allow_tracking",
            Kind.FLAG,
            f"Accept a {setting('link')} or {setting('audio_link')} that is shortened or has tracking parameters.",
            _NOT_BY_ROW | _SHARED,
        ),
        Setting("org", Kind.TEXT, "The organization that hands out the card.", _SHOWN | _SHARED, what="NAME"),
        Setting(
            "logo",
            Kind.FILE,
            "The organization's logo, on white above the QR code: an SVG, or a PNG or JPEG about 800 pixels wide.",
            _EVERYWHERE | _SHARED,
            what="FILE",
        ),
        Setting(
            "stock", Kind.TEXT, "The card stock, by its id or by any product number on the packet.", _SHOWN,
            default="avery-5371", what="ID",
        ),
        Setting(
            "layout",
            Kind.CHOICES,
            "duplex: sheets printed on both sides. fronts, backs: one side, for a printer that you feed twice. fold: "
            "both sides of a card next to each other, to fold and glue. large: two cards in large print on a sheet. "
            "poster: for a door or a wall. plan: one page to fill in. press: one card for a print shop. Without it, "
            "the usual one of the script.",
            _EVERYWHERE,
            default=Layout.DUPLEX.value,
            choices=tuple(layout.value for layout in Layout),
        ),
        Setting(
            "together", Kind.FLAG, "Put all the languages on one poster instead of making one for each.", _RUN_ONLY
        ),
        Setting(
            "theme",
            Kind.CHOICE,
            "red: white on red. outline: black on white with a red edge, which saves ink and is easier to read. "
            "red-stock: black only, for red paper. Without it, red; outline for large print and posters.",
            _SHOWN,
            choices=THEMES,
        ),
        Setting(
            "paper_colour",
            Kind.COLOUR,
            "The color of your red paper, such as F04E45, to check that black is readable on it.",
            _NOT_BY_ROW,
            what="RRGGBB",
        ),
        Setting(
            "paper",
            Kind.CHOICE,
            "The paper for large print (letter, a4), posters and plans. Without it, the paper of the stock.",
            _NOT_BY_ROW,
            choices=tuple(SHEETS),
        ),
        Setting(
            "bleed",
            Kind.LENGTH,
            "How far the color runs past the trim in a file for a print shop. Without it, 0.125in for Letter stock "
            "and 3mm for A4.",
            _NOT_BY_ROW,
            what="LENGTH",
        ),
        Setting(
            "pictograms",
            Kind.FLAG,
            "A small picture beside each statement, if the words stay large enough.",
            _SHOWN_NOT_BY_ROW | _SHARED,
            default="yes",
        ),
        Setting(
            "write_in",
            Kind.CHOICE,
            "A blank line for the bearer to write on. lawyer: the name and number of their own lawyer. contact: whom "
            "to call in an emergency. a-number: their number with the immigration authorities. Alone, lawyer.",
            _SHOWN_NOT_BY_ROW,
            choices=WRITE_INS,
            alone="lawyer",
        ),
        Setting(
            "interpreter",
            Kind.FLAG,
            "The officer's side also says which language the bearer speaks, and that they need an interpreter.",
            _SHOWN_NOT_BY_ROW | _SHARED,
        ),
        Setting(
            "flip",
            Kind.CHOICE,
            "The edge on which your printer flips the paper.",
            _NOT_BY_ROW,
            default=Flip.LONG_EDGE.value,
            choices=tuple(each.value for each in Flip),
        ),
        Setting(
            "printer",
            Kind.TEXT,
            "A printer that you have measured with `calibration`: backs are moved to meet the fronts.",
            _RUN_ONLY,
            what="NAME",
        ),
        Setting(
            "copies", Kind.COUNT, "How many cards; the last sheet is filled. Without it, one sheet.", _RUN_ONLY,
            what="N", most=MOST_COPIES,
        ),
        Setting("exact", Kind.FLAG, "Leave the rest of the last sheet empty.", _NOT_BY_ROW),
        Setting(
            "start_at",
            Kind.COUNT,
            "The position of the first card on a partly used sheet, counted row by row from the top left.",
            _RUN_ONLY,
            what="N",
            most=1000,
        ),
        Setting(
            "require",
            Kind.CHOICE,
            "Make only cards on which every string is signed at least this far.",
            _NOT_BY_ROW | _SHARED,
            choices=("reviewed", "approved"),
        ),
        Setting(
            "for",
            Kind.CHOICE,
            "lock-screen: to keep on a telephone, with nothing where clock and buttons are. square: for posts and "
            "messages. story: for a story, with nothing where the program has its own lines.",
            _SHARED,
            choices=tuple(screen.value for screen in Screen),
        ),
        Setting(
            "side",
            Kind.CHOICE,
            "bearer: what to do, what to say and whom to call. officer: what the officer reads, to show through a "
            "window or a door.",
            _SHARED,
            default="bearer",
            choices=BOTH_SIDES,
        ),
    )  # fmt: skip


SETTINGS: Mapping[str, Setting] = {each.key: each for each in _rows()}
"""Every setting by its key, in the order in which help and forms show them."""


def settings_for(place: Place) -> tuple[Setting, ...]:
    """The settings that can be given in that place."""
    return tuple(each for each in SETTINGS.values() if place in each.places)
