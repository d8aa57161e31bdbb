"""The foot of the bearer's side: the number to dial, who answers, the code, the address, and the small print."""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import setting
from cards.merge.card_text import Footer
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.card.codes import Code, LogoPanel, corner_of
from cards.typeset.card.foot_column import LEAST, SMALL, FootColumn
from cards.typeset.card.numbers import numbers
from cards.typeset.card.write_in import NUMBER_LINE, WriteIn, line_for, write_in
from cards.typeset.designs import Design
from cards.typeset.fitting import best_of
from cards.typeset.marks import Role
from cards.typeset.rows import Stack, flowing
from cards.typeset.text.paragraph import by_language

COLUMN_GAP = 5.0
PART_GAP = 3.5
ROW_GAP = 1.2
NUMBER_GAP = 3.8
WRITE_IN_GAP = 3.0
WRITE_INS_GAP = 1.5
"""The distance from a number down to a write-in line, and between such lines: a card seldom has room for two."""

CAPITALS = 0.72
"""The least space above the baselines of small print, in ems."""


@dataclass(frozen=True, slots=True)
class FooterLayout:
    """A footer measured and placed: the `top` of its texts, and the width beside what is in the corner, if anything.
    `leave_away` is advice on what to omit, or "".
    """

    top: float
    column_width: float
    corner: Code | LogoPanel | None
    stack: Stack
    warnings: tuple[str, ...]
    leave_away: str

    @property
    def panel_top(self) -> float:
        """The top of the white panel in the corner, or of the texts if the card has none."""
        return self.top if self.corner is None else self.corner.panel_top

    def draw(self, canvas: Canvas) -> None:
        """Draws the texts with their pictograms and panels, and the code with the logo."""
        self.stack.draw_in_layers(canvas, self.top)
        if self.corner is not None:
            self.corner.draw(canvas)


def lay_out_footer(canvas: Canvas, footer: Footer, families: tuple[Family, ...], design: Design) -> FooterLayout:
    """The footer placed above the lower margin. Raises DoesNotFit for a text or a code too large.

    The card's review state is beside the number unless that makes the foot taller.
    """
    corner = corner_of(canvas, footer, design)
    end = canvas.size.width - design.margin if corner is None else corner.start - COLUMN_GAP
    width = end - design.margin
    # The font of its own language comes first, so names and numbers look the same on every card.
    column = FootColumn(
        design.margin, width, lambda block: by_language(block, families), design, canvas.theme, canvas.rtl
    )
    stack, warnings = best_of(
        (True, False) if footer.hotlines and footer.org is None else (False,),
        lambda beside: _stacked(column, footer, status_beside=beside),
        enough=lambda _: False,
        better=lambda new, best: new[0].height < best[0].height,
    )
    return FooterLayout(
        top=canvas.size.height - design.margin - stack.height,
        column_width=width,
        corner=corner,
        stack=stack,
        warnings=(*(corner.warnings if corner else ()), *warnings),
        leave_away=_leave_away(footer),
    )


def _leave_away(footer: Footer) -> str:
    """The advice of a warning on parts of the footer that can be removed; "" if there are none."""
    parts = (("the logo", footer.logo), (setting("write_in"), footer.written))
    names = [name for name, part in parts if part is not None]
    return f"remove {' or '.join(names)}, " if names else ""


def _stacked(column: FootColumn, footer: Footer, *, status_beside: bool) -> tuple[Stack, list[str]]:
    """The whole column, and warnings. Raises DoesNotFit, which names the lowest text that is too wide."""
    small_print = _small_print(column, footer, with_status=not status_beside)
    written: list[WriteIn] = []
    label = footer.written
    if label is not None:
        written.append(write_in(column, label, label.pictogram, line_for(label), may_lack_sign=True))
    if footer.hotlines:
        upper = numbers(column, footer.hotlines, footer.status if status_beside else None)
    else:
        written.append(write_in(column, footer.hotline_label, "phone", NUMBER_LINE))
        upper = written[-1].stack
    stack = Stack()
    stack.add(upper)
    if label is not None:
        stack.space(WRITE_IN_GAP if footer.hotlines else WRITE_INS_GAP)
        stack.add(written[0].stack)
    if small_print.pieces:
        stack.space(NUMBER_GAP)
        stack.add(small_print)
    return stack, [each.warning for each in written if each.warning]


def _small_print(column: FootColumn, footer: Footer, *, with_status: bool) -> Stack:
    """What the code leads to and the bare address; then the organization and, on request, the card's review state."""
    lower = [] if footer.org is None else [(footer.org.bold, SMALL, Role.FOOTER)]
    if with_status:
        lower.append((footer.status, LEAST, Role.STATUS))
    leads_to = (footer.legal_aid.label.bold, footer.legal_aid.address) if footer.legal_aid else ()
    upper = [(block, SMALL, Role.FOOTER) for block in leads_to]
    stack = Stack()
    for parts in filter(None, (lower, upper)):
        rows = [column.small_print(*part) for part in reversed(parts)]
        above = flowing(rows[::-1], column.width, PART_GAP, ROW_GAP, CAPITALS)
        if stack.pieces:
            above.space(ROW_GAP)
            above.add(stack)
        stack = above
    return stack
