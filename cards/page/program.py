"""The files of the page that makes cards in the browser, from the parts that `make page` has fetched."""

from __future__ import annotations

from pathlib import Path

from cards.errors import BadOrder
from cards.page.build import build_of, program_files
from cards.page.fetched import Parts


def read_program(parts: Path | None) -> dict[str, bytes]:
    """The files of the program by path. Raises BadOrder without the parts."""
    if parts is None or not parts.is_dir():
        raise BadOrder(
            "The parts of the page that makes cards are not here.",
            "Run `make page` in a checkout, which fetches them, or leave that page out with --no-program.",
        )
    files = program_files(Parts(parts))
    build = build_of(files)
    return {f"p/{build}/{name}": content for name, content in files.items()}
