"""Draws the pictures of the documentation from real cards: `make pictures`, after a change to the look or the words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops

from cards.cli import commands
from cards.decoding import decode
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.papers import make_locale_proof, make_single
from cards.pipeline import Cards, make, make_picture
from cards.read.card_options import CardOptions
from cards.read.hotlines import Hotline
from cards.read.layouts import CardSide
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.screens import Screen
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import LETTER
from cards.typeset.themes import RED_PAPER

PICTURES = Path(__file__).parent / "pictures"
PACK = Path(__file__).parent / "lynn.toml"
STOCK = "avery-5371"
BOTH_SIDES = ("es",)
ONE_SIDE = ("ar", "hi", "my", "zh-Hans")
THEMES = ("red", "outline", "red-stock")
WRITING = (
    "en", "ar", "ur", "he", "hi", "bn", "pa", "gu", "ta", "te", "kn", "ml", "si", "am", "my", "th", "lo", "km", "ka",
    "hy", "el", "ru", "ko", "ja", "zh-Hant",
)  # fmt: skip
"""A language of each writing system."""

GREY = "#9a9a9a"
GAP = 16
HOTLINE = Hotline(dialled("617-555-0100"), "Lynn Neighbors")
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
    return _beside([_page(done, page, 0.6) for page in range(2)], ground=GREY)


def draw_proof(locale: str) -> Image.Image:
    """The first page of the proof of a language, on grey so that the paper shows."""
    places = shelves(None)
    job = gather(places, _order(locale))
    scripts = [find_script(places, each) for each in script_ids(places)]
    jobs = [replace(job, script=each, whole=each) for each in scripts]
    page = pypdfium2.PdfDocument(make_locale_proof(jobs, LETTER))[0]
    return _beside([page.render(scale=1.1).to_pil().convert("RGB")], ground=GREY)


def draw_cover() -> Image.Image:
    """The cover sheet of the pack that the README shows, on grey so that the paper shows."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        commands.main(["pack", str(PACK), "-o", str(made)], standalone_mode=False)
        page = pypdfium2.PdfDocument((made / "cover sheet.pdf").read_bytes())[0]
    return _beside([page.render(scale=1.1).to_pil().convert("RGB")], ground=GREY)


def draw_theme(theme: str) -> Image.Image:
    """A Spanish card in a theme, both sides; what is to be printed on red paper is shown on red paper."""
    whole = draw_single(replace(_order("es"), theme=theme))
    if theme != "red-stock":
        return whole
    paper = Image.new("RGB", whole.size, "#" + "".join(f"{round(part * 255):02x}" for part in RED_PAPER))
    return ImageChops.multiply(whole, paper)


def draw_single(order: Order, sides: int = 2, scale: float = 2.2) -> Image.Image:
    """A card by itself, `sides` of it side by side."""
    single = pypdfium2.PdfDocument(make_single(gather(shelves(None), order)))
    return _beside([single[page].render(scale=scale).to_pil().convert("RGB") for page in range(sides)])


def draw_layout(*arguments: str, scale: float = 0.75) -> Image.Image:
    """The pages of a file that `cards` makes, on grey so that the paper shows."""
    return _beside(_made(*arguments, scale=scale), ground=GREY)


def draw_writing() -> Image.Image:
    """A card in each writing system, in columns."""
    pictures = [draw_single(_order(locale), 1, 1.6) for locale in WRITING]
    rows = [_beside(pictures[start : start + 3]) for start in range(0, len(pictures), 3)]
    whole = Image.new("RGB", (rows[0].width, sum(row.height + GAP for row in rows) - GAP), "white")
    for number, row in enumerate(rows):
        whole.paste(row, (0, number * (row.height + GAP)))
    return whole


def _made(*arguments: str, scale: float = 2.2) -> list[Image.Image]:
    """The pages of the file that `cards` makes of those arguments."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.pdf"
        given = [
            "cards",
            *arguments,
            "--hotline",
            HOTLINE.number.shown,
            "--hotline-name",
            HOTLINE.name,
            "-o",
            str(file),
        ]
        commands.main(given, standalone_mode=False)
        document = pypdfium2.PdfDocument(file.read_bytes())
    return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def _order(locale: str) -> Order:
    return Order(locale, "home", STOCK, Contact(read_link(LEGAL_AID), (HOTLINE,)))


def _cards(locale: str) -> Cards:
    return make(gather(shelves(None), _order(locale)), decode)


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


def draw_shared() -> Image.Image:
    """Pictures to share: a lock screen, its officer's side, a story and a square."""
    shown: list[tuple[str, Screen, CardSide]] = [
        ("es", Screen.LOCK_SCREEN, "bearer"),
        ("es", Screen.LOCK_SCREEN, "officer"),
        ("km", Screen.STORY, "bearer"),
        ("ar", Screen.SQUARE, "bearer"),
    ]
    drawn = []
    for locale, screen, side in shown:
        order = replace(_order(locale), contact=replace(_order(locale).contact, org="Lynn Neighbors"))
        picture = make_picture(gather(shelves(None), order), screen, side, decode)
        page = pypdfium2.PdfDocument(picture.pdf)[0]
        scale = (720 if screen is Screen.SQUARE else 960) / screen.traits.size.height
        drawn.append(page.render(scale=scale).to_pil().convert("RGB"))
    return _beside(drawn, ground=GREY)


def draw_gallery() -> None:
    """Draws the pictures of GALLERY.md."""
    _save(draw_shared(), "share")
    for theme in THEMES:
        _save(draw_theme(theme), f"theme-{theme}")
    _save(draw_layout("es", "--layout", "fold", "--stock", "plain-letter"), "layout-fold")
    _save(draw_layout("es", "--layout", "large", "--stock", "plain-letter"), "layout-large")
    _save(draw_layout("es", "--layout", "press", scale=1.6), "layout-press")
    _save(draw_layout("es", "--layout", "poster", "--stock", "plain-letter"), "layout-poster")
    _save(draw_layout("en", "--script", "family", "--stock", "plain-letter", scale=1.0), "layout-plan")
    together = ("es", "ar", "zh-Hans", "--together", "--layout", "poster", "--paper", "tabloid")
    _save(draw_layout(*together, scale=0.6), "poster-together")
    heard = Contact(read_link(LEGAL_AID), (HOTLINE,), recordings=(("", read_link("https://www.example.org/es")),))
    _save(draw_single(replace(_order("es"), contact=heard, options=CardOptions(write_in="lawyer")), 1), "extras")
    _save(draw_writing(), "writing")


def draw_all() -> None:
    """Draws every picture of the README, of CONTRIBUTING and of the gallery."""
    for locale in BOTH_SIDES:
        _save(draw_card(locale, 2), locale)
    for locale in ONE_SIDE:
        _save(draw_card(locale, 1), locale)
    _save(draw_sheet("es"), "sheet")
    _save(draw_proof("ar"), "proof")
    _save(draw_cover(), "cover")
    _save(draw_single(_order("vi")), "preview")
    draw_gallery()


if __name__ == "__main__":
    draw_all()
