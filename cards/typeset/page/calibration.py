"""The calibration sheet: two sides that show how far a printer misplaces the back.

The front has rulers, crosses and plain lines; the back has rings, scales and the instructions. Held up to the light
with the back in front, the lines show through, and each crosses its scale at a number: how far the back must move.
Apart from the red dot that shows the edge, the marks of the front are their own mirror image, so that they lie behind
the scales whichever edge the paper is flipped on. Coordinates are in points from the center of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Size
from cards.read.languages import Language
from cards.read.stocks import PAPERS
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.gauges import BODY, LINE, Board, Point
from cards.typeset.page.readings import BESIDE, END, SIDE

MM = POINTS_PER_MM

ARM, CENTRE_ARM, REACH = 5 * MM, 18 * MM, 9 * MM
"""Half the lengths of the front's crosses, of the center cross, and of the lines behind the other scales."""

DISC_PLACE, DISC, DISC_RING = 48 * MM, 2.5 * MM, 3.5 * MM
"""The height of the red dot above the center, its radius, and the inner radius of its ring."""

CORNER = 12 * MM
"""The distance of the crosses from the paper's edges."""

COLUMN, COLUMN_WIDTH, BELOW = 28 * MM, 66 * MM, -27 * MM
"""The start and width of the text columns, from the center, and the top of the lower ones."""

MARGIN, BANNER = 7 * MM, 15 * MM
TITLE, LEAD = 17.0, 9.0

NUMERAL, INDENT, GAP = 14.0, 20.0, 8.0
"""The disc behind a step's number, the distance of the text from it, and the space below a step."""

EDGES = {"long-edge": "short-edge", "short-edge": "long-edge"}
"""Each edge that the paper may be flipped on, with the other edge."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A text with **bold** words, and the lines to type, if there are any."""

    text: str
    typed: tuple[str, ...] = ()


def calibration_faces(
    paper: Size, english: Language, families: tuple[Family, ...], *, flip: str, corrected: bool
) -> tuple[Face, Face]:
    """Front and back for a printer that flips the paper on the edge `flip`; `corrected` if a profile is applied."""
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
    """Near the corners, and in the center."""
    x, y = paper.width / 2 - CORNER, paper.height / 2 - CORNER
    return ((-x, y), (x, y), (-x, -y), (x, -y), (0, 0))


def _spoken(edge: str) -> str:
    return edge.replace("-", " ")


def _before(flip: str) -> tuple[_Step, ...]:
    """The instructions on the front."""
    return (
        _Step(
            "**Print this file as you print cards:** at actual size (100 %), on both sides, flipped on the "
            f"{_spoken(flip)}. Thin paper is easiest to read; for the last check, use your card stock."
        ),
        _Step(
            "**Check the two rulers here with your own.** If they do not match, turn off “Fit”, “Shrink” and “Scale” "
            "in the print dialog, and print again."
        ),
        _Step("**Turn the sheet over.** Continue with the steps on the back."),
    )


def _reading(flip: str) -> tuple[_Step, ...]:
    """The instructions for reading the back."""
    return (
        _Step(
            "**Hold this side toward you, upright, against a window or a lamp.** The black lines and crosses and the "
            "red dot of the front show through."
        ),
        _Step(
            "**Find the red dot.** It should be in the red ring. If it is near the gray ring instead, your printer "
            "flips on the other edge: make this sheet again, and all cards, with",
            (f"--flip {EDGES[flip]}",),
        ),
        _Step(
            "**Look at the five crosses.** If the center of each is inside its ring, the two sides line up within "
            "1 mm, and you are done."
        ),
        _Step(
            "**If not, read back-x and back-y** in the center: the number at which the line of the front crosses the "
            "scale. Short ticks are halves. Numbers to the left of 0 or below it have a minus sign. Write them down "
            "at the foot of this page."
        ),
    )


def _saving(paper: str, flip: str) -> tuple[_Step, ...]:
    """The instructions for the numbers."""
    edge = _edge(flip)
    same = "--printer office" if paper == "letter" else f"--printer office --paper {paper}"
    return (
        _Step(
            "**Save your numbers** under a name for the printer, such as “office”. Type",
            ("rights-cards calibration --save office", "--back-x NUMBER --back-y NUMBER", *edge),
        ),
        _Step(
            "**If the corners differ from each other,** the back is also rotated or scaled. Read the other four scales "
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
    """The instructions for the numbers when a profile is applied: they are not a profile of their own."""
    return (
        _Step(
            "**All scales should read 0.** If one is off by more than 0.5, make this sheet again without --printer, "
            "read it again and save those numbers: the numbers here are only the remaining error."
        ),
        _use(flip),
    )


def _use(flip: str) -> _Step:
    return _Step("**Use the profile for your cards.**", ("rights-cards cards es --printer office", *_edge(flip)))


def _edge(flip: str) -> tuple[str, ...]:
    """The option for that edge; none for the default edge."""
    return () if flip == "long-edge" else (f"--flip {flip}",)


class _Side:
    """A side under construction; `top` is where the text under its banner begins."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.top = board.paper.height / 2 - MARGIN - BANNER - 6 * MM

    def banner(self, title: str, told: str) -> None:
        """The title and a line below it, on red, between the crosses of the top corners."""
        board = self.board
        width = board.paper.width - 4 * CORNER
        low = board.paper.height / 2 - MARGIN - BANNER
        board.panel(-width / 2, low, width, BANNER, Colour.RED, radius=5)
        board.words(f"**{title}**", TITLE, 0, low + 21, colour=Colour.WHITE, role=Role.HEADING, centred=True)
        board.words(told, LEAD, 0, low + 8, colour=Colour.WHITE, centred=True)

    def column(self, x: float, top: float, first: int, steps: Sequence[_Step]) -> None:
        """Steps in a column, numbered from `first`."""
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
