"""Backs that are drawn as a printer needs them are right; anything else of another size or turn is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.checking.look.drawing import Drawn
from cards.checking.report import Mark, Report
from cards.checking.rules.boxes import check_scale
from cards.decoding import decode
from cards.jobs import Job
from cards.locations import shelves
from cards.papers import make_calibration
from cards.pipeline import make
from cards.read.languages import ENGLISH, read_languages
from cards.read.printers import Profile
from cards.read.stocks import LETTER, Flip
from cards.read.typefaces import read_families

TRUE = Drawn(1.0, 0.0)


def printer(flip: Flip, scale: float = 1.012, rotate: float = -0.6) -> Profile:
    return Profile("office", flip.value, 2.0, -3.0, scale, rotate)


def judged(fronts: set[Drawn], backs: set[Drawn]) -> list[tuple[Mark, str]]:
    return [(each.mark, each.text) for each in check_scale(fronts, backs)]


@pytest.mark.parametrize(("flip", "copies"), [(Flip.LONG_EDGE, 10), (Flip.SHORT_EDGE, 1)])
def test_cards_for_a_printer(
    flip: Flip,
    copies: int,
    job_of: Callable[..., Job],
    report_on: Callable[..., Report],
    said: Callable[[Report, Mark], dict[str, str]],
) -> None:
    job = job_of("es", flip=flip, copies=copies, exact=True)
    report = report_on(make(replace(job, printer=printer(flip)), decode).pdf)
    assert report.mark is Mark.OK, report.findings
    assert "corrected for one printer (--printer): 101.2%, turned by -0.60 degrees" in said(report, Mark.OK)["backs"]


def test_a_calibration_sheet_for_a_printer(
    report_on: Callable[..., Report], said: Callable[[Report, Mark], dict[str, str]]
) -> None:
    places = shelves(None)
    english = read_languages(places)[ENGLISH]
    families = read_families(places, english.fonts)
    pdf = make_calibration(LETTER, Flip.LONG_EDGE, printer(Flip.LONG_EDGE, 0.97, 2), english, families)
    report = report_on(pdf)
    assert report.mark is Mark.OK, report.findings
    assert "97.0%, turned by 2.00 degrees" in said(report, Mark.OK)["backs"]


@pytest.mark.parametrize(
    ("fronts", "backs", "mark", "text"),
    [
        ({Drawn(1.01, 0)}, {TRUE}, Mark.WRONG, "drawn at 101.0% of the true size"),
        ({TRUE}, {Drawn(1.01, 0)}, Mark.OK, "101.0%, turned by 0.00 degrees"),
        ({TRUE}, {Drawn(1.0, -0.5)}, Mark.OK, "100.0%, turned by -0.50 degrees"),
        ({TRUE}, {Drawn(0.95, 0)}, Mark.WRONG, "drawn at 95.0% of the true size"),
        ({TRUE}, {Drawn(1.04, 0)}, Mark.WRONG, "drawn at 104.0% of the true size"),
        ({TRUE}, {Drawn(1.0, 3)}, Mark.WRONG, "backs are turned by 3.0 degrees"),
    ],
)
def test_how_far_a_back_may_be_corrected(fronts: set[Drawn], backs: set[Drawn], mark: Mark, text: str) -> None:
    ((found, told),) = judged(fronts, backs)
    assert found is mark
    assert text in told


def test_what_is_drawn_as_it_is_needs_no_word() -> None:
    assert judged({TRUE}, {TRUE, Drawn(1.0001, -0.001)}) == []
