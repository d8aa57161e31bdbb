"""The contact on a card: the part of it that an organization chooses."""

from __future__ import annotations

from dataclasses import dataclass

from cards.read.hotlines import Hotline
from cards.read.links import Link, Recordings
from cards.read.numbers import Telephone
from cards.read.pictures import Picture


@dataclass(frozen=True, slots=True)
class Contact:
    """The telephone lines, best match first, the address in the QR code, and who hands out the card.

    A card shows as many of the lines as it has room for, and always the first; `logo` is that of the organization.
    Without lines the card has room to write a number by hand. With `says_confirmed` it says when each line from the
    directory was last confirmed, if ever. Without a `link` the card has no code of legal aid. `recordings` are
    addresses at which the words of the card can be heard, by the tag of their language; the empty tag stands for every
    language.
    """

    link: Link | None
    hotlines: tuple[Hotline, ...] = ()
    org: str = ""
    says_confirmed: bool = False
    logo: Picture | None = None
    recordings: Recordings = ()

    @property
    def hotline(self) -> Hotline | None:
        """The line that the statements name."""
        return self.hotlines[0] if self.hotlines else None

    @property
    def is_help(self) -> bool:
        """Whether the label for help is true of all its lines."""
        return all(each.kind.is_help for each in self.hotlines)

    def recording(self, tag: str) -> Link | None:
        """The recording in that language, if there is one."""
        found = dict(self.recordings)
        return found.get(tag) or found.get("")


_LINK, _LINES = Link("", ""), (Hotline(Telephone("", "")),)


def stand_in(contact: Contact) -> Contact:
    """A contact that no card is printed with, for what cards with such contacts have in common: a card with a link has
    other words than one without, and a card with a number may have other statements."""
    link = None if contact.link is None else _LINK
    return Contact(link, _LINES if contact.hotlines else ())
