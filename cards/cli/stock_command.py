"""`stock`: the card stock that the program knows."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cards.cli import options
from cards.cli.output import echo
from cards.locations import shelves
from cards.measures import POINTS_PER_INCH, millimetres
from cards.read.stocks import Stock, read_stocks

_INDENT = " " * 18


@click.group()
def stock() -> None:
    """Look up card stock: brands, product numbers and sizes."""


@stock.command("list")
@options.given("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@options.content
def list_stocks(as_json: bool, content: Path | None) -> None:
    """Lists every stock: brand and product numbers, paper, cards, and the source of its measurements.

    --stock takes the id or any of the numbers. To add your own stock, put a file into stocks/ of your --content
    folder. The sources give only measurements: check the package for whether both sides take ink.

    \b
    Examples:
      stock list
      stock list --json --content my-coalition
    """
    stocks = read_stocks(shelves(content))
    if as_json:
        echo(json.dumps([_as_json(each) for each in stocks], ensure_ascii=False, indent=2))
        return
    for each in stocks:
        _show(each)


def _show(each: Stock) -> None:
    brand = f"{each.brands[0]} " if each.brands else ""
    numbers = f"numbers: {brand}{', '.join(each.products)}" if each.products else ""
    sheet = (
        f"{each.paper_name.capitalize()}, {len(each.slots)} cards of {_size(each)} "
        f"({each.columns} across, {each.rows} down), {_corners(each)}, {_sides(each)}"
    )
    echo(f"{each.id:<17} {each.name}")
    for line in (numbers, sheet, each.note, f"from: {each.source}"):
        if line:
            echo(_INDENT + line)


def _size(each: Stock) -> str:
    inches = ""
    if each.paper_name == "letter":
        inches = f" ({each.card.width / POINTS_PER_INCH:.4g} x {each.card.height / POINTS_PER_INCH:.4g} in)"
    return f"{_mm(each.card.width):g} x {_mm(each.card.height):g} mm{inches}"


def _corners(each: Stock) -> str:
    return f"corners rounded by {_mm(each.corner_radius):g} mm" if each.corner_radius else "square corners"


def _sides(each: Stock) -> str:
    if each.fold:
        return "folded, both sides next to each other on the sheet"
    if each.one_sided:
        return "one side only"
    return "both sides, to cut" if each.cut_marks else "both sides"


def _mm(length: float) -> float:
    """Points as millimeters, as exact as the definition of a stock."""
    return round(millimetres(length), 3)


def _as_json(each: Stock) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "brands": list(each.brands),
        "products": list(each.products),
        "paper": each.paper_name,
        "card_mm": [_mm(each.card.width), _mm(each.card.height)],
        "columns": each.columns,
        "rows": each.rows,
        "cards_per_sheet": len(each.slots),
        "corner_radius_mm": _mm(each.corner_radius),
        "cut_marks": each.cut_marks,
        "duplex": each.duplex,
        "fold": each.fold,
        "one_sided": each.one_sided,
        "note": each.note,
        "source": each.source,
    }
