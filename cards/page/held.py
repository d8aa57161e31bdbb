"""What the form can hold of settings from elsewhere: those of a link, or of a pack file.

A form has one value in most of its fields. Whatever it cannot hold is named, so that no card silently lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from cards.desk.contact import find_directory_region
from cards.desk.directory import places_of_directory
from cards.desk.link import NO_LINK
from cards.errors import BadOrder, CardError
from cards.locations import Shelf
from cards.page.asked import MOST_TEXT, fields
from cards.page.form import listed_languages
from cards.page.naming import Teller, field_name
from cards.read.hotlines import read_hotlines
from cards.read.languages import find_language, read_languages
from cards.read.layouts import Layout
from cards.read.recipients import MAX_LOCALES
from cards.read.records import for_region
from cards.read.regions import Region
from cards.read.scripts import find_script, layouts_of
from cards.read.settings import SETTINGS, Kind, Setting
from cards.read.stocks import find_stock
from cards.read.values import MAX_ITEMS

MOST_LINK = 8_000
"""Characters of a link that are read; the longest that the form makes has fewer."""

_MOST_NAMED = 5
"""Unknown keys of a link that are named; the others are counted."""

_YES_OR_NO = {"true": True, "false": False}


class Held(NamedTuple):
    """Wishes by key, each as its field gives it back, and what the form cannot hold, in words."""

    wishes: dict[str, Any]
    left: list[str]


def held(places: Sequence[Shelf], given: Mapping[str, Any], tags: Sequence[str], tell: Teller) -> Held:
    """What the form holds of settings as typed: true or false, a text, several, or recordings by locale.

    `tags` are the languages of the cards. A choice that is the default is left to the form, and a free text that is
    wrong is held, because its field says so. Raises BadFile for a definition that cannot be read.
    """
    found = Held({}, [])
    for key, value in given.items():
        try:
            value = _one_recording(places, value, tags) if isinstance(value, Mapping) else value
            kept, rest = _of_field(places, SETTINGS[key], value)
        except CardError as error:
            found.left.append(_about(key, tell.said(f"{error.cause} {error.remedy}")))
            continue
        if rest:
            found.left.append(_about(key, f"The form has one, so it leaves out {', '.join(rest)}."))
        if kept is not None:
            found.wishes[key] = kept
    _keep_one_contact(places, found)
    _remove_unused(places, found, tell)
    return found


def opened_link(places: Sequence[Shelf], text: str, tell: Teller) -> dict[str, Any]:
    """The form of a link, from what is behind its #. Nothing in a link is an error: what cannot be used is left out."""
    pairs = parse_qsl(text[:MOST_LINK], keep_blank_values=True)
    left = []
    if len(text) > MOST_LINK:
        del pairs[-1:]  # half of a number would be another number
        left.append("The link is longer than any that the form makes, so its end is left out.")
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    known = {each.key for each in fields()} - {"logo"}
    tags, unknown_tags = known_languages(places, values.pop("languages", []), tell)
    left += unknown_tags
    strange = [key for key in values if key not in known]
    left += [f"The page has no setting {key[:40]!r}." for key in strange[:_MOST_NAMED]]
    if len(strange) > _MOST_NAMED:
        left.append(f"It has none for {len(strange) - _MOST_NAMED} other names either.")
    typed = {key: _typed(SETTINGS[key], texts) for key, texts in values.items() if key in known}
    wishes, not_held = held(places, typed, tags, tell)
    return {"languages": tags, "wishes": wishes, "left": [*left, *not_held]}


def known_languages(places: Sequence[Shelf], given: Iterable[str], tell: Teller) -> tuple[list[str], list[str]]:
    """The tags of the languages in the form, each once, and why others are not there. Raises BadFile."""
    languages, listed = read_languages(places), {each.tag for each in listed_languages(places)}
    found, left = dict[str, None](), []
    for name in given:
        try:
            language = find_language(languages, name, places)
            if language.tag not in listed:
                raise BadOrder(f"There are no translations in {language.english}.", "Choose another language.")
            if len(found) >= MAX_LOCALES:
                raise BadOrder(f"There are more than {MAX_LOCALES} languages.", "Choose fewer.")
        except CardError as error:
            left.append(tell.said(error.cause))
        else:
            found[language.tag] = None
    return list(found), list(dict.fromkeys(left))[:MAX_ITEMS]


def _about(key: str, said: str) -> str:
    return f"{field_name(key)}: {said}"


def _typed(each: Setting, texts: list[str]) -> Any:
    """The value of a key of a link, which has texts alone."""
    if (each.kind is Kind.FLAG or each.alone) and len(texts) == 1:
        return _YES_OR_NO.get(texts[0], texts[0])
    return texts


def _of_field(places: Sequence[Shelf], each: Setting, value: Any) -> tuple[Any, list[str]]:
    """The value as its field gives it back, or None for nothing, and further values for which the field has no room.

    Raises CardError for what no field can show.
    """
    if isinstance(value, bool) and each.alone:
        value = each.alone if value else ""
    if each.kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise BadOrder("It is neither true nor false.", "Choose it in the form.")
        return (value if value is not bool(each.default) else None), []
    texts = _texts(each, value)
    if each.key == "hotline" or not texts:
        return texts or None, []
    first, *rest = dict.fromkeys(_canonical(places, each, text) for text in texts)
    if first == each.default and (each.choices or each.key == "script"):
        return None, rest
    return ([first] if each.kind in (Kind.SEVERAL, Kind.CHOICES) else first), rest


def _texts(each: Setting, value: Any) -> list[str]:
    """The texts of a value, each once, without empty ones. Raises BadOrder for anything else, and for too much."""
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        raise BadOrder("It is not a text.", "Type it into the form.")
    found = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if len(found) > MAX_ITEMS or any(len(text) > MOST_TEXT for text in found):
        raise BadOrder("It is too long.", "Type it into the form.")
    return found


def _canonical(places: Sequence[Shelf], each: Setting, text: str) -> str:
    """A text as the form's own choices have it. Raises CardError if a field has nothing but choices."""
    if each.choices:
        return str(each.read(text))
    if each.key == "script":
        return find_script(places, text).id
    if each.key == "region":
        return _listed_region(places, text)
    if each.key == "stock":
        try:
            return find_stock(places, text).id
        except CardError:
            return text
    return NO_LINK if each.key == "link" and text.casefold() == NO_LINK else text


def _listed_region(places: Sequence[Shelf], text: str) -> str:
    """The region as the form lists it. Raises BadOrder for a county or city without an entry in the directory."""
    region = find_directory_region(places, text)
    states = places_of_directory(places)
    if region in states:
        return str(region)
    for part in states.get(Region(region.code), ()):
        if part.covers(region):
            return str(part)
    raise BadOrder(f"The form does not list {region}, for which the directory has no entry.", f"Choose {region.name}.")


def _one_recording(places: Sequence[Shelf], links: Mapping[str, Any], tags: Sequence[str]) -> str:
    """The address of recordings by locale, if it is one for exactly those languages. Raises CardError."""
    languages = read_languages(places)
    found = {find_language(languages, locale, places).tag: address for locale, address in links.items()}
    addresses = set(found.values())
    if set(found) == set(tags) and len(addresses) == 1:
        return str(addresses.pop())
    listed = ", ".join(f"{languages[tag].english} {address}" for tag, address in found.items())
    raise BadOrder(
        f"The form has one recording for all languages, not one for each: {listed}.", "Make a file for each."
    )


def _keep_one_contact(places: Sequence[Shelf], found: Held) -> None:
    """Removes the region beside numbers: the form has either a region, perhaps with one of its lines, or numbers."""
    region, hotlines = found.wishes.get("region"), found.wishes.get("hotline")
    if not region:
        return
    if hotlines:
        lines = for_region(read_hotlines(places).values(), find_directory_region(places, region))
        if len(hotlines) > 1 or hotlines[0] not in {line.id for line in lines}:
            del found.wishes["region"]
            advice = f"If you want its legal aid, choose that at {field_name('link')}."
            found.left.append(
                _about("region", f"The form has either a region or numbers, so it omits {region}. {advice}")
            )
            return
    if found.wishes.pop("hotline_name", None):
        found.left.append(_about("hotline_name", "It is for a number of your own; lines of the directory have names."))


def _remove_unused(places: Sequence[Shelf], found: Held, tell: Teller) -> None:
    """Removes a layout that the script does not have, then what the layout of the form ignores or does not have."""
    script = find_script(places, found.wishes.get("script", [SETTINGS["script"].default])[0])
    asked = tuple(map(Layout, found.wishes.get("layout", ())))
    try:
        (layout, *_) = layouts_of(script, asked)
    except BadOrder as error:
        del found.wishes["layout"]
        found.left.append(_about("layout", tell.said(f"{error.cause}")))
        layout = script.layouts[0]
    name, traits = field_name("layout", layout.value), layout.traits
    for key, reason in traits.ignores.items():
        if found.wishes.pop(key, None) is not None:
            found.left.append(_about(key, tell.said(f"It changes nothing with {name}: {reason}.")))
    for key, allowed in (("theme", traits.themes), ("paper", traits.papers)):
        value = found.wishes.get(key)
        if value is not None and allowed and value not in allowed:
            del found.wishes[key]
            found.left.append(f"{field_name(key, value)} is not for {name}.")
