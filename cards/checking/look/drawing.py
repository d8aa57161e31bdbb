"""What the pages draw, from their content streams: forms with where they are placed, and fonts with their codes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import pikepdf

from cards.checking.look.file import unpacked
from cards.measures import Rect

_OPERATORS = "q Q cm Do Tf Tj TJ ' \""
_MOST_PLACED = 5_000
_DEEPEST = 6
"""Forms within forms: a sheet has one level, and another program may have put each page into one or two more."""

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """How something is drawn: its scale, and by how many degrees anticlockwise it misses being upright or sideways."""

    scale: float
    tilt: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A form on a page: its name in the resources, where its box is on the paper (points), and how it is drawn.

    `is_symbol` when its box is that of a QR symbol of ours, a module larger on each side.
    """

    name: str
    box: Rect
    drawn: Drawn
    is_symbol: bool = False


@dataclass(slots=True)
class UsedFont:
    """A font that something is drawn with, and the codes that are."""

    font: Any
    codes: set[int] = field(default_factory=set)


@dataclass(slots=True)
class PageDrawing:
    """What one page draws: the forms that it places, those within forms among them, and how it draws its text.

    `origins` are the corners from which the text is measured that is in no form, which are those of a card of ours.
    A page is `corrected` when all of it is moved before anything else, as this program does for a printer.
    """

    placed: list[Placed] = field(default_factory=list)
    letters: set[Drawn] = field(default_factory=set)
    origins: set[tuple[float, float]] = field(default_factory=set)
    corrected: bool = False


class Drawing:
    """What the pages of a document draw, as far as they were looked at, and with which fonts."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int] | int, UsedFont] = {}
        self._known: dict[tuple[int, int], list[Any]] = {}
        self._scratch = pikepdf.new()
        self._page = PageDrawing()

    def page(self, page: Any) -> PageDrawing:
        """What a page draws. Raises ValueError when it places too many forms."""
        self._page = PageDrawing()
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(unpacked(each) for each in streams if isinstance(each, pikepdf.Stream))
        instructions = self._parsed(data)
        self._page.corrected = bool(instructions) and str(instructions[0].operator) == "cm"
        self._walk(instructions, page.obj.get("/Resources") or page.resources, _PLAIN, 0)
        return self._page

    def _parsed(self, data: bytes) -> list[Any]:
        return list(pikepdf.parse_content_stream(self._scratch.make_stream(data), _OPERATORS))

    def _walk(self, instructions: list[Any], resources: Any, matrix: Matrix, depth: int) -> None:
        kept: list[Matrix] = []
        used: UsedFont | None = None
        for instruction in instructions:
            operands, operator = instruction.operands, str(instruction.operator)
            if operator == "q":
                kept.append(matrix)
            elif operator == "Q":
                matrix = kept.pop() if kept else matrix
            elif operator == "cm":
                matrix = _times(_matrix(operands), matrix)
            elif operator == "Do":
                self._place(resources, str(operands[0]), matrix, depth)
            elif operator == "Tf":
                used = self._font(resources, str(operands[0]))
            elif used is not None and operands:
                self._page.letters.add(_drawn(matrix))
                if depth == 0:
                    self._page.origins.add((round(matrix[4], 3), round(matrix[5], 3)))
                used.codes.update(_codes(used.font, operands[-1]))

    def _place(self, resources: Any, name: str, matrix: Matrix, depth: int) -> None:
        form = resources.XObject[name]
        if form.get("/Subtype") != pikepdf.Name.Form:
            return
        if len(self._page.placed) >= _MOST_PLACED or depth >= _DEEPEST:
            raise ValueError("a page places more forms than a sheet ever does")
        matrix = _times(_matrix(form.get("/Matrix", _PLAIN)), matrix)
        self._page.placed.append(Placed(name, _box(form.BBox, matrix), _drawn(matrix), _is_symbol(form.BBox)))
        if form.objgen not in self._known:
            self._known[form.objgen] = self._parsed(unpacked(form))
        self._walk(self._known[form.objgen], form.get("/Resources") or resources, matrix, depth + 1)

    def _font(self, resources: Any, name: str) -> UsedFont:
        font = resources.Font[name]
        key = font.objgen if font.is_indirect else id(font)
        return self.fonts.setdefault(key, UsedFont(font))


def _codes(font: Any, shown: Any) -> set[int]:
    """The codes in the operand of a text operator: two bytes each in a composite font, else one."""
    pieces = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    strings = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    if font.get("/Subtype") != pikepdf.Name.Type0:
        return set(chain.from_iterable(strings))
    return {
        int.from_bytes(string[place : place + 2], "big") for string in strings for place in range(0, len(string), 2)
    }


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first, then the second (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    m, n, o, p, q, r = second
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r


def _is_symbol(corners: Any) -> bool:
    """Whether a form's box goes from -1 to 1 beyond the modules of a symbol of version 1 to 40, of which there are
    17 + 4 v (ISO/IEC 18004, 5.3.1). Pictograms of ours have another number, 24."""
    left, low, right, high = (float(value) for value in corners)
    version = (right - 1 - 17) / 4
    return left == low == -1 and right == high and version in range(1, 41)


def _drawn(matrix: Matrix) -> Drawn:
    tilt = math.degrees(math.atan2(matrix[1], matrix[0]))
    return Drawn(round(math.hypot(matrix[0], matrix[1]), 4), round((tilt + 45) % 90 - 45, 3))


def _box(corners: Any, matrix: Matrix) -> Rect:
    """The rectangle on the page round a form's box."""
    left, low, right, high = (float(value) for value in corners)
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
