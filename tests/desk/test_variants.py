"""The region of a card chooses its words too; a county has those of its state."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from cards.decoding import decode
from cards.desk.contact import statement_warnings
from cards.desk.directory import places_of_directory
from cards.desk.files import fill
from cards.desk.orders import Taken, take
from cards.errors import Notice, UnknownId
from cards.jobs import gather
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.read.layouts import Layout
from cards.read.scripts import find_script
from cards.read.wishes import Wishes
from tests.invented import DUTY, PARK, catalog

Park = Callable[..., tuple[Shelf, ...]]
TODAY = date(2026, 11, 30)


def taken(places: Sequence[Shelf], locales: Sequence[str] = ("es",), **wishes: Any) -> Taken:
    """The files of the park."""
    return take(places, Wishes(**{"scripts": ("park",), "hotlines": ("617-555-0100",), **wishes}), locales, TODAY)


def words(places: Sequence[Shelf], **wishes: Any) -> list[str]:
    """The bearer's statements."""
    (file,) = taken(places, **wishes).files
    return [each.context for each in gather(places, file.orders[0]).script.bearer.statements]


USUAL = ["park/bearer/silence", "park/bearer/name"]


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("", USUAL),
        ("US", USUAL),
        ("Wyoming", USUAL),
        ("US-CO", ["park/bearer/silence", DUTY]),
        ("colorado", ["park/bearer/silence", DUTY]),
        ("US-CO/Denver", ["park/bearer/silence", DUTY]),
        ("Arizona/Maricopa County", ["park/bearer/silence", DUTY]),
        ("ma", ["park/bearer/silence"]),
        ("US-MA/Suffolk", ["park/bearer/silence"]),
        ("US-TX", USUAL),
    ],
)
def test_a_region_chooses_the_words_of_its_state(region: str, expected: list[str], park: Park) -> None:
    assert words(park(), region=region) == expected


def test_an_unknown_region_is_refused_before(park: Park) -> None:
    with pytest.raises(UnknownId, match="Atlantis"):
        taken(park(), region="Atlantis")


def test_files_for_a_state_have_names_of_their_own(park: Park) -> None:
    places = park()
    names = [taken(places, region=each).files[0].name for each in ("", "US-WY", "US-CO/Denver", "US-TX")]
    assert names == [
        "park-es-avery-5371.pdf",
        "park-es-avery-5371.pdf",
        "park-US-CO-es-avery-5371.pdf",
        "park-US-TX-es-avery-5371.pdf",
    ]
    assert taken(places, scripts=("home",), region="US-CO").files[0].orders[0].region == ""


def test_whoever_prints_is_told_where_the_words_of_a_state_are_missing(park: Park) -> None:
    places = park(spanish=catalog(DUTY))
    for layouts in ((Layout.DUPLEX,), (Layout.POSTER,)):
        spanish, english = fill(places, taken(places, ("es", "en"), region="US-CO", layouts=layouts), decode)
        told = [each for each in spanish.warnings() if DUTY in each]
        assert len(told) == 1
        assert "Spanish" in told[0] and "Colorado" in told[0] and "not translated" in told[0]
        assert not any(DUTY in each for each in english.warnings())
    (together,) = fill(
        places, taken(places, ("es", "en"), region="US-CO", layouts=(Layout.POSTER,), together=True), decode
    )
    assert together.cards is not None
    assert [
        each.names for each in together.cards.warnings if isinstance(each, Notice) and each.kind == "no-variant"
    ] == [("es", "US-CO", DUTY)]
    for region in ("", "US-MA", "US-WY"):
        (done,) = fill(places, taken(places, region=region), decode)
        assert not any(DUTY in each for each in done.warnings())


def test_what_a_state_leaves_out_is_not_missed_for_want_of_a_number(park: Park) -> None:
    usual = '**In some states** you must give your name."'
    places = park(script=PARK.replace(usual, f'{usual}\nneeds = "hotline"'))
    script = find_script(places, "park")
    said = {code: statement_warnings(Contact(None), script, code) for code in ("US-WY", "US-CO", "US-MA")}
    assert "In some states" in said["US-WY"][0]
    assert "Tell the police your name" in said["US-CO"][0]
    assert said["US-MA"] == []


def test_every_region_of_the_directory_has_one_text_of_each_statement(park: Park) -> None:
    places = park()
    script = find_script(places, "park")
    for state, parts in places_of_directory(places).items():
        for region in (state, *parts):
            code = script.state_in(region)
            for side in (script.bearer, script.officer):
                there = side.in_region(code)
                said = [each.context.split("/")[2] for each in (*there.statements, *there.left_out)]
                assert sorted(said) == sorted(each.context.split("/")[2] for each in side.statements)
                assert there == side.in_region(region.state)
