"""Sheets become the bytes of a PDF."""
