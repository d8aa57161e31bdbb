"""The inks of pages: operators that set colors, pictures, and how much ink comes together at one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from cards.checking.look.file import content_of, entries, entry, has, number_of, pikepdf_reads, resources_of, unpacked

_PROCESS = ("k", "K")
_OTHER = ("g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh")
"""Operators of ISO 32000-1, table 74, and of shadings: they set other colors than process inks, or may do so."""


@dataclass(frozen=True, slots=True)
class Inks:
    """What is not in process inks, what is transparent, and the most ink at one place (4 is all four inks in full)."""

    others: frozenset[str]
    transparent: frozenset[str]
    most: float


@dataclass(slots=True)
class _Seen:
    """What has been found so far, and what is still to be read: contents with their resources."""

    others: set[str] = field(default_factory=set)
    transparent: set[str] = field(default_factory=set)
    most: float = 0.0
    known: set[tuple[int, int]] = field(default_factory=set)
    waiting: list[tuple[bytes, Any]] = field(default_factory=list)


def read_inks(pages: Sequence[Any]) -> Inks:
    """The inks of pages, including all forms and pictures that they may paint. Raises Damaged."""
    seen = _Seen()
    scratch = pikepdf.new()
    for page in pages:
        seen.waiting.append((content_of(page.obj), resources_of(page)))
        if _is_transparent(page.obj):
            seen.transparent.add("a transparent page")
        while seen.waiting:
            content, resources = seen.waiting.pop()
            _look_at_content(content, scratch, seen)
            for _, each in entries(entry(resources, "/XObject")):
                if isinstance(each, pikepdf.Stream) and each.objgen not in seen.known:
                    seen.known.add(each.objgen)
                    _look_at_painted(each, resources, seen)
    return Inks(frozenset(seen.others), frozenset(seen.transparent), seen.most)


def _is_transparent(painted: Any) -> bool:
    return bool(entry(painted, "/Group", "/S") == pikepdf.Name.Transparency)


def _look_at_content(content: bytes, scratch: pikepdf.Pdf, seen: _Seen) -> None:
    with pikepdf_reads():
        parsed = pikepdf.parse_content_stream(scratch.make_stream(content))
        instructions = [(list(each.operands), str(each.operator)) for each in parsed]
    for operands, operator in instructions:
        if operator in _PROCESS:
            seen.most = max(seen.most, sum(map(number_of, operands)))
        elif operator in _OTHER:
            seen.others.add(f"operator {operator}")
        elif operator == "INLINE IMAGE":
            seen.others.add("a picture in the text")
        elif operator == "gs":
            seen.transparent.add("a graphics state")


def _look_at_painted(painted: Any, resources: Any, seen: _Seen) -> None:
    """Notes a form, to be read later, or reads a picture."""
    if entry(painted, "/Subtype") == pikepdf.Name.Image:
        _look_at_picture(painted, seen)
        return
    if _is_transparent(painted):
        seen.transparent.add("a transparent form")
    seen.waiting.append((unpacked(painted), entry(painted, "/Resources") or resources))


def _look_at_picture(picture: Any, seen: _Seen) -> None:
    """Reads a picture in process inks of one byte each, pixel after pixel."""
    if has(picture, "/SMask") or has(picture, "/Mask"):
        seen.transparent.add("a picture with a mask")
    if entry(picture, "/ColorSpace") != pikepdf.Name.DeviceCMYK or entry(picture, "/BitsPerComponent") != 8:
        seen.others.add("a picture in other colors")
        return
    data = unpacked(picture)
    inks = (data[part::4] for part in range(4))
    seen.most = max(seen.most, max(map(sum, zip(*inks, strict=False)), default=0) / 255)
