"""What somebody wishes for, as values, whichever front end it came from; and which wishes are compatible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cards.errors import BadOrder, setting
from cards.read.card_options import OF_CARD, PLAIN, CardOptions
from cards.read.layouts import CARD_LAYOUTS, RED_STOCK, CardSide, Layout
from cards.read.printers import Profile
from cards.read.screens import Screen
from cards.read.stocks import PAPERS, Flip


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything but the languages and the numbers of cards. Ids are as typed; they are looked up later.

    None or an empty text means that nothing was given. A hotline is an id or a telephone number, a link an id or an
    address. `audio_link` is for cards in every language; its alternative, `audio_links`, has locales, as typed, each
    with its own address. `bleed` is in points; `paper_colour` is red, green and blue from 0 to 1. `require` is the
    lowest state for every string, "" for any. Without `layouts` each script has its usual one. `card` are the options
    of a card, each a setting of its own. `screen` and `side` are those of a picture to share.
    """

    scripts: tuple[str, ...] = ("home",)
    region: str = ""
    hotlines: tuple[str, ...] = ()
    hotline_name: str = ""
    link: str | None = None
    audio_link: str | None = None
    audio_links: tuple[tuple[str, str], ...] = ()
    allow_stale: bool = False
    allow_tracking: bool = False
    org: str = ""
    logo: Path | None = None
    stock: str = ""
    layouts: tuple[Layout, ...] = ()
    together: bool = False
    theme: str = ""
    paper_colour: tuple[float, float, float] | None = None
    paper: str = ""
    bleed: float | None = None
    card: CardOptions = PLAIN
    flip: Flip | None = None
    printer: Profile | None = None
    copies: int | None = None
    exact: bool = False
    start_at: int | None = None
    require: str = ""
    screen: Screen | None = None
    side: CardSide = "bearer"


_SEVERAL = {"script": "scripts", "hotline": "hotlines", "layout": "layouts"}
"""The fields of the settings that may have several values."""

_FIELDS = {**_SEVERAL, "for": "screen"}
"""The fields whose names are not those of their settings."""


def field_of(key: str) -> str:
    """The field that holds a setting."""
    return "card" if key in OF_CARD else _FIELDS.get(key, key)


def wishes_from(given: Mapping[str, Any]) -> Wishes:
    """The wishes from settings by key, each as `Setting.read` returns it, one or several. None means not given.

    A front end may omit what it does not offer.
    """
    return changed(Wishes(), given)


def changed(wishes: Wishes, given: Mapping[str, Any]) -> Wishes:
    """The wishes with those settings instead of their own; None leaves what there is."""
    values = {_FIELDS.get(key, key): value for key, value in given.items() if value is not None}
    for several in _SEVERAL.values():
        if several in values:
            values[several] = (values[several],) if isinstance(values[several], str) else tuple(values[several])
    if "layouts" in values:
        values["layouts"] = tuple(map(Layout, values["layouts"]))
    if "flip" in values:
        values["flip"] = Flip(values["flip"])
    if "screen" in values:
        values["screen"] = Screen(values["screen"])
    card = {key: values.pop(key) for key in OF_CARD if key in values}
    return replace(wishes, card=replace(wishes.card, **card), **values)


def check_wishes(wishes: Wishes) -> None:
    """Raises BadOrder for wishes that exclude each other, or that have no effect in any of their layouts.

    Without layouts they are those of cards on sheets.
    """
    layouts = wishes.layouts or CARD_LAYOUTS[:1]
    check_theme(layouts, wishes.theme)
    check_ignored(wishes, layouts, (wishes.theme,))
    if wishes.printer is not None:
        wishes.printer.check_flip((wishes.flip or Flip.LONG_EDGE).value)


def check_theme(layouts: Iterable[Layout], theme: str) -> None:
    """Raises BadOrder for a theme that one of the layouts cannot use."""
    for layout in layouts:
        if theme and theme not in layout.traits.themes:
            only = f", which is always {layout.traits.theme}" if len(layout.traits.themes) == 1 else ""
            raise BadOrder(
                f"{setting('theme', theme)} is for cards that you print yourself, not for "
                f"{setting('layout', layout.value)}{only}.",
                "Remove one of them.",
            )


def check_ignored(wishes: Wishes, layouts: Iterable[Layout], themes: Collection[str]) -> None:
    """Raises BadOrder for the first setting that has no effect with any of those layouts and themes.

    Whoever gives a setting expects it to do something.
    """
    every = tuple(dict.fromkeys(layouts))
    for key in _given(wishes):
        reasons = {layout: layout.traits.ignores.get(key, "") for layout in every}
        if all(reasons.values()):
            layout, reason = next(iter(reasons.items()))
            raise BadOrder(
                f"{setting(key)} changes nothing with {setting('layout', layout.value)}: {reason}.",
                f"Remove {setting(key)}, or choose another layout.",
            )
    if wishes.paper and not any(wishes.paper in layout.traits.papers for layout in every):
        raise BadOrder(
            f"Large cards are printed on {' or '.join(PAPERS)}, not on {wishes.paper}.",
            f"Remove {setting('paper', wishes.paper)}, or choose one of those.",
        )
    if wishes.paper_colour is not None and RED_STOCK not in themes:
        raise BadOrder(
            f"{setting('paper_colour')} is for cards on red paper.",
            f"Add {setting('theme', RED_STOCK)}, or remove {setting('paper_colour')}.",
        )


def _given(wishes: Wishes) -> Iterator[str]:
    """The given settings, of those that a layout may not use."""
    given = {
        "together": wishes.together,
        "copies": wishes.copies is not None,
        "printer": wishes.printer is not None,
        "exact": wishes.exact,
        "start_at": wishes.start_at is not None,
        "flip": wishes.flip is not None,
        "paper": bool(wishes.paper),
        "bleed": wishes.bleed is not None,
        **{key: getattr(wishes.card, key) != getattr(PLAIN, key) for key in OF_CARD},
    }
    return (key for key, is_given in given.items() if is_given)
