"""`picture`: which files it makes, what is in them besides pixels, what it says of them, and what it refuses."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from cards.cli import commands
from cards.cli.picture import shared_png
from cards.draw.pdf import draw_pages
from cards.errors import Untranslated
from cards.locations import shelves
from cards.measures import Rect, Size
from cards.read.languages import read_languages
from cards.read.pictures import Picture
from cards.read.screens import Screen
from cards.read.settings import Place, settings_for
from cards.typeset.marks import Colour, Face, PictureMark

RED = (200, 16, 46)
NUMBER = ("--hotline", "617-555-0100", "--hotline-name", "Lynn Neighbors")
MOST = 300_000

Command = Callable[..., Result]
Watched = Callable[[], dict[str, bytes | None]]


@pytest.fixture(scope="session")
def picture() -> Command:
    """`picture` with those arguments; no exception may come out of it."""

    def run(*arguments: str | Path) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        result = runner.invoke(commands, ["picture", *map(str, arguments)], prog_name="cards", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return run


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by the letter of the standard, without any library."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length]) == (zlib.crc32(kind + body),)
        yield kind, body
        place += 12 + length


@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("side", ["bearer", "officer"])
def test_a_picture_is_pixels_and_nothing_else(side: str, screen: Screen, picture: Command) -> None:
    done = picture("es", "--for", screen.value, "--side", side, *NUMBER, "--org", "Lynn Neighbors", "-o", "card.png")
    assert done.exit_code == 0, done.output
    data = Path("card.png").read_bytes()
    found = list(chunks(data))
    kinds = [kind for kind, _ in found]
    assert list(dict.fromkeys(kinds)) == [b"IHDR", b"sRGB", b"PLTE", b"IDAT", b"IEND"]
    assert len(kinds) - kinds.count(b"IDAT") == 4
    width, height, depth, colour_type, *_, interlace = struct.unpack(">IIBBBBB", found[0][1])
    assert (width, height) == (screen.traits.size.width, screen.traits.size.height)
    assert (depth, colour_type, interlace) == (8, 3, 0), "a palette, and so no alpha channel"
    assert found[1][1] == b"\0"
    assert len(data) < MOST
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert [image.getpixel((x, 3)) for x in (3, width - 4)] == [RED, RED]
    colours = {colour for _, colour in image.getcolors(300) or ()}
    assert {RED, (255, 255, 255)} <= colours
    assert ((0, 0, 0) in colours) == (side == "bearer")


def test_it_says_what_was_made_and_what_to_do(picture: Command) -> None:
    done = picture("es", "--for", "lock-screen", *NUMBER)
    path = Path("out", "home-es-lock-screen.png")
    assert re.fullmatch(
        rf"{re.escape(str(path))}: 1179 x 2556 pixels, words \d\d pixels, contrast 5\.9:1, DRAFT\n", done.stdout
    )
    assert done.stderr.endswith("Look at each picture on a telephone before you share it.\n")
    assert [each.name for each in Path("out").iterdir()] == [path.name]
    officer = picture("es", "--for", "lock-screen", "--side", "officer")
    assert officer.stderr.endswith("keep the telephone in your hand.\n")
    assert Path("out", "home-es-lock-screen-officer.png").is_file()


def test_each_locale_has_a_picture_of_its_own(picture: Command) -> None:
    done = picture("es", "Haitian Creole", "--for", "square", *NUMBER, "--script", "street", "-o", "saturday")
    assert done.exit_code == 0, done.output
    names = ["street-es-square.png", "street-ht-square.png"]
    assert sorted(path.name for path in Path("saturday").iterdir()) == names
    assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [str(Path("saturday", name)) for name in names]
    assert len({path.read_bytes() for path in Path("saturday").iterdir()}) == 2


def test_the_same_wishes_give_the_same_bytes(picture: Command) -> None:
    for name in ("one.png", "other.png"):
        assert picture("ar", "--for", "story", *NUMBER, "-o", name).exit_code == 0
    assert Path("one.png").read_bytes() == Path("other.png").read_bytes()


def test_a_logo_of_any_colours_stays_under_the_limit(picture: Command) -> None:
    noise = bytes(
        (7 * x * x + 13 * y + 101 * c * x * y) % 256 for y in range(300) for x in range(400) for c in range(3)
    )
    Image.frombytes("RGB", (400, 300), noise).save("logo.png")
    assert picture("ta", "--for", "lock-screen", *NUMBER, "--logo", "logo.png", "-o", "card.png").exit_code == 0
    data = Path("card.png").read_bytes()
    assert len(data) < MOST
    assert Image.open(io.BytesIO(data)).convert("RGB").getpixel((3, 3)) == RED


def test_words_keep_their_colours_beside_a_picture_of_many() -> None:
    noise = bytes(n * n // 7 % 256 for n in range(3 * 200 * 200))
    mark = PictureMark(Picture(200, 200, noise), Rect(10, 10, 200, 200), "Logo")
    face = Face(Size(600, 600), Colour.RED, "en", (mark,), 30.0)
    image = Image.open(io.BytesIO(shared_png(draw_pages((face,), "x"))))
    assert image.size == (600, 600)
    assert image.convert("RGB").getpixel((500, 100)) == RED


def test_the_help_names_every_setting(picture: Command) -> None:
    told = " ".join(picture("--help").stdout.split())
    for each in settings_for(Place.PICTURE):
        assert f"--{each.key.replace('_', '-')}" in told
    assert "[lock-screen|square|story]" in told
    assert "scan their own screen" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("es",), 2, "Missing option '--for'"),
        (("es", "--for", "poster"), 2, "--for is 'poster'. Choose lock-screen, square or story."),
        (("es", "--for", "square", "--side", "back"), 2, "--side is 'back'. Choose bearer or officer."),
        (("es", "--for", "square", "--interpreter"), 2, "--interpreter is on the officer's side"),
        (("en", "--for", "square", "--side", "officer", "--interpreter"), 2, "changes nothing on a card in English"),
        (("--for", "square"), 2, "Give either locales or --all."),
        (("es", "--all", "--for", "square"), 2, "Give either locales or --all."),
        (("xx", "--for", "square"), 4, "xx"),
        (("es", "--for", "square", "--script", "nowhere"), 4, "nowhere"),
        (("es", "--for", "square", "--hotline", "911"), 2, "911"),
        (("es", "--for", "square", "--link", "http://example.org"), 2, "--link cannot be used"),
        (("es", "--for", "square", "--org", "a\u202eb"), 2, "--org"),
        (("es", "--for", "square", "--org", "W" * 60), 6, "The organization's name"),
        (("es", "--for", "square", "--require", "approved"), 5, "is a draft, not approved"),
        (("es", "--for", "square", "--logo", "none.png"), 3, "none.png"),
        (("es", "vi", "--for", "square", "-o", "one.png"), 2, "Name a folder with -o, without .png."),
        (("es", "--for", "square", "-o", "one.pdf"), 2, "one.pdf has the name of a file"),
    ],
)
def test_bad_input_is_refused_and_leaves_everything_as_it_was(
    arguments: tuple[str, ...], code: int, told: str, picture: Command, watched: Watched
) -> None:
    place = () if "-o" in arguments else ("-o", "card.png")
    Path("card.png").write_bytes(b"what was shared last Saturday")
    before = watched()
    done = picture(*arguments, *place)
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    assert told in done.stderr
    assert watched() == before


def test_of_several_only_those_that_cannot_be_made_are_missing(picture: Command) -> None:
    done = picture("es", "de", "--for", "square", *NUMBER, "--require", "approved", "-o", "new")
    assert done.exit_code == Untranslated("", "").exit_code
    assert done.stderr.count("Error: ") == 2
    assert not Path("new").exists()


def test_without_the_library_that_draws_it(picture: Command, monkeypatch: pytest.MonkeyPatch, watched: Watched) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    before = watched()
    done = picture("es", "--for", "square")
    assert done.exit_code == 2
    assert "pypdfium2" in done.stderr
    assert watched() == before


@pytest.mark.full_only
def test_every_language_has_a_picture_under_the_limit(picture: Command) -> None:
    done = picture("--all", "--for", "lock-screen", *NUMBER, "--org", "Lynn Neighbors", "-o", "all")
    assert done.exit_code == 0, done.output
    sizes = {path.name: path.stat().st_size for path in Path("all").iterdir()}
    assert len(sizes) > 60
    assert set(sizes) <= {f"home-{tag}-lock-screen.png" for tag in read_languages(shelves(None))}
    assert max(sizes.values()) < MOST
