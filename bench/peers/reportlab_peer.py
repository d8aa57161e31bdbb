"""The sheet with ReportLab's own Paragraph: each side drawn once as a form, fonts registered once."""

from __future__ import annotations

import io
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import rtlSupport
from reportlab.platypus import Paragraph

from bench.peers import Failed
from bench.samples import Box, Card, Sample
from cards.typeset.marks import Colour

_NO_SPACES = ("ja", "zh-Hans", "zh-Hant")
_ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))
"""ReportLab would draw them as boxes."""


class Adapter:
    """Paragraph knows no fallback fonts, so the markup names the font of each stretch."""

    def __init__(self, fonts: str) -> None:
        self.fonts = Path(fonts)
        self.covered: dict[str, frozenset[int]] = {}

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet; right-to-left text needs the optional library rlbidi."""
        if sample.job.language.is_rtl and not rtlSupport:
            raise Failed("rlbidi")
        file = io.BytesIO()
        paper = sample.sheets[0].paper
        canvas = Canvas(file, pagesize=(paper.width, paper.height))
        for side, card in sample.cards.items():
            canvas.beginForm(side, 0, 0, card.size.width, card.size.height)
            self._draw(canvas, card)
            canvas.endForm()
        for sheet in sample.sheets:
            for placement in sheet.placements:
                canvas.saveState()
                canvas.translate(placement.slot.x, placement.slot.y)
                canvas.doForm(sheet.side)
                canvas.restoreState()
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    def _draw(self, canvas: Canvas, card: Card) -> None:
        height = card.size.height
        canvas.setFillColor(_colour(card.ground))
        canvas.rect(0, 0, card.size.width, height, stroke=0, fill=1)
        for panel in card.panels:
            canvas.setFillColor(_colour(panel.colour))
            low = height - panel.top - panel.height
            canvas.roundRect(panel.left, low, panel.width, panel.height, panel.radius, stroke=0, fill=1)
        for box in card.boxes:
            paragraph = Paragraph(self._markup(box), self._style(box))
            _, tall = paragraph.wrap(box.width, height)
            paragraph.drawOn(canvas, box.left, height - box.baseline + box.size - tall)
        if card.code is not None:
            code = card.code
            picture = ImageReader(io.BytesIO(code.png))
            canvas.drawImage(picture, code.left, height - code.top - code.side, code.side, code.side)

    def _style(self, box: Box) -> ParagraphStyle:
        wrap = "RTL" if box.language.is_rtl else "CJK" if box.language.tag in _NO_SPACES else None
        return ParagraphStyle(
            "box",
            fontName=self._registered(box.families[0], bold=False),
            fontSize=box.size,
            leading=box.pitch,
            textColor=_colour(box.colour),
            alignment=2 if box.language.is_rtl else 0,
            wordWrap=wrap,
            shaping=1,
        )

    def _markup(self, box: Box) -> str:
        """The text as ReportLab's XML, a font element round each stretch that one font covers."""
        pieces = []
        for span in box.spans:
            fonts = [self._font_for(letter, box.families, span.bold) for letter in span.text]
            for font, letters in groupby(zip(fonts, span.text, strict=True), itemgetter(0)):
                text = "".join(letter for _, letter in letters).translate(_ISOLATES)
                pieces.append(f'<font name="{font}">{escape(text)}</font>')
        return "".join(pieces)

    def _font_for(self, letter: str, families: tuple[str, ...], bold: bool) -> str:
        names = [self._registered(family, bold) for family in families]
        return next((name for name in names if ord(letter) in self.covered[name]), names[0])

    def _registered(self, family: str, bold: bool) -> str:
        name = f"{family}-{'Bold' if bold else 'Regular'}"
        if name not in self.covered:
            font = TTFont(name, str(self.fonts / f"{name}.ttf"))
            self.covered[name] = frozenset(font.face.charToGlyph)
            registerFont(font)
            registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
        return name


def _colour(colour: Colour) -> Color:
    return Color(*colour.value)
