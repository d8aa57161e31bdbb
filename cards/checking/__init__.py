"""Finished PDFs looked at again: text, fonts, boxes, claims and codes, read from the file and not from what made it."""
