"""The JSON Schema of a pack file, with which editors help people write one; made from `settings`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from cards.errors import worded
from cards.read.layouts import RED_STOCK, THEMES, Layout
from cards.read.names import MAX_NAME
from cards.read.packs import KEYS
from cards.read.recipients import MAX_CARDS, MAX_HEADING, MAX_LOCALES, key_name
from cards.read.settings import SETTINGS, Kind, Setting
from cards.read.stocks import SHEETS
from cards.read.values import MAX_ITEMS, MAX_TEXT

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string", "maxLength": MAX_TEXT}
_NOT_EMPTY: _Schema = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
_LENGTH = r"^\s*(([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*(pt|in|mm|cm))?\s*$"
_COLOUR = "^(#?[0-9A-Fa-f]{6})?$"

_NO: _Schema = {"type": "boolean", "default": False}
_LOCALES: _Schema = {"minLength": 1, "maxLength": MAX_HEADING}

_OWN: dict[str, tuple[str, _Schema]] = {
    "title": ("What the pack is for. It is not printed on cards.", _NOT_EMPTY),
    "place": ("Where the workshop is.", _TEXT),
    "date": (
        "The day of the workshop, such as 2026-02-14, without quotation marks.",
        {"type": "string", "format": "date"},
    ),
    "combined": ("Also make one PDF with everything in print order, one for each layout.", _NO),
    "zip": ("Also put everything into one ZIP file.", _NO),
    "recipients": ("A table (CSV) in the folder of this file, with a row for each group.", _TEXT),
    "cards": (
        "How many cards of each language, by tag or name.",
        {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0, "maximum": MAX_CARDS},
            "propertyNames": _LOCALES,
            "maxProperties": MAX_LOCALES,
        },
    ),
}
"""The keys that are not settings, with their descriptions and schemas."""


def pack_schema() -> str:
    """The JSON Schema (2020-12) of a pack file. To editors its dates are texts in the format "date"."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> _Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Pack",
        "description": "What one workshop prints: which know-your-rights cards, and who gets them.",
        "type": "object",
        "properties": {key: _described(key) for key in KEYS},
        "required": ["title"],
        "anyOf": [{"required": ["cards"]}, {"required": ["recipients"]}],
        "not": {"required": ["script", "scripts"]},
        "allOf": list(_conditions()),
        "additionalProperties": False,
    }


def _conditions() -> Iterator[_Schema]:
    """What a key requires of others, unless a table of recipients may have it."""
    yield {"if": _given("hotline_name"), "then": {"required": ["hotline"]}}
    for key in KEYS:
        used_by = [layout.value for layout in Layout if key not in layout.traits.ignores]
        if key in SETTINGS and len(used_by) < len(Layout):
            yield {"if": _given(key), "then": {"anyOf": [_given("recipients"), _layout_among(used_by)]}}
    for paper in SHEETS:
        used_by = [layout.value for layout in Layout if paper in layout.traits.papers]
        yield {"if": _is("paper", paper), "then": {"anyOf": [_given("recipients"), _layout_among(used_by)]}}
    yield {"if": _given("paper_colour"), "then": {"anyOf": [_given("recipients"), _is("theme", RED_STOCK)]}}
    for theme in THEMES:
        impossible = [layout.value for layout in Layout if theme not in layout.traits.themes]
        if impossible:
            yield {
                "if": _is("theme", theme),
                "then": {"anyOf": [_given("recipients"), {"not": _named("layout", impossible)}]},
            }
    combined = [layout.value for layout in Layout if layout.traits.combined]
    yield {"if": _is("combined", True), "then": {"anyOf": [_given("recipients"), _layout_among(combined)]}}


def _given(key: str) -> _Schema:
    """A key that asks for something: true, a choice other than the default, or a text that is not empty."""
    each = SETTINGS.get(key)
    if each is not None and each.kind is Kind.FLAG:
        return _is(key, True)
    nothing: list[object] = ["", each.default] if each is not None and each.choices else [""]
    if each is not None and each.alone:
        nothing.append(False)
    return {"required": [key], "properties": {key: {"not": {"enum": nothing}}}}


def _is(key: str, value: object) -> _Schema:
    return {"required": [key], "properties": {key: {"const": value}}}


def _named(key: str, values: Sequence[str]) -> _Schema:
    """A key that has one of these values, or a list with one of them."""
    among: _Schema = {"enum": list(values)}
    return {"required": [key], "properties": {key: {"anyOf": [among, {"type": "array", "contains": among}]}}}


def _layout_among(values: Sequence[str]) -> _Schema:
    """A layout that is one of these; the usual layout if none is named."""
    if SETTINGS["layout"].default not in values:
        return _named("layout", values)
    return {"anyOf": [_named("layout", ["", *values]), {"not": {"required": ["layout"]}}]}


def _described(key: str) -> _Schema:
    if key in _OWN:
        about, schema = _OWN[key]
        return {"description": about, **schema}
    if key == "scripts":
        return {"description": "The same as script.", **_of_setting(SETTINGS["script"])}
    return {"description": worded(SETTINGS[key].about, key_name), **_of_setting(SETTINGS[key])}


def _of_setting(each: Setting) -> _Schema:
    default: _Schema = {"default": each.default} if each.default else {}
    match each.kind:
        case Kind.FLAG:
            return {"type": "boolean", "default": bool(each.default)}
        case Kind.CHOICE:
            nothing = [] if each.default else [""]
            chosen: _Schema = {"type": "string", "enum": [*nothing, *each.choices], **default}
            if not each.alone:
                return chosen
            return {"anyOf": [chosen, {"type": "boolean", "description": f"true is the same as {each.alone}."}]}
        case Kind.CHOICES:
            one, several = ["", *each.choices], list(each.choices)
            return {"anyOf": [{"type": "string", "enum": one}, _list({"type": "string", "enum": several})], **default}
        case Kind.SEVERAL:
            return {"anyOf": [_TEXT, _list(_NOT_EMPTY, least=0)], **default}
        case Kind.COLOUR:
            return {"type": "string", "pattern": _COLOUR}
        case Kind.LENGTH:
            return {"type": "string", "pattern": _LENGTH, "maxLength": MAX_TEXT}
    if each.key == "audio_link":
        return {"anyOf": [_TEXT, _BY_LOCALE]}
    return {"type": "string", "maxLength": MAX_NAME if each.what == "NAME" else MAX_TEXT, **default}


_BY_LOCALE: _Schema = {
    "type": "object",
    "additionalProperties": _NOT_EMPTY,
    "propertyNames": _LOCALES,
    "minProperties": 1,
    "maxProperties": MAX_LOCALES,
}


def _list(items: _Schema, *, least: int = 1) -> _Schema:
    bounds: _Schema = {"minItems": least} if least else {"maxItems": MAX_ITEMS}
    return {"type": "array", "items": items, **bounds, "uniqueItems": True}
