"""Draws docs/pictures/architecture.svg from the code: `python docs/draw_architecture.py`.

Rows are the layers that setup.cfg lays down for import-linter, boxes the packages and modules in them. Arrows are
imports from one box to another; one that follows from two others is left out (the transitive reduction), since nearly
everything imports errors, measures and read. The same code gives the same picture.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures" / "architecture.svg"
LIBRARIES = {
    "PIL": "Pillow", "babel": "Babel", "click": "click", "distributed": "Dask", "icu4py": "ICU", "pikepdf": "pikepdf",
    "phonenumbers": "phonenumbers", "pypdfium2": "PDFium", "qrcode": "qrcode", "reportlab": "ReportLab",
    "uharfbuzz": "HarfBuzz", "zxingcpp": "zxing-cpp",
}  # fmt: skip
"""What the libraries that are imported are called in the documents."""

WIDTH, MARGIN, GUTTER, GAP, LANE = 680, 24, 36, 12, 14
"""Of all boxes of a row, round the picture, between rows, between boxes, and between lanes of arrows; in pixels."""

PADDING, LEADING, LETTER = 10, 17, 6.3
"""Inside a box, from line to line, and the mean width of a letter at 12 px, a little more than most fonts have."""


@dataclass(frozen=True, slots=True)
class Room:
    """A package or module: what it is for, its lines of code, the rooms in it with theirs, and its libraries."""

    name: str
    about: str
    lines: int
    inside: tuple[tuple[str, int], ...]
    libraries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of rooms, from the top, and the imports between them that follow from no others."""

    rows: tuple[tuple[Room, ...], ...]
    arrows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a room stands, and its words as lines of text. `last` is the one at the right of its row."""

    room: Room
    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    last: bool


def read_plan(root: Path = ROOT) -> Plan:
    """What the code is made of now."""
    graph = grimp.build_graph("cards", include_external_packages=True, cache_dir=None)
    layers = _layers(root / "setup.cfg")
    names = {name for row in layers for name in row}
    found: dict[str, set[str]] = {name: set() for name in names}
    libraries: dict[str, set[str]] = {name: set() for name in names}
    for module in sorted(graph.modules):
        of = _room(module)
        if of in names:
            for imported in graph.find_modules_directly_imported_by(module):
                if imported in LIBRARIES:
                    libraries[of].add(LIBRARIES[imported])
                elif _room(imported) in names - {of}:
                    found[of].add(_room(imported))
    order = {name: place for place, row in enumerate(layers) for name in row}
    arrows = sorted(reduced(found), key=lambda each: (order[each[0]], order[each[1]], each))
    rows = tuple(tuple(_read_room(root, name, libraries[name]) for name in row) for row in layers)
    return Plan(rows, tuple(arrows))


def reduced(imports: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The edges of a graph without circles that no longer way replaces."""
    below: dict[str, frozenset[str]] = {}

    def reach(name: str) -> frozenset[str]:
        if name not in below:
            below[name] = frozenset().union(*({each} | reach(each) for each in imports[name]))
        return below[name]

    return [
        (name, each)
        for name in imports
        for each in imports[name]
        if not any(each in reach(other) for other in imports[name] if other != each)
    ]


def draw(plan: Plan) -> str:
    """The picture as SVG."""
    boxes, height = _placed(plan.rows)
    lanes = _lanes(plan, boxes)
    width = 2 * MARGIN + WIDTH + LANE * (2 + max((lane for lane, _ in lanes.values()), default=0))
    drawn = [*_arrows(plan, boxes, lanes), *(line for box in boxes.values() for line in _box(box))]
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" font-family="Helvetica, Arial, sans-serif" role="img">',
        "<title>The packages of cards/, from the command line at the top to errors at the bottom</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#b3261e"/></marker></defs>',
        *drawn,
        "</svg>",
        "",
    ))  # fmt: skip


def _layers(setup: Path) -> list[list[str]]:
    config = configparser.ConfigParser()
    config.read(setup, encoding="utf-8")
    rows = config["importlinter:contract:layers"]["layers"].split("\n")
    return [[name.strip() for name in row.replace(":", "|").split("|")] for row in rows if row.strip()]


def _room(module: str) -> str:
    return module.split(".")[1] if module.startswith("cards.") else ""


def _read_room(root: Path, name: str, libraries: Iterable[str]) -> Room:
    place = root / "cards" / name
    if not place.is_dir():
        module = place.with_suffix(".py")
        return Room(name, _about(module), _lines([module]), (), tuple(sorted(libraries)))
    folders = sorted(path.parent for path in place.glob("*/__init__.py"))
    inside = tuple((folder.name, _lines(folder.rglob("*.py"))) for folder in folders)
    return Room(name, _about(place / "__init__.py"), _lines(place.rglob("*.py")), inside, tuple(sorted(libraries)))


def _about(module: Path) -> str:
    """The first sentence of a module."""
    first = module.read_text("utf-8").split('"""')[1].split("\n")[0]
    return first.partition(". ")[0].removesuffix(".").replace("`", "")


def _lines(modules: Iterable[Path]) -> int:
    """Lines that are not blank, comments included."""
    return sum(bool(line.strip()) for path in modules for line in path.read_text("utf-8").splitlines())


def rounded(lines: int) -> int:
    """A number of lines to two digits, so that a change of a few leaves the picture alone."""
    digits = max(len(str(lines)) - 2, 0)
    return int(round(lines, -digits))


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * LETTER <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _placed(rows: Sequence[Sequence[Room]]) -> tuple[dict[str, Box], float]:
    """The box of each room, and the height of the picture."""
    boxes: dict[str, Box] = {}
    y: float = MARGIN
    for row in rows:
        width = (WIDTH - GAP * (len(row) - 1)) / len(row)
        words = [_words(room, width - 2 * PADDING) for room in row]
        height = 2 * PADDING + LEADING * max(map(len, words)) + LEADING
        for place, room in enumerate(row):
            x = MARGIN + place * (width + GAP)
            boxes[room.name] = Box(room, x, y, width, height, tuple(words[place]), place == len(row) - 1)
        y += height + GUTTER
    return boxes, y - GUTTER + MARGIN


def _words(room: Room, width: float) -> list[str]:
    lines = _wrapped(room.about, width)
    if room.inside:
        lines += _wrapped(" · ".join(f"{name}/ {rounded(count):,}" for name, count in room.inside), width)
    if room.libraries:
        lines += _wrapped("with " + ", ".join(room.libraries), width)
    return lines


def _box(box: Box) -> list[str]:
    x, y = box.x + PADDING, box.y + PADDING + 12
    name = box.room.name + ("/" if (ROOT / "cards" / box.room.name).is_dir() else ".py")
    texts = [
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="4" fill="#fdf6f5" '
        'stroke="#7a2a24"/>',
        f'<text x="{x:g}" y="{y:g}" font-size="14" font-weight="bold" fill="#5c1a15">{escape(name)}</text>',
        f'<text x="{box.x + box.width - PADDING:g}" y="{y:g}" font-size="12" text-anchor="end" fill="#555555">'
        f"{rounded(box.room.lines):,}{' lines' if box.width > WIDTH / 3 else ''}</text>",
    ]
    for number, words in enumerate(box.words, start=1):
        look = 'fill="#222222"' if not words.startswith("with ") else 'fill="#555555" font-style="italic"'
        texts.append(f'<text x="{x:g}" y="{y + number * LEADING:g}" font-size="12" {look}>{escape(words)}</text>')
    return texts


def _is_next(plan: Plan, source: str, target: str) -> bool:
    """Whether one room is in the row above the other's, so that an arrow goes straight down."""
    place = {room.name: number for number, row in enumerate(plan.rows) for room in row}
    return place[target] == place[source] + 1


def _lanes(plan: Plan, boxes: Mapping[str, Box]) -> dict[str, tuple[int, list[str]]]:
    """For each target of arrows that pass other rows: its lane at the right, from 0, and the sources that join it."""
    joined: dict[str, list[str]] = {}
    for source, target in plan.arrows:
        if not _is_next(plan, source, target):
            joined.setdefault(target, []).append(source)
    lanes: dict[str, tuple[int, list[str]]] = {}
    spans: list[list[tuple[float, float]]] = []
    by_length = sorted(joined, key=lambda name: (boxes[name].y - min(boxes[each].y for each in joined[name]), name))
    for target in by_length:
        span = (min(boxes[each].y for each in joined[target]), boxes[target].y + boxes[target].height)
        free = (lane for lane, taken in enumerate(spans) if not any(_meet(span, each) for each in taken))
        lane = next(free, len(spans))
        if lane == len(spans):
            spans.append([])
        spans[lane].append(span)
        lanes[target] = (lane, joined[target])
    return lanes


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _arrows(plan: Plan, boxes: Mapping[str, Box], lanes: Mapping[str, tuple[int, list[str]]]) -> list[str]:
    """The arrows that pass other rows, those to one target as one line with branches; then the short ones over them."""
    ports = _ports(boxes, lanes)
    drawn = []
    for target, (lane, sources) in lanes.items():
        x = MARGIN + WIDTH + LANE * (lane + 1.5)
        into = ports[target, target]
        ways = [[*ports[each, target], (x, ports[each, target][-1][1]), (x, into[-1][1])] for each in sources]
        ways.append([(x, into[-1][1]), *reversed(into)])
        drawn += _crossing(ways)
    for source, target in plan.arrows:
        if _is_next(plan, source, target):
            upper, lower = boxes[source], boxes[target]
            narrow = min(upper, lower, key=lambda box: (box.width, box.x))
            x = narrow.x + narrow.width / 3
            drawn += _crossing([[(x, upper.y + upper.height), (x, lower.y)]])
    return drawn


def _ports(
    boxes: Mapping[str, Box], lanes: Mapping[str, tuple[int, list[str]]]
) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """The way from a box to the right of its row, for each arrow by source and target, and for each target alone.

    A box that is last in its row is left at its side, any other from below and entered from above.
    """
    sides: dict[str, list[tuple[str, str]]] = {name: [] for name in boxes}
    for target, (_, sources) in sorted(lanes.items(), key=lambda each: -each[1][0]):
        sides[target].insert(0, (target, target))
        for source in sources:
            sides[source].append((source, target))
    ways: dict[tuple[str, str], list[tuple[float, float]]] = {}
    right = MARGIN + WIDTH
    tracks: dict[float, int] = {}
    for name, ends in sides.items():
        box = boxes[name]
        for number, (source, target) in enumerate(ends):
            share = (number + 1) / (len(ends) + 1)
            if box.last:
                ways[source, target] = [(right, box.y + box.height * share)]
                continue
            x = box.x + box.width * share
            edge = box.y if source == target else box.y + box.height
            tracks[edge] = tracks.get(edge, 0) + 1
            away = -10 - 7 * tracks[edge] if source == target else 1 + 7 * tracks[edge]
            ways[source, target] = [(x, edge), (x, edge + away), (right, edge + away)]
    return ways


def _crossing(ways: Sequence[Sequence[tuple[float, float]]]) -> list[str]:
    """Lines that belong together, the last with a tip, on white so that they pass over others."""
    paths = ["M" + "L".join(f"{x:g} {y:g}" for x, y in way) for way in ways]
    white = [f'<path d="{path}" fill="none" stroke="#ffffff" stroke-width="4"/>' for path in paths]
    red = [f'<path d="{path}" fill="none" stroke="#b3261e" stroke-width="1.3"/>' for path in paths]
    red[-1] = red[-1].replace("/>", ' marker-end="url(#tip)"/>')
    return [*white, *red]


def main() -> None:
    """Writes the picture."""
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(draw(read_plan()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
