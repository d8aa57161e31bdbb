"""The damages of docs/print.md: a code is read after slight ones, by a reader that loses it after others."""

from __future__ import annotations

from functools import partial

import pytest

from cards.decoding import decode
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.symbol import link_symbol
from tests.damage import DAMAGES, blurred, pixels, seen

SYMBOL = link_symbol(read_link(LEGAL_AID))


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("module", [0.44, 0.5])
def test_a_code_on_a_wallet_card_is_read_after_slight_damage(name: str, module: float) -> None:
    damage, amounts = DAMAGES[name]
    picture = seen(SYMBOL, module, partial(lambda image, chance: damage(image, amounts[0], chance)), 1)
    assert decode(picture.tobytes(), *picture.size) == (LEGAL_AID,)


def test_smaller_modules_are_lost_sooner() -> None:
    read = {
        module: bool(decode(picture.tobytes(), *picture.size))
        for module in (0.2, 0.8)
        for picture in [seen(SYMBOL, module, lambda image, chance: blurred(image, 0.2, chance), 1)]
    }
    assert read == {0.2: False, 0.8: True}


def test_a_picture_is_as_large_as_it_says() -> None:
    picture = seen(SYMBOL, 0.5, lambda image, chance: image, 1)
    assert picture.width == pytest.approx((len(SYMBOL.modules) + 12) * pixels(0.5), abs=2)
