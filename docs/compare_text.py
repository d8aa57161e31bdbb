"""Writes docs/text.md: python docs/compare_text.py. Needs Chromium, Node.js, poppler, and pip's pymupdf and
pdfminer.six.

Sets every locale's card for the home line by line, and compares the ink with that of Pango and of Chromium, what
readers of PDF copy, and where lines may end. What a reader also gets wrong in the file that Chromium prints of the
same line is its own fault.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cards.draw.pdf import draw_pages  # noqa: E402 # the path is set for `python docs/compare_text.py`
from cards.measures import Size  # noqa: E402
from cards.read.catalogs import translated_tags  # noqa: E402
from cards.typeset.marks import Colour, Face, Role, TextMark  # noqa: E402
from cards.typeset.text.clusters import JOINERS  # noqa: E402
from cards.typeset.text.line_breaks import line_breaks  # noqa: E402
from tests.page.browsers import PARTS, Page, started  # noqa: E402
from tests.typeset.text.test_against_pango import (  # noqa: E402
    LANGUAGES,
    LEAST_OVERLAP,
    MARGIN,
    MEASURE,
    PAGE,
    SHELVES,
    SIZE,
    Pango,
    Setting,
    band_of,
    blocks_of,
    drawn,
    ink_of,
    likeness,
    page_of,
    settings,
    styles_of,
    without_repetition,
)  # fmt: skip

TARGET = ROOT / "docs" / "text.md"
SCRIPT = "home"
FROM_GLYPHS = "MuPDF (b)"


def with_poppler(data: bytes, folder: Path) -> list[str]:
    """The text of each page by poppler."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout.decode()
    return told.split("\f")[:-1]


def with_pdfium(data: bytes, _: Path) -> list[str]:
    """The text of each page by PDFium."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def with_pdfjs(data: bytes, folder: Path) -> list[str]:
    """The text of each page by pdf.js."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    module = (PARTS / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs").resolve().as_uri()
    command = ["node", str(ROOT / "tests" / "pdf_readers" / "read_with_pdfjs.mjs"), module, str(path)]
    pages = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [page["text"] for page in pages]


def with_mupdf(data: bytes, _: Path) -> list[str]:
    """The text of each page by MuPDF."""
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def with_mupdf_from_glyphs(data: bytes, _: Path) -> list[str]:
    """The text of each page by MuPDF without the text of elements."""
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=data, filetype="pdf") as document:
        return [page.get_text(flags=pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT) for page in document]


def with_pdfminer(data: bytes, _: Path) -> list[str]:
    """The text of each page by pdfminer.six."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    return [
        "".join(each.get_text() for each in page if isinstance(each, LTTextContainer))
        for page in extract_pages(io.BytesIO(data))
    ]


READERS: Mapping[str, Callable[[bytes, Path], list[str]]] = {
    "poppler": with_poppler, "PDFium": with_pdfium, "pdf.js": with_pdfjs, "MuPDF": with_mupdf,
    FROM_GLYPHS: with_mupdf_from_glyphs, "pdfminer.six": with_pdfminer,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """What was found about a locale. Of a reader: lines copied whole from our file, and from Chromium's.

    `scrambled` are those of our lines that a reader copies with all of their letters in another order, and `lost`
    those of which it loses or adds some, each although it copies Chromium's line whole.
    """

    tag: str
    lines: int = 0
    pango: float = 1.0
    chromium: float = 1.0
    ours: Counter[str] = field(default_factory=Counter)
    theirs: Counter[str] = field(default_factory=Counter)
    scrambled: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    breaks: Counter[str] = field(default_factory=Counter)


def letters(text: str) -> str:
    """Letters, marks, digits and joiners: readers place blanks and mirror brackets as they like."""
    kept = (
        each
        for each in unicodedata.normalize("NFKC", text)
        if unicodedata.category(each)[0] in "LMN" or each in JOINERS
    )
    return unicodedata.normalize("NFC", "".join(kept))


def ours_on_pages(lines: Sequence[Setting]) -> bytes:
    """Each line on a page of its own, by us."""
    faces = []
    for each in lines:
        size = Size((MEASURE + 2 * MARGIN) * SIZE, band_of(lines))
        runs = tuple(replace(run, x=run.x + MARGIN * SIZE, y=size.height / 2) for run in each.line.runs)
        text = "".join(span.text for span in each.spans)
        mark = TextMark(Role.STATEMENT, "line", each.language.tag, text, Colour.BLACK, runs)
        faces.append(Face(size, Colour.WHITE, each.language.tag, (mark,), SIZE))
    return draw_pages(faces, "lines")


def printed(page: Page, html: str, folder: Path, *, apart: bool) -> bytes:
    """A page as Chromium prints it; with each line on a page of its own if they are `apart`."""
    path, target = folder / "lines.html", folder / "lines.pdf"
    if apart:
        html = html.replace("position: absolute", "break-after: page; position: static").replace("top:", "--top:")
    plain = "<style>p { text-spacing-trim: space-all; text-autospace: no-autospace }</style>"  # as ours and Pango's
    path.write_text(f"<!doctype html><meta charset=utf-8>{html}{plain}", encoding="utf-8")
    page.open(path.as_uri())
    page.run("await page.evaluate('document.fonts.ready.then(() => 0)');")
    page.run("await page.pdf({path: args[0], preferCSSPageSize: true, printBackground: true});", str(target))
    return target.read_bytes()


def chromium_breaks(page: Page, texts: Sequence[tuple[str, str, str]]) -> list[list[int]]:
    """Where Chromium may end a line: the places, in UTF-16 units, at which it does in a paragraph without any
    width."""
    found = page.evaluate(
        """(texts) => texts.map(([text, lang, dir]) => {
          const p = document.createElement("p");
          Object.assign(p, { lang, dir });
          p.style.cssText = "width: 0; white-space: normal; overflow-wrap: normal; font: 40px sans-serif; margin: 0";
          p.style.wordBreak = { ja: "auto-phrase", ko: "keep-all" }[lang] ?? "normal"; // as we ask ICU
          p.textContent = text;
          document.body.replaceChildren(p);
          const places = [], range = document.createRange();
          let last = null;
          for (let at = 0; at < text.length; at++) {
            range.setStart(p.firstChild, at);
            range.setEnd(p.firstChild, at + 1);
            const box = [...range.getClientRects()].filter((each) => each.width > 0)[0];
            if (!box) continue;
            if (last !== null && box.top > last + 10) places.push(at);
            last = box.top;
          }
          return places;
        })""",
        [list(each) for each in texts],
    )
    return [list(each) for each in found]


def compare_breaks(row: Row, page: Page) -> None:
    """Compares where lines may end."""
    language = LANGUAGES[row.tag]
    texts = [block.text for block in blocks_of(row.tag, [SCRIPT])]
    theirs = chromium_breaks(page, [(text, language.shaping, language.direction) for text in texts])
    for text, found in zip(texts, theirs, strict=True):
        units = text.encode("utf-16-le")
        chromium = {len(units[: 2 * place].decode("utf-16-le", "ignore")) for place in found}
        icu = {place for place in line_breaks(text, language.breaks) if place < len(text)}
        seen = {place for place in icu if not text[place - 1 : place + 1].isspace()}
        row.breaks.update(both=len(seen & chromium), ours=len(seen - chromium), theirs=len(chromium - seen))


def compare_copies(row: Row, lines: Sequence[Setting], page: Page, folder: Path) -> None:
    """Compares what readers copy."""
    ours = ours_on_pages(lines)
    theirs = printed(page, page_of(lines, folder), folder, apart=True)
    wanted = [letters("".join(span.text for span in each.spans)) for each in lines]
    for name, read in READERS.items():
        copied, control = ([letters(each) for each in read(data, folder)] for data in (ours, theirs))
        for want, mine, other in zip(wanted, copied, control[: len(wanted)], strict=True):
            row.ours[name] += mine == want
            row.theirs[name] += other == want
            if mine != want and other == want:
                (row.scrambled if sorted(mine) == sorted(want) else row.lost)[name] += 1


def compare_ink(row: Row, lines: Sequence[Setting], pango: Pango, page: Page, folder: Path) -> None:
    """Compares the ink of the lines."""
    for first in range(0, len(lines), PAGE):
        part = lines[first : first + PAGE]
        ours = ink_of(drawn(part), part)
        for place, other in enumerate((pango.draw(part), printed(page, page_of(part, folder), folder, apart=False))):
            worst = min(likeness(*pair).overlap for pair in zip(ours, ink_of(other, part), strict=True))
            if place == 0:
                row.pango = min(row.pango, worst)
            else:
                row.chromium = min(row.chromium, worst)


def compared(tags: Sequence[str]) -> tuple[list[Row], str]:
    """A row for each locale, and the version of Chromium."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    rows = []
    with tempfile.TemporaryDirectory() as place, started("chromium") as browser:
        folder, page = Path(place), browser.page()
        pango = Pango(weasyprint, FontConfiguration(), folder)
        for tag in tags:
            own = styles_of(LANGUAGES[tag])[0]
            blocks = blocks_of(tag, [SCRIPT])
            lines = without_repetition([line for block in blocks for line in settings(block, own)])
            row = Row(tag, len(lines))
            compare_ink(row, lines, pango, page, folder)
            compare_copies(row, lines, page, folder)
            compare_breaks(row, page)
            rows.append(row)
            print(f"{tag}: {len(lines)} lines", file=sys.stderr, flush=True)
        return rows, browser.version


INTRODUCTION = """\
# Our text beside that of others

`python docs/compare_text.py` writes this page. It sets the card `home` of every locale line by line, in the fonts of
the card and at a size at which a thousandth of an em counts.

- **Ink.** Each line is also set by Pango (through WeasyPrint) and by Chromium, from the same font files. PDFium
  draws all of them, and the ink is compared em by em. The table has the share of matched ink in the worst em of the
  worst line; {least:.1%} is the least that counts as alike, and the slightest of the defects that the tests make gives
  98.5%.
- **Copying.** Five readers copy each line from our file. A line is whole if all of its letters, marks and digits
  come back in their order; blanks and brackets are placed differently by each reader. The same readers copy the same
  lines from the file that Chromium prints. Where they fail in both, the fault is the reader's own.
- **Ends of lines.** Where ICU lets us end a line, and where Chromium ends one in a paragraph without any width.
- **Directions.** `tests/typeset/text/test_bidi.py` runs all {cases} cases of the two test files of UAX #9 (Unicode
  15.0).

Made with {versions}.
"""

READING = """\
## What the numbers say

Our files are copied whole more often than those of Chromium in every reader. What is left:

- **pdfminer.six** knows no right-to-left text: it gives every such line from left to right, from any file.
- **PDFium and poppler** change the order of words where a right-to-left line has a phrase in English.
  All letters are there.
- **MuPDF** puts the text of a tagged element (`ActualText`) in place of its glyphs, which it takes from left to right.
  In a right-to-left line the two do not match, and it drops the letters between the first and the last that do.
  `MuPDF (b)` is the same library told to ignore `ActualText`: it copies the letters of every line but one. The text in
  the file is right, so the fault is MuPDF's; without `ActualText`, screen readers would read these lines in reverse.
  Only the first card of a sheet is tagged.

Lines end where Chromium's may, but for Khmer, for which the two have different dictionaries. Chromium has further
places in Lao, for the same reason; in Japanese, whose phrases give way there where a line is too narrow; and in French
and Lingala beside the blank inside « » or before a colon, where ICU allows none.
"""


def share(part: int, whole: int) -> str:
    """How many of how many, shortly."""
    return "all" if part == whole else f"{part} of {whole}"


def told(rows: Sequence[Row], chromium: str) -> str:
    """The page."""
    versions = f"{chromium.replace('/', ' ')}, " + ", ".join(
        f"{name} {version(name)}"
        for name in ("weasyprint", "pypdfium2", "pymupdf", "pdfminer.six", "icu4py", "uharfbuzz")
    )
    lines = [INTRODUCTION.format(least=LEAST_OVERLAP, cases=f"{91_707 + 770_241:,}", versions=versions)]
    lines += ["## Copying, all locales together", ""]
    lines += [
        "| reader | lines whole | of Chromium's file | ours alone not whole: order | letters |",
        "|---|--:|--:|--:|--:|",
    ]
    total = sum(row.lines for row in rows)
    for name in READERS:
        ours, theirs, order, lost = (
            sum(getattr(row, kind)[name] for row in rows) for kind in ("ours", "theirs", "scrambled", "lost")
        )
        lines.append(f"| {name} | {ours} of {total} | {theirs} | {order} | {lost} |")
    lines += ["", READING, "## By locale", ""]
    ends = "ends of lines: same | only ours | only Chromium's"
    lines += [f"| locale | lines | Pango | Chromium | {' | '.join(READERS)} | {ends} |"]
    lines += ["|---|--:|--:|--:|" + "--:|" * len(READERS) + "--:|--:|--:|"]
    for row in rows:
        copies = " | ".join(share(row.ours[name], row.lines) for name in READERS)
        ends = " | ".join(str(row.breaks[kind]) for kind in ("both", "ours", "theirs"))
        lines.append(f"| {row.tag} | {row.lines} | {row.pango:.1%} | {row.chromium:.1%} | {copies} | {ends} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tags", nargs="*", help="these locales alone, without writing the page")
    tags = parser.parse_args().tags
    page = told(*compared(tags or translated_tags(SHELVES)))
    if tags:
        print(page)
    else:
        TARGET.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
