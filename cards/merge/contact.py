"""The contact on a card: the part of it that an organization chooses."""

from __future__ import annotations

from dataclasses import dataclass

from cards.read.hotlines import Hotline
from cards.read.links import Link, Recordings
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

    def recording(self, tag: str) -> Link | None:
        """The recording in that language, if there is one."""
        found = dict(self.recordings)
        return found.get(tag) or found.get("")


_NOBODY, _NOWHERE = Contact(Link("", "")), Contact(None)


def stand_in(contact: Contact) -> Contact:
    """A contact that no card is printed with, for what cards with such contacts have in common: the words of a card
    with a link are not those of a card without."""
    return _NOBODY if contact.link is not None else _NOWHERE
