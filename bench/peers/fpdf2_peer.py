"""The sheet with fpdf2: text shaping, markdown for the bold words, fallback fonts."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from fpdf import FPDF

from bench.samples import FALLBACK, Box, Card, Panel, Sample
from cards.typeset.marks import Colour


class Adapter:
    """fpdf2 keeps nothing from one document to the next: a font belongs to one document with its subset."""

    def __init__(self, fonts: str) -> None:
        self.fonts = Path(fonts)
        logging.getLogger("fpdf").setLevel(logging.CRITICAL)
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet."""
        paper = sample.sheets[0].paper
        pdf = FPDF(unit="pt", format=(paper.width, paper.height))
        pdf.set_auto_page_break(False)
        pdf.c_margin = 0
        for family in sample.families:
            pdf.add_font(family, "", self.fonts / f"{family}-Regular.ttf")
            pdf.add_font(family, "B", self.fonts / f"{family}-Bold.ttf")
        pdf.set_fallback_fonts([FALLBACK], exact_match=True)
        for sheet in sample.sheets:
            pdf.add_page()
            for placement in sheet.placements:
                slot = placement.slot
                _draw(pdf, sample.cards[sheet.side], slot.x, paper.height - slot.top)
        return bytes(pdf.output())


def _draw(pdf: FPDF, card: Card, left: float, top: float) -> None:
    pdf.set_fill_color(*_colour(card.ground))
    pdf.rect(left, top, card.size.width, card.size.height, style="F")
    for panel in card.panels:
        _panel(pdf, panel, left, top)
    for box in card.boxes:
        _box(pdf, box, left, top)
    if card.code is not None:
        code = card.code
        pdf.image(io.BytesIO(code.png), left + code.left, top + code.top, code.side, code.side)


def _panel(pdf: FPDF, panel: Panel, left: float, top: float) -> None:
    pdf.set_fill_color(*_colour(panel.colour))
    place = (left + panel.left, top + panel.top, panel.width, panel.height)
    if panel.radius:
        pdf.rect(*place, style="F", round_corners=True, corner_radius=panel.radius)
    else:
        pdf.rect(*place, style="F")


def _box(pdf: FPDF, box: Box, left: float, top: float) -> None:
    pdf.set_font(box.families[0], size=box.size)
    pdf.set_text_color(*_colour(box.colour))
    pdf.set_text_shaping(True, direction=box.language.direction)
    pdf.set_xy(left + box.left, top + box.baseline - box.pitch / 2 - 0.3 * box.size)
    text = "".join(f"**{span.text}**" if span.bold else span.text for span in box.spans)
    pdf.multi_cell(box.width, box.pitch, text, markdown=True, align="R" if box.language.is_rtl else "L")


def _colour(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in colour.value)
    return red, green, blue
