"""Printers' profiles: how to move the back of a sheet so that it meets the front.

They are measured on the calibration sheet and kept in one TOML file in the user's settings folder:

    ["office"]
    flip = "long-edge"
    back_x_mm = -1.5
    back_y_mm = 0.5
    scale_percent = 100
    rotate_degrees = 0

Directions are those of the back as you look at it upright: `back_x_mm` moves the back to the right, `back_y_mm` up,
`scale_percent` enlarges it and `rotate_degrees` turns it counterclockwise, both about the center of the page. The
numbers say what to do to the back, not what the printer does wrong: if it shifts the back 3 mm to the right, write -3.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cards.errors import BadFile, BadOrder, UnknownId, setting
from cards.measures import POINTS_PER_MM, millimetres
from cards.read import keys
from cards.read.keys import Format, Key
from cards.read.stocks import Flip
from cards.read.tables import Table, read_table, toml_string

FLIPS = tuple(each.value for each in Flip)

MAX_NAME = 40
"""Characters."""

MAX_PRINTERS = 200

HEADER = """\
# Printers measured with `rights-cards calibration`, which rewrites this file whenever it saves one.
# Millimeters to the right and up, percent, and degrees counterclockwise: what is done to the back of every sheet.
"""


class Bounds(NamedTuple):
    """The smallest and largest correction, in its unit: anything beyond is a typing error, not a printer's fault."""

    least: float
    most: float
    unit: str

    def problem(self, value: float) -> str:
        """What is wrong with a value, to follow its name; empty if nothing is."""
        # Not the reverse comparisons, so that "not a number" is refused too.
        return "" if self.least <= value <= self.most else f"is {value:g}, not from {self.least:g} to {self.most:g}"

    @property
    def advice(self) -> str:
        """What to do about a value that is out of bounds."""
        return f"Give a number of {self.unit} from {self.least:g} to {self.most:g}; if it is more, measure again."


MOVE = Bounds(-10, 10, "millimeters")
SCALE = Bounds(97, 103, "percent")
ROTATE = Bounds(-2, 2, "degrees")


@dataclass(frozen=True, slots=True)
class Profile:
    """What one printer needs done to the back: moved, in points; enlarged; turned counterclockwise, in degrees.

    It was measured with the paper flipped on the edge `flip`; on the other edge the back is the other way around.
    """

    name: str
    flip: str
    back_x: float
    back_y: float
    scale: float = 1.0
    rotate: float = 0.0

    def check_flip(self, flip: str) -> None:
        """Raises BadOrder if it was measured with the other flip."""
        if flip != self.flip:
            raise BadOrder(
                f"The printer {self.name!r} was measured with {setting('flip', self.flip)}, not {flip}.",
                f"Give {setting('flip', self.flip)}, or measure the printer again with {setting('flip', flip)} and "
                "save it under another name.",
            )

    @property
    def measures(self) -> dict[str, float]:
        """The numbers of the file, in its units, by key."""
        return {
            _BACK_X.name: _plain(millimetres(self.back_x)),
            _BACK_Y.name: _plain(millimetres(self.back_y)),
            _SCALE.name: _plain(self.scale * 100),
            _ROTATE.name: _plain(self.rotate),
        }


def new_profile(
    name: str, flip: str, *, back_x_mm: float, back_y_mm: float, scale_percent: float, rotate_degrees: float
) -> Profile:
    """A profile from what a user typed. Raises BadOrder, naming the option, for an invalid name or number."""
    given = (
        (setting("back_x"), back_x_mm, MOVE),
        (setting("back_y"), back_y_mm, MOVE),
        (setting("scale"), scale_percent, SCALE),
        (setting("rotate"), rotate_degrees, ROTATE),
    )
    for option, value, bounds in given:
        problem = bounds.problem(value)
        if problem:
            raise BadOrder(f"{option} {problem}.", bounds.advice)
    return Profile(
        printer_name(name),
        flip,
        back_x_mm * POINTS_PER_MM,
        back_y_mm * POINTS_PER_MM,
        scale_percent / 100,
        rotate_degrees,
    )


def printer_name(given: str) -> str:
    """The name in NFC: letters of any script, digits, - and _. Raises BadOrder for any other."""
    name = unicodedata.normalize("NFC", given)
    if not 0 < len(name) <= MAX_NAME or not all(_may_name(letter) for letter in name):
        raise BadOrder(
            f"{given[: 2 * MAX_NAME]!r} cannot be the name of a printer.",
            f"Use 1 to {MAX_NAME} letters, digits, - and _, such as office or canon-2.",
        )
    return name


def read_printers(path: Path) -> dict[str, Profile]:
    """The profiles of a file by name; none if there is no such file. Raises BadFile."""
    try:
        table = read_table(path)
    except BadFile as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return {}
        raise
    if len(table.values) > MAX_PRINTERS:
        raise BadFile(f"The file has more than {MAX_PRINTERS} printers.", "Remove some.", file=path)
    return {name: _profile(_name_in(table, name), each) for name, each in table.each()}


def find_printer(path: Path, wanted: str) -> Profile:
    """The profile of that name. Raises UnknownId with the closest names, or BadFile."""
    printers = read_printers(path)
    name = unicodedata.normalize("NFC", wanted)
    if name not in printers:
        raise UnknownId(
            "printer",
            wanted,
            list(printers),
            "`calibration -o target.pdf` makes a sheet to measure one with.",
        )
    return printers[name]


def printers_text(printers: Iterable[Profile]) -> str:
    """The text of a file with those profiles, by name, for `read_printers`."""
    return "\n".join([HEADER, *(_table_text(each) for each in sorted(printers, key=lambda each: each.name))])


def with_printer(printers: Mapping[str, Profile], new: Profile) -> tuple[Profile, ...]:
    """The profiles with a new one, which replaces one of the same name. Raises BadOrder for too many."""
    every = {**printers, new.name: new}
    if len(every) > MAX_PRINTERS:
        raise BadOrder(f"There are already {MAX_PRINTERS} printers.", "Save it under the name of one of them.")
    return tuple(every.values())


def _name_in(table: Table, name: str) -> str:
    """The name of a table in the file, which somebody may have written by hand."""
    try:
        plain = printer_name(name)
    except BadOrder as error:
        table.refuse(name, "cannot be the name of a printer", error.remedy)
    if plain != name:
        table.refuse(name, "has letters and their marks as separate characters", f"Write {plain!r}.")
    return plain


def _measure(name: str, about: str, bounds: Bounds, default: float | None = None) -> Key[float]:
    return keys.number(name, about, bounds.least, bounds.most, bounds.advice, default=default)


_FLIP = keys.choice("flip", "The edge on which the printer flipped the paper when it was measured.", FLIPS)
_BACK_X = _measure("back_x_mm", "How far the back is moved to the right.", MOVE)
_BACK_Y = _measure("back_y_mm", "How far the back is moved up.", MOVE)
_SCALE = _measure("scale_percent", "How large the back is printed.", SCALE, 100.0)
_ROTATE = _measure("rotate_degrees", "How far the back is turned counterclockwise.", ROTATE, 0.0)
PRINTER = Format("What is done to the back of every sheet.", (_FLIP, _BACK_X, _BACK_Y, _SCALE, _ROTATE))
PRINTERS = Format("Printers that were measured, by name.", others=PRINTER.schema, most=MAX_PRINTERS)


def _profile(name: str, table: Table) -> Profile:
    PRINTER.check(table)
    return Profile(
        name,
        _FLIP.of(table),
        _BACK_X.of(table) * POINTS_PER_MM,
        _BACK_Y.of(table) * POINTS_PER_MM,
        _SCALE.of(table) / 100,
        _ROTATE.of(table),
    )


def _table_text(profile: Profile) -> str:
    lines = [f"[{toml_string(profile.name)}]", f"{_FLIP.name} = {toml_string(profile.flip)}"]
    lines += [f"{key} = {value:g}" for key, value in profile.measures.items()]
    return "\n".join(lines) + "\n"


def _may_name(letter: str) -> bool:
    """Letters, the marks on them and digits, which need no escape in TOML and none on a command line."""
    return letter in "-_" or unicodedata.category(letter)[0] in "LMN"


def _plain(value: float) -> float:
    """A number as exact as anybody can measure, without rounding errors from conversion, and without -0."""
    return round(value, 3) + 0.0
