"""Sheet stock: the shipped tables against published figures, and the tables that cannot be."""

from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile, UnknownId
from cards.locations import bundled, shelves
from cards.measures import Rect
from cards.read.stocks import A4, LEAST_CARD, LETTER, MOST_CARDS, Stock, find_stock, read_stock

SHELVES = (bundled(),)
INCH, MM = 72.0, 72 / 25.4
NUMBERS = count()


@dataclass(frozen=True)
class Published:
    """The figures of a stock in points: paper, card, grid, place of the first card, pitch."""

    paper: tuple[float, float]
    card: tuple[float, float]
    grid: tuple[int, int]
    first: tuple[float, float]
    pitch: tuple[float, float]
    marks: bool


LETTER_10 = ((612.0, 792.0), (3.5 * INCH, 2 * INCH), (2, 5), (0.75 * INCH, 0.5 * INCH), (3.5 * INCH, 2 * INCH))
PUBLISHED = {
    "avery-5371": Published(*LETTER_10, marks=False),
    "plain-letter": Published(*LETTER_10, marks=True),
    "plain-a4": Published(
        (210 * MM, 297 * MM), (85 * MM, 55 * MM), (2, 5), (20 * MM, 11 * MM), (85 * MM, 55 * MM), marks=True
    ),
}
AVERY_5371 = ["5371", "8371", "5911", "8376", "28371", "5376", "5871", "5877", "8871", "8876", "27881"]

STOCK = """\
id = "ours"
name = "Our sheet"
paper = "a4"
card_width = "85mm"
card_height = "54mm"
columns = 2
rows = 5
left = "15mm"
top = "13.5mm"
pitch_x = "95mm"
pitch_y = "54mm"
products = ["C32011-10", "C2364"]
source = "measured"
"""


def put(folder: Path, text: str, name: str = "ours") -> Path:
    """Write a stock."""
    path = folder / "stocks" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def corners(rect: Rect) -> tuple[float, float, float, float]:
    """A rectangle as numbers."""
    return (rect.x, rect.y, rect.width, rect.height)


def assert_sound(stock: Stock) -> None:
    """Every card lies on the paper, and no two overlap."""
    paper = Rect(0, 0, stock.paper.width, stock.paper.height)
    assert len(stock.slots) == stock.columns * stock.rows
    assert all(paper.contains(slot, tolerance=0.011) for slot in stock.slots)
    assert not any(one.overlaps(other, tolerance=0.011) for one, other in combinations(stock.slots, 2))


def test_every_shipped_stock_is_among_the_published() -> None:
    assert {path.stem for path in bundled().stocks.glob("*.toml")} == set(PUBLISHED)


@pytest.mark.parametrize("stock_id", PUBLISHED)
def test_the_slots_are_where_the_published_figures_put_them(stock_id: str) -> None:
    stock, published = find_stock(SHELVES, stock_id), PUBLISHED[stock_id]
    (width, height), (columns, rows) = published.card, published.grid
    expected = [
        (
            published.first[0] + column * published.pitch[0],
            published.paper[1] - published.first[1] - row * published.pitch[1] - height,
            width,
            height,
        )
        for row in range(rows)
        for column in range(columns)
    ]
    assert (stock.paper.width, stock.paper.height) == pytest.approx(published.paper)
    assert [corners(slot) for slot in stock.slots] == [pytest.approx(each, abs=1e-6) for each in expected]
    assert stock.cut_marks == published.marks
    assert stock.source
    assert_sound(stock)


def test_the_first_and_the_last_card_of_avery_5371() -> None:
    slots = find_stock(SHELVES, "avery-5371").slots
    assert corners(slots[0]) == (54, 612, 252, 144)
    assert corners(slots[1]) == (306, 612, 252, 144)
    assert corners(slots[-1]) == (306, 36, 252, 144)


def test_plain_a4_is_centred() -> None:
    slots = find_stock(SHELVES, "plain-a4").slots
    assert slots[0].x == pytest.approx(A4.width - slots[-1].right)
    assert slots[-1].y == pytest.approx(A4.height - slots[0].top)


@pytest.mark.parametrize("product", AVERY_5371)
def test_every_product_number_of_avery_5371_finds_it(product: str) -> None:
    for spelling in (product, f"Avery {product}", f"avery-{product}", f"AVERY {product} "):
        assert find_stock(SHELVES, spelling).id == "avery-5371"


@pytest.mark.parametrize("wanted", ["c32011-10", "C2364", "Avery C2364", "ours"])
def test_a_product_number_with_letters_is_found_in_any_case(tmp_path: Path, wanted: str) -> None:
    put(tmp_path, STOCK)
    assert find_stock(shelves(tmp_path), wanted).id == "ours"


@pytest.mark.parametrize(
    ("wanted", "close"), [("5317", "5371"), ("plain-a5", "plain-a4"), ("avery-5372", "avery-5371"), ("88766", "8876")]
)
def test_an_unknown_stock_is_answered_with_the_closest(wanted: str, close: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_stock(SHELVES, wanted)
    assert refused.value.cause == f"There is no stock {wanted!r}."
    assert close in refused.value.remedy


def test_nothing_is_no_stock() -> None:
    for wanted in ("", " ", "avery", "Avery "):
        with pytest.raises(UnknownId):
            find_stock(SHELVES, wanted)


def test_a_stock_by_value(tmp_path: Path) -> None:
    stock = read_stock(put(tmp_path, STOCK))
    assert (stock.id, stock.name, stock.source) == ("ours", "Our sheet", "measured")
    assert (stock.columns, stock.rows, stock.cut_marks) == (2, 5, False)
    assert stock.products == ("C32011-10", "C2364")
    first, second, third = stock.slots[:3]
    assert corners(first) == pytest.approx((15 * MM, (297 - 13.5 - 54) * MM, 85 * MM, 54 * MM))
    assert corners(second) == pytest.approx((110 * MM, (297 - 13.5 - 54) * MM, 85 * MM, 54 * MM))
    assert corners(third) == pytest.approx((15 * MM, (297 - 13.5 - 108) * MM, 85 * MM, 54 * MM))


BROKEN = [
    ('pitch_x = "95mm"', 'pitch_x = "84mm"', "'pitch_x' is 84.00 mm, less than the card's 85.00 mm."),
    ('pitch_y = "54mm"', 'pitch_y = "53.9mm"', "'pitch_y' is 53.90 mm, less than the card's 54.00 mm."),
    ("rows = 5", "rows = 6", "'rows' and columns reach 40.50 mm beyond the paper."),
    ("columns = 2", "columns = 0", "'columns' is out of bounds."),
    ("columns = 2", "columns = -1", "'columns' is out of bounds."),
    ("columns = 2", f"columns = {'9' * 3000}", "'columns' is out of bounds."),
    ("columns = 2", "columns = 51", "'columns' is 51."),
    ("rows = 5", "rows = 51", "'rows' is 51."),
    ("rows = 5", "rows = 10000", "'rows' is 10000."),
    ('card_width = "85mm"', 'card_width = "29.9mm"', "'card_width' is 29.9 mm."),
    ('card_height = "54mm"', 'card_height = "2.9cm"', "'card_height' is 29.0 mm."),
    ('card_height = "54mm"', 'card_height = "0mm"', "'card_height' is 0.0 mm."),
    ('card_width = "85mm"', 'card_width = "99999in"', "'card_width' is too long a length."),
    ('pitch_y = "54mm"', f'pitch_y = "{"9" * 3000}mm"', "'pitch_y' is too long a length."),
    ("columns = 2", "columns = 2.0", "'columns' is not a whole number."),
    ('paper = "a4"', 'paper = "a5"', "'paper' is 'a5'."),
    ('left = "15mm"', 'left = "-15mm"', "'left' is '-15mm'."),
    ('left = "15mm"', "left = 15", "'left' is not a length such as '3.5in' or '54mm'."),
    ('card_width = "85mm"', 'card_width = "85"', "'card_width' is '85'."),
    ('id = "ours"', 'id = "theirs"', "'id' is 'theirs' in a file named ours.toml."),
    ('top = "13.5mm"', 'Top = "13.5mm"', "'Top' is not known here."),
    ('source = "measured"', 'source = ""', "'source' is empty or begins or ends with a space."),
    ('products = ["C32011-10", "C2364"]', "products = [5371]", "'products' holds something that is not a text."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[1][:40] for each in BROKEN])
def test_a_broken_table_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = STOCK.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_stock(path)
    assert refused.value.cause == cause
    line = text.count("\n", 0, text.index(replacement)) + 1
    assert (refused.value.file, refused.value.line) == (path, line)


@pytest.mark.parametrize(
    ("part", "replacement", "millimetres"),
    [
        ("columns = 2", "columns = 3", "80.00"),
        ('left = "15mm"', 'left = "30.5mm"', "0.50"),
        ('top = "13.5mm"', 'top = "27.5mm"', "0.50"),
        ('pitch_y = "54mm"', 'pitch_y = "57.5mm"', "0.50"),
        ('left = "15mm"\n', "", None),
        ('left = "15mm"\ntop = "13.5mm"\n', "", None),
    ],
)
def test_a_grid_beyond_the_paper_is_refused_with_how_far(
    tmp_path: Path, part: str, replacement: str, millimetres: str | None
) -> None:
    path = put(tmp_path, STOCK.replace(part, replacement))
    if millimetres is None:
        assert_sound(read_stock(path))
        return
    with pytest.raises(BadFile, match="and columns reach") as refused:
        read_stock(path)
    assert f"{millimetres} mm beyond the paper" in refused.value.cause


@pytest.mark.parametrize("key", ["card_width", "card_height"])
@pytest.mark.parametrize("length", ["0mm", "1pt", "29.99mm", "1.18in"])
def test_a_card_has_a_size(tmp_path: Path, key: str, length: str) -> None:
    lines = [f'{key} = "{length}"' if line.startswith(key) else line for line in STOCK.splitlines()]
    path = put(tmp_path, "\n".join(lines))
    with pytest.raises(BadFile, match=f"'{key}' is ") as refused:
        read_stock(path)
    assert refused.value.remedy == "A card has at least 30 mm each way."
    assert (refused.value.file, refused.value.line) == (path, 4 if key == "card_width" else 5)


@pytest.mark.parametrize("length", ["30mm", "3cm", "3.0cm", "30.0mm"])
def test_the_smallest_card_has_30_millimetres(tmp_path: Path, length: str) -> None:
    assert pytest.approx(30 * MM) == LEAST_CARD
    text = STOCK.replace('card_width = "85mm"', f'card_width = "{length}"')
    stock = read_stock(put(tmp_path, text.replace('card_height = "54mm"', f'card_height = "{length}"')))
    assert (stock.card.width, stock.card.height) == pytest.approx((LEAST_CARD, LEAST_CARD))


def test_a_sheet_has_50_columns_and_rows_at_most(tmp_path: Path) -> None:
    assert MOST_CARDS == 50
    for key in ("columns", "rows"):
        lines = [f"{key} = 50" if line.startswith(key) else line for line in STOCK.splitlines()]
        with pytest.raises(BadFile, match="'rows' and columns reach"):  # a matter of the paper then
            read_stock(put(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize("key", ["id", "name", "paper", "card_width", "card_height", "columns", "rows", "source"])
def test_what_a_stock_must_have(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in STOCK.splitlines() if not line.startswith(f"{key} ="))
    with pytest.raises(BadFile) as refused:
        read_stock(put(tmp_path, text))
    assert refused.value.cause == f"'{key}' is missing."


def lengths(name: str, most: int) -> st.SearchStrategy[str]:
    """The line of a length in tenths of a millimetre, or no line."""
    given_line = st.integers(0, most).map(lambda tenths: f'{name} = "{tenths / 10:.1f}mm"\n')
    return st.just("") | given_line


@given(
    paper=st.sampled_from(["letter", "a4"]),
    card=st.tuples(st.integers(1, 1200), st.integers(1, 900)),
    grid=st.tuples(st.integers(1, 4), st.integers(1, 6)),
    rest=st.tuples(lengths("left", 300), lengths("top", 300), lengths("pitch_x", 1200), lengths("pitch_y", 900)),
)
@settings(deadline=None)
def test_any_table_is_refused_or_sound(
    tmp_path_factory: pytest.TempPathFactory,
    paper: str,
    card: tuple[int, int],
    grid: tuple[int, int],
    rest: tuple[str, ...],
) -> None:
    text = f'id = "ours"\nname = "n"\nsource = "s"\npaper = "{paper}"\n' + "".join(rest)
    text += f'card_width = "{card[0] / 10:.1f}mm"\ncard_height = "{card[1] / 10:.1f}mm"\n'
    folder = tmp_path_factory.getbasetemp() / "any" / str(next(NUMBERS))
    path = put(folder, f"{text}columns = {grid[0]}\nrows = {grid[1]}\n")
    small = [key for key, tenths in zip(("card_width", "card_height"), card, strict=True) if tenths < 300]
    try:
        stock = read_stock(path)
    except BadFile as error:
        assert error.cause.split("'")[1] in (small[:1] or ("pitch_x", "pitch_y", "rows"))
        return
    assert not small
    assert_sound(stock)
    assert stock.paper == (LETTER if paper == "letter" else A4)
