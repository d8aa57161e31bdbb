"""Draws the pictures of the README from real cards: `make pictures`, after a change to the look or the words."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from cards.cli import commands
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import Cards, Order, gather, make_cards, make_proof, make_single
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.stocks import LETTER

PICTURES = Path(__file__).parent / "pictures"
PACK = Path(__file__).parent / "lynn.toml"
STOCK = "avery-5371"
BOTH_SIDES = ("es",)
ONE_SIDE = ("ar", "hi", "my", "zh-Hans")
GAP = 16
HOTLINE = Hotline("617-555-0100", "Lynn Neighbors")
"""A number that is nobody's (555-0100 to 555-0199 are kept for fiction)."""


def draw_card(locale: str, sides: int) -> Image.Image:
    """The first card of a sheet, `sides` of it side by side, at 200 dpi."""
    done = _cards(locale)
    stock = gather(shelves(None), _order(locale)).stock
    scale = 200 / 72
    cards = []
    for page in range(sides):
        slot = stock.slots[0]
        # On the back the first card lies in the other column.
        left = slot.x if page == 0 else stock.paper.width - slot.right
        sheet = _page(done, page, scale)
        top = stock.paper.height - slot.top
        box = (left * scale, top * scale, (left + slot.width) * scale, (top + slot.height) * scale)
        cards.append(sheet.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3]))))
    return _beside(cards)


def draw_sheet(locale: str) -> Image.Image:
    """Both sides of a whole sheet, small, on grey so that the paper shows."""
    done = _cards(locale)
    return _beside([_page(done, page, 0.6) for page in range(2)], ground="#9a9a9a")


def draw_proof(locale: str) -> Image.Image:
    """The first page of a proof, on grey so that the paper shows."""
    job = gather(shelves(None), _order(locale))
    page = pypdfium2.PdfDocument(make_proof(job, LETTER))[0]
    return _beside([page.render(scale=1.1).to_pil().convert("RGB")], ground="#9a9a9a")


def draw_cover() -> Image.Image:
    """The cover sheet of the pack that the README shows, on grey so that the paper shows."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        commands.main(["pack", str(PACK), "-o", str(made)], standalone_mode=False)
        page = pypdfium2.PdfDocument((made / "cover sheet.pdf").read_bytes())[0]
    return _beside([page.render(scale=1.1).to_pil().convert("RGB")], ground="#9a9a9a")


def _order(locale: str) -> Order:
    return Order(locale, "home", STOCK, Contact(read_link(LEGAL_AID), (HOTLINE,)))


def _cards(locale: str) -> Cards:
    return make_cards(gather(shelves(None), _order(locale)))


def _page(done: Cards, page: int, scale: float) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(done.pdf)[page].render(scale=scale).to_pil().convert("RGB")
    return picture


def _beside(pictures: list[Image.Image], ground: str = "white") -> Image.Image:
    margin = GAP if ground != "white" else 0
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1) + 2 * margin
    whole = Image.new("RGB", (width, pictures[0].height + 2 * margin), ground)
    place = margin
    for picture in pictures:
        whole.paste(picture, (place, margin))
        place += picture.width + GAP
    return whole


def _save(picture: Image.Image, name: str) -> None:
    picture.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def draw_all() -> None:
    """Draws every picture of the README and of CONTRIBUTING."""
    for locale in BOTH_SIDES:
        _save(draw_card(locale, 2), locale)
    for locale in ONE_SIDE:
        _save(draw_card(locale, 1), locale)
    _save(draw_sheet("es"), "sheet")
    _save(draw_proof("ar"), "proof")
    _save(draw_cover(), "cover")
    single = pypdfium2.PdfDocument(make_single(gather(shelves(None), _order("vi"))))
    _save(_beside([single[page].render(scale=2.2).to_pil().convert("RGB") for page in range(2)]), "preview")


if __name__ == "__main__":
    draw_all()
