"""Files in which any entry may have any value: whatever they are, they are seen and judged, or refused."""

import io
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, String

from cards.checking.facts import facts_of
from cards.checking.installed import Installed
from cards.checking.look.document import Document, look_at
from cards.checking.rules.verdict import judge
from cards.errors import BadFile
from cards.locations import shelves
from cards.pipeline import Cards
from cards.read.stocks import read_stocks

SHELVES = shelves(None)
INSTALLED, STOCKS = Installed(SHELVES), read_stocks(SHELVES)
VALUES: list[Callable[[pikepdf.Pdf], Any]] = [
    *(lambda pdf: 5, lambda pdf: -(2**40), lambda pdf: True, lambda pdf: Name.A, lambda pdf: String("x")),
    *(lambda pdf: Array([]), lambda pdf: Array([Name.A] * 4), lambda pdf: Dictionary(), lambda pdf: pdf.Root),
    *(lambda pdf: pdf.pages[0].obj, lambda pdf: Object.parse(b"/a#ff"), lambda pdf: Object.parse(b"<feffd800>")),
    *(lambda pdf: pdf.make_stream(b"/X Do 1 cm (a) Tj"), lambda pdf: pdf.make_stream(b"\xff /#ff Do")),
]


def seen(data: bytes) -> Document:
    return look_at(data, INSTALLED, all_pages=False, progress=lambda done, looks: None)


def places_in(pdf: pikepdf.Pdf) -> list[tuple[Any, str | int]]:
    """Every place in which a value stands: a dictionary or an array, and a key or an index."""
    found: list[tuple[Any, str | int]] = []
    for each in pdf.objects:
        if isinstance(each, pikepdf.Array):
            found += [(each, at) for at in range(len(each))]
        elif isinstance(each, Dictionary | pikepdf.Stream):
            found += [(each, key) for key in each.keys()]  # noqa: SIM118  (a stream cannot be iterated)
            inner = [each.get(key) for key in each.keys()]  # noqa: SIM118
            found += [(kid, key) for kid in inner if isinstance(kid, Dictionary) for key in kid.keys()]  # noqa: SIM118
    return found


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.sampled_from(VALUES)), min_size=1, max_size=3))
def test_any_value_in_any_place_is_seen_and_judged(
    changes: list[tuple[float, Callable[[pikepdf.Pdf], Any]]], cards_of: Callable[..., Cards]
) -> None:
    with pikepdf.open(io.BytesIO(cards_of("es", copies=1, exact=True).pdf)) as pdf:
        places = places_in(pdf)
        buffer = io.BytesIO()
        try:
            for at, value in changes:
                container, key = places[int(at * len(places))]
                container[key] = value(pdf)
            pdf.save(buffer)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError):
            return  # no file can be made of it
    try:
        document = seen(buffer.getvalue())
    except BadFile:
        return
    verdict = judge(document, INSTALLED, STOCKS)
    assert verdict.findings
    assert facts_of(document, verdict)["pages"] == document.file.pages


def test_what_is_seen_cannot_be_changed(cards_of: Callable[..., Cards]) -> None:
    document = seen(cards_of("es", copies=1, exact=True).pdf)
    for value in (document, document.file, document.pages[0], document.pages[0].reading, document.tags):
        assert value is not None
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(value)[0].name, None)
        assert not hasattr(value, "__dict__")


def test_a_page_that_pdfium_cannot_read_leaves_the_others(
    cards_of: Callable[..., Cards], changed: Callable[..., bytes]
) -> None:
    def broken(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Type = Name.Pagw

    document = seen(changed(cards_of("es").pdf, broken))
    assert [page.reading is not None for page in document.pages] == [True, False]
    assert [each.topic for each in document.damage] == ["text"]
