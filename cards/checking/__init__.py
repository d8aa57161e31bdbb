"""Inspects finished PDFs: text, fonts, boxes, claims and codes, as they are in the file, whatever made it."""
