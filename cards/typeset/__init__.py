"""Turns text into glyphs at exact places: bidi, shaping, line breaks, fitting, the QR symbol, a card's face."""
