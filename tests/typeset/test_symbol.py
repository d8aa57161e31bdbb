"""QR symbols: read back by zxing-cpp from a picture drawn here, and no denser than a phone can see."""

import re
from itertools import chain

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.decoding import decode
from cards.errors import DoesNotFit
from cards.measures import POINTS_PER_MM, millimetres
from cards.read.links import LEGAL_AID, BadAddress, Link, read_link
from cards.readback import read_back
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE, MODULE_LEAST, MODULE_WARN, QUIET_ZONE, Symbol, link_symbol, module_width


def allowed(address: str) -> Link | None:
    """The link of an address, or None for one that no card may have."""
    try:
        return read_link(address)
    except BadAddress:
        return None


ADDRESSES = (
    st.builds(
        "https://{}.{}/{}".format,
        st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True),
        st.sampled_from(["org", "gov", "example.com"]),
        st.lists(st.sampled_from([*"abcXYZ019-._~/?=&+", "%C3%A9"]), max_size=40).map("".join),
    )
    .map(allowed)
    .filter(bool)
)

LEVEL_M = (14, 26, 42, 62, 84, 106, 122, 152)
"""The bytes that versions 1 to 8 hold at level M: ISO/IEC 18004, table 7."""

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
    assert symbol.content == link.url
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
def test_holds_the_address_as_it_is_written_in_the_smallest_symbol_of_level_m(link: Link) -> None:
    """Of so many bytes (ISO/IEC 18004, table 7), or smaller where what is alphanumeric (table 5) takes less."""
    symbol = link_symbol(link)
    assert symbol.content == link.url
    assert symbol.content.startswith("https://")
    version = 1 + next(place for place, most in enumerate(LEVEL_M) if len(link.url) <= most)
    assert len(symbol.modules) <= 17 + 4 * version
    if not re.search(r"[0-9A-Z $%*+\-./:]{10}", link.url):
        assert len(symbol.modules) == 17 + 4 * version


@given(ADDRESSES)
@settings(max_examples=20)
def test_says_that_it_is_of_level_m(link: Link) -> None:
    """The format information (ISO/IEC 18004, 7.9) begins with 00 for M, hidden behind the mask 10."""
    modules = link_symbol(link).modules
    assert [modules[8][0], modules[8][1]] == [True, False]


@pytest.mark.parametrize(
    ("address", "side"),
    [
        ("https://ab.org", 21),
        ("https://immi.org", 25),
        ("https://www.immigrationlawhelp.org", 29),
        ("https://www.aclu.org/know-your-rights/immigrants-rights", 33),
        ("https://example.org/" + "x" * 130, 49),
    ],
)
def test_sizes_of_known_addresses(address: str, side: int) -> None:
    """Level M holds 14, 26, 42, 62, 84, 106, 122 and 152 bytes in versions 1 to 8 (ISO/IEC 18004)."""
    symbol = link_symbol(read_link(address))
    assert len(symbol.modules) == side
    assert symbol.content == address


@pytest.mark.parametrize(
    ("given", "content"),
    [
        ("HTTPS://WWW.ILRC.ORG/RedCards?A=b#C", "https://www.ilrc.org/RedCards?A=b#C"),
        ("https://Example.org/AUDIO/Es", "https://example.org/AUDIO/Es"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_scheme_and_host_are_in_small_letters_and_the_rest_as_typed(given: str, content: str) -> None:
    symbol = link_symbol(read_link(given))
    assert symbol.content == content
    assert decoded(picture(symbol, 3)) == [content]


def test_survives_the_damage_that_level_m_mends() -> None:
    """Level M restores about 15 % of a symbol: a stain over a corner of the data does not matter."""
    image = picture(link_symbol(read_link(LEGAL_AID)), 4)
    stain = 4 * (QUIET_ZONE + 15)
    image.paste(255, (stain, stain, stain + 20, stain + 20))
    assert decoded(image) == ["https://www.immigrationlawhelp.org"]


def test_modules_have_their_usual_width_where_the_panel_has_room() -> None:
    symbol = link_symbol(read_link(LEGAL_AID))
    assert millimetres(module_width(symbol, Points(1000.0))) == pytest.approx(0.5)
    assert millimetres(module_width(symbol, Points(symbol.span * 0.45 * POINTS_PER_MM))) == pytest.approx(0.45)


def test_the_widths_are_those_of_our_facts() -> None:
    assert [millimetres(width) for width in (MODULE, MODULE_WARN, MODULE_LEAST)] == pytest.approx([0.5, 0.44, 0.37])


@given(ADDRESSES, st.floats(10.0, 100.0))
@settings(max_examples=40)
def test_modules_fill_the_panel_or_are_refused(link: Link, panel: float) -> None:
    symbol = link_symbol(link)
    if panel / symbol.span < 0.37 * POINTS_PER_MM - 1e-9:
        with pytest.raises(DoesNotFit, match=r"of 0\.\d\d mm modules, under 0\.37 mm") as refusal:
            module_width(symbol, Points(panel))
        fits = re.search(r"an address of (\d+) characters or fewer", refusal.value.remedy)
        if fits:
            shorter = link_symbol(Link("x" * int(fits[1]), ""))
            assert float(module_width(shorter, Points(panel))) >= 0.37 * POINTS_PER_MM - 1e-9
        else:
            assert panel / 29 < 0.37 * POINTS_PER_MM  # not even the smallest symbol, of 21 modules
    else:
        width = float(module_width(symbol, Points(panel)))
        assert 0.37 * POINTS_PER_MM - 1e-9 <= width <= 0.5 * POINTS_PER_MM + 1e-9
        assert width * symbol.span <= panel + 1e-9


def test_a_code_too_dense_to_scan_is_refused_with_its_size_and_the_length_that_would_fit() -> None:
    """50 points are 47 modules of 0.37 mm: version 5 with its quiet zones has 45, and holds 84 bytes."""
    symbol = link_symbol(read_link("https://www.example.org/" + "a" * 120))
    with pytest.raises(DoesNotFit) as error:
        module_width(symbol, Points(50.0))
    width = 50.0 / symbol.span / POINTS_PER_MM
    assert "with 144 characters" in error.value.cause
    assert f"{width:.2f} mm" in error.value.cause
    assert "an address of 84 characters or fewer with 'link'" in str(error.value)


def test_a_symbol_that_does_not_read_back_is_refused() -> None:
    symbol = link_symbol(read_link(LEGAL_AID))
    with pytest.raises(DoesNotFit, match="does not scan correctly"):
        read_back(Symbol(symbol.modules, symbol.content + "/"), decode)
    inverted = tuple(tuple(not module for module in row) for row in symbol.modules)
    with pytest.raises(DoesNotFit, match="does not scan correctly"):
        read_back(Symbol(inverted, symbol.content), decode)
