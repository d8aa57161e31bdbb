"""Sheets become the bytes of a PDF. The only package that uses ReportLab."""

from cards.draw.settings import keep_settings_out

keep_settings_out()
