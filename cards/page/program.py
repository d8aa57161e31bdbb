"""The files of the page that makes cards in the browser, from the parts that `make page` has fetched."""

from __future__ import annotations

from pathlib import Path

from cards.errors import BadOrder


def read_program(parts: Path | None) -> dict[str, bytes]:
    """The files of the program by path. Raises BadOrder without the parts."""
    raise BadOrder(
        "The parts of the page that makes cards are not here.",
        "Run `make page` in a checkout, which fetches them, or leave that page out with --no-program.",
    )
