"""SVG drawings from strangers as new texts, made of the parts that `drawing_parts` has checked.

Whatever draws them, resvg in a process (`drawings`) or in a browser, gets only these.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from cards.errors import BadFile
from cards.read.drawing_parts import NotDrawn, checked

MAX_BYTES = 1_000_000
"""A drawing's file; a logo has some 20 kB."""

SAVE_AS = "Save it as plain SVG with its text turned into paths, or as PNG about 800 pixels wide."


def plain_drawing(path: Path, raw: bytes) -> str:
    """The bytes of an SVG file as a new drawing. Raises BadFile, with its file, if it is not a logo."""
    if len(raw) > MAX_BYTES:
        _refuse(path, f"has more than {MAX_BYTES // 1_000_000} MB")
    text = _text(path, raw)
    try:
        return checked(_parsed(path, text))
    except NotDrawn as error:
        _refuse(path, str(error))


def _refuse(path: Path, what: str) -> NoReturn:
    raise BadFile(f"The SVG drawing {what}.", SAVE_AS, file=path)


def _text(path: Path, raw: bytes) -> str:
    """The file as text. Entities are refused before anything expands them; only UTF-8 is accepted and searched."""
    if raw.startswith(b"\x1f\x8b"):
        _refuse(path, "is compressed (SVGZ)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(path, "is not in UTF-8")
    if "\0" in text:
        _refuse(path, "is not in UTF-8")
    start = text.find("<!DOCTYPE")
    if "<!ENTITY" in text or (start >= 0 and "[" in text[start : text.find(">", start)]):
        _refuse(path, "defines entities")
    return text


def _parsed(path: Path, text: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - harmless without entities, which `_text` refuses
    except (ElementTree.ParseError, ValueError) as error:
        raise BadFile(f"The SVG drawing is broken: {error}.", SAVE_AS, file=path) from error
