"""What a file for a press is printed with: operators that set colours, pictures, and how much ink comes together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from cards.checking.look.file import entry, unpacked
from cards.checking.report import Findings, abridged

MOST_INK = 2.5
"""Of 4, all inks at one place: our own limit, under what print shops set. The cards' red has 1.93."""

_PROCESS = ("k", "K")
_OTHER = ("g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh")
"""Operators of ISO 32000-1, table 74, and of shadings: what they set is no process ink, or nobody can tell."""

_TOPIC = "inks"


@dataclass(slots=True)
class _Seen:
    """What was found in the contents of all pages, and the forms and pictures that were looked at."""

    others: set[str] = field(default_factory=set)
    clear: set[str] = field(default_factory=set)
    most: float = 0.0
    known: set[tuple[int, int]] = field(default_factory=set)


def check_inks(pages: Sequence[Any], findings: Findings) -> None:
    """Looks for colours that are not in process inks, for too much ink, and for transparency."""
    seen = _Seen()
    scratch = pikepdf.new()
    for page in pages:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(unpacked(each) for each in streams if isinstance(each, pikepdf.Stream))
        _look_at(data, page.obj.get("/Resources") or page.resources, scratch, seen)
        if entry(page.obj, "/Group", "/S") == pikepdf.Name.Transparency:
            seen.clear.add("a transparent page")
    if seen.others:
        findings.wrong(_TOPIC, f"colours that are not in the four process inks: {abridged(sorted(seen.others))}")
    if seen.most > MOST_INK + 0.001:
        findings.wrong(_TOPIC, f"{seen.most:.0%} ink at one place, and paper takes {MOST_INK:.0%}")
    if seen.clear:
        findings.wrong(_TOPIC, f"transparency, which PDF/X-1a forbids: {abridged(sorted(seen.clear))}")
    if not (seen.others or seen.clear) and seen.most <= MOST_INK + 0.001:
        findings.ok(_TOPIC, f"process inks alone (CMYK), at most {seen.most:.0%} at one place, nothing transparent")


def _look_at(data: bytes, resources: Any, scratch: pikepdf.Pdf, seen: _Seen) -> None:
    """Looks at a content, and at the forms and pictures that it may paint."""
    for instruction in pikepdf.parse_content_stream(scratch.make_stream(data)):
        operator = str(instruction.operator)
        if operator in _PROCESS:
            seen.most = max(seen.most, sum(float(part) for part in instruction.operands))
        elif operator in _OTHER:
            seen.others.add(f"operator {operator}")
        elif operator == "INLINE IMAGE":
            seen.others.add("a picture in the text")
        elif operator == "gs":
            seen.clear.add("a graphics state")
    for each in _painted(resources):
        if each.objgen in seen.known:
            continue
        seen.known.add(each.objgen)
        if each.get("/Subtype") == pikepdf.Name.Image:
            _look_at_picture(each, seen)
            continue
        if entry(each, "/Group", "/S") == pikepdf.Name.Transparency:
            seen.clear.add("a transparent form")
        _look_at(unpacked(each), each.get("/Resources") or resources, scratch, seen)


def _painted(resources: Any) -> Iterator[Any]:
    objects = entry(resources, "/XObject")
    if isinstance(objects, pikepdf.Dictionary):
        yield from (each for each in objects.values() if isinstance(each, pikepdf.Stream))


def _look_at_picture(picture: Any, seen: _Seen) -> None:
    """A picture in process inks of a byte each; what it holds is its pixels, one after the other."""
    if "/SMask" in picture or "/Mask" in picture:
        seen.clear.add("a picture with a mask")
    if picture.get("/ColorSpace") != pikepdf.Name.DeviceCMYK or picture.get("/BitsPerComponent") != 8:
        seen.others.add("a picture in other colours")
        return
    data = unpacked(picture)
    inks = (data[part::4] for part in range(4))
    seen.most = max(seen.most, max(map(sum, zip(*inks, strict=False)), default=0) / 255)
