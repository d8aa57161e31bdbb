"""Each wish looked up by itself, so that a form can show every field's own error at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from cards.desk.contact import find_directory_region
from cards.desk.link import typed_link, wished_link
from cards.errors import CardError, setting
from cards.locations import Shelf
from cards.read.countries import HOME
from cards.read.hotlines import choose_hotline
from cards.read.languages import find_language, read_languages
from cards.read.names import card_name
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import find_stock
from cards.read.wishes import Wishes


def wrong_fields(shelves: Sequence[Shelf], wishes: Wishes) -> list[tuple[str, CardError]]:
    """The settings that cannot be used whatever the others are, each with its first error.

    What depends on several of them is for `check_wishes` and `take`, which make the same checks again.
    """
    found: dict[str, CardError] = {}
    for key, look_up in _lookups(shelves, wishes):
        try:
            look_up()
        except CardError as error:
            found.setdefault(key, error)
    return list(found.items())


def _lookups(shelves: Sequence[Shelf], wishes: Wishes) -> Iterator[tuple[str, Callable[[], object]]]:
    for script in wishes.scripts:
        yield "script", partial(find_script, shelves, script)
    if wishes.region:
        yield "region", partial(find_directory_region, shelves, wishes.region)
    for hotline in wishes.hotlines:
        yield "hotline", partial(_look_up_hotline, shelves, wishes, hotline)
    for key, name in (("hotline_name", wishes.hotline_name), ("org", wishes.org)):
        yield key, partial(card_name, name, setting(key))
    if wishes.link is not None:
        yield "link", partial(wished_link, shelves, wishes, None)
    for tag, _ in wishes.audio_links:
        yield "audio_link", partial(find_language, read_languages(shelves), tag, shelves)
    for address in (wishes.audio_link, *(each for _, each in wishes.audio_links)):
        if address is not None:
            yield "audio_link", partial(typed_link, shelves, address, "audio_link", tracked=wishes.allow_tracking)
    if wishes.stock:
        yield "stock", partial(find_stock, shelves, wishes.stock)


def _look_up_hotline(shelves: Sequence[Shelf], wishes: Wishes, hotline: str) -> None:
    """Raises CardError for a hotline that no card of those scripts can have, unless a script is unknown itself."""
    known = script_ids(shelves)
    countries = {find_script(shelves, each).country for each in wishes.scripts if each in known} or {HOME}
    for country in sorted(countries):
        choose_hotline(shelves, hotline.strip(), "", country)
