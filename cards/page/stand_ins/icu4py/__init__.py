"""A replacement for icu4py in a browser."""
