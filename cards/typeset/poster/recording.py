"""The page of a poster that leads to a recording: only its code, under the names of its languages.

On the page with the words it would be a second code in one view, which several telephones do not read (`card.codes`):
measured from 0.3 to 1.2 m away, where both are in the picture, jsQR, ZXing-Java and OpenCV failed in half of the frames
and more. So it is a separate sheet, to be posted at a distance, and its code can be read from two meters.
"""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.card_text import Block, Recording
from cards.merge.markup import Span, left_to_right
from cards.read.languages import Language
from cards.read.links import Link
from cards.read.typefaces import Family
from cards.typeset.designs import FAR, enlarged, module_from
from cards.typeset.frame import Frame
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.poster.side import Page
from cards.typeset.rows import SetLines, Sign, Stack, SymbolPiece
from cards.typeset.symbol import link_symbol
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, measure

NAME = 22.0
ADDRESS = 8.0
SMALL_PRINT = 4.0
"""The largest sizes of the languages' names and the address, and the size of the small print."""

SIGN = 60.0
GAP = 8.0
NAME_LEADING = 1.15


def recording_posters(
    heard: Sequence[tuple[Recording, tuple[Family, ...]]], of: str, frame: Frame, english: Language
) -> list[Face]:
    """The pages of recordings, each with the fonts of its language, one for each address.

    `of` is what they are recordings of, such as "home 1"; `frame` is a `poster_frame`.
    """
    found: dict[Link, list[tuple[Language, tuple[Family, ...]]]] = {}
    for recording, families in heard:
        found.setdefault(recording.link, []).extend((language, families) for language in recording.languages)
    return [
        _page(
            Recording(link, tuple(language for language, _ in spoken)), [each for _, each in spoken], of, frame, english
        )
        for link, spoken in found.items()
    ]


def _page(
    recording: Recording, families: Sequence[tuple[Family, ...]], of: str, frame: Frame, english: Language
) -> Face:
    """The page of a recording with the fonts of each of its languages: everything centered, with small print at the
    bottom.
    """
    page = Page.of(frame, recording.languages[0], "recording's")
    canvas, design = page.canvas, frame.design
    width = canvas.size.width - 2 * design.margin
    names = [
        _Line(measure(Block("autonym", language, (Span(language.autonym, bold=True),)), fonts), width, NAME)
        for language, fonts in zip(recording.languages, families, strict=True)
    ]
    size = min(each.size for each in names)
    leading = NAME_LEADING * max(each.paragraph.ascent + each.paragraph.descent for each in names) * size
    symbol = link_symbol(recording.link)
    module = min(design.scale.units(module_from(FAR)), width / symbol.span)
    middle, ink = canvas.size.width / 2, canvas.theme.ink
    code = SymbolPiece(symbol, module, recording.alternative, middle - symbol.span * module / 2, 0.0)
    address = _Line(
        _english(english, families[0], left_to_right(recording.link.shown), recording.link.url), width, ADDRESS
    )
    spoken = ", ".join(language.english for language in recording.languages)
    small = _Line(_english(english, families[0], f"Recording of {of} in {spoken}"), width, SMALL_PRINT)
    small_top = canvas.size.height - design.margin - small.height
    words = Stack()
    for place, each in enumerate(names):
        words.add(Stack([each.row(middle, ink, Role.PARAGRAPH if place else Role.HEADING, size)], leading))
    words.space(GAP)
    words.add(Stack([code], code.side))
    words.space(GAP)
    words.add(Stack([address.row(middle, ink, Role.FOOTER)], address.height))
    room = small_top - GAP - page.top
    side = min(SIGN, room - GAP - words.height)
    whole = Stack([Sign("sound", middle - side / 2, 0.0, side)], side)
    whole.height += GAP
    whole.add(words)
    whole.draw(canvas, page.top + (room - whole.height) / 2)
    Stack([small.row(middle, ink, Role.STATUS)]).draw(canvas, small_top)
    face = Face(canvas.size, None, recording.languages[0].tag, tuple(canvas.marks), size)
    return enlarged(face, design.scale)


class _Line:
    """A text on one line in the middle of the page, of at most that width and size."""

    def __init__(self, paragraph: Paragraph, width: float, largest: float) -> None:
        self.paragraph = paragraph
        self.size = min(largest, width / breadth(paragraph, 0, len(paragraph.text)))

    @property
    def height(self) -> float:
        """From the top of its ink to the bottom."""
        return (self.paragraph.ascent + self.paragraph.descent) * self.size

    def row(self, middle: float, colour: Colour, role: Role, size: float = 0.0) -> SetLines:
        """The line with the top of its ink at 0, at its size or a smaller one."""
        size = size or self.size
        return SetLines.whole(self.paragraph, size, middle, self.paragraph.ascent * size, role, colour)


def _english(english: Language, families: tuple[Family, ...], text: str, target: str = "") -> Paragraph:
    block = Block("link" if target else "status", english, (Span(text),), target)
    return measure(block, by_language(block, families))
