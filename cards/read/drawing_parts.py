"""The parts of an SVG drawing that may be drawn: a new text with only what was checked.

The file's tree is copied element by element and attribute by attribute, following lists of what shapes and paint need.
Whether a part is displayed is decided here, and only that decision is written. The renderer never reads the file's own
`display`, so the two cannot differ. A drawing is refused if a link in it does not lead to a part of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NoReturn
from xml.etree.ElementTree import Element

from cards.read.drawing_styles import NotPlain, Styles, declarations, links_of, plain_value, read_styles, words

SVG = "http://www.w3.org/2000/svg"

MAX_DEPTH = 200
"""How deep elements may nest; drawing programs nest some twenty layers and groups."""

_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
"""Attributes that link to another part; where both are present, the first counts (SVG 2, 16.1.6)."""

_DRAWN = words(
    """svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath
    mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"""
)
"""Elements that are copied as they are: shapes and paint (SVG 2, chapters 5 and 9 to 14; Filter Effects 1)."""

_SHOWN_BY_LINKS = words("defs symbol clipPath mask pattern marker filter linearGradient radialGradient")
"""Elements that show where something links to them, whether displayed or not (SVG 2, 3.2.4)."""

_LEFT_OUT = words("title desc metadata style view cursor color-profile font font-face")
"""Elements that paint nothing: `style` is read separately, and the others are dropped with everything inside them."""

_REFUSED = {
    **dict.fromkeys(("image", "feImage"), "holds a picture of pixels"),
    **dict.fromkeys(
        ("text", "tspan", "textPath", "tref", "flowRoot"), "holds text, which looks different on every computer"
    ),
    **dict.fromkeys(("foreignObject", "iframe", "video", "audio", "canvas"), "holds parts of a web page"),
    **dict.fromkeys(("script", "handler"), "holds a program"),
    **dict.fromkeys(("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"), "moves"),
}
"""Elements that are refused if they show, and what to say about the drawing."""

_ATTRIBUTES = words(
    """x y width height rx ry cx cy r x1 y1 x2 y2 points d pathLength viewBox preserveAspectRatio fx fy fr offset
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
    maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2
    result mode type values operator k1 k2 k3 k4 stdDeviation dx dy radius scale xChannelSelector yChannelSelector
    tableValues slope intercept amplitude exponent baseFrequency numOctaves seed stitchTiles kernelMatrix order divisor
    bias targetX targetY edgeMode preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant
    specularExponent azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle"""
)
"""Attributes of shapes and paint that are not CSS properties (the same chapters)."""

_LANGUAGE = "en"
"""The language for `switch`, whoever prints: a logo looks the same on every computer."""


class NotDrawn(Exception):
    """The drawing cannot be drawn; the message continues "The SVG drawing"."""


def checked(root: Element) -> str:
    """An SVG drawing as text: the shapes and paint of the tree, and nothing else.

    Raises NotDrawn for a part that shows but does not look the same everywhere, and for a link out of the drawing.
    """
    space = root.tag.rpartition("}")[0].lstrip("{") if isinstance(root.tag, str) else ""
    if space not in ("", SVG) or _name(root, space) != "svg":
        name = "".join(letter if letter.isprintable() else "?" for letter in str(root.tag).rpartition("}")[2][:40])
        raise NotDrawn(f"begins with <{name}>, not with <svg>")
    try:
        styles = read_styles(element.text or "" for element in root.iter() if _is_css(element, space))
        copy = _Copy(space, styles, _linked(root))
        body = "".join(copy.element(root, _Place()))
    except NotPlain as error:
        raise NotDrawn(str(error)) from error
    return body.replace("<svg", f'<svg xmlns="{SVG}"', 1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element is: its depth, whether a part around it is hidden, and whether a link shows it anyway."""

    depth: int = 0
    hidden: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Copy:
    """Copies elements of a namespace, given the drawing's style sheet and the ids that anything links to."""

    space: str
    styles: Styles
    linked: frozenset[str]

    def element(self, element: Element, place: _Place) -> Iterator[str]:
        """The text of an element with everything that is drawn in it."""
        name = _name(element, self.space)
        if place.depth > MAX_DEPTH:
            raise NotDrawn(f"nests its parts more than {MAX_DEPTH} deep")
        if not name or name in _LEFT_OUT or not _passes(element):
            return
        hides = self.styles.hides(element, name)
        linked = (not hides or name in _SHOWN_BY_LINKS) and (place.linked or element.get("id") in self.linked)
        inside = _Place(place.depth + 1, place.hidden or hides, linked)
        if name not in _DRAWN and name not in ("a", "switch"):
            if inside.hidden and not inside.linked:
                return
            _refuse(name)
        written = name if name in _DRAWN else "g"
        yield f"<{written}{self._attributes(element, name, hides=hides)}>"
        if name == "svg" and place.depth == 0:
            yield f"<style>{escape(self.styles.text, quote=False)}</style>"
        for child in self._children(element, name):
            yield from self.element(child, inside)
        yield f"</{written}>"

    def _children(self, element: Element, name: str) -> list[Element]:
        """All children, but of a `switch` only the first that can be drawn (SVG 2, 5.9.2)."""
        if name != "switch":
            return list(element)
        chosen = (child for child in element if _name(child, self.space) != "foreignObject" and _passes(child))
        return [child for child in chosen if _name(child, self.space) not in ("", *_LEFT_OUT)][:1]

    def _attributes(self, element: Element, name: str, *, hides: bool) -> str:
        found = {"display": "none"} if hides else {}
        for key, value in element.attrib.items():
            if key in ("id", "class"):
                found[key] = value
            elif key == "style":
                found[key] = declarations(value)
            elif key in _ATTRIBUTES or self.styles.is_property(key):
                found[key] = plain_value(key, value)
        links = [element.attrib[key].strip() for key in _HREF if key in element.attrib and name != "a"]
        if not all(link.startswith("#") for link in links):
            raise NotDrawn("refers to another file")
        if links:
            found["href"] = links[0]
        return "".join(f' {key}="{_quoted(value)}"' for key, value in found.items())


def _quoted(value: str) -> str:
    """The value of an attribute in XML, where other white space becomes a blank unless it is escaped.

    The standard library's function for this imports network modules.
    """
    return escape(value).translate({ord(each): f"&#{ord(each)};" for each in "\t\n\r"})


def _refuse(name: str) -> NoReturn:
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[:40])
    raise NotDrawn(_REFUSED.get(name, f"holds <{shown}>, which few programs can draw"))


def _name(element: Element, space: str) -> str:
    """The name of an SVG element; "" for a comment, and for other kinds of elements, which paint nothing."""
    if not isinstance(element.tag, str):
        return ""
    found, _, name = element.tag.rpartition("}")
    return name if found.lstrip("{") == space else ""


def _is_css(element: Element, space: str) -> bool:
    return _name(element, space) == "style" and element.get("type", "").strip().lower() in ("", "text/css")


def _passes(element: Element) -> bool:
    """Whether an element is for this reader: it needs no extension, and any language it names is English."""
    if element.get("requiredExtensions", "").strip():
        return False
    languages = element.get("systemLanguage")
    if languages is None:
        return True
    return any(each.strip().lower().partition("-")[0] == _LANGUAGE for each in languages.split(","))


def _linked(root: Element) -> frozenset[str]:
    """The ids that any part of the drawing links to."""
    found: set[str] = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if key in _HREF:
                found.add(value.strip().removeprefix("#"))
            else:
                found.update(links_of(value))
        found.update(links_of(element.text or ""))
    return frozenset(found)
