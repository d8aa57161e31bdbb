"""Takes the order of pictures to share, and makes them one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cards.desk.files import Gather
from cards.desk.orders import take
from cards.errors import BadOrder, CardError, MissingValue, Untranslated, command, either, setting
from cards.jobs import Order, gather
from cards.locations import Shelf
from cards.pipeline import Picture, make_picture
from cards.read.layouts import CardSide
from cards.read.pictures import Picture as Logo
from cards.read.screens import Screen
from cards.read.scripts import find_script
from cards.read.settings import SETTINGS
from cards.read.wishes import Wishes
from cards.readback import Decoder

ADVICE = {
    "bearer": "Look at each picture on a telephone before you share it",
    "officer": "Show it through the window or the door, and keep the telephone in your hand",
}
"""What to do with the pictures of a side."""


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """One picture to make, and its name without an ending."""

    order: Order
    name: str


@dataclass(frozen=True, slots=True)
class TakenPictures:
    """The pictures that somebody wishes for, on the same screen, and what to say before they are made.

    With `whatever_is_there` nobody named the languages, and those that are not translated are skipped.
    """

    screen: Screen
    side: CardSide
    pictures: tuple[PictureOrder, ...]
    warnings: tuple[str, ...]
    whatever_is_there: bool

    @property
    def next_steps(self) -> str:
        """What to do with the pictures, in one line."""
        return f"{ADVICE[self.side]}."


@dataclass(frozen=True, slots=True)
class FinishedPicture:
    """The result for one picture: it, or the error that prevented it.

    With `left_out` the error stops nothing, because nobody asked for that language by name.
    """

    order: PictureOrder
    picture: Picture | None = None
    error: CardError | None = None
    left_out: bool = False

    def about(self) -> str:
        """A line about it: size, type, contrast, state of review; "" if it could not be made."""
        if self.picture is None:
            return ""
        done = self.picture
        return (
            f"{done.size.width:.0f} x {done.size.height:.0f} pixels, words {done.text_size:.0f} pixels, "
            f"contrast {done.contrast:.1f}:1, {done.review.value.upper()}"
        )

    def warnings(self, told: Sequence[str] = ()) -> list[str]:
        """Warnings to read before sharing it, except those that were `told` for all pictures."""
        if self.picture is None:
            return []
        return [f"{self.order.order.locale}: {each}" for each in self.picture.warnings if each not in told]


def take_pictures(
    shelves: Sequence[Shelf], wishes: Wishes, locales: Sequence[str], today: date, logo: Logo | None = None
) -> TakenPictures:
    """The pictures of one script in those locales (tags or names), or in all when none is given.

    Raises CardError for whatever is known to be wrong before a picture is made.
    """
    screen = wishes.screen
    if screen is None:
        choices = SETTINGS["for"].choices
        raise MissingValue(
            f"{setting('for')} is missing.",
            f"Choose {either(choices)}: {setting('for', choices[0])}.",
        )
    if wishes.card.interpreter and wishes.side == "bearer":
        raise BadOrder(
            f"{setting('interpreter')} is on the officer's side, and this picture has the bearer's.",
            f"Remove {setting('interpreter')}, or give {setting('side', 'officer')}.",
        )
    taken = take(shelves, wishes, locales, today, logo)
    if find_script(shelves, wishes.scripts[0]).is_plan:
        raise BadOrder(
            f"A plan such as {wishes.scripts[0]} is for paper: nobody can write on a picture of it.",
            f"Make it with `{command('cards')}`, or give another {setting('script')}.",
        )
    orders = [order for file in taken.files for order in file.orders]
    return TakenPictures(
        screen=screen,
        side=wishes.side,
        pictures=tuple(PictureOrder(order, _name(order, screen, wishes.side)) for order in orders),
        warnings=taken.warnings,
        whatever_is_there=taken.whatever_is_there,
    )


def _name(order: Order, screen: Screen, side: CardSide) -> str:
    officers = "officer" if side == "officer" else ""
    parts = filter(None, (order.script, order.region, order.locale, screen.value, officers))
    return "-".join(parts)


def fill_pictures(
    shelves: Sequence[Shelf], taken: TakenPictures, decode: Decoder, gather: Gather = gather
) -> Iterator[FinishedPicture]:
    """Makes each picture; a failure does not stop the others."""
    for each in taken.pictures:
        try:
            yield FinishedPicture(each, make_picture(gather(shelves, each.order), taken.screen, taken.side, decode))
        except Untranslated as error:
            yield FinishedPicture(each, error=error, left_out=taken.whatever_is_there)
        except CardError as error:
            yield FinishedPicture(each, error=error)
