"""What takes the room is named: an option that a card would fit without, or the options together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.decoding import decode
from cards.errors import DoesNotFit
from cards.jobs import Job
from cards.pipeline import make
from cards.read.card_options import CardOptions
from cards.read.hotlines import Hotline
from cards.read.numbers import dialled
from cards.typeset.designs import WALLET
from tests.laid_out import lay_out

ORG = "Massachusetts Immigrant and Refugee Advocacy Coalition"
NAME = "Massachusetts Immigrant Hotline of Essex and Suffolk County"


def fits(job: Job) -> bool:
    try:
        lay_out(job)
    except DoesNotFit:
        return False
    return True


def filled(job: Job) -> Job:
    """The job with its longest statement so long that one word more would not fit."""
    message = max(
        (job.wording.messages[each.context] for each in job.script.bearer.statements), key=lambda each: len(each.text)
    )

    def with_words(count: int) -> Job:
        longer = replace(message, text=message.text + " más" * count)
        return replace(job, wording=replace(job.wording, messages={**job.wording.messages, message.context: longer}))

    least, most = 0, 400
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(with_words(middle)) else (least, middle)
    return with_words(least)


CASES: dict[str, tuple[Callable[[Job], Job], str]] = {
    "org": (lambda job: replace(job, contact=replace(job.contact, org=ORG)), "'org'"),
    "write-in": (lambda job: replace(job, options=CardOptions(write_in="lawyer")), "'write_in'"),
    "the hotline's name": (
        lambda job: replace(job, contact=replace(job.contact, hotlines=(Hotline(dialled("617-555-0100"), NAME),))),
        "the hotline's name",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_option_is_named_that_a_card_would_fit_without(case: str, job_of: Callable[..., Job]) -> None:
    change, what = CASES[case]
    full = filled(job_of("es", script="street"))
    assert fits(full)
    crowded = change(full)
    assert not fits(crowded)
    for asked in (True, False):
        with pytest.raises(DoesNotFit) as refusal:
            lay_out(crowded, asked=True) if asked else make(crowded, decode)
        assert f"It fits without {what}." in refusal.value.message()
        assert refusal.value.over > 0
        assert refusal.value.string.startswith(("street/", "labels/"))
        assert what in refusal.value.message().partition("It fits without")[2].partition(".")[2]
    with pytest.raises(DoesNotFit) as refusal:
        lay_out(crowded)
    assert "It fits without" not in refusal.value.message(), "a check of translations has asked for nothing"


def test_what_is_too_long_by_itself_is_blamed_on_nothing_else(job_of: Callable[..., Job]) -> None:
    full = filled(job_of("es", script="street"))
    context = full.script.bearer.statements[0].context
    message = full.wording.messages[context]
    messages = {**full.wording.messages, context: replace(message, text=message.text + " más" * 400)}
    job = replace(full, wording=replace(full.wording, messages=messages), contact=replace(full.contact, org=ORG))
    with pytest.raises(DoesNotFit) as refusal:
        make(job, decode)
    assert "It fits without" not in refusal.value.message()


def test_several_options_are_named_together(job_of: Callable[..., Job]) -> None:
    """When each alone would still be too much."""
    full = filled(job_of("es", script="street"))
    job = replace(full, contact=replace(full.contact, org=ORG), options=CardOptions(write_in="lawyer"))
    assert not any(map(fits, (replace(job, options=CardOptions()), replace(job, contact=full.contact))))
    with pytest.raises(DoesNotFit) as refusal:
        make(job, decode)
    assert "It fits without 'org' and 'write_in'." in refusal.value.message()


def test_what_fits_small_is_not_refused(job_of: Callable[..., Job]) -> None:
    text, face, _ = lay_out(filled(job_of("es", script="street")))
    assert text.bearer.statements
    assert face.text_size < WALLET.warn_below
