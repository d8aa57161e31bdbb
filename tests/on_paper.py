"""What stands on a page of a proof, by the ink of its letters, and whether anything is on top of something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from cards.measures import Rect
from cards.typeset.marks import Face, FaceMark, GlyphRun, PanelMark, TextMark

InkBoxes = Callable[[GlyphRun], list[Rect]]


def solid(face: Face, ink_boxes: InkBoxes) -> Iterator[tuple[str, Rect]]:
    """What takes room on a page: each line of text, each card, each line to write on."""
    for mark in face.marks:
        if isinstance(mark, FaceMark):
            yield "card", Rect(mark.x, mark.y, mark.face.size.width, mark.face.size.height)
        elif isinstance(mark, PanelMark) and min(mark.rect.width, mark.rect.height) < 1:
            yield "line", mark.rect
        elif isinstance(mark, TextMark):
            for run in mark.runs:
                for box in ink_boxes(run):
                    yield mark.text, box


def assert_apart(face: Face, ink_boxes: InkBoxes) -> None:
    taken: dict[int, tuple[str, Rect]] = {}
    for place, mark in enumerate(face.marks):
        part = replace(face, marks=(mark,))
        boxes = [box for _, box in solid(part, ink_boxes)]
        if boxes:
            left, bottom = min(box.x for box in boxes), min(box.y for box in boxes)
            right, top = max(box.right for box in boxes), max(box.top for box in boxes)
            name = mark.text if isinstance(mark, TextMark) else type(mark).__name__
            taken[place] = (name, Rect(left, bottom, right - left, top - bottom))
    for (one, this), (other, that) in combinations(taken.values(), 2):
        apart = (
            this.right <= that.x + 0.01
            or that.right <= this.x + 0.01
            or this.top <= that.y + 0.01
            or that.top <= this.y + 0.01
        )
        assert apart, f"{one} {this} and {other} {that}"
