"""Script, wording, hotline and link become one card's text, every string final and in logical order."""
