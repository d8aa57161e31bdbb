"""The page of a poster that leads to a recording: its code by itself, under the names of its languages.

On the page with the words it would be a second code in one view, which several telephones do not read (`card.codes`):
measured from 0.3 to 1.2 m away, where both are in the picture, jsQR, ZXing-Java and OpenCV failed in half of the frames
and more. So it is a sheet of its own, to be hung up apart, and its code can be read from two metres.
"""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.card_text import Block, Recording
from cards.merge.markup import Span, left_to_right
from cards.read.languages import Language
from cards.read.links import Link
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.designs import FAR, enlarged, module_from
from cards.typeset.frame import Frame
from cards.typeset.marks import Face, Role
from cards.typeset.poster.side import Page
from cards.typeset.symbol import link_symbol
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, measure

NAME = 22.0
ADDRESS = 8.0
SMALL_PRINT = 4.0
"""The largest sizes of the names of languages and the address, and that of the small print."""

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
    """The page of a recording with the fonts of each of its languages: all in the middle, small print at the end."""
    page = Page.of(frame, recording.languages[0], "recording's")
    canvas, design = page.canvas, frame.design
    width = canvas.size.width - 2 * design.margin
    names = [
        _Line(measure(Block("autonym", language, (Span(language.autonym, bold=True),)), fonts), width, NAME)
        for language, fonts in zip(recording.languages, families, strict=True)
    ]
    size = min(each.size for each in names)
    symbol = link_symbol(recording.link)
    module = min(design.scale.units(module_from(FAR)), width / symbol.span)
    side = symbol.span * module
    leading = NAME_LEADING * max(each.paragraph.ascent + each.paragraph.descent for each in names) * size
    address = _Line(
        _english(english, families[0], left_to_right(recording.link.shown), recording.link.url), width, ADDRESS
    )
    spoken = ", ".join(language.english for language in recording.languages)
    small = _Line(_english(english, families[0], f"Recording of {of} in {spoken}"), width, SMALL_PRINT)
    bottom = canvas.size.height - design.margin - small.height - GAP
    height = len(names) * leading + GAP + side + GAP + address.height
    sign = min(SIGN, bottom - page.top - GAP - height)
    top = page.top + (bottom - page.top - sign - GAP - height) / 2
    middle = canvas.size.width / 2
    canvas.pictogram("sound", middle - sign / 2, top, sign, canvas.theme.ink)
    top += sign + GAP
    for place, each in enumerate(names):
        each.draw(canvas, Role.PARAGRAPH if place else Role.HEADING, top, size)
        top += leading
    top += GAP
    canvas.symbol(symbol, middle - side / 2, top, module, recording.alternative)
    address.draw(canvas, Role.FOOTER, top + side + GAP)
    small.draw(canvas, Role.STATUS, canvas.size.height - design.margin - small.height)
    face = Face(canvas.size, None, recording.languages[0].tag, tuple(canvas.marks), size)
    return enlarged(face, design.scale)


class _Line:
    """A text on one line in the middle of the page, at most so wide and of that size."""

    def __init__(self, paragraph: Paragraph, width: float, largest: float) -> None:
        self.paragraph = paragraph
        self.size = min(largest, width / breadth(paragraph, 0, len(paragraph.text)))

    @property
    def height(self) -> float:
        """From the top of its ink to the bottom."""
        return (self.paragraph.ascent + self.paragraph.descent) * self.size

    def draw(self, canvas: Canvas, role: Role, top: float, size: float = 0.0) -> None:
        """Draws it with the top of its ink there, at its size or a smaller one."""
        size = size or self.size
        baseline = top + self.paragraph.ascent * size
        lines = [(0, len(self.paragraph.text))]
        canvas.text(
            role, self.paragraph, lines, size, canvas.size.width / 2, [baseline], canvas.theme.ink, centred=True
        )


def _english(english: Language, families: tuple[Family, ...], text: str, target: str = "") -> Paragraph:
    block = Block("link" if target else "status", english, (Span(text),), target)
    return measure(block, by_language(block, families))
