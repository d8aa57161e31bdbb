"""Sheets become the bytes of a PDF. The only package that uses ReportLab."""
