"""The files of the page that makes cards in the browser, from the parts that `make page` has fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cards.errors import BadOrder
from cards.locations import shelves
from cards.page.build import build_of, program_files
from cards.page.fetched import Parts
from cards.page.index_page import index_page, placed
from cards.page.session import Session


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


def page_of(program: Mapping[str, bytes], pages: Mapping[str, str]) -> str:
    """The page of a site with those files of the program; `pages` are the static pages by their languages.

    Its form is that of the content in the program. Raises BadFile.
    """
    places = shelves(None)
    session = Session(places, lambda *_: (), date.min)
    form, _ = session.answer("form", "{}")
    folder = next(path for path in program if path.startswith("p/")).rpartition("/")[0]
    return placed(index_page(places, json.loads(form), pages), "/".join(folder.split("/")[:2]) + "/")
