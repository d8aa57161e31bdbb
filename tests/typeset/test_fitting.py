"""The search for the best way that fits, and the order in which things are given up."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import DoesNotFit, StatementsTooLong
from cards.merge.card_text import CardText, Footer
from cards.read.hotlines import Hotline
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.typeset.fitting import (
    CARD_GIVES_UP,
    POSTER_GIVES_UP,
    Load,
    best_of,
    first_refusal,
    last_excess,
    least_excess,
    lightened,
)
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE, MODULE_LEAST, MODULE_WARN

OTHERS = (Hotline(dialled("617-555-0142"), name="Ana"), Hotline(dialled("617-555-0188")))
LOGO = Picture(2, 1, bytes(6))

Sizes = st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=6)
"""Ways of which some do not fit (None) and the others give letters of a size."""


class Maker:
    """Makes its size of a way, or refuses; keeps which ways have been tried."""

    def __init__(self) -> None:
        self.tried: list[int] = []

    def __call__(self, way: tuple[int, int | None]) -> tuple[int, int]:
        place, size = way
        self.tried.append(place)
        if size is None:
            raise DoesNotFit(f"way {place}", "", over=float(place % 3))
        return place, size


@given(Sizes)
def test_takes_the_first_way_that_fits_and_tries_no_more(sizes: list[int | None]) -> None:
    fitting = [place for place, size in enumerate(sizes) if size is not None]
    make = Maker()
    if not fitting:
        with pytest.raises(DoesNotFit, match=f"way {len(sizes) - 1}"):
            best_of(enumerate(sizes), make)
        return
    assert best_of(enumerate(sizes), make) == (fitting[0], sizes[fitting[0]])
    assert make.tried == list(range(fitting[0] + 1))


@given(Sizes, st.integers(0, 10))
def test_takes_the_first_of_the_best_and_ends_where_it_is_good_enough(sizes: list[int | None], least: int) -> None:
    made = [(place, size) for place, size in enumerate(sizes) if size is not None]
    large = [each for each in made if each[1] >= least]
    make = Maker()

    def search() -> tuple[int, int]:
        return best_of(
            enumerate(sizes), make, enough=lambda it: it[1] >= least, better=lambda new, best: new[1] > best[1]
        )

    if not made:
        with pytest.raises(DoesNotFit):
            search()
    elif large:
        assert search() == large[0]
        assert make.tried[-1] == large[0][0]
    else:
        assert search() == max(made, key=lambda each: each[1])  # of equals max takes the first
        assert make.tried == list(range(len(sizes)))


@given(Sizes, st.integers(0, 10))
def test_takes_the_last_that_fits_where_none_is_good_enough(sizes: list[int | None], least: int) -> None:
    made = [(place, size) for place, size in enumerate(sizes) if size is not None]
    if made and all(size < least for _, size in made):
        assert best_of(enumerate(sizes), Maker(), enough=lambda it: it[1] >= least) == made[-1]


@pytest.mark.parametrize(
    ("blame", "overs", "expected"),
    [
        (first_refusal, (2.0, 1.0, 0.0), 0),
        (least_excess, (2.0, 1.0, 3.0, 1.0), 1),
        (last_excess, (2.0, 1.0, 0.0), 1),
        (last_excess, (0.0, 0.0), 0),
    ],
)
def test_blames_as_it_is_told(
    blame: Callable[[DoesNotFit, DoesNotFit], DoesNotFit], overs: tuple[float, ...], expected: int
) -> None:
    refusals = [DoesNotFit(f"way {place}", "", over=over) for place, over in enumerate(overs)]

    def refuse(refusal: DoesNotFit) -> None:
        raise refusal

    with pytest.raises(DoesNotFit) as caught:
        best_of(refusals, refuse, blame=blame)
    assert caught.value is refusals[expected]


def test_ends_at_an_error_that_no_other_way_would_mend() -> None:
    tried: list[DoesNotFit] = []

    def refuse(error: DoesNotFit) -> None:
        tried.append(error)
        raise error

    errors = [StatementsTooLong("too long", ""), DoesNotFit("no glyph", ""), StatementsTooLong("too long", "")]
    with pytest.raises(DoesNotFit, match="no glyph"):
        best_of(errors, refuse, refusals=StatementsTooLong)
    assert tried == errors[:2]


def test_says_so_where_there_is_no_way() -> None:
    with pytest.raises(ValueError, match="no way"):
        best_of([], str)


@pytest.fixture(scope="module")
def footer(text_of: Callable[..., CardText]) -> Footer:
    return text_of("es", hotline_name="LUCE", others=OTHERS, logo=LOGO).footer


def shown(loads: list[Load]) -> list[tuple[int, bool, Points, bool]]:
    """What each load holds: how many numbers, a logo, the narrowest code; and whether its words may be small."""
    return [
        (len(each.footers[0].hotlines), each.footers[0].logo is not None, min(each.modules), each.may_be_small)
        for each in loads
    ]


def test_a_card_gives_up_numbers_for_size_then_its_logo_and_its_code_to_fit(footer: Footer) -> None:
    loads = list(lightened(Load((footer,), (MODULE, MODULE_WARN)), CARD_GIVES_UP))
    assert shown(loads) == [
        (3, True, MODULE_WARN, False),
        (2, True, MODULE_WARN, False),
        (1, True, MODULE_WARN, True),
        (1, False, MODULE_WARN, True),
        (1, False, MODULE_LEAST, True),
    ]
    second, third = "617-555-0142 of Ana", "617-555-0188"
    assert [each.left_out for each in loads] == [
        (), (third,), (second, third), ("the logo", second, third), ("the logo", second, third),
    ]  # fmt: skip


def test_a_poster_gives_up_its_logo_before_its_numbers_in_every_language(footer: Footer) -> None:
    loads = list(lightened(Load((footer, footer), (MODULE,)), POSTER_GIVES_UP))
    assert shown(loads) == [
        (3, True, MODULE, True),
        (3, False, MODULE, True),
        (2, False, MODULE, True),
        (1, False, MODULE, True),
    ]
    assert all(each.footers[0] == each.footers[1] for each in loads)
    assert loads[-1].left_out == ("the logo", "617-555-0142 of Ana", "617-555-0188")


def test_nothing_is_given_up_that_is_not_there(footer: Footer) -> None:
    bare = replace(footer, hotlines=(), logo=None)
    assert list(lightened(Load((bare,), (MODULE,)), POSTER_GIVES_UP)) == [Load((bare,), (MODULE,))]
    assert len(list(lightened(Load((bare,), (MODULE,)), CARD_GIVES_UP))) == 2


@given(st.integers(0, 4), st.booleans())
def test_each_load_is_lighter_than_the_one_before(footer: Footer, count: int, logo: bool) -> None:
    hotlines = (footer.hotlines * 2)[:count]
    first = replace(footer, hotlines=hotlines, logo=LOGO if logo else None)
    for concessions in (CARD_GIVES_UP, POSTER_GIVES_UP):
        loads = shown(list(lightened(Load((first,), (MODULE, MODULE_WARN)), concessions)))
        for (numbers, has_logo, module, _), (fewer, still, narrower, _) in pairwise(loads):
            assert (fewer, still, narrower) < (numbers, has_logo, module)
            assert fewer <= numbers
            assert still <= has_logo
            assert narrower <= module
