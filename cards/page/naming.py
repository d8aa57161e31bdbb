"""Settings in the words of the page: every sentence of the core that the page shows goes through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cards.errors import CardError, StaleHotline, UnknownId, worded
from cards.locations import Shelf
from cards.page.strings import choice, label
from cards.read.hotlines import BadNumber
from cards.read.numbers import EXAMPLE

Problem = dict[str, str]
"""What is wrong: the `field` (or nothing), the `cause`, the `remedy`, and the `place` in a file (or nothing)."""


def field_name(key: str, value: str = "") -> str:
    """How the page names a field in a sentence: “Card stock”, or “Card stock: plain-a4”."""
    shown = label(key)
    name = key.replace("_", " ").capitalize() if shown == key else shown  # a key of pack files, which has no field
    return f"“{name}: {choice(key, value)}”" if value else f"“{name}”"


_SHOWN_BY = {"stock list": "stock", "hotline list": "region"}
"""The fields that show what these commands do."""

_CONFIRMING = "hotline verify "
"""The command that records a call to a hotline, which needs a folder; the page prints the number once it is allowed."""


def command_name(line: str, quote: str) -> str:
    """What the page has instead of a command; otherwise the whole command, for the command line."""
    if line.startswith(_CONFIRMING):
        return f"a tick at {field_name('allow_stale')}"
    return field_name(_SHOWN_BY[line]) if line in _SHOWN_BY else f"{quote}rights-cards {line}{quote}"


def _on_the_page(error: CardError) -> tuple[str, str]:
    """The cause and remedy of an error for somebody who has lists to choose from, and neither ids nor commands."""
    match error:
        case StaleHotline():
            tick = field_name("allow_stale")
            return error.cause, f"Call first. If somebody answers, tick {tick}, above the list of hotlines."
        case BadNumber():
            return error.cause, error.plain
        case UnknownId(kind="hotline", is_guessed=False):
            return (
                f"{error.given!r} is not a telephone number.",
                f"Write one in digits, such as {EXAMPLE}, or choose a state to see its hotlines.",
            )
        case UnknownId(kind="stock", is_guessed=False):
            return error.cause, "Choose one from the list."
    return error.cause, error.remedy


class Teller:
    """Words errors and warnings for the page, without any place on the disk: paths are shown from a shelf or folder."""

    def __init__(self, places: Sequence[Shelf], folders: Iterable[Path] = ()) -> None:
        roots = {root for shelf in places for root in (shelf.scripts.parent, shelf.translations.parent)}
        found = sorted({str(root) for root in (*roots, *folders)}, key=len, reverse=True)
        # Only where a path begins: an address such as example.org/program/ has none of our folders.
        self._inside = [re.compile(rf"(?<![\w./~%-]){re.escape(root)}/") for root in found]
        self._itself = [(re.compile(rf"(?<![\w./~%-]){re.escape(root)}(?![\w/-])"), Path(root).name) for root in found]

    def said(self, text: str) -> str:
        """A sentence of the core as the page shows it."""
        return self.plain(worded(text, field_name, command_name))

    def plain(self, text: str) -> str:
        """A text without the folders that files are in."""
        for inside in self._inside:
            text = inside.sub("", text)
        for itself, name in self._itself:
            text = itself.sub(name.replace("\\", r"\\"), text)
        return text

    def problem(self, error: CardError, field: str = "") -> Problem:
        """An error, at that field or at the one that it names itself."""
        cause, remedy = _on_the_page(error)
        place = "" if error.file is None else self.plain(str(error.file))
        if error.file is not None and place == str(error.file):
            place = error.file.name
        return {
            "field": field or error.setting,
            "cause": self.said(cause),
            "remedy": self.said(remedy),
            "place": f"{place}:{error.line}" if place and error.line else place,
        }
