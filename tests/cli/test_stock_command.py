"""`stock list`, and stocks asked for by their numbers on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import shelves
from cards.measures import millimetres
from cards.read.stocks import read_stocks

STOCKS = read_stocks(shelves(None))


@pytest.fixture
def listed() -> Callable[..., Result]:
    """Runs `stock list`."""

    def command(*arguments: str) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        return runner.invoke(commands, ["stock", "list", *arguments], catch_exceptions=False)

    return command


def test_every_stock_with_all_that_one_needs_to_choose(listed: Callable[..., Result]) -> None:
    result = listed()
    assert (result.exit_code, result.stderr) == (0, "")
    ids = [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert ids == [stock.id for stock in STOCKS] == sorted(ids)
    for stock in STOCKS:
        assert f"from: {stock.source}\n" in result.stdout
        assert all(product in result.stdout for product in stock.products)


@pytest.mark.parametrize(
    "line",
    [
        "numbers: Avery 8373, 5881, 8869, 28373",
        "Letter, 10 cards of 88.9 x 50.8 mm (3.5 x 2 in) (2 across, 5 down), square corners, both sides",
        "A4, 10 cards of 83.8 x 50.8 mm (2 across, 5 down), corners rounded by 2 mm, one side only",
        "A4, 5 cards of 85 x 54 mm (1 across, 5 down), square corners, folded, both sides next to each other on "
        "the sheet",
        "A4, 10 cards of 85 x 55 mm (2 across, 5 down), square corners, both sides, to cut",
    ],
)
def test_a_line(line: str, listed: Callable[..., Result]) -> None:
    assert line in [each.strip() for each in listed().stdout.splitlines()]


def test_as_json(listed: Callable[..., Result]) -> None:
    found = {each["id"]: each for each in json.loads(listed("--json").stdout)}
    assert list(found) == [stock.id for stock in STOCKS]
    assert found["herma-5028"] == {
        "id": "herma-5028",
        "name": "HERMA 5028 labels, 10 to an A4 sheet",
        "brands": ["HERMA"],
        "products": ["5028"],
        "paper": "a4",
        "card_mm": [83.8, 50.8],
        "columns": 2,
        "rows": 5,
        "cards_per_sheet": 10,
        "corner_radius_mm": 2,
        "cut_marks": False,
        "duplex": False,
        "fold": False,
        "one_sided": True,
        "note": "Self-adhesive labels: what is printed on the back stays on the backing.",
        "source": found["herma-5028"]["source"],
    }
    for stock in STOCKS:
        entry = found[stock.id]
        assert entry["duplex"] is stock.duplex
        assert entry["cards_per_sheet"] == len(stock.slots) == entry["columns"] * entry["rows"]
        assert entry["card_mm"] == pytest.approx([millimetres(stock.card.width), millimetres(stock.card.height)])


def test_a_stock_of_our_own_is_listed_and_wins_by_id(
    listed: Callable[..., Result], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", stock_toml)
    content("stocks/plain-a4.toml", stock_toml.replace('"eight-up"', '"plain-a4"'))
    found = {each["id"]: each for each in json.loads(listed("--json", "--content", "mine").stdout)}
    assert found["eight-up"]["brands"] == []
    assert found["plain-a4"]["name"] == "Eight cards of our own"
    assert len(found) == len(STOCKS) + 1


def test_a_broken_stock_is_named_with_its_line(
    listed: Callable[..., Result], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", stock_toml.replace("columns = 2", "columns = 3"))
    result = listed("--content", "mine")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "eight-up.toml:6: 'columns' and rows reach 25.40 mm beyond the paper. Check the margins" in result.stderr


@pytest.mark.parametrize(
    ("given", "stock_id"), [("C32011", "avery-c32011"), ("sigel lp 801", "sigel-lp800"), ("Avery 8373", "avery-8373")]
)
def test_cards_on_a_stock_by_its_number(given: str, stock_id: str, made: Callable[..., str]) -> None:
    assert f"home-es-{stock_id}.pdf: 2 pages, " in made("es", "--stock", given)


def test_a_number_of_two_stocks(refused: Callable[..., str], content: Callable[..., Path], stock_toml: str) -> None:
    content("stocks/eight-up.toml", stock_toml.replace('"E8"', '"8371"'))
    message = refused(2, "es", "--stock", "8371", "--content", "mine")
    assert "'8371' is on 2 stocks: avery-5371 (" in message
    assert message.endswith("Give the id of the one that you have: avery-5371 or eight-up.")


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("VIZ3", "Add --layout fold, or use another stock: see `stock list`."),
        ("HERMA 5028", "Use another stock: `stock list` shows which can be printed on both sides."),
    ],
)
def test_a_stock_without_a_back(given: str, remedy: str, refused: Callable[..., str]) -> None:
    message = refused(2, "es", "--stock", given)
    assert message.endswith(f". {remedy}")
