"""Writes docs/print.md: python docs/compare_print.py. Needs Ghostscript, poppler, Node.js, and pip's pyzbar.

What comes of the files in other programs of a print shop; whether every back is behind its front; how often codes
are read.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cards.decoding import decode  # noqa: E402 # the path is set for `python docs/compare_print.py`
from cards.errors import BadOrder, CardError  # noqa: E402
from cards.jobs import Order, gather  # noqa: E402
from cards.locations import bundled  # noqa: E402
from cards.merge.contact import Contact  # noqa: E402
from cards.pipeline import make  # noqa: E402
from cards.read.hotlines import Hotline  # noqa: E402
from cards.read.layouts import Layout  # noqa: E402
from cards.read.links import LEGAL_AID, read_link  # noqa: E402
from cards.read.numbers import dialled  # noqa: E402
from cards.read.stocks import Flip, read_stocks  # noqa: E402
from cards.typeset.symbol import link_symbol  # noqa: E402
from tests.damage import DAMAGES, DPI, Damage, seen  # noqa: E402

TARGET = ROOT / "docs" / "print.md"
SHELVES = (bundled(),)
CONTACT = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023"), "LUCE"),))
WAYS = ("Ghostscript", "PostScript and back", "poppler's PostScript and back")
MODULES = (0.37, 0.44, 0.50, 0.80)
"""Millimeters: refused below, warned of below, usual, on large cards."""

EDGES = 200
TRIALS = 8
READERS = ("zxing-cpp", "zbar", "jsqr")


def run(*command: str | Path) -> None:
    """Runs a program; its failure is ours."""
    subprocess.run([*map(str, command)], check=True, capture_output=True)


def written_again(data: bytes, way: str, folder: Path) -> bytes:
    """A PDF as other programs write it again: by Ghostscript, or as PostScript and back."""
    source, between, target = folder / "made.pdf", folder / "made.ps", folder / "again.pdf"
    source.write_bytes(data)
    ghostscript = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dAutoRotatePages=/None")
    if way == WAYS[1]:
        run(*ghostscript, "-sDEVICE=ps2write", f"-o{between}", source)
    elif way == WAYS[2]:
        run("pdftops", "-level3", source, between)
    else:
        between = source
    run(*ghostscript, "-sDEVICE=pdfwrite", f"-o{target}", between)
    return target.read_bytes()


def pages_of(data: bytes, dpi: float) -> list[Image.Image]:
    """The pages as PDFium draws them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def apart(before: Image.Image, after: Image.Image) -> float:
    """The share of a page whose color differs by more than a third from that place before, and from all beside it."""
    if abs(before.width - after.width) > 1 or abs(before.height - after.height) > 1:
        return 1.0
    after = after.crop((0, 0, *before.size))
    shifts = [ImageChops.offset(after, x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    nearest = [_most_different(before, each) for each in shifts]
    least = nearest[0]
    for each in nearest[1:]:
        least = ImageChops.darker(least, each)
    return sum(least.histogram()[86:]) / (least.width * least.height)


def _most_different(before: Image.Image, after: Image.Image) -> Image.Image:
    """How much each place differs, in the color in which it does most."""
    red, green, blue = ImageChops.difference(before, after).split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def codes_in(pages: Sequence[Image.Image]) -> list[str]:
    """What the codes on all pages say."""
    found: list[str] = []
    for page in pages:
        gray = page.convert("L")
        found += decode(gray.tobytes(), *gray.size)
    return sorted(found)


def flattened(folder: Path) -> Iterator[str]:
    """A table: each layout through other programs."""
    yield "| file | pages | " + " | ".join(WAYS) + " |"
    yield "|---|--:|" + "---|" * len(WAYS)
    for tag, layout in [(tag, layout) for layout in Layout if layout is not Layout.PLAN for tag in ("es", "ar")]:
        stock = "plain-letter" if layout in (Layout.FOLD, Layout.LARGE) else "avery-5371"
        try:
            data = make(gather(SHELVES, Order(tag, "home", stock, CONTACT, layout=layout)), decode).pdf
        except CardError:
            continue
        before, cells = pages_of(data, 200), []
        for way in WAYS:
            after = pages_of(written_again(data, way, folder), 200)
            differ = max((apart(*pair) for pair in zip(before, after, strict=True)), default=1.0)
            codes = "codes read" if codes_in(before) == codes_in(after) else "CODES DIFFER"
            cells.append(f"{differ:.3%} apart, {codes}")
        yield f"| {layout.value}, {tag} | {len(before)} | {' | '.join(cells)} |"


def letters_on(data: bytes, page: int, heading: str) -> tuple[set[int], list[tuple[float, float]]]:
    """The directions of the letters on a page, in degrees, and the middle of each place of the heading's first
    letter."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[page].get_textpage()
        places = [place for place in range(text.count_chars()) if not pdfium.FPDFText_IsGenerated(text, place)]
        marks = [place for place in places if not chr(pdfium.FPDFText_GetUnicode(text, place)).isspace()]
        angles = {round(math.degrees(pdfium.FPDFText_GetCharAngle(text, place))) % 360 for place in marks}
        found, search = [], text.search(heading, match_case=True)
        while (hit := search.get_next()) is not None:
            left, bottom, right, top = text.get_charbox(hit[0])
            found.append(((left + right) / 2, (bottom + top) / 2))
        return angles, found
    finally:
        document.close()


def outer_edges(page: Image.Image) -> tuple[int, int, int, int]:
    """The rectangle around the grounds of all cards, in pixels; cut marks are too thin to count."""
    ink = page.convert("L").point(lambda value: 255 if value < 235 else 0)
    box = ink.filter(ImageFilter.MinFilter(9)).filter(ImageFilter.MaxFilter(9)).getbbox()
    assert box is not None, "nothing is on the page"
    return box


def behind(_: Path) -> Iterator[str]:
    """A table: each stock, its backs turned over."""
    yield "| stock | layout | flip | cards | farthest from behind its front | outer edges apart | letters of the back |"
    yield "|---|---|---|--:|--:|--:|---|"
    for stock in read_stocks(SHELVES):
        for layout, flip in product((Layout.DUPLEX, Layout.LARGE), Flip):
            if layout is Layout.LARGE and not stock.id.startswith("plain-"):
                continue
            job = gather(SHELVES, Order("es", "school", stock.id, CONTACT, layout=layout, flip=flip))
            try:
                data = make(job, decode).pdf
            except BadOrder:
                continue
            letters, fronts = letters_on(data, 0, job.wording.messages[job.bearer_sources[0].context].text[:8])
            angles, backs = letters_on(data, 1, job.script.officer.heading.text[:8])
            size = job.stock.paper
            over = [(size.width - x, y) if flip is Flip.LONG_EDGE else (x, size.height - y) for x, y in backs]
            # Each letter is as far from its card's edges as the others, so all fronts are as far from their backs.
            pairs = zip(_rows(fronts), _rows(over), strict=True)
            moved = [(front[0] - back[0], front[1] - back[1]) for front, back in pairs]
            farthest = max(math.dist(moved[0], each) for each in moved) / 72 * 25.4
            one, other = pages_of(data, EDGES)[:2]
            turn = Image.Transpose.FLIP_LEFT_RIGHT if flip is Flip.LONG_EDGE else Image.Transpose.FLIP_TOP_BOTTOM
            edges = zip(outer_edges(one), outer_edges(other.transpose(turn)), strict=True)
            edge = max(abs(left - right) for left, right in edges) / EDGES * 25.4
            is_right = letters == {0} and angles == ({0} if flip is Flip.LONG_EDGE else {180})
            words = "upright when turned over" if is_right else f"WRONG: {sorted(angles)}"
            cells = (stock.id, layout.value, flip.value, len(fronts), f"{farthest:.3f} mm", f"{edge:.2f} mm", words)
            yield f"| {' | '.join(map(str, cells))} |"


def _rows(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return sorted(places, key=lambda place: (round(place[1] / 10), place[0]))


def read_by(reader: str, pictures: Sequence[Image.Image], folder: Path) -> list[str]:
    """What a reader finds in each picture, "" for nothing."""
    if reader == "zxing-cpp":
        return [" ".join(decode(each.tobytes(), *each.size)) for each in pictures]
    paths = [folder / f"{number}.pgm" for number in range(len(pictures))]
    for path, picture in zip(paths, pictures, strict=True):
        picture.save(path)
    program = ROOT / "tests" / "qr_readers"
    command: list[str | Path] = ["node", program / "jsqr.js"]
    if reader == "zbar":
        command = [sys.executable, program / "read_with_zbar.py"]
    done = subprocess.run([*map(str, command), *map(str, paths)], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def _by(damage: Damage, amount: float, picture: Image.Image, chance: random.Random) -> Image.Image:
    return damage(picture, amount, chance)


def rates(folder: Path) -> Iterator[str]:
    """A table: how often damaged codes are read."""
    symbol = link_symbol(read_link(LEGAL_AID))
    yield "| damage | amount | " + " | ".join(f"{module:.2f} mm" for module in MODULES) + " |"
    yield "|---|--:|" + "---|" * len(MODULES)
    for name, (damage, amounts) in DAMAGES.items():
        for amount in amounts:
            change = partial(_by, damage, amount)
            pictures = [seen(symbol, module, change, seed) for module in MODULES for seed in range(TRIALS)]
            counts: list[list[int]] = [[] for _ in MODULES]
            for reader in READERS:
                found = read_by(reader, pictures, folder)
                assert set(found) <= {symbol.content, ""}, "a reader reads something else"
                for place, count in enumerate(counts):
                    count.append(found[place * TRIALS : (place + 1) * TRIALS].count(symbol.content))
            cells = [" · ".join(str(round(100 * each / TRIALS)) for each in count) for count in counts]
            yield f"| {name} | {amount:g} | {' | '.join(cells)} |"
            print(name, amount, cells, file=sys.stderr, flush=True)


PAGE = """\
# What becomes of a card on paper

`python docs/compare_print.py` writes this page.

## Through other programs

Print shops and drivers write files again. Every layout goes through Ghostscript {ghostscript} (PDF to PDF, and to
PostScript and back) and through poppler's PostScript and back. PDFium draws the pages before and after at 200 dpi;
the number is the share of the page whose color is another one, also beside it. The codes are read again by zxing-cpp.

{flattened}

## PDF/X

The files for print shops are PDF/X-1a:2003, which `tests/draw/test_press.py` and `check` examine clause by clause.
No second implementation that checks them was found: veraPDF knows PDF/A and PDF/UA alone, a search of the package
registries gave one that converts (press-ready) and one for PDF/X-4 that needs a newer Python (proof-pdf), and
Ghostscript's PDF/X device converts as well. Of five faults that we put into a file (a link, RGB, transparency, a
font that is not embedded, no TrimBox) it reports the link alone, and nothing in our file. Its separations
have four plates, and the code on black alone (`tests/draw/test_ghostscript.py`).

## Every back behind its front

Each stock that is printed on both sides, in both flips. PDFium finds the first letter of the heading on every card
of the front and of the back; the back is turned over as the printer does it. As far as one front is from its back,
so far must be all, and the edges of the outermost grounds must meet (a pixel is {pixel:.2f} mm). PDFium also says how
the letters of the back are turned: flipped on the short edge they must be upside down in the file.

{behind}

## How often a code is read

The code of {address} with modules of 0.37 mm (smaller ones are refused), 0.44 mm (smaller ones are warned of), 0.50
mm (as on a wallet card) and 0.80 mm (as on a large card), seen at {dpi} dpi, each by {trials} pictures that are
turned by up to 2 degrees and lie differently among the pixels. Of 100 pictures these readers read: {readers}. None
ever read anything but the address.

{rates}
"""


def main() -> int:
    """Writes the page."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    version = subprocess.run(["gs", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as place:
        parts = [list(make_table(Path(place))) for make_table in (flattened, behind, rates)]
    page = PAGE.format(
        ghostscript=version, flattened="\n".join(parts[0]), behind="\n".join(parts[1]), rates="\n".join(parts[2]),
        address=LEGAL_AID, pixel=25.4 / EDGES, dpi=DPI, trials=TRIALS, readers=" · ".join(READERS),
    )  # fmt: skip
    TARGET.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
