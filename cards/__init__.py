"""Know-your-rights cards: merges rights scripts, hotlines and translations into print-ready wallet cards."""

__version__ = "0.2.0"
