"""What is on the sides of a card or picture, as plain values: the page draws them, reads them aloud and lights them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cards.read.languages import Language

if TYPE_CHECKING:
    from cards.measures import Rect
    from cards.pipeline import Side
    from cards.typeset.on_face import Words


def sides_shown(sides: Sequence[Side], languages: Mapping[str, Language]) -> list[dict[str, Any]]:
    """Each side of a card: its page in the file, its place on the sheet in points, and its words."""
    return [
        {
            "side": each.placement.side,
            "page": each.page,
            "paper": [each.paper.width, each.paper.height],
            "box": _corners(each.placement.slot),
            "turn": 180 if each.placement.turned else 0,
            "words": words_shown(each.words, languages),
        }
        for each in sides
    ]


def words_shown(found: Sequence[Words], languages: Mapping[str, Language]) -> list[dict[str, Any]]:
    """The content of a side in reading order, and in the parts that are in one language if there are several.

    Each has the `id` of its string, and its `box` in points from the lower left corner of the side as it is read.
    """
    return [
        {
            "role": words.role,
            "lang": words.language,
            "dir": languages[words.language].direction,
            "text": words.text,
            "target": words.target,
            "id": words.id,
            "box": _corners(words.box) if words.box else [],
            "parts": [
                {"lang": each.language, "dir": languages[each.language].direction, "text": each.text}
                for each in words.stretches
            ],
        }
        for words in found
    ]


def _corners(rect: Rect) -> list[float]:
    return [round(each, 3) for each in (rect.x, rect.y, rect.right, rect.top)]
