"""The style sheets and properties of SVG drawings, rewritten with only what paint needs.

Reads the part of CSS that drawing programs write (CSS Syntax 3): rules with a selector and declarations. What cannot be
read with certainty (escapes, quotation marks inside a value, functions that are not listed) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


PROPERTIES = words(
    """clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering fill fill-opacity
    fill-rule filter flood-color flood-opacity font-size isolation lighting-color marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width transform transform-box transform-origin vector-effect visibility"""
)
"""Properties that change how shapes are painted (SVG 2, appendix "Property Index"). `display` is decided here."""

_FUNCTIONS = words(
    """rgb rgba hsl hsla icc-color matrix translate translatex translatey scale scalex scaley rotate skewx skewy blur
    brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia"""
)
"""Functions in values: colors, transforms and filters. None of them opens a file."""

_LINK = re.compile(r"url\(\s*(?:#([^'\"()\\\s]+)|'#([^'\"()\\\s]+)'|\"#([^'\"()\\\s]+)\")\s*\)", re.IGNORECASE)
_FUNCTION = re.compile(r"(?<![\w-])([\w-]*)\(")
_BRACKET = re.compile(r"[{}]")
_PLAIN = re.compile(r"[\w\s.,#%()+\-*/!]*")
_SELECTOR = re.compile(r"[\w\s.,#>*:()\[\]=\"'~|^$+-]*")
_SIMPLE = re.compile(r"([A-Za-z][\w-]*)?(?:([.#])([\w-]+))?")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_IMPORTANT = re.compile(r"!\s*important\Z", re.IGNORECASE)


class NotPlain(Exception):
    """A style that cannot be kept; the message continues "The SVG drawing"."""


def plain_value(name: str, value: str) -> str:
    """The value of an attribute or property. Raises NotPlain for a link out and for what it cannot read."""
    rest = _LINK.sub(" ", value)
    if "url(" in rest.lower():
        raise NotPlain("refers to another file")
    functions = {found.lower() for found in _FUNCTION.findall(rest)}
    if not _PLAIN.fullmatch(rest) or not functions <= _FUNCTIONS:
        raise NotPlain(f"has a value of '{name}' that cannot be checked")
    return _LINK.sub(lambda link: f"url(#{link[1] or link[2] or link[3]})", value)


def links_of(value: str) -> Iterator[str]:
    """The ids of other parts that a value names with `url(#id)`."""
    return (first or second or third for first, second, third in _LINK.findall(value))


def declarations(text: str) -> str:
    """The declarations of a `style` attribute or of a rule that paint needs. Raises NotPlain."""
    kept = [f"{name}:{plain_value(name, value)}" for name, value in _pairs(text) if name in PROPERTIES]
    return ";".join(kept)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for each in _COMMENT.sub(" ", text).split(";"):
        name, colon, value = each.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


@dataclass(frozen=True, slots=True)
class _Display:
    """A declaration of `display` with what decides its rank: importance, specificity, place."""

    rank: tuple[bool, int, int]
    none: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet of a drawing: its `text` with what paint needs, and what it says about `display`.

    `displays` has the declarations by simple selector: type, `.class`, `#id` or `*`, and `type.class` or `type#id`.
    """

    text: str
    displays: dict[str, _Display]

    def is_property(self, name: str) -> bool:
        """Whether an attribute is a property that paint needs."""
        return name in PROPERTIES

    def hides(self, element: Element, name: str) -> bool:
        """Whether attributes or rules hide an element of that name (CSS Cascade 4, 6)."""
        classes = element.get("class", "").split()
        marks = ["", *(f".{each}" for each in dict.fromkeys(classes)), f"#{element.get('id', '')}"]
        keys = ["*", *(f"{kind}{mark}" for mark in marks for kind in ("", name))]
        found = [self.displays[key] for key in keys if key in self.displays]
        if "display" in element.attrib:
            found.append(_display(element.attrib["display"], -1, 0))
        own = [value for key, value in _pairs(element.get("style", "")) if key == "display"]
        found += [_display(value, 1000, place) for place, value in enumerate(own)]
        return max(found, key=lambda each: each.rank).none if found else False


def _display(value: str, specificity: int, place: int) -> _Display:
    important = _IMPORTANT.search(value)
    word = value[: important.start()] if important else value
    if not re.fullmatch(r"[a-z-]+", word.strip(), re.IGNORECASE):
        raise NotPlain("has a value of 'display' that cannot be checked")
    return _Display((bool(important), specificity, place), word.strip().lower() == "none")


def read_styles(sheets: Iterable[str]) -> Styles:
    """The style sheets of a drawing, in order, as one. Raises NotPlain."""
    kept: list[str] = []
    displays: dict[str, _Display] = {}
    for place, (selector, body) in enumerate(rule for sheet in sheets for rule in _rules(sheet)):
        if not _SELECTOR.fullmatch(selector):
            raise NotPlain("has a style sheet that cannot be checked")
        if text := declarations(body):
            kept.append(f"{' '.join(selector.split())}{{{text}}}")
        values = [_display(value, 0, each) for each, (name, value) in enumerate(_pairs(body)) if name == "display"]
        if not values:
            continue
        last = max(values, key=lambda each: each.rank)
        for each in selector.split(","):
            key, specificity = _simple(each.strip())
            new = _Display((last.rank[0], specificity, place), last.none)
            if key not in displays or displays[key].rank <= new.rank:
                displays[key] = new
    return Styles("".join(kept), displays)


def _simple(selector: str) -> tuple[str, int]:
    """A selector as a key, with its specificity (Selectors 4, 17). Raises NotPlain for one of several parts."""
    if selector == "*":
        return selector, 0
    found = _SIMPLE.fullmatch(selector)
    if not selector or found is None:
        raise NotPlain("hides parts by a rule that cannot be checked")
    return selector, {None: 0, ".": 10, "#": 100}[found[2]] + (1 if found[1] else 0)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each rule's selector and declarations, without rules that begin with @, which the renderer ignores too."""
    text = _COMMENT.sub(" ", sheet)
    if "@import" in text.lower():
        raise NotPlain("refers to another file")
    place = 0
    while (opening := text.find("{", place)) >= 0:
        head = text[place:opening]
        if head.lstrip().startswith("@"):
            semicolon = text.find(";", place, opening)
            place = semicolon + 1 if semicolon >= 0 else _end_of_block(text, opening)
            continue
        closing = text.find("}", opening)
        body = text[opening + 1 : closing if closing >= 0 else len(text)]
        if "{" in body:
            raise NotPlain("has a style sheet that cannot be checked")
        yield head, body
        place = closing + 1 if closing >= 0 else len(text)


def _end_of_block(text: str, opening: int) -> int:
    """The place after the bracket that closes a block."""
    depth = 0
    for bracket in _BRACKET.finditer(text, opening):
        depth += 1 if bracket[0] == "{" else -1
        if depth == 0:
            return bracket.end()
    return len(text)
