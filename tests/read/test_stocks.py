"""Sheet stock: the shipped tables against published figures, and the tables that cannot be."""

from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder, UnknownId
from cards.locations import bundled, shelves
from cards.measures import Rect
from cards.read.stocks import A4, BLEED, LEAST_CARD, LETTER, MOST_CARDS, Stock, find_stock, read_stock, read_stocks

SHELVES = (bundled(),)
INCH, MM = 72.0, 72 / 25.4
NUMBERS = count()


@dataclass(frozen=True)
class Published:
    """The figures of a stock in points: paper, piece, grid, place of the first piece, pitch; and its numbers."""

    paper: tuple[float, float]
    piece: tuple[float, float]
    grid: tuple[int, int]
    first: tuple[float, float]
    pitch: tuple[float, float]
    numbers: str = ""
    brand: str = "Avery"
    marks: bool = False


Pair = tuple[float, float]


def a4(piece: Pair, grid: tuple[int, int], first: Pair, pitch: Pair, numbers: str, brand: str = "Avery") -> Published:
    """A sheet of A4 given in millimetres."""
    lengths = [(one * MM, other * MM) for one, other in (piece, first, pitch)]
    return Published((210 * MM, 297 * MM), lengths[0], grid, lengths[1], lengths[2], numbers, brand)


LETTER_10 = ((612.0, 792.0), (3.5 * INCH, 2 * INCH), (2, 5), (0.75 * INCH, 0.5 * INCH), (3.5 * INCH, 2 * INCH))
ID_1 = (85.60 * MM, 53.98 * MM)
PUBLISHED = {
    "avery-5371": Published(*LETTER_10, "5371 8371 5911 8376 28371 5376 5871 5877 8871 8876 27881"),
    "avery-8373": Published(
        (612.0, 792.0), (3.5 * INCH, 2 * INCH), (2, 4), (0.5 * INCH, 0.75 * INCH), (4 * INCH, 2.5 * INCH),
        "8373 5881 8869 28373",
    ),
    "avery-c32011": a4((85, 54), (2, 5), (15, 13.5), (95, 54), "C32011 C32011-10 C2364 C2365 C2366 C2367"),
    "avery-c32015": a4((85, 54), (2, 4), (17, 31.5), (91, 60), "C32015 C9312"),
    "avery-l7414": a4((90, 52), (2, 5), (15, 18.5), (90, 52), "L7414 L7415"),
    "avery-j8414": a4((87, 50.8), (2, 5), (15, 21.5), (93, 50.8), "J8414"),
    "avery-j21013": a4((91, 55), (2, 5), (14, 11), (91, 55), "J21013 C91131"),
    "sigel-lp795": a4((85, 55), (2, 5), (14, 10.5), (95, 55), "LP795 LP-795", "Sigel"),
    "sigel-lp800": a4((85, 55), (2, 5), (15, 10), (95, 55), "LP800", "Sigel"),
    "herma-5028": a4((83.8, 50.8), (2, 5), (18.6, 22), (89.2, 50.8), "5028", "HERMA"),
    "rayfilm-viz3": a4((170, 54), (1, 5), (20, 13.5), (170, 54), "VIZ3", "Rayfilm"),
    "plain-letter": Published(*LETTER_10, marks=True),
    "plain-letter-id1": Published(
        (612.0, 792.0), ID_1, (2, 4), (306 - ID_1[0], 396 - 2 * ID_1[1]), ID_1, marks=True
    ),
    "plain-a4": Published(
        (210 * MM, 297 * MM), (85 * MM, 55 * MM), (2, 5), (20 * MM, 11 * MM), (85 * MM, 55 * MM), marks=True
    ),
}  # fmt: skip
NUMBERED = [(number, stock_id) for stock_id, published in PUBLISHED.items() for number in published.numbers.split()]

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
products = ["X77011-10", "Y88"]
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
    (width, height), (columns, rows) = published.piece, published.grid
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


def test_unequal_margins_stay_unequal() -> None:
    for stock_id, margins in (("sigel-lp795", (14, 16, 10.5, 11.5)), ("sigel-lp800", (15, 15, 10, 12))):
        slots = find_stock(SHELVES, stock_id).slots
        first, last = slots[0], slots[-1]
        found = (first.x, A4.width - last.right, A4.height - first.top, last.y)
        assert found == pytest.approx([each * MM for each in margins])


def test_what_only_some_stocks_have() -> None:
    stocks = {stock.id: stock for stock in read_stocks(SHELVES)}
    assert {each.id: each.corner_radius for each in stocks.values() if each.corner_radius} == {
        "herma-5028": pytest.approx(2 * MM)
    }
    assert {each.id: each.bleed for each in stocks.values() if each.bleed != BLEED} == {"avery-8373": 0.0625 * INCH}
    assert [each.id for each in stocks.values() if each.fold] == ["rayfilm-viz3"]
    assert [each.id for each in stocks.values() if each.one_sided] == ["herma-5028"]
    assert [each.id for each in stocks.values() if not each.duplex] == ["herma-5028", "rayfilm-viz3"]


def test_a_stock_to_fold_has_pieces_of_two_cards() -> None:
    stock = find_stock(SHELVES, "rayfilm-viz3")
    assert (stock.card.width, stock.card.height) == pytest.approx((85 * MM, 54 * MM))
    assert (stock.piece.width, stock.piece.height) == pytest.approx((170 * MM, 54 * MM))
    assert len(stock.slots) == 5


@pytest.mark.parametrize(("number", "stock_id"), NUMBERED)
def test_every_product_number_finds_its_stock(number: str, stock_id: str) -> None:
    brand = PUBLISHED[stock_id].brand
    for spelling in (
        number, number.lower(), f" {number} ", f"{number[:2]} {number[2:]}", f"{brand} {number}", f"{brand}-{number}",
        f"{brand.upper()} {number}", f"{brand.lower()}{number}",
    ):  # fmt: skip
        assert find_stock(SHELVES, spelling).id == stock_id


@pytest.mark.parametrize("wanted", ["C32011-25", "Avery Zweckform C32011-10", "zweckform c32011", "AVERY  c 32011"])
def test_packs_and_names_of_a_brand(wanted: str) -> None:
    assert find_stock(SHELVES, wanted).id == "avery-c32011"


@pytest.mark.parametrize("wanted", ["Plain A4", "PLAIN-A4", "plain a4 "])
def test_an_id_however_it_is_written(wanted: str) -> None:
    assert find_stock(SHELVES, wanted).id == "plain-a4"


@pytest.mark.parametrize("wanted", ["Sigel 5371", "Avery LP795", "Avery VIZ3", "5371-10-10", "LP"])
def test_a_number_of_another_brand_is_none(wanted: str) -> None:
    with pytest.raises(UnknownId):
        find_stock(SHELVES, wanted)


@pytest.mark.parametrize("wanted", ["X77011-10", "y88", "Avery Y88", "HERMA x77011", "ours", "x77011-50"])
def test_a_stock_without_a_brand_may_be_asked_for_with_any(tmp_path: Path, wanted: str) -> None:
    put(tmp_path, STOCK)
    assert find_stock(shelves(tmp_path), wanted).id == "ours"


def test_a_number_that_two_stocks_have_is_answered_with_both(tmp_path: Path) -> None:
    put(tmp_path, STOCK.replace('"Y88"', '"8371"'))
    both = shelves(tmp_path)
    avery = "avery-5371 (Avery 5371 business cards, 10 to a Letter sheet)"
    for wanted in ("8371", "Avery 8371"):
        with pytest.raises(BadOrder) as refused:
            find_stock(both, wanted)
        assert refused.value.cause == f"{wanted!r} is on 2 stocks: {avery}, ours (Our sheet)."
        assert refused.value.remedy == "Give the id of the one that you have: avery-5371 or ours."
    assert find_stock(both, "ours").id == "ours"
    assert find_stock(both, "5371").id == "avery-5371"


def test_a_brand_tells_two_stocks_of_one_number_apart(tmp_path: Path) -> None:
    put(tmp_path, STOCK.replace('"Y88"', '"5371"') + 'brands = ["Own Make"]\n')
    both = shelves(tmp_path)
    assert find_stock(both, "own make 5371").id == "ours"
    assert find_stock(both, "Avery 5371").id == "avery-5371"
    with pytest.raises(BadOrder):
        find_stock(both, "5371")


def test_packs_of_one_number_may_hold_different_sheets(tmp_path: Path) -> None:
    put(tmp_path, STOCK.replace("X77011-10", "C32011-40"))
    both = shelves(tmp_path)
    assert find_stock(both, "C32011-40").id == "ours"
    assert find_stock(both, "C32011-10").id == "avery-c32011"
    for wanted in ("C32011", "C32011-25"):
        with pytest.raises(BadOrder, match=r"avery-c32011 .*, ours "):
            find_stock(both, wanted)


def test_every_stock_once_by_id(tmp_path: Path) -> None:
    put(tmp_path, STOCK)
    put(tmp_path, STOCK.replace('"ours"', '"plain-a4"'), "plain-a4")
    found = read_stocks(shelves(tmp_path))
    assert [stock.id for stock in found] == sorted({*PUBLISHED, "ours"})
    assert next(stock for stock in found if stock.id == "plain-a4").name == "Our sheet"


@pytest.mark.parametrize(
    "wanted", ["5372", "5317", "537", "53711", "avery-5372", "Avery 5370", "plain-a5", "88766", "LP796"]
)
def test_a_product_number_is_never_guessed_from_its_digits(wanted: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_stock(SHELVES, wanted)
    assert str(refused.value) == f"There is no stock {wanted!r}. `stock list` shows every stock."


@pytest.mark.parametrize(
    ("wanted", "close"),
    [
        ("plain-leter", "plain-letter"),
        ("averry-5371", "avery-5371"),
        ("avry-c32011", "avery-c32011"),
        ("plan-a4", "plain-a4"),
    ],
)
def test_a_misspelt_name_of_a_stock_is_answered_with_the_closest(wanted: str, close: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_stock(SHELVES, wanted)
    assert refused.value.remedy == f"Did you mean {close}?"


def test_nothing_is_no_stock() -> None:
    for wanted in ("", " ", "avery", "Avery "):
        with pytest.raises(UnknownId):
            find_stock(SHELVES, wanted)


def test_a_stock_by_value(tmp_path: Path) -> None:
    stock = read_stock(put(tmp_path, STOCK))
    assert (stock.id, stock.name, stock.source) == ("ours", "Our sheet", "measured")
    assert (stock.columns, stock.rows, stock.cut_marks) == (2, 5, False)
    assert stock.products == ("X77011-10", "Y88")
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
    ("columns = 2", "columns = 51", "'columns' is out of bounds."),
    ("rows = 5", "rows = 51", "'rows' is out of bounds."),
    ("rows = 5", "rows = 10000", "'rows' is out of bounds."),
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
    (
        'pitch_x = "95mm"',
        'pitch_x = "160mm"\nfold = true',
        "'pitch_x' is 160.00 mm, less than the unfolded card's 170.00 mm.",
    ),
    ("rows = 5", 'rows = 5\ncorner_radius = "27.5mm"', "'corner_radius' is 27.50 mm, more than half of the card."),
    ("rows = 5", 'rows = 5\nbleed = "-1mm"', "'bleed' is '-1mm'."),
    ("rows = 5", "rows = 5\nfold = 1", "'fold' is not true or false."),
    ("rows = 5", 'rows = 5\nbrands = "Avery"', "'brands' is not a list of texts in quotes."),
    ('source = "measured"', 'source = ""', "'source' is empty, or begins or ends with a space."),
    ('products = ["X77011-10", "Y88"]', "products = [5371]", "'products' holds something that is not a text."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[1][:40] for each in BROKEN])
def test_a_broken_table_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = STOCK.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_stock(path)
    assert refused.value.cause == cause
    key = cause.split("'")[1]
    line = 1 + next(n for n, each in enumerate(text.split("\n")) if each.startswith(key))
    assert (refused.value.file, refused.value.line) == (path, line)


@pytest.mark.parametrize(
    ("part", "replacement", "cause"),
    [
        ("columns = 2", "columns = 3", "'columns' and rows reach 80.00 mm beyond the paper."),
        ('left = "15mm"', 'left = "30.5mm"', "'columns' and rows reach 0.50 mm beyond the paper."),
        ('left = "15mm"\n', 'fold = true\npitch_x = "170mm"\n', "'columns' and rows reach 65.00 mm beyond the paper."),
        ('top = "13.5mm"', 'top = "27.5mm"', "'rows' and columns reach 0.50 mm beyond the paper."),
        ('pitch_y = "54mm"', 'pitch_y = "57.5mm"', "'rows' and columns reach 0.50 mm beyond the paper."),
    ],
)
def test_a_grid_beyond_the_paper_is_refused_with_how_far(
    tmp_path: Path, part: str, replacement: str, cause: str
) -> None:
    text = STOCK.replace(part, replacement)
    if "fold" in text:
        text = text.replace('pitch_x = "95mm"\n', "")
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_stock(path)
    assert refused.value.cause == cause
    key = cause.split("'")[1]
    assert refused.value.line == 1 + next(n for n, each in enumerate(text.split("\n")) if each.startswith(f"{key} "))


@pytest.mark.parametrize("part", ['left = "15mm"\n', 'left = "15mm"\ntop = "13.5mm"\n'])
def test_a_grid_without_a_margin_is_centred(tmp_path: Path, part: str) -> None:
    stock = read_stock(put(tmp_path, STOCK.replace(part, "")))
    assert_sound(stock)
    assert stock.slots[0].x == pytest.approx(A4.width - stock.slots[-1].right)


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
        with pytest.raises(BadFile, match=f"'{key}' and .* reach"):  # a matter of the paper then
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
        assert error.cause.split("'")[1] in (small[:1] or ("pitch_x", "pitch_y", "columns", "rows"))
        return
    assert not small
    assert_sound(stock)
    assert stock.paper == (LETTER if paper == "letter" else A4)
