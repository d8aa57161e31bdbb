"""Pictograms of our own, for people who do not read: each is beside a statement and says the same.

A pictogram is path data as in SVG 1.1, 8.3, with absolute M, L, C and Z alone, on a grid of 24 by 24 with y pointing
down, filled by the even-odd rule. To view or redraw one, put it in the `d` of a path in an SVG drawing with the viewBox
"0 0 24 24".

Beside statements of 7 pt the grid is 3.5 mm wide, printed in red or reversed out of it. So strokes and holes are at
least 2.4 units wide (0.35 mm), gaps at least 1.6 (0.23 mm), and numbers have one decimal. What must not happen is shown
whole, because a bar across it would leave shreds of it, with an X: cut out of its mass where it has any, otherwise in a
disc in the upper corner where the language begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

GRID = 24
"""Units from side to side."""

_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}

PICTOGRAMS: dict[str, str] = {
    # Somebody asks: what to say, and nothing about where to go.
    "ask": (
        "M5.7 0.8L18.3 0.8C20.8 0.8 22.9 2.9 22.9 5.4L22.9 13.8C22.9 16.3 20.8 18.4 18.3 18.4L10.9 18.4L5.8 23.2"
        "L4.6 23.2L4.6 18.3C2.6 17.8 1.1 16 1.1 13.8L1.1 5.4C1.1 2.9 3.2 0.8 5.7 0.8ZM8.2 6.7C8.2 6.9 8.3 7.1 8.3 7.2"
        "C8.4 7.8 8.9 8.3 9.5 8.3C10.2 8.3 10.8 7.7 10.8 7C10.8 7 10.8 6.9 10.8 6.9C10.8 6.8 10.8 6.8 10.8 6.7"
        "C10.8 6 11.3 5.4 12 5.4C12.7 5.4 13.2 6 13.2 6.7C13.2 6.9 13.2 7 13.2 7.2L11.2 9C10.9 9.2 10.8 9.5 10.8 9.9"
        "C10.8 10.6 11.3 11.1 12 11.1C12.3 11.1 12.6 11 12.8 10.8L15 8.9C15.1 8.8 15.2 8.7 15.2 8.6"
        "C15.6 8 15.8 7.4 15.8 6.7C15.8 4.6 14.1 3 12 3C9.9 3 8.2 4.6 8.2 6.7ZM10.4 14.5C10.4 15.4 11.1 16 12 16"
        "C12.9 16 13.6 15.4 13.6 14.5C13.6 13.6 12.9 12.9 12 12.9C11.1 12.9 10.4 13.6 10.4 14.5Z"
    ),
    # A card with writing on it, in a hand.
    "card": (
        "M2.4 0.8L19.2 0.8C20.1 0.8 20.8 1.5 20.8 2.4L20.8 11L19.8 11L18.5 9.7C17.8 9 16.7 8.5 15.6 8.5"
        "C13.3 8.5 11.5 10.3 11.5 12.6L11.5 16L2.4 16C1.5 16 0.8 15.3 0.8 14.4L0.8 2.4C0.8 1.5 1.5 0.8 2.4 0.8Z"
        "M13.9 14.3C13.5 13.9 13.2 13.3 13.2 12.6C13.2 11.3 14.3 10.2 15.6 10.2C16.3 10.2 16.9 10.5 17.3 10.9"
        "L22.3 15.9C22.7 16.3 23 16.9 23 17.6C23 17.8 23 18 22.9 18.3C23.1 18.6 23.2 19 23.2 19.4L23.2 23.2L12.4 23.2"
        "L12.4 19.4C12.4 18.1 13.5 17 14.8 17L16.6 17ZM3.6 3.4L3.6 5.9L18 5.9L18 3.4ZM3.6 8.6L3.6 11.1L8.8 11.1"
        "L8.8 8.6Z"
    ),
    # A closed door in its frame.
    "door": (
        "M6.9 5.3L17.1 5.3L17.1 23L6.9 23ZM2.6 1L21.4 1L21.4 23L18.8 23L18.8 3.6L5.2 3.6L5.2 23L2.6 23ZM12.1 14.2"
        "C12.1 15.1 12.8 15.8 13.7 15.8C14.6 15.8 15.3 15.1 15.3 14.2C15.3 13.3 14.6 12.6 13.7 12.6"
        "C12.8 12.6 12.1 13.3 12.1 14.2Z"
    ),
    # Somebody with both hands up where they can be seen.
    "hands": (
        "M12 1.2C13.8 1.2 15.2 2.6 15.2 4.4C15.2 6.2 13.8 7.6 12 7.6C10.2 7.6 8.8 6.2 8.8 4.4C8.8 2.6 10.2 1.2 12 1.2Z"
        "M4.3 0.8C5.3 0.8 6.2 1.7 6.2 2.7L6.2 9.3L17.8 9.3L17.8 2.7C17.8 1.7 18.7 0.8 19.7 0.8C20.7 0.8 21.6 1.7"
        " 21.6 2.7L21.6 10.2C21.6 12 20.2 13.4 18.4 13.4L16.8 13.4L16.8 23.2L7.2 23.2L7.2 13.4L5.6 13.4"
        "C3.8 13.4 2.4 12 2.4 10.2L2.4 2.7C2.4 1.7 3.3 0.8 4.3 0.8Z"
    ),
    # Somebody running, and a no.
    "no-run": (
        "M0.5 7C0.5 3.4 3.4 0.5 7 0.5C10.6 0.5 13.5 3.4 13.5 7C13.5 10.6 10.6 13.5 7 13.5C3.4 13.5 0.5 10.6 0.5 7Z"
        "M17.6 12L15.7 14.5L18.2 15.7C18.7 15.9 19 16.4 19 17C19 17.1 19 17.3 19 17.4L17.6 22.4"
        "C17.4 23 16.9 23.5 16.2 23.5C15.4 23.5 14.8 22.8 14.8 22C14.8 21.9 14.8 21.7 14.8 21.6L15.9 17.8L13.5 16.7"
        "C13.3 16.7 13.2 16.8 13 16.8L11.1 20.3C10.9 20.7 10.4 21 9.9 21L2.6 21.8C2.5 21.8 2.5 21.9 2.4 21.9"
        "C1.6 21.9 0.9 21.2 0.9 20.4C0.9 19.6 1.5 19 2.3 19L8.9 18.2L10.7 15.1C10.6 14.9 10.6 14.8 10.6 14.6"
        "C10.6 14.5 10.6 14.4 10.6 14.4C13 13.2 14.8 10.8 15.1 8L15.2 7.9C15.7 7.3 16.3 7 17 7C18.2 7 19.2 8 19.2 9.2"
        "C19.2 9.3 19.2 9.4 19.2 9.5L19.9 10.7L21.7 10C21.9 9.9 22 9.9 22.2 9.9C22.9 9.9 23.5 10.5 23.5 11.2"
        "C23.5 11.8 23.1 12.2 22.6 12.4L19.9 13.5C19.7 13.6 19.6 13.6 19.4 13.6C18.9 13.6 18.5 13.3 18.3 13ZM7 5.2"
        "L5.2 3.4L3.4 5.2L5.2 7L3.4 8.8L5.2 10.6L7 8.8L8.8 10.6L10.6 8.8L8.8 7L10.6 5.2L8.8 3.4ZM15.7 3.5"
        "C15.7 1.9 17 0.6 18.6 0.6C20.2 0.6 21.5 1.9 21.5 3.5C21.5 5.1 20.2 6.4 18.6 6.4C17 6.4 15.7 5.1 15.7 3.5Z"
    ),
    # A magnifying glass with a no in it.
    "no-search": (
        "M0.6 9.6C0.6 4.6 4.6 0.6 9.6 0.6C14.6 0.6 18.6 4.6 18.6 9.6C18.6 11.3 18.2 12.8 17.4 14.1L22.5 19.3"
        "C22.9 19.7 23.2 20.3 23.2 20.9C23.2 22.2 22.2 23.2 20.9 23.2C20.3 23.2 19.7 22.9 19.3 22.5L14.1 17.4"
        "C12.8 18.2 11.3 18.6 9.6 18.6C4.6 18.6 0.6 14.6 0.6 9.6ZM9.6 7.7L6.5 4.6L4.6 6.5L7.7 9.6L4.6 12.7L6.5 14.6"
        "L9.6 11.5L12.7 14.6L14.6 12.7L11.5 9.6L14.6 6.5L12.7 4.6Z"
    ),
    # A pen on a line, and a no away from the line, where an X would mean “sign here”.
    "no-sign": (
        "M0.5 7C0.5 3.4 3.4 0.5 7 0.5C10.6 0.5 13.5 3.4 13.5 7C13.5 10.6 10.6 13.5 7 13.5C3.4 13.5 0.5 10.6 0.5 7Z"
        "M22.9 2.5L19.3 12.8L14.1 10.9L17.7 0.7ZM8.2 20.6L23.2 20.6L23.2 23.1L8.2 23.1ZM7 5.2L5.2 3.4L3.4 5.2L5.2 7"
        "L3.4 8.8L5.2 10.6L7 8.8L8.8 10.6L10.6 8.8L8.8 7L10.6 5.2L8.8 3.4ZM18.8 14.4L14.8 19.1L13.6 18.7L13.5 12.5Z"
    ),
    # An identity card.
    "papers": (
        "M2.8 3.2L21.2 3.2C22.3 3.2 23.2 4.1 23.2 5.2L23.2 18.8C23.2 19.9 22.3 20.8 21.2 20.8L2.8 20.8"
        "C1.7 20.8 0.8 19.9 0.8 18.8L0.8 5.2C0.8 4.1 1.7 3.2 2.8 3.2ZM5 9.2C5 9.9 5.3 10.5 5.7 10.9"
        "C4.3 11.5 3.3 13.1 3.3 17.4L11.9 17.4C11.9 13.1 10.9 11.5 9.5 10.9C9.9 10.5 10.2 9.9 10.2 9.2"
        "C10.2 7.8 9 6.6 7.6 6.6C6.2 6.6 5 7.8 5 9.2ZM14.6 7.2L14.6 9.7L20.2 9.7L20.2 7.2ZM14.6 12.8L14.6 15.3"
        "L20.2 15.3L20.2 12.8Z"
    ),
    # A telephone receiver.
    "phone": (
        "M18.7 21.8C10 20.7 3.3 14 2.2 5.3C1.9 4.6 2.1 3.7 2.8 3.3L6.3 1.2C7 0.8 8 1 8.4 1.7L10.5 5.2"
        "C11 6 10.7 6.9 10 7.4L8 8.5C9.5 11.9 12.1 14.5 15.5 16L16.6 14C17.1 13.3 18 13 18.8 13.5L22.3 15.6"
        "C23 16 23.2 17 22.8 17.7L20.7 21.2C20.3 21.9 19.4 22.1 18.7 21.8Z"
    ),
    # An arrow to somebody at a desk.
    # A video camera.
    "record": (
        "M3.2 4.6L13.2 4.6C14.5 4.6 15.6 5.7 15.6 7L15.6 17C15.6 18.3 14.5 19.4 13.2 19.4L3.2 19.4"
        "C1.9 19.4 0.8 18.3 0.8 17L0.8 7C0.8 5.7 1.9 4.6 3.2 4.6ZM17.3 9.4L23.2 6.4L23.2 17.6L17.3 14.6ZM5.2 12"
        "C5.2 13.7 6.5 15 8.2 15C9.9 15 11.2 13.7 11.2 12C11.2 10.3 9.9 9 8.2 9C6.5 9 5.2 10.3 5.2 12Z"
    ),
    # The scales of justice.
    "scales": (
        "M1 4.2L9.8 4.2C9.7 3.9 9.6 3.6 9.6 3.3C9.6 2 10.7 0.9 12 0.9C13.3 0.9 14.4 2 14.4 3.3"
        "C14.4 3.6 14.3 3.9 14.2 4.2L23 4.2L23 6.7L20.2 6.7L20.2 12.6L23.1 12.6C23.1 14.9 21.3 16.7 19 16.7"
        "C16.7 16.7 14.9 14.9 14.9 12.6L17.8 12.6L17.8 6.7L13.2 6.7L13.2 20.5L18.6 20.5L18.6 23L5.4 23L5.4 20.5"
        "L10.8 20.5L10.8 6.7L6.2 6.7L6.2 12.6L9.1 12.6C9.1 14.9 7.3 16.7 5 16.7C2.7 16.7 0.9 14.9 0.9 12.6L3.8 12.6"
        "L3.8 6.7L1 6.7Z"
    ),
    # Somebody speaks, with a no in it.
    "silence": (
        "M5.7 0.8L18.3 0.8C20.8 0.8 22.9 2.9 22.9 5.4L22.9 13.8C22.9 16.3 20.8 18.4 18.3 18.4L10.9 18.4L5.8 23.2"
        "L4.6 23.2L4.6 18.3C2.6 17.8 1.1 16 1.1 13.8L1.1 5.4C1.1 2.9 3.2 0.8 5.7 0.8ZM12 7.7L8.9 4.6L7 6.5L10.1 9.6"
        "L7 12.7L8.9 14.6L12 11.5L15.1 14.6L17 12.7L13.9 9.6L17 6.5L15.1 4.6Z"
    ),
    # A loudspeaker.
    "sound": (
        "M1 8L5.4 8L10.4 2.8L12 2.8L12 21.2L10.4 21.2L5.4 16L1 16ZM15.7 5.1L17.3 3.2C19.7 5.4 21.2 8.5 21.2 12"
        "C21.2 15.5 19.7 18.6 17.3 20.8L15.7 18.9C17.6 17.2 18.8 14.8 18.8 12C18.8 9.2 17.6 6.8 15.7 5.1ZM12.6 8.8"
        "L14.5 7.2C15.6 8.5 16.2 10.2 16.2 12C16.2 13.8 15.6 15.5 14.5 16.8L12.6 15.2C13.3 14.3 13.8 13.2 13.8 12"
        "C13.8 10.8 13.3 9.7 12.6 8.8Z"
    ),
    # The soles of two shoes, and an arrow back.
    "step-back": (
        "M10.7 1L13.3 1L13.3 13.8L15.9 13.8L12.8 22.2L11.2 22.2L8.1 13.8L10.7 13.8ZM1.6 13.4C0.6 8.6 0.2 0.8 4.2 0.8"
        "C8.2 0.8 7.8 8.6 6.8 13.4ZM17.2 13.4C16.2 8.6 15.8 0.8 19.8 0.8C23.8 0.8 23.4 8.6 22.4 13.4ZM1.6 15.1"
        "L6.8 15.1L6.8 18C6.8 22.6 1.6 22.6 1.6 18ZM17.2 15.1L22.4 15.1L22.4 18C22.4 22.6 17.2 22.6 17.2 18Z"
    ),
    # A paper with a seal.
    "warrant": (
        "M1.4 0.8L18.6 0.8L18.6 8.3C18.2 8.2 17.8 8.2 17.4 8.2C13.5 8.2 10.4 11.3 10.4 15.2"
        "C10.4 16.9 11 18.5 12.1 19.8L12.1 23.2L1.4 23.2ZM12.1 15.2C12.1 12.3 14.5 9.9 17.4 9.9"
        "C20.3 9.9 22.7 12.3 22.7 15.2C22.7 16.7 22 18.1 21 19.1L21 23.2L17.4 21.4L13.8 23.2L13.8 19.1"
        "C12.8 18.1 12.1 16.7 12.1 15.2ZM4.2 3.4L4.2 5.9L15.8 5.9L15.8 3.4ZM15.5 15.2C15.5 16.2 16.4 17.1 17.4 17.1"
        "C18.4 17.1 19.3 16.2 19.3 15.2C19.3 14.2 18.4 13.3 17.4 13.3C16.4 13.3 15.5 14.2 15.5 15.2ZM4.2 9L4.2 11.5"
        "L8.2 11.5L8.2 9Z"
    ),
    # A sheet with writing on it, and a pencil.
    "write-down": (
        "M1 1L17 1L17 4.8L9 12.8L7.2 17.2L10.8 20.8L11.9 20.4L17 20.4L17 23L1 23ZM23.5 8.3L15.4 16.4L11 18.2L9.8 17"
        "L11.6 12.6L19.7 4.5ZM3.8 3.8L3.8 6.3L14.2 6.3L14.2 3.8ZM3.8 9.2L3.8 11.7L8.8 11.7L8.8 9.2Z"
    ),
}
"""The path data of each pictogram by its name, which scripts use."""

_STEADY = frozenset({"phone", "scales", "sound"})
"""Those that look the same to readers of every script, or that no maker of telephones mirrors."""

_ASK_HEBREW = "ask-hebrew"

DRAWINGS = PICTOGRAMS | {
    # “Ask” for a script that runs from right to left and has the question mark of Latin script.
    _ASK_HEBREW: (
        "M18.3 0.8C20.8 0.8 22.9 2.9 22.9 5.4L22.9 13.8C22.9 16 21.4 17.8 19.4 18.3L19.4 23.2L18.2 23.2L13.1 18.4"
        "L5.7 18.4C3.2 18.4 1.1 16.3 1.1 13.8L1.1 5.4C1.1 2.9 3.2 0.8 5.7 0.8ZM8.2 6.7C8.2 6.9 8.3 7.1 8.3 7.2"
        "C8.4 7.8 8.9 8.3 9.5 8.3C10.2 8.3 10.8 7.7 10.8 7C10.8 7 10.8 6.9 10.8 6.9C10.8 6.8 10.8 6.8 10.8 6.7"
        "C10.8 6 11.3 5.4 12 5.4C12.7 5.4 13.2 6 13.2 6.7C13.2 6.9 13.2 7 13.2 7.2L11.2 9C10.9 9.2 10.8 9.5 10.8 9.9"
        "C10.8 10.6 11.3 11.1 12 11.1C12.3 11.1 12.6 11 12.8 10.8L15 8.9C15.1 8.8 15.2 8.7 15.2 8.6"
        "C15.6 8 15.8 7.4 15.8 6.7C15.8 4.6 14.1 3 12 3C9.9 3 8.2 4.6 8.2 6.7ZM10.4 14.5C10.4 15.4 11.1 16 12 16"
        "C12.9 16 13.6 15.4 13.6 14.5C13.6 13.6 12.9 12.9 12 12.9C11.1 12.9 10.4 13.6 10.4 14.5Z"
    ),
}
"""The path data of every drawing: one for each pictogram, and others that languages want instead."""


def drawing_for(name: str, *, rtl: bool, script: str) -> tuple[str, bool]:
    """The name of the drawing of a pictogram, as `steps` takes it, and whether to mirror it, for a language that runs
    from right to left or not and is written in `script` (ISO 15924).

    A question mark mirrored is that of Arabic script (U+061F), which Thaana and N'Ko share. Hebrew has that of Latin.
    """
    if not rtl or name in _STEADY:
        return name, False
    if name == "ask" and script == "Hebr":
        return _ASK_HEBREW, False
    return name, True


@lru_cache(maxsize=64)
def steps(drawing: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Each operator of a drawing in PDF (m, l, c, h) with its coordinates. Raises KeyError for an unknown name."""
    return tuple(
        (_OPERATORS[operator], tuple(float(number) for number in numbers.split()))
        for operator, numbers in _STEP.findall(DRAWINGS[drawing])
    )
