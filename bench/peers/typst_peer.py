"""The sheet as a Typst document, by one compiler whose fonts stay loaded."""

from __future__ import annotations

import re

import typst

from bench.samples import Box, Card, Panel, Sample
from cards.typeset.marks import Colour

_CONDENSED = {"SemiCondensed": "87.5%", "Condensed": "75%"}
_NAME = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Kept:
    """One compiler for all sheets, as in a long run.

    Typst memoizes what it has laid out, so each turn asks for sizes that differ by a hair. Files are tagged
    PDF/A-2b, as ours are.
    """

    def __init__(self, fonts: str) -> None:
        loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self.compiler = typst.Compiler(font_paths=loaded, ignore_system_fonts=True)

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet."""
        return _compiled(self.compiler, sample, turn)


class Anew:
    """A compiler for each sheet, which looks for its fonts again: what a call of `typst.compile` is."""

    def __init__(self, fonts: str) -> None:
        self.fonts = fonts

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet."""
        compiler = typst.Compiler(font_paths=[self.fonts], ignore_system_fonts=True)
        return _compiled(compiler, sample, turn)


def _compiled(compiler: typst.Compiler, sample: Sample, turn: int) -> bytes:
    made = compiler.compile(_document(sample, turn).encode(), format="pdf", pdf_standards=["a-2b"], pdf_tags=True)
    if not isinstance(made, bytes):
        raise TypeError(f"Typst made {type(made).__name__}, not a PDF")
    return made


def _document(sample: Sample, turn: int) -> str:
    paper = sample.sheets[0].paper
    parts = [f"#set page(width: {paper.width}pt, height: {paper.height}pt, margin: 0pt)"]
    parts += [f"#let {side} = {_card(card, turn)}" for side, card in sample.cards.items()]
    for number, sheet in enumerate(sample.sheets):
        parts += ["#pagebreak()"] if number else []
        slots = [each.slot for each in sheet.placements]
        parts += [f"#place(dx: {slot.x}pt, dy: {paper.height - slot.top}pt, {sheet.side})" for slot in slots]
    return "\n".join(parts)


def _card(card: Card, turn: int) -> str:
    parts = [f"block(width: {card.size.width}pt, height: {card.size.height}pt, fill: {_colour(card.ground)})[#{{"]
    parts += [_panel(panel) for panel in card.panels]
    parts += [_box(box, turn) for box in card.boxes]
    if card.code is not None:
        code = card.code
        data = f"bytes(({', '.join(map(str, code.png))}))"
        picture = f'image({data}, format: "png", width: {code.side}pt, scaling: "pixelated")'
        parts.append(f"place(dx: {code.left}pt, dy: {code.top}pt, {picture})")
    return "\n".join((*parts, "}]"))


def _panel(panel: Panel) -> str:
    shape = f"width: {panel.width}pt, height: {panel.height}pt, radius: {panel.radius}pt, fill: {_colour(panel.colour)}"
    return f"place(dx: {panel.left}pt, dy: {panel.top}pt, rect({shape}))"


def _box(box: Box, turn: int) -> str:
    tag, _, region = box.language.tag.partition("-")
    fonts = ", ".join(f'"{_family(family)}"' for family in box.families)
    style = [
        f"size: {box.size + turn * 1e-6:.6f}pt",
        f"font: ({fonts},)",
        f"stretch: {_stretch(box.families[0])}",
        f"fill: {_colour(box.colour)}",
        f'lang: "{tag}"',
        f'region: "{"TW" if region == "Hant" else "CN"}"' if region else "",
        f"dir: {box.language.direction}",
        'top-edge: "baseline", bottom-edge: "baseline", hyphenate: false, fallback: false',
    ]
    spans = " + ".join(f'text(weight: {700 if span.bold else 400}, "{_escaped(span.text)}")' for span in box.spans)
    content = f"set par(leading: {box.pitch}pt); set text({', '.join(filter(None, style))}); {spans}"
    return f"place(dx: {box.left}pt, dy: {box.baseline}pt, block(width: {box.width}pt, {{{content}}}))"


def _family(stem: str) -> str:
    """The name inside the font file, which Typst goes by: "Noto Sans KR" of NotoSansKR."""
    plain = stem
    for suffix in _CONDENSED:
        plain = plain.removesuffix(suffix)
    return _NAME.sub(" ", plain)


def _stretch(stem: str) -> str:
    return next((share for suffix, share in _CONDENSED.items() if stem.endswith(suffix)), "100%")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _colour(colour: Colour) -> str:
    return "rgb({:.3%}, {:.3%}, {:.3%})".format(*colour.value)
