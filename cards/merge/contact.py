"""Whom a card leads to: the part of it that an organisation chooses."""

from __future__ import annotations

from dataclasses import dataclass

from cards.read.hotlines import Hotline
from cards.read.links import Link


@dataclass(frozen=True, slots=True)
class Contact:
    """The telephone lines, the most fitting first, the address in the QR code, and who gives the card out.

    Without a line the card has room to write a number by hand. With `says_confirmed` it says of each line of the
    directory when somebody last confirmed it, if ever.
    """

    link: Link
    hotlines: tuple[Hotline, ...] = ()
    org: str = ""
    says_confirmed: bool = False

    @property
    def hotline(self) -> Hotline | None:
        """The line that statements name."""
        return self.hotlines[0] if self.hotlines else None
