"""What tests share: cards made once a run, ink as the font files have it, golden files; readers are in readers.py.

`pytest --rewrite-golden` writes the files of tests/golden anew; look at what changed before you commit it.
"""

import difflib
import io
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from hypothesis import settings

from cards.decoding import decode
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import Rect
from cards.merge.card_text import CardText, merge
from cards.merge.contact import Contact
from cards.pipeline import Cards, make
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.read.stocks import Flip, find_stock
from cards.read.typefaces import Typeface
from cards.typeset.card.face import bearer_face, officer_face
from cards.typeset.marks import Face, GlyphRun

pytest_plugins = ("readers", "quick", "tests.invented", "tests.page.browsers")
GOLDEN = Path(__file__).parent / "golden"

# The first example of a property may read a font of four megabytes.
settings.register_profile("cards", derandomize="CI" in os.environ, deadline=None)
settings.load_profile("cards")


def pytest_configure() -> None:
    """Lets this process, the workers and the programs that tests start keep the modules that they compile.

    Where PYTHONDONTWRITEBYTECODE is set, as in many containers, each of a hundred processes would compile the program
    again, and each run would compile every test: a quarter of the time of the quick suite.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the files of tests/golden anew")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name, and shows how they differ."""

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--rewrite-golden"):
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        if actual == expected:
            return
        difference = difflib.unified_diff(
            expected.splitlines(), actual.splitlines(), f"tests/golden/{name}.txt", "now", lineterm=""
        )
        advice = "If this is meant: python -m pytest tests/golden --rewrite-golden"
        pytest.fail("\n".join([*difference, "", advice]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def calls_of() -> Callable[[Callable[[], object]], int]:
    """How many functions a function calls, all in all: the work that it does, the same on every machine."""

    def count(function: Callable[[], object]) -> int:
        calls = 0

        def counted(_: object, event: str, __: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            function()
        finally:
            sys.setprofile(before)
        return calls

    return count


@pytest.fixture(scope="session")
def put() -> Callable[[Path, str], Path]:
    """Writes a text to a path, whose folders it makes, and gives the path."""
    return _write


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    now = time.time_ns()  # finer than the clock of many file systems: what was read before is then read again
    os.utime(path, ns=(now, now))
    return path


@pytest.fixture(scope="session")
def job_of() -> Callable[..., Job]:
    """The job of a locale on a stock, with the number 617-370-5023 and `others`, or with a line to write one on.

    Where a test is about what stands below the statements, `script` is "school", which is short.
    """

    @cache
    def gathered(order: Order) -> Job:
        return gather(shelves(None), order)

    usual = read_link(LEGAL_AID)

    @lru_cache(maxsize=4096)
    def job(
        locale: str,
        stock: str = "avery-5371",
        *,
        script: str = "home",
        number: str | None = "617-370-5023",
        hotline_name: str = "",
        others: tuple[Hotline, ...] = (),
        link: str = LEGAL_AID,
        org: str = "",
        logo: Picture | None = None,
        says_confirmed: bool = False,
        flip: Flip = Flip.LONG_EDGE,
        copies: int | None = None,
        exact: bool = False,
        start_at: int = 1,
    ) -> Job:
        first = (Hotline(dialled(number), name=hotline_name),) if number else ()
        order = Order(
            locale=locale,
            script=script,
            stock=stock,
            contact=Contact(read_link(link), first + others, org, says_confirmed=says_confirmed, logo=logo),
            flip=flip,
            copies=copies,
            exact=exact,
            start_at=start_at,
        )
        # Of an order only the contact comes from no file, so that the files are read once for all contacts.
        return replace(gathered(replace(order, contact=Contact(usual))), contact=order.contact)

    return job


@pytest.fixture(scope="session")
def text_of(job_of: Callable[..., Job]) -> Callable[..., CardText]:
    """The text of the card for what `job_of` takes."""

    @lru_cache(maxsize=4096)
    def text(*arguments: str, **options: Any) -> CardText:
        job = job_of(*arguments, **options)
        return merge(job.script, job.labels, job.wording, job.language, job.english, job.contact)

    return text


@pytest.fixture(scope="session")
def faces_of(job_of: Callable[..., Job], text_of: Callable[..., CardText]) -> Callable[..., tuple[Face, Face]]:
    """The bearer's and the officer's face for what `job_of` takes."""

    @lru_cache(maxsize=4096)
    def faces(*arguments: str, **options: Any) -> tuple[Face, Face]:
        job, text = job_of(*arguments, **options), text_of(*arguments, **options)
        bearer = bearer_face(text.bearer, text.footer, job.frame, job.styles)
        return bearer, officer_face(text.officer, job.frame, job.officer_style)

    return faces


@pytest.fixture(scope="session")
def cards_of(job_of: Callable[..., Job]) -> Callable[..., Cards]:
    """The finished cards for what `job_of` takes."""

    @lru_cache(maxsize=512)
    def cards(*arguments: str, **options: Any) -> Cards:
        return make(job_of(*arguments, **options), decode)

    return cards


@pytest.fixture(scope="session")
def slots_of() -> Callable[[str], list[Rect]]:
    """The card places of a stock's front."""
    return lambda stock: list(find_stock(shelves(None), stock).slots)


@pytest.fixture(scope="session")
def opened_font() -> Callable[[Typeface], TTFont]:
    """A font file as fontTools reads it."""
    return _opened


@pytest.fixture(scope="session")
def ink_boxes() -> Callable[[GlyphRun], list[Rect]]:
    """The rectangle round each visible glyph of a run, on the face, from the outlines of the font file."""
    return _ink_boxes


@lru_cache(maxsize=64)
def _opened(typeface: Typeface) -> TTFont:
    return TTFont(io.BytesIO(typeface.data), lazy=True)


@lru_cache(maxsize=64)
def _glyphs(typeface: Typeface) -> Any:
    return _opened(typeface).getGlyphSet()


@lru_cache(maxsize=8192)
def _bounds(typeface: Typeface, glyph: int) -> tuple[float, float, float, float] | None:
    glyphs = _glyphs(typeface)
    pen = BoundsPen(glyphs)
    glyphs[_opened(typeface).getGlyphName(glyph)].draw(pen)
    bounds: tuple[float, float, float, float] | None = pen.bounds
    return bounds


def _ink_boxes(run: GlyphRun) -> list[Rect]:
    scale = run.size / _opened(run.typeface)["head"].unitsPerEm
    boxes = []
    pen = 0
    for cluster in run.clusters:
        for glyph, x, y in cluster.glyphs:
            bounds = _bounds(run.typeface, glyph)
            if bounds is not None:
                left, low, right, high = bounds
                place = (run.x + (pen + x + left) * scale, run.y + (y + low) * scale)
                boxes.append(Rect(*place, (right - left) * scale, (high - low) * scale))
        pen += cluster.advance
    return boxes
