"""The calibration sheet: two sides that show how far a printer misplaces the back.

The front has rulers, crosses and plain lines; the back has rings, scales and the instructions. Held up to the light
with the back in front, the lines show through, and each crosses its scale at a number: how far the back must move.
Apart from the red dot that shows the edge, the marks of the front are their own mirror image, so that they lie behind
the scales whichever edge the paper is flipped on. Coordinates are in points from the center of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Size
from cards.read.languages import Language
from cards.read.stocks import PAPERS
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.gauges import BODY, LINE, Lettering, Point, cross, dot, panel, ring, stroke, target
from cards.typeset.page.readings import BESIDE, END, SIDE
from cards.typeset.rows import Piece, SetLines, Stack
from cards.typeset.text.paragraph import breadth

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
    with_profile = "; with a saved profile" if corrected else ""
    letters = Lettering(english, families)
    front = [*_banner(letters, paper, "Calibration sheet: front", told), *_front(letters, paper, flip)]
    last = _checking(flip) if corrected else _saving(name, flip)
    back = [
        *_banner(letters, paper, "Calibration sheet: back", told + with_profile),
        *_back(letters, paper, _reading(flip), last),
    ]
    return _face(front, paper, english), _face(back, paper, english)


def _face(pieces: Sequence[Piece], paper: Size, english: Language) -> Face:
    """A page of pieces that are placed from its center."""
    canvas = Canvas(paper, rtl=False)
    around = Stack()
    around.lay(Stack([*pieces]), paper.width / 2, paper.height / 2)
    around.draw(canvas, 0.0)
    return Face(paper, Colour.WHITE, english.tag, tuple(canvas.marks), BODY)


def _front(letters: Lettering, paper: Size, flip: str) -> Iterator[Piece]:
    first, *others = _before(flip)
    top = _under_banner(paper)
    yield from _column(letters, -COLUMN - COLUMN_WIDTH, top, 1, [first])
    yield from _column(letters, COLUMN, top, 2, others)
    yield from letters.ruler(46 * MM, -2 * POINTS_PER_INCH, upright=True)
    yield from letters.ruler(-2 * POINTS_PER_INCH, 30 * MM - paper.height / 2, upright=False)
    for x, y in _crosses(paper):
        yield from cross(x, y, ARM if x else CENTRE_ARM)
    for x, y in ((-SIDE, 0.0), (SIDE, 0.0), (0.0, END), (0.0, -END)):
        yield stroke((x - REACH, y), (x + REACH, y), LINE)
    yield dot(0, DISC_PLACE if flip == "long-edge" else -DISC_PLACE, DISC, Colour.RED)


def _back(letters: Lettering, paper: Size, reading: Sequence[_Step], saving: Sequence[_Step]) -> Iterator[Piece]:
    left, top, half = -COLUMN - COLUMN_WIDTH, _under_banner(paper), len(saving) // 2
    yield from _column(letters, left, top, 1, reading[:2])
    yield from _column(letters, COLUMN, top, 3, reading[2:])
    yield from _column(letters, left, BELOW, 5, saving[:half])
    yield from _column(letters, COLUMN, BELOW, 5 + half, saving[half:])
    for x, y in _crosses(paper):
        yield from target(x, y)
    yield from letters.scale(0, BESIDE, "back-x", outward=1, upright=False)
    yield from letters.scale(BESIDE, 0, "back-y", outward=1, upright=True)
    yield from letters.scale(-SIDE, 0, "left", outward=-1, upright=True)
    yield from letters.scale(SIDE, 0, "right", outward=1, upright=True)
    yield from letters.scale(0, END, "top", outward=1, upright=True)
    yield from letters.scale(0, -END, "bottom", outward=1, upright=True)
    yield from ring(0, DISC_PLACE, DISC_RING, 1.2, Colour.RED)
    yield from ring(0, -DISC_PLACE, DISC_RING, 0.6, Colour.GREY)
    yield from _blanks(letters, 24 * MM - paper.height / 2)


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


def _banner(letters: Lettering, paper: Size, title: str, told: str) -> Iterator[Piece]:
    """The title and a line below it, on red, between the crosses of the top corners."""
    width = paper.width - 4 * CORNER
    low = paper.height / 2 - MARGIN - BANNER
    yield panel(-width / 2, low, width, BANNER, Colour.RED, radius=5)
    yield letters.centred(f"**{title}**", TITLE, 0, low + 21, Role.HEADING, Colour.WHITE)
    yield letters.centred(told, LEAD, 0, low + 8, Role.PARAGRAPH, Colour.WHITE)


def _under_banner(paper: Size) -> float:
    """Where the text under the banner begins."""
    return paper.height / 2 - MARGIN - BANNER - 6 * MM


def _column(letters: Lettering, x: float, top: float, first: int, steps: Sequence[_Step]) -> Iterator[Piece]:
    """Steps in a column, numbered from `first`."""
    for number, step in enumerate(steps, start=first):
        middle = top - NUMERAL / 2
        yield dot(x + NUMERAL / 2, middle, NUMERAL / 2, Colour.RED)
        base = middle - 0.36 * BODY
        yield letters.centred(f"**{number}**", BODY, x + NUMERAL / 2, base, Role.NUMERAL, Colour.WHITE)
        row = letters.column(step.text, x + INDENT, top - 2.5, COLUMN_WIDTH - INDENT, Role.STATEMENT)
        yield row
        for line in step.typed:
            row = letters.column(
                f"**{line}**", x + INDENT, -row.bottom - 3, COLUMN_WIDTH - INDENT, Role.PARAGRAPH
            )  # fmt: skip
            yield row
        top = -row.bottom - GAP


def _blanks(letters: Lettering, y: float) -> Iterator[Piece]:
    """A line to write on for each scale, on the baseline y."""
    names = ("back-x", "back-y", "left", "right", "top", "bottom")
    width = 2 * (COLUMN + COLUMN_WIDTH)
    share = width / len(names)
    for place, name in enumerate(names):
        start = place * share - width / 2
        paragraph = letters.measured(f"**{name}**")
        whole = (0, len(paragraph.text))
        yield SetLines(paragraph, (whole,), BODY, start, (-y,), Role.PARAGRAPH, Colour.RED)
        end = start + breadth(paragraph, *whole) * BODY
        yield stroke((end + 4, y - 2), (start + share - 8, y - 2), 0.5)
