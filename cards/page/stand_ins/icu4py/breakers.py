"""Line breaks by ICU as a WebAssembly module, in the place of icu4py's.

The page hands over `rights_cards.lineBreaks(text, locale)`, which gives the ends of segments, counted in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator

from rights_cards import lineBreaks


class LineBreaker:
    """The segments of a text between which a line may end."""

    def __init__(self, text: str, locale: str) -> None:
        self._text, self._locale = text, locale

    def __iter__(self) -> Iterator[str]:
        """The segments in order."""
        units = self._text.encode("utf-16-le", "surrogatepass")
        start = 0
        for end in lineBreaks(self._text, self._locale).to_py():
            yield units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
            start = end
