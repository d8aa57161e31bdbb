"""Fonts: each embedded, a subset, with a character for every code that is drawn, and none of them an empty box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.checking.look.fonts import Font
from cards.checking.report import Finding, abridged, ok, warning, wrong

_TOPIC = "fonts"


def check_fonts(fonts: Sequence[Font]) -> Iterator[Finding]:
    """Whether every font that something is drawn with is whole."""
    if not fonts:
        yield wrong(_TOPIC, "no text is drawn with any font: the letters are gone, or are pictures of letters")
        return
    faults = list(_faults(fonts))
    yield from faults
    if not faults:
        yield ok(_TOPIC, f"{len(fonts)} fonts, all in the file with a character for every glyph")
    whole = [font.name for font in fonts if not font.subset]
    if whole:
        yield warning(_TOPIC, f"whole, not reduced to the letters that are used: {abridged(whole)}")


def _faults(fonts: Sequence[Font]) -> Iterator[Finding]:
    missing = [font.name for font in fonts if not font.embedded]
    if missing:
        text = "not in the file, so that other letters may be drawn on another machine"
        yield wrong(_TOPIC, f"{text}: {abridged(missing)}")
    mute = [font.name for font in fonts if not font.to_unicode]
    if mute:
        text = "without a table of characters, so that nobody can search, copy or hear the text"
        yield wrong(_TOPIC, f"{text}: {abridged(mute)}")
    unmapped = [font.name for font in fonts if font.unmapped]
    if unmapped:
        count = sum(font.unmapped for font in fonts)
        yield wrong(_TOPIC, f"{count} glyphs drawn without a character that a reader could say: {abridged(unmapped)}")
    empty = [font.name for font in fonts if font.empty]
    if empty:
        yield wrong(_TOPIC, f"{sum(font.empty for font in fonts)} glyphs drawn as empty boxes: {abridged(empty)}")
