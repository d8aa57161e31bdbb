"""What the leader of a workshop is told, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cards.pack.advice import Advice
from cards.pack.plan import Plan


def advice(plan: Plan) -> dict[str, list[str]]:
    found = Advice()
    found.add(plan)
    return found.told()


def test_one_recording_for_several_languages_is_told_once(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    head = 'audio_link = "https://www.example.org/a"\n'
    rows = "name,hotline,es,vi\nA,617-555-0101,10,0\nB,617-555-0102,0,10\nC,617-555-0103,10,10\n"
    told = "the recording at www.example.org/a is used for 2 languages (es, vi): give each its own"
    assert advice(planned(pack_file(head, "", rows))) == {told: []}
    assert advice(planned(pack_file(head, "[cards]\nes = 1\n"))) == {}
    each = 'audio_link = { es = "https://www.example.org/es", vi = "https://www.example.org/vi" }\n'
    assert advice(planned(pack_file(each, "", rows))) == {}


def test_a_side_without_the_other(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    rows = "name,hotline,layout,es\n" + "".join(
        f"{name},617-555-0101,{layouts},10\n"
        for name, layouts in {"A": "fronts", "B": "backs;poster", "C": "fronts;backs", "D": "fronts"}.items()
    )
    assert advice(planned(pack_file(cards="", rows=rows))) == {
        "fronts without backs, but a card has two sides: ask for both layouts": ["A", "D"],
        "backs without fronts, but a card has two sides: ask for both layouts": ["B"],
    }


def test_white_sheets_are_not_red(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    rows = "name,hotline,theme,stock,layout,es\n" + "".join(
        f"{name},617-555-0101,{rest},10\n"
        for name, rest in {
            "A": "red-stock,,",
            "B": "red-stock,plain-letter,",
            "C": "red,,",
            "D": "red-stock,,poster",
            "E": "red-stock,avery-c32011,",
        }.items()
    )
    found = advice(planned(pack_file(cards="", rows=rows)))
    assert list(found.values()) == [["A"], ["E"]]
    assert ["plain-letter" in text for text in found] == [True, False]
    assert ["plain-a4" in text for text in found] == [False, True]
