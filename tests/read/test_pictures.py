"""Logos: pixels on white from whatever people have, and no more work for a hostile file than for a good one."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.errors import BadFile
from cards.read.picture_files import MAX_SCANS, read_logo, read_picture
from cards.read.pictures import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SIDE,
    ON_CARD,
    Picture,
    in_grey,
    in_rgba,
    judged,
    picture_of,
    size_to_draw,
)

WHITE = (255, 255, 255)
RED = (200, 0, 0)
ORIENTATION = 0x0112

# Where row r and column c of a stored picture of 2 rows and 3 columns are shown, as (x, y), by the values of
# Orientation in the EXIF standard (CIPA DC-008): in 6 the first row is the right side and the first column the top.
SHOWN: dict[int, Callable[[int, int], tuple[int, int]]] = {
    1: lambda r, c: (c, r),
    2: lambda r, c: (2 - c, r),
    3: lambda r, c: (2 - c, 1 - r),
    4: lambda r, c: (c, 1 - r),
    5: lambda r, c: (r, c),
    6: lambda r, c: (1 - r, c),
    7: lambda r, c: (1 - r, 2 - c),
    8: lambda r, c: (r, 2 - c),
}


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes, *, depth: int = 8, colour: int = 2, extra: bytes = b"") -> bytes:
    """A PNG file of which nothing is checked: depth is bits a channel, colour 0 for grey, 2 for RGB."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def read(folder: Path, raw: bytes, name: str = "logo.png") -> Picture:
    """Write a file and read it as a picture."""
    path = folder / name
    path.write_bytes(raw)
    return read_picture(path)


def refused(path: Path) -> str:
    """The complaint about a file, which names it."""
    with pytest.raises(BadFile) as caught:
        read_picture(path)
    assert caught.value.file == path
    assert caught.value.remedy
    return caught.value.cause


def pixel(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    """A pixel from the upper left."""
    assert len(picture.rgb) == 3 * picture.width * picture.height
    start = 3 * (y * picture.width + x)
    return tuple(picture.rgb[start : start + 3])


def test_pixels_come_row_by_row_from_the_top(tmp_path: Path) -> None:
    picture = read(tmp_path, png(3, 2, b"\0" + bytes(range(9)) + b"\0" + bytes(range(9, 18))))
    assert picture == Picture(3, 2, bytes(range(18)))


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (Image.new("RGB", (2, 1), RED), RED),
        (Image.new("L", (2, 1), 100), (100, 100, 100)),
        (Image.new("1", (2, 1), 0), (0, 0, 0)),
        (Image.new("RGB", (2, 1), RED).quantize(2), RED),
        (Image.new("RGBA", (2, 1), (*RED, 255)), RED),
        (Image.new("RGBA", (2, 1), (*RED, 0)), WHITE),
        (Image.new("RGBA", (2, 1), (0, 0, 0, 51)), (204, 204, 204)),
        (Image.new("LA", (2, 1), (0, 51)), (204, 204, 204)),
        (Image.new("I;16", (2, 1), 100 * 256), (100, 100, 100)),
        (Image.new("I;16", (2, 1), 65535), WHITE),
    ],
    ids=["rgb", "grey", "bits", "palette", "opaque", "clear", "sheer", "sheer-grey", "deep", "deep-white"],
)
def test_every_kind_of_png_is_shown_on_white(tmp_path: Path, image: Image.Image, shown: tuple[int, ...]) -> None:
    picture = read(tmp_path, encoded(image))
    assert (picture.width, picture.height) == (2, 1)
    assert pixel(picture, 1, 0) == shown


def test_one_clear_colour_is_white(tmp_path: Path) -> None:
    palette = Image.new("P", (2, 1), 0)
    palette.putpalette([*RED, 0, 0, 200])
    palette.putpixel((1, 0), 1)
    picture = read(tmp_path, encoded(palette, transparency=0))
    assert [pixel(picture, x, 0) for x in (0, 1)] == [WHITE, (0, 0, 200)]
    row = b"\0" + struct.pack(">HH", 0x4000, 0x8000)
    picture = read(tmp_path, png(2, 1, row, depth=16, colour=0, extra=chunk(b"tRNS", struct.pack(">H", 0x4000))))
    assert [pixel(picture, x, 0) for x in (0, 1)] == [WHITE, (128, 128, 128)]


def test_deep_colours_keep_their_brightness(tmp_path: Path) -> None:
    picture = read(tmp_path, png(1, 1, b"\0" + struct.pack(">HHH", 0xC800, 0x6400, 0), depth=16))
    assert pixel(picture, 0, 0) == (0xC8, 0x64, 0)


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [("RGB", RED, RED), ("L", 100, (100,) * 3), ("CMYK", (0, 255, 255, 0), (255, 0, 0)), ("CMYK", (0,) * 4, WHITE)],
)
def test_every_kind_of_jpeg_is_shown(tmp_path: Path, mode: str, colour: Any, shown: tuple[int, ...]) -> None:
    picture = read(tmp_path, encoded(Image.new(mode, (16, 16), colour), "JPEG", quality=95), "logo.JPG")
    assert all(abs(is_there - wanted) <= 3 for is_there, wanted in zip(pixel(picture, 8, 8), shown, strict=True))


@pytest.mark.parametrize("orientation", SHOWN)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_stands_upright(tmp_path: Path, orientation: int, kind: str) -> None:
    block = 16  # pixels that a JPEG keeps clear of each other
    colours = {(r, c): (40 + 80 * r, 40 + 80 * c, 100) for r in range(2) for c in range(3)}
    image = Image.new("RGB", (3 * block, 2 * block))
    for (r, c), colour in colours.items():
        image.paste(colour, (c * block, r * block, (c + 1) * block, (r + 1) * block))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    options = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {}
    picture = read(tmp_path, encoded(image, kind, exif=exif, **options))
    sides = (3 * block, 2 * block)
    assert (picture.width, picture.height) == (sides if orientation < 5 else sides[::-1])
    for (r, c), colour in colours.items():
        x, y = SHOWN[orientation](r, c)
        there = pixel(picture, x * block + block // 2, y * block + block // 2)
        assert all(abs(a - b) <= 4 for a, b in zip(there, colour, strict=True)), (orientation, r, c)


@pytest.mark.parametrize(
    ("size", "reduced"),
    [
        ((1600, 400), (800, 200)),
        ((300, 1200), (200, 800)),
        ((801, 801), (800, 800)),
        ((800, 10), (800, 10)),
        ((20, 30), (20, 30)),
        ((3, 100_000), (1, 800)),
    ],
)
def test_a_large_picture_is_reduced_and_a_small_one_left(
    tmp_path: Path, size: tuple[int, int], reduced: tuple[int, int]
) -> None:
    assert MAX_SIDE == 800
    picture = read(tmp_path, encoded(Image.new("RGB", size, RED)))
    assert (picture.width, picture.height) == reduced
    assert pixel(picture, reduced[0] - 1, reduced[1] - 1) == RED


@pytest.mark.parametrize(
    ("size", "reduced"),
    [((1600, 400), (500, 125)), ((300, 1200), (35, 140)), ((1000, 1000), (140, 140)), ((400, 100), (400, 100))],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_logo_has_as_many_pixels_as_a_card_has_use_for(
    tmp_path: Path, size: tuple[int, int], reduced: tuple[int, int], turned: bool
) -> None:
    assert ON_CARD == (500, 140)
    exif = Image.Exif()
    exif[ORIENTATION] = 6 if turned else 1
    path = tmp_path / "logo.png"
    path.write_bytes(encoded(Image.new("RGB", size[::-1] if turned else size, RED), exif=exif))
    picture = read_logo(path)
    assert (picture.width, picture.height) == reduced
    assert pixel(picture, reduced[0] - 1, reduced[1] - 1) == RED


def test_reducing_mixes_neighbours_and_keeps_what_is_clear_out(tmp_path: Path) -> None:
    stripes = Image.new("L", (3200, 4), 0)
    stripes.paste(255, (0, 0, 3200, 2))
    assert 100 < pixel(read(tmp_path, encoded(stripes)), 400, 0)[0] < 155
    image = Image.new("RGBA", (1602, 1602), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 801, 1602))
    picture = read(tmp_path, encoded(image))
    assert min(picture.rgb[::3]) >= 250, "black that nobody sees shows at the edge"
    assert pixel(picture, 10, 10) == (255, 0, 0)
    assert pixel(picture, 790, 10) == WHITE


def test_of_a_moving_picture_the_first_frame_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (2, 2), colour) for colour in (RED, WHITE)]
    raw = encoded(frames[0], save_all=True, append_images=frames[1:], duration=100)
    assert b"acTL" in raw
    assert pixel(read(tmp_path, raw), 0, 0) == RED


@pytest.mark.parametrize(("width", "height"), [(5000, 4001), (4001, 5000), (15_000, 15_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(width, height, b"", extra=chunk(b"tEXt", b"a\0b")))
    assert refused(path) == "The logo has more than 20 million pixels."


def test_as_many_pixels_as_allowed_are_decoded(tmp_path: Path) -> None:
    width, height = 10_000, 2_000
    assert width * height == MAX_PIXELS
    row = b"\0" + b"\xff" * (width // 8)
    assert read(tmp_path, png(width, height, row * height, depth=1, colour=0)) == Picture(800, 160, b"\xff" * 384_000)


def test_a_text_that_unpacks_to_much_is_refused_or_left_alone(tmp_path: Path) -> None:
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 200_000_000))
    path = tmp_path / "logo.png"
    path.write_bytes(png(1, 1, b"\0\0\0\0", extra=bomb))
    assert refused(path) == "The logo is broken: its pixels cannot be read."


def test_a_jpeg_of_very_many_scans_is_refused(tmp_path: Path) -> None:
    raw = encoded(Image.new("RGB", (16, 16), RED), "JPEG", progressive=True)
    scans = raw.count(b"\xff\xda")
    assert 1 < scans < MAX_SCANS / 5
    assert read(tmp_path, raw).width == 16
    last = raw.rindex(b"\xff\xda")
    path = tmp_path / "many.jpg"
    path.write_bytes(raw[:last] + raw[last:-2] * (MAX_SCANS + 1 - scans + 1) + raw[-2:])
    assert refused(path) == "The JPEG picture has more than 100 scans."


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    raw = png(1, 1, b"\0" + bytes(RED))
    assert pixel(read(tmp_path, raw.ljust(MAX_BYTES, b"\0")), 0, 0) == RED
    (tmp_path / "logo.png").write_bytes(raw.ljust(MAX_BYTES + 1, b"\0"))
    assert refused(tmp_path / "logo.png") == "The logo is larger than 5 MB."


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><path d="M40 10H136V58H40z" fill="#c80000"/></svg>'
)


@pytest.mark.parametrize("name", ["logo.svg", "logo.SVG", "logo.png", "logo"])
def test_an_svg_is_drawn_whatever_its_name_and_cut_to_what_it_paints(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"<!-- Ours -->" + SVG)
    logo = read_logo(tmp_path / name)
    assert (logo.width, logo.height) == (280, 140)
    assert all(pixel(logo, x, y) == RED for x in (1, 278) for y in (1, 138))


def test_an_svg_without_ink_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG.replace(b"#c80000", b"none"))
    assert refused(tmp_path / "logo.svg") == "The SVG drawing has nothing to print."


def test_only_an_ordinary_file_is_opened_for_an_svg(tmp_path: Path) -> None:
    (tmp_path / "drawing.svg").write_bytes(SVG)
    (tmp_path / "logo.svg").symlink_to(tmp_path / "drawing.svg")
    with pytest.raises(BadFile, match="link to another file"):
        read_logo(tmp_path / "logo.svg")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_told_by_its_first_bytes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(encoded(Image.new("RGB", (16, 16), RED), kind, comment=b"<svg>"))
    logo = read_logo(path)
    assert logo == read_picture(path)
    assert (logo.width, logo.height) == (16, 16)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PDF", "ICO", "EPS"])
def test_another_kind_of_picture_is_refused_whatever_its_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(encoded(Image.new("RGB", (16, 16), RED), kind))
    assert refused(path) == "The logo is neither a PNG, a JPEG nor an SVG picture."


@pytest.mark.parametrize("raw", [b"", b"hello", b"\x89PNG", b"\xff\xd8"])
def test_what_is_no_picture_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "logo.jpg").write_bytes(raw)
    assert refused(tmp_path / "logo.jpg") == "The logo is neither a PNG, a JPEG nor an SVG picture."


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_file_cut_short_is_refused(tmp_path: Path, kind: str) -> None:
    raw = encoded(Image.effect_noise((64, 64), 50), kind)
    path = tmp_path / "logo"
    for length in (8, 20, 40, len(raw) // 2, len(raw) - 40):
        path.write_bytes(raw[:length])
        assert refused(path) == "The logo is broken: its pixels cannot be read."


def test_only_an_ordinary_file_is_opened(tmp_path: Path) -> None:
    good = tmp_path / "good.png"
    good.write_bytes(png(1, 1, b"\0" + bytes(RED)))
    link = tmp_path / "link.png"
    link.symlink_to(good)
    assert refused(link) == "The logo is a link to another file."
    (tmp_path / "nowhere").symlink_to(tmp_path / "nothing")
    assert refused(tmp_path / "nowhere") == "The logo is a link to another file."
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path(os.devnull), Path("/dev/zero")):
        assert refused(path) == "The logo is not an ordinary file."
    assert refused(tmp_path / "nothing").startswith("The logo cannot be read: ")
    assert refused(tmp_path / ("x" * 5000)).startswith("The logo cannot be read: ")
    assert refused(tmp_path / "a\0b") == "The logo's name is not possible for a file."


GOOD = [
    png(3, 2, (b"\0" + bytes(range(9))) * 2),
    encoded(Image.new("P", (4, 4), 1), transparency=0),
    encoded(Image.new("I;16", (4, 4), 999)),
    encoded(Image.new("RGB", (16, 16), RED), "JPEG", progressive=True, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
    encoded(Image.new("CMYK", (16, 16)), "JPEG"),
]


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0), st.binary(max_size=4)), max_size=4), st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise_anything_but_badfile(
    tmp_path_factory: pytest.TempPathFactory, good: bytes, changes: list[tuple[int, bytes]], summed: bool
) -> None:
    raw = bytearray(good)
    for place, put in changes:
        start = place % len(raw)
        raw[start : start + len(put)] = put
    path = tmp_path_factory.getbasetemp() / "mutant"
    path.write_bytes(_with_sums(bytes(raw)) if summed else raw)
    try:
        picture = read_picture(path)
    except BadFile as error:
        assert error.file == path
        return
    assert 1 <= picture.width <= MAX_SIDE
    assert 1 <= picture.height <= MAX_SIDE
    assert len(picture.rgb) == 3 * picture.width * picture.height


def _with_sums(raw: bytes) -> bytes:
    """A PNG with its checksums mended, so that a change gets as far as the decoder."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return raw
    mended, rest = raw[:8], raw[8:]
    while len(rest) >= 12:
        length = int.from_bytes(rest[:4])
        if length > len(rest) - 12:
            break
        mended += chunk(rest[4:8], rest[8 : 8 + length])
        rest = rest[12 + length :]
    return mended + rest


def test_greys_are_as_light_as_their_colours() -> None:
    """As Pillow has them, but for rounding."""
    colours = bytes(range(0, 255, 17)) * 3
    picture = Picture(15, 1, colours)
    theirs = Image.frombytes("RGB", (15, 1), colours).convert("L").tobytes()
    ours = in_grey(picture)
    assert (ours.width, ours.height) == (15, 1)
    assert ours.rgb[0::3] == ours.rgb[1::3] == ours.rgb[2::3]
    assert all(abs(one - other) <= 1 for one, other in zip(ours.rgb[0::3], theirs, strict=True))


def test_pixels_are_the_picture_of_their_file(tmp_path: Path) -> None:
    """What fits a card as it is comes out alike, whoever decoded it; transparency is blended onto white."""
    image = Image.new("RGBA", (60, 40))
    image.putdata([(200, x * 4, y * 6, min(255, 9 * x)) for y in range(40) for x in range(60)])
    image.save(tmp_path / "logo.png")
    file, pixels = read_logo(tmp_path / "logo.png"), picture_of(image.tobytes(), 60, 40)
    assert (pixels.width, pixels.height) == (file.width, file.height) == (60, 40)
    assert max(abs(one - other) for one, other in zip(pixels.rgb, file.rgb, strict=True)) <= 1
    assert picture_of(in_rgba(pixels), 60, 40) == pixels


def test_pixels_beyond_what_a_card_can_use_are_averaged() -> None:
    width, height = 1000, 560
    image = Image.linear_gradient("L").resize((width, height)).convert("RGBA")
    pixels = picture_of(image.tobytes(), width, height)
    assert (pixels.width, pixels.height) == (250, 140) == size_to_draw(width, height)
    expected = image.convert("RGB").resize((250, 140), Image.Resampling.BOX).tobytes()
    assert max(abs(one - other) for one, other in zip(pixels.rgb, expected, strict=True)) <= 1


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 900), st.integers(1, 300))
def test_pixels_of_any_size_fit_a_card(width: int, height: int) -> None:
    pixels = picture_of(bytes((1, 2, 3, 255)) * (width * height), width, height)
    assert pixels.width <= ON_CARD[0] and pixels.height <= ON_CARD[1]
    assert pixels.rgb == bytes((1, 2, 3)) * (pixels.width * pixels.height)
    assert size_to_draw(pixels.width, pixels.height) == (pixels.width, pixels.height)


def test_a_drawing_of_pixels_is_cropped_to_its_ink() -> None:
    clear, red = bytes(4), b"\xc8\x10\x2e\xff"
    rows = [clear * 9, clear * 2 + red * 3 + clear * 4, clear * 4 + red * 3 + clear * 2, clear * 9]
    pixels = picture_of(b"".join(rows), 9, 4, cut=True)
    white, ink = b"\xff" * 3, red[:3]
    assert pixels == Picture(5, 2, ink * 3 + white * 2 + white * 2 + ink * 3)
    with pytest.raises(BadFile, match="nothing to print"):
        picture_of(clear * 36, 9, 4, cut=True)


@pytest.mark.parametrize(
    ("width", "height", "length"), [(0, 0, 0), (3, 1, 8), (-1, -1, 4), (1, 1, 5), (10**40, 10**40, 4)]
)
def test_pixels_that_are_not_of_their_size(width: int, height: int, length: int) -> None:
    with pytest.raises(BadFile, match="broken"):
        picture_of(bytes(length), width, height)


def test_limits_are_the_same_before_a_picture_is_decoded_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as large:
        judged(MAX_BYTES + 1, 10, 10)
    (tmp_path / "logo.png").write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(BadFile) as file:
        read_logo(tmp_path / "logo.png")
    assert (large.value.cause, large.value.remedy) == (file.value.cause, file.value.remedy)
    assert judged(MAX_BYTES, 1000, MAX_PIXELS // 1000)
    with pytest.raises(BadFile, match="20 million pixels"):
        judged(1000, 1000, MAX_PIXELS // 1000 + 1)
