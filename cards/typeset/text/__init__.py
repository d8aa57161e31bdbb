"""Strings to lines: levels, fonts, shaping, line ends and the ink of lines."""
