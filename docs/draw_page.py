"""Draws the picture of the page in README.md with Chromium: `make page`, then `python docs/draw_page.py site`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.page.browsers import Page, served, started

TARGET = Path(__file__).parent / "pictures" / "page.png"
SCREENS = ((1180, 800), (390, 800))
"""Width and height of a desk's window and of a telephone's, in pixels."""

GREY, GAP = "#9a9a9a", 16
NUMBER = "617-555-0100"
"""A number that is nobody's (555-0100 to 555-0199 are kept for fiction)."""


def fill_in(page: Page, address: str, width: int, height: int) -> None:
    """Makes a card on the page, and shows it."""
    page.size(width, height)
    page.open(address)
    for language in ("Vietnamese", "Spanish"):
        page.type("#field-languages", language)
        page.press("Enter")
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    page.wait(f"() => document.getElementById('spoken').textContent.includes('{NUMBER}')")
    page.wait("() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('[aria-busy]')")
    place = "0" if width > 1000 else "document.getElementById('card').offsetTop - 12"
    page.evaluate(f"() => {{ document.activeElement.blur(); scrollTo(0, {place}); }}")


def main(site: Path) -> None:
    """Draws the picture of a site."""
    pictures = []
    with served(site) as server, started("chromium") as browser, TemporaryDirectory() as folder:
        for width, height in SCREENS:
            page = browser.page()
            fill_in(page, server.address, width, height)
            path = Path(folder) / f"{width}.png"
            page.picture(path)
            pictures.append(Image.open(path).convert("RGB"))
    whole = Image.new("RGB", (sum(each.width + GAP for each in pictures) + GAP, SCREENS[0][1] + 2 * GAP), GREY)
    left = GAP
    for each in pictures:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    whole.quantize(128).save(TARGET, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
