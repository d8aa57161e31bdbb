"""QR symbols: read back by zxing-cpp from a picture drawn here, and no denser than a phone can see."""

from itertools import chain

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.decoding import decode
from cards.errors import DoesNotFit
from cards.measures import POINTS_PER_MM
from cards.read.links import LEGAL_AID, Link, read_link
from cards.readback import read_back
from cards.typeset.symbol import MODULE, MODULE_LEAST, QUIET_ZONE, Symbol, link_symbol, module_width

ADDRESSES = st.builds(
    "https://{}.{}/{}".format,
    st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True),
    st.sampled_from(["org", "gov", "example.com"]),
    st.text("abcXYZ019-._~/?=&%+", max_size=60),
).map(read_link)


QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def picture(symbol: Symbol, pixels: int, turns: int = 0) -> Image.Image:
    """The symbol in its quiet zone, dark on light."""
    quiet = [False] * QUIET_ZONE
    blank = [False] * symbol.span
    rows = [*[blank] * QUIET_ZONE, *([*quiet, *row, *quiet] for row in symbol.modules), *[blank] * QUIET_ZONE]
    data = bytes(0 if module else 255 for module in chain.from_iterable(rows))
    image = Image.frombytes("L", (symbol.span, symbol.span), data)
    side = symbol.span * pixels
    return image.resize((side, side), Image.Resampling.NEAREST).rotate(90 * turns)


def decoded(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image, formats=QR_CODE, try_invert=False)
    return [each.text for each in found]


@given(ADDRESSES, st.integers(2, 6), st.integers(0, 3))
@settings(max_examples=40)
def test_reads_back_as_the_link(link: Link, pixels: int, turns: int) -> None:
    symbol = link_symbol(link)
    assert decoded(picture(symbol, pixels, turns)) == [symbol.content]
    assert symbol.content in (link.url, link.capitals)
    read_back(symbol, decode)


@given(ADDRESSES)
@settings(max_examples=40)
def test_is_a_square_of_a_size_that_the_standard_has(link: Link) -> None:
    """ISO/IEC 18004, 5.3.1: version 1 has 21 modules a side, and each version 4 more."""
    symbol = link_symbol(link)
    side = len(symbol.modules)
    assert {len(row) for row in symbol.modules} == {side}
    assert side >= 21
    assert side % 4 == 1
    assert symbol.span == side + 8
    for x, y in ((0, 0), (side - 7, 0), (0, side - 7)):  # the finder patterns, 5.3.2: a ring round a block of 3
        finder = [row[x : x + 7] for row in symbol.modules[y : y + 7]]
        for row, modules in enumerate(finder):
            for column, module in enumerate(modules):
                assert module == (max(abs(row - 3), abs(column - 3)) != 2)


@given(ADDRESSES)
@settings(max_examples=40)
def test_capitals_are_used_only_when_that_makes_it_smaller(link: Link) -> None:
    symbol = link_symbol(link)
    plain = link_symbol(Link(link.url, link.url, link.shown))
    capitals = link_symbol(Link(link.capitals, link.capitals, link.shown))
    assert len(symbol.modules) == min(len(plain.modules), len(capitals.modules))
    smaller = capitals if len(capitals.modules) < len(plain.modules) else plain
    assert (symbol.modules, symbol.content) == (smaller.modules, smaller.content)
    assert symbol.target == link.url


@pytest.mark.parametrize(
    ("address", "side", "content"),
    [
        ("https://immi.org", 21, "HTTPS://IMMI.ORG"),
        ("https://ab.org", 21, "https://ab.org"),  # small enough as it is
        (LEGAL_AID, 25, "HTTPS://WWW.IMMIGRATIONLAWHELP.ORG"),
        (
            "https://www.aclu.org/know-your-rights/immigrants-rights",
            33,
            "https://www.aclu.org/know-your-rights/immigrants-rights",
        ),
    ],
)
def test_sizes_of_known_addresses(address: str, side: int, content: str) -> None:
    """Level M holds 14, 26, 42 and 62 bytes, or 20, 38, 61 and 90 capitals, in versions 1 to 4 (ISO/IEC 18004)."""
    symbol = link_symbol(read_link(address))
    assert len(symbol.modules) == side
    assert symbol.content == content


def test_survives_the_damage_that_level_m_mends() -> None:
    """Level M restores about 15 % of a symbol: a stain over a corner of the data does not matter."""
    image = picture(link_symbol(read_link(LEGAL_AID)), 4)
    stain = 4 * (QUIET_ZONE + 15)
    image.paste(255, (stain, stain, stain + 20, stain + 20))
    assert decoded(image) == ["HTTPS://WWW.IMMIGRATIONLAWHELP.ORG"]


def test_modules_have_their_usual_width_where_the_panel_has_room() -> None:
    symbol = link_symbol(read_link(LEGAL_AID))
    assert module_width(symbol, 1000.0) == MODULE
    assert module_width(symbol, symbol.span * MODULE) == pytest.approx(MODULE)


@given(ADDRESSES, st.floats(10.0, 100.0))
@settings(max_examples=40)
def test_modules_fill_the_panel_or_are_refused(link: Link, panel: float) -> None:
    symbol = link_symbol(link)
    if panel / symbol.span < MODULE_LEAST:
        with pytest.raises(DoesNotFit, match=r"of 0\.\d\d mm modules, under 0\.33 mm"):
            module_width(symbol, panel)
    else:
        width = module_width(symbol, panel)
        assert MODULE_LEAST <= width <= MODULE
        assert width * symbol.span <= panel + 1e-9


def test_a_code_too_dense_to_scan_is_refused_with_its_size() -> None:
    symbol = link_symbol(read_link("https://www.example.org/" + "a" * 120))
    with pytest.raises(DoesNotFit) as error:
        module_width(symbol, 50.0)
    width = 50.0 / symbol.span / POINTS_PER_MM
    assert f"{width:.2f} mm" in error.value.cause
    assert "'link'" in str(error.value)


def test_a_symbol_that_does_not_read_back_is_refused() -> None:
    symbol = link_symbol(read_link(LEGAL_AID))
    with pytest.raises(DoesNotFit, match="does not read back"):
        read_back(Symbol(symbol.modules, symbol.content + "/"), decode)
    inverted = tuple(tuple(not module for module in row) for row in symbol.modules)
    with pytest.raises(DoesNotFit, match="does not read back"):
        read_back(Symbol(inverted, symbol.content), decode)
