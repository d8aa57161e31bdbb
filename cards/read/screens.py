"""Pictures to share or to keep on a telephone: where each is shown, and what covers it there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cards.measures import Size


@dataclass(frozen=True, slots=True)
class ScreenTraits:
    """The size of a picture in pixels, and where nothing covers it: from `top` down to `bottom`, both measured from its
    upper edge, and `margin` from its sides. If it `bleeds`, its lowest part may reach the edges all the same.
    """

    size: Size
    top: float
    bottom: float
    margin: float
    bleeds: bool = False


class Screen(Enum):
    """What a picture is for, by the name that users give."""

    LOCK_SCREEN = "lock-screen"
    SQUARE = "square"
    STORY = "story"

    @property
    def traits(self) -> ScreenTraits:
        """Its size, and where words may be."""
        return _TRAITS[self]


_TRAITS = {
    # The size of an iPhone of 6.1 inches; other telephones cut a little from the sides, or from above and below. Clock
    # and widgets are over the words, the buttons of flashlight and camera under them. Our own estimate, of 2026-11: no
    # maker of telephones publishes these places.
    Screen.LOCK_SCREEN: ScreenTraits(Size(1179, 2556), top=912, bottom=2226, margin=66),
    Screen.SQUARE: ScreenTraits(Size(1080, 1080), top=54, bottom=1080, margin=54, bleeds=True),
    # Meta Ads Guide, Instagram Stories, images (read 2026-11): leave about 14 % at the top and 20 % at the bottom free,
    # where the program shows who posted it and the line for an answer.
    Screen.STORY: ScreenTraits(Size(1080, 1920), top=270, bottom=1536, margin=66),
}
