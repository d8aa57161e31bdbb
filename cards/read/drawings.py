"""Logos as SVG, drawn by resvg as pixels.

Drawings come from strangers and can name other files, run without end, or depend on the fonts of the computer. So a
drawing is read once before it is drawn, and whatever is not geometry and paint is refused. The only user of resvg.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from cards.errors import BadFile

MAX_BYTES = 1_000_000
"""A drawing's file; a logo has some 20 kB."""

MAX_ELEMENTS = 5_000
"""Elements that are drawn, counting each copy that `<use>` makes."""

MAX_DEPTH = 64
"""Elements inside each other, and copies of copies."""

_SAVE_AS = "Save it as plain SVG with its text turned into paths, or as PNG about 800 pixels wide."

_NO_DRAWING = {
    "image": "holds a picture of pixels",
    "text": "holds text, which looks different on every computer",
    "foreignObject": "holds parts of a web page",
    "script": "holds a program",
    "filter": "holds a filter",
    "pattern": "holds a pattern",
    **dict.fromkeys(("animate", "animateMotion", "animateTransform", "set"), "moves"),
}
"""Elements that are refused where they are drawn, and what is said of the drawing.

Filters and patterns can be asked to do so much work that nobody would wait for them.
"""

_ASIDE = frozenset({"defs", "symbol", "clipPath", "mask", "marker", "linearGradient", "radialGradient"})
"""Elements whose content is drawn only where something refers to it."""

_LINK = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\s*(?:;|$)")
_DPI = 96.0
"""Pixels of CSS in an inch, for drawings that give their size in centimetres."""


SIDE = 1600
"""Pixels of the longer side: twice what is kept, so that a logo in the middle of an empty page is sharp enough."""


def drawn(path: Path, raw: bytes) -> bytes:
    """An SVG file as PNG, at most `SIDE` pixels long and high. Raises BadFile, with its file, for what is no logo."""
    if len(raw) > MAX_BYTES:
        _refuse(path, f"has more than {MAX_BYTES // 1_000_000} MB")
    text = _text(path, raw)
    root = _parsed(path, text)
    _Reader(path, root).check()
    try:
        import resvg_py
    except ImportError as error:
        raise BadFile(
            "The logo is an SVG drawing, and the package that draws it (resvg-py) is not installed.",
            "Install it with: pip install resvg-py. Or save the logo as PNG, about 800 pixels wide.",
            file=path,
        ) from error
    try:
        return resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, width=SIDE, height=SIDE, dpi=_DPI)
    except Exception as error:  # resvg names a dozen kinds of bad drawings, and its binding documents ValueError only
        raise BadFile("The logo is a broken SVG drawing.", _SAVE_AS, file=path) from error


def _refuse(path: Path, what: str) -> NoReturn:
    raise BadFile(f"The SVG drawing {what}.", _SAVE_AS, file=path)


def _text(path: Path, raw: bytes) -> str:
    """The file as text. Entities are refused before anything expands them, in the one encoding that is searched."""
    if raw.startswith(b"\x1f\x8b"):
        _refuse(path, "is compressed (SVGZ)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(path, "is not in UTF-8")
    if "\0" in text:
        _refuse(path, "is not in UTF-8")
    if "<!ENTITY" in text or re.search(r"<!DOCTYPE[^>]*\[", text):
        _refuse(path, "defines entities")
    return text


def _parsed(path: Path, text: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without entities, which `_text` refuses, it does no harm
    except (ElementTree.ParseError, ValueError) as error:
        raise BadFile(f"The SVG drawing is broken: {error}.", _SAVE_AS, file=path) from error
    if _name(root) != "svg":
        _refuse(path, f"begins with <{_name(root)[:40]}>, not with <svg>")
    return root


def _name(element: ElementTree.Element) -> str:
    """The name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    """Looks through a drawing once."""

    def __init__(self, path: Path, root: ElementTree.Element) -> None:
        self._path = path
        self._root = root
        self._ids: dict[str, ElementTree.Element] = {}
        self._sizes: dict[str, int] = {}

    def check(self) -> None:
        """Raises BadFile for what is not geometry and paint, and for more copies than a logo has."""
        for count, (element, depth) in enumerate(_walk(self._root, 0), start=1):
            if count > MAX_ELEMENTS:
                _refuse(self._path, f"has more than {MAX_ELEMENTS} parts")
            if depth > MAX_DEPTH:
                _refuse(self._path, f"has more than {MAX_DEPTH} parts inside each other")
            self._ids.setdefault(element.get("id", ""), element)
            self._refuse_links(element)
        styled = sum(self._copies(target, 1) for target in self._styled())
        if styled + self._drawn(self._root, 0) > MAX_ELEMENTS:
            _refuse(self._path, f"draws more than {MAX_ELEMENTS} parts")

    def _refuse_links(self, element: ElementTree.Element) -> None:
        """Refuses any link out of the file."""
        style = (element.text or "") if _name(element) == "style" else ""
        links = _LINK.findall(style)
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "href" and _name(element) != "a":
                links.append(value)
            links += _LINK.findall(value)
        if "@import" in style.lower() or any(not link.startswith("#") for link in links):
            _refuse(self._path, "refers to another file")

    def _drawn(self, element: ElementTree.Element, depth: int) -> int:
        """How many elements are drawn for one, copies included, or more than allowed as soon as that is known."""
        if depth > MAX_DEPTH:
            _refuse(self._path, f"has more than {MAX_DEPTH} copies inside each other")
        if element.get("display") == "none" or _HIDDEN.search(element.get("style", "")):
            return 0
        name = _name(element)
        if name in _NO_DRAWING:
            _refuse(self._path, _NO_DRAWING[name])
        total = 1
        for target in self._targets(element):
            total += self._copies(target, depth)
        for child in element:
            if _name(child) not in _ASIDE:
                total += self._drawn(child, depth + 1)
            if total > MAX_ELEMENTS:
                return total
        return total

    def _copies(self, target: str, depth: int) -> int:
        """How many elements are drawn for a reference to that id."""
        if target not in self._sizes:
            self._sizes[target] = MAX_ELEMENTS + 1  # of a copy of itself, until it is known
            self._sizes[target] = self._drawn(self._ids[target], depth + 1)
        return self._sizes[target]

    def _styled(self) -> Iterator[str]:
        """The ids that style sheets refer to."""
        for element in self._root.iter():
            if _name(element) == "style":
                yield from (each[1:] for each in _LINK.findall(element.text or "") if each[1:] in self._ids)

    def _targets(self, element: ElementTree.Element) -> Iterator[str]:
        """The ids of what an element draws besides itself: copies, masks, clips, markers, gradients."""
        for key, value in element.attrib.items():
            found = [value] if key.rpartition("}")[2] == "href" else _LINK.findall(value)
            yield from (each[1:] for each in found if each.startswith("#") and each[1:] in self._ids)


def _walk(element: ElementTree.Element, depth: int) -> Iterator[tuple[ElementTree.Element, int]]:
    stack = [(element, depth)]
    while stack:
        element, depth = stack.pop()
        yield element, depth
        stack += [(child, depth + 1) for child in element]
