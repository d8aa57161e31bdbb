"""Reads what is in a PDF, as plain values."""
