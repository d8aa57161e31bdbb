"""Merges script, wording, hotline and link into the text of one card, every string final and in logical order."""
