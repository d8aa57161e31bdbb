"""Posters for a door or a wall: one side with the words of one language or of several, one for the officer.

A poster is laid out from the top in the units of its design. The words are as large as the room above the foot allows;
several languages share one size, and each is a separate section for screen readers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cards.errors import DoesNotFit, Notice, setting
from cards.measures import POINTS_PER_MM, shown_excess
from cards.merge.card_text import Block, Footer, SideText
from cards.read.languages import Language
from cards.read.names import listed
from cards.typeset.canvas import Canvas
from cards.typeset.card.foot_column import SMALL, FootColumn
from cards.typeset.card.parts import Breaks
from cards.typeset.designs import LESS_FAR, NEAR, POSTER, enlarged, metres_of, module_from, poster_design
from cards.typeset.fitting import POSTER_GIVES_UP, Load, best_of, last_excess, least_excess, lightened
from cards.typeset.frame import INSET_RADIUS, Frame, Style, with_tight
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.poster.foot import Foot, lay_out_foot
from cards.typeset.poster.words import (
    CLOSER,
    CLOSEST_TOGETHER,
    LEADS,
    LEADS_CLOSER,
    LEADS_CLOSEST,
    OFFICERS,
    ONE_SIZE,
    TOGETHER,
    Manner,
    PageWidth,
    Section,
    Words,
    lay_out_words,
    measured_words,
    refuse_wide_words,
)
from cards.typeset.rows import Stack
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import by_language

EDGE = Points(2.4 * POINTS_PER_MM)
"""Points: the red frame of a poster in a theme with an edge, one and a half times that of a card."""

HOPELESS = 0.1
"""The part of the room by which words may be too tall at their smallest size and still be tried at others, which may
break lines better. Trying them all takes long."""

STEP, STRIDE = 0.1, 1.0
"""Units between a size that is tried and the next; the second is used until one fits."""

HAIR = 1e-6

OVER_SMALL_PRINT = 4.0
"""Units between the officer's words and the small print, if there is any."""

MOST_SPARE = 1.1
"""The most space that is added between two points, in ems."""

GIVEN_UP = 0.92
"""The part of the largest size that a language keeps at the least for fewer lines that are broken."""

_ALONE = ((LEADS, LEADS_CLOSER, LEADS_CLOSEST), (ONE_SIZE,))
_TOGETHER = ((TOGETHER,), (CLOSER,), (CLOSEST_TOGETHER,))
"""The manners in which words of one language and of several are tried, the best first; of those that are equally good,
the first with large letters, or else the one with the largest."""


@dataclass(frozen=True, slots=True)
class PosterSide:
    """One language on a poster: its words, its part of the foot, and its possible styles."""

    side: SideText
    footer: Footer
    styles: tuple[Style, ...]


def poster_frame(frame: Frame) -> Frame:
    """The frame of a poster of that size."""
    theme = replace(frame.theme, edge=EDGE) if frame.theme.edge else frame.theme
    return replace(frame, design=poster_design(frame.size, theme.edge), theme=theme)


def poster_face(sides: Sequence[PosterSide], frame: Frame, english: Language) -> Face:
    """The bearers' side in those languages; the first is that of the poster as a whole. `frame` is a `poster_frame`.

    If there is too little room, the words over the code move beside it, the code is made smaller, then parts are
    omitted in the order of `POSTER_GIVES_UP`, the last two with a warning each. Raises DoesNotFit with the excess in
    millimeters, or for a code too large for the paper.
    """
    has_code = sides[0].footer.legal_aid is not None
    smaller = (module for module in map(module_from, (LESS_FAR, NEAR)) if has_code and module < frame.design.module)
    modules = (frame.design.module, *smaller)
    places = (True, False) if has_code else (True,)
    plan = best_of(
        lightened(Load(tuple(each.footer for each in sides), modules), POSTER_GIVES_UP),
        lambda load: best_of(
            [(module, is_over) for module in load.modules for is_over in places],
            lambda way: _planned(sides, load, _with_module(frame, way[0]), english, words_over_code=way[1]),
            blame=last_excess,
        ),
        blame=last_excess,
    )
    warnings = list(plan.foot.warnings)
    module = plan.page.frame.design.module
    if module < frame.design.module:
        fact = (
            f"the QR code can be read from {metres_of(module):g} m, not from {metres_of(frame.design.module):g} m, "
            "to leave room for the words"
        )
        warnings.append(Notice("small-code", fact, "use larger paper, or fewer languages"))
    if plan.load.left_out:
        fact = f"no room for {', '.join(plan.load.left_out)}"
        warnings.append(Notice("no-room", fact, "use larger paper, or fewer languages", plan.load.left_out))
    return enlarged(replace(plan.drawn(), warnings=tuple(warnings)), frame.design.scale)


def _with_module(frame: Frame, width: Points) -> Frame:
    return replace(frame, design=replace(frame.design, module=width))


@lru_cache(maxsize=64)
def officer_poster(side: SideText, frame: Frame, style: Style) -> Face:
    """The officer's side, for the outside of a door. `frame` is a `poster_frame`. Raises DoesNotFit."""
    page = Page.of(frame, side.language, "officer's")
    words = [measured_words(side, style, side.language, pictured=False)]
    bottom = page.canvas.size.height - frame.design.margin
    for form in side.shared_prints:
        small = _small_print(page, form, style)
        bottom -= small.height
        small.draw(page.canvas, bottom)
        bottom -= OVER_SMALL_PRINT
    sections = page.fitted(words, bottom, frame.design.officer, OFFICERS)
    page.draw(sections, bottom)
    return enlarged(page.face(sections), frame.design.scale)


def _small_print(page: Page, form: Block, style: Style) -> Stack:
    """A line of small print at the margin."""
    margin, canvas = page.frame.design.margin, page.canvas
    column = FootColumn(
        margin, canvas.size.width - 2 * margin, lambda block: by_language(block, style.families), page.frame.design,
        canvas.theme, canvas.rtl,
    )  # fmt: skip
    row = column.small_print(form, SMALL, Role.STATUS)
    return Stack([row], row.text.height)


def _planned(
    sides: Sequence[PosterSide], load: Load, frame: Frame, english: Language, *, words_over_code: bool
) -> _Plan:
    """The poster in the most generous manner in which it fits. Raises DoesNotFit."""
    page = Page.of(frame, sides[0].side.language, "bearer's")
    families = [each.styles[0].families for each in sides]
    foot = lay_out_foot(
        page.canvas, load.footers, families, frame.design, page.inner, words_over_code=words_over_code
    )  # fmt: skip
    return best_of(
        _TOGETHER if len(sides) > 1 else _ALONE,
        lambda manners: _in_manners(sides, load, page, foot, english, manners),
    )


def _in_manners(
    sides: Sequence[PosterSide], load: Load, page: Page, foot: Foot, english: Language, manners: Sequence[Manner]
) -> _Plan:
    """The poster in the first styles, then manners in which its words are large enough, or in those that make them
    largest."""
    frame, design = page.frame, page.frame.design
    largest, least = design.bearer
    styles = [list(with_tight(each.styles)) for each in sides]

    def set_in(way: tuple[int, Manner]) -> _Plan:
        level, manner = way
        chosen = [each[min(level, len(each) - 1)] for each in styles]
        words = [
            measured_words(each.side, style, english, pictured=frame.pictured)
            for each, style in zip(sides, chosen, strict=True)
        ]
        most = least if manner is CLOSEST_TOGETHER else largest / manner.lead
        sizes = (round(most, 1), least)
        return _Plan(load, page, page.fitted(words, foot.top, sizes, manner), foot)

    return best_of(
        [(level, manner) for level in range(max(map(len, styles))) for manner in manners],
        set_in,
        enough=lambda plan: plan.sections[0].size >= design.tight_below - HAIR,
        better=lambda new, best: new.sections[0].size > best.sections[0].size,
        blame=least_excess,
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a poster under construction: where its white, or its bare paper, begins, and its canvas with the ground
    drawn.
    """

    frame: Frame
    canvas: Canvas
    inner: float

    @classmethod
    def of(cls, frame: Frame, language: Language, name: str) -> Page:
        """The page of a poster in a language, with its ground."""
        scale, theme = frame.design.scale, frame.theme
        canvas = frame.canvas(language, name)
        inset, edge, radius = (scale.units(each) for each in (frame.design.inset, theme.edge, INSET_RADIUS))
        inner = inset + edge
        width, height = canvas.size.width, canvas.size.height
        if theme.ground is not None:
            canvas.panel(inset, inset, width - 2 * inset, height - 2 * inset, radius, theme.ground)
        if edge:
            canvas.panel(inner, inner, width - 2 * inner, height - 2 * inner, 0.0, Colour.WHITE)
        return cls(frame, canvas, inner)

    @property
    def has_bands(self) -> bool:
        """Whether headings are on bands across the whole frame."""
        return bool(self.frame.theme.edge)

    @property
    def top(self) -> float:
        """Where the first heading, or its band, begins."""
        return self.inner if self.has_bands else self.frame.design.margin

    def fitted(
        self, words: Sequence[Words], bottom: float, sizes: tuple[float, float], manner: Manner
    ) -> tuple[Section, ...]:
        """The words at the largest size at which all are above `bottom`, or at a little less with lines that break
        better. Raises DoesNotFit."""
        largest, least = sizes
        smallest = self._sections(words, least, manner)
        if smallest is None or self._spare(smallest, bottom) < -HOPELESS * (bottom - self.top):
            raise self._refusal(words, least, bottom, manner)
        size = largest
        while size > least and not self._fits(words, size, bottom, manner):
            size = max(least, size - STRIDE)
        for step in range(round(STRIDE / STEP) - 1, -1, -1):
            tried = round(size + step * STEP, 1)
            if tried <= largest and self._fits(words, tried, bottom, manner):
                return self._well_broken(words, tried, bottom, manner)
        raise self._refusal(words, least, bottom, manner)

    def _well_broken(self, words: Sequence[Words], size: float, bottom: float, manner: Manner) -> tuple[Section, ...]:
        """The words at a size that fits, or at the largest one a little under it with the fewest broken lines, which
        end where the sense does if they fit then."""
        sections = self._sections(words, size, manner)
        assert sections is not None  # it fits
        enough = self.frame.design.tight_below
        least = size if manner.lead == 1.0 else max(GIVEN_UP * size, enough if size >= enough else 0.0)
        tried = round(size - STEP, 1)
        while _broken(sections) and tried >= least - HAIR:
            smaller = self._sections(words, tried, manner)
            if smaller is not None and _broken(smaller) < _broken(sections) and self._spare(smaller, bottom) >= -HAIR:
                sections = smaller
            tried = round(tried - STEP, 1)
        for breaks in (Breaks.SENSE, Breaks.EVEN):
            better = self._sections(words, sections[0].size, manner, breaks)
            if better is not None and self._spare(better, bottom) >= -HAIR:
                return better
        return sections

    def _sections(
        self, words: Sequence[Words], size: float, manner: Manner, breaks: Breaks = Breaks.FULL
    ) -> tuple[Section, ...] | None:
        width = self.canvas.size.width - 2 * self.frame.design.margin
        found: list[Section] = []
        for each in words:
            section = lay_out_words(each, size, width, manner, has_band=self.has_bands, breaks=breaks)
            if section is None:
                return None
            found.append(section)
        return tuple(found)

    def _fits(self, words: Sequence[Words], size: float, bottom: float, manner: Manner) -> bool:
        sections = self._sections(words, size, manner)
        return sections is not None and self._spare(sections, bottom) >= -HAIR

    def _spare(self, sections: Sequence[Section], bottom: float) -> float:
        """The space left between the last section and `bottom`; negative if the sections are too tall."""
        return bottom - self.top - math.fsum(section.height for section in sections)

    def _refusal(self, words: Sequence[Words], size: float, bottom: float, manner: Manner) -> DoesNotFit:
        """The error that gives the excess height, or names the word that is too wide."""
        scale, width = self.frame.design.scale, self.canvas.size.width - 2 * self.frame.design.margin
        for each in words:
            refuse_wide_words(each, size, width, manner, scale)
        sections = self._sections(words, size, manner)
        assert sections is not None  # no word is too wide
        over = float(scale.points(-self._spare(sections, bottom)))
        names = [each.language.english for each in words]
        fewer = "fewer languages" if len(names) > 1 else "a shorter translation"
        is_small = scale.points_per_unit < 1.2 * POSTER.scale.points_per_unit
        larger = f"larger paper, such as {setting('paper', 'tabloid')} or a3, or " if is_small else ""
        return DoesNotFit(
            f"The words of {listed(names)} are {shown_excess(over)} too tall for the poster at "
            f"{scale.points(size):.0f} pt.",
            f"Use {larger}{fewer}.",
            over=over,
        )

    def draw(self, sections: Sequence[Section], bottom: float) -> None:
        """Draws the sections from the top, with the remaining space spread between their points."""
        size = sections[0].size
        gaps = sum(len(section.points) + 1 for section in sections)
        spare = min(max(self._spare(sections, bottom), 0.0) / gaps, MOST_SPARE * size)
        top = self.top
        for place, section in enumerate(sections):
            canvas = self.canvas
            if place:
                # A section of its own in its own language, as large as the page.
                canvas = self.frame.canvas(section.words.language, canvas.name)
            under = self.frame.design.scale.units(self.frame.theme.edge) / 2
            over = 0.0 if place else under
            page = PageWidth(canvas.size.width, self.frame.design.margin, self.inner - under, canvas.rtl, over)
            stack = section.stack(page, canvas.theme, spare)
            stack.draw(canvas, top)
            if place:
                face = Face(canvas.size, None, section.words.language.tag, tuple(canvas.marks), section.size)
                self.canvas.face(face, 0.0, 0.0)
            top += stack.height

    def face(self, sections: Sequence[Section]) -> Face:
        """The page as a face."""
        language = sections[0].words.language.tag
        return Face(self.canvas.size, None, language, tuple(self.canvas.marks), sections[0].size)


def _broken(sections: Sequence[Section]) -> int:
    """How many lines of those sections go on in another one."""
    return sum(section.broken for section in sections)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A poster whose parts have been sized."""

    load: Load
    page: Page
    sections: tuple[Section, ...]
    foot: Foot

    def drawn(self) -> Face:
        """The finished poster."""
        self.page.draw(self.sections, self.foot.top)
        self.foot.stack.draw(self.page.canvas, 0.0)
        return self.page.face(self.sections)
