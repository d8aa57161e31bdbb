"""Draws the pictures of the page in the documents with Chromium: `make page`, then `python docs/draw_page.py site`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.page.browsers import Page, served, started

PICTURES = Path(__file__).parent / "pictures"
SCREENS = ((1180, 800), (390, 800))
"""Width and height of a desk's window and of a telephone's, in pixels."""

GREY, GAP = "#9a9a9a", 16
TELEPHONE = (320, 700)
"""The narrowest window that the page is made for (WCAG 2.2, 1.4.10), in pixels."""

REVIEW = (360, 740)

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


def with_a_mistake(page: Page, address: str) -> None:
    """The page in Spanish, with a number that is too short."""
    page.open(address)
    page.evaluate(
        "() => { const list = document.querySelector('#page-language'); list.value = 'es'; "
        "list.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    page.type("#field-languages", "Spanish")
    page.press("Enter")
    page.wait("() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('[aria-busy]')")
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER[:-1])
    page.press("Tab")
    page.wait("() => document.querySelector('[aria-invalid=true]')")
    page.evaluate(
        "() => scrollTo(0, document.getElementById('field-hotline').getBoundingClientRect().top + scrollY - 140)"
    )


def without_a_connection(page: Page, address: str) -> None:
    """The page after the connection is gone, with the languages that it still has."""
    page.open(address)
    page.type("#field-languages", "Haitian")
    page.press("Enter")
    page.wait("() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('[aria-busy]')")
    page.wait("() => navigator.serviceWorker.getRegistration().then((each) => each?.active)")
    page.run("await page.setOfflineMode(true);")
    page.evaluate("() => document.activeElement.blur()")
    page.evaluate("() => scrollTo(0, document.getElementById('card').offsetTop - 12)")


def without_script(page: Page, address: str) -> None:
    """The static page of a language that is read from right to left, in a browser that runs no script."""
    page.run("await page.setJavaScriptEnabled(false);")
    page.open(f"{address}ar/")


def in_review(page: Page, address: str, tag: str, *, dark: bool = False) -> None:
    """The second sentence of a language in its review, with its English."""
    if dark:
        page.run("await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);")
    page.open(f"{address}#review/{tag}")
    page.type("#review-by", "Rosa")
    page.click("[name=review-role][value=community] + span")
    page.evaluate("() => document.querySelector('.review .button.main').click()")
    for step in (".review-ways .button:nth-child(2)", ".review-judged .button.main"):
        page.wait(f"() => document.querySelector('{step}')")
        page.evaluate("(step) => document.querySelector(step).click()", step)
    page.wait("() => document.fonts.status === 'loaded' && document.querySelector('.review-faces canvas')")
    page.evaluate("() => document.querySelector('.review-progress').scrollIntoView({ block: 'start' })")


def side_by_side(pictures: Sequence[Image.Image], target: Path) -> None:
    """Saves pictures of one height next to each other."""
    height = max(each.height for each in pictures) + 2 * GAP
    whole = Image.new("RGB", (sum(each.width + GAP for each in pictures) + GAP, height), GREY)
    left = GAP
    for each in pictures:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    whole.quantize(128).save(target, optimize=True)


def main(site: Path) -> None:
    """Draws the pictures of a site."""
    with served(site) as server, started("chromium") as browser, TemporaryDirectory() as folder:

        def shown(page: Page) -> Image.Image:
            path = Path(folder) / "page.png"
            page.picture(path)
            return Image.open(path).convert("RGB")

        screens = []
        for width, height in SCREENS:
            page = browser.page()
            fill_in(page, server.address, width, height)
            screens.append(shown(page))
        side_by_side(screens, PICTURES / "page.png")

        telephones = []
        for draw in (with_a_mistake, without_a_connection, without_script):
            page = browser.page()
            page.size(*TELEPHONE)
            draw(page, server.address)
            telephones.append(shown(page))
        reviews = []
        for tag in ("es", "ar", "km"):
            page = browser.page()
            page.size(*REVIEW)
            in_review(page, server.address, tag, dark=tag == "km")
            reviews.append(shown(page))
        page.evaluate("() => document.querySelector('.review-faces').scrollIntoView({ block: 'center' })")
        reviews.append(shown(page))
        side_by_side(reviews, PICTURES / "review.png")

        page = browser.page()
        fill_in(page, (site / "rights-cards.html").resolve().as_uri(), *TELEPHONE)
        telephones.append(shown(page))
        side_by_side(telephones, PICTURES / "page-on-telephones.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
