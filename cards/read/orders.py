"""What can be asked of a layout, whether somebody asks on the command line, in a pack file or in a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from cards.errors import BadOrder
from cards.measures import POINTS_PER_MM, points, shown_excess
from cards.read.layouts import Layout

THEMES = ("red", "outline", "red-stock")
"""The ids of `typeset.themes`, which a test compares."""

RED_STOCK = "red-stock"

MOST_BLEED = 10 * POINTS_PER_MM
"""Points: no print shop asks for more."""

COMBINED = tuple(layout for layout in Layout if layout.traits.combined)
"""The layouts of which one file can hold many kinds of cards."""

SHEET_NAMES = {
    "letter": "plain Letter paper, 8.5 x 11 in",
    "a4": "plain A4 paper",
    "tabloid": "plain Tabloid paper, 11 x 17 in",
    "a3": "plain A3 paper",
}
"""What people call the papers of `stocks.SHEETS`."""

_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")


def idle(
    layouts: Collection[Layout], themes: Collection[str], *, paper: str, bleed: float | None, coloured: bool
) -> Iterator[tuple[str, str]]:
    """Each of the three that changes nothing with such layouts and themes, by its key, and what it is for.

    `paper` is a key of `stocks.SHEETS` or "", `coloured` whether a colour of the paper is given. Whoever gives one of
    them expects it to do something.
    """
    if paper and not any(paper in layout.traits.papers for layout in layouts):
        yield "paper", "posters, and for large cards on letter or a4"
    if bleed is not None and not any(layout.traits.bleeds for layout in layouts):
        yield "bleed", "the layout press"
    if coloured and RED_STOCK not in themes:
        yield "paper_colour", "the theme red-stock"


def paper_of(layout: Layout, paper: str) -> str:
    """The paper that a layout is printed on when somebody asks for `paper`; "" for that of the stock."""
    return paper if paper in layout.traits.papers else ""


def check_theme(layouts: Collection[Layout], theme: str) -> None:
    """Raises BadOrder for a theme that a layout cannot be made in."""
    if theme and any(theme not in layout.traits.themes for layout in layouts):
        raise BadOrder(
            "The theme red-stock is for cards that you print yourself, not for the layout press.",
            "Leave one of them away.",
        )


def read_layouts(names: Sequence[str], label: str) -> tuple[Layout, ...]:
    """The layouts of those names. Raises BadOrder, which calls them `label`."""
    known = [each.value for each in Layout]
    for name in names:
        if name not in known:
            raise BadOrder(f"{label} is {name!r}.", f"Write {', '.join(known[:-1])} or {known[-1]}.")
    return tuple(Layout(name) for name in names)


def read_colour(text: str, label: str) -> tuple[float, float, float]:
    """The colour `#RRGGBB`, each part from 0 to 1; a shell may have kept the # to itself. Raises BadOrder."""
    found = _COLOUR.fullmatch(text)
    if found is None:
        raise BadOrder(f"{label} is {text!r}, which is no colour.", "Write it as #RRGGBB, such as #F04E45.")
    red, green, blue = bytes.fromhex(found[1])
    return red / 255, green / 255, blue / 255


def read_bleed(text: str, label: str) -> float:
    """A bleed such as `3mm`, in points. Raises BadOrder for another length, or one of more than `MOST_BLEED`."""
    try:
        bleed = points(text)
    except ValueError as error:
        raise BadOrder(f"{label} is {text[:40]!r}.", "Write it with its unit, such as 0.125in or 3mm.") from error
    if bleed > MOST_BLEED:
        raise BadOrder(
            f"{label} is {text}, more than {shown_excess(MOST_BLEED)}.",
            "Ask the print shop: most want 3mm or 0.125in.",
        )
    return bleed
