"""Printers' profiles: how the back of a sheet has to be moved so that it meets the front.

They are measured on the calibration sheet and kept in one TOML file in the user's folder for settings:

    ["office"]
    flip = "long-edge"
    back_x_mm = -1.5
    back_y_mm = 0.5
    scale_percent = 100
    rotate_degrees = 0

All of it is said about the back as one looks at it, upright: `back_x_mm` moves the back to the right, `back_y_mm` up,
`scale_percent` enlarges it and `rotate_degrees` turns it anticlockwise, both about the centre of the page. The numbers
say what is done to the back, not what the printer did wrong: a printer that shifts the back 3 mm to the right has -3.
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
# Printers that were measured with `rights-cards calibration`, which writes this file anew whenever it saves one.
# Millimetres to the right and up, percent, and degrees anticlockwise: what is done to the back of every sheet.
"""


class Bounds(NamedTuple):
    """The least and the most that a correction may be, in its unit: what is beyond is no printer's, but a slip."""

    least: float
    most: float
    unit: str

    def problem(self, value: float) -> str:
        """What is wrong with a value, to be put behind its name; empty when nothing is."""
        # `not` the other way round, so that "not a number" is refused too.
        return "" if self.least <= value <= self.most else f"is {value:g}, not from {self.least:g} to {self.most:g}"

    @property
    def advice(self) -> str:
        """What to do about a value out of bounds."""
        return f"Give a number of {self.unit} from {self.least:g} to {self.most:g}; measure again if it is more."


MOVE = Bounds(-10, 10, "millimetres")
SCALE = Bounds(97, 103, "percent")
ROTATE = Bounds(-2, 2, "degrees")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is done to the back for one printer: moved, in points; enlarged; turned anticlockwise, in degrees.

    It was measured with the paper flipped on the edge `flip`; on the other one the back lies the other way round.
    """

    name: str
    flip: str
    back_x: float
    back_y: float
    scale: float = 1.0
    rotate: float = 0.0

    def check_flip(self, flip: str) -> None:
        """Raises BadOrder when it was measured with the other flip."""
        if flip != self.flip:
            raise BadOrder(
                f"The printer {self.name!r} was measured with {setting('flip', self.flip)}, not {flip}.",
                f"Give {setting('flip', self.flip)}, or measure the printer with {setting('flip', flip)} too and save "
                "that under another name.",
            )

    @property
    def measures(self) -> dict[str, float]:
        """The numbers as they stand in the file, in its units, by their keys."""
        return {
            _BACK_X.name: _plain(millimetres(self.back_x)),
            _BACK_Y.name: _plain(millimetres(self.back_y)),
            _SCALE.name: _plain(self.scale * 100),
            _ROTATE.name: _plain(self.rotate),
        }


def new_profile(
    name: str, flip: str, *, back_x_mm: float, back_y_mm: float, scale_percent: float, rotate_degrees: float
) -> Profile:
    """A profile from what somebody typed. Raises BadOrder, naming the option, for a name or a number that cannot be."""
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
            f"Take 1 to {MAX_NAME} letters, digits, - and _, such as office or canon-2.",
        )
    return name


def read_printers(path: Path) -> dict[str, Profile]:
    """The profiles of a file by name; none when there is no such file. Raises BadFile."""
    try:
        table = read_table(path)
    except BadFile as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return {}
        raise
    if len(table.values) > MAX_PRINTERS:
        raise BadFile(f"The file has more than {MAX_PRINTERS} printers.", "Take some out of it.", file=path)
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
    """The file with those profiles, by name, as `read_printers` reads it."""
    return "\n".join([HEADER, *(_table_text(each) for each in sorted(printers, key=lambda each: each.name))])


def with_printer(printers: Mapping[str, Profile], new: Profile) -> tuple[Profile, ...]:
    """The profiles with a new one, in the place of one of its name if there is one. Raises BadOrder for too many."""
    every = {**printers, new.name: new}
    if len(every) > MAX_PRINTERS:
        raise BadOrder(f"There are {MAX_PRINTERS} printers already.", "Save it under the name of one of them.")
    return tuple(every.values())


def _name_in(table: Table, name: str) -> str:
    """The name of a table of the file, which somebody may have written by hand."""
    try:
        plain = printer_name(name)
    except BadOrder as error:
        table.refuse(name, "cannot be the name of a printer", error.remedy)
    if plain != name:
        table.refuse(name, "is composed of letters and marks apart", f"Write {plain!r}.")
    return plain


def _measure(name: str, about: str, bounds: Bounds, default: float | None = None) -> Key[float]:
    return keys.number(name, about, bounds.least, bounds.most, bounds.advice, default=default)


_FLIP = keys.choice("flip", "The edge on which the printer flipped the paper when it was measured.", FLIPS)
_BACK_X = _measure("back_x_mm", "How far the back is moved to the right.", MOVE)
_BACK_Y = _measure("back_y_mm", "How far the back is moved up.", MOVE)
_SCALE = _measure("scale_percent", "How large the back is printed.", SCALE, 100.0)
_ROTATE = _measure("rotate_degrees", "How far the back is turned anticlockwise.", ROTATE, 0.0)
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
    """A number as exact as anybody can measure, without the dust of its conversion, and without -0."""
    return round(value, 3) + 0.0
