"""Pictograms as they are drawn: facing as their language runs."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from cards.decoding import decode
from cards.jobs import Job
from cards.pipeline import make
from cards.typeset.marks import Face, PictogramMark
from tests.laid_out import lay_out

SIDE = 240
"""Pixels along a pictogram."""


def pictured(job: Job) -> dict[str, Image.Image]:
    """The pictograms of a card's first face as PDFium draws them, by name."""
    face: Face = lay_out(job)[1]
    marks = [mark for mark in face.marks if isinstance(mark, PictogramMark)]
    slot = job.stock.slots[0]
    found = {}
    with pypdfium2.PdfDocument(io.BytesIO(make(job, decode).pdf)) as document:
        page = document[0]
        for mark in marks:
            scale = SIDE / mark.rect.width
            left, low = slot.x + mark.rect.x, slot.y + mark.rect.y
            width, height = page.get_size()
            edges = (left, low, width - left - mark.rect.width, height - low - mark.rect.height)
            image = page.render(scale=scale, crop=edges, grayscale=True).to_pil().convert("L").resize((SIDE, SIDE))
            found[mark.name] = image
    return found


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The part of two pictures in which they differ."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0]) / 255


@pytest.mark.parametrize(("tag", "asks_mirrored"), [("ar", True), ("he", False)])
def test_a_card_from_right_to_left_has_them_mirrored(job_of: Callable[..., Job], tag: str, asks_mirrored: bool) -> None:
    scripts = ("home", "street")  # that have all of these between them
    usual, turned = (
        {
            name: image
            for script in scripts
            for name, image in pictured(job_of(each, "avery-j21013", script=script)).items()
        }
        for each in ("en", tag)
    )
    assert usual.keys() == turned.keys()
    for name in ("silence", "no-search", "no-sign", "warrant", "door"):
        assert unlike(ImageOps.mirror(usual[name]), turned[name]) < 0.03
    assert unlike(usual["phone"], turned["phone"]) < 0.03
    assert unlike(ImageOps.mirror(usual["phone"]), turned["phone"]) > 0.1
    mark = (90, 20, 150, 180)  # the question mark, within its bubble
    asked = (ImageOps.mirror(usual["ask"]) if asks_mirrored else usual["ask"]).crop(mark)
    assert unlike(asked, turned["ask"].crop(mark)) < 0.03
    assert unlike(ImageOps.mirror(asked), turned["ask"].crop(mark)) > 0.05
    bubble = (0, 0, SIDE, 24)
    assert unlike(ImageOps.mirror(usual["ask"]).crop(bubble), turned["ask"].crop(bubble)) < 0.03
