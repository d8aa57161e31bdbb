"""Texts in the form in which they are compared, however they were typed: small letters, one form for each letter."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼʻ＇`´", "'"),
        **dict.fromkeys("\u064a\u0649", "\u06cc"),  # Arabic yeh, in Persian and its neighbors
        "\u0643": "\u06a9",  # Arabic kaf
        "\u0640": None,  # tatweel
        **dict.fromkeys((*range(0x064B, 0x0653), 0x0670, *range(0x0591, 0x05BE), *range(0x05BF, 0x05C8))),
        **dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)),
    }
)
"""Apostrophes; Arabic and Hebrew vowel points, which are optional; invisible characters."""


def fold(text: str) -> str:
    """The text in NFC and small letters, without vowel points or hidden characters, with one kind of apostrophe."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower().translate(_ALIKE))
