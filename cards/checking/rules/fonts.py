"""Fonts: each embedded, as a subset, with a character for every code that is drawn, and without empty boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.checking.look.fonts import Font
from cards.checking.report import Finding, abridged, ok, warning, wrong

_TOPIC = "fonts"


def check_fonts(fonts: Sequence[Font]) -> Iterator[Finding]:
    """Whether every font in use is complete."""
    if not fonts:
        yield wrong(
            _TOPIC, "the file has no text: its letters are missing or have become pictures. Make the file again"
        )
        return
    faults = list(_faults(fonts))
    yield from faults
    if not faults:
        yield ok(_TOPIC, f"all {len(fonts)} fonts are in the file, with a character for every glyph")
    whole = [font.name for font in fonts if not font.subset]
    if whole:
        yield warning(
            _TOPIC, f"the file has fonts with more than the letters in use, which makes it large: {abridged(whole)}"
        )


def _faults(fonts: Sequence[Font]) -> Iterator[Finding]:
    missing = [font.name for font in fonts if not font.embedded]
    if missing:
        text = "not in the file, so another computer may print other letters. Make the file again"
        yield wrong(_TOPIC, f"{text}: {abridged(missing)}")
    mute = [font.name for font in fonts if not font.to_unicode]
    if mute:
        text = "without a table of characters, so nobody can search, copy or hear the text. Make the file again"
        yield wrong(_TOPIC, f"{text}: {abridged(mute)}")
    unmapped = [font.name for font in fonts if font.unmapped]
    if unmapped:
        count = sum(font.unmapped for font in fonts)
        yield wrong(_TOPIC, f"{count} glyphs have no character, so screen readers skip them: {abridged(unmapped)}")
    empty = [font.name for font in fonts if font.empty]
    if empty:
        yield wrong(
            _TOPIC,
            f"{sum(font.empty for font in fonts)} glyphs are empty boxes, so do not print the file: {abridged(empty)}",
        )
