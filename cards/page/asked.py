"""What the page asks for: wishes from its form as plain values, each read by its own setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cards.errors import BadOrder, CardError, setting
from cards.read.settings import SETTINGS, Kind, Place, Setting, settings_for
from cards.read.values import MAX_ITEMS
from cards.read.wishes import Wishes, wishes_from

Wrong = tuple[str, CardError]
"""A field and its error."""

_ELSEWHERE = frozenset({"printer", "logo"})
"""A printer's profile is measured on paper and kept in a file; the logo's pixels come beside the wishes."""

_SEVERAL = (Kind.SEVERAL, Kind.CHOICES)
MOST_TEXT = 2_000
"""Characters of a text; the longest address that a code can hold has a few hundred."""


def fields() -> tuple[Setting, ...]:
    """The settings that the page has a field for."""
    return tuple(each for each in settings_for(Place.RUN) if each.key != "printer")


def read_wishes(given: Mapping[str, Any]) -> tuple[Wishes, list[Wrong]]:
    """The wishes of a form, without those that cannot be read, and the errors of these.

    A field that is empty or false asks for nothing, except that pictograms are allowed unless they are false.
    """
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for key, value in given.items():
        try:
            values |= _value(key, value)
        except CardError as error:
            wrong.append((key if key in SETTINGS else "", error))
    return wishes_from(values), wrong


def _value(key: str, value: Any) -> dict[str, Any]:
    """The value of a field by its setting's key; nothing for an empty one. Raises BadOrder."""
    each = SETTINGS.get(key)
    if each is None or key in _ELSEWHERE:
        raise BadOrder(f"The page has no field {key[:40]!r}.", "Reload the page.")
    if value is None:
        return {}
    if each.kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise _not("true or false", key)
        return {key: value} if value or each.default else {}
    if key == "audio_link" and isinstance(value, Mapping):
        return {"audio_links": tuple(_by_language(value))}
    texts = value if isinstance(value, list) and each.kind in _SEVERAL else [value]
    if not all(isinstance(text, str) for text in texts):
        raise _not("a text", key)
    if len(texts) > MAX_ITEMS:
        raise BadOrder(f"{setting(key)} has {len(texts)} values.", f"Give at most {MAX_ITEMS}.")
    for text in texts:
        refuse_long(text, key)
    read = [each.read(text) for text in texts if text.strip()]
    if not read:
        return {}
    return {key: tuple(dict.fromkeys(read)) if each.kind in _SEVERAL else read[0]}


def _by_language(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The recordings of a form by the tags of their languages."""
    for tag, address in value.items():
        if not isinstance(address, str):
            raise _not("a text", "audio_link")
        refuse_long(f"{tag}{address}", "audio_link")
        if address.strip():
            yield tag, SETTINGS["audio_link"].read(address)


def refuse_long(text: str, key: str) -> None:
    """Raises BadOrder for a text that no field needs."""
    if len(text) > MOST_TEXT:
        raise BadOrder(f"{setting(key)} has {len(text):,} characters.", f"Give at most {MOST_TEXT:,}.")


def _not(what: str, key: str) -> BadOrder:
    return BadOrder(f"{setting(key)} is not {what}.", "Reload the page.")


def texts_of(given: Any) -> list[str]:
    """A list of texts from the page, such as the tags of languages, each once; anything else is left out."""
    return list(dict.fromkeys(each for each in given if isinstance(each, str))) if isinstance(given, list) else []
