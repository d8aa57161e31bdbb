"""Whom a card leads to: the part of it that an organisation chooses."""

from __future__ import annotations

from dataclasses import dataclass

from cards.read.hotlines import Hotline
from cards.read.links import Link, Recordings
from cards.read.pictures import Picture


@dataclass(frozen=True, slots=True)
class Contact:
    """The telephone lines, the most fitting first, the address in the QR code, and who gives the card out.

    A card shows as many of the lines as it has room for, the first in any case; `logo` is that of the organisation.
    Without a line the card has room to write a number by hand. With `says_confirmed` it says of each line of the
    directory when somebody last confirmed it, if ever. `recordings` are addresses at which the words of the card can be
    heard, by the tag of their language; that of the empty tag is for every language.
    """

    link: Link
    hotlines: tuple[Hotline, ...] = ()
    org: str = ""
    says_confirmed: bool = False
    logo: Picture | None = None
    recordings: Recordings = ()

    @property
    def hotline(self) -> Hotline | None:
        """The line that statements name."""
        return self.hotlines[0] if self.hotlines else None

    def recording(self, tag: str) -> Link | None:
        """Where the card can be heard in that language, if anywhere."""
        found = dict(self.recordings)
        return found.get(tag) or found.get("")
