"""All that the page's form is made of, as plain values: settings, languages, situations, stocks, regions, layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from pathlib import Path
from typing import Any

from cards import __version__
from cards.desk.directory import lines_for_region, links_for_region, places_of_directory
from cards.desk.fonts import fonts_needed
from cards.locations import Shelf
from cards.page.asked import fields
from cards.page.naming import Teller
from cards.page.strings import choice, label
from cards.read.catalogs import translated_tags
from cards.read.languages import ENGLISH, Language, read_languages
from cards.read.layouts import RED_STOCK, Layout
from cards.read.scripts import find_script, script_ids
from cards.read.settings import SETTINGS, Place, Setting, settings_for
from cards.read.stocks import read_stocks
from cards.upkeep.status import read_statuses

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "script": ("script",),
    "contact": ("region", "hotline", "hotline_name", "allow_stale", "write_in"),
    "link": ("link", "audio_link", "allow_tracking"),
    "own": ("org", "logo"),
    "print": ("stock", "layout", "theme", "copies"),
}
"""The parts of the form, each with its settings in order; those in none of them follow under “more”."""


def form(places: Sequence[Shelf], today: date, tell: Teller) -> dict[str, Any]:
    """The form. Raises BadFile for a definition that cannot be read."""
    return {
        "version": __version__,
        "today": today.isoformat(),
        "settings": [_setting(each, tell) for each in fields()],
        "picture_settings": [_setting(each, tell) for each in settings_for(Place.PICTURE) if len(each.places) == 1],
        "groups": _GROUPS,
        "languages": [_language(places, each) for each in listed_languages(places)],
        "scripts": [
            {"id": each.id, "title": each.title, "about": each.about, "layouts": [own.value for own in each.layouts]}
            for each in (find_script(places, name) for name in script_ids(places))
        ],
        "stocks": [
            {"id": each.id, "name": each.name, "products": list(each.products), "paper": each.paper_name,
             "cards": len(each.slots)}
            for each in sorted(read_stocks(places), key=lambda stock: not stock.cut_marks)  # ordinary paper first
        ],
        "regions": [
            {
                "id": str(region),
                "name": region.name,
                "counties": [{"id": str(part), "name": part.place} for part in parts],
            }
            for region, parts in places_of_directory(places).items()
        ],
        "paper_theme": RED_STOCK,  # the one theme for which the color of the paper matters
        "layouts": {layout.value: _layout(layout, tell) for layout in Layout},
    }  # fmt: skip


def listed_languages(places: Sequence[Shelf]) -> list[Language]:
    """English, then every language with a catalog, by its English name."""
    languages = read_languages(places)
    found = [languages[tag] for tag in translated_tags(places) if tag in languages and tag != ENGLISH]
    return [languages[ENGLISH], *sorted(found, key=lambda each: each.english)]


def font_names(places: Sequence[Shelf], tag: str) -> list[str]:
    """The fonts that cards of a language need, as a build names them. Raises UnknownId or BadFile."""
    return [build_name(places, path) for path in fonts_needed(places, tag)]


def build_name(places: Sequence[Shelf], path: Path) -> str:
    """A font as a build names it below `fonts/`: `content/X.ttf` for one of a content folder, since it may have the
    name of one of ours."""
    return f"content/{path.name}" if path.parent in {shelf.fonts for shelf in places[1:]} else path.name


def reviews(places: Sequence[Shelf], script: str, today: date) -> dict[str, Any]:
    """The state of each language's words for a script, and whether a card can be printed with them, by tag.

    Raises UnknownId or BadFile.
    """
    wanted = find_script(places, script or SETTINGS["script"].default).id
    found = {}
    for status in read_statuses(places, listed_languages(places), read_back=False, as_of=today):
        for each in status.scripts:
            if each.script == wanted:
                found[status.language.tag] = {"state": each.state.value, "printable": each.state.printable}
    return found


def directory(
    places: Sequence[Shelf], region: str, language: str, script: str, today: date, tell: Teller
) -> dict[str, Any]:
    """The directory's lines and legal aid for a region as typed; `usual` are those that cards of the script have.

    Raises UnknownId or BadFile.
    """
    kind = find_script(places, script or SETTINGS["script"].default).lines
    languages = read_languages(places)
    return {
        "lines": [
            {
                "id": line.hotline.id,
                "name": line.hotline.name,
                "number": line.hotline.number.shown,
                "tel": line.hotline.number.uri,
                "kind": line.hotline.kind.value,
                "for": line.hotline.kind.words,
                "languages": [_english(tag, languages) for tag in line.hotline.record.languages],
                "interpreters": line.hotline.interpreters,
                "answers": line.hotline.answers_in(language) if language else None,
                "hours": line.hotline.hours,
                "sources": {name: str(origin) for name, origin in line.hotline.origins},
                "regions": [str(each) for each in line.hotline.record.regions],
                "source": line.hotline.record.from_where,
                "confirmed": line.hotline.confirmation if line.hotline.record.verified_on else "",
                "doubts": [tell.said(each) for each in line.doubts],
                "usable": line.usable,
                "usual": line.usual,
            }
            for line in lines_for_region(places, region, today, kind)
        ],
        "links": [
            {"id": each.id, "name": each.name, "address": each.link.shown, "url": each.link.url}
            for each in links_for_region(places, region)
        ],
    }


def _english(tag: str, languages: Mapping[str, Language]) -> str:
    known = languages.get(tag) or languages.get(tag.split("-")[0])
    return known.english if known else tag


def _setting(each: Setting, tell: Teller) -> dict[str, Any]:
    return {
        "key": each.key,
        "kind": each.kind.name.lower(),
        "label": label(each.key),
        "about": tell.said(each.about),
        "choices": [{"value": value, "label": choice(each.key, value)} for value in each.choices],
        "default": each.default,
        "what": each.what,
    }


def _language(places: Sequence[Shelf], language: Language) -> dict[str, Any]:
    return {
        "tag": language.tag,
        "english": language.english,
        "own": language.autonym,
        "direction": language.direction,
        "names": list(language.names),
        "fonts": font_names(places, language.tag),
    }


def _layout(layout: Layout, tell: Teller) -> dict[str, Any]:
    traits = layout.traits
    return {each.name: _plain(getattr(traits, each.name)) for each in fields_of(traits)} | {
        "label": choice("layout", layout.value),
        "ignores": {key: tell.said(why) for key, why in traits.ignores.items()},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
