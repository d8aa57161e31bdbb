"""The page that makes cards in the browser, as a part of the site: its program, and its HTML with its place there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cards.errors import BadOrder
from cards.locations import Shelf
from cards.page.build import build_of, program_files
from cards.page.fetched import Parts
from cards.page.form import font_names, form
from cards.page.index_page import index_page, placed
from cards.page.naming import Teller
from cards.page.one_file import one_file

BUILDS = "p"
"""The folder of a site in which each build of the program has a folder of its own."""


class Program(NamedTuple):
    """The files of a build by their paths in it, and its name."""

    build: str
    files: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """Where a site has them."""
        return f"{BUILDS}/{self.build}/"


def read_program(parts: Path | None, content: Path | None) -> Program:
    """The program from the parts that `make page` has fetched, with a content folder if there is one.

    Raises BadOrder without the parts.
    """
    if parts is None or not parts.is_dir():
        raise BadOrder(
            "The parts of the page that makes cards are not here.",
            "Run `make page` in a checkout, which fetches them, or leave that page out with --no-program.",
        )
    files = program_files(Parts(parts), content)
    return Program(build_of(files), files)


def start_of_site(
    places: Sequence[Shelf], today: date, program: Program, pages: Mapping[str, str], org: str = "",
    tags: Collection[str] | None = None,
) -> str:  # fmt: skip
    """The HTML of the page as the start of a site, of the organization `org` if there is one; `pages` are the addresses
    of the static pages by language. It offers the languages of `tags`, or all of them.

    Nothing of the day remains in it.
    """
    return placed(index_page(places, _form_in(places, today, tags), pages, org), program.folder)


def single_file(places: Sequence[Shelf], today: date, program: Program, tags: Collection[str], org: str = "") -> bytes:
    """The page as a single file, with the languages of those tags and their fonts."""
    fonts = {name for tag in tags for name in font_names(places, tag)}
    return one_file(program.files, index_page(places, _form_in(places, today, tags), org=org), fonts)


def _form_in(places: Sequence[Shelf], today: date, tags: Collection[str] | None) -> dict[str, Any]:
    """The form with the languages of those tags alone: to make cards, to review, and to count what is ready offline."""
    made = form(places, today, Teller(places))
    if tags is not None:
        made["languages"] = [each for each in made["languages"] if each["tag"] in tags]
    return made
