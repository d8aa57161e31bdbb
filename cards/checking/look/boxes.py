"""The boxes of a page, its rotation and its scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cards.checking.look.file import entry, has, number_of, pikepdf_reads, rect_of
from cards.measures import Rect, Size

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")


@dataclass(frozen=True, slots=True)
class Boxes:
    """The paper of a page in points, and the boxes that the page has, by name. Only MediaBox, the paper, is inherited.

    Viewers rotate the page clockwise by `rotation` degrees; its lengths are in units of `user_unit` points.
    """

    paper: Rect
    own: Mapping[str, Rect]
    rotation: int = 0
    user_unit: float = 1.0

    @property
    def size(self) -> Size:
        """Width and height of the paper."""
        return Size(self.paper.width, self.paper.height)


def read_boxes(page: Any) -> Boxes:
    """The boxes of a page. Raises Damaged."""
    with pikepdf_reads():
        paper, rotation = page.mediabox, int(page.rotation) % 360
    own = {name: rect_of(entry(page.obj, f"/{name}")) for name in BOXES[1:] if has(page.obj, f"/{name}")}
    unit = number_of(entry(page.obj, "/UserUnit")) if has(page.obj, "/UserUnit") else 1.0
    return Boxes(rect_of(paper), {BOXES[0]: rect_of(paper), **own}, rotation, unit)
