"""Writes docs/screen-readers.md: python docs/list_read_aloud.py. Needs Node.js, the parts of the page and poppler.

Compares what two readers of the structure tree say with what was laid out, for one locale of each writing system.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cards.decoding import decode  # noqa: E402 # the path is set for `python docs/list_read_aloud.py`
from cards.jobs import Order, gather  # noqa: E402
from cards.locations import bundled  # noqa: E402
from cards.merge.contact import Contact  # noqa: E402
from cards.pipeline import lay_out_faces, make  # noqa: E402
from cards.read.catalogs import translated_tags  # noqa: E402
from cards.read.hotlines import Hotline  # noqa: E402
from cards.read.languages import read_languages  # noqa: E402
from cards.read.links import LEGAL_AID, read_link  # noqa: E402
from cards.read.numbers import dialled  # noqa: E402
from tests.heard import alike, from_pdfjs, from_poppler, is_rtl, laid_out, letters  # noqa: E402
from tests.page.browsers import PARTS  # noqa: E402

TARGET = ROOT / "docs" / "screen-readers.md"
SHELVES = (bundled(),)
CONTACT = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023"), "LUCE"),))

PAGE = """\
# A card as a screen reader speaks it

`python docs/list_read_aloud.py` writes this page. A card is tagged once, whatever the number of cards on its sheet. Two
readers of other makes give the texts of its structure tree in order: pdf.js, as Firefox and Chromium hand them to a
screen reader, and poppler. Each text is compared with what was laid out: whole, once, in order, and in its language.

Poppler (`pdfinfo -struct-text`) gives no languages and ignores the text that stands for an element (`ActualText`), so
it has right-to-left texts as they are drawn, from left to right; there its letters are compared. The tests
(`tests/draw/test_read_aloud.py`) do the same for every locale. No screen reader itself was listened to.

| writing system | locale | texts | pdf.js: whole and in order | in their language | poppler: whole and in order |
|---|---|--:|--:|--:|--:|
"""


def row(script: str, tag: str, folder: Path) -> str:
    """A row of the table."""
    job = gather(SHELVES, Order(tag, "home", "avery-5371", CONTACT))
    path = folder / "card.pdf"
    path.write_bytes(make(job, decode).pdf)
    wanted = laid_out(lay_out_faces(job)[1])
    module = (PARTS / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs").resolve().as_uri()
    script_file = ROOT / "tests" / "pdf_readers" / "read_with_pdfjs.mjs"
    said = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for command in (["node", str(script_file), module, str(path)], ["pdfinfo", "-struct-text", str(path)])
    ]
    heard, drawn = from_pdfjs(said[0]), [text for text in from_poppler(said[1]) if text]
    whole = sum(alike(each.text, other.text) for each, other in zip(heard, wanted, strict=True))
    spoken = sum(each.language == other.language for each, other in zip(heard, wanted, strict=True))
    texts = [each.text for each in wanted if each.language]
    same = sum(
        letters(each) == letters(other) if is_rtl(other) else alike(each, other)
        for each, other in zip(drawn, texts, strict=True)
    )
    return f"| {script} | {tag} | {len(wanted)} | {whole} | {spoken} | {same} of {len(texts)} |"


def main() -> int:
    """Writes the page."""
    languages = read_languages(SHELVES)
    chosen = {languages[tag].script: tag for tag in reversed(translated_tags(SHELVES))} | {"Latn": "es"}
    with tempfile.TemporaryDirectory() as folder:
        rows = [row(script, tag, Path(folder)) for script, tag in sorted(chosen.items())]
    TARGET.write_text(PAGE + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
