"""Know-your-rights cards: rights scripts, hotlines and translations merged into print-ready wallet cards."""

__version__ = "0.2.0"
