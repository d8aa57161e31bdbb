"""`preview` and `proof`: a card as a picture while one translates, and a paper for whoever reviews it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import write_whole
from cards.errors import BadOrder, CardError
from cards.locations import Shelf, shelves
from cards.read.hotlines import choose_hotline
from cards.read.links import LEGAL_AID, read_link

if TYPE_CHECKING:
    from cards.pipeline import Order

POLL = 0.1
"""Seconds between two looks at the files: a tenth of what an eye notices."""


@click.command()
@click.argument("locale", metavar="LOCALE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="PNG", help="The picture to write."
)
@click.option("--watch", is_flag=True, help="Draw again whenever the catalog or a definition changes; Ctrl-C ends it.")
@options.script
@options.stock
@options.hotline
@options.content
def preview(
    locale: str, output: Path, watch: bool, script: str, stock: str, hotline: str | None, content: Path | None
) -> None:
    """Draws both sides of a card as a picture, at 300 pixels an inch.

    \b
    Example:
      preview es -o card.png --watch
    """
    if output.suffix.lower() != ".png":
        raise BadOrder(f"{output} is not the name of a PNG.", "Give -o a name that ends in .png.")
    places = shelves(content)
    order = _order(places, locale, script, stock, hotline)
    if not watch:
        _draw(places, order, output)
        return
    _watch(places, order, output)


@click.command()
@click.argument("locale", metavar="LOCALE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="PDF", help="The paper to write."
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@options.script
@options.stock
@options.content
def proof(locale: str, output: Path, paper: str, script: str, stock: str, content: Path | None) -> None:
    """Writes a paper on which a reviewer reads back, corrects and signs a translation.

    \b
    Example:
      proof es -o spanish-proof.pdf
    """
    from cards.pipeline import gather, make_proof
    from cards.read.stocks import PAPERS

    places = shelves(content)
    job = gather(places, _order(places, locale, script, stock, None))
    write_whole(output, make_proof(job, PAPERS[paper]))
    click.echo(f"{output}: proof of {script} in {job.language.english}")


def _order(places: Sequence[Shelf], locale: str, script: str, stock: str, hotline: str | None) -> Order:
    from cards.pipeline import Order

    chosen = choose_hotline(places, hotline, "") if hotline else None
    return Order(locale, script, stock, chosen, read_link(LEGAL_AID))


def _draw(places: Sequence[Shelf], order: Order, output: Path) -> None:
    from cards.cli.picture import sides_as_png
    from cards.pipeline import gather, make_single

    job = gather(places, order)
    write_whole(output, sides_as_png(make_single(job)))
    click.echo(f"{output}: {job.script.id} in {job.language.english}")


def _watch(places: Sequence[Shelf], order: Order, output: Path) -> None:
    """Draws until Ctrl-C. What is wrong with a file is said, and drawing goes on when it is mended."""
    seen: dict[Path, int] = {}
    while True:
        now = _changes(places)
        if now != seen:
            seen = now
            started = time.perf_counter()
            try:
                _draw(places, order, output)
                click.echo(f"drawn in {(time.perf_counter() - started) * 1000:.0f} ms; watching", err=True)
            except CardError as error:
                click.echo(f"Error: {error}", err=True)
        try:
            time.sleep(POLL)
        except KeyboardInterrupt:
            return


def _changes(places: Sequence[Shelf]) -> dict[Path, int]:
    """When each catalog and definition was last written, in nanoseconds."""
    found: dict[Path, int] = {}
    for shelf in places:
        folders = (shelf.scripts, shelf.stocks, shelf.hotlines)
        paths = [shelf.labels, *(path for folder in folders for path in folder.glob("*.toml"))]
        paths += [*shelf.translations.glob("*.toml"), *shelf.translations.glob("*/LC_MESSAGES/cards.po")]
        paths += shelf.translations.glob("*/review.toml")
        for path in paths:
            try:
                found[path] = path.stat().st_mtime_ns
            except OSError:
                continue
    return found
