"""The sheet as HTML and CSS for WeasyPrint, with one font configuration for the whole run."""

from __future__ import annotations

import logging
from base64 import b64encode
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.samples import Box, Card, Panel, Sample
from cards.typeset.marks import Colour

_RULES = """\
* { margin: 0; padding: 0 } body { color: white } section { position: relative; break-after: page }
div, p, img { position: absolute } p { overflow: visible } img { image-rendering: pixelated }
"""


class Adapter:
    """The style sheets with the fonts of a locale are parsed once."""

    def __init__(self, fonts: str) -> None:
        self.fonts = Path(fonts)
        self.configuration = FontConfiguration()
        self.styles: dict[str, CSS] = {}
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet."""
        styles = [self._style(family) for family in sample.families]
        made = HTML(string=_document(sample)).write_pdf(stylesheets=styles, font_config=self.configuration)
        if not isinstance(made, bytes):
            raise TypeError(f"WeasyPrint made {type(made).__name__}, not a PDF")
        return made

    def _style(self, family: str) -> CSS:
        if family not in self.styles:
            rules = [self._font_face(family, "Regular", 400), self._font_face(family, "Bold", 700)]
            self.styles[family] = CSS(string="\n".join(rules), font_config=self.configuration)
        return self.styles[family]

    def _font_face(self, family: str, style: str, weight: int) -> str:
        address = (self.fonts / f"{family}-{style}.ttf").as_uri()
        return f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({address}) }}"


def _document(sample: Sample) -> str:
    paper = sample.sheets[0].paper
    cards = {side: _card(card) for side, card in sample.cards.items()}
    pages = []
    for sheet in sample.sheets:
        slots = [each.slot for each in sheet.placements]
        placed = [
            f'<div style="left:{slot.x}pt;top:{paper.height - slot.top}pt">{cards[sheet.side]}</div>' for slot in slots
        ]
        pages.append(f'<section style="height:{paper.height}pt">{"".join(placed)}</section>')
    page = f"@page {{ size: {paper.width}pt {paper.height}pt; margin: 0 }}"
    return f"<!doctype html><style>{page} {_RULES}</style>{''.join(pages)}"


def _card(card: Card) -> str:
    ground = f"width:{card.size.width}pt;height:{card.size.height}pt;background:{_colour(card.ground)}"
    parts = [f'<div style="{ground}">', *map(_panel, card.panels), *map(_box, card.boxes)]
    if card.code is not None:
        code = card.code
        place = f"left:{code.left}pt;top:{code.top}pt;width:{code.side}pt;height:{code.side}pt"
        parts.append(f'<img style="{place}" src="data:image/png;base64,{b64encode(code.png).decode()}">')
    return "".join((*parts, "</div>"))


def _panel(panel: Panel) -> str:
    place = f"left:{panel.left}pt;top:{panel.top}pt;width:{panel.width}pt;height:{panel.height}pt"
    return f'<div style="{place};border-radius:{panel.radius}pt;background:{_colour(panel.colour)}"></div>'


def _box(box: Box) -> str:
    top = box.baseline - box.pitch / 2 - 0.35 * box.size
    place = f"left:{box.left}pt;top:{top}pt;width:{box.width}pt"
    font = f"font:{box.size}pt/{box.pitch}pt {','.join(box.families)};color:{_colour(box.colour)}"
    spans = "".join(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text) for span in box.spans)
    return f'<p lang="{box.language.tag}" dir="{box.language.direction}" style="{place};{font}">{spans}</p>'


def _colour(colour: Colour) -> str:
    return "rgb({:.3%} {:.3%} {:.3%})".format(*colour.value)
