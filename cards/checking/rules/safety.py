"""What a PDF does other than be printed, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cards.checking.report import Finding, abridged, ok, wrong
from cards.read.countries import CODES
from cards.read.links import read_link
from cards.read.numbers import dialled


def check_actions(actions: Sequence[str]) -> Iterator[Finding]:
    """Whether anything runs when the file is opened, or is attached to it."""
    if actions:
        yield wrong("actions", f"the file has {abridged(actions)}: do not pass it on")
    else:
        yield ok("actions", "the file has no script, form, attachment or action, only links")


def stray_links(links: Sequence[str], contents: Iterable[str], printed: Sequence[str]) -> list[str]:
    """The links of a page that lead neither where its codes do nor to a telephone number printed on it.

    `contents` are what the codes say; `printed` is the text of the page in several orders.
    """
    if not links:
        return []
    addresses = {url for each in set(contents) if (url := _url(each))}
    return [
        link[:80] for link in dict.fromkeys(links) if _url(link) not in addresses and not _is_printed(link, printed)
    ]


def _url(address: str) -> str:
    """An address in its canonical spelling; "" for one that no card may have."""
    try:
        return read_link(address, tracked=True).url
    except ValueError:
        return ""


def _is_printed(link: str, printed: Sequence[str]) -> bool:
    """Whether a link dials a number that is completely on the page, as it is written in any of the countries."""
    return any(_is_printed_in(country, link, printed) for country in CODES)


def _is_printed_in(country: str, link: str, printed: Sequence[str]) -> bool:
    try:
        number = dialled(link, country)
    except ValueError:
        return False
    # Readers leave out spaces, or break a line there; digits beside it would make it a part of another number.
    whole = re.compile(r"(?<![\d+-])" + r"\s*".join(map(re.escape, number.shown.split())) + r"(?!-?\d)")
    return number.uri == link and any(whole.search(text) for text in printed)
