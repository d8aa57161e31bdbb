"""Rules: each judges a PDF by what was read from it."""
