"""The calibration sheet: two sides from which somebody reads how a printer misplaces the back.

The front has rulers, crosses and plain lines; the back has rings, scales and the instructions. Held against the light
with the back in front, the lines shine through, and each crosses its scale at a number: how far the back has to be
moved. Apart from the red disc that tells the edge, what the front has to show through is its own mirror image, so that
it lies behind the scales whichever edge the paper is flipped on. Places are in points from the centre of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, degrees, radians, tan

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Size
from cards.read.languages import Language
from cards.read.stocks import PAPERS
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.gauges import BODY, LINE, Board, Point

MM = POINTS_PER_MM

SIDE, END = 70 * MM, 80 * MM
"""How far the scales `left` and `right` are from the centre, and `top` and `bottom`."""

BESIDE = 10 * MM
"""How far the two scales of the centre are from it, so that they do not cross each other."""

ARM, CENTRE_ARM, REACH = 5 * MM, 18 * MM, 9 * MM
"""Half the lengths of the front's crosses, of the one in the centre, and of the lines behind the other scales."""

DISC_PLACE, DISC, DISC_RING = 48 * MM, 2.5 * MM, 3.5 * MM
"""How far above the centre the red disc is, its radius, and the inner one of its ring."""

CORNER = 12 * MM
"""How far the crosses are from the paper's edges."""

COLUMN, COLUMN_WIDTH, BELOW = 28 * MM, 66 * MM, -27 * MM
"""Where columns of text begin and how wide they are, from the middle, and the top of the lower ones."""

MARGIN, BANNER = 7 * MM, 15 * MM
TITLE, LEAD = 17.0, 9.0

NUMERAL, INDENT, GAP = 14.0, 20.0, 8.0
"""The disc behind the number of a step, how far its text is from the disc's edge, and what is free under a step."""

EDGES = {"long-edge": "short-edge", "short-edge": "long-edge"}
"""Each edge that the paper may be flipped on, and the other one."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A text with **bold** words, and the lines to type, if there are any."""

    text: str
    typed: tuple[str, ...] = ()


def turn_of(left: float, right: float) -> float:
    """By how many degrees, anticlockwise, the back has to be turned: from the scales at its sides, in points."""
    return degrees(atan((right - left) / (2 * SIDE)))


def scale_of(top: float, bottom: float) -> float:
    """How large the back has to be drawn, 1 being as it is: from the scales at its top and bottom, in points."""
    return 1 + (top - bottom) / (2 * END)


def shift_of(back_x: float, back_y: float, turn: float) -> Point:
    """How far the centre has to be moved, in points: from its two scales, for a back to be turned by `turn` degrees.

    Both are beside the centre, each where the other does not cross it, and what is turned lies elsewhere there.
    """
    slope = tan(radians(turn))
    x = (back_x + slope * (BESIDE - back_y) + slope**2 * BESIDE) / (1 + slope**2)
    return x, back_y - slope * (BESIDE - x)


def calibration_faces(
    paper: Size, english: Language, families: tuple[Family, ...], *, flip: str, corrected: bool
) -> tuple[Face, Face]:
    """Front and back for a printer that turns the paper on the edge `flip`; `corrected` when a profile is applied."""
    name = next(name for name, size in PAPERS.items() if size == paper)
    told = f"{name.capitalize()} paper, flipped on the {_spoken(flip)}"
    front, back = (_Side(Board(paper, english, families)) for _ in range(2))
    front.banner("Calibration sheet: front", told)
    _front(front, flip)
    back.banner("Calibration sheet: back", f"{told}{'; with a saved profile' if corrected else ''}")
    _back(back, _reading(flip), _checking(flip) if corrected else _saving(name, flip))
    return front.board.face(), back.board.face()


def _front(side: _Side, flip: str) -> None:
    first, *others = _before(flip)
    side.column(-COLUMN - COLUMN_WIDTH, side.top, 1, [first])
    side.column(COLUMN, side.top, 2, others)
    board = side.board
    board.ruler(46 * MM, -2 * POINTS_PER_INCH, upright=True)
    board.ruler(-2 * POINTS_PER_INCH, 30 * MM - board.paper.height / 2, upright=False)
    for x, y in _crosses(board.paper):
        board.cross(x, y, ARM if x else CENTRE_ARM)
    for x, y in ((-SIDE, 0.0), (SIDE, 0.0), (0.0, END), (0.0, -END)):
        board.stroke((x - REACH, y), (x + REACH, y), LINE)
    board.disc(0, DISC_PLACE if flip == "long-edge" else -DISC_PLACE, DISC, Colour.RED)


def _back(side: _Side, reading: Sequence[_Step], saving: Sequence[_Step]) -> None:
    left = -COLUMN - COLUMN_WIDTH
    side.column(left, side.top, 1, reading[:2])
    side.column(COLUMN, side.top, 3, reading[2:])
    half = len(saving) // 2
    side.column(left, BELOW, 5, saving[:half])
    side.column(COLUMN, BELOW, 5 + half, saving[half:])
    board = side.board
    for x, y in _crosses(board.paper):
        board.target(x, y)
    board.scale(0, BESIDE, "back-x", outward=1, upright=False)
    board.scale(BESIDE, 0, "back-y", outward=1, upright=True)
    board.scale(-SIDE, 0, "left", outward=-1, upright=True)
    board.scale(SIDE, 0, "right", outward=1, upright=True)
    board.scale(0, END, "top", outward=1, upright=True)
    board.scale(0, -END, "bottom", outward=1, upright=True)
    board.ring(0, DISC_PLACE, DISC_RING, 1.2, Colour.RED)
    board.ring(0, -DISC_PLACE, DISC_RING, 0.6, Colour.GREY)
    side.blanks(24 * MM - board.paper.height / 2)


def _crosses(paper: Size) -> tuple[Point, ...]:
    """Near the corners, and in the centre."""
    x, y = paper.width / 2 - CORNER, paper.height / 2 - CORNER
    return ((-x, y), (x, y), (-x, -y), (x, -y), (0, 0))


def _spoken(edge: str) -> str:
    return edge.replace("-", " ")


def _before(flip: str) -> tuple[_Step, ...]:
    """What to do with the front."""
    return (
        _Step(
            "**Print this file as you print cards:** at actual size (100 %), on both sides, flipped on the "
            f"{_spoken(flip)}. Thin paper is easiest to read; for the last check take the stock of your cards."
        ),
        _Step(
            "**Lay your own ruler on the two rulers here.** If they are not true, turn off “Fit”, “Shrink” and “Scale” "
            "in the print dialog and print again."
        ),
        _Step("**Turn the sheet over.** The back says how to go on."),
    )


def _reading(flip: str) -> tuple[_Step, ...]:
    """How to read the back."""
    return (
        _Step(
            "**Hold this side in front of you, upright, against a window or a lamp.** Black lines and crosses and a "
            "red disc of the front shine through."
        ),
        _Step(
            "**Find the red disc.** It belongs into the red ring. If it is near the grey ring instead, your printer "
            "flips on the other edge: make this sheet again, and all cards, with",
            (f"--flip {EDGES[flip]}",),
        ),
        _Step(
            "**Look at the five crosses.** If the middle of each is inside its ring, the two sides meet within 1 mm, "
            "and you are done."
        ),
        _Step(
            "**If not, read back-x and back-y** in the centre: the number at which the line of the front crosses the "
            "scale. Short ticks are halves. To the left of 0 or below it, a number has a minus. Note them at the foot "
            "of this page."
        ),
    )


def _saving(paper: str, flip: str) -> tuple[_Step, ...]:
    """What to do with the numbers."""
    edge = _edge(flip)
    same = "--printer office" if paper == "letter" else f"--printer office --paper {paper}"
    return (
        _Step(
            "**Save your numbers** under a name for the printer, such as “office”. Type",
            ("rights-cards calibration --save office", "--back-x NUMBER --back-y NUMBER", *edge),
        ),
        _Step(
            "**If the corners differ from each other,** the back is also turned or resized. Read the other four scales "
            "too, and add",
            ("--left NUMBER --right NUMBER", "--top NUMBER --bottom NUMBER"),
        ),
        _Step(
            "**Make this sheet again with the profile.** All its scales should read 0.",
            ("rights-cards calibration", same, *edge),
        ),
        _use(flip),
    )


def _checking(flip: str) -> tuple[_Step, ...]:
    """What to do with the numbers when a profile has been applied: they are no profile of their own."""
    return (
        _Step(
            "**All scales should read 0.** If one is off by more than 0.5, make this sheet again without --printer, "
            "read it anew and save what that one says: what you read here is only what is left."
        ),
        _use(flip),
    )


def _use(flip: str) -> _Step:
    return _Step("**Use the profile for your cards.**", ("rights-cards cards es --printer office", *_edge(flip)))


def _edge(flip: str) -> tuple[str, ...]:
    """The option for that edge, which nobody needs to type for the ordinary one."""
    return () if flip == "long-edge" else (f"--flip {flip}",)


class _Side:
    """A side in the making; `top` is where the text under its banner begins."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.top = board.paper.height / 2 - MARGIN - BANNER - 6 * MM

    def banner(self, title: str, told: str) -> None:
        """The title and a line under it, on red, between the crosses of the upper corners."""
        board = self.board
        width = board.paper.width - 4 * CORNER
        low = board.paper.height / 2 - MARGIN - BANNER
        board.panel(-width / 2, low, width, BANNER, Colour.RED, radius=5)
        board.words(f"**{title}**", TITLE, 0, low + 21, colour=Colour.WHITE, role=Role.HEADING, centred=True)
        board.words(told, LEAD, 0, low + 8, colour=Colour.WHITE, centred=True)

    def column(self, x: float, top: float, first: int, steps: Sequence[_Step]) -> None:
        """Steps under each other, numbered from `first`."""
        board = self.board
        for number, step in enumerate(steps, start=first):
            middle = top - NUMERAL / 2
            board.disc(x + NUMERAL / 2, middle, NUMERAL / 2, Colour.RED)
            board.words(
                f"**{number}**",
                BODY,
                x + NUMERAL / 2,
                middle - 0.36 * BODY,
                colour=Colour.WHITE,
                role=Role.NUMERAL,
                centred=True,
            )
            top = board.text(step.text, x + INDENT, top - 2.5, COLUMN_WIDTH - INDENT, Role.STATEMENT)
            for line in step.typed:
                top = board.text(f"**{line}**", x + INDENT, top - 3, COLUMN_WIDTH - INDENT, Role.PARAGRAPH)
            top -= GAP

    def blanks(self, y: float) -> None:
        """A line to write on for each scale, on the baseline y."""
        names = ("back-x", "back-y", "left", "right", "top", "bottom")
        width = 2 * (COLUMN + COLUMN_WIDTH)
        share = width / len(names)
        for place, name in enumerate(names):
            start = place * share - width / 2
            end = start + self.board.words(f"**{name}**", BODY, start, y, colour=Colour.RED)
            self.board.stroke((end + 4, y - 2), (start + share - 8, y - 2), 0.5)
