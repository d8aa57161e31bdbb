"""Where the QR code of the cards leads: what the user asks for, or what the directory has for their region."""

from __future__ import annotations

from collections.abc import Sequence

from cards.errors import BadOrder, setting
from cards.locations import Shelf
from cards.read.countries import HOME, in_text
from cards.read.links import (
    LEGAL_AID,
    LEGAL_AID_ID,
    BadAddress,
    LegalAid,
    Link,
    TrackedAddress,
    find_link,
    has_legal_aid,
    is_link_id,
    link_for,
    read_link,
    read_links,
)
from cards.read.regions import Region
from cards.read.wishes import Wishes

NO_LINK = "none"
"""Given as the link: a card without a code."""


def has_no_link(wishes: Wishes) -> bool:
    """Whether somebody asks for cards without a code."""
    return wishes.link is not None and wishes.link.strip().casefold() == NO_LINK


def wished_link(
    shelves: Sequence[Shelf], wishes: Wishes, region: Region | None, country: str = HOME
) -> tuple[Link | None, LegalAid | None]:
    """The link, and its directory entry if it was chosen by its id or for a region; None for cards without a code.

    Outside the United States a card has no code unless somebody chose a link or the directory has one for the region.
    There are no warnings about the national directory, which is the default of every card, unless the user names it.
    """
    if has_no_link(wishes):
        return None, None
    entry: LegalAid | None = None
    if wishes.link is not None and is_link_id(wishes.link.strip()):
        entry = find_link(shelves, wishes.link.strip())
    elif wishes.link is not None:
        return typed_link(shelves, wishes.link, "link", tracked=wishes.allow_tracking), None
    elif region is not None:
        entry = link_for(read_links(shelves).values(), region)
    if entry is None and country != HOME:
        return None, None
    if entry is None and not has_legal_aid(shelves):
        raise BadOrder(
            f"The content folder omits {LEGAL_AID_ID}, and there is no other legal aid for these cards.",
            f"Give {setting('link')}, or add an entry to links/ in that folder and give {setting('region')}.",
        )
    return (entry.link if entry else read_link(LEGAL_AID)), entry


def no_link_note(region: Region | None, country: str) -> str:
    """A note about cards without a code, for which nobody chose a link and the directory has none."""
    where = str(region) if region is not None else in_text(country)
    return (
        f"the directory has no legal aid for {where}, so the cards have no QR code: "
        f"give an address with {setting('link')}, or add an entry to the links/ of a content folder"
    )


def typed_link(shelves: Sequence[Shelf], given: str, key: str, *, tracked: bool = False) -> Link:
    """The address given as the setting `key`. Raises BadOrder, also for one that looks like another address."""
    known = [each.link.shown.split("/")[0] for each in read_links(shelves).values()]
    try:
        return read_link(given, known=known, tracked=tracked)
    except TrackedAddress as error:
        remedy = f"{error.remedy.removesuffix('.')}, or allow it with {setting('allow_tracking')}."
        raise BadOrder(f"{setting(key)} cannot be used: {error}.", remedy) from error
    except BadAddress as error:
        raise BadOrder(f"{setting(key)} cannot be used: {error}.", error.remedy) from error
