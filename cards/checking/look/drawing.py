"""What the pages draw, from their content streams: forms with their places, and fonts with their codes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import pikepdf

from cards.checking.look.file import (
    Damaged,
    array,
    content_of,
    entry,
    name_of,
    numbers_of,
    pikepdf_reads,
    resources_of,
    unpacked,
)
from cards.measures import Rect

_OPERATORS = "q Q cm Do Tf Tj TJ ' \""
_MOST_PLACED = 5_000
_DEEPEST = 6
"""Levels of forms within forms: a sheet has one, and another program may have put each page into one or two more."""

_LARGEST = 1e12
"""The largest number in a matrix: the product of a thousand scales would overflow a number."""

_Instruction = tuple[list[Any], str]
"""Operands and their operator."""

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """How something is drawn: its scale, and how many degrees counterclockwise it is off from upright or sideways."""

    scale: float
    tilt: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A form on a page: its name in the resources, its box on the paper (points), and how it is drawn.

    `is_symbol` if its box is that of a QR symbol of this program, a module larger on each side.
    """

    name: str
    box: Rect
    drawn: Drawn
    is_symbol: bool = False


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font in use, and the codes that are drawn with it."""

    font: Any
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """What one page draws: the forms that it places, including those within forms, and how it draws its text.

    `origins` are the origins of the text outside forms: the corners of the cards if this program made them. A page is
    `corrected` if all of it is moved before anything else, as this program does for a printer.
    """

    placed: tuple[Placed, ...] = ()
    letters: frozenset[Drawn] = frozenset()
    origins: frozenset[tuple[float, float]] = frozenset()
    corrected: bool = False


@dataclass(slots=True)
class _Seen:
    """What one page draws, as far as it has been read."""

    placed: list[Placed] = field(default_factory=list)
    letters: set[Drawn] = field(default_factory=set)
    origins: set[tuple[float, float]] = field(default_factory=set)


class Drawing:
    """Reads what pages draw, one after the other, and keeps their fonts and the forms that several share."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int] | int, tuple[Any, set[int]]] = {}
        self._known: dict[tuple[int, int], list[_Instruction]] = {}
        self._scratch = pikepdf.new()

    @property
    def fonts(self) -> list[UsedFont]:
        """The fonts of the pages that were read, in the order in which they are first used."""
        return [UsedFont(font, frozenset(codes)) for font, codes in self._fonts.values()]

    def page(self, page: Any) -> PageDrawing:
        """What a page draws. Raises Damaged, also when it places too many forms."""
        instructions = self._parsed(content_of(page.obj))
        corrected = bool(instructions) and instructions[0][1] == "cm"
        seen = _Seen()
        self._walk(instructions, resources_of(page), _PLAIN, 0, seen)
        return PageDrawing(tuple(seen.placed), frozenset(seen.letters), frozenset(seen.origins), corrected)

    def _parsed(self, data: bytes) -> list[_Instruction]:
        with pikepdf_reads():
            parsed = pikepdf.parse_content_stream(self._scratch.make_stream(data), _OPERATORS)
            return [(list(each.operands), str(each.operator)) for each in parsed]

    def _walk(self, instructions: list[_Instruction], resources: Any, matrix: Matrix, depth: int, seen: _Seen) -> None:
        kept: list[Matrix] = []
        used: tuple[Any, set[int]] | None = None
        for operands, operator in instructions:
            if operator == "q":
                kept.append(matrix)
            elif operator == "Q":
                matrix = kept.pop() if kept else matrix
            elif operator == "cm":
                matrix = _times(_matrix(operands), matrix)
            elif operator == "Do":
                self._place(resources, _first_name(operands), matrix, depth, seen)
            elif operator == "Tf":
                used = self._font(resources, _first_name(operands))
            elif used is not None and operands:
                seen.letters.add(_drawn(matrix))
                if depth == 0:
                    seen.origins.add((round(matrix[4], 3), round(matrix[5], 3)))
                font, codes = used
                codes.update(_codes(font, operands[-1]))

    def _place(self, resources: Any, name: str, matrix: Matrix, depth: int, seen: _Seen) -> None:
        form = _resource(resources, "/XObject", name)
        if entry(form, "/Subtype") != pikepdf.Name.Form:
            return
        if len(seen.placed) >= _MOST_PLACED or depth >= _DEEPEST:
            raise Damaged("a page places more forms than a sheet ever does")
        box = numbers_of(entry(form, "/BBox"), 4)
        matrix = _times(_matrix(form.get("/Matrix", _PLAIN)), matrix)
        seen.placed.append(Placed(name, _box(box, matrix), _drawn(matrix), _is_symbol(box)))
        if form.objgen not in self._known:
            self._known[form.objgen] = self._parsed(unpacked(form))
        self._walk(self._known[form.objgen], entry(form, "/Resources") or resources, matrix, depth + 1, seen)

    def _font(self, resources: Any, name: str) -> tuple[Any, set[int]]:
        font = _resource(resources, "/Font", name)
        key = font.objgen if font.is_indirect else id(font)
        return self._fonts.setdefault(key, (font, set()))


def _first_name(operands: Sequence[Any]) -> str:
    name = name_of(operands[0]) if operands else ""
    if not name:
        raise Damaged("something is drawn that has no name")
    return name


def _resource(resources: Any, kind: str, name: str) -> Any:
    """A form, a picture or a font. Raises Damaged if the resources lack it."""
    found = entry(resources, kind, name)
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        raise Damaged(f"something is drawn with {name}, which is not in the file")
    return found


def _codes(font: Any, shown: Any) -> set[int]:
    """The codes in the operand of a text operator: two bytes each in a composite font, else one."""
    pieces = array(shown) if isinstance(shown, pikepdf.Array) else [shown]
    strings = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    if entry(font, "/Subtype") != pikepdf.Name.Type0:
        return set(chain.from_iterable(strings))
    return {
        int.from_bytes(string[place : place + 2], "big") for string in strings for place in range(0, len(string), 2)
    }


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = numbers_of(values, 6)
    return a, b, c, d, e, f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies the first, then the second (ISO 32000-1, 8.3.4). Raises Damaged if it is too large."""
    a, b, c, d, e, f = first
    m, n, o, p, q, r = second
    both = a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r
    if max(map(abs, both)) > _LARGEST:
        raise Damaged("something is drawn at a size that no paper has")
    return both


def _is_symbol(corners: Sequence[float]) -> bool:
    """Whether a form's box goes from -1 to 1 beyond the modules of a symbol of version v from 1 to 40, which has 17 + 4
    v modules along a side (ISO/IEC 18004, 5.3.1). Our pictograms have another size, 24.
    """
    left, low, right, high = corners
    version = (right - 1 - 17) / 4
    return left == low == -1 and right == high and version in range(1, 41)


def _drawn(matrix: Matrix) -> Drawn:
    tilt = math.degrees(math.atan2(matrix[1], matrix[0]))
    return Drawn(round(math.hypot(matrix[0], matrix[1]), 4), round((tilt + 45) % 90 - 45, 3))


def _box(corners: Sequence[float], matrix: Matrix) -> Rect:
    """The rectangle on the page around a form's box."""
    left, low, right, high = corners
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
