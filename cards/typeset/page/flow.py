"""Pages that fill from the top: a part that does not fit starts a new page, and a longer one continues there.

Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable

from cards.measures import Size
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.rows import Panel, Row, Stack, Text

MARGIN = 36.0


class Flow:
    """Pages under construction. `top` is how far the current page is filled, and `foot` the space kept free at its end.

    `continued` draws the start of a page on which something continues.
    """

    def __init__(self, paper: Size, foot: float) -> None:
        self.paper = paper
        self.width = paper.width - 2 * MARGIN
        self.bottom = paper.height - MARGIN - foot
        self.continued: Callable[[], None] = lambda: None
        self._canvases: list[Canvas] = []
        self.turn()

    def turn(self) -> None:
        """Starts a page."""
        self.canvas = Canvas(self.paper, rtl=False)
        self._canvases.append(self.canvas)
        self.top = MARGIN
        self.continued()

    @property
    def page_height(self) -> float:
        """The height of what fits on a page."""
        return self.bottom - MARGIN

    def has_room(self, height: float) -> bool:
        """Whether that height fits on what is left of the page."""
        return self.top + height <= self.bottom

    def room(self, height: float) -> bool:
        """Starts a new page unless that height fits on this one or this one is empty; returns whether it fits now."""
        if not self.has_room(height) and self.top > MARGIN:
            self.turn()
        return self.has_room(height)

    def space(self, gap: float) -> None:
        """Leaves a gap."""
        self.top += gap

    def place(self, stack: Stack) -> None:
        """Draws a stack on the rest of the page, and moves `top` by its height."""
        stack.draw(self.canvas, self.top)
        self.top += stack.height

    def flow(
        self,
        text: Text,
        gap: float = 0.0,
        colour: Colour = Colour.BLACK,
        role: Role = Role.PARAGRAPH,
        *,
        start: float = MARGIN,
    ) -> None:
        """Draws a text on as many pages as it needs, from the edge where its own language begins, and leaves a gap."""
        rtl = text.paragraph.block.language.is_rtl
        fresh = False
        while text.lines:
            # A new page takes a line in any case, or this would never end.
            part, text = text.split(text.fitting(self.bottom - self.top) or int(fresh))
            if part.lines:
                canvas = Canvas(self.paper, rtl=rtl)
                canvas.marks = self.canvas.marks
                Row(part, start, self.top, role, colour).draw(canvas, 0.0)
                self.top += part.height
            fresh = bool(text.lines)
            if fresh:
                self.turn()
        self.top += gap

    def rule(self, thickness: float, colour: Colour) -> None:
        """A rule as wide as the text of the page, which takes no room."""
        Panel(MARGIN, self.top, Size(self.width, thickness), colour).draw(self.canvas, 0.0)

    def finished(self, foot: Callable[[int, int], Stack], language: str, size: float) -> tuple[Face, ...]:
        """The pages as faces of a language and a size of type. `foot` makes the foot of a page from its number and the
        total; it ends at the lower margin.
        """
        for number, canvas in enumerate(self._canvases, start=1):
            stack = foot(number, len(self._canvases))
            stack.draw(canvas, self.paper.height - MARGIN - stack.height)
        return tuple(Face(self.paper, Colour.WHITE, language, tuple(each.marks), size) for each in self._canvases)
