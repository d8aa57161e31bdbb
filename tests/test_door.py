"""The door: no file of cards comes out of it with unsound words, or with a code that does not read as it should."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from cards.decoding import decode
from cards.errors import BadFile, BadOrder, DoesNotFit
from cards.guards.refusals import refuse_unsound_card
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import make, make_combined, make_together
from cards.read.hotlines import Hotline
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.readback import Decoder

SHELVES = shelves(None)

DOORS: dict[str, Callable[[Job, Decoder], object]] = {
    "make": make,
    "make_together": lambda job, decoder: make_together([job], decoder),
    "make_combined": lambda job, decoder: make_combined([job], decoder),
}
through_each = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
in_each_layout = pytest.mark.parametrize("layout", list(CARD_LAYOUTS), ids=lambda layout: layout.value)


def job_in(layout: Layout, locale: str = "es") -> Job:
    contact = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023"), "Lynn"),))
    return gather(SHELVES, Order(locale, "home", "plain-letter", contact, layout=layout))


def saying(job: Job, text: str) -> Job:
    """The job with another translation of what is signed."""
    context = "home/bearer/honest"
    messages = {**job.wording.messages, context: replace(job.wording.messages[context], text=text)}
    return replace(job, wording=replace(job.wording, messages=messages))


@through_each
@in_each_layout
def test_unsound_words_make_no_file(door: Callable[[Job, Decoder], object], layout: Layout) -> None:
    with pytest.raises(BadFile, match="home/bearer/honest"):
        door(saying(job_in(layout), "**No firme nada. No mienta** 911 http://evil.example"), decode)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No firme nada", "Firme"),
        ("lo es.", "lo es. bit.ly/abc"),
        ("lo es.", "lo es. Llame al ⁶¹⁷ ⁵⁵⁵ ⁹⁹⁹⁹."),
        ("mienta**", "mienta"),
        ("No firme", "N\u0336o\u0336 firme"),
        ("lo es.", "lo es: fermÃ©e."),
    ],
)
def test_each_kind_of_unsound_words_is_refused(old: str, new: str) -> None:
    sound = "**No firme nada. No mienta** ni diga que es ciudadano si no lo es."
    refuse_unsound_card(saying(job_in(Layout.DUPLEX), sound))
    assert old in sound
    with pytest.raises(BadFile):
        make(saying(job_in(Layout.DUPLEX), sound.replace(old, new)), decode)


@through_each
def test_a_name_with_broken_letters_makes_no_file(door: Callable[[Job, Decoder], object]) -> None:
    job = job_in(Layout.DUPLEX, "hi")
    with pytest.raises(BadOrder, match="has marks without a letter"):
        door(replace(job, contact=replace(job.contact, org="\u093fक")), decode)


def _blind(pixels: bytes, width: int, height: int) -> Sequence[str]:
    return ()


def _misled(pixels: bytes, width: int, height: int) -> Sequence[str]:
    return ("https://evil.example",)


def _seeing_double(pixels: bytes, width: int, height: int) -> Sequence[str]:
    return (*decode(pixels, width, height), *decode(pixels, width, height))


@through_each
@in_each_layout
@pytest.mark.parametrize("decoder", [_blind, _misled, _seeing_double])
def test_a_code_that_does_not_read_as_it_should_makes_no_file(
    door: Callable[[Job, Decoder], object], layout: Layout, decoder: Decoder
) -> None:
    if layout is Layout.BACKS:
        return  # its cards have no code
    with pytest.raises(DoesNotFit, match="does not scan correctly"):
        door(job_in(layout), decoder)


@in_each_layout
def test_what_is_sound_makes_a_file(layout: Layout) -> None:
    assert make(job_in(layout), decode).pdf.startswith(b"%PDF-")
